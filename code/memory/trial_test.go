package memory_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/memory"
	"github.com/prunella/prunella/code/solve"
)

// TestTrialsAreRuns replays the flows of one root one after the other, and each by
// itself: what is remembered of runs changes no answer.
func TestTrialsAreRuns(t *testing.T) {
	p := program("a.c", `#include <stdio.h>
#include <stdlib.h>
int f(int k) {
	int a[4] = {0}, n = 0, m = 0, d = 0;
	char *p = malloc(9);
	scanf("%d %d %d", &n, &m, &d);
	a[n] = 1;
	if (m < 5) a[m] = 2;
	if (k) k = n / d;
	n = m * 3;
	while (k) { if (d > 3) p[n] = 1; d++; }
	return a[2] + n;
}`)
	flows := memory.Solve(p, demands.All(), solve.Options{}).Flows
	if len(flows) < 5 {
		t.Fatalf("%d flows", len(flows))
	}
	one := memory.NewLab(p, demands.All())
	for range 2 {
		for i := len(flows) - 1; i >= 0; i-- {
			got, want := one.Replay(&flows[i]), memory.NewLab(p, demands.All()).Replay(&flows[i])
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s at %d: %+v, by itself %+v", flows[i].Sink, flows[i].At.Span.Start, got, want)
			}
		}
	}
}

// TestGuessedLoopsEnd runs a loop that waits for what nobody models, whatever is guessed:
// it ends, long before the bound of work.
func TestGuessedLoopsEnd(t *testing.T) {
	p := program("a.c", "#include <stdio.h>\nint ready(void);\n"+
		"int f(void) { int a[3] = {0}, n = 0; scanf(\"%d\", &n); while (!ready()) ; while (ready()) ; a[1] = n; return a[0]; }")
	lab := memory.NewLab(p, demands.All())
	i := slices.IndexFunc(p.Units, func(u *ir.Unit) bool { return u.Path == "a.c" })
	fn := p.Units[i].Funcs[slices.IndexFunc(p.Units[i].Funcs, func(f *ir.Func) bool { return !f.NoBody })]
	for bias := range 3 {
		if o := lab.Observe(fn, memory.Input{All: "2", Bias: bias}); !o.Whole {
			t.Errorf("guess %d: the run does not end", bias)
		}
	}
}
