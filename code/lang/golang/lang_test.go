package golang

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/lang/langtest"
)

// TestConformance lowers samples of the whole language, whole and damaged.
func TestConformance(t *testing.T) {
	samples := map[string]string{}
	files, err := filepath.Glob("testdata/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		samples[filepath.Base(f)] = string(text)
	}
	langtest.Run(t, Language{}, samples)
}

// goFiles reads the Go files below the toolchain's own source.
func goFiles(t testing.TB, below string) map[string][]byte {
	t.Helper()
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skipf("the go command does not say where it lives: %v", err)
	}
	root := filepath.Join(strings.TrimSpace(string(out)), below)
	files := map[string][]byte{}
	err = filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".go") {
			return err
		}
		text, err := os.ReadFile(p)
		files[p] = text
		return err
	})
	if err != nil || len(files) == 0 {
		t.Skipf("the toolchain's source is not here: %v", err)
	}
	return files
}

// TestStandardLibrary lowers real code: nothing valid is a problem.
func TestStandardLibrary(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	for name, text := range goFiles(t, "src") {
		if strings.Contains(name, "testdata") {
			continue
		}
		u := langtest.Check(t, Language{}, name, text)
		for _, p := range u.Problems {
			if !strings.HasPrefix(p.Text, "skipped: ") {
				t.Errorf("%s:%d: %s", name, lineOf(u, p.Span.Start), p.Text)
			}
		}
	}
}

// TestCompilerTests lowers the compiler's test programs, broken ones among them.
func TestCompilerTests(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	for name, text := range goFiles(t, "test") {
		langtest.Check(t, Language{}, name, text)
	}
}

func BenchmarkLower(b *testing.B) {
	files := goFiles(b, "src")
	lines := 0
	for name, text := range files {
		if strings.Contains(name, "testdata") {
			delete(files, name)
			continue
		}
		lines += len(lineStarts(text))
	}
	b.ReportAllocs()
	for b.Loop() {
		for name, text := range files {
			Language{}.Lower(name, "bench", text)
		}
	}
	b.ReportMetric(float64(lines)*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
}

func FuzzLower(f *testing.F) {
	for _, src := range []string{"package p", "package p\nfunc f() { x := func() { x++ }; goto L; L: return }"} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, fault := range langtest.Faults(Language{}, Language{}.Lower("x.go", "m", text)) {
			t.Error(fault)
		}
	})
}
