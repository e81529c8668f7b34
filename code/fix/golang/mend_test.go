package golang_test

import (
	"bytes"
	"context"
	"flag"
	"go/ast"
	"go/format"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/fix"
	fixgo "github.com/prunella/prunella/code/fix/golang"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/world"
)

var update = flag.Bool("update", false, "write what is mended into the archives")

// TestMend mends each archive of testdata. The first line says the rule and the
// strategy; the files below want/ are what must become of those above.
func TestMend(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	checker := newChecker()
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			before, want := world.MemTree{}, map[string]string{}
			for _, f := range ar.Files {
				if path, ok := strings.CutPrefix(f.Name, "want/"); ok {
					want[path] = string(f.Data)
				} else {
					before[f.Name] = bytes.Clone(f.Data)
				}
			}
			words := strings.Fields(string(ar.Comment))
			var got map[string][]byte
			if marker := before["at"]; marker != nil {
				delete(before, "at")
				got = applyAt(t, before, words[0], words[1], words[2], strings.TrimSpace(string(marker)))
			} else {
				got = mendBy(t, before, words[0], words[1])
			}
			for path, text := range got {
				checkText(t, checker, path, text)
			}
			if *update {
				writeBack(t, name, ar, got)
				return
			}
			for path, text := range got {
				if want[path] != string(text) {
					t.Errorf("%s became\n%s\nwant\n%s", path, text, want[path])
				}
			}
			if len(got) != len(want) {
				t.Errorf("%d files changed, want %d", len(got), len(want))
			}
		})
	}
}

// applyAt applies a strategy to a sink that the engine does not report of itself:
// the call that the marker spells out.
func applyAt(t *testing.T, tree world.MemTree, ruleID, strategy, sink, marker string) map[string][]byte {
	t.Helper()
	p, err := newEngine(t).Load(context.Background(), tree)
	if err != nil {
		t.Fatal(err)
	}
	in := &fix.Input{Program: p.Programs[0], Flow: &solve.Flow{Sink: sink}, Rule: &rule.Rule{ID: ruleID}}
	for _, u := range in.Program.Units {
		if at := bytes.Index(u.Text, []byte(marker)); at >= 0 && !u.Stub {
			in.Flow.At = solve.Place{Unit: u, Span: ir.Span{Start: uint32(at), End: uint32(at + len(marker))}}
		}
	}
	for _, s := range fixgo.Strategies() {
		if s.Name != strategy {
			continue
		}
		cs, err := s.Apply(in)
		if err != nil || len(cs) == 0 {
			t.Fatalf("%s does not fit: %v", strategy, err)
		}
		got, err := fix.Apply(cs[0].Edits, tree.ReadFile)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	t.Fatalf("no strategy %s", strategy)
	return nil
}

// mendBy mends a tree and gives the files that the patches of one rule changed.
func mendBy(t *testing.T, tree world.Tree, rule, strategy string) map[string][]byte {
	t.Helper()
	s, err := newEngine(t).Mend(context.Background(), tree)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]byte{}
	for _, p := range s.Patches {
		if p.Found.Finding.Rule != rule {
			t.Logf("also %s: %s", p.Found.Finding.Rule, p.Data.Strategy)
		} else if p.Data.Strategy != strategy {
			t.Errorf("mended by %s, want %s", p.Data.Strategy, strategy)
		}
		for path, text := range p.Changes {
			got[path] = text
		}
	}
	if len(got) == 0 {
		t.Errorf("nothing was mended; found: %s; stuck: %v", found(s.First), s.Stuck)
	}
	for _, f := range s.Last.Found {
		if f.Finding.Rule == rule {
			t.Errorf("still there: %s; stuck: %v", f.Finding.Key, s.Stuck)
		}
	}
	return got
}

func found(r *code.Report) string {
	var keys []string
	for _, f := range r.Found {
		keys = append(keys, f.Finding.Key)
	}
	return strings.Join(keys, ", ")
}

func writeBack(t *testing.T, name string, ar *txtar.Archive, got map[string][]byte) {
	t.Helper()
	var files []txtar.File
	for _, f := range ar.Files {
		if !strings.HasPrefix(f.Name, "want/") {
			files = append(files, f)
		}
	}
	var paths []string
	for path := range got {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	for _, path := range paths {
		files = append(files, txtar.File{Name: "want/" + path, Data: got[path]})
	}
	ar.Files = files
	if err := os.WriteFile(name, txtar.Format(ar), 0o644); err != nil {
		t.Fatal(err)
	}
}

// newChecker type-checks against the standard library's source.
func newChecker() *types.Config {
	return &types.Config{Importer: importer.ForCompiler(token.NewFileSet(), "source", nil)}
}

// checkText reports whether a patched file is laid out by gofmt and, as far as it
// needs only the standard library, compiles.
func checkText(t *testing.T, checker *types.Config, path string, text []byte) {
	t.Helper()
	if clean, err := format.Source(text); err != nil || !bytes.Equal(clean, text) {
		t.Errorf("%s is not as gofmt writes it (%v)\n%s", path, err, text)
	}
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, path, text, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, im := range tree.Imports {
		if strings.Contains(strings.SplitN(im.Path.Value, "/", 2)[0], ".") {
			return // a module that is not here
		}
	}
	if _, err := checker.Check("main", fset, []*ast.File{tree}, nil); err != nil {
		t.Errorf("%s does not compile: %v\n%s", path, err, text)
	}
}
