package braces

import (
	"fmt"
	"strings"
	"testing"
)

func TestFunctions(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"void f(int a)\n{\n  if (a) { g(); }\n}\nint b;\nstatic int g(void) { return 1; }\n", "f 1-4, g 6-6"},
		{"namespace n\n{\nvoid A::run(char * p)\n{\n}\nA::~A()\n{\n}\n}", "A::run 3-5, A::~A 6-8"},
		{"class T {\n int[] x = new int[]{1};\n @Test(a = {B.C}, b = \"(\")\n public void f(@P(\"}\") String s) throws E {\n  new R() { void g() { } };\n }\n}", "f 3-6"},
		{"/* void no() { */\n#define X(a) { \\\n  a }\nint main(void) {\n char c = '}'; // }\n}\n", "main 4-6"},
		{"int t[] = { 1, 2 };\nstruct s { int a; };\nint f() { struct s x = { 1 }; return x.a; }", "f 3-3"},
		{"enum E { A(1) { int f() { return 1; } }; int g() { return 2; } }", "A 1-1, g 1-1"},
		{"void f() { \"unclosed", "f 1-1"},
		{"", ""},
	} {
		var got []string
		for _, f := range Functions(c.text) {
			got = append(got, fmt.Sprintf("%s %d-%d", f.Name, f.From, f.To))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}

func FuzzFunctions(f *testing.F) {
	f.Add("void f() { /* \" */ '{' }")
	f.Add("@A({B})\nvoid f() {")
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Count(text, "\n") + 1
		for _, fn := range Functions(text) {
			if fn.From < 1 || fn.To < fn.From || fn.To > lines {
				t.Errorf("%q lies outside of %d lines", fmt.Sprint(fn), lines)
			}
		}
	})
}
