package memory_test

import (
	"sort"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/c"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/memory"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
)

func program(file, text string) *link.Program {
	return link.New(c.Language{}, []*ir.Unit{c.Language{}.Lower(file, file, []byte(text))})
}

// kinds lists what is found, with "?" behind what no concrete run shows.
func kinds(p *link.Program) string {
	lab := memory.NewLab(p, demands.All())
	var out []string
	for _, f := range memory.Solve(p, demands.All(), solve.Options{}).Flows {
		word := f.Sink
		switch lab.Replay(&f).Verdict {
		case twin.Open:
			word += "?"
		case twin.Refuted:
			continue
		}
		out = append(out, word)
	}
	sort.Strings(out)
	return strings.Join(out, " ")
}

func TestBodies(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"int a[3]; a[2] = 1;", ""},
		{"int a[3]; a[3] = 1;", "write.stack"},
		{"int a[3]; int i; for (i = 0; i <= 3; i++) a[i] = 0;", "write.stack"},
		{"int a[3]; int i; for (i = 0; i < 3; i++) a[i] = 0;", ""},
		{"int a[300]; int i; for (i = 0; i < 300; i++) a[i] = 0;", ""},
		{"char *p = malloc(3); if (p) { p[3] = 0; free(p); }", "write.heap"},
		{"char s[4]; strcpy(s, \"abcd\");", "write.stack"},
		{"char s[5]; strcpy(s, \"abcd\");", ""},
		{"char s[8]; strcpy(s, \"abcd\"); strcat(s, \"efgh\");", "write.stack"},
		{"char s[8] = \"\"; strncat(s, \"abcdefghij\", 7);", ""},
		{"char s[8]; snprintf(s, sizeof s, \"%s-%d\", \"abcdefgh\", 4);", ""},
		{"char s[8]; sprintf(s, \"%s\", \"abcdefgh\");", "write.stack"},
		{"char s[8], in[80]; if (fgets(in, 80, stdin)) strcpy(s, in);", "write.stack"},
		{"char s[80], in[80]; if (fgets(in, 80, stdin)) strcpy(s, in);", ""},
		{"int a[10] = {0}, n = 0; fscanf(stdin, \"%d\", &n); if (n >= 0) a[n] = 1;", "write.stack"},
		{"int a[10] = {0}, n = 0; fscanf(stdin, \"%d\", &n); if (n >= 0 && n < 10) a[n] = 1;", ""},
		{"int a[10] = {0}, n = 0; fscanf(stdin, \"%d\", &n); if (n < 10) a[n] = 1;", "write.under"},
		{"char *p = malloc(3); free(p); free(p);", "free.twice"},
		{"char *p = malloc(3);", "leak"},
		{"int *p = 0; if (p) *p = 1;", ""},
		{"int n = rand(), d = n % 2; return 5 / (d + 1);", ""},
		{"goto end; { int *p = 0; *p = 1; } end: ;", ""},
		{"int i = 0; again: if (i++ < 3) goto again; int a[4]; a[i] = 0;", "write.stack"},
		{"int x = 2, y = 0; switch (x) { case 1: y = 9; break; case 2: y = 1; default: y += 1; } int a[2]; a[y] = 1;", "write.stack"},
		{"char x = 127; x = x + 1;", "overflow"},
		{"int i = 1, j = 2; int a[2]; a[i] = j;", ""},
		{"char *c = getenv(\"A\"); if (c) system(c);", "shell.native"},
	} {
		text := "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\nint f(void) { " + c.body + " return 0; }\n"
		if got := kinds(program("a.c", text)); got != c.want {
			t.Errorf("%s\n\tfound %q, not %q", c.body, got, c.want)
		}
	}
}

func TestSameEveryTime(t *testing.T) {
	text := "#include <stdio.h>\nint g(int n) { int a[4]; if (n > 2) a[n] = 1; return a[0]; }\nint f(void) { int n = 0; scanf(\"%d\", &n); return g(n); }\n"
	want := kinds(program("a.c", text))
	for range 5 {
		if got := kinds(program("a.c", text)); got != want {
			t.Fatalf("%q, then %q", want, got)
		}
	}
}

func FuzzSolve(f *testing.F) {
	f.Add("int f(char *p) { int a[3]; while (*p) a[*p++] = 1; return a[0]; }")
	f.Fuzz(func(t *testing.T, text string) {
		p := program("a.cpp", text)
		for _, flow := range memory.Solve(p, demands.All(), solve.Options{RootWork: 2000}).Flows {
			memory.NewLab(p, demands.All()).Replay(&flow)
		}
	})
}
