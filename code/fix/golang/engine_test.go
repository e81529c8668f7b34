package golang_test

import (
	"testing"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/fix"
	fixgo "github.com/prunella/prunella/code/fix/golang"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/golang"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/rules"
)

// newEngine is the engine as the program wires it, for Go alone.
func newEngine(t *testing.T) *code.Engine {
	t.Helper()
	all, err := rule.Load(rules.Files)
	if err != nil {
		t.Fatal(err)
	}
	return &code.Engine{
		Languages: []lang.Language{golang.Language{}}, Rules: all, Demands: demands.All(),
		Strategies: map[string][]fix.Strategy{"go": fixgo.Strategies()},
		Options:    code.Options{Jobs: 1},
	}
}
