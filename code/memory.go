package code

import (
	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/memory"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
)

// solver is what executes a program abstractly: package memory where variables
// are bytes at addresses, package solve everywhere else. What package memory has
// prepared is in labs.
func solver(p *link.Program, labs map[*link.Program]*memory.Lab) func(*link.Program, []demand.Demand, solve.Options) *solve.Result {
	if lab := labs[p]; lab != nil {
		return func(_ *link.Program, _ []demand.Demand, opt solve.Options) *solve.Result { return lab.Solve(opt) }
	}
	return solve.Solve
}

// A player executes a flow concretely.
type player func(flow *solve.Flow) twin.Outcome

// memoryLabs prepares the programs that package memory executes, once for all runs.
func (e *Engine) memoryLabs(programs []*link.Program) map[*link.Program]*memory.Lab {
	out := map[*link.Program]*memory.Lab{}
	for _, p := range programs {
		if p.Lang.Semantics().Memory {
			out[p] = memory.NewLab(p, e.Demands)
		}
	}
	return out
}

func (e *Engine) player(f *Found, labs map[*link.Program]*memory.Lab, findings int, rep *Report) player {
	if lab := labs[f.Program]; lab != nil {
		return lab.Replay
	}
	how := effort(findings, rep.Lab(f.Program))
	return func(flow *solve.Flow) twin.Outcome { return twin.Replay(f.Program, flow, how) }
}
