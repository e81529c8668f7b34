package solve_test

import (
	"testing"

	"github.com/prunella/prunella/code/solve"
)

// What was learnt counts for code that nobody can read, and for nothing else.
func TestLearnt(t *testing.T) {
	const app = `package app
import ("lab"; "far/guard")
func wrap(s string) string { if len(s) > 9 { return s }; return guard.Clean(s) }
func same(s string) string { return s }
`
	for _, c := range []struct {
		name, body string
		learnt     solve.Learnt
		want       int
	}{
		{"nothing learnt", `func f() { lab.SQL("'" + guard.Clean(lab.In("q")) + "'") }`, solve.Learnt{}, 1},
		{"a sanitizer", `func f() { lab.SQL("'" + guard.Clean(lab.In("q")) + "'") }`, solve.Learnt{Clean: map[string]bool{"far/guard.Clean": true}}, 0},
		{"another name", `func f() { lab.SQL("'" + guard.Cleаn(lab.In("q")) + "'") }`, solve.Learnt{Clean: map[string]bool{"far/guard.Clean": true}}, 1},
		{"beside it", `func f() { q := lab.In("q"); guard.Clean(q); lab.SQL("'" + q + "'") }`, solve.Learnt{Clean: map[string]bool{"far/guard.Clean": true}}, 1},
		{"a body that can be read is read", `func f() { lab.SQL("'" + same(lab.In("q")) + "'") }`, solve.Learnt{Clean: map[string]bool{"app.same": true}}, 1},
		{"one way around it", `func f() { lab.SQL("'" + wrap(lab.In("q")) + "'") }`, solve.Learnt{Clean: map[string]bool{"app.wrap": true}}, 1},
		{"a source", `func f() { lab.SQL("'" + guard.Read() + "'") }`, solve.Learnt{Sources: map[string]string{"far/guard.Read": "http.query"}}, 1},
		{"a source in a helper", `func f() { lab.SQL("'" + g() + "'") }
func g() string { return guard.Read() }`, solve.Learnt{Sources: map[string]string{"far/guard.Read": "http.query"}}, 1},
		{"no source of a readable body", `func f() { lab.SQL("'" + same("x") + "'") }`, solve.Learnt{Sources: map[string]string{"app.same": "http.query"}}, 0},
	} {
		p := program(t, "app/app.go", app+c.body+"\nfunc main() { f() }\nvar _ = guard.Clean\n")
		if got := len(solve.Solve(p, asked, solve.Options{Learnt: c.learnt}).Flows); got != c.want {
			t.Errorf("%s: %d flows, want %d", c.name, got, c.want)
		}
	}
}
