package code

import (
	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/memory"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
)

// solver is what executes a program abstractly: package memory where variables
// are bytes at addresses, package solve everywhere else.
func solver(p *link.Program) func(*link.Program, []demand.Demand, solve.Options) *solve.Result {
	if p.Lang.Semantics().Memory {
		return memory.Solve
	}
	return solve.Solve
}

// A player executes a flow concretely.
type player func(flow *solve.Flow) twin.Outcome

// memoryLabs prepares the programs that package memory replays.
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
