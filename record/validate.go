package record

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// ErrInvalid is wrapped by every complaint of Validate.
var ErrInvalid = errors.New("may not be said")

func invalid(format string, args ...any) error {
	return fmt.Errorf("record: %s: %w", fmt.Sprintf(format, args...), ErrInvalid)
}

// Validate says why the statement may not be said, or nil. It checks the form
// only: whether what is cited exists is the ledger's matter, whether it is true
// is a verifier's.
func (s Statement) Validate() error {
	if !slices.Contains([]string{Tool, Model, Agent, Policy, Person}, s.By.Kind) {
		return invalid("by.kind %q is not a kind of speaker", s.By.Kind)
	}
	if s.By.Name == "" {
		return invalid("by.name is empty")
	}
	if err := checkSorted("about", s.About, checkRef); err != nil {
		return err
	}
	if err := checkSorted("cites", s.Cites, checkID); err != nil {
		return err
	}
	if err := checkText("by", s.By.Name, s.By.Version, s.By.Vendor); err != nil {
		return err
	}
	return s.Body.validate()
}

func (b Body) validate() error {
	count := 0
	for _, there := range []bool{b.Evidence != nil, b.Finding != nil, b.Proposal != nil, b.Decision != nil, b.Receipt != nil} {
		if there {
			count++
		}
	}
	if count != 1 {
		return invalid("body holds %d nouns, not exactly one", count)
	}
	switch {
	case b.Evidence != nil:
		return b.Evidence.validate()
	case b.Finding != nil:
		return b.Finding.validate()
	case b.Proposal != nil:
		return b.Proposal.validate()
	case b.Decision != nil:
		return b.Decision.validate()
	}
	return b.Receipt.validate()
}

func (e *Evidence) validate() error {
	if e.Type == "" {
		return invalid("evidence.type is empty")
	}
	if err := checkDigests("evidence.blobs", e.Blobs); err != nil {
		return err
	}
	return checkText("evidence", e.Type, e.Summary)
}

func (f *Finding) validate() error {
	switch {
	case f.Rule == "":
		return invalid("finding.rule is empty")
	case f.Claim == "":
		return invalid("finding.claim is empty")
	case f.Key == "":
		return invalid("finding.key is empty")
	case f.Severity.Rank() == 0:
		return invalid("finding.severity %q is not a severity", f.Severity)
	case f.Level.Rank() == 0:
		return invalid("finding.level %q is not a level", f.Level)
	case f.Confidence < 0 || f.Confidence > 100:
		return invalid("finding.confidence %d is not a percentage", f.Confidence)
	}
	if err := f.Where.validate(); err != nil {
		return err
	}
	if err := checkText("finding.cwe", f.CWE...); err != nil {
		return err
	}
	return checkText("finding", f.Rule, f.Claim, f.Key, f.Hint, f.Escalated, f.MendedBy)
}

// validate keeps a place inside its repository. A finding about something that
// is no file, such as a host, has an empty place.
func (p Place) validate() error {
	switch {
	case p.Line < 0 || p.Column < 0 || p.EndLine < 0 || p.EndCol < 0:
		return invalid("finding.where has a negative line or column")
	case p.File == "" && p.Line != 0:
		return invalid("finding.where has a line and no file")
	case p.File != "" && (path.Clean(p.File) != p.File || path.IsAbs(p.File) || p.File == ".." || strings.HasPrefix(p.File, "../")):
		return invalid("finding.where.file %q is not a clean path inside the repository", p.File)
	}
	return checkText("finding.where", p.File, p.Func)
}

func (p *Proposal) validate() error {
	switch {
	case p.Action == "":
		return invalid("proposal.action is empty")
	case p.Undo == "":
		return invalid("proposal.undo is empty: say how to take it back, or that nothing is to be taken back")
	}
	if err := checkRef("proposal.target", p.Target); err != nil {
		return err
	}
	if err := checkDigests("proposal.base", []Digest{p.Base}); err != nil {
		return err
	}
	if err := checkDigests("proposal.blobs", p.Blobs); err != nil {
		return err
	}
	return checkText("proposal", p.Action, p.Summary, p.Undo)
}

func (d *Decision) validate() error {
	if err := checkID("decision.proposal", d.Proposal); err != nil {
		return err
	}
	switch {
	case d.Reason == "":
		return invalid("decision.reason is empty")
	case d.Until < 0 || d.Until > maxInteger:
		return invalid("decision.until %d is not a time", d.Until)
	}
	for _, s := range d.Signatures {
		if err := checkRef("decision.signatures.key", Ref(s.Key)); err != nil {
			return err
		}
		if len(s.Sig) != 64 {
			return invalid("decision.signatures: %q has %d bytes, an ed25519 signature has 64", s.Key, len(s.Sig))
		}
	}
	return checkText("decision", append([]string{d.Reason}, d.Policies...)...)
}

func (r *Receipt) validate() error {
	if err := checkID("receipt.proposal", r.Proposal); err != nil {
		return err
	}
	if err := checkID("receipt.decision", r.Decision); err != nil {
		return err
	}
	if !slices.Contains([]string{Done, Refused, Failed}, r.Outcome) {
		return invalid("receipt.outcome %q is not done, refused or failed", r.Outcome)
	}
	if r.Output != "" {
		if err := checkDigests("receipt.output", []Digest{r.Output}); err != nil {
			return err
		}
	}
	return checkText("receipt", r.Summary)
}

func checkText(where string, all ...string) error {
	for _, s := range all {
		if !utf8.ValidString(s) {
			return invalid("%s holds %.40q, which is not valid UTF-8", where, s)
		}
	}
	return nil
}

func checkDigests(where string, all []Digest) error {
	for _, d := range all {
		if !d.Valid() {
			return invalid("%s: %.80q is not a digest", where, string(d))
		}
	}
	return nil
}

func checkID(where string, id ID) error {
	if !Digest(id).Valid() {
		return invalid("%s: %.80q is not an id", where, string(id))
	}
	return nil
}

// checkRef wants "kind:name": a lower-case kind, and a name without control
// characters, for refs are printed, compared and used as keys.
func checkRef(where string, r Ref) error {
	kind, name, ok := strings.Cut(string(r), ":")
	if !ok || name == "" || kind == "" || strings.Trim(kind, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		return invalid("%s: %.80q is not a reference of the form kind:name", where, string(r))
	}
	for _, c := range name {
		if c < 0x20 || c == 0x7f || c == utf8.RuneError {
			return invalid("%s: %.80q holds control characters or invalid UTF-8", where, string(r))
		}
	}
	return nil
}

func checkSorted[S ~string](where string, all []S, check func(string, S) error) error {
	for i, s := range all {
		if err := check(where, s); err != nil {
			return err
		}
		if i > 0 && all[i-1] >= s {
			return invalid("%s is not sorted and unique at %.80q (record.New sorts)", where, string(s))
		}
	}
	return nil
}

// Valid reports whether d is "sha256:" and 64 lower-case hexadecimal digits.
func (d Digest) Valid() bool {
	hex, ok := strings.CutPrefix(string(d), "sha256:")
	return ok && len(hex) == 64 && strings.Trim(hex, hexDigits) == ""
}

// Kind is what stands before the colon of a reference, "" when there is none.
func (r Ref) Kind() string {
	kind, _, ok := strings.Cut(string(r), ":")
	if !ok {
		return ""
	}
	return kind
}

// Name is what stands behind the first colon of a reference.
func (r Ref) Name() string {
	_, name, _ := strings.Cut(string(r), ":")
	return name
}
