package knowledge_test

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/prunella/prunella/govern"
	"github.com/prunella/prunella/govern/knowledge"
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/memory"
	"github.com/prunella/prunella/record"
)

var (
	mine   = key(1)
	theirs = key(2)
	now    = time.Unix(1_800_000_000, 0)
	until  = now.Add(time.Hour).Unix()
)

func key(seed byte) govern.Key {
	k, err := govern.NewKey(bytes.NewReader(bytes.Repeat([]byte{seed}, 32)))
	if err != nil {
		panic(err)
	}
	return k
}

// a book is a ledger under a test's pen.
type book struct {
	*testing.T
	log ledger.Log
}

func open(t *testing.T) book {
	t.Helper()
	log, err := memory.New(memory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return book{t, log}
}

func (b book) say(by record.By, body record.Body, cites ...record.ID) record.ID {
	b.Helper()
	s, err := record.New(by, body, []record.Ref{"repo:shop"}, cites)
	if err != nil {
		b.Fatal(err)
	}
	e, err := b.log.Append(context.Background(), s)
	if err != nil {
		b.Fatal(err)
	}
	return e.ID
}

func (b book) teach(reason string, cites ...record.ID) record.ID {
	data, err := json.Marshal(record.Knowledge{Reason: reason, Rule: "sql-injection", Scope: record.ScopeFinding})
	if err != nil {
		b.Fatal(err)
	}
	return b.say(record.By{Kind: record.Tool, Name: "learn"}, record.Body{Proposal: &record.Proposal{
		Action: record.LearnSuppression, Target: "repo:shop", Base: record.Sum(nil), Data: data, Undo: "prunella learn undo",
	}}, cites...)
}

func (b book) check(by record.By, verdict string, of record.ID) record.ID {
	data, err := json.Marshal(record.Lesson{Verdict: verdict, Why: "w"})
	if err != nil {
		b.Fatal(err)
	}
	return b.say(by, record.Body{Evidence: &record.Evidence{Type: record.LessonEvidence, Summary: "s", Data: data}}, of)
}

var checker = record.By{Kind: record.Tool, Name: knowledge.Checker}

func (b book) sign(k govern.Key, by record.By, of, check record.ID, until int64) record.Decision {
	d, err := govern.Approve(k, of, check, until)
	if err != nil {
		b.Fatal(err)
	}
	b.say(by, record.Body{Decision: &d}, of, check)
	return d
}

func (b book) state(of record.ID, at time.Time) knowledge.State {
	b.Helper()
	all, err := knowledge.Of(context.Background(), b.log, "repo:shop", []govern.PublicKey{mine.Public()}, at)
	if err != nil {
		b.Fatal(err)
	}
	for _, it := range all {
		if it.ID == of {
			return it.State
		}
	}
	return "unknown"
}

// Knowledge is in force when it was checked, signed by a key that is trusted, and
// neither expired nor taken back; whatever else is said changes nothing.
func TestStates(t *testing.T) {
	person := record.By{Kind: record.Person, Name: "ann"}
	for _, c := range []struct {
		name string
		tell func(b book, id record.ID)
		want knowledge.State
	}{
		{"signed", func(b book, id record.ID) { b.sign(mine, person, id, b.check(checker, "open", id), until) }, knowledge.InForce},
		{"nobody signed", func(b book, id record.ID) { b.check(checker, "open", id) }, knowledge.Unsigned},
		{"nobody checked", func(b book, id record.ID) { b.sign(mine, person, id, id, until) }, knowledge.Refuted},
		{"another's key", func(b book, id record.ID) { b.sign(theirs, person, id, b.check(checker, "open", id), until) }, knowledge.Unsigned},
		{"refuted, and signed nevertheless", func(b book, id record.ID) { b.sign(mine, person, id, b.check(checker, "refuted", id), until) }, knowledge.Refuted},
		{"refuted, then checked by a model", func(b book, id record.ID) {
			b.check(checker, "refuted", id)
			b.sign(mine, person, id, b.check(record.By{Kind: record.Model, Name: knowledge.Checker}, "agrees", id), until)
		}, knowledge.Refuted},
		{"signed for another check", func(b book, id record.ID) {
			old := b.check(checker, "open", id)
			b.check(checker, "agrees", id)
			b.sign(mine, person, id, old, until)
		}, knowledge.Unsigned},
		{"a tool decided", func(b book, id record.ID) { b.sign(mine, checker, id, b.check(checker, "open", id), until) }, knowledge.Unsigned},
		{"expired", func(b book, id record.ID) { b.sign(mine, person, id, b.check(checker, "open", id), now.Unix()) }, knowledge.Expired},
		{"the expiry moved", func(b book, id record.ID) {
			check := b.check(checker, "open", id)
			d := b.sign(mine, person, id, check, now.Unix()-1)
			d.Until = until
			b.say(person, record.Body{Decision: &d}, id, check)
		}, knowledge.Unsigned},
		{"the signature of another piece", func(b book, id record.ID) {
			other := b.teach("other")
			check := b.check(checker, "open", other)
			d := b.sign(mine, person, other, check, until)
			b.check(checker, "open", id)
			d.Proposal = id
			b.say(person, record.Body{Decision: &d}, id, check)
		}, knowledge.Unsigned},
		{"taken back", func(b book, id record.ID) {
			b.sign(mine, person, id, b.check(checker, "open", id), until)
			b.say(person, record.Body{Decision: &record.Decision{Proposal: id, Reason: "no"}}, id)
		}, knowledge.Undone},
		{"taken back, and the old signature said again", func(b book, id record.ID) {
			check := b.check(checker, "open", id)
			d := b.sign(mine, person, id, check, until)
			b.say(person, record.Body{Decision: &record.Decision{Proposal: id, Reason: "no"}}, id)
			d.Reason = "in other words"
			b.say(person, record.Body{Decision: &d}, id, check)
		}, knowledge.Undone},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := open(t)
			id := b.teach("behind the VPN")
			c.tell(b, id)
			if got := b.state(id, now); got != c.want {
				t.Errorf("state is %q, want %q", got, c.want)
			}
		})
	}
}

// What was taken back can be taught again, as something new.
func TestTaughtAgain(t *testing.T) {
	b := open(t)
	person := record.By{Kind: record.Person, Name: "ann"}
	first := b.teach("r")
	b.sign(mine, person, first, b.check(checker, "open", first), until)
	against := b.say(person, record.Body{Decision: &record.Decision{Proposal: first, Reason: "no"}}, first)
	again := b.teach("r", against)
	b.sign(mine, person, again, b.check(checker, "open", again), until)
	if a, z := b.state(first, now), b.state(again, now); a != knowledge.Undone || z != knowledge.InForce {
		t.Errorf("first is %q, again is %q", a, z)
	}
}

// Another repository's knowledge is none of ours.
func TestOtherRepository(t *testing.T) {
	b := open(t)
	id := b.teach("r")
	all, err := knowledge.Of(context.Background(), b.log, "repo:other", nil, now)
	if err != nil || len(all) != 0 {
		t.Errorf("%s is known elsewhere: %v %v", id, all, err)
	}
}
