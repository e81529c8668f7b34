package c

import (
	"slices"
	"strings"

	pp "github.com/prunella/prunella/code/lang/c/preprocess"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// fills are the functions by which memory is cleared, whose effect a compiler may
// drop.
var fills = map[string]bool{"memset": true, "std::memset": true, "::memset": true, "__builtin_memset": true, "bzero": true, "ZeroMemory": true, "RtlZeroMemory": true, "FillMemory": true, "wmemset": true}

// unread finds the calls in a function's body that clear a variable of it which nobody
// reads afterwards: compilers leave such calls out (CWE-14).
func (l *lowerer) unread(body syntax.ID) map[syntax.ID]bool {
	if l.stub || body == 0 {
		return nil
	}
	w := &clearing{l: l, decls: map[string]syntax.ID{}, uses: map[string][]int32{}}
	w.walk(body, 0, 0)
	if len(w.calls) == 0 {
		return nil
	}
	out := map[syntax.ID]bool{}
	for _, c := range w.calls {
		if w.last(c) {
			out[c.id] = true
		}
	}
	return out
}

// A cleared is a call that clears a variable, and the loops around it.
type cleared struct {
	id    syntax.ID
	name  string
	freed bool // it is the memory that the variable points to
	loop  syntax.ID
}

// A use is a variable's name somewhere.
type use struct {
	name string
	tok  int32
}

type clearing struct {
	l       *lowerer
	decls   map[string]syntax.ID // local variables, and the loops they are declared in
	aliased []string             // variables whose address is kept
	jumps   bool                 // order is not what stands in the text
	filled  []use
	arrays  []string
	uses    map[string][]int32
	frees   []int32
	calls   []cleared
}

func (w *clearing) walk(id, loop syntax.ID, depth int) {
	t := w.l.t
	n := &t.Nodes[id]
	if depth > maxNest {
		return
	}
	switch n.Kind {
	case syntax.While, syntax.Do, syntax.For, syntax.RangeFor:
		loop = id
	case syntax.Decl:
		w.declared(n, loop)
	case syntax.Name:
		w.uses[n.Text] = append(w.uses[n.Text], n.Tok)
	case syntax.Assign:
		w.alias(t.Nodes[n.First].Next)
	case syntax.Return:
		w.alias(n.First)
	case syntax.Expr:
		w.clear(n.First, loop)
	case syntax.Index, syntax.Member:
		w.fill(n.First)
	case syntax.Unary:
		if n.Op == pp.Star {
			w.fill(n.First)
		}
	case syntax.Call:
		for k := t.Nodes[n.First].Next; k != 0 && !fills[t.Nodes[n.First].Text]; k = t.Nodes[k].Next {
			w.fill(k)
		}
		if c := &t.Nodes[n.First]; c.Kind == syntax.Name && (c.Text == "free" || c.Text == "std::free") && t.Nodes[n.First].Next != 0 {
			w.frees = append(w.frees, t.Nodes[t.Nodes[n.First].Next].Tok)
		}
	case syntax.Lambda, syntax.Label, syntax.Goto, syntax.Asm:
		w.jumps = true
	}
	for k := n.First; k != 0; k = t.Nodes[k].Next {
		w.walk(k, loop, depth+1)
	}
}

func (w *clearing) declared(n *syntax.Node, loop syntax.ID) {
	t := w.l.t
	if n.Text == "" || n.Flags&(syntax.FlagStatic|syntax.FlagExtern) != 0 {
		return
	}
	if _, twice := w.decls[n.Text]; twice {
		w.aliased = append(w.aliased, n.Text)
	}
	w.decls[n.Text] = loop
	kind := t.Nodes[n.First].Kind
	if kind == syntax.TArray || kind == syntax.TName || kind == syntax.TStruct {
		w.arrays = append(w.arrays, n.Text)
	}
	if init := t.Nodes[n.First].Next; init != 0 {
		w.alias(init)
	}
}

// fill notes a variable whose content is read or written: as an argument, as an array, by its
// members.
func (w *clearing) fill(id syntax.ID) {
	if n := w.root(id); n.Kind == syntax.Name {
		w.filled = append(w.filled, use{n.Text, n.Tok})
	}
}

// root is the variable that an address begins with.
func (w *clearing) root(id syntax.ID) *syntax.Node {
	t := w.l.t
	n := &t.Nodes[id]
	for id != 0 && (n.Kind == syntax.Cast || n.Kind == syntax.Unary && n.Op == pp.Amp || n.Kind == syntax.Binary || n.Kind == syntax.Index || n.Kind == syntax.Member) {
		id = n.First
		if n.Kind == syntax.Cast {
			id = t.Nodes[n.First].Next
		}
		n = &t.Nodes[id]
	}
	return n
}

// alias notes a variable whose address an assignment keeps.
func (w *clearing) alias(id syntax.ID) {
	if n := w.root(id); n.Kind == syntax.Name {
		w.aliased = append(w.aliased, n.Text)
	}
}

// clear notes "memset(x, …)", "memset(&x, …)" and their kin as statements.
func (w *clearing) clear(id, loop syntax.ID) {
	t := w.l.t
	n := &t.Nodes[id]
	if n.Kind != syntax.Call || t.Nodes[n.First].Kind != syntax.Name || !fills[t.Nodes[n.First].Text] {
		return
	}
	a := &t.Nodes[t.Nodes[n.First].Next]
	direct := true
	for a.Kind == syntax.Cast || a.Kind == syntax.Unary && a.Op == pp.Amp {
		k := a.First
		if a.Kind == syntax.Cast {
			k = t.Nodes[k].Next
		} else {
			direct = false
		}
		a = &t.Nodes[k]
	}
	if a.Kind == syntax.Name {
		w.calls = append(w.calls, cleared{id: id, name: a.Text, loop: loop, freed: direct && !slices.Contains(w.arrays, a.Text)})
	}
}

// last reports that nothing reads what was cleared.
func (w *clearing) last(c cleared) bool {
	if w.jumps || slices.Contains(w.aliased, c.name) && !c.freed {
		return false
	}
	home, local := w.decls[c.name]
	if !local && !c.freed || local && !c.freed && !slices.Contains(w.arrays, c.name) || c.loop != home && local {
		return false
	}
	end := w.l.t.Nodes[c.id].End
	before := slices.ContainsFunc(w.filled, func(u use) bool { return u.name == c.name && u.tok < w.l.t.Nodes[c.id].Tok })
	after, freed := false, false
	for _, at := range w.uses[c.name] {
		switch {
		case at >= end && slices.Contains(w.frees, at):
			freed = true
		case at >= end && !(freed && strings.HasPrefix(w.tokens(at), "= ")):
			after = true
		}
	}
	return before && !after && freed == c.freed
}

// tokens is what follows a token.
func (w *clearing) tokens(at int32) string {
	if int(at)+1 < len(w.l.t.Toks) {
		return w.l.t.Toks[at+1].Text + " "
	}
	return ""
}
