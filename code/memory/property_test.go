package memory_test

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/memory"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
)

// A step is a statement of a generated program, and what it does to the number.
type step struct {
	text string
	do   func(a int) int
}

func steps(r *rand.Rand) []step {
	k := r.Intn(7) + 1
	all := []step{
		{fmt.Sprintf("a = a + %d;", k), func(a int) int { return a + k }},
		{fmt.Sprintf("a -= %d;", k), func(a int) int { return a - k }},
		{fmt.Sprintf("a = a * %d;", k), func(a int) int { return a * k }},
		{fmt.Sprintf("a = a %% %d;", k), func(a int) int { return a % k }},
		{fmt.Sprintf("a = a & %d;", k), func(a int) int { return a & k }},
		{fmt.Sprintf("if (a > %d) a = %d;", 4*k, k), func(a int) int {
			if a > 4*k {
				return k
			}
			return a
		}},
		{"if (a < 0) a = -a; else a++;", func(a int) int {
			if a < 0 {
				return -a
			}
			return a + 1
		}},
		{fmt.Sprintf("for (int i = 0; i < %d; i++) a += 2;", k), func(a int) int { return a + 2*k }},
		{fmt.Sprintf("switch (a) { case %d: a = 0; break; default: a--; }", k), func(a int) int {
			if a == k {
				return 0
			}
			return a - 1
		}},
		{"{ int *p = &a; *p = *p + 1; }", func(a int) int { return a + 1 }},
	}
	var out []step
	for range r.Intn(4) + 1 {
		out = append(out, all[r.Intn(len(all))])
	}
	return out
}

// TestAbstractCoversConcrete: when some input makes a generated program write
// outside of its array, the abstract execution says so; and nothing is called
// reproduced that no input does.
func TestAbstractCoversConcrete(t *testing.T) {
	r := rand.New(rand.NewSource(7))
	for n := range 150 {
		size, lo, hi := r.Intn(40)+1, r.Intn(30)-10, 0
		hi = lo + r.Intn(50)
		var body strings.Builder
		list := steps(r)
		for _, s := range list {
			body.WriteString("\t" + s.text + "\n")
		}
		text := fmt.Sprintf("#include <stdio.h>\nvoid f(void)\n{\n\tint v[%d], a = 0;\n\tif (scanf(\"%%d\", &a) != 1 || a < %d || a > %d)\n\t\treturn;\n%s\tv[a] = 1;\n}\n", size, lo, hi, body.String())
		outside := false
		for a := lo; a <= hi; a++ {
			x := a
			for _, s := range list {
				x = s.do(x)
			}
			outside = outside || x < 0 || x >= size
		}
		p := program("a.c", text)
		lab := memory.NewLab(p, demands.All())
		found, shown := false, false
		for _, f := range memory.Solve(p, demands.All(), solve.Options{}).Flows {
			if strings.HasPrefix(f.Sink, "write.") {
				found = true
				shown = shown || lab.Replay(&f).Verdict == twin.Reproduced
			}
		}
		if outside && !found || shown && !outside {
			t.Errorf("program %d: an input writes outside: %v, found: %v, reproduced: %v\n%s", n, outside, found, shown, text)
		}
	}
}
