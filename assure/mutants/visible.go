package mutants

import (
	"slices"

	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/memory"
)

// settled reports a number that is the program's own and one alone: the sink is done
// once, and no input has a part in it. A bound that is off by one decides as before.
func (r *Right) settled() bool {
	flow := r.Found.Flow()
	return flow.Violation.Labels == 0 && flow.Root != nil && flow.At.Func == flow.Root && !loops(flow.Root.Body)
}

func loops(b ir.Block) bool {
	return slices.ContainsFunc(b, func(in ir.Instr) bool {
		return in.Op == ir.Loop || in.Op == ir.Range || in.Aux != nil && slices.ContainsFunc(in.Aux.Blocks, loops)
	})
}

// shows reports whether the function of the finding is of use to anybody: for some
// harmless input it prints or calls something, or gives an answer that is not zero.
// Who takes away what never did anything takes nothing away. Programs that the twin
// executes are taken to be of use.
func (r *Right) shows() bool {
	p, root := r.Found.Program, r.Found.Flow().Root
	if !p.Lang.Semantics().Memory || root == nil {
		return true
	}
	lab := memory.NewLab(p, demands.All())
	for _, word := range []string{"5", "1", "3", "7", "10", "bq7", "a"} {
		for n := range 4 {
			seen := lab.Observe(root, memory.Input{All: word, Bias: n % 2, Passed: true, Unset: n > 1})
			answer := len(root.Results) > 0 && seen.Result != "" && seen.Result != "0" && seen.Result != "null"
			if seen.Whole && len(seen.Flows) == 0 && (len(seen.Events) > 0 || answer) {
				return true
			}
		}
	}
	return false
}
