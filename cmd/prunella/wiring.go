package main

import (
	"fmt"
	"runtime"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/assure/attack"
	"github.com/prunella/prunella/assure/behaviour"
	"github.com/prunella/prunella/assure/builds"
	"github.com/prunella/prunella/assure/parses"
	"github.com/prunella/prunella/assure/proof"
	"github.com/prunella/prunella/assure/reanalysis"
	"github.com/prunella/prunella/assure/reattack"
	"github.com/prunella/prunella/assure/scope"
	"github.com/prunella/prunella/assure/tests"
	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/fix"
	fixc "github.com/prunella/prunella/code/fix/c"
	fixgo "github.com/prunella/prunella/code/fix/golang"
	fixjava "github.com/prunella/prunella/code/fix/java"
	fixjs "github.com/prunella/prunella/code/fix/javascript"
	fixpython "github.com/prunella/prunella/code/fix/python"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/c"
	"github.com/prunella/prunella/code/lang/golang"
	"github.com/prunella/prunella/code/lang/java"
	"github.com/prunella/prunella/code/lang/javascript"
	"github.com/prunella/prunella/code/lang/python"
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

// languages lists the front ends.
func languages() []lang.Language {
	return []lang.Language{c.Language{}, golang.Language{}, java.Language{}, javascript.Language{}, python.Language{}}
}

// strategies lists the ways to mend, by language.
func strategies() map[string][]fix.Strategy {
	return map[string][]fix.Strategy{
		"c": fixc.Strategies(), "go": fixgo.Strategies(), "java": fixjava.Strategies(), "javascript": fixjs.Strategies(), "python": fixpython.Strategies(),
	}
}

// mutable lists the languages whose programs can be varied.
func mutable() []mutate.Language {
	return []mutate.Language{mutatec.Language{}, mutatec.Language{Cpp: true}, mutatego.Language{}, mutatejava.Language{}, mutatejs.Language{}, mutatepython.Language{}}
}

// ladder lists the rungs of the proof ladder.
func ladder(cache string) []assure.Rung {
	return append(readers(), builds.Rung{Cache: cache}, tests.Rung{Cache: cache})
}

// readers lists the rungs for which no project code is run.
func readers() []assure.Rung {
	return []assure.Rung{parses.Rung{}, reanalysis.Rung{}, scope.Rung{}, attack.Rung{}, reattack.Rung{}, behaviour.Rung{}, proof.Rung{}}
}

// enough is the grade below which the default policy asks a person.
const enough = "C"

// choose says which patches an engine proposes, and which come last: what readers
// of the ladder refuse is not proposed. silent is how many rungs will not be run.
func choose(e *code.Engine, m *assure.Memory, silent int) {
	e.Accept = assure.Accept(e, m, scope.Rung{}, attack.Rung{}, behaviour.Rung{})
	e.Later = assure.Below(e, m, enough, silent, readers()...)
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
		Languages: languages(), Rules: all, Demands: demands.All(), Strategies: strategies(),
		Options: code.Options{Jobs: jobs},
	}
	choose(e, nil, 0)
	return e, nil
}
