package twin

import (
	"slices"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
)

// noMain starts no program: what happens is in a library of the tree's.
const noMain = "(none)"

// process is the name of the main function under which a flow happens, of a tree with
// several programs: where its execution began, or its entry was registered, else the first
// whose process holds that code. It is "" where there is nothing to choose, and all are
// started.
func process(p *link.Program, flow *solve.Flow) string {
	mains := p.Mains()
	if len(mains) < 2 {
		return ""
	}
	from := flow.Root
	for e := flow.Entry; e != nil; e = e.Under { // the outermost decides
		if from = e.At.Func; e.By != nil {
			from = e.By
		}
	}
	if from == nil || isInit(from) && !slices.Contains(mains, from) {
		return ""
	}
	for _, own := range []func(*ir.Func) bool{
		func(main *ir.Func) bool { return main == from },
		func(main *ir.Func) bool { return p.Process(main)[from.Unit] },
	} {
		for _, main := range mains {
			if own(main) {
				return main.Name
			}
		}
	}
	return noMain
}
