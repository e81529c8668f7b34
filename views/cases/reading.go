package cases

import (
	"encoding/json"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
)

// The types of evidence that move a case. Their producers live in the wings;
// the words are agreed on here, where they are read.
const (
	// Refutation says why a finding it cites is none. Only a tool's proof or a
	// person's word counts, for untrusted text closes nothing (law 3).
	Refutation = "finding.refuted"

	// Escalation says why a finding it cites could not be mended.
	Escalation = "finding.escalated"

	// Certificate sums up the rungs that a proposal it cites has climbed. Its
	// data has a boolean "certified".
	Certificate = "assure.certificate"
)

// A Reading tells a view what evidence means.
type Reading interface {
	Refutes(ledger.Entry) bool
	Escalates(ledger.Entry) bool
	Certifies(ledger.Entry) (isCertificate, passed bool)
}

// Standard reads the three types above, and a replay (record.Replay) that came
// out as refuted. It believes no model.
type Standard struct{}

// Refutes implements Reading.
func (Standard) Refutes(e ledger.Entry) bool {
	if believed(e, Refutation) {
		return true
	}
	var replay record.Replay
	return believed(e, "code.replay") && json.Unmarshal(e.Statement.Body.Evidence.Data, &replay) == nil && replay.Verdict == "refuted"
}

// Escalates implements Reading.
func (Standard) Escalates(e ledger.Entry) bool { return believed(e, Escalation) }

// Certifies implements Reading.
func (Standard) Certifies(e ledger.Entry) (isCertificate, passed bool) {
	if !believed(e, Certificate) {
		return false, false
	}
	var data struct {
		Certified bool `json:"certified"`
	}
	err := json.Unmarshal(e.Statement.Body.Evidence.Data, &data)
	return true, err == nil && data.Certified
}

func believed(e ledger.Entry, kind string) bool {
	b := e.Statement.Body.Evidence
	trusted := e.Statement.By.Kind == record.Tool || e.Statement.By.Kind == record.Person
	return trusted && b != nil && b.Type == kind
}
