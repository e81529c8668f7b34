package main

import (
	"crypto/rand"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/govern"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/views/cases"
)

// TestForgedStatements: who holds the log's key can say anything, and audit verify tells
// what does not hold of it.
func TestForgedStatements(t *testing.T) {
	dir := project(t)
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	if _, _, err := command(t.Context(), "heal", "--no-run", dir); err != nil {
		t.Fatal(err)
	}
	if out, _, err := command(t.Context(), "audit", "verify", dir); err != nil || strings.Contains(out, "entry ") {
		t.Fatalf("a record that nobody touched: %v\n%s", err, out)
	}
	own, err := approverKey("")
	if err != nil {
		t.Fatal(err)
	}
	other, err := govern.NewKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	forger, err := assure.NewKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	later, person := time.Now().Add(time.Hour).Unix(), record.By{Kind: record.Person, Name: "mallory"}
	signed := func(key govern.Key, proposal, certificate record.ID, until int64) record.Body {
		d, err := govern.Approve(key, proposal, certificate, until)
		if err != nil {
			t.Fatal(err)
		}
		return record.Body{Decision: &d}
	}
	for _, c := range []struct {
		name  string
		by    record.By
		body  func(p *cases.Proposal) record.Body
		cites func(p *cases.Proposal) []record.ID // nil: the proposal and its evidence
		want  string
		holds bool
	}{
		{name: "an approval", by: person, holds: true, body: func(p *cases.Proposal) record.Body {
			return signed(own, p.Entry.ID, p.Certificates[0].ID, later)
		}},
		{name: "an approval by a stranger", by: person, holds: true, want: "not known here", body: func(p *cases.Proposal) record.Body {
			return signed(other, p.Entry.ID, p.Certificates[0].ID, later)
		}},
		{name: "an approval that had expired", by: person, holds: true, want: "had expired", body: func(p *cases.Proposal) record.Body {
			return signed(own, p.Entry.ID, p.Certificates[0].ID, 1)
		}},
		{name: "an approval with a longer life", by: person, want: "for another proposal, certificate or time", body: func(p *cases.Proposal) record.Body {
			b := signed(own, p.Entry.ID, p.Certificates[0].ID, later)
			b.Decision.Until += 1000
			return b
		}},
		{name: "an approval of something else", by: person, want: "for another proposal, certificate or time", body: func(p *cases.Proposal) record.Body {
			b := signed(own, p.Certificates[0].ID, p.Certificates[0].ID, later)
			b.Decision.Proposal = p.Entry.ID
			return b
		}},
		{name: "an approval that cites another thing", by: person, want: "another proposal than it cites",
			cites: func(p *cases.Proposal) []record.ID { return []record.ID{p.Certificates[0].ID} },
			body:  func(p *cases.Proposal) record.Body { return signed(own, p.Entry.ID, p.Certificates[0].ID, later) }},
		{name: "an approval of nothing", by: person, want: "that nobody made", body: func(p *cases.Proposal) record.Body {
			return signed(own, p.Certificates[0].ID, p.Certificates[0].ID, later)
		}},
		{name: "a person without a signature", by: person, want: "without a signature", body: func(p *cases.Proposal) record.Body {
			return record.Body{Decision: &record.Decision{Proposal: p.Entry.ID, Allow: true, Reason: "yes"}}
		}},
		{name: "a model allows", by: record.By{Kind: record.Model, Name: "m"}, want: "a model does not decide", body: func(p *cases.Proposal) record.Body {
			return record.Body{Decision: &record.Decision{Proposal: p.Entry.ID, Allow: true, Reason: "yes"}}
		}},
		{name: "a certificate by another key", by: tool(govern.Certifier), holds: true, want: "not the key of this state", body: func(p *cases.Proposal) record.Body {
			return certificateOf(t, p, func(c *record.Certification) { c.Signature.Key = assure.Fingerprint(forger.Public()) })
		}},
		{name: "a certificate without a key", by: tool(govern.Certifier), want: "not the key of this state", body: func(p *cases.Proposal) record.Body {
			return certificateOf(t, p, func(c *record.Certification) { c.Signature = record.Signature{} })
		}},
		{name: "a better grade", by: tool(govern.Certifier), want: "other things than were signed", body: func(p *cases.Proposal) record.Body {
			return certificateOf(t, p, func(c *record.Certification) { c.Rungs[0].Why = "it was fine" })
		}},
		{name: "a certificate of another proposal", by: tool(govern.Certifier), want: "cites no proposal",
			cites: func(p *cases.Proposal) []record.ID { return []record.ID{p.Certificates[0].ID} },
			body:  func(p *cases.Proposal) record.Body { return certificateOf(t, p, func(*record.Certification) {}) }},
		{name: "a model certifies", by: record.By{Kind: record.Model, Name: "m"}, want: "a model does not certify", body: func(p *cases.Proposal) record.Body {
			return certificateOf(t, p, func(*record.Certification) {})
		}},
		{name: "a deed that nobody allowed", by: tool("git"), want: "nobody allowed it", body: func(p *cases.Proposal) record.Body {
			return record.Body{Receipt: &record.Receipt{Proposal: p.Entry.ID, Decision: p.Certificates[0].ID, Outcome: record.Done, Summary: "done"}}
		}},
		{name: "a proposal for another repository", by: tool("fix"), holds: true, want: "is for repo:elsewhere", body: func(p *cases.Proposal) record.Body {
			b := *p.Entry.Statement.Body.Proposal
			b.Target = "repo:elsewhere"
			return record.Body{Proposal: &b}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			state := filepath.Join(t.TempDir(), "state")
			if err := os.CopyFS(state, os.DirFS(filepath.Join(dir, stateFolder))); err != nil {
				t.Fatal(err)
			}
			said(t, dir, state, c.by, c.body, c.cites)
			out, _, err := command(t.Context(), "audit", "verify", "--state", state, dir)
			if (err == nil) != c.holds || !strings.Contains(out, c.want) || c.want == "" && strings.Contains(out, "entry ") {
				t.Errorf("%v\n%s\nwant %q", err, out, c.want)
			}
		})
	}
}

