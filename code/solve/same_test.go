package solve_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/golang"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
)

// dump writes everything a result says.
func dump(res *solve.Result) string {
	var b strings.Builder
	for _, f := range res.Flows {
		fmt.Fprintf(&b, "%s %s %v %s %s\n", f.Sink, f.At.Unit.Path, f.At.Span, f.Violation.Context, f.Violation.Reason)
		for _, s := range f.Sources {
			fmt.Fprintf(&b, " from %s %v %v\n", s.Kind, s.Names, s.At.Span)
		}
		for _, s := range f.Path {
			fmt.Fprintf(&b, " via %s %v %s\n", s.Unit.Path, s.Span, s.Note)
		}
		for _, c := range f.Conditions {
			fmt.Fprintf(&b, " when %s %v %v\n", c.Source.Kind, c.Holds, c.Fact.Text)
		}
	}
	for _, e := range res.Entries {
		fmt.Fprintf(&b, "entry %s %s %s\n", e.Kind, e.Methods, e.Pattern)
	}
	for _, n := range res.Notes {
		fmt.Fprintf(&b, "note %s\n", n.Text)
	}
	fmt.Fprintf(&b, "work %d\n", res.Work)
	return b.String()
}

const manyRoots = `type S struct{ name string }
func (s *S) a() { lab.SQL("'" + lab.In("a") + s.name) }
func (s *S) b() { for _, x := range lab.List() { lab.SQL(x) } }
func c() { if lab.Know() { lab.SQL(lab.In("c")) } else { lab.SQL("x" + lab.In("d")) } }
var table = map[string]func(string){"x": d, "y": func(s string) { lab.SQL(s) }}
func d(s string) { lab.SQL(s + "'") }
func e() { table[lab.In("k")](lab.In("v")) }
func main() { lab.Handle("/d", d); lab.Handle("/e", func(s string) { e(); d(s) }) }
`

func TestSameWhateverTheJobs(t *testing.T) {
	src := "package app\nimport \"lab\"\n" + manyRoots
	var first string
	for n := range 12 {
		p := program(t, "app/app.go", src)
		got := dump(solve.Solve(p, asked, solve.Options{Jobs: 1 + n%4}))
		if first == "" {
			first = got
		}
		if got != first {
			t.Fatalf("run %d differs:\n%s\nfirst:\n%s", n, got, first)
		}
	}
	if strings.Count(first, "sql ") < 5 {
		t.Errorf("too little found:\n%s", first)
	}
}

func TestBudget(t *testing.T) {
	p := program(t, `func f() { lab.SQL(lab.In("q")); for { g(); g() } }
func g() { for lab.Know() { h() } }
func h() { for lab.Know() { lab.SQL("x" + lab.In("r")) ; strings.Repeat("a", lab.Num()) } }`)
	res := solve.Solve(p, asked, solve.Options{RootWork: 40})
	noted := false
	for _, n := range res.Notes {
		noted = noted || strings.Contains(n.Text, "budget")
	}
	if !noted || len(res.Flows) == 0 {
		t.Errorf("a partial result with a note is wanted, got %d flows, notes %v", len(res.Flows), res.Notes)
	}
}

// damaged sources must not stop the analysis.
func TestDamagedSources(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no sources", err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for n := 1; n < 6; n++ {
			at := len(b) * n / 6
			broken := append(append([]byte(nil), b[:at]...), b[min(len(b), at+7*n):]...)
			units := []*ir.Unit{golang.Language{}.Lower("app/x.go", "app", broken)}
			solve.Solve(link.New(golang.Language{}, units), demands.All(), solve.Options{RootWork: 300})
		}
	}
}

func FuzzSolve(f *testing.F) {
	f.Add("package app\nimport \"lab\"\n" + manyRoots)
	f.Add("package app\nfunc f() (a, b int) { defer func() { recover() }(); a, b = f(); switch x := any(a).(type) { case int: return x, b }; panic(1) }")
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 4000 {
			return
		}
		units := []*ir.Unit{lab{}.Lower("app/x.go", "app", []byte(src))}
		solve.Solve(link.New(lab{}, units), asked, solve.Options{RootWork: 2000})
	})
}
