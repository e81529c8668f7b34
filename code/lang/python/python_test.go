package python

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/ir"
)

func TestModules(t *testing.T) {
	paths := []string{"app.py", "pkg/__init__.py", "pkg/db.py", "pkg/sub/__init__.py", "pkg/sub/x.py", "src/other/y.py", "lib/python/os.path.pyi"}
	got := Language{}.Modules(paths, nil)
	want := map[string]string{"app.py": "app", "pkg/__init__.py": "pkg", "pkg/db.py": "pkg.db", "pkg/sub/__init__.py": "pkg.sub",
		"pkg/sub/x.py": "pkg.sub.x", "src/other/y.py": "y", "lib/python/os.path.pyi": "os.path"}
	for p, m := range want {
		if got[p] != m {
			t.Errorf("module of %s is %q, want %q", p, got[p], m)
		}
	}
}

func TestAbsolute(t *testing.T) {
	for _, c := range []struct {
		module    string
		isPackage bool
		dots      int
		name      string
		want      string
	}{
		{"a.b.c", false, 0, "x", "x"},
		{"a.b.c", false, 1, "x", "a.b.x"},
		{"a.b.c", false, 2, "x", "a.x"},
		{"a.b", true, 1, "x", "a.b.x"},
		{"a.b", true, 1, "", "a.b"},
		{"a", false, 3, "x", "x"},
	} {
		if got := absolute(c.module, c.isPackage, c.dots, c.name); got != c.want {
			t.Errorf("absolute(%q, %v, %d, %q) = %q, want %q", c.module, c.isPackage, c.dots, c.name, got, c.want)
		}
	}
}

// stdlib lists the files of CPython's library, or none.
func stdlib(tb testing.TB) []string {
	out, err := exec.Command("python3", "-c", "import sysconfig;print(sysconfig.get_paths()['stdlib'])").Output()
	if err != nil {
		tb.Skip("python3 is not here")
	}
	var files []string
	_ = filepath.WalkDir(strings.TrimSpace(string(out)), func(p string, d os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(p, ".py") && !strings.Contains(p, "site-packages") {
			files = append(files, p)
		}
		return nil
	})
	return files
}

func TestLowersTheStandardLibrary(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole library")
	}
	funcs := 0
	for _, p := range stdlib(t) {
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		u := Language{}.Lower(filepath.Base(p), "m", text)
		funcs += len(u.Funcs)
	}
	if funcs == 0 {
		t.Error("no function was found in the whole library")
	}
}

func BenchmarkLower(b *testing.B) {
	var texts [][]byte
	lines := 0
	for _, p := range stdlib(b) {
		if text, err := os.ReadFile(p); err == nil {
			texts = append(texts, text)
			lines += strings.Count(string(text), "\n")
		}
	}
	for b.Loop() {
		for _, text := range texts {
			Language{}.Lower("x.py", "x", text)
		}
	}
	b.ReportMetric(float64(lines)*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
}

func lower(t *testing.T, text string) *ir.Unit {
	t.Helper()
	u := Language{}.Lower("m.py", "m", []byte(text))
	for _, p := range u.Problems {
		t.Fatalf("problem: %s", p.Text)
	}
	return u
}

func TestClosuresShareCells(t *testing.T) {
	u := lower(t, "def outer(a):\n    n = 0\n    def inner():\n        nonlocal n\n        n = n + a\n        return n\n    return inner\n")
	var inner *ir.Func
	for _, f := range u.Funcs {
		if f.Name == "m.outer.<inner>" {
			inner = f
		}
	}
	if inner == nil || len(inner.Captures) != 2 {
		t.Fatalf("inner captures a and n: %+v", inner)
	}
}

func TestADefinitionAfterTheImportWins(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"from html import escape\ndef escape(x): return x\nescape(1)\n", "m.escape"},
		{"def escape(x): return x\nfrom html import escape\nescape(1)\n", "html.escape"},
		{"try:\n    from html import escape\nexcept ImportError:\n    def escape(x): return x\nescape(1)\n", "html.escape"},
	} {
		called := ""
		for _, in := range lower(t, c.text).Init.Body {
			if in.Op == ir.Call {
				called = in.Name
			}
		}
		if called != c.want {
			t.Errorf("%q calls %s, want %s", c.text, called, c.want)
		}
	}
}
