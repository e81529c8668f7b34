package govern

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/prunella/prunella/govern/patch"
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
)

func entry(t *testing.T, by record.By, body record.Body, cites ...record.ID) ledger.Entry {
	t.Helper()
	s, err := record.New(by, body, []record.Ref{"repo:test"}, cites)
	if err != nil {
		t.Fatal(err)
	}
	id, err := s.ID()
	if err != nil {
		t.Fatal(err)
	}
	return ledger.Entry{ID: id, Statement: s}
}

func proposal(t *testing.T, paths ...string) ledger.Entry {
	t.Helper()
	var d record.Patch
	for _, p := range paths {
		d.Diff += fmt.Sprintf("--- a/%s\n+++ b/%s\n@@ -1 +1 @@\n-a\n+b\n", p, p)
		d.Files = append(d.Files, record.PatchFile{Path: p, Before: record.Sum([]byte("a\n")), After: record.Sum([]byte("b\n"))})
	}
	data, _ := json.Marshal(d)
	return entry(t, record.By{Kind: record.Tool, Name: "fix"}, record.Body{Proposal: &record.Proposal{
		Action: patch.Action, Target: "repo:test", Summary: "mend", Base: record.Sum(nil), Data: data, Undo: "delete the branch"}})
}

var assure = record.By{Kind: record.Tool, Name: Certifier}

func certificate(t *testing.T, by record.By, p ledger.Entry, data string) ledger.Entry {
	return entry(t, by, record.Body{Evidence: &record.Evidence{Type: CertificateType, Summary: "rungs", Data: []byte(data)}}, p.ID)
}

func rungs(grade string, passed, failed, notRun string) string {
	var all []string
	for status, list := range map[string]string{"passed": passed, "failed": failed, "not run": notRun} {
		for _, r := range strings.Fields(list) {
			all = append(all, fmt.Sprintf(`{"rung":%q,"status":%q}`, r, status))
		}
	}
	slices.Sort(all)
	return fmt.Sprintf(`{"certified":%t,"grade":%q,"severity":"high","rungs":[%s]}`, failed == "", grade, strings.Join(all, ","))
}

const most = "L0 L1 L2 L4 L6 L7 L8"

