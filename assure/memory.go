package assure

import (
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
