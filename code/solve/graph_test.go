package solve

import (
	"testing"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/golang"
	"github.com/prunella/prunella/code/link"
)

// What a function may reach is followed by the types that declarations tell.
func TestReach(t *testing.T) {
	const types = `package p
type conf struct { verify bool ` + "`prunella:\"sink flag\"`" + ` }
type reader interface { Read(n int) string; Close() }
type network struct{}
func (network) Read(n int) string { c := conf{}; c.verify = true; return "" }
func (network) Close() {}
type empty struct{}
func (empty) Read(n int) string { return "" }
func (empty) Close() {}
type half struct{}
func (half) Get(n int) string { c := conf{}; c.verify = true; return "" }
type store interface { Take(n int) empty }
`
	tests := []struct {
		name, f string
		reaches bool
	}{
		{"a known type", "func F() { network{}.Read(1) }", true},
		{"another of its name", "func F() { empty{}.Read(1) }", false},
		{"an interface that it has", "func F(r reader) { r.Read(1) }", true},
		{"one that it lacks a method of", "type getter interface { Get(int) string; Put() }\nfunc F(g getter) { g.Get(1) }", false},
		{"what an interface's method gives", "func F(s store) { x := s.Take(1); x.Read(1) }", false},
		{"nobody knows of what", "func F() { unheard.Of().Read(1) }", true},
		{"nobody knows of what, with other arguments", "func F() { unheard.Of().Read(1, 2) }", false},
		{"a register used twice", "func F() { network{}.Close(); empty{}.Read(1) }", false},
		{"what a nested function captures", "func F() { e := empty{}; func() { e.Read(1) }() }", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			u := golang.Language{}.Lower("p.go", "p", []byte(types+test.f))
			g := newGraph(link.New(golang.Language{}, []*ir.Unit{u}), newWatch(nil), nil)
			for _, in := range g.infos {
				if in.fn.Name != "p.F" {
					continue
				}
				if got := in.reach&toValue != 0; got != test.reaches {
					t.Errorf("F reaches the sink: %v", got)
				}
				return
			}
			t.Error("F is not there")
		})
	}
}
