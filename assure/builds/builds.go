// Package builds is rung L1: the language's own toolchain builds and type-checks
// the patched project, in the sandbox.
package builds

import (
	"context"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/world"
)

// Rung is L1. Cache is a folder of the host for build results that are no secret
// and no project's to change; "" for none.
type Rung struct{ Cache string }

// ID is "L1".
func (Rung) ID() string { return "L1" }

// Name is "builds".
func (Rung) Name() string { return "builds" }

// Check builds what the series touched.
func (r Rung) Check(ctx context.Context, s *assure.Subject) assure.Result {
	var commands []assure.Command
	for _, dir := range assure.Projects(s.Series.Base, s.TouchedBy(".go"), "go.mod") {
		commands = append(commands,
			assure.Command{Language: "go", Dir: dir, Argv: []string{"build", "./..."}, Keeps: true},
			assure.Command{Language: "go", Dir: dir, Argv: []string{"vet", "./..."}, Keeps: true})
	}
	if len(s.TouchedBy(".py")) > 0 {
		commands = append(commands, assure.Command{Language: "python", Argv: []string{"-m", "compileall", "-q", "."}})
	}
	if len(commands) == 0 {
		return assure.Result{Status: assure.NotRun, Why: "no go.mod, no Python: nothing that a toolchain here builds"}
	}
	return s.SeriesCheck("build", func(tree world.Tree) assure.Result { return s.RunAll(ctx, tree, r.Cache, commands) })
}
