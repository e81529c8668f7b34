package code_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/learn"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/world"
)

// A town is a generated program: handlers whose values pass a service that nobody
// can read, and beside them handlers of the same rule that are flawed for certain.
type town struct {
	tree  world.MemTree
	noise map[string]bool // functions
	real  map[string]bool
}

const townHead = `package main

import (
	"database/sql"
	"fmt"
	"net/http"

	"example.org/guard"
)

var _ = fmt.Sprint
var _ = guard.Clean
`

const townMain = `package main

import (
	"database/sql"
	"net/http"

	"example.org/guard"
)

var db *sql.DB

func house(s string) string { return guard.Clean(s) }

func loose(s string) string {
	if s == "" || s[0] != '_' {
		return s
	}
	return guard.Clean(s)
}

func main() {
	var err error
	if db, err = sql.Open("sqlite", "x.db"); err != nil {
		return
	}
`

// quiet are the ways in which a value is made harmless by the house.
var quiet = []string{
	`	v := house(r.FormValue("%[1]s"))
	db.Exec("DELETE FROM %[1]s WHERE n = '" + v + "'")`,
	`	db.Exec("DELETE FROM %[1]s WHERE n = '" + house(r.FormValue("n")) + "'")`,
	`	v := r.FormValue("%[1]s")
	if v == "" {
		return
	}
	db.Exec(fmt.Sprintf("DELETE FROM %[1]s WHERE n = '%%s'", house(v)))`,
	`	name := house(r.FormValue("%[1]s"))
	q := "DELETE FROM %[1]s WHERE a = 1 AND n = '" + name + "'"
	db.Exec(q)`,
}

// loud are real flaws, most of them near the house's sanitizer.
var loud = []string{
	`	v := r.FormValue("%[1]s")
	db.Exec("DELETE FROM %[1]s WHERE n = '" + v + "'")`,
	`	v := r.FormValue("%[1]s")
	house(v)
	db.Exec("DELETE FROM %[1]s WHERE n = '" + v + "'")`,
	`	v, u := r.FormValue("%[1]s"), house(r.FormValue("b"))
	db.Exec("DELETE FROM %[1]s WHERE n = '" + v + "' AND m = '" + u + "'")`,
	`	v := r.FormValue("%[1]s")
	if len(v) > 3 {
		v = house(v)
	}
	db.Exec("DELETE FROM %[1]s WHERE n = '" + v + "'")`,
	`	v := loose(r.FormValue("%[1]s"))
	db.Exec("DELETE FROM %[1]s WHERE n = '" + v + "'")`,
	`	v := house("x") + r.FormValue("%[1]s")
	db.Exec(fmt.Sprintf("DELETE FROM %[1]s WHERE n = '%%s'", v))`,
	`	w.Header().Set("Content-Type", "text/html")
	fmt.Fprint(w, "<b>"+r.FormValue("%[1]s")+"</b>")`,
}

func build(n int) town {
	t := town{tree: world.MemTree{"go.mod": []byte("module example.org/town\n\ngo 1.24\n")}, noise: map[string]bool{}, real: map[string]bool{}}
	main := townMain
	add := func(name, body string, list map[string]bool) {
		list["example.org/town."+name] = true
		main += fmt.Sprintf("\thttp.HandleFunc(\"/%s\", %s)\n", name, name)
		text := townHead + "\nvar _ *sql.DB\n\nfunc " + name + "(w http.ResponseWriter, r *http.Request) {\n" + fmt.Sprintf(body, name) + "\n}\n"
		t.tree[name+".go"] = []byte(text)
	}
	for i := range n {
		add(fmt.Sprintf("calm%02d", i), quiet[i%len(quiet)], t.noise)
		add(fmt.Sprintf("grim%02d", i), loud[i%len(loud)], t.real)
	}
	t.tree["main.go"] = []byte(main + "}\n")
	return t
}

// count tells how many findings are open in functions of a list.
func count(rep *code.Report, list map[string]bool) int {
	n := 0
	for _, f := range rep.Found {
		if list[f.Finding.Where.Func] && !f.Held() {
			n++
		}
	}
	return n
}

