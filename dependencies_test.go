package prunella_test

import (
	"os"
	"regexp"
	"testing"

	"golang.org/x/mod/modfile"
)

// TestDependencies holds docs/dependencies.md to go.mod: a reason for each direct
// dependency, and no reason for what is not one.
func TestDependencies(t *testing.T) {
	text, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	mod, err := modfile.Parse("go.mod", text, nil)
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	reasons := map[string]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\| .{20,}\\. \\|$").FindAllStringSubmatch(string(page), -1) {
		reasons[row[1]] = true
	}
	for _, r := range mod.Require {
		if !r.Indirect && !reasons[r.Mod.Path] {
			t.Errorf("docs/dependencies.md gives no reason for %s", r.Mod.Path)
		}
		if !r.Indirect {
			delete(reasons, r.Mod.Path)
		}
	}
	for path := range reasons {
		t.Errorf("docs/dependencies.md tells of %s, which is no direct dependency", path)
	}
}
