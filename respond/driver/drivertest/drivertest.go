// Package drivertest proves that a driver keeps the promises of
// [driver.Driver]. A driver's own test makes a [World] and hands it to [Run].
package drivertest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"github.com/prunella/prunella/govern/warrant"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/respond/driver"
)

// A World is something real that a driver changes.
type World interface {
	// Driver returns a driver of this world. It calls step between any two of
	// its own steps, and gives up with the error that step returns, as if it
	// had been interrupted there.
	Driver(step func(name string) error) driver.Driver

	// Proposals are two deeds that can both be done, in this order.
	Proposals() [2]record.Proposal

	// Spoiled is a proposal of a state that is not this world's.
	Spoiled() record.Proposal

	// State describes all that a person can see of the world.
	State() string

	// Meddle changes the world as if somebody had built upon what was done.
	Meddle()
}

// errInterrupted is what a step is interrupted with.
var errInterrupted = errors.New("interrupted")

// Run runs the suite; each test has a new world.
func Run(t *testing.T, newWorld func(t *testing.T) World) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, World)
	}{
		{"only warrants are obeyed", onlyWarrants},
		{"do and undo", doAndUndo},
		{"twice is once", twiceIsOnce},
		{"two deeds", twoDeeds},
		{"another state is refused", refusesAnotherState},
		{"undo spares what was built upon it", undoSparesOthers},
		{"cancelled", cancelled},
		{"interrupted at every step", interrupted},
		{"lease", lease},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, newWorld(t)) })
	}
}

func never(string) error { return nil }

func do(t *testing.T, d driver.Driver, p record.Proposal) record.Receipt {
	t.Helper()
	r, err := d.Drive(t.Context(), Order(t, p))
	must(t, err)
	if r.Outcome != record.Done {
		t.Fatalf("outcome %q: %s", r.Outcome, r.Summary)
	}
	return r
}

func expect(t *testing.T, what string, w World, want string) {
	t.Helper()
	if got := w.State(); got != want {
		t.Errorf("%s: the state is\n%s\nwant\n%s", what, got, want)
	}
}

func onlyWarrants(t *testing.T, w World) {
	before, d := w.State(), w.Driver(never)
	if _, err := d.Drive(t.Context(), warrant.Order{}); !errors.Is(err, warrant.ErrNoOrder) {
		t.Errorf("a zero order: %v", err)
	}
	p := w.Proposals()[0]
	p.Action = "another.action"
	if _, err := d.Drive(t.Context(), Order(t, p)); err == nil {
		t.Error("did another driver's action")
	}
	expect(t, "after both", w, before)
	if len(d.Actions()) == 0 {
		t.Error("it has no actions")
	}
}

func doAndUndo(t *testing.T, w World) {
	before, d := w.State(), w.Driver(never)
	r := do(t, d, w.Proposals()[0])
	if w.State() == before {
		t.Error("nothing was done")
	}
	if !r.Output.Valid() || len(r.Undo) == 0 {
		t.Errorf("receipt without output or undo: %+v", r)
	}
	if r.Proposal == "" || r.Decision == "" || r.Summary == "" {
		t.Errorf("receipt says not what it is about: %+v", r)
	}
	must(t, d.Undo(t.Context(), r))
	expect(t, "after undo", w, before)
	must(t, d.Undo(t.Context(), r))
	expect(t, "after a second undo", w, before)
}

func twiceIsOnce(t *testing.T, w World) {
	before, p := w.State(), w.Proposals()[0]
	first := do(t, w.Driver(never), p)
	once := w.State()
	second := do(t, w.Driver(never), p)
	expect(t, "after doing it again", w, once)
	if !reflect.DeepEqual(first, second) {
		t.Errorf("receipts differ:\n%+v\n%+v", first, second)
	}
	must(t, w.Driver(never).Undo(t.Context(), second))
	expect(t, "after undo", w, before)
}

func twoDeeds(t *testing.T, w World) {
	before, d := w.State(), w.Driver(never)
	first := do(t, d, w.Proposals()[0])
	once := w.State()
	second := do(t, d, w.Proposals()[1])
	if w.State() == once {
		t.Error("the second deed did nothing")
	}
	must(t, d.Undo(t.Context(), second))
	expect(t, "after undo of the second", w, once)
	must(t, d.Undo(t.Context(), first))
	expect(t, "after undo of both", w, before)
}

func refusesAnotherState(t *testing.T, w World) {
	before := w.State()
	r, err := w.Driver(never).Drive(t.Context(), Order(t, w.Spoiled()))
	if err != nil || r.Outcome != record.Refused || r.Summary == "" {
		t.Errorf("outcome %q (%s), %v; want refused and why", r.Outcome, r.Summary, err)
	}
	expect(t, "after the refusal", w, before)
	must(t, w.Driver(never).Undo(t.Context(), r))
}

func undoSparesOthers(t *testing.T, w World) {
	d := w.Driver(never)
	r := do(t, d, w.Proposals()[0])
	w.Meddle()
	before := w.State()
	if err := d.Undo(t.Context(), r); err == nil {
		t.Error("undid what somebody had built upon")
	}
	expect(t, "after the refused undo", w, before)
}

func cancelled(t *testing.T, w World) {
	before, p := w.State(), w.Proposals()[0]
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := w.Driver(never).Drive(ctx, Order(t, p)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	expect(t, "after a cancelled deed", w, before)
	do(t, w.Driver(never), p)
}

// interrupted stops a deed after each of its steps in turn, and does it again.
func interrupted(t *testing.T, w World) {
	before, p := w.State(), w.Proposals()[0]
	done := do(t, w.Driver(never), p)
	after := w.State()
	must(t, w.Driver(never).Undo(t.Context(), done))
	for n := 0; ; n++ {
		seen, name := 0, ""
		step := func(s string) error {
			seen++
			if seen == n+1 {
				name = s
				return fmt.Errorf("%w at %q", errInterrupted, s)
			}
			return nil
		}
		_, err := w.Driver(step).Drive(t.Context(), Order(t, p))
		if name == "" {
			must(t, err)
			if n == 0 {
				t.Error("the driver names no steps")
			}
			return
		}
		if !errors.Is(err, errInterrupted) {
			t.Errorf("%q: got %v", name, err)
		}
		if s := w.State(); s != before && s != after {
			t.Errorf("interrupted at %q the state is neither the old nor the new:\n%s", name, s)
		}
		r := do(t, w.Driver(never), p)
		expect(t, fmt.Sprintf("interrupted at %q and done again", name), w, after)
		must(t, w.Driver(never).Undo(t.Context(), r))
		expect(t, fmt.Sprintf("interrupted at %q, done and undone", name), w, before)
	}
}

func lease(t *testing.T, w World) {
	if l := w.Driver(never).Lease(); l < 0 {
		t.Errorf("lease %v", l)
	}
}