func TestDefaultPolicy(t *testing.T) {
	policy, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	model := record.By{Kind: record.Model, Name: "m"}
	other := record.By{Kind: record.Tool, Name: "plug-in"}
	for _, test := range []struct {
		name    string
		files   string
		needs   string
		cert    string
		by      record.By
		more    string // data of a model's evidence
		want    string // allowed, person or forbidden
		because string
	}{
		{name: "everything proved", cert: rungs("A", most+" L3", "", ""), want: "allowed", because: "proven-patch"},
		{name: "no tests to run", cert: rungs("C", most, "", "L3"), want: "allowed", because: "proven-patch"},
		{name: "a low grade", cert: rungs("D", most, "", "L3"), want: "person", because: "not run L3"},
		{name: "proved, but the attack was not tried", cert: rungs("B", "L0 L2 L7 L8", "", "L4"), want: "allowed", because: "proven-patch"},
		{name: "neither attacked nor proved", cert: rungs("B", "L0 L2 L8", "", "L4"), want: "person", because: "not run L4"},
		{name: "tests fail", cert: rungs("B", most, "L3", ""), want: "person", because: "failed L3"},
		{name: "does not parse", cert: rungs("F", "L2", "L0", ""), want: "forbidden", because: "failed L0"},
		{name: "no certificate", want: "forbidden", because: "there is no certificate"},
		{name: "unreadable certificate", cert: `{"certified":"yes"}`, want: "forbidden", because: "does not hold"},
		{name: "a rung with two answers", cert: rungs("A", most, "", "L2"), want: "person", because: "not run L2"},
		{name: "a model's certificate", cert: rungs("A", most, "", ""), by: model, want: "forbidden", because: "there is no certificate"},
		{name: "another tool's certificate", cert: rungs("A", most, "", ""), by: other, want: "forbidden", because: "there is no certificate"},
		{name: "a model objects", cert: rungs("A", most, "", ""), more: `{"objects":true}`, want: "person", because: "1 objections"},
		{name: "a model flatters", cert: rungs("D", most, "", ""), more: rungs("A", most, "", ""), want: "person"},
		{name: "a test is touched", files: "x.go x_test.go", cert: rungs("A", most, "", ""), want: "person", because: "judges-need-a-person"},
		{name: "CI is touched", files: ".github/workflows/ci.yml", cert: rungs("A", most, "", ""), want: "person", because: "judges-need-a-person"},
		{name: "a setting is missing", needs: "APP_KEY", cert: rungs("A", most, "", ""), want: "person", because: "settings-need-a-person"},
		{name: "git's folder is touched", files: ".git/hooks/pre-commit", cert: rungs("A", most, "", ""), want: "forbidden", because: "bad patch"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.files == "" {
				test.files = "x.go"
			}
			p := proposal(t, strings.Fields(test.files)...)
			if test.needs != "" {
				var data record.Patch
				if err := json.Unmarshal(p.Statement.Body.Proposal.Data, &data); err != nil {
					t.Fatal(err)
				}
				data.Needs = []string{test.needs}
				p.Statement.Body.Proposal.Data, _ = json.Marshal(data)
			}
			var evidence []ledger.Entry
			if test.by.Name == "" {
				test.by = assure
			}
			if test.cert != "" {
				evidence = append(evidence, certificate(t, test.by, p, test.cert))
			}
			if test.more != "" {
				evidence = append(evidence, certificate(t, model, p, test.more))
			}
			d, err := Judge{Policy: policy}.Judge(p, evidence)
			if err != nil {
				t.Fatal(err)
			}
			got := "forbidden"
			if d.Allow {
				got = "allowed"
			} else if strings.HasPrefix(d.Reason, "needs a person") {
				got = "person"
			}
			if got != test.want || !strings.Contains(d.Reason, test.because) {
				t.Errorf("%s (%s), want %s because %s", got, d.Reason, test.want, test.because)
			}
			again, _ := Judge{Policy: policy}.Judge(p, evidence)
			if fmt.Sprint(again) != fmt.Sprint(d) {
				t.Error("a second judgement differs")
			}
		})
	}
}

func TestModelsOnlyRaiseSeverity(t *testing.T) {
	p := proposal(t, "x.go")
	c := certificate(t, assure, p, rungs("A", most, "", "")) // says high
	for says, want := range map[string]int{"critical": 4, "low": 3, "none": 3} {
		m := certificate(t, record.By{Kind: record.Model, Name: "m"}, p, fmt.Sprintf(`{"severity":%q}`, says))
		for _, order := range [][]ledger.Entry{{c, m}, {m, c}} {
			f, err := FactsOf(p, order)
			if err != nil || f.Severity != want || f.Grade != 5 {
				t.Errorf("a model says %s: %+v, %v", says, f, err)
			}
		}
	}
}

func TestCertificateOfAnotherProposal(t *testing.T) {
	p, q := proposal(t, "x.go"), proposal(t, "y.go")
	f, _ := FactsOf(p, []ledger.Entry{certificate(t, assure, q, rungs("A", most, "", ""))})
	if f.Certificate != "" || f.Certified {
		t.Errorf("took it: %+v", f)
	}
}

