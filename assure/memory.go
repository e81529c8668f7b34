package assure

import (
	"maps"
	"slices"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/memory"
)

// A Pair is a function of a program that package memory executes, before the patch
// and after it.
type Pair struct {
	Then, Now         *memory.Lab
	ThenRoot, NowRoot *ir.Func
}

// Pair prepares the function in which the finding's flow began, for programs whose
// variables are bytes at addresses; nil for others, or when the function is gone.
func (s *Subject) Pair() *Pair {
	before, after := s.Programs()
	root := s.Patch.Found.Flow().Root
	if !s.InMemory() || after == nil || root == nil {
		return nil
	}
	now := counterpart(after, root)
	if now == nil {
		return nil
	}
	return &Pair{
		Then: memory.NewLab(before, s.Engine.Demands), ThenRoot: root,
		Now: memory.NewLab(after, s.Engine.Demands), NowRoot: now,
	}
}

// InMemory reports a finding in a program that package memory executes, and the twin
// does not.
func (s *Subject) InMemory() bool {
	before, _ := s.Programs()
	return before.Lang.Semantics().Memory
}

// Pairs are the functions that the patch touches, by name; NowRoot is nil where one is
// gone.
func (s *Subject) Pairs() []Pair {
	before, after := s.Programs()
	if after == nil {
		return nil
	}
	then, now := memory.NewLab(before, s.Engine.Demands), memory.NewLab(after, s.Engine.Demands)
	functions := touched(before, after)
	var out []Pair
	for _, name := range slices.Sorted(maps.Keys(functions)) {
		if f := functions[name]; f != f.Unit.Init && len(out) < maxWays {
			out = append(out, Pair{Then: then, Now: now, ThenRoot: f, NowRoot: counterpart(after, f)})
		}
	}
	return out
}
