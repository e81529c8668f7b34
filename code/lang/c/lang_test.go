package c

import (
	"os"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/langtest"
)

func sample(t testing.TB, name string) string {
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestLanguage(t *testing.T) {
	langtest.Run(t, Language{}, map[string]string{"a.c": sample(t, "sample.c"), "a.cpp": sample(t, "sample.cpp")})
}

func TestSamplesAreRead(t *testing.T) {
	for file, want := range map[string]int{"sample.c": 1, "sample.cpp": 0} {
		u := Language{}.Lower(file, "m", []byte(sample(t, file)))
		if len(u.Problems) != want {
			t.Errorf("%s: problems %v", file, u.Problems)
		}
	}
}

func TestStubsAreRead(t *testing.T) {
	for _, f := range (Language{}).StubFor(builtin) {
		text, err := stubFiles.ReadFile("stubs/" + f)
		if err != nil {
			t.Fatal(err)
		}
		u := Language{}.Lower(stubPrefix+f, builtin, text)
		for _, p := range u.Problems {
			t.Errorf("%s: %s at %d", f, p.Text, p.Span.Start)
		}
	}
}

func TestDeepNestingEnds(t *testing.T) {
	for _, open := range []string{"(", "{", "[", "if (a) ", "a ? b : ", "-", "int (*", "struct s { ", "f("} {
		u := Language{}.Lower("a.c", "m", []byte("int f(void) { return "+strings.Repeat(open, 10_000)))
		if faults := langtest.Faults(Language{}, u); len(faults) > 0 {
			t.Errorf("%s: %v", open, faults[0])
		}
	}
}

// A macro of a header is used, and what it stands for is where it is used.
func TestIncludes(t *testing.T) {
	files := map[string]string{"src/a.c": "#include \"lib/h.h\"\nint f(void) { return SIZE; }\n", "inc/lib/h.h": "#define SIZE sizeof(struct s)\nstruct s { char a; int b; };\nstatic int helper(void) { return 1; }\n"}
	tree := lang.Tree{Paths: []string{"inc/lib/h.h", "src/a.c"}, Read: func(p string) []byte { return []byte(files[p]) }}
	u := Language{}.LowerWith("src/a.c", "src/a.c", []byte(files["src/a.c"]), tree)
	if len(u.Funcs) != 1 || !strings.Contains(u.Funcs[0].String(), "const 8") {
		t.Errorf("lowered to %v", u.Funcs)
	}
	at := u.Funcs[0].Body[0].Span
	if got := string(u.Text[at.Start:at.End]); got != "SIZE" {
		t.Errorf("the size stands at %q", got)
	}
}

func TestLayout(t *testing.T) {
	for _, c := range []struct {
		text string
		want int64
	}{
		{"struct { char a; int b; char c; }", 12},
		{"struct { char a[3]; short b; }", 6},
		{"union { char a[5]; long b; }", 8},
		{"struct { struct { char a; double b; } c; char d; }", 24},
		{"int *[3]", 24},
		{"wchar_t [10]", 40},
		{"unsigned char", 1},
	} {
		u := Language{}.Lower("a.c", "m", []byte("unsigned long f(void) { return sizeof("+c.text+"); }"))
		found := false
		for _, v := range u.Funcs[0].Consts {
			found = found || v.Kind == ir.Int && v.Int == c.want
		}
		if !found {
			t.Errorf("sizeof(%s) is not %d: %v", c.text, c.want, u.Funcs[0].Consts)
		}
	}
}

func FuzzLower(f *testing.F) {
	f.Add(sample(f, "sample.c"), false)
	f.Add(sample(f, "sample.cpp"), true)
	f.Fuzz(func(t *testing.T, text string, cpp bool) {
		name := "a.c"
		if cpp {
			name = "a.cpp"
		}
		if faults := langtest.Faults(Language{}, Language{}.Lower(name, "m", []byte(text))); len(faults) > 0 {
			t.Fatal(faults[0])
		}
	})
}
