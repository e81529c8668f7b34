package assure_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/world"
)

var proposal = record.ID(record.Sum([]byte("the proposal")))

func key(t *testing.T, seed uint64) assure.Key {
	t.Helper()
	k, err := assure.NewKey(world.SeededRandom(seed))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func certify(t *testing.T, k assure.Key, rungs ...record.Rung) record.Certification {
	t.Helper()
	c, err := assure.Certify(k, record.By{Kind: record.Tool, Name: "assure", Version: "1"}, proposal,
		record.Patch{Files: []record.PatchFile{{Path: "a.go", After: record.Sum([]byte("after"))}}},
		record.Finding{Rule: "sql-injection", Key: "k", Severity: record.High}, rungs, []string{"no network"})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// all is a ladder on which every rung has one status, but those given.
func all(except map[string]string) (out []record.Rung) {
	for _, id := range []string{"L0", "L2", "L8", "L4", "L6", "L7", "L1", "L3"} {
		status := assure.Passed
		if s, ok := except[id]; ok {
			status = s
		}
		out = append(out, record.Rung{Rung: id, Name: strings.ToLower(id), Status: status})
	}
	return out
}

func TestCertificateHolds(t *testing.T) {
	k := key(t, 1)
	if err := assure.Verify(certify(t, k, all(nil)...), proposal, k.Public()); err != nil {
		t.Error(err)
	}
	again, err := assure.ParseKey(k.Marshal())
	if err != nil || assure.Fingerprint(again.Public()) != assure.Fingerprint(k.Public()) {
		t.Errorf("the key that was stored is another one: %v", err)
	}
	for _, bad := range []string{"", "no key", strings.Repeat("A", 12), k.Marshal()[4:]} {
		if _, err := assure.ParseKey(bad); err == nil {
			t.Errorf("%q is taken for a key", bad)
		}
	}
}

// TestForged alters a certificate that says no in every way that would make it
// say yes.
func TestForged(t *testing.T) {
	k := key(t, 1)
	other := key(t, 2)
	for name, forge := range map[string]func(c *record.Certification){
		"it says certified":        func(c *record.Certification) { c.Certified = true },
		"it says grade A":          func(c *record.Certification) { c.Grade = "A" },
		"it says less severe":      func(c *record.Certification) { c.Severity = record.Low },
		"a rung passed after all":  func(c *record.Certification) { c.Rungs[3].Status = assure.Passed },
		"a rung has another story": func(c *record.Certification) { c.Rungs[0].Why = "because" },
		"a rung is left out":       func(c *record.Certification) { c.Rungs = c.Rungs[:3] },
		"it ran behind more walls": func(c *record.Certification) { c.Isolation = append(c.Isolation, "a moat") },
		"the statement is altered": func(c *record.Certification) {
			c.Statement = strings.Replace(c.Statement, `"certified":false`, `"certified":true`, 1)
			c.Certified = true
		},
		"the statement is gone":           func(c *record.Certification) { c.Statement = "" },
		"the statement is no statement":   func(c *record.Certification) { c.Statement = "null" },
		"the signature is gone":           func(c *record.Certification) { c.Signature.Sig = nil },
		"the signature is cut":            func(c *record.Certification) { c.Signature.Sig = c.Signature.Sig[:32] },
		"one bit of the signature is off": func(c *record.Certification) { c.Signature.Sig[5] ^= 1 },
		"it names another key":            func(c *record.Certification) { c.Signature.Key = assure.Fingerprint(other.Public()) },
		"somebody else signed it":         func(c *record.Certification) { *c = certify(t, other, all(nil)...) },
		"somebody else signed it under our key's name": func(c *record.Certification) {
			*c = certify(t, other, all(nil)...)
			c.Signature.Key = assure.Fingerprint(k.Public())
		},
	} {
		c := certify(t, k, all(map[string]string{"L4": assure.Failed})...)
		forge(&c)
		if err := assure.Verify(c, proposal, k.Public()); !errors.Is(err, assure.ErrForged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	elsewhere := record.ID(record.Sum([]byte("another proposal")))
	if err := assure.Verify(certify(t, k, all(nil)...), elsewhere, k.Public()); !errors.Is(err, assure.ErrForged) {
		t.Errorf("a certificate is taken for another proposal's: %v", err)
	}
}

func TestGrade(t *testing.T) {
	const no, failed = assure.NotRun, assure.Failed
	for _, c := range []struct {
		name   string
		except map[string]string
		want   string
	}{
		{"all passed", nil, "A"},
		{"no tests", map[string]string{"L3": no}, "B"},
		{"no sandbox", map[string]string{"L1": no, "L3": no}, "C"},
		{"nor behaviour", map[string]string{"L1": no, "L3": no, "L6": no}, "D"},
		{"proof alone", map[string]string{"L1": no, "L3": no, "L6": no, "L4": no}, "F"},
		{"proof, and it builds", map[string]string{"L3": no, "L6": no, "L4": no}, "F"},
		{"proof and behaviour", map[string]string{"L1": no, "L3": no, "L4": no}, "D"},
		{"proof and tests", map[string]string{"L1": no, "L6": no, "L4": no}, "D"},
		{"attack alone", map[string]string{"L1": no, "L3": no, "L6": no, "L7": no}, "E"},
		{"neither attack nor proof", map[string]string{"L4": no, "L7": no}, "F"},
		{"tests fail", map[string]string{"L3": failed}, "F"},
		{"build fails", map[string]string{"L1": failed}, "F"},
		{"attack still works", map[string]string{"L4": failed}, "F"},
		{"not known to parse", map[string]string{"L0": no}, "F"},
		{"not analysed again", map[string]string{"L2": no}, "F"},
		{"scope not looked at", map[string]string{"L8": no}, "F"},
	} {
		certified, grade := assure.Grade(all(c.except))
		if grade != c.want || certified != (c.want != "F") {
			t.Errorf("%s: grade %s, certified %v; want %s", c.name, grade, certified, c.want)
		}
	}
	if certified, _ := assure.Grade(nil); certified {
		t.Error("an empty ladder certifies")
	}
}
