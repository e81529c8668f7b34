package golang

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/ir"
)

// stubUnits lowers every library model.
func stubUnits(t *testing.T) map[string]*ir.Unit {
	t.Helper()
	stubs := Language{}.Stubs()
	names, err := fs.Glob(stubs, "*")
	if err != nil || len(names) == 0 {
		t.Fatalf("no stubs: %v", err)
	}
	units := map[string]*ir.Unit{}
	for _, name := range names {
		text, err := fs.ReadFile(stubs, name)
		if err != nil {
			t.Fatal(err)
		}
		path := stubPrefix + name
		module := Language{}.Modules([]string{path}, func(string) []byte { return text })[path]
		if stubName(module) != name {
			t.Errorf("%s: import comment says %q, whose file is %s", name, module, stubName(module))
		}
		units[name] = Language{}.Lower(path, module, text)
	}
	return units
}

// Models are ordinary Go as far as the parser goes: nothing of one is lost.
func TestStubsLower(t *testing.T) {
	for name, u := range stubUnits(t) {
		for _, p := range u.Problems {
			t.Errorf("%s:%d: %s", name, lineOf(u, p.Span.Start), p.Text)
		}
	}
}

// A model may use other models and the intrinsics only: an import without a model
// is a name that nobody knows.
func TestStubsImportStubs(t *testing.T) {
	for name, u := range stubUnits(t) {
		for _, p := range u.Imports {
			if p != ir.IntrinsicModule && (Language{}).StubFor(p) == nil {
				t.Errorf("%s imports %s, which has no model", name, p)
			}
		}
	}
}

// Only the known intrinsics are called.
func TestStubsCallIntrinsics(t *testing.T) {
	known := map[string]bool{
		ir.IntrinsicSource: true, ir.IntrinsicSink: true, ir.IntrinsicOp: true, ir.IntrinsicEntry: true,
		ir.IntrinsicUnknown: true, ir.IntrinsicClean: true, ir.IntrinsicNew: true, ir.IntrinsicEffect: true,
	}
	for name, u := range stubUnits(t) {
		eachInstr(u, func(f *ir.Func, in *ir.Instr) {
			if strings.HasPrefix(in.Name, "prunella.") && !known[in.Name] {
				t.Errorf("%s:%d: no intrinsic %s", name, lineOf(u, in.Span.Start), in.Name)
			}
		})
	}
}

func eachInstr(u *ir.Unit, visit func(*ir.Func, *ir.Instr)) {
	var block func(f *ir.Func, b ir.Block)
	block = func(f *ir.Func, b ir.Block) {
		for i := range b {
			visit(f, &b[i])
			if b[i].Aux == nil {
				continue
			}
			for _, inner := range b[i].Aux.Blocks {
				block(f, inner)
			}
			if fn := b[i].Aux.Fn; fn != nil {
				block(fn, fn.Body)
			}
		}
	}
	if u.Init != nil {
		block(u.Init, u.Init.Body)
	}
	for _, f := range u.Funcs {
		block(f, f.Body)
	}
}

func lineOf(u *ir.Unit, at uint32) int {
	line := 0
	for line < len(u.Lines) && u.Lines[line] <= at {
		line++
	}
	return line
}
