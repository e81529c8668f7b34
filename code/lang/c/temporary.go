package c

import (
	pp "github.com/prunella/prunella/code/lang/c/preprocess"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// owners are classes whose objects free what they give the address of, by the methods
// that give it.
var owners = map[string]map[string]bool{
	"basic_string": {"c_str": true, "data": true},
	"string":       {"c_str": true, "data": true},
	"wstring":      {"c_str": true, "data": true},
	"vector":       {"data": true},
	"unique_ptr":   {"get": true, "*": true, "->": true},
}

// kept looks at an address that is kept, of what an object owns that ends with the
// statement.
func (l *lowerer) kept(id syntax.ID, t *ctype) {
	if id == 0 || l.stub || !l.cpp || t == nil || !t.pointing() && t.kind != tUnknown && t.kind != tRef {
		return
	}
	if at := l.dangles(id, t.kind == tRef, 0); at != 0 {
		l.shape("temporary", "is owned by an object that ends with this statement: what it points to is freed", l.span(at))
	}
}

// dangles finds the expression that gives such an address; bound says that a reference is
// bound to the place itself.
func (l *lowerer) dangles(id syntax.ID, bound bool, depth int) syntax.ID {
	n := &l.t.Nodes[id]
	if id == 0 || depth > maxNest {
		return 0
	}
	switch n.Kind {
	case syntax.Cond:
		then := l.t.Nodes[n.First].Next
		if at := l.dangles(then, bound, depth+1); at != 0 {
			return at
		}
		return l.dangles(l.t.Nodes[then].Next, bound, depth+1)
	case syntax.Cast:
		return l.dangles(l.t.Nodes[n.First].Next, bound, depth+1)
	case syntax.Init:
		for k := n.First; k != 0; k = l.t.Nodes[k].Next {
			if at := l.dangles(k, false, depth+1); at != 0 {
				return at
			}
		}
	case syntax.Unary:
		if n.Op == pp.Amp {
			return l.dangles(n.First, true, depth+1)
		}
		if n.Op == pp.Star && bound && l.temporaryOwner(n.First, "*") {
			return id
		}
	case syntax.Member:
		if bound && n.Flags&syntax.FlagArrow != 0 && l.temporaryOwner(n.First, "->") {
			return id
		}
	case syntax.Call:
		if c := &l.t.Nodes[n.First]; c.Kind == syntax.Member && c.Flags&syntax.FlagArrow == 0 && l.temporaryOwner(c.First, c.Text) {
			return id
		}
	}
	return 0
}

// temporaryOwner reports an object without a name that owns what a method of it gives.
func (l *lowerer) temporaryOwner(id syntax.ID, method string) bool {
	switch n := &l.t.Nodes[id]; n.Kind {
	case syntax.Call, syntax.Construct:
		if n.Kind == syntax.Call && l.moves(&l.t.Nodes[n.First]) {
			return false
		}
	case syntax.Binary:
	default:
		return false
	}
	t := l.typeOfExpr(id)
	return t.kind == tRecord && owners[lastPart(t.rec.name)][method]
}
