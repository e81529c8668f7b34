// Package fixes lists all ways to mend; those for another language are a folder beside
// this one and a line here.
package fixes

import (
	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/fix/c"
	"github.com/prunella/prunella/code/fix/golang"
	"github.com/prunella/prunella/code/fix/java"
	"github.com/prunella/prunella/code/fix/javascript"
	"github.com/prunella/prunella/code/fix/python"
)

// All lists the strategies by the name of their language, each in its order.
func All() map[string][]fix.Strategy {
	return map[string][]fix.Strategy{
		"c": c.Strategies(), "go": golang.Strategies(), "java": java.Strategies(), "javascript": javascript.Strategies(), "python": python.Strategies(),
	}
}
