package code

import (
	"slices"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
)

// operators are the sources that belong to whoever runs the program. In a server
// that is not the attacker; a program without visitors has no other outside.
var operators = map[string]bool{"args": true, "env": true, "stdin": true}

// A service knows which code stands in a process that answers others over a network: a
// command beside a server in one tree does not.
type service struct {
	prog    *link.Program
	any     bool
	mains   []*ir.Func
	serving map[*ir.Func]bool // by main function
}

func serviceOf(prog *link.Program, entries []solve.Entry) *service {
	s := &service{prog: prog, mains: prog.Mains(), serving: map[*ir.Func]bool{}}
	for i := range entries {
		e := &entries[i]
		if e.Kind != "http" {
			continue
		}
		s.any = true
		for _, main := range s.mains {
			s.serving[main] = s.serving[main] || s.registers(main, e)
		}
	}
	return s
}

// registers tells whether the program of a main function registers an entry.
func (s *service) registers(main *ir.Func, e *solve.Entry) bool {
	for e.Under != nil {
		e = e.Under
	}
	if slices.Contains(s.mains, e.By) {
		return e.By == main
	}
	return s.prog.Process(main)[e.At.Unit]
}

// holds tells whether a flow happens in such a process.
func (s *service) holds(f *solve.Flow) bool {
	if !s.any || len(s.mains) < 2 || f.Entry != nil || f.Root == nil {
		return s.any
	}
	if slices.Contains(s.mains, f.Root) {
		return s.serving[f.Root]
	}
	known := false
	for _, main := range s.mains {
		if s.prog.Process(main)[f.Root.Unit] {
			if known = true; s.serving[main] {
				return true
			}
		}
	}
	return !known
}
