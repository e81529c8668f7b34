// Package fixtest tells strategies' stories: archives with a program before and after.
package fixtest

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/rules"
	"github.com/prunella/prunella/world"
)

// Mend mends each archive of testdata. The files below want/ are what must become of
// those above; all findings must be gone. With update what came of it
// is written into the archives.
func Mend(t *testing.T, l lang.Language, strategies []fix.Strategy, update bool) {
	t.Helper()
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	all, err := rule.Load(rules.Files)
	if err != nil {
		t.Fatal(err)
	}
	e := &code.Engine{
		Languages: []lang.Language{l}, Rules: all, Demands: demands.All(),
		Strategies: map[string][]fix.Strategy{l.Name(): strategies}, Options: code.Options{Jobs: 1},
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			mendArchive(t, e, name, ar, update)
		})
	}
}

func mendArchive(t *testing.T, e *code.Engine, name string, ar *txtar.Archive, update bool) {
	t.Helper()
	before, want := world.MemTree{}, map[string]string{}
	for _, f := range ar.Files {
		if path, ok := strings.CutPrefix(f.Name, "want/"); ok {
			want[path] = string(f.Data)
		} else {
			before[f.Name] = bytes.Clone(f.Data)
		}
	}
	s, err := e.Mend(context.Background(), before)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range s.Last.Found {
		t.Errorf("line %d: %s is left: %s", f.Finding.Where.Line, f.Finding.Rule, s.Stuck[f.Finding.Key])
	}
	if len(s.Patches) == 0 {
		t.Fatal("nothing was mended")
	}
	last := s.Patches[len(s.Patches)-1].After
	out := &txtar.Archive{Comment: ar.Comment}
	for _, f := range ar.Files {
		if strings.HasPrefix(f.Name, "want/") {
			continue
		}
		got, err := last.ReadFile(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want[f.Name] && !update {
			t.Errorf("%s became\n%s\nwant\n%s", f.Name, got, want[f.Name])
		}
		out.Files = append(out.Files, f, txtar.File{Name: "want/" + f.Name, Data: got})
	}
	if update {
		if err := os.WriteFile(name, txtar.Format(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
