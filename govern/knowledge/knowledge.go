// Package knowledge tells which of the things people taught are in force. It is a
// fold over the ledger, and a pure function of it, of the keys that are trusted and
// of the time.
//
// Knowledge is a proposal "learn.…" whose data is a [record.Knowledge]. It is in force when
//
//   - it is about this repository, and can be read;
//   - the engine looked at it first, and did not refute it: the latest evidence
//     "learn.check" about it by the tool named [Checker] says so;
//   - a person decided for it, and a trusted key has signed that decision, over the
//     proposal, that check and the expiry ([govern.Approve]);
//   - that time is not over, and nobody has decided against it since. Who decides
//     against needs no signature: doubt may be raised by anybody (law 3).
//
// What was taken back stays so: to teach it again takes a proposal that cites the decision
// against it, so that no old signature brings it back.
//
// Limits: the repository is known by its name, as everywhere on the record; a trusted key may
// teach whatever the engine does not refute.
package knowledge

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/prunella/prunella/govern"
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
)

// Checker is the name of the tool whose checks count.
const Checker = "learn"

// A State is where knowledge stands.
type State string

// The states.
const (
	InForce  State = "in force"
	Expired  State = "expired"
	Undone   State = "undone"
	Refuted  State = "refuted"  // by the engine
	Unsigned State = "unsigned" // nobody whom we trust has signed for it
)

// An Item is one thing that was taught, and where it stands.
type Item struct {
	ID        record.ID // of the proposal
	Action    string
	Knowledge record.Knowledge
	Check     record.Lesson
	By        record.By // who decided, or who proposed
	Signer    string    // "key:…", of the decision that counts
	Said      time.Time
	Until     int64 // Unix seconds
	State     State
	Against   record.ID // the decision against it

	check    record.ID
	decision *ledger.Entry
}

// Of lists what was taught about a repository, in the order it was said.
func Of(ctx context.Context, log ledger.Log, repo record.Ref, trusted []govern.PublicKey, now time.Time) ([]*Item, error) {
	f := &fold{repo: repo, byID: map[record.ID]*Item{}, checks: map[record.ID]record.Lesson{}}
	for e, err := range log.Scan(ctx, 0) {
		if err != nil {
			return nil, err
		}
		if !e.Erased {
			f.add(e)
		}
	}
	for _, it := range f.items {
		it.State = it.state(trusted, now)
	}
	return f.items, nil
}

// Held leaves those that are in force.
func Held(all []*Item) []*Item {
	return slices.DeleteFunc(slices.Clone(all), func(it *Item) bool { return it.State != InForce })
}

type fold struct {
	repo   record.Ref
	items  []*Item
	byID   map[record.ID]*Item
	checks map[record.ID]record.Lesson
}

func (f *fold) add(e ledger.Entry) {
	switch b := e.Statement.Body; {
	case b.Proposal != nil:
		f.propose(e)
	case b.Evidence != nil && b.Evidence.Type == record.LessonEvidence:
		f.check(e)
	case b.Decision != nil:
		it := f.byID[b.Decision.Proposal]
		switch {
		case it == nil || it.Against != "":
		case !b.Decision.Allow:
			it.Against, it.By = e.ID, e.Statement.By
		case e.Statement.By.Kind == record.Person:
			it.decision, it.By = &e, e.Statement.By
		}
	}
}

func (f *fold) propose(e ledger.Entry) {
	p := e.Statement.Body.Proposal
	if !strings.HasPrefix(p.Action, "learn.") || p.Target != f.repo || f.byID[e.ID] != nil {
		return
	}
	it := &Item{ID: e.ID, Action: p.Action, By: e.Statement.By, Said: e.Time}
	if json.Unmarshal(p.Data, &it.Knowledge) != nil {
		return
	}
	f.items = append(f.items, it)
	f.byID[e.ID] = it
}

// check takes what the engine says of the knowledge it cites.
func (f *fold) check(e ledger.Entry) {
	var c record.Lesson
	by := e.Statement.By
	if by.Kind != record.Tool || by.Name != Checker || json.Unmarshal(e.Statement.Body.Evidence.Data, &c) != nil {
		return
	}
	for _, id := range e.Statement.Cites {
		if it := f.byID[id]; it != nil {
			it.Check, it.check = c, e.ID
		}
	}
}

func (it *Item) state(trusted []govern.PublicKey, now time.Time) State {
	switch {
	case it.Against != "":
		return Undone
	case it.check == "" || it.Check.Verdict != Agrees && it.Check.Verdict != Open:
		return Refuted
	case it.decision == nil:
		return Unsigned
	}
	d := *it.decision.Statement.Body.Decision
	if d.Proposal != it.ID || govern.Verify(d, it.check, trusted) != nil {
		return Unsigned
	}
	it.Signer, it.Until = d.Signatures[0].Key, d.Until
	if now.Unix() >= d.Until {
		return Expired
	}
	return InForce
}

// The verdicts of a check that leave knowledge standing.
const (
	Agrees = "agrees" // the engine sees it so as well
	Open   = "open"   // it rests on what the engine cannot see
)
