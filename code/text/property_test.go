package text

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func drawWord(t *rapid.T, label string) string {
	return rapid.StringOfN(rapid.RuneFrom([]rune("ab./<'é")), 0, 6, -1).Draw(t, label)
}

// drawHole makes a hole that may be x.
func drawHole(t *rapid.T, x string) Hole {
	h := Hole{Labels: 1, Sym: Sym(rapid.IntRange(0, 3).Draw(t, "sym")), Chars: All()}
	if rapid.Bool().Draw(t, "few") {
		h.Chars = Of(x + drawWord(t, "chars"))
	}
	if w := drawWord(t, "not"); w != "" && !strings.Contains(x, w) {
		h = h.Without(w)
	}
	if x != "" && rapid.Bool().Draw(t, "ends") {
		h.Prefix = x[:rapid.IntRange(0, len(x)).Draw(t, "prefix")]
		h.Suffix = x[rapid.IntRange(0, len(x)).Draw(t, "suffix"):]
		h.MaxLen = len(x) + rapid.IntRange(0, 2).Draw(t, "room")
	}
	if rapid.IntRange(0, 3).Draw(t, "lang") == 0 {
		h.Lang = Words(x, drawWord(t, "other"))
	}
	return h
}

// drawStr makes a text that may be x.
func drawStr(t *rapid.T, x string) Str {
	cut := 0
	if x != "" {
		cut = rapid.IntRange(0, len(x)).Draw(t, "cut")
	}
	part := func(s string) Str {
		if rapid.Bool().Draw(t, "const") {
			return Lit(s)
		}
		h := drawHole(t, s)
		h.Sym = 0
		return Unknown(h)
	}
	return Concat(part(x[:cut]), part(x[cut:]))
}

func drawFact(t *rapid.T) Fact {
	f := Fact{Kind: FactKind(rapid.IntRange(0, 7).Draw(t, "kind")), Text: drawWord(t, "text"), Len: rapid.IntRange(0, 6).Draw(t, "len")}
	switch f.Kind {
	case OneOf:
		f.Set = []string{f.Text, drawWord(t, "or")}
	case Matches:
		p := rapid.SampledFrom([]string{`^[a-b]+$`, `\.\.`, `^a`, `[^.]`, `^$`, `b.?$`}).Draw(t, "pattern")
		d := rapid.SampledFrom([]string{"go", "python"}).Draw(t, "dialect")
		f.Lang, _ = Compile(p, d, Mode(rapid.IntRange(0, 2).Draw(t, "mode")))
	case Marked:
		f = Fact{Kind: Contains, Text: "."}
	}
	return f
}

func TestDecideAndAssumeAreSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := drawWord(t, "x")
		s, f := drawStr(t, x), drawFact(t)
		if s.Admits(x) == Never {
			t.Fatalf("%v does not stand for %q", s, x)
		}
		is := f.of(x)
		if d := s.Decide(f); d != Maybe && is != Maybe && d != is {
			t.Fatalf("%v of %v: %v, but of %q it is %v", f, s, d, x, is)
		}
		for _, holds := range []bool{true, false} {
			if is == Never && holds || is == Always && !holds {
				continue
			}
			rest, ok := s.Assume(f, holds)
			if !ok || rest.Admits(x) == Never {
				t.Fatalf("assuming %v %v of %v loses %q: %v", f, holds, s, x, rest)
			}
		}
	})
}

func TestJoinConcatFlattenKeepEveryText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := drawWord(t, "x"), drawWord(t, "y")
		a, b := drawStr(t, x), drawStr(t, y)
		for name, s := range map[string]Str{"join": Join(a, b), "widen": Widen(a, b), "flatten": Unknown(Join(a, b).Flatten())} {
			if s.Admits(x) == Never || s.Admits(y) == Never {
				t.Fatalf("%s of %v and %v: %v loses %q or %q", name, a, b, s, x, y)
			}
		}
		if c := Concat(a, b); c.Admits(x+y) == Never || Unknown(c.Flatten()).Admits(x+y) == Never {
			t.Fatalf("%v + %v: %v loses %q", a, b, c, x+y)
		}
		if a.MayContain(y) != (a.MayContain(y) || strings.Contains(x, y)) {
			t.Fatalf("%v cannot contain %q, but %q does", a, y, x)
		}
		if j := Join(a, b); !a.Leq(a) || len(j.Alts) > MaxAlts {
			t.Fatalf("%v: not below itself, or %d alternatives", a, len(j.Alts))
		}
		if b.Leq(a) && a.Admits(y) == Never {
			t.Fatalf("%v <= %v, but %q is only in the first", b, a, y)
		}
	})
}

