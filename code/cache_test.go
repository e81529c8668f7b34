package code_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/golang"
	"github.com/prunella/prunella/code/lang/python"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/rules"
	"github.com/prunella/prunella/world"
)

func cacheEngine(t testing.TB) *code.Engine {
	t.Helper()
	all, err := rule.Load(rules.Files)
	if err != nil {
		t.Fatal(err)
	}
	return &code.Engine{Languages: []lang.Language{golang.Language{}, python.Language{}}, Rules: all, Demands: demands.All(), Options: code.Options{Jobs: 2}}
}

// example reads the sources of a program below examples/.
func example(t testing.TB, dir string) world.MemTree {
	t.Helper()
	out := world.MemTree{}
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !slices.Contains([]string{".go", ".py", ".mod", ".html"}, filepath.Ext(name)) {
			return err
		}
		text, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		out[filepath.ToSlash(rel)] = text
		return err
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("%d files in %s (%v)", len(out), dir, err)
	}
	return out
}

// said is all that a report says, as bytes.
func said(t *testing.T, r *code.Report) []byte {
	t.Helper()
	var out bytes.Buffer
	for _, list := range [][]*code.Found{r.Found, r.Refuted} {
		for _, f := range list {
			text, err := json.Marshal([]any{f.Rule.ID, f.Finding, f.Path, f.Replay})
			if err != nil {
				t.Fatal(err)
			}
			out.Write(append(text, '\n'))
		}
	}
	fmt.Fprintf(&out, "%v\n%v\n%q %d %d %d %d", r.Notes, r.Unknown, r.Exhausted, r.Work, r.Unread, r.Broken, r.CutOff)
	return out.Bytes()
}

// TestCachedIsFull edits programs at random, and takes edits back: after each the
// analysis with the cache must say what one from nothing says, byte for byte.
func TestCachedIsFull(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses two programs a dozen times")
	}
	for _, dir := range []string{"../examples/shop", "../examples/clinic"} {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			tree, e, cache := example(t, dir), cacheEngine(t), &code.Cache{}
			store := memStore{}
			r := rand.New(rand.NewPCG(1, 2))
			history := []world.MemTree{tree}
			for step := range 5 {
				full := saidOf(t, e, tree, nil)
				for name, c := range map[string]*code.Cache{"what is in memory": cache, "a store": {Store: store}, "what the store has now": {Store: store}} {
					if got := saidOf(t, e, tree, c); !bytes.Equal(got, full) {
						t.Fatalf("step %d: with %s\n%s\nfrom nothing\n%s", step, name, got, full)
					}
				}
				tree = edited(r, tree, history)
				history = append(history, tree)
			}
		})
	}
}

func saidOf(t *testing.T, e *code.Engine, tree world.Tree, c *code.Cache) []byte {
	t.Helper()
	rep, err := e.ScanTree(t.Context(), tree, c)
	if err != nil {
		t.Fatal(err)
	}
	return said(t, rep)
}

// edited is a tree after some edits: a line removed, one said twice, a file gone, or
// an earlier state.
func edited(r *rand.Rand, tree world.MemTree, history []world.MemTree) world.MemTree {
	if r.IntN(4) == 0 {
		return history[r.IntN(len(history))]
	}
	out := world.MemTree{}
	var names []string
	for name, text := range tree {
		out[name] = text
		names = append(names, name)
	}
	slices.Sort(names)
	for range 1 + r.IntN(3) {
		name := names[r.IntN(len(names))]
		lines := strings.SplitAfter(string(out[name]), "\n")
		at := r.IntN(len(lines))
		switch r.IntN(5) {
		case 0:
			delete(out, name)
			continue
		case 1, 2:
			lines = slices.Delete(lines, at, at+1)
		default:
			lines = slices.Insert(lines, at, lines[at])
		}
		out[name] = []byte(strings.Join(lines, ""))
	}
	return out
}

// BenchmarkFragment analyses a fragment of about fifty lines in a warm process, with
// so many findings in it, each of which is replayed.
func BenchmarkFragment(b *testing.B) {
	for _, flaws := range []int{0, 1, 12} {
		b.Run(fmt.Sprintf("findings=%d", flaws), func(b *testing.B) {
			e, cache := cacheEngine(b), &code.Cache{}
			text, turn := fragment(flaws), 0
			for b.Loop() {
				turn++
				tree := world.MemTree{"p.go": fmt.Appendf(nil, "%s\n// %d\n", text, turn)}
				rep, err := e.ScanTree(b.Context(), tree, cache)
				if err != nil || len(rep.Found) != flaws {
					b.Fatalf("%d findings (%v)", len(rep.Found), err)
				}
			}
		})
	}
}

// fragment is twelve handlers with a query each.
func fragment(flaws int) string {
	var out strings.Builder
	out.WriteString("package p\n\nimport (\n\t\"database/sql\"\n\t\"net/http\"\n)\n\nvar db *sql.DB\n")
	for i := range 12 {
		query := `"SELECT a FROM t WHERE n = ?", name`
		if i < flaws {
			query = `"SELECT a FROM t WHERE n = '" + name + "'"`
		}
		fmt.Fprintf(&out, "\nfunc find%d(w http.ResponseWriter, r *http.Request) {\n\tname := r.FormValue(\"name\")\n\tdb.Query(%s)\n}\n", i, query)
	}
	return out.String()
}