// certificateOf is the proposal's certificate, changed.
func certificateOf(t *testing.T, p *cases.Proposal, change func(*record.Certification)) record.Body {
	t.Helper()
	ev := *p.Certificates[0].Statement.Body.Evidence
	var c record.Certification
	if err := json.Unmarshal(ev.Data, &c); err != nil {
		t.Fatal(err)
	}
	change(&c)
	data, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	ev.Data, ev.Summary = data, ev.Summary+", it is said"
	return record.Body{Evidence: &ev}
}

// said puts a statement about the first proposal on the record in dir.
func said(t *testing.T, dir, state string, by record.By, body func(*cases.Proposal) record.Body, cites func(*cases.Proposal) []record.ID) {
	t.Helper()
	target, err := openTarget(t.Context(), dir, state, func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	defer target.close()
	view := cases.New(cases.Standard{})
	if err := view.Update(t.Context(), target.log); err != nil {
		t.Fatal(err)
	}
	p := view.All()[0].Proposals[0]
	ids := []record.ID{p.Entry.ID}
	for _, e := range p.Evidence {
		ids = append(ids, e.ID)
	}
	if cites != nil {
		ids = cites(p)
	}
	s, err := record.New(by, body(p), p.Entry.Statement.About, ids)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := target.log.Append(t.Context(), s); err != nil {
		t.Fatal(err)
	}
}

// TestOlderState: a whole state that is put back verifies by itself, and not beside a
// checkpoint that somebody kept.
func TestOlderState(t *testing.T) {
	dir := project(t)
	state, older := filepath.Join(dir, stateFolder), filepath.Join(t.TempDir(), "older")
	heal := func() {
		if _, _, err := command(t.Context(), "heal", "--no-run", dir); err != nil {
			t.Fatal(err)
		}
	}
	heal()
	if err := os.CopyFS(older, os.DirFS(state)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "more.go"), []byte(strings.NewReplacer("func main", "func more", "user", "other").Replace(flawed)), 0o644); err != nil {
		t.Fatal(err)
	}
	heal()
	kept := filepath.Join(state, "ledger", "log", "checkpoint")
	for _, c := range []struct {
		name string
		args []string
		want bool
	}{
		{"the newer one", []string{"--checkpoint", kept}, true},
		{"the older one alone", []string{"--state", older}, true},
		{"the older one beside the newer checkpoint", []string{"--state", older, "--checkpoint", kept}, false},
		{"no checkpoint", []string{"--checkpoint", filepath.Join(dir, "main.go")}, false},
		{"not there", []string{"--checkpoint", filepath.Join(dir, "no")}, false},
	} {
		if _, _, err := command(t.Context(), append([]string{"audit", "verify", dir}, c.args...)...); (err == nil) != c.want {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
