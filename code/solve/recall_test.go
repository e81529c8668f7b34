package solve_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/golang"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
)

// Calls that are had again from an earlier one of their shape say what they would
// have said: of this caller's data, objects and tests, and of nobody else's.
func TestCallsHadAgain(t *testing.T) {
	tell(t, []story{
		{"each caller's own data", `func build(s string) string { return "SELECT '" + s + "'" }
func F() { lab.SQL(build(lab.In("a"))) }
func G() { lab.SQL(build(lab.In("b"))) }`, "sql http.query:a; sql http.query:b"},
		{"one caller has a constant", `func build(s string) string { return "SELECT '" + s + "'" }
func F() { lab.SQL(build(lab.In("a"))); lab.SQL(build("x")) }`, "sql http.query:a"},
		{"what it made is made anew", `type box struct{ s string }
func mk() *box { return &box{s: "x"} }
func F() { p, q := mk(), mk(); p.s = lab.In("a"); lab.SQL("'" + q.s + "'") }
func G() { p, q := mk(), mk(); p.s = lab.In("b"); lab.SQL("'" + p.s + "'"); lab.SQL(q.s) }`, "sql http.query:b"},
		{"a guard guards what it was asked about", `func ok(s string) bool { return s == "up" || s == "down" }
func F() { a, b := lab.In("a"), lab.In("b"); if !ok(a) { return }; if !ok(b) { return }; lab.SQL(a + b) }
func G() { a, b := lab.In("a"), lab.In("b"); if !ok(a) { return }; lab.SQL(a); lab.SQL(b) }`, "sql http.query:b"},
		{"a guard of a field", `type form struct{ name string }
func (f *form) ok() bool { return f.name == "up" || f.name == "down" }
func F() { f, g := &form{lab.In("a")}, &form{lab.In("b")}; if !f.ok() { return }; lab.SQL(f.name); lab.SQL(g.name) }
func G() { f := &form{lab.In("c")}; if !f.ok() { return }; lab.SQL(f.name) }`, "sql http.query:b"},
		{"a guard of an unknown's field", `type form struct{ name string }
func check(f *form) error { if strings.Contains(f.name, "'") { return errors.New("no") }; return nil }
func F(f *form) { f.name = lab.In("a"); if check(f) != nil { return }; lab.SQL("'" + strings.ReplaceAll(f.name, "\\", "") + "'") }
func G(f *form) { f.name = lab.In("b"); if check(f) != nil { lab.SQL("'" + f.name + "'") } }`, "sql http.query:b"},
		{"what it wrote is written again", `type box struct{ s string }
func fill(b *box, s string) { b.s = s }
func F() { p, q := &box{}, &box{}; fill(p, lab.In("a")); fill(q, "x"); lab.SQL(q.s) }
func G() { p, q := &box{}, &box{}; fill(p, "x"); fill(q, lab.In("b")); lab.SQL(q.s) }`, "sql http.query:b"},
		{"a global that changed is seen", `var mode string
func stmt() string { return "SELECT '" + mode + "'" }
func F() { mode = "x"; lab.SQL(stmt()); mode = lab.In("a"); lab.SQL(stmt()) }`, "sql http.query:a"},
		{"in loops too", `type box struct{ s string }
func mk(s string) *box { return &box{s: s} }
func F() { var all []*box; for lab.Know() { all = append(all, mk(lab.In("a"))) }; for _, b := range all { lab.SQL(b.s) } }
func G() { var all []*box; for lab.Know() { all = append(all, mk("x")) }; for _, b := range all { lab.SQL(b.s) } }`, "sql http.query:a"},
	})
}

// A helper costs once, however many roots call it.
func TestHelpersCostOnce(t *testing.T) {
	work := func(callers int) int64 {
		var b strings.Builder
		b.WriteString("package m\nimport (\"net/http\"; \"database/sql\")\nvar db *sql.DB\nfunc deep(s string) string {\n\tt := s\n")
		for i := 0; i < 200; i++ {
			fmt.Fprintf(&b, "\tt = t + \"%d\"\n", i)
		}
		b.WriteString("\treturn s\n}\n")
		for i := 0; i < callers; i++ {
			fmt.Fprintf(&b, "func H%d(w http.ResponseWriter, r *http.Request) { db.Query(\"select \" + deep(r.FormValue(\"q\"))) }\n", i)
		}
		l := golang.Language{}
		res := solve.Solve(link.New(l, []*ir.Unit{l.Lower("a.go", "m", []byte(b.String()))}), demands.All(), solve.Options{})
		if len(res.Flows) < callers {
			t.Errorf("%d callers: %d flows", callers, len(res.Flows))
		}
		return res.Work
	}
	// The roots that run side by side do not see each other: four pay in full.
	if few, many := work(8), work(40); many > 4*few {
		t.Errorf("8 callers cost %d instructions, 40 cost %d", few, many)
	}
}

// A loop ends its turns when a further one could see nothing new, whatever the
// variables hold that each turn sets before it reads them.
func TestLoopsRest(t *testing.T) {
	tell(t, []story{
		{"what only those after the loop read", `func F() { x := ""; for lab.Know() { x = lab.In("a") }; lab.SQL(x) }`, "sql http.query:a"},
		{"handed on from turn to turn", `func F() { a, b, c := "", "", ""; for lab.Know() { lab.SQL(c); c = b; b = a; a = lab.In("a") } }`, "sql http.query:a"},
		{"set in one branch, read in the next turn", `func F() { x := ""; for lab.Know() { lab.SQL(x); if lab.Know() { x = lab.In("a") } } }`, "sql http.query:a"},
		{"in an inner loop", `func F() { x := ""; for lab.Know() { for lab.Know() { lab.SQL(x); x = lab.In("a") } } }`, "sql http.query:a"},
		{"put into a list that grows", `func F() { var l []string; for _, s := range lab.List() { l = append(l, s) }; for _, s := range l { lab.SQL(s) } }`, "sql http.form:"},
		{"nothing comes in", `func F() { x := "a"; for lab.Know() { y := x + "b"; _ = y }; lab.SQL(x) }`, ""},
	})
}
