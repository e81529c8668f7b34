package solve_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/golang"
	"github.com/prunella/prunella/code/lang/python"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
)

// language is what SOLVE_LANG says.
func language() lang.Language {
	if os.Getenv("SOLVE_LANG") == "python" {
		return python.Language{}
	}
	return golang.Language{}
}

// tree lowers every source file below dir.
func tree(t testing.TB, dir string) ([]*ir.Unit, int) {
	t.Helper()
	l := language()
	texts := map[string][]byte{}
	var paths []string
	lines := 0
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (d.Name() == "testdata" || d.Name() == "vendor") {
			return fs.SkipDir
		}
		rel, _ := filepath.Rel(dir, p)
		rel = filepath.ToSlash(rel)
		if d.IsDir() || !l.Owns(rel, nil) || strings.HasSuffix(rel, "_test.go") {
			return nil
		}
		b, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		lines += strings.Count(string(b), "\n")
		texts[rel] = b
		paths = append(paths, rel)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	sort.Strings(paths)
	mods := l.Modules(paths, func(p string) []byte {
		b, _ := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p)))
		return b
	})
	var units []*ir.Unit
	for _, p := range paths {
		units = append(units, l.Lower(p, mods[p], texts[p]))
	}
	return units, lines
}

// TestTree prints what a tree of one's own gives: SOLVE_TREE=dir go test -run Tree -v
func TestTree(t *testing.T) {
	dir := os.Getenv("SOLVE_TREE")
	if dir == "" {
		t.Skip("SOLVE_TREE is not set")
	}
	begin := time.Now()
	units, lines := tree(t, dir)
	lowered := time.Now()
	p := link.New(language(), units)
	linked := time.Now()
	res := solve.Solve(p, demands.All(), solve.Options{})
	t.Logf("%d lines: lowered %v, linked %v, solved %v, work %d", lines, lowered.Sub(begin), linked.Sub(lowered), time.Since(linked), res.Work)
	for _, n := range res.Notes {
		if os.Getenv("SOLVE_NOTES") != "" {
			t.Logf("note: %s", n.Text)
		}
	}
	t.Logf("%d flows, %d entries, %d notes", len(res.Flows), len(res.Entries), len(res.Notes))
	for _, e := range res.Entries {
		h := "?"
		if e.Handler != nil {
			h = e.Handler.Name
		}
		t.Logf("entry %s %q %q %s %s", e.Kind, e.Methods, e.Pattern, h, where(e.At.Unit, e.At.Span))
	}
	for _, f := range res.Flows {
		t.Logf("%s %s %s: %s", f.Sink, where(f.At.Unit, f.At.Span), f.Violation.Context, f.Violation.Reason)
		for _, s := range f.Sources {
			t.Logf("    source %s %v %s", s.Kind, s.Names, where(s.At.Unit, s.At.Span))
		}
		for _, s := range f.Path {
			t.Logf("        %s %s %s", where(s.Unit, s.Span), s.Func, s.Note)
		}
		for _, c := range f.Conditions {
			t.Logf("      when %s %v %v %q %v", c.Source.Kind, c.Holds, c.Fact.Kind, c.Fact.Text, c.Fact.Set)
		}
	}
}

func where(u *ir.Unit, s ir.Span) string {
	if u == nil {
		return "?"
	}
	line := sort.Search(len(u.Lines), func(i int) bool { return u.Lines[i] > s.Start })
	return u.Path + ":" + itoa(line)
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}
