package python_test

import (
	"context"
	"strings"
	"testing"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/fix"
	fixpython "github.com/prunella/prunella/code/fix/python"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/python"
	"github.com/prunella/prunella/code/lang/python/syntax"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/rules"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/world"
)

// engine is the real one, with only the named strategy.
func engine(t *testing.T, strategy string) *code.Engine {
	t.Helper()
	all, err := rule.Load(rules.Files)
	if err != nil {
		t.Fatal(err)
	}
	e := &code.Engine{
		Languages: []lang.Language{python.Language{}}, Rules: all, Demands: demands.All(),
		Strategies: map[string][]fix.Strategy{"python": nil},
	}
	for _, s := range fixpython.Strategies() {
		if s.Name == strategy || strategy == "" {
			e.Strategies["python"] = append(e.Strategies["python"], s)
		}
	}
	return e
}

func named(t *testing.T, name string) fix.Strategy {
	t.Helper()
	for _, s := range fixpython.Strategies() {
		if s.Name == name {
			return s
		}
	}
	t.Fatalf("no strategy %q", name)
	return fix.Strategy{}
}

// A story is a program and what becomes of it. With a sink, the flow is made by
// hand, for sinks that the library models do not name yet: from the first
// occurrence of source (if any) to that of call.
type story struct {
	name, strategy string
	before, after  string // after is "" when the strategy must not fit
	sink, call     string
	source, reason string
}

// mend runs a story through the engine, or through the strategy alone.
func (s story) mend(t *testing.T) (string, string) {
	t.Helper()
	e := engine(t, s.strategy)
	tree := world.MemTree{"app.py": []byte(s.before)}
	if s.sink != "" {
		return s.byHand(t, e, tree)
	}
	series, err := e.Mend(context.Background(), tree)
	if err != nil {
		t.Fatal(err)
	}
	if len(series.First.Found) == 0 {
		t.Fatal("the engine finds nothing here")
	}
	if len(series.Patches) == 0 {
		for _, why := range series.Stuck {
			return "", why
		}
	}
	text, err := series.Patches[len(series.Patches)-1].After.ReadFile("app.py")
	if err != nil {
		t.Fatal(err)
	}
	why := ""
	for _, w := range series.Stuck {
		why += w
	}
	return string(text), why
}

func (s story) byHand(t *testing.T, e *code.Engine, tree world.MemTree) (string, string) {
	t.Helper()
	p, err := e.Load(context.Background(), tree)
	if err != nil {
		t.Fatal(err)
	}
	prog := p.Programs[0]
	u := prog.Units[0]
	at := func(text string) solve.Place {
		i := strings.Index(s.before, text)
		if i < 0 {
			t.Fatalf("no %q in the program", text)
		}
		return solve.Place{Unit: u, Span: ir.Span{Start: uint32(i), End: uint32(i + len(text))}}
	}
	f := &solve.Flow{Sink: s.sink, At: at(s.call)}
	if s.source != "" {
		src := at(s.source)
		f.Path = []solve.Step{{Unit: u, Span: src.Span, Note: "source http.query"}}
		f.Sources = []solve.Source{{Kind: "http.query", At: src}}
	}
	cs, err := named(t, s.strategy).Apply(&fix.Input{Program: prog, Flow: f, Rule: &rule.Rule{}})
	if len(cs) == 0 {
		if err == nil {
			return "", ""
		}
		return "", err.Error()
	}
	out, err := fix.Apply(cs[0].Edits, tree.ReadFile)
	if err != nil {
		t.Fatal(err)
	}
	return string(out["app.py"]), ""
}

func (s story) run(t *testing.T) {
	t.Helper()
	got, why := s.mend(t)
	if got != s.after {
		t.Errorf("got\n%s\nwant\n%s\nreason: %s", got, s.after, why)
	}
	if s.after == "" && !strings.Contains(why, s.reason) {
		t.Errorf("the reason is %q, want one with %q", why, s.reason)
	}
	if tree := syntax.Parse([]byte(got), nil); len(tree.Errors) > 0 {
		t.Errorf("the result does not parse: %v", tree.Errors[0].Msg)
	}
}
