// Package builds is rung L1: the language's own toolchain builds and type-checks
// the patched project, in the sandbox.
//
// What is built is told by the project's own files: a go.mod, a pom.xml, a Gradle
// build, a tsconfig.json, a CMakeLists.txt, a Makefile. Files of Java, JavaScript and
// C that none of those governs are read by the compiler one by one.
//
// Limits: nothing is fetched, so a project whose packages are not on this machine
// does not build, with the patch or without, and the rung says so.
package builds

import (
	"context"
	"slices"

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
	commands := slices.Concat(golang(s), python(s), java(s), javascript(s), native(s))
	if len(commands) == 0 {
		return assure.Result{Status: assure.NotRun, Why: "nothing that a toolchain here builds"}
	}
	return s.SeriesCheck("build", func(tree world.Tree) assure.Result { return s.RunAll(ctx, tree, r.Cache, commands) })
}
