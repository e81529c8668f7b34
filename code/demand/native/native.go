// Package native is the demand on file names, command lines and programs in
// languages whose programs often run with more rights than who starts them (C, C++):
// the same demands as path, shell and exec, under names of their own, so that rules
// can watch the environment, files and standard input there too (CWE-22, CWE-78).
package native

import (
	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/exec"
	"github.com/prunella/prunella/code/demand/path"
	"github.com/prunella/prunella/code/demand/shell"
)

// A Demand is another one under the name "KIND.native".
type Demand struct{ demand.Demand }

// Kind names the sink.
func (d Demand) Kind() string { return d.Demand.Kind() + ".native" }

// All lists the demands of this family.
func All() []demand.Demand {
	return []demand.Demand{Demand{exec.Demand{}}, Demand{path.Demand{}}, Demand{shell.Demand{}}, Load{path.Demand{}}, Search{}}
}