func scanned(t *testing.T, e *code.Engine, tree world.Tree) *code.Report {
	t.Helper()
	rep, err := e.ScanTree(t.Context(), tree, nil)
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

// firstIn is the key of a finding in the functions of a list.
func firstIn(t *testing.T, rep *code.Report, list map[string]bool) record.Digest {
	t.Helper()
	for _, f := range rep.Found {
		if list[f.Finding.Where.Func] {
			return record.Sum([]byte(f.Finding.Key))
		}
	}
	t.Fatal("no finding to teach with")
	return ""
}

// taught is an engine that knows one thing more; the check must leave it standing.
func taught(t *testing.T, e *code.Engine, tree world.Tree, action string, k record.Knowledge) *code.Engine {
	t.Helper()
	k, check, err := e.Consider(context.Background(), tree, action, k)
	if err != nil {
		t.Fatal(err)
	}
	if check.Verdict == "refuted" {
		t.Fatalf("refuted: %s", check.Why)
	}
	out := *e
	out.Known = append(out.Known[:len(out.Known):len(out.Known)], learn.Lesson{ID: record.ID(record.Sum([]byte(action))), Action: action, Knowledge: k})
	return &out
}

// One correction removes at least 95 % of the noise of its pattern, and loses at most
// half a point of recall on what is real.
func TestOneCorrection(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses a program of a hundred handlers a dozen times")
	}
	town, e := build(42), cacheEngine(t)
	before := scanned(t, e, town.tree)
	noise, real := count(before, town.noise), count(before, town.real)
	if noise < 40 || real < 40 {
		t.Fatalf("%d false alarms and %d flaws are no test", noise, real)
	}
	for _, c := range []struct {
		name, action string
		k            record.Knowledge
	}{
		{"a pattern", record.LearnSuppression, record.Knowledge{Scope: record.ScopePattern, Key: firstIn(t, before, town.noise)}},
		{"a sanitizer", record.LearnSanitizer, record.Knowledge{Func: "example.org/guard.Clean", Rule: "sql-injection"}},
	} {
		after := scanned(t, taught(t, e, town.tree, c.action, c.k), town.tree)
		gone, lost := noise-count(after, town.noise), real-count(after, town.real)
		t.Logf("%s: %d of %d false alarms gone, %d of %d flaws lost", c.name, gone, noise, lost, real)
		if gone*100 < noise*95 || lost*1000 > real*5 {
			t.Errorf("%s: %d of %d false alarms gone, %d of %d flaws lost", c.name, gone, noise, lost, real)
		}
		if len(after.Found) != len(before.Found) {
			t.Errorf("%s: %d findings are on the record, %d without the knowledge", c.name, len(after.Found), len(before.Found))
		}
	}
}

// What the engine refutes is not admitted, whoever asks and whatever for.
func TestPoisoned(t *testing.T) {
	town, e := build(7), cacheEngine(t)
	before := scanned(t, e, town.tree)
	real := firstIn(t, before, town.real)
	for _, c := range []struct {
		name, action string
		k            record.Knowledge
		want         string // "refuted", or "misuse"
	}{
		{"a pattern over what is proven", record.LearnSuppression, record.Knowledge{Scope: record.ScopePattern, Key: real}, "refuted"},
		{"the same by its path", record.LearnSuppression, record.Knowledge{Scope: record.ScopePath, Path: "grim*.go", Key: real}, "refuted"},
		{"a path out of the tree", record.LearnSuppression, record.Knowledge{Scope: record.ScopePath, Path: "../town/*.go", Key: real}, "misuse"},
		{"everything", record.LearnSuppression, record.Knowledge{Scope: record.ScopePath, Path: "**", Key: real}, "misuse"},
		{"everything, spelt otherwise", record.LearnSuppression, record.Knowledge{Scope: record.ScopePath, Path: "**/*?", Key: real}, "misuse"},
		{"an absolute path", record.LearnSuppression, record.Knowledge{Scope: record.ScopePath, Path: "/town/*.go", Key: real}, "misuse"},
		{"no finding", record.LearnSuppression, record.Knowledge{Scope: record.ScopeFinding, Key: record.Sum(nil)}, "misuse"},
		{"a sanitizer with a way around it", record.LearnSanitizer, record.Knowledge{Func: "example.org/town.loose", Rule: "sql-injection"}, "refuted"},
		{"a handler as a sanitizer", record.LearnSanitizer, record.Knowledge{Func: "example.org/town.grim00", Rule: "sql-injection"}, "refuted"},
		{"what is not called", record.LearnSanitizer, record.Knowledge{Func: "example.org/guard.Wash", Rule: "sql-injection"}, "misuse"},
		{"a homoglyph", record.LearnSanitizer, record.Knowledge{Func: "example.org/guard.Cleаn", Rule: "sql-injection"}, "misuse"},
		{"a bare name", record.LearnSanitizer, record.Knowledge{Func: "Clean", Rule: "sql-injection"}, "misuse"},
		{"another rule", record.LearnSanitizer, record.Knowledge{Func: "example.org/guard.Clean", Rule: "xss"}, "misuse"},
		{"a source that can be read", record.LearnSource, record.Knowledge{Func: "example.org/town.house", Source: "http.query"}, "refuted"},
		{"some action", "learn.everything", record.Knowledge{}, "misuse"},
	} {
		_, check, err := e.Consider(t.Context(), town.tree, c.action, c.k)
		switch {
		case c.want == "misuse" && !errors.Is(err, code.ErrTeaching):
			t.Errorf("%s: %v, %v", c.name, check, err)
		case c.want == "refuted" && (err != nil || check.Verdict != "refuted" || check.Witness == "" && c.action != record.LearnSource):
			t.Errorf("%s: %+v, %v", c.name, check, err)
		}
	}
}

