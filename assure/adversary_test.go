package assure_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/assure/rungs"
	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/lang/langs"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/rules"
	"github.com/prunella/prunella/world"
)

// TestAdversary has patches that somebody clever made climb the ladder. Each archive of
// testdata/adversary is a program, in the files "before/NAME", and patches of it: "right
// STORY" is to be certified, "wrong STORY" is not; "hole STORY" is certified though it is
// wrong, and "gap STORY" refused though it is right, written down so that they are counted, and no failure when they get better. A patch is hunks without
// numbers: "@@ NAME", then lines that begin with a space, - or +; a file that is not
// there is made.
func TestAdversary(t *testing.T) {
	all, err := rule.Load(rules.Files)
	if err != nil {
		t.Fatal(err)
	}
	e := &code.Engine{Languages: langs.All(), Rules: all, Demands: demands.All(), Options: code.Options{Jobs: 1}}
	archives, err := filepath.Glob("testdata/adversary/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { adversary(t, e, name) })
	}
}

func adversary(t *testing.T, e *code.Engine, name string) {
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, patches := world.MemTree{}, []txtar.File{}
	for _, f := range txtar.Parse(text).Files {
		if file, ok := strings.CutPrefix(f.Name, "before/"); ok {
			before[file] = f.Data
		} else {
			patches = append(patches, f)
		}
	}
	scale, err := e.Scale(t.Context(), before, &code.Cache{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range patches {
		kind, story, _ := strings.Cut(p.Name, " ")
		t.Run(story, func(t *testing.T) {
			changes, err := applied(before, string(p.Data))
			if err != nil {
				t.Fatal(err)
			}
			certified, why := judged(t, e, scale, changes)
			t.Logf("%s: certified %v: %s", kind, certified, why)
			switch {
			case kind == "right" && !certified, kind == "wrong" && certified:
				t.Errorf("certified: %v, but it is %s: %s", certified, kind, why)
			case kind == "gap" && certified, kind == "hole" && !certified:
				t.Logf("it is no %s any more: rename it", kind)
			}
		})
	}
}

// judged has a change climb the ladder for each finding that it mends.
func judged(t *testing.T, e *code.Engine, scale *code.Scale, changes map[string][]byte) (certified bool, why string) {
	t.Helper()
	s, err := scale.Weigh(t.Context(), changes)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Patches) == 0 {
		return false, fmt.Sprintf("it mends none of %d findings", len(s.First.Found))
	}
	shared := &assure.Shared{}
	for _, p := range s.Patches {
		said, _ := assure.Climb(t.Context(), rungs.Readers(), &assure.Subject{Engine: e, Series: s, Patch: p, NoRunner: "a test", Shared: shared})
		ok, grade := assure.Grade(said)
		why += p.Found.Rule.ID + " " + grade + ";"
		for _, r := range said {
			if !ok && r.Status != assure.Passed && !strings.HasSuffix(r.Why, " failed") {
				why += " " + r.Rung + " " + r.Status + ": " + r.Why + ";"
			}
		}
		if !ok {
			return false, why
		}
	}
	return true, why
}

// applied is what the hunks make of the files.
func applied(before world.MemTree, hunks string) (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, hunk := range strings.Split("\n"+hunks, "\n@@ ")[1:] {
		file, lines, _ := strings.Cut(hunk, "\n")
		var old, fresh strings.Builder
		for l := range strings.Lines(lines) {
			l = strings.TrimSuffix(l, "\n") + "\n"
			if l[0] != '+' {
				old.WriteString(l[1:])
			}
			if l[0] != '-' {
				fresh.WriteString(l[1:])
			}
		}
		text, known := out[file]
		if !known {
			text = before[file]
		}
		if n := strings.Count(string(text), old.String()); n != 1 && len(text) > 0 {
			return nil, fmt.Errorf("a hunk is %d times in %s:\n%s", n, file, old.String())
		}
		out[file] = []byte(strings.Replace(string(text), old.String(), fresh.String(), 1))
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no hunks; there are %v", slices.Sorted(maps.Keys(before)))
	}
	return out, nil
}
