package memory

import "github.com/prunella/prunella/code/ir"

// A cost is what executing a function will take at most, as its text tells it:
// instructions, each counted for every way that is followed apart. It is known before
// anything is executed, so that a root whose calls cost more than it may spend leaves
// the dear ones out and still comes to its end.
type cost struct {
	work    int64
	returns bool // some way comes back to the caller
}

// costKey is a function, how deep calls in it are followed, and how many ways.
type costKey struct {
	fn         *ir.Func
	deep, ways int
}

const (
	maxCost   = 1 << 20 // beyond which costs are not told apart
	loopTurns = 6       // turns of a loop that is not decided, with those in which it settles
)

// cost tells what a function takes. Where calls are not followed any more, they are one
// instruction.
func (p *program) cost(k costKey) cost {
	p.mu.Lock()
	c, ok := p.costs[k]
	p.mu.Unlock()
	if ok {
		return c
	}
	e := estimate{p: p, key: k}
	n, out := e.block(k.fn.Body, 1)
	c = cost{min(n, maxCost), out > 0 || e.returns || n >= maxCost}
	p.mu.Lock()
	p.costs[k] = c
	p.mu.Unlock()
	return c
}

// An estimate is the walk through one function. Breaks count the ways that leave each
// enclosing loop or scope.
type estimate struct {
	p       *program
	key     costKey
	breaks  []int64
	returns bool
}

// block gives what a block costs on so many ways, and how many reach its end.
func (e *estimate) block(b ir.Block, ways int64) (work, out int64) {
	for i := range b {
		if ways == 0 || work >= maxCost {
			return work, ways
		}
		var n int64
		n, ways = e.instr(&b[i], ways)
		work += n
	}
	return work, ways
}

func (e *estimate) instr(in *ir.Instr, ways int64) (work, out int64) {
	switch in.Op {
	case ir.If:
		a, yes := e.block(block(in, 0), ways)
		b, no := e.block(block(in, 1), ways)
		return ways + a + b + e.forks(ways), e.limit(yes + no)
	case ir.And, ir.Or:
		a, _ := e.block(block(in, 0), ways)
		return ways + a + e.forks(ways), e.limit(2 * ways)
	case ir.Loop, ir.Scope:
		return e.target(in, ways)
	case ir.Try:
		work, out = e.block(block(in, 0), ways)
		for i := range in.Aux.Handlers {
			n, more := e.block(in.Aux.Handlers[i].Body, ways)
			work, out = work+n, out+more
		}
		return ways + work, e.limit(out)
	case ir.Call:
		return e.call(in, ways)
	case ir.Break, ir.Continue:
		if n := len(e.breaks) - 1 - int(in.A); n >= 0 && in.Op == ir.Break {
			e.breaks[n] += ways
		}
		return ways, 0
	case ir.Return:
		e.returns = true
		return ways, 0
	case ir.Throw:
		return ways, 0
	}
	return ways, ways
}

// forks is what it costs to follow ways apart.
func (e *estimate) forks(ways int64) int64 { return ways * int64(e.key.fn.NumRegs) / 8 }

func (e *estimate) limit(ways int64) int64 { return min(ways, int64(e.key.ways)) }

// target is a loop, which each way turns by itself, or a scope.
func (e *estimate) target(in *ir.Instr, ways int64) (work, out int64) {
	e.breaks = append(e.breaks, 0)
	if in.Op == ir.Scope {
		work, out = e.block(block(in, 0), ways)
	} else {
		for i := range 3 {
			n, _ := e.block(block(in, i), 1)
			work += n
		}
		work *= ways * loopTurns
		if in.A != ir.NoReg {
			out = e.limit(3 * ways)
		}
	}
	n := len(e.breaks) - 1
	out = e.limit(out + e.breaks[n])
	e.breaks = e.breaks[:n]
	return ways + work, out
}

// call is what calls cost whose function the name tells.
func (e *estimate) call(in *ir.Instr, ways int64) (work, out int64) {
	if in.A != ir.NoReg {
		return ways, ways
	}
	if in.Name == "prunella.exit" {
		return ways, 0
	}
	fn := e.p.resolve(e.key.fn.Unit, in.Name, len(in.Args))
	if fn == nil || fn.NoBody || e.key.deep <= 0 {
		return ways, ways
	}
	c := e.p.cost(costKey{fn, e.key.deep - 1, e.key.ways})
	if !c.returns {
		return ways * (1 + c.work), 0
	}
	return ways * (1 + c.work), ways
}
