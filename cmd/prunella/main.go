// Command prunella finds flaws in a repository by what the code means, proves
// patches for them, and answers for every step.
//
//	prunella heal PATH            find, replay, mend, prove; --apply commits
//	prunella scan PATH            find only
//	prunella explain RULE|FINDING
//	prunella convert PATH         a stored run as text, json, sarif, html
//	prunella audit show|verify    the record
//	prunella approve PROPOSAL     sign for a patch that policy leaves to people
//	prunella assure --repo DIR DIFF  certify or refuse a patch that somebody made
//	prunella gap PATH             how long it took from a flaw being knowable to its remedy
//	prunella learn                learn from what people did with findings and patches
//	prunella probe code           find the engine's own blind spots
//
// Exit codes: 0 nothing is left to do, 1 error, 2 usage, 3 findings are left, or a patch is
// refused.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"

	"github.com/prunella/prunella/world"
)

// version is set when a release is built.
var version = "0.1.0-dev"

// The exit codes.
const (
	exitClean    = 0
	exitError    = 1
	exitUsage    = 2
	exitFindings = 3
	exitPartial  = 4 // nothing found, and not everything was looked at
)

// gcPercent lets the heap grow to five times what is alive before it is collected.
// A run is short and makes mostly garbage: a third of its time, for some memory.
const gcPercent = 400

// memoryLimit is how much that may come to before more time is spent on collecting; what is
// alive of a million lines is half of it. The environment's GOMEMLIMIT goes before it.
const memoryLimit = 2 << 30

func main() {
	world.MaybeChild()
	debug.SetGCPercent(gcPercent)
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:]))
}

// run executes the command line and returns the exit code.
func run(ctx context.Context, args []string) int {
	root := newRoot()
	root.SetArgs(args)
	err := fang.Execute(ctx, root, fang.WithVersion(version), fang.WithErrorHandler(showError))
	var f *failure
	switch {
	case err == nil:
		return exitClean
	case errors.As(err, &f):
		return f.code
	}
	return exitUsage // cobra's own errors are about the command line
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "prunella",
		Short: "Find flaws by meaning, mend them, and prove the mending",
		Long: "Prunella reads a repository, finds what is wrong by what the code means, replays the attack on a model of the\n" +
			"program, writes the patch and proves it. Project code runs only in a sandbox, and only where a rung says so.",
		SilenceUsage: true,
	}
	root.AddCommand(newHeal(), newScan(), newExplain(), newConvert(), newAudit(), newApprove(), newAssure(), newGap(), newLearn(), newProbe())
	return root
}

// A failure is an error as a user meets it: what happened, what to do, and the
// exit code.
type failure struct {
	err  error
	hint string
	code int
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

// fail is an error of ours or of the world.
func fail(err error, hint string) error {
	return &failure{err: err, hint: hint, code: exitError}
}

// misuse is an error in what the user asked for.
func misuse(hint, format string, args ...any) error {
	return &failure{err: fmt.Errorf(format, args...), hint: hint, code: exitUsage}
}

// errPartial ends a run that found nothing in a tree of which it saw only a part:
// that is not clean.
var errPartial = &failure{err: errors.New("the result is partial"), code: exitPartial}

// errFindings ends a run that left findings; it is no error to show.
var errFindings = &failure{err: errors.New("findings are left"), code: exitFindings}
