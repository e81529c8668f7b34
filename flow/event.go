package flow

import (
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
)

// An Event tells how a run goes. Exactly one field is set. Said comes in the
// order of the log; the others in the order things happen. Events are for
// people who wait: what matters is on the record.
type Event struct {
	Stage   *Stage
	Started *Started
	Said    *Said
	Ended   *Ended
}

// A Stage begins: so many pieces of work of one verb.
type Stage struct {
	Verb Verb
	Work int
}

// Started is a step beginning to work on a subject ("" for a source).
type Started struct {
	Verb    Verb
	By      record.By
	Subject record.ID
}

// Said is one thing that a step said.
type Said struct {
	Verb  Verb
	Entry ledger.Entry
	New   bool // it was not on the record before this run said it
}

// Ended is a step done with a subject. Said counts what it had to say.
type Ended struct {
	Verb    Verb
	By      record.By
	Subject record.ID
	Said    int
	Err     error // nil when all went well
}
