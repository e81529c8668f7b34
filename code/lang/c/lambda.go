package c

import (
	"strconv"

	"github.com/prunella/prunella/code/ir"
	pp "github.com/prunella/prunella/code/lang/c/preprocess"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// lambda lowers a lambda to a function of its own. What it captures it finds by
// address: the variable itself, or a copy that is made where the lambda is.
func (l *lowerer) lambda(id syntax.ID, n *syntax.Node, s ir.Span) (ir.Reg, *ctype) {
	t := l.lambdaType(id)
	var params []syntax.ID
	body := syntax.ID(0)
	for k := n.First; k != 0; k = l.t.Nodes[k].Next {
		switch l.t.Nodes[k].Kind {
		case syntax.Decl:
			params = append(params, k)
		case syntax.Block:
			body = k
		}
	}
	held := l.captured(n, body, s)
	name := l.fn.Name + ".<lambda:" + strconv.Itoa(int(n.Tok)) + ">"
	f := &ir.Func{Name: name, Unit: l.u, Span: s, NameSpan: ir.Span{Start: s.Start, End: s.Start}, Static: true}
	made := ir.Instr{Op: ir.MakeFunc, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Span: s, Aux: &ir.Aux{Fn: f}}
	outer, class, names, undo := l.builder, l.class, l.names, l.undo
	l.names, l.undo = map[string]*symbol{}, nil
	for k, v := range names {
		if v.kind != sLocal {
			l.names[k] = v
		}
	}
	l.builder = newBuilder(l, f)
	l.class, l.inferred = class, &t.elem
	l.prologue = func() {
		for _, h := range held {
			l.declareCaptured(f, h, s)
		}
	}
	l.body(f, t, params, body, nil)
	l.names, l.undo, l.builder = names, undo, outer
	l.u.Funcs = append(l.u.Funcs, f)
	for _, h := range held {
		made.Args = append(made.Args, h.addr)
	}
	made.Dst = l.tmp()
	l.emit(made)
	return made.Dst, pointer(t)
}

// declareCaptured makes a captured variable known in the lambda.
func (l *lowerer) declareCaptured(f *ir.Func, h capture, s ir.Span) {
	r := l.variable(h.name, pointer(h.typ))
	f.Captures = append(f.Captures, r)
	if l.names[h.name] != nil && l.names[h.name].kind == sLocal { // a parameter of that name
		return
	}
	sym := &symbol{kind: sLocal, typ: h.typ, reg: r, memory: true}
	if h.name == "this" {
		sym.reg, sym.memory = l.variable("this", h.typ), false
		l.emit(ir.Instr{Op: ir.Load, Dst: sym.reg, A: r, B: ir.NoReg, C: ir.NoReg, Span: s, Aux: l.typed(h.typ)})
	}
	l.declare(h.name, sym)
}

// lambdaType is the type of a lambda, the same each time. Its result may become
// known only when the body is lowered.
func (l *lowerer) lambdaType(id syntax.ID) *ctype {
	if t := l.lambdas[id]; t != nil {
		return t
	}
	t := &ctype{kind: tFunc, size: 1, elem: anyType}
	for k := l.t.Nodes[id].First; k != 0; k = l.t.Nodes[k].Next {
		switch c := &l.t.Nodes[k]; c.Kind {
		case syntax.Decl:
			t.params = append(t.params, l.typeOf(c.First).decay())
		case syntax.Capture, syntax.Block:
		default:
			t.elem = l.typeOf(k)
		}
	}
	l.lambdas[id] = t
	return t
}

// A capture is a variable that a lambda finds at an address.
type capture struct {
	name string
	addr ir.Reg
	typ  *ctype
}

// captured makes what a lambda captures.
func (l *lowerer) captured(n *syntax.Node, body syntax.ID, s ir.Span) []capture {
	var out []capture
	seen := map[string]bool{}
	add := func(name string, byRef bool) {
		sym := l.names[name]
		if sym == nil || sym.kind != sLocal || seen[name] {
			return
		}
		seen[name] = true
		out = append(out, l.capture(name, sym, byRef, s))
	}
	for k := n.First; k != 0; k = l.t.Nodes[k].Next {
		c := &l.t.Nodes[k]
		if c.Kind != syntax.Capture {
			continue
		}
		byRef := c.Op == pp.Amp
		switch {
		case c.First != 0:
			seen[c.Text] = true
			out = append(out, l.captureValue(c.Text, c.First, byRef, s))
		case c.Text != "":
			add(c.Text, byRef && c.Text != "this")
		default:
			add("this", false)
			l.eachName(body, 0, func(name string) { add(name, byRef) })
		}
	}
	return out
}

// capture is a variable's address, or that of a copy.
func (l *lowerer) capture(name string, sym *symbol, byRef bool, s ir.Span) capture {
	p := place{sym.reg, sym.memory, sym.typ}
	if sym.typ.kind == tRef {
		p = place{sym.reg, true, sym.typ.elem}
	}
	c := capture{name, p.reg, p.typ}
	if byRef && p.memory {
		return c
	}
	if !p.memory {
		c.addr = l.temporary(p.reg, p.typ, s)
		return c
	}
	c.addr = l.op(ir.Cell, ir.NoReg, ir.NoReg, s, l.typed(p.typ))
	in := ir.Instr{Op: ir.Store, Dst: ir.NoReg, A: c.addr, B: p.reg, C: ir.NoReg, Span: s, Aux: l.typed(p.typ), Flags: ir.FlagValue}
	if p.typ.scalar() {
		in.B, _ = l.load(p, s)
		in.Flags = 0
	}
	l.emit(in)
	return c
}

// captureValue is "name = value".
func (l *lowerer) captureValue(name string, value syntax.ID, byRef bool, s ir.Span) capture {
	if byRef {
		p := l.place(value)
		if p.memory {
			return capture{name, p.reg, p.typ}
		}
		return capture{name, l.temporary(p.reg, p.typ, s), p.typ}
	}
	t := l.typeOfExpr(value).strip().decay()
	if t.kind == tRecord {
		addr := l.op(ir.Cell, ir.NoReg, ir.NoReg, s, l.typed(t))
		l.constructAt(addr, t, value, s)
		return capture{name, addr, t}
	}
	v, vt := l.value(value)
	vt = vt.strip().decay()
	return capture{name, l.temporary(v, vt, s), vt}
}

// eachName visits the names that stand below a node.
func (l *lowerer) eachName(id syntax.ID, depth int, do func(name string)) {
	if depth > 400 {
		return
	}
	for k := l.t.Nodes[id].First; k != 0; k = l.t.Nodes[k].Next {
		if n := &l.t.Nodes[k]; n.Kind == syntax.Name || n.Kind == syntax.Capture && n.Text != "" {
			do(n.Text)
		}
		l.eachName(k, depth+1, do)
	}
}
