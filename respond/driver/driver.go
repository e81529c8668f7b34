// Package driver says what every driver is: something that does what a warrant
// orders, can take it back, and knows how long it lasts. Each lives in a folder
// of its own below this one and passes the suite in drivertest.
package driver

import (
	"context"
	"time"

	"github.com/prunella/prunella/govern/warrant"
	"github.com/prunella/prunella/record"
)

// A Driver does deeds. Its methods may be called at once from many goroutines.
type Driver interface {
	// Actions are the actions of proposals that it can do.
	Actions() []string

	// Drive does what the order says. Doing it again, also after an
	// interruption, leaves the same state and a receipt of the same deed. A
	// deed that the state of the world forbids gives a receipt of the outcome
	// "refused"; an error means that nothing is known to be done.
	Drive(ctx context.Context, order warrant.Order) (record.Receipt, error)

	// Undo takes back what a receipt says was done, unless somebody built upon
	// it since: then it changes nothing and fails. Undoing twice is undoing once.
	Undo(ctx context.Context, r record.Receipt) error

	// Lease is how long a deed lasts unless it is done again; 0 means until it
	// is undone.
	Lease() time.Duration
}

// A Refusal is an error that a person can do something about.
type Refusal struct {
	Reason string
	Advice string // what to do, "" when there is nothing to say
}

// Error implements error.
func (r *Refusal) Error() string { return r.Reason }

// Hint is the advice, for `prunella: hint: …`.
func (r *Refusal) Hint() string { return r.Advice }
