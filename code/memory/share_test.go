package memory_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/memory"
	"github.com/prunella/prunella/code/solve"
)

// dear is a function whose loops in loops, on many ways, take more than any root may
// spend.
func dear(name, end string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "int %s(int *p, int n) { int i, j, k, m = 0;\nfor (i = 0; i < n; i++) for (j = 0; j < n; j++) for (k = 0; k < n; k++) {\n", name)
	for i := range 12 {
		fmt.Fprintf(&b, "if (p[%d] > m) m += p[%d]; else m ^= i;\n", i, i+1)
	}
	return b.String() + "}\n" + end + " }\n"
}

// TestBehindDearCalls asks for what stands behind calls that cost more than their root
// may spend, and that nothing is made up there.
func TestBehindDearCalls(t *testing.T) {
	head := "#include <stdlib.h>\n#include <string.h>\n"
	for _, c := range []struct{ what, text, want string }{
		{"what stands behind them is seen",
			dear("g", "return m;") + "int f(int *p, int n) { int a[3]; g(p, n); g(p + 1, n); g(p + 2, n); a[3] = n; return a[3]; }", "read.over write.stack"},
		{"and is no flaw where it is none",
			dear("g", "return m;") + "int f(int *p, int n) { int a[4]; g(p, n); g(p + 1, n); g(p + 2, n); a[3] = n; return a[3]; }", ""},
		{"what they were given may have been freed by them",
			dear("g", "free(p); return m;") + "int f(int n) { int *p = calloc(20, 4); if (!p) return 0; return g(p, n); }", ""},
		{"what they were not given was not",
			dear("g", "return m;") + "int f(int *q, int n) { int *p = calloc(20, 4); if (!p) return 0; return g(q, n); }", "leak"},
		{"who never comes back does not",
			dear("g", "exit(1);") + "int f(int *p, int n) { int a[3]; if (n > 2) g(p, n); else a[n] = 1; if (n > 2) a[n] = 2; return 0; }", ""},
		{"a small function is followed beside them",
			dear("g", "return m;") + "void h(char *d) { strcpy(d, \"abcd\"); } int f(int *p, int n) { char a[4]; g(p, n); g(p + 1, n); h(a); return a[0]; }", "write.stack"},
	} {
		if got := kinds(program("a.c", head+c.text)); got != c.want {
			t.Errorf("%s: found %q, not %q", c.what, got, c.want)
		}
	}
}

// TestLargeComesToItsEnd asks for the last line of a function that is larger than what
// could be executed on many ways.
func TestLargeComesToItsEnd(t *testing.T) {
	var b strings.Builder
	b.WriteString("int f(int *p, int n) { int a[3], m = 0;\n")
	for i := range 300 {
		fmt.Fprintf(&b, "if (p[%d] > m) m = p[%d];\n", i, i)
	}
	b.WriteString("a[3] = m; return a[3]; }\n")
	res := memory.Solve(program("a.c", b.String()), demands.All(), solve.Options{})
	if !slices.ContainsFunc(res.Flows, func(f solve.Flow) bool { return f.Sink == "write.stack" }) {
		t.Error("the last line was not reached")
	}
	for _, n := range res.Notes {
		t.Errorf("cut off: %s", n.Text)
	}
}
