// Package demands lists all demands; a new one is a folder beside this one and a
// line here.
package demands

import (
	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/exec"
	"github.com/prunella/prunella/code/demand/html"
	"github.com/prunella/prunella/code/demand/path"
	"github.com/prunella/prunella/code/demand/shell"
	"github.com/prunella/prunella/code/demand/sql"
)

// All lists the demands, sorted by kind.
func All() []demand.Demand {
	return []demand.Demand{
		exec.Demand{},
		html.Demand{},
		path.Demand{},
		shell.Demand{},
		sql.Demand{},
	}
}

// For returns the demand on a kind of sink, or nil.
func For(kind string) demand.Demand {
	for _, d := range All() {
		if d.Kind() == kind {
			return d
		}
	}
	return nil
}