func TestBrokenPolicies(t *testing.T) {
	for text, want := range map[string]string{
		"":                                      "no policies",
		"permit (principal, action, resource);": "p.cedar:1: this policy has no @id",
		"\n@id(\"a\")\npermit (principal, resource);":                                                        "p.cedar:3",
		"@id(\"a\") permit (principal, action, resource) when { context.grad > 1 };":                         `p.cedar:1: "a"`,
		"@id(\"a\") permit (principal, action, resource);\n@id(\"a\") permit (principal, action, resource);": "p.cedar:2: the @id \"a\" is used twice",
		"\x00\xff":                       "p.cedar",
		strings.Repeat("(", maxPolicy+1): "the limit is",
		`@id("a") permit (principal, action, resource) when {` + strings.Repeat("(", maxPolicy-100): "p.cedar:1",
		`@id("a") permit (principal, action, resource) when {` + strings.Repeat("if ", maxPolicy/4): "p.cedar:1",
	} {
		if _, err := ParsePolicy("p.cedar", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// A forbid that fails when it is asked must not be passed over.
func TestFailingForbidForbids(t *testing.T) {
	text := `@id("yes") permit (principal, action, resource);
@id("no") forbid (principal, action, resource) when { context.changedLines == 2 && context.files.oops };`
	policy, err := ParsePolicy("p.cedar", []byte(text))
	if err != nil {
		t.Fatal(err) // the samples have no changed lines
	}
	d, err := Judge{Policy: policy}.Judge(proposal(t, "x.go"), nil)
	if err != nil || d.Allow || !strings.Contains(d.Reason, "the policy failed") {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestApproval(t *testing.T) {
	key, err := NewKey(strings.NewReader(strings.Repeat("k", 32)))
	if err != nil {
		t.Fatal(err)
	}
	stranger, _ := NewKey(strings.NewReader(strings.Repeat("s", 32)))
	p, c, other := record.ID(record.Sum([]byte("p"))), record.ID(record.Sum([]byte("c"))), record.ID(record.Sum([]byte("o")))
	d, err := Approve(key, p, c, 100)
	if err != nil {
		t.Fatal(err)
	}
	trusted := []PublicKey{key.Public()}
	if err := Verify(d, c, trusted); err != nil {
		t.Errorf("a good approval: %v", err)
	}
	change := func(f func(*record.Decision)) record.Decision {
		e := d
		e.Signatures = []record.Signature{{Key: d.Signatures[0].Key, Sig: slices.Clone(d.Signatures[0].Sig)}}
		f(&e)
		return e
	}
	for name, e := range map[string]record.Decision{
		"no signature":     change(func(e *record.Decision) { e.Signatures = nil }),
		"another proposal": change(func(e *record.Decision) { e.Proposal = other }),
		"a later end":      change(func(e *record.Decision) { e.Until++ }),
		"a flipped bit":    change(func(e *record.Decision) { e.Signatures[0].Sig[3] ^= 1 }),
		"a second, bad one": change(func(e *record.Decision) {
			e.Signatures = append(e.Signatures, record.Signature{Key: stranger.Public().Fingerprint(), Sig: make([]byte, 64)})
		}),
		"a renamed stranger": change(func(e *record.Decision) {
			f, _ := Approve(stranger, p, c, 100)
			e.Signatures[0].Sig = f.Signatures[0].Sig
		}),
	} {
		if err := Verify(e, c, trusted); !errors.Is(err, ErrSignature) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := Verify(d, other, trusted); !errors.Is(err, ErrSignature) {
		t.Errorf("another certificate: %v", err)
	}
	for _, keys := range [][]PublicKey{nil, {{}}, {stranger.Public()}} {
		if err := Verify(d, c, keys); !errors.Is(err, ErrSignature) {
			t.Errorf("trusting %v: %v", keys, err)
		}
	}
	for _, bad := range []func() (record.Decision, error){
		func() (record.Decision, error) { return Approve(Key{}, p, c, 1) },
		func() (record.Decision, error) { return Approve(key, "", c, 1) },
		func() (record.Decision, error) { return Approve(key, p, c, 0) },
	} {
		if _, err := bad(); err == nil {
			t.Error("approved without key, proposal or end")
		}
	}
}

func TestKeysAsText(t *testing.T) {
	key, _ := NewKey(strings.NewReader(strings.Repeat("k", 32)))
	back, err := ParseKey(key.Marshal())
	if err != nil || back.Public().Fingerprint() != key.Public().Fingerprint() {
		t.Errorf("secret key: %v", err)
	}
	public, err := ParsePublicKey(key.Public().Marshal())
	if err != nil || public.Fingerprint() != key.Public().Fingerprint() {
		t.Errorf("public key: %v", err)
	}
	if _, err := ParsePublicKey(key.Marshal()); err == nil {
		t.Error("took a secret key for a public one")
	}
	if _, err := ParseKey(key.Marshal()[:60]); err == nil {
		t.Error("took half a key")
	}
}

func FuzzParsePolicy(f *testing.F) {
	f.Add(DefaultText)
	f.Fuzz(func(t *testing.T, text []byte) { ParsePolicy("p.cedar", text) })
}
