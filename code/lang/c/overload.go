package c

import (
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// invoke calls the method among several that takes the arguments.
func (l *lowerer) invoke(ms []*method, this ir.Reg, t *ctype, args syntax.ID, s ir.Span) (ir.Reg, *ctype) {
	n := 0
	for k := args; k != 0; k = l.t.Nodes[k].Next {
		n++
	}
	m := l.choose(ms, n, args)
	if m == nil { // none is known that takes these
		m = ms[0]
		regs := append([]ir.Reg{this}, l.arguments(args, nil)...)
		if this == ir.NoReg {
			regs = regs[1:]
		}
		return l.call("unknown."+orName(lastPart(m.name)), s, regs...), l.resultOf(m.typ, t)
	}
	regs := make([]ir.Reg, 0, n+1)
	if !m.static {
		if this == ir.NoReg {
			this = l.unknown(s)
		}
		regs = append(regs, this)
	}
	regs = append(regs, l.arguments(args, l.parametersFor(m.typ, t))...)
	r := l.tmp()
	in := ir.Instr{Op: ir.Call, Dst: r, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Name: methodName(m), Args: regs, Span: s}
	if m.virtual {
		in.Op, in.A, in.Args, in.Name = ir.Method, regs[0], regs[1:], lastPart(m.name)
		in.Aux = &ir.Aux{Type: t.ir()}
	}
	l.emit(in)
	return r, l.resultOf(m.typ, t)
}

// methodName tells overloads apart by their parameters.
func methodName(m *method) string { return overloadName(m.name, m.typ) }

// overloadName is a function's name with the number and the types of its
// parameters.
func overloadName(name string, t *ctype) string {
	return name + "/" + strconv.Itoa(len(t.params)) + ":" + signature(t)
}

// called is a function's name as a call says it.
func (s *symbol) called(t *ctype) string {
	if len(s.others) == 0 {
		return s.name
	}
	return overloadName(s.name, t)
}

// overload picks the type of a function that takes the arguments.
func (l *lowerer) overload(s *symbol, args syntax.ID) *ctype {
	if len(s.others) == 0 {
		return s.typ
	}
	n := 0
	for k := args; k != 0; k = l.t.Nodes[k].Next {
		n++
	}
	ms := []*method{{typ: s.typ}}
	for _, t := range s.others {
		ms = append(ms, &method{typ: t})
	}
	if m := l.choose(ms, n, args); m != nil {
		return m.typ
	}
	return s.typ
}

// choose picks an overload: by the number of arguments, then by their forms; nil when
// none takes them.
func (l *lowerer) choose(ms []*method, n int, args syntax.ID) *method {
	best, bestScore := (*method)(nil), -1
	for _, m := range ms {
		score := 0
		switch {
		case len(m.typ.params) == n:
			score = 100
		case len(m.typ.params) > n || m.typ.variadic:
			score = 50
		default:
			continue
		}
		k := args
		for _, p := range m.typ.params {
			if k == 0 {
				break
			}
			score += l.taken(m, p.strip(), l.typeOfExpr(k).strip().decay())
			k = l.t.Nodes[k].Next
		}
		if score > bestScore {
			best, bestScore = m, score
		}
	}
	return best
}

// unfit is the score of an argument that cannot become the parameter.
const unfit = -1000

// taken is the fitness of an argument of a method; what a copy is made of is no other
// value that an object could be made of.
func (l *lowerer) taken(m *method, want, have *ctype) int {
	if want.kind == tRecord && have.kind != tRecord && have.kind != tUnknown && lastPart(m.name) == lastPart(want.rec.name) {
		return unfit
	}
	return l.fitness(want, have)
}

// fitness tells how well an argument becomes a parameter, by a conversion that classes
// bring too.
func (l *lowerer) fitness(want, have *ctype) int {
	if have.kind == tUnknown || want.kind == tUnknown || want.kind == tRecord && !want.rec.defined || have.kind == tRecord && !have.rec.defined {
		return likeness(want, have)
	}
	switch {
	case want.kind == tRecord && generic(want), have.kind == tRecord && generic(have):
		return likeness(want, have)
	case want.kind == tRecord && have.kind == tRecord && !otherClass(have, want):
		return 4
	case want.kind == tRecord:
		for _, m := range l.constructors(want) {
			if len(m.typ.params) > 0 && likeness(m.typ.params[0].strip(), have) > 0 && m.typ.params[0].strip() != want {
				return 1
			}
		}
		if have.kind != tRecord {
			return unfit
		}
		if len(have.rec.lookup("operator "+lastPart(want.rec.name), 0)) > 0 {
			return 1
		}
		return unfit
	case want.kind == tPtr && have.kind == tPtr && want.elem.arithmetic() && (have.elem.kind == tVoid || have.elem.kind == tRecord || have.elem.arithmetic() && have.elem.size != want.elem.size):
		return unfit // only a cast makes one of the other
	}
	return likeness(want, have)
}

func likeness(want, have *ctype) int {
	switch {
	case want == have, want.kind == tRecord && have.kind == tRecord && want.rec == have.rec:
		return 4
	case want.kind == have.kind && want.kind == tPtr:
		if want.elem.kind == have.elem.kind && want.elem.size == have.elem.size {
			return 3
		}
		return 2
	case want.kind == tInt && have.kind == tInt:
		switch {
		case want.size == have.size && want.signed == have.signed:
			return 4
		case want.size == have.size:
			return 3
		case want.size > have.size:
			return 2
		}
		return 1
	case want.kind == have.kind:
		return 2
	case want.arithmetic() && have.arithmetic(), want.kind == tUnknown, have.kind == tUnknown:
		return 1
	}
	return 0
}

// overloaded calls an operator of a class; false when none of the operands is of
// a class.
func (l *lowerer) overloaded(name string, a, b syntax.ID, s ir.Span) (place, bool) {
	if !l.cpp || a == 0 {
		return place{}, false
	}
	at := l.typeOfExpr(a).strip()
	if at.kind == tRecord {
		if ms := at.rec.lookup(name, 0); len(ms) > 0 {
			p := l.place(a)
			r, t := l.invoke(ms, p.reg, at, l.only(b), s)
			return l.placeOf(r, t), true
		}
	}
	if name == "operator=" || name == "operator->" || name == "operator*" && b == 0 {
		return place{}, false
	}
	bt := anyType
	if b != 0 {
		bt = l.typeOfExpr(b).strip()
	}
	if at.kind != tRecord && bt.kind != tRecord {
		return place{}, false
	}
	sym := l.lookup(name)
	if sym == nil {
		sym = l.beside(name, l.pair(a, b))
	}
	if sym != nil && sym.kind == sFunc {
		t := sym.typ
		if len(sym.others) > 0 {
			t = l.overload(sym, l.pair(a, b))
		}
		regs := []ir.Reg{l.argument(a, paramOf(t, 0))}
		if b != 0 {
			regs = append(regs, l.argument(b, paramOf(t, 1)))
		}
		return l.placeOf(l.call(sym.called(t), s, regs...), t.elem), true
	}
	if at.kind != tRecord || name == "operator==" || name == "operator!=" {
		return place{}, false
	}
	p := l.place(a)
	regs := []ir.Reg{p.reg}
	if b != 0 {
		v, _ := l.value(b)
		regs = append(regs, v)
	}
	return place{l.unknown(s, regs...), false, anyType}, true
}

// pair is a list of two operands.
func (l *lowerer) pair(a, b syntax.ID) syntax.ID {
	if b == 0 {
		return l.only(a)
	}
	b = l.only(b)
	c := l.t.Nodes[a]
	c.Next = b
	l.t.Nodes = append(l.t.Nodes, c)
	return syntax.ID(len(l.t.Nodes) - 1)
}

// only hides the siblings of an operand.
func (l *lowerer) only(id syntax.ID) syntax.ID {
	if id == 0 || l.t.Nodes[id].Next == 0 {
		return id
	}
	c := l.t.Nodes[id]
	c.Next = 0
	l.t.Nodes = append(l.t.Nodes, c)
	return syntax.ID(len(l.t.Nodes) - 1)
}

// beside finds a function in the namespaces of its arguments' classes.
func (l *lowerer) beside(name string, args syntax.ID) *symbol {
	if !l.cpp || strings.Contains(name, "::") {
		return nil
	}
	for k := args; k != 0; k = l.t.Nodes[k].Next {
		t := l.typeOfExpr(k).strip()
		if t.kind != tRecord {
			continue
		}
		if i := strings.LastIndexByte(t.rec.name, '.'); i > 0 {
			if s := l.lookup(t.rec.name[:i+1] + name); s != nil && s.kind == sFunc {
				return s
			}
		}
	}
	return nil
}
