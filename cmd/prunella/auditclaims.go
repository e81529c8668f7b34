package main

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/govern"
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
)

// The log's own proof says that nothing was changed since it was said. Whoever holds its
// key can still say what is not so, and what is said can be looked into: a leave must be
// for a proposal that is on the record and signed by who may give it, a certificate by the
// key of this state, and a deed needs a leave.

// A doubt is a statement that does not hold, or that cannot be looked into here.
type doubt struct {
	index  uint64
	why    string
	forged bool
}

// An auditor holds statements to what was said before them.
type auditor struct {
	repo      record.Ref
	approvers []govern.PublicKey
	certifier ed25519.PublicKey // nil where there is none
	said      map[record.ID]ledger.Entry
	doubts    []doubt
}

func (a *auditor) doubt(e ledger.Entry, forged bool, format string, args ...any) {
	a.doubts = append(a.doubts, doubt{uint64(e.Index), fmt.Sprintf(format, args...), forged})
}

// auditor knows the keys of the state and of those who may sign.
func (t *target) auditor(signersFile string) (*auditor, error) {
	approvers, err := signers(signersFile)
	if err != nil {
		return nil, err
	}
	a := &auditor{repo: t.repo(), approvers: approvers, said: map[record.ID]ledger.Entry{}}
	file := filepath.Join(t.state, "certificate.key")
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return a, nil
	}
	if err != nil {
		return nil, fail(err, "")
	}
	k, err := assure.ParseKey(string(text))
	if err != nil {
		return nil, fail(fmt.Errorf("%s: %w", file, err), "move it away to have a new one made")
	}
	a.certifier = k.Public()
	return a, nil
}

// hear looks into a statement and keeps it.
func (a *auditor) hear(e ledger.Entry) {
	a.look(e)
	a.said[e.ID] = e
}

// look holds one statement to those before it.
func (a *auditor) look(e ledger.Entry) {
	switch b := e.Statement.Body; {
	case b.Proposal != nil:
		if target := b.Proposal.Target; strings.HasPrefix(string(target), "repo:") && target != a.repo {
			a.doubt(e, false, "the proposal is for %s, and this is %s", target, a.repo)
		}
	case b.Evidence != nil && b.Evidence.Type == govern.CertificateType:
		a.certificate(e, b.Evidence)
	case b.Decision != nil && b.Decision.Allow:
		a.leave(e, *b.Decision)
	case b.Receipt != nil && b.Receipt.Outcome == record.Done:
		a.deed(e, *b.Receipt)
	}
}

// certificate: it is signed with the key of this state, for a proposal that it cites.
func (a *auditor) certificate(e ledger.Entry, ev *record.Evidence) {
	if by := e.Statement.By; by.Kind != record.Tool || by.Name != govern.Certifier {
		a.doubt(e, true, "a %s does not certify", by.Kind)
		return
	}
	var c record.Certification
	if json.Unmarshal(ev.Data, &c) != nil {
		a.doubt(e, true, "the certificate cannot be read")
		return
	}
	if a.certifier == nil || c.Signature.Key != assure.Fingerprint(a.certifier) {
		a.doubt(e, c.Signature.Key == "", "the certificate is signed by %q, which is not the key of this state", c.Signature.Key)
		return
	}
	why := errors.New("it cites no proposal")
	for _, id := range e.Statement.Cites {
		if p, ok := a.said[id]; ok && p.Kind == "proposal" {
			if why = assure.Verify(c, id, a.certifier); why == nil {
				return
			}
		}
	}
	a.doubt(e, true, "%v", why)
}

// leave: it is for a proposal that was made, by the policy or by a person who signed for
// it and for evidence that it cites.
func (a *auditor) leave(e ledger.Entry, d record.Decision) {
	switch p, ok := a.said[d.Proposal]; {
	case !ok || p.Kind != "proposal":
		a.doubt(e, true, "it allows a proposal that nobody made")
		return
	case !slices.Contains(e.Statement.Cites, d.Proposal):
		a.doubt(e, true, "it allows another proposal than it cites")
		return
	case d.Until != 0 && d.Until <= e.Time.Unix():
		a.doubt(e, false, "it had expired when it was said")
	}
	switch e.Statement.By.Kind {
	case record.Policy:
		return
	case record.Person:
	default:
		a.doubt(e, true, "a %s does not decide", e.Statement.By.Kind)
		return
	}
	if len(d.Signatures) == 0 {
		a.doubt(e, true, "a person allows it without a signature")
		return
	}
	for _, s := range d.Signatures {
		if !slices.ContainsFunc(a.approvers, func(k govern.PublicKey) bool { return k.Fingerprint() == s.Key }) {
			a.doubt(e, false, "it is signed by %s, which is not known here; --signers FILE lists keys", s.Key)
			return
		}
	}
	if !slices.ContainsFunc(e.Statement.Cites, func(id record.ID) bool {
		said, ok := a.said[id]
		return ok && said.Kind == "evidence" && govern.Verify(d, id, a.approvers) == nil
	}) {
		a.doubt(e, true, "the signature is for another proposal, certificate or time")
	}
}

// deed: it was allowed.
func (a *auditor) deed(e ledger.Entry, r record.Receipt) {
	d, ok := a.said[r.Decision]
	switch {
	case !ok || d.Kind != "decision":
		a.doubt(e, true, "something was done, and nobody allowed it")
	case !d.Statement.Body.Decision.Allow || d.Statement.Body.Decision.Proposal != r.Proposal:
		a.doubt(e, true, "something was done, and what was decided is another thing")
	}
}

// tell prints what does not hold, or cannot be looked into here, and counts the former.
func (a *auditor) tell(out io.Writer) (forged int) {
	for _, d := range a.doubts {
		word := "note"
		if d.forged {
			word = "does not hold"
			forged++
		}
		fmt.Fprintf(out, "entry %d: %s: %s\n", d.index, word, render.Plain(d.why))
	}
	return forged
}