// A lesson that nobody checked is bounded all the same: it is applied by what the
// tree holds, not by what it says of itself.
func TestBounds(t *testing.T) {
	town, e := build(7), cacheEngine(t)
	before := scanned(t, e, town.tree)
	pattern := taught(t, e, town.tree, record.LearnSuppression, record.Knowledge{Scope: record.ScopePattern, Key: firstIn(t, before, town.noise)}).Known[0]
	path := taught(t, e, town.tree, record.LearnSuppression, record.Knowledge{Scope: record.ScopePath, Path: "calm0[0-3].go", Key: firstIn(t, before, town.noise)}).Known[0]
	believed := taught(t, e, town.tree, record.LearnSanitizer, record.Knowledge{Func: "example.org/town.house", Rule: "sql-injection"}).Known[0]
	with := func(change func(world.MemTree), l ...learn.Lesson) (noise, real int) {
		tree := world.MemTree{}
		for name, text := range town.tree {
			tree[name] = text
		}
		if change != nil {
			change(tree)
		}
		known := *e
		known.Known = l
		rep := scanned(t, &known, tree)
		return count(rep, town.noise), count(rep, town.real)
	}
	all, flaws := with(nil)
	edit := func(file, old, new string) func(world.MemTree) {
		return func(tree world.MemTree) {
			text := strings.ReplaceAll(string(tree[file]), old, new)
			if text == string(tree[file]) {
				t.Fatalf("%s does not hold %q", file, old)
			}
			tree[file] = []byte(text)
		}
	}
	gutted := edit("main.go", "func house(s string) string { return guard.Clean(s) }", "func house(s string) string { guard.Clean(s); return s }")
	widened := pattern
	widened.Knowledge.Scope, widened.Knowledge.Path = record.ScopePath, "**"
	climbing := pattern
	climbing.Knowledge.Scope, climbing.Knowledge.Path = record.ScopePath, "sub/../*.go"
	otherRule := believed
	otherRule.Knowledge.Rule = "xss"
	bare := pattern
	bare.Knowledge.Shape, bare.Knowledge.Bodies = &record.Shape{Rule: "sql-injection", Sink: "sql", Callee: "Exec", Context: "sql string '", Sources: []string{"http.query"}}, nil
	for _, c := range []struct {
		name   string
		change func(world.MemTree)
		lesson learn.Lesson
		noise  int // open
		real   int
	}{
		{"the pattern", nil, pattern, 0, flaws},
		{"the pattern in a path", nil, path, all - 4, flaws},
		{"the sanitizer", nil, believed, 0, flaws},
		{"the helper gutted after admission", gutted, pattern, all, flaws},
		{"the sanitizer gutted after admission", gutted, believed, all, flaws},
		{"a glob for everything", nil, widened, all, flaws},
		{"a glob that climbs", nil, climbing, all, flaws},
		{"for another rule", nil, otherRule, all, flaws},
		{"a forged shape of what is proven", nil, bare, all, flaws},
		{"a flaw beside the house's value", edit("calm01.go", `house(r.FormValue("n"))`, `house(r.FormValue("n")) + r.FormValue("m")`), pattern, 1, flaws},
		{"a renamed file", func(tree world.MemTree) {
			tree["calm99.go"] = tree["grim00.go"]
			delete(tree, "grim00.go")
		}, pattern, 0, flaws},
	} {
		if noise, real := with(c.change, c.lesson); noise != c.noise || real != c.real {
			t.Errorf("%s: %d false alarms and %d flaws are open, want %d and %d", c.name, noise, real, c.noise, c.real)
		}
	}
}

// A judgement of one finding looks at the whole way: when any of it changes, it is
// asked for again; elsewhere the tree may change as it likes.
func TestFindingScope(t *testing.T) {
	town, e := build(7), cacheEngine(t)
	real := firstIn(t, scanned(t, e, town.tree), town.real)
	known := taught(t, e, town.tree, record.LearnSuppression, record.Knowledge{Scope: record.ScopeFinding, Key: real})
	if n := count(scanned(t, known, town.tree), town.real); n != 6 {
		t.Errorf("%d flaws are open, want all but one", n)
	}
	town.tree["more.go"] = []byte("package main\n\nfunc more() {}\n")
	if n := count(scanned(t, known, town.tree), town.real); n != 6 {
		t.Errorf("%d flaws are open after an edit elsewhere", n)
	}
	town.tree["grim00.go"] = []byte(strings.Replace(string(town.tree["grim00.go"]), "\tdb.Exec(", "\t_ = v\n\tdb.Exec(", 1))
	rep := scanned(t, known, town.tree)
	if n := count(rep, town.real); n != 7 {
		t.Errorf("%d flaws are open after an edit of the function", n)
	}
	lapsed := false
	for _, f := range rep.Found {
		for _, k := range f.Known {
			lapsed = lapsed || k.What == record.Lapsed && strings.Contains(k.Why, "grim00")
		}
	}
	if !lapsed {
		t.Error("nobody says why it is back")
	}
}
