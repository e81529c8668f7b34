package ops

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// names hands out a new name for each question.
func names() *Context {
	seen := map[string]text.Sym{}
	return &Context{Derive: func(op string, from text.Sym) text.Sym {
		k := op + "\x00" + show(int64(from))
		if seen[k] == 0 {
			seen[k] = text.Sym(1000 + len(seen))
		}
		return seen[k]
	}}
}

func TestFactsAboutDerivedValuesTellOfTheirOrigin(t *testing.T) {
	derivations := []struct {
		op   string
		more []string
	}{
		{"text.lower", nil}, {"text.upper", nil}, {"text.trim", nil}, {"text.trim", []string{"./"}}, {"path.ext", nil}, {"path.base", nil},
		{"text.replace", []string{"../", ""}}, {"html.escape", nil}, {"text.trim_left", nil}, {"url.quote", nil},
	}
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.SampledFrom(derivations).Draw(t, "op")
		op, _ := Lookup(d.op)
		x := drawText(t, "x")
		args, abs := []any{x}, []value.Abs{made(text.Top(1, 1))}
		for _, w := range d.more {
			args, abs = append(args, w), append(abs, made(text.Lit(w)))
		}
		in := names()
		derived, ok := op.Abstract(in, abs).Str.Hole()
		if !ok {
			return
		}
		y, _ := op.Concrete(args)
		w := rapid.SampledFrom([]string{"a", "..", "<script", ".pdf", "'", "k", "/", "", "ab"}).Draw(t, "word")
		f := text.Fact{Kind: text.FactKind(rapid.IntRange(0, 3).Draw(t, "kind")), Text: w}
		about := f
		parent := derived.Sym
		for parent != 1 {
			var ok bool
			if parent, about, _, ok = in.Back(parent, about); !ok {
				return
			}
		}
		holds := text.Lit(y.(string)).Decide(f) == text.Always
		got := text.Lit(x).Decide(about)
		if holds && got == text.Never || !holds && got == text.Always {
			t.Fatalf("%s(%q) = %q: %v %v; of the origin %v", d.op, x, y, f, holds, got)
		}
	})
}

func TestLowerCaseCheckProtectsTheOriginal(t *testing.T) {
	in := names()
	lower, _ := Lookup("text.lower")
	h, _ := lower.Abstract(in, []value.Abs{made(text.Top(1, 1))}).Str.Hole()
	_, about, _, ok := in.Back(h.Sym, text.Fact{Kind: text.Contains, Text: "<script"})
	if !ok {
		t.Fatal("no answer")
	}
	rest, _ := text.AnyHole(1, 1).Assume(about, false)
	if rest.MayContain("<ScRiPt") || !rest.MayContain("<b") {
		t.Errorf("got %v", rest)
	}
}
