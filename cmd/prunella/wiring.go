package main

import (
	"fmt"
	"runtime"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/assure/attack"
	"github.com/prunella/prunella/assure/behaviour"
	"github.com/prunella/prunella/assure/rungs"
	"github.com/prunella/prunella/assure/scope"
	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/fix/fixes"
	"github.com/prunella/prunella/code/lang/langs"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/rules"
	"github.com/prunella/prunella/probe/mutate"
	mutatec "github.com/prunella/prunella/probe/mutate/c"
	mutatego "github.com/prunella/prunella/probe/mutate/golang"
	mutatejava "github.com/prunella/prunella/probe/mutate/java"
	mutatejs "github.com/prunella/prunella/probe/mutate/javascript"
	mutatepython "github.com/prunella/prunella/probe/mutate/python"
	"github.com/prunella/prunella/render"
	"github.com/prunella/prunella/render/html"
	"github.com/prunella/prunella/render/json"
	"github.com/prunella/prunella/render/sarif"
	"github.com/prunella/prunella/render/text"
)

// mutable lists the languages whose programs can be varied.
func mutable() []mutate.Language {
	return []mutate.Language{mutatec.Language{}, mutatec.Language{Cpp: true}, mutatego.Language{}, mutatejava.Language{}, mutatejs.Language{}, mutatepython.Language{}}
}

// enough is the grade below which the default policy asks a person.
const enough = "C"

// choose says which patches an engine proposes, and which come last: what readers
// of the ladder refuse is not proposed. silent is how many rungs will not be run.
func choose(e *code.Engine, m *assure.Memory, silent int) {
	e.Accept = assure.Accept(e, m, scope.Rung{}, attack.Rung{}, behaviour.Rung{})
	e.Later = assure.Below(e, m, enough, silent, rungs.Readers()...)
}

// renderers lists the formats; the first is for terminals, as t says.
func renderers(t text.Renderer) []render.Renderer {
	return []render.Renderer{t, json.Renderer{}, sarif.Renderer{}, html.Renderer{}}
}

// newEngine joins what the code wing knows.
func newEngine(jobs int) (*code.Engine, error) {
	all, err := rule.Load(rules.Files)
	if err != nil {
		return nil, fmt.Errorf("the built-in rules: %w", err)
	}
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	e := &code.Engine{
		Languages: langs.All(), Rules: all, Demands: demands.All(), Strategies: fixes.All(),
		Options: code.Options{Jobs: jobs},
	}
	choose(e, nil, 0)
	return e, nil
}
