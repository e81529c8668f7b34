package examples

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestHealed lets Prunella heal a copy of each program, starts what is on the new
// branch, and sends the witnesses again: where a certificate says that a flaw is
// mended its attack must fail, what only looks like a flaw must stay harmless,
// and the program's own tests must pass.
func TestHealed(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: -short")
	}
	bin := filepath.Join(t.TempDir(), "prunella")
	must(t, "..", "go", "build", "-o", bin, "./cmd/prunella")
	t.Run("shop", func(t *testing.T) { shop.healed(t, bin, 14) })
	t.Run("clinic", func(t *testing.T) {
		findPython(t)
		clinic.healed(t, bin, 20)
	})
}

// healed heals a copy and tries the result; at least atLeast patches must be
// applied, a number that may only rise. The programs' own tests, rung L3, are left
// out while healing and asked here, of what came of it: a certificate without them
// should not have been wrong.
func (e example) healed(t *testing.T, bin string, atLeast int) {
	t.Helper()
	origin := copyTree(t, e.name)
	commitAll(t, origin)
	heal(t, bin, origin)
	applied := appliedFindings(t, bin, origin)
	if n := applied.count(); n < atLeast {
		t.Errorf("%d patches were applied, want at least %d", n, atLeast)
	}
	dir := healedBranch(t, origin)
	tr := readTruth(t, e.name)
	p := e.start(t, dir)
	for _, it := range tr.Items {
		if it.Witness == nil {
			continue
		}
		mended := it.Kind == "flaw" && applied.has(origin, it)
		if it.Kind == "flaw" && !mended {
			continue
		}
		t.Run(it.ID, func(t *testing.T) {
			if ok, _, last := p.attack(t, tr, it.Witness); ok {
				t.Errorf("%s: the attack succeeds on the healed program\n%s", it.CWE, last.show())
			}
		})
	}
	t.Run("own tests", func(t *testing.T) { e.tests(t, dir) })
}

func commitAll(t *testing.T, dir string) {
	t.Helper()
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "as it is"}} {
		must(t, dir, "git", args...)
	}
}

// heal runs the command; findings that are left are no error here.
func heal(t *testing.T, bin, dir string) {
	t.Helper()
	cmd := exec.Command(bin, "heal", "--apply", "--no-run", "--quiet", dir)
	out, err := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); err != nil && code != 3 {
		t.Fatalf("heal ended with %d: %s", code, out)
	}
}

// healedBranch clones the branch that heal made.
func healedBranch(t *testing.T, origin string) string {
	t.Helper()
	out, err := exec.Command("git", "-C", origin, "for-each-ref", "--format=%(refname:short)", "refs/heads/prunella/").Output()
	branch := strings.TrimSpace(string(out))
	if err != nil || branch == "" || strings.Contains(branch, "\n") {
		t.Fatalf("want one branch of heal's, got %q (%v)", branch, err)
	}
	dir := filepath.Join(t.TempDir(), "healed")
	must(t, ".", "git", "clone", "-q", "-b", branch, origin, dir)
	return dir
}

// appliedPlaces are the places of applied findings, by file.
type appliedPlaces map[string][]appliedPlace

type appliedPlace struct {
	from, to int
	cwe      []string
}

// appliedFindings reads the last run back and lists what was applied: the sink
// and every station of the path.
func appliedFindings(t *testing.T, bin, dir string) appliedPlaces {
	t.Helper()
	out, err := exec.Command(bin, "convert", "--to", "json", dir).Output()
	if err != nil {
		t.Fatalf("convert: %v", err)
	}
	var run struct {
		Cases []struct {
			State   string
			Finding struct {
				CWE   []string
				Where struct {
					File          string
					Line, EndLine int
				}
			}
		}
	}
	if err := json.Unmarshal(out, &run); err != nil {
		t.Fatal(err)
	}
	places := appliedPlaces{}
	for _, c := range run.Cases {
		if c.State == "applied" {
			w := c.Finding.Where
			places[w.File] = append(places[w.File], appliedPlace{w.Line, max(w.Line, w.EndLine), c.Finding.CWE})
		}
	}
	return places
}

// count is the number of applied findings.
func (f appliedPlaces) count() int {
	n := 0
	for _, places := range f {
		n += len(places)
	}
	return n
}

// has reports whether an applied finding of a flaw's kind lies on the lines of its marker.
func (f appliedPlaces) has(dir string, it item) bool {
	text, err := os.ReadFile(filepath.Join(dir, it.File))
	if err != nil {
		return false
	}
	before, _, ok := strings.Cut(string(text), it.Marker)
	first := strings.Count(before, "\n") + 1
	last := first + strings.Count(it.Marker, "\n")
	for _, p := range f[it.File] {
		if ok && p.from <= last && p.to >= first && slices.Contains(p.cwe, it.CWE) {
			return true
		}
	}
	return false
}
