package python

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/langtest"
)

var update = flag.Bool("update", false, "write testdata/*.golden anew")

func samples(t testing.TB) map[string]string {
	out := map[string]string{}
	for _, name := range []string{"language.py", "old.py"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		out[name] = string(text)
	}
	return out
}

func TestConformance(t *testing.T) { langtest.Run(t, Language{}, samples(t)) }

// The lowering of everything the language has, as text. Read the difference
// before you update it.
func TestGolden(t *testing.T) {
	for name, text := range samples(t) {
		u := Language{}.Lower(name, "sample", []byte(text))
		got := langtest.Dump(u)
		file := filepath.Join("testdata", name+".golden")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is lowered in another way; first difference at line %d (go test -run Golden -update)", name, firstDifference(got, string(want)))
		}
	}
}

func firstDifference(a, b string) int {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range as {
		if i >= len(bs) || as[i] != bs[i] {
			return i + 1
		}
	}
	return len(as) + 1
}

func FuzzLower(f *testing.F) {
	for _, text := range samples(f) {
		f.Add([]byte(text))
	}
	f.Add([]byte("class C:\n def f(self, x=[y for y in z]): return lambda: x"))
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, fault := range langtest.Faults(Language{}, Language{}.Lower("x.py", "m", text)) {
			t.Error(fault)
		}
	})
}

// body is the lowered form of a function, or of the module's body.
func body(t *testing.T, u *ir.Unit, name string) string {
	t.Helper()
	if name == "" {
		return u.Init.String()
	}
	for _, f := range u.Funcs {
		if f.Name == "m."+name {
			return f.String()
		}
	}
	t.Fatalf("no function %s", name)
	return ""
}

// What lowering must say, one story a line: the text, the function, a line that
// must be there and one that must not.
func TestLowering(t *testing.T) {
	for _, c := range []struct{ story, text, fn, has, lacks string }{
		{"a comprehension's variable is its own", "y = [x for x in z]\n", "", "= copy", "global m.x :="},
		{"but a lambda in it sees the module's", "y = [lambda: x for x in z]\n", "", "global m.x :=", ""},
		{"a class's names are no builtins' names", "class C:\n    def open(self): pass\ndef f(p): return open(p)\n", "f", "call builtin.open", "m.open"},
		{"global in an inner function", "def f():\n    def g():\n        global n\n        n = 1\n    return g\ndef h(): return n\n", "h", "global m.n", ""},
		{"an import in a function is that function's", "def f():\n    import json as j\n    return j.loads(1)\ndef g():\n    import pickle as j\n    return j.loads(1)\n", "f", "call json.loads", ""},
		{"the other function's import", "def f():\n    import json as j\n    return j.loads(1)\ndef g():\n    import pickle as j\n    return j.loads(1)\n", "g", "call pickle.loads", ""},
		{"a substitute does not replace a known module", "try:\n    import pickle\nexcept ImportError:\n    import mypickle as pickle\npickle.loads(1)\n", "", "call pickle.loads", "mypickle"},
		{"a substitute with a model wins over one without", "try:\n    import fastjson as json\nexcept ImportError:\n    import json\njson.loads(1)\n", "", "call json.loads", "fastjson"},
		{"a parameter hides an import", "import json\ndef f(json): return json.loads(1)\n", "f", "method json.0.loads", ""},
		{"a default sees the class", "class C:\n    X = 1\n    def f(self, x=X): return x\n", "C.f", "t2.X", "builtin.X"},
		{"a default sees the function around", "def f(a):\n    def g(x=a): return x\n    return g\n", "f.<g>", "captures default#", "captures a"},
		{"overloads are not there", "from typing import overload\n@overload\ndef f(x: int) -> int: ...\ndef f(x): return x\n", "f", "return(x.0)", "nobody"},
		{"a setter has a name of its own", "class C:\n    @property\n    def x(self): return 1\n    @x.setter\n    def x(self, v): self.y = v\n", "C.x.setter", "self.0.y := v.1", ""},
		{"spread arguments stay in order", "f(1, *a, 2, k=3, **d)\n", "", "k: ", ""},
		{"a walrus in a comprehension is the function's", "def f(z):\n    [y for x in z if (y := x)]\n    return y\n", "f", "return(y.", ""},
		{"getattr by a constant is an attribute", "def f(o): return getattr(o, 'a')\n", "f", "o.0.a", "builtin.getattr"},
		{"a super call starts above", "class C(D):\n    def f(self): return super().f()\n", "C.f", "super", ""},
	} {
		t.Run(c.story, func(t *testing.T) {
			got := body(t, lower(t, c.text), c.fn)
			if !strings.Contains(got, c.has) {
				t.Errorf("lacks %q:\n%s", c.has, got)
			}
			if c.lacks != "" && strings.Contains(got, c.lacks) {
				t.Errorf("has %q:\n%s", c.lacks, got)
			}
		})
	}
}

func TestNamespacePackages(t *testing.T) {
	texts := map[string]string{
		"app/main.py":       "from lib.db import run\nimport tools.shell\n",
		"lib/db.py":         "run = 1\n",
		"tools/shell.py":    "x = 1\n",
		"pkg/a.py":          "from .b import y\n",
		"pkg/b.py":          "y = 1\n",
		"one/helper.py":     "",
		"two/helper.py":     "",
		"src/p/__init__.py": "",
		"src/p/q.py":        "",
	}
	var paths []string
	for p := range texts {
		paths = append(paths, p)
	}
	got := Language{}.Modules(paths, func(p string) []byte { return []byte(texts[p]) })
	want := map[string]string{"app/main.py": "main", "lib/db.py": "lib.db", "tools/shell.py": "tools.shell", "pkg/a.py": "pkg.a", "pkg/b.py": "pkg.b",
		"one/helper.py": "helper", "two/helper.py": "two.helper", "src/p/__init__.py": "p", "src/p/q.py": "p.q"}
	for p, m := range want {
		if got[p] != m {
			t.Errorf("module of %s is %q, want %q", p, got[p], m)
		}
	}
}

func TestFieldSinks(t *testing.T) {
	u := lower(t, "class C:\n    verify: Annotated[bool, \"sink tls.verify\"]\n    name: str\n")
	if got := u.Types[0].Fields[0].Tag; got != `prunella:"sink tls.verify"` {
		t.Errorf("tag %q", got)
	}
	if got := u.Types[0].Fields[1].Tag; got != "" {
		t.Errorf("tag %q", got)
	}
}