func TestWideningComesToRest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawStr(t, drawWord(t, "x"))
		grow := drawStr(t, drawWord(t, "more"))
		front := rapid.Bool().Draw(t, "front")
		for i := 0; i < 40; i++ {
			next := Concat(s, grow)
			if front {
				next = Concat(grow, s)
			}
			w := Widen(s, next)
			if w.Equal(s) {
				return
			}
			s = w
		}
		t.Fatalf("still growing: %v", s)
	})
}

func TestLanguageAlgebra(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, g := drawFact(t), drawFact(t)
		w := drawWord(t, "w")
		a, b := f.lang(), g.lang()
		if a == nil || b == nil {
			return
		}
		in := func(l *Lang) bool { return l.Match(w) }
		sure := func(l *Lang) bool { return l.Surely(w) }
		for _, c := range []struct {
			name string
			l    *Lang
			may  bool
			must bool
		}{
			{"complement", a.Complement(), !sure(a), !in(a)},
			{"union", a.Union(b), in(a) || in(b), sure(a) || sure(b)},
			{"intersection", a.Intersect(b), in(a) && in(b), sure(a) && sure(b)},
		} {
			if in(c.l) != c.may || sure(c.l) != c.must {
				t.Fatalf("%s of %v and %v on %q: %v %v, want %v %v", c.name, a, b, w, in(c.l), sure(c.l), c.may, c.must)
			}
		}
		if in(a) && (!Of(w).Subset(a.Chars()) || !strings.HasPrefix(w, a.Prefix())) {
			t.Fatalf("%q of %v: chars %v, prefix %q", w, a, a.Chars(), a.Prefix())
		}
		if e, ok := a.Example(); ok && !in2(a, e) || !ok && in(a) {
			t.Fatalf("example %q of %v", e, a)
		}
		if words, ok := a.Finite(50); ok && in(a) && !slices.Contains(words, w) {
			t.Fatalf("%v has %q besides %q", a, w, words)
		}
	})
}

func in2(l *Lang, w string) bool { return l.Match(w) }

func (f Fact) lang() *Lang {
	may, must := f.automata()
	if may == nil {
		return nil
	}
	return &Lang{may: may, must: must}
}

func FuzzCompile(f *testing.F) {
	for _, seed := range []string{`^(a|b)+\d{2,}$`, `[^]x-z]`, `(?P<n>a)(?P=n)`, `(?i:x)\Z`, `a{2}{3}`, `(?=a)b|\x41`, `\p{L}`, `(?(1)a|b)`} {
		for i, d := range []string{"go", "python", "java", "js"} {
			f.Add(seed, d, "ab\n", uint8(i))
		}
	}
	f.Fuzz(func(t *testing.T, pattern, dialect, s string, mode uint8) {
		if len(pattern) > 60 || len(s) > 30 {
			return
		}
		m := Mode(mode % 3)
		l, err := Compile(pattern, dialect, m)
		if err != nil {
			return
		}
		p, err := Parse(pattern, dialect)
		if err != nil {
			t.Fatal(err)
		}
		run := p.re.backtrack(m, s, 0, 20000)
		if run.steps >= 20000 || strings.ToValidUTF8(s, "") != s {
			return
		}
		if run.found && !l.Match(s) || !run.found && l.Surely(s) {
			t.Fatalf("%s %q on %q (mode %d): matched %v, may %v, surely %v", dialect, pattern, s, m, run.found, l.Match(s), l.Surely(s))
		}
	})
}

func BenchmarkConcat(b *testing.B) {
	x := Top(1, 7)
	for b.Loop() {
		Concat(Lit("SELECT * FROM t WHERE n='"), x, Lit("'"))
	}
}

func BenchmarkJoinSame(b *testing.B) {
	x, y := Concat(Lit("a"), Top(1, 7)), Concat(Lit("a"), Top(1, 7))
	for b.Loop() {
		Join(x, y)
	}
}

func BenchmarkMayContainTop(b *testing.B) {
	x := Concat(Lit("/base/"), Top(1, 7))
	for b.Loop() {
		x.MayContain("../")
	}
}

func BenchmarkAssumeNotContains(b *testing.B) {
	h := AnyHole(1, 7)
	for b.Loop() {
		h.Assume(Fact{Kind: Contains, Text: ".."}, false)
	}
}

func BenchmarkCompilePython(b *testing.B) {
	for b.Loop() {
		if _, err := Compile(`^[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+$`, "python", Search); err != nil {
			b.Fatal(err)
		}
	}
}
