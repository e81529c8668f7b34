package c

import (
	"slices"
	"strings"

	"github.com/prunella/prunella/code/ir"
	pp "github.com/prunella/prunella/code/lang/c/preprocess"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// What is wrong by its types and its shape alone is seen here and told where it
// runs: the executor reports it on ways that reach it, and where a number decides,
// it is asked for what it knows of it.

// shape emits that something is wrong as it is written.
func (l *lowerer) shape(kind, how string, s ir.Span) {
	if l.stub {
		return
	}
	text := func(t string) ir.Reg { return l.constant(ir.Value{Kind: ir.Bytes, Str: t}, s) }
	l.call("prunella.told", s, text("shape."+kind), text(how))
}

// scaled looks for an offset in bytes that is added to a pointer to something larger:
// the compiler multiplies it once more.
func (l *lowerer) scaled(n *syntax.Node, s ir.Span) {
	if n.Op != pp.Plus && n.Op != pp.Minus || l.stub {
		return
	}
	a, b := n.First, l.t.Nodes[n.First].Next
	if n.Op == pp.Plus && l.inBytes(a, 0) {
		a, b = b, a
	}
	if !l.inBytes(b, 0) {
		return
	}
	t := l.typeOfExpr(a).strip()
	if !t.pointing() || t.elem.kind == tUnknown || t.elem.kind == tVoid || t.elem.bytes() <= 1 {
		return
	}
	l.shape("scale", "is counted in bytes, and the compiler counts it in elements: it is multiplied twice", s)
}

// inBytes reports "sizeof(T)", "n * sizeof(T)".
func (l *lowerer) inBytes(id syntax.ID, depth int) bool {
	n := &l.t.Nodes[id]
	switch {
	case depth > maxNest:
	case n.Kind == syntax.Sizeof:
		v, ok := l.eval(id)
		return ok && v > 1
	case n.Kind == syntax.Binary && n.Op == pp.Star:
		return l.inBytes(n.First, depth+1) || l.inBytes(l.t.Nodes[n.First].Next, depth+1)
	}
	return false
}

// counter looks at a loop's condition: a counter of a narrow type that is compared
// with a number beyond that type never gets there.
func (l *lowerer) counter(cond syntax.ID, changes ...syntax.ID) {
	n := &l.t.Nodes[cond]
	if l.stub || n.Kind != syntax.Binary {
		return
	}
	small, large := n.First, l.t.Nodes[n.First].Next
	switch n.Op {
	case pp.Greater, pp.GreaterEq:
		small, large = large, small
	case pp.Less, pp.LessEq:
	default:
		return
	}
	t, bound := l.typeOfExpr(small).strip(), l.typeOfExpr(large).strip()
	if l.t.Nodes[small].Kind != syntax.Name || t.kind != tInt || t.size > 2 || bound.kind != tInt || bound.size <= t.size || !l.pure(large, 0) {
		return
	}
	name := l.t.Nodes[small].Text
	if !slices.ContainsFunc(changes, func(id syntax.ID) bool { return l.grows(id, name, 0) }) {
		return
	}
	largest := int64(1)<<(8*t.size) - 1
	if t.signed {
		largest >>= 1
	}
	s := l.span(cond)
	v, _ := l.value(large)
	l.call("prunella.beyond", s, v, l.intConst(largest, s))
}

// pure reports an expression that may be computed twice.
func (l *lowerer) pure(id syntax.ID, depth int) bool {
	n := &l.t.Nodes[id]
	switch n.Kind {
	case syntax.Call, syntax.Assign, syntax.Postfix, syntax.New, syntax.Delete, syntax.StmtExpr, syntax.Lambda, syntax.Throw, syntax.Construct:
		return false
	}
	if n.Op == pp.PlusPlus || n.Op == pp.MinusMinus || depth > maxNest {
		return false
	}
	for k := n.First; k != 0; k = l.t.Nodes[k].Next {
		if !l.pure(k, depth+1) {
			return false
		}
	}
	return true
}

// grows reports "x++", "x += n" somewhere.
func (l *lowerer) grows(id syntax.ID, name string, depth int) bool {
	if id == 0 || depth > maxNest {
		return false
	}
	n := &l.t.Nodes[id]
	if (n.Kind == syntax.Postfix || n.Kind == syntax.Unary) && n.Op == pp.PlusPlus || n.Kind == syntax.Assign && n.Op == pp.PlusEq {
		if l.t.Nodes[n.First].Kind == syntax.Name && l.t.Nodes[n.First].Text == name {
			return true
		}
	}
	for k := n.First; k != 0; k = l.t.Nodes[k].Next {
		if l.grows(k, name, depth+1) {
			return true
		}
	}
	return false
}

// difference looks at "a - b > 0" of numbers without a sign, which says a != b.
func (l *lowerer) difference(n *syntax.Node, s ir.Span) {
	d, zero := n.First, l.t.Nodes[n.First].Next
	switch n.Op {
	case pp.Less:
		d, zero = zero, d
	case pp.Greater:
	default:
		return
	}
	m := &l.t.Nodes[d]
	if v, ok := l.eval(zero); !ok || v != 0 || m.Kind != syntax.Binary || m.Op != pp.Minus || l.stub || !l.pure(d, 0) {
		return
	}
	b := l.t.Nodes[m.First].Next
	t := common(l.typeOfExpr(m.First).strip(), l.typeOfExpr(b).strip())
	if t.kind != tInt || t.signed || t.size < 4 {
		return
	}
	x, _ := l.value(m.First)
	y, _ := l.value(b)
	l.call("prunella.difference", s, x, y, l.intConst(int64(b2i(l.related(m.First, b))), s))
}

// related reports two numbers that the function has compared before, or made one of the
// other: what holds of them then is not always seen.
func (l *lowerer) related(a, b syntax.ID) bool {
	x, y := l.written(a), l.written(b)
	end := l.t.Nodes[a].Tok
	var look func(id syntax.ID, depth int) bool
	look = func(id syntax.ID, depth int) bool {
		n := &l.t.Nodes[id]
		if depth > maxNest || n.Tok >= end {
			return false
		}
		switch {
		case n.Kind == syntax.Binary && (n.Op == pp.Less || n.Op == pp.LessEq || n.Op == pp.Greater || n.Op == pp.GreaterEq), n.Kind == syntax.Assign:
			p, q := l.written(n.First), l.written(l.t.Nodes[n.First].Next)
			if p == x && strings.Contains(" "+q, " "+y) || p == y && strings.Contains(" "+q, " "+x) {
				return true
			}
		case n.Kind == syntax.Decl && (n.Text+" " == x || n.Text+" " == y):
			other := x
			if n.Text+" " == x {
				other = y
			}
			if init := l.t.Nodes[n.First].Next; init != 0 && strings.Contains(" "+l.written(init), " "+other) {
				return true
			}
		}
		for k := n.First; k != 0; k = l.t.Nodes[k].Next {
			if look(k, depth+1) {
				return true
			}
		}
		return false
	}
	return look(l.whole, 0)
}

// sumTest looks at "if (a + b > c) a = c - b": where the sum wraps, the test says no.
func (l *lowerer) sumTest(cond, then, or syntax.ID) {
	n := &l.t.Nodes[cond]
	if l.stub || n.Kind != syntax.Binary || n.Op != pp.Less && n.Op != pp.LessEq && n.Op != pp.Greater && n.Op != pp.GreaterEq {
		return
	}
	sum, limit := n.First, l.t.Nodes[n.First].Next
	if m := &l.t.Nodes[sum]; m.Kind != syntax.Binary || m.Op != pp.Plus {
		sum, limit = limit, sum
	}
	m := &l.t.Nodes[sum]
	if m.Kind != syntax.Binary || m.Op != pp.Plus || !l.pure(sum, 0) {
		return
	}
	a, b := m.First, l.t.Nodes[m.First].Next
	at, bt := l.typeOfExpr(a).strip(), l.typeOfExpr(b).strip()
	if at.kind != tInt || bt.kind != tInt || max(at.size, bt.size) < 4 {
		return
	}
	if !l.clips(then, a, b, limit) && !l.clips(or, a, b, limit) {
		return
	}
	s := l.span(cond)
	x, _ := l.value(a)
	y, _ := l.value(b)
	t := common(at, bt)
	largest := int64(1)<<(8*min(t.size, 7)) - 1
	if t.size == 8 {
		largest = 1<<63 - 1
	} else if t.signed {
		largest >>= 1
	}
	l.call("prunella.sums", s, x, y, l.intConst(largest, s))
}

// clips reports a statement that begins with "a = limit - b" or "b = limit - a".
func (l *lowerer) clips(id, a, b, limit syntax.ID) bool {
	for l.t.Nodes[id].Kind == syntax.Block || l.t.Nodes[id].Kind == syntax.Expr {
		id = l.t.Nodes[id].First
	}
	n := &l.t.Nodes[id]
	if id == 0 || n.Kind != syntax.Assign || n.Op != pp.Eq {
		return false
	}
	d := &l.t.Nodes[l.t.Nodes[n.First].Next]
	if d.Kind != syntax.Binary || d.Op != pp.Minus || l.written(d.First) != l.written(limit) {
		return false
	}
	to, less := l.written(n.First), l.written(l.t.Nodes[d.First].Next)
	x, y := l.written(a), l.written(b)
	return to == x && less == y || to == y && less == x
}

// written is an expression's tokens.
func (l *lowerer) written(id syntax.ID) string {
	n := &l.t.Nodes[id]
	var b strings.Builder
	for i := n.Tok; i < n.End && int(i) < len(l.t.Toks); i++ {
		b.WriteString(l.t.Toks[i].Text)
		b.WriteByte(' ')
	}
	return b.String()
}

// recast looks at a text of bytes that is taken for one of wide characters.
func (l *lowerer) recast(from, to *ctype, id syntax.ID, s ir.Span) {
	if l.t.Nodes[id].Kind != syntax.String && l.typeOfExpr(id).strip().kind == tArray {
		return // memory that holds now this, now that
	}
	if from = from.decay(); to.kind != tPtr || from.kind != tPtr || to.elem != wcharType || from.elem != charType || l.t.Nodes[id].Kind == syntax.New {
		return
	}
	if l.decided {
		return // a number says which of both it is
	}
	l.shape("wchar", "has one byte for each character, and is read as if it had four", s)
}

// modeless looks at a file that may be made without saying who may use it: what stands
// on the stack decides.
func (l *lowerer) modeless(name string, args syntax.ID, s ir.Span) {
	want := map[string]int{"open": 2, "open64": 2, "openat": 3}[name]
	if want == 0 || l.stub {
		return
	}
	var last syntax.ID
	n := 0
	for k := args; k != 0; k = l.t.Nodes[k].Next {
		last = k
		n++
	}
	if n != want {
		return
	}
	sp := l.span(last)
	flags := string(l.u.Text[sp.Start:sp.End])
	if strings.Contains(flags, "O_CREAT") || strings.Contains(flags, "O_TMPFILE") {
		l.shape("mode", "makes a file without a mode: who may use it is left to chance", s)
	}
}

// flagged tells which branch of a condition is taken where a bit is set: 1 the first, 2
// the second, 0 neither.
func (l *lowerer) flagged(cond syntax.ID) int {
	n := &l.t.Nodes[cond]
	if n.Kind != syntax.Binary {
		return 0
	}
	switch n.Op {
	case pp.Amp:
		if b := &l.t.Nodes[l.t.Nodes[n.First].Next]; b.Kind == syntax.Binary {
			return 0
		}
		return 1
	case pp.EqEq, pp.NotEq:
		if a := &l.t.Nodes[n.First]; a.Kind != syntax.Binary || a.Op != pp.Amp {
			return 0
		}
		v, ok := l.eval(l.t.Nodes[n.First].Next)
		if ok && (v != 0) == (n.Op == pp.EqEq) {
			return 1
		}
		return 2
	}
	return 0
}

// branchOf lowers one branch of an if.
func (l *lowerer) branchOf(id syntax.ID, flagged bool) {
	was := l.decided
	l.decided = was || flagged
	l.inner(id)
	l.decided = was
}

// inMember tells how many elements the member has whose element is meant: what lies
// behind them in the object is another member.
func (l *lowerer) inMember(n *syntax.Node, k ir.Reg, how access, s ir.Span) {
	if l.stub || l.t.Nodes[n.First].Kind != syntax.Member && l.t.Nodes[n.First].Kind != syntax.Name {
		return
	}
	if m := &l.t.Nodes[n.First]; m.Kind == syntax.Name && !l.field(m.Text, l.lookup(m.Text)) {
		return
	}
	t := l.typeOfExpr(n.First).strip()
	if t.kind != tArray || t.n <= 1 || l.t.Nodes[n.First].Kind == syntax.Member && l.last(n.First) {
		return
	}
	end := t.n
	if how == toPoint {
		end++
	}
	l.call("prunella.element", s, k, l.intConst(end, s), l.intConst(t.elem.bytes(), s), l.intConst(int64(how), s))
}

// An access says what a place is wanted for.
type access uint8

const (
	toRead  access = iota
	toWrite        // its value is changed
	toPoint        // its address is taken: one behind the end is one too
)

// last reports a member that may go on behind its object: programs allocate more.
func (l *lowerer) last(id syntax.ID) bool {
	n := &l.t.Nodes[id]
	t := l.typeOfExpr(n.First).strip()
	if n.Flags&syntax.FlagArrow != 0 {
		t = l.pointee(t)
	}
	if t.kind != tRecord {
		return true
	}
	f, ok := t.rec.find(n.Text, 0)
	return !ok || t.rec.union || f.typ.n < 8 && f.off+f.typ.bytes()+t.rec.align > t.rec.size
}

// reended looks at "s[strlen(s)] = 0": a zero is written where the zero is. Who has a text
// without an end looks for it behind the buffer.
func (l *lowerer) reended(n *syntax.Node, s ir.Span) {
	t := &l.t.Nodes[n.First]
	if l.stub || n.Op != pp.Eq || t.Kind != syntax.Index {
		return
	}
	c := &l.t.Nodes[l.t.Nodes[t.First].Next]
	if c.Kind != syntax.Call {
		return
	}
	switch l.t.Nodes[c.First].Text {
	case "strlen", "std::strlen", "wcslen":
	default:
		return
	}
	if v, ok := l.eval(l.t.Nodes[n.First].Next); ok && v == 0 && l.written(l.t.Nodes[c.First].Next) == l.written(t.First) {
		l.shape("end", "is looked for where the text has one already: where it has none, what lies behind the buffer is written to", s)
	}
}
