package preprocess

import (
	"strings"
	"testing"
)

func expand(text string) string {
	var out []string
	for _, t := range Run("a.c", []byte(text), Options{}).Tokens {
		if t.Kind != EOF {
			out = append(out, t.Text)
		}
	}
	return strings.Join(out, " ")
}

func TestMacros(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a name", "#define N 3\nN", "3"},
		{"arguments", "#define F(a, b) b - a\nF(1, 2)", "2 - 1"},
		{"no call without parentheses", "#define F(a) a\nF;", "F ;"},
		{"a name in its own body stays", "#define X X + 1\nX", "X + 1"},
		{"pasted", "#define G(a) x##a\nG(1)", "x1"},
		{"undefined again", "#define N 3\n#undef N\nN", "N"},
		{"a line that goes on", "#define N 1 + \\\n2\nN", "1 + 2"},
		{"a false branch", "#if 0\nno\n#else\nyes\n#endif", "yes"},
		{"a calculated condition", "#define N 4\n#if N * 2 == 8 && defined(N)\nyes\n#endif", "yes"},
		{"branches within a false one", "#if 0\n#if 1\nno\n#endif\nno\n#endif\nyes", "yes"},
		{"comments are space", "a/* b */c // d\ne", "a c e"},
	} {
		if got := expand(c.text); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAbsentHeader(t *testing.T) {
	none := func(string, string, bool) (string, []byte) { return "", nil }
	text := "#include \"config.h\"\n#ifdef WANTED\n" + strings.Repeat("int x;\n", 30) + "#endif\n"
	told := Run("a.c", []byte(text), Options{Read: none}).Problems
	if len(told) != 1 || !strings.Contains(told[0].Text, "config.h is not in the tree; 31 of 33 lines") {
		t.Errorf("told %v", told)
	}
	if told := Run("a.c", []byte(strings.ReplaceAll(text, "ifdef", "ifndef")), Options{Read: none}).Problems; len(told) != 0 {
		t.Errorf("nothing was left out, told %v", told)
	}
}

func FuzzRun(f *testing.F) {
	f.Add([]byte("#define F(a, ...) #a a##__VA_ARGS__\nF(x, y)\n"))
	f.Add([]byte("#if (1 ? 2 : 3) / 0\n#elif defined X\n#endif\n\"a\\\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		res := Run("a.c", text, Options{Tokens: 10_000})
		for _, k := range res.Tokens {
			if !k.Header && !k.Macro && (k.Start > k.End || int(k.End) > len(text)) {
				t.Fatalf("%q lies at %d to %d of %d bytes", k.Text, k.Start, k.End, len(text))
			}
		}
	})
}
