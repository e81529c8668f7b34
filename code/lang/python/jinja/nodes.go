package jinja

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/markup"
)

func (l *lowerer) nodes(nodes []*Node) {
	for _, n := range nodes {
		l.node(n)
	}
}

// node lowers one piece of the template.
func (l *lowerer) node(n *Node) {
	switch n.Kind {
	case Text:
		l.constantly(n.Text)
		if l.out != ir.NoReg {
			l.append(n.Span, l.str(n.Span, n.Text))
		}
	case Output:
		l.output(n)
	case Other:
		l.constantly("x")
	case If:
		l.branches(n, 0)
	case For:
		l.loop(n)
	case Set:
		l.set(n)
	case With:
		outer := l.locals
		l.locals = cloned(outer)
		for i, v := range l.values(n.Args) {
			l.locals[n.Names[i]] = v
		}
		l.nodes(n.Bodies[0])
		l.locals = outer
	case Block:
		l.blockFunc(n)
		fn := l.global(n.Span, l.blockName(n))
		l.append(n.Span, l.model(n.Span, "block", l.blocks, l.str(n.Span, n.Name), fn, l.here(n.Span, nil, nil), l.escape, l.ahead(n.Span)))
		l.constantly(plainText(n.Bodies[0]))
	case Include:
		context := l.inner(n.Span, n.Names, l.values(n.Args))
		l.append(n.Span, l.render(n, l.do(l.instr(ir.Map, n.Span)), context, l.ahead(n.Span)))
	case Macro:
		l.macro(n)
	case CallBlock:
		before := l.fn.markup
		l.nodes(n.Bodies[0])
		l.fn.markup = before
		l.output(&Node{Kind: Output, Expr: n.Expr, Span: n.Expr.Span})
	case Autoescape:
		outer := l.escape
		l.escape = l.boolean(n.Span, n.On)
		l.nodes(n.Bodies[0])
		l.escape = outer
	case Group:
		for _, b := range n.Bodies {
			l.nodes(b)
		}
	}
}

func cloned(m map[string]ir.Reg) map[string]ir.Reg {
	out := make(map[string]ir.Reg, len(m)+2)
	for k, v := range m {
		out[k] = v
	}
	return out
}

// plainText is the constant markup of nodes, for what comes behind them.
func plainText(nodes []*Node) string {
	var b strings.Builder
	for _, n := range nodes {
		switch {
		case n.Kind == Text:
			b.WriteString(n.Text)
		case n.Kind == Output || n.Kind == Other:
			b.WriteString("x")
		case len(n.Bodies) > 0 && n.Kind != Macro && n.Kind != Set:
			b.WriteString(plainText(n.Bodies[0]))
		}
	}
	return b.String()
}

// output lowers a hole: a call of a macro or of super() writes markup itself.
func (l *lowerer) output(n *Node) {
	defer l.constantly("x")
	if r, ok := l.macroCall(n.Expr, n.Span); ok {
		l.append(n.Span, r)
		return
	}
	v := l.expr(n.Expr)
	if !l.isMarkup {
		l.append(n.Span, l.model(n.Span, "text", v, l.escape))
		return
	}
	write := l.global(n.Span, Model+".write")
	in := l.instr(ir.Call, n.Span)
	in.A, in.Name = write, l.shown(n)
	before := l.ahead(n.Span)
	after := markup.Behind(l.fn.markup, l.markup[l.flat[n]:])
	in.Args = []ir.Reg{v, l.escape, before, l.str(n.Span, after)}
	l.do(in)
}

// maxShown bounds the name under which a hole is told.
const maxShown = 60

// shown is a hole as the author wrote it.
func (l *lowerer) shown(n *Node) string {
	s := l.src.Text[n.Span.Start:n.Span.End]
	if len(s) > maxShown {
		s = strings.ToValidUTF8(s[:maxShown], "") + "…"
	}
	return strings.Join(strings.Fields(s), " ")
}

func (l *lowerer) branches(n *Node, i int) {
	if i >= len(n.Bodies) || i >= len(n.Conds) {
		return
	}
	if n.Conds[i] == nil {
		l.nodes(n.Bodies[i])
		return
	}
	in := l.instr(ir.If, n.Conds[i].Span)
	in.A = l.expr(n.Conds[i])
	before := l.fn.markup
	then := l.block(func() { l.nodes(n.Bodies[i]) })
	first := l.fn.markup
	l.fn.markup = before
	other := l.block(func() { l.branches(n, i+1) })
	l.fn.markup = first
	in.Aux = &ir.Aux{Blocks: []ir.Block{then, other}}
	l.emit(in)
}

func (l *lowerer) loop(n *Node) {
	in := l.instr(ir.Range, n.Span)
	in.A, in.B = l.expr(n.Expr), l.reg("")
	outer := l.locals
	l.locals = cloned(outer)
	body := l.block(func() {
		l.bind(n, in.B)
		l.locals["loop"] = l.model(n.Span, "loop")
		if n.Test == nil {
			l.nodes(n.Bodies[0])
			return
		}
		l.branches(&Node{Conds: []*Expr{n.Test}, Bodies: n.Bodies[:1]}, 0)
	})
	l.locals = outer
	var otherwise ir.Block
	if len(n.Bodies) > 1 {
		after := l.fn.markup
		otherwise = l.block(func() { l.nodes(n.Bodies[1]) })
		l.fn.markup = after
	}
	in.Aux = &ir.Aux{Blocks: []ir.Block{body, nil}}
	l.emit(in)
	if otherwise != nil { // whether or not there was an element
		other := l.instr(ir.If, n.Span)
		other.A = in.A
		other.Aux = &ir.Aux{Blocks: []ir.Block{nil, otherwise}}
		l.emit(other)
	}
}

// bind gives names a value, or its parts when there are several.
func (l *lowerer) bind(n *Node, v ir.Reg) {
	if len(n.Names) == 1 {
		l.locals[n.Names[0]] = v
		return
	}
	in := l.instr(ir.Unpack, n.Span)
	in.A = v
	for _, name := range n.Names {
		r := l.reg(name)
		l.locals[name] = r
		in.Args = append(in.Args, r)
	}
	l.emit(in)
}

// set binds names from here on; blocks and included templates see them too.
func (l *lowerer) set(n *Node) {
	var v ir.Reg
	if n.Expr == nil {
		before := l.fn.markup
		l.fn.markup = ""
		l.nodes(n.Bodies[0])
		l.fn.markup = before
		v = l.model(n.Span, "page")
	} else {
		v = l.expr(n.Expr)
	}
	if len(n.Names) == 1 && n.Names[0] == "" {
		return // do
	}
	if len(n.Names) == 1 {
		r, ok := l.locals[n.Names[0]]
		if !ok {
			r = l.reg(n.Names[0])
			l.locals[n.Names[0]] = r
		}
		l.copyTo(r, v, n.Span)
	} else {
		l.bind(n, v)
	}
	for _, name := range n.Names {
		in := l.instr(ir.SetIndex, n.Span)
		in.A, in.B, in.C = l.context, l.str(n.Span, name), l.locals[name]
		l.emit(in)
	}
}

// here is the context with the names bound here, for a block or another template.
func (l *lowerer) here(at ir.Span, names []string, values []ir.Reg) ir.Reg {
	if len(l.locals)+len(names) == 0 {
		return l.context
	}
	return l.inner(at, names, values)
}

// inner is a context of its own with the names bound here: what an included template
// binds, or one that nobody knows does to it, is not seen behind it.
func (l *lowerer) inner(at ir.Span, names []string, values []ir.Reg) ir.Reg {
	in := l.instr(ir.Map, at)
	in.Args = []ir.Reg{ir.NoReg, l.context}
	for _, name := range sortedNames(l.locals) {
		in.Args = append(in.Args, l.str(at, name), l.locals[name])
	}
	for i, name := range names {
		in.Args = append(in.Args, l.str(at, name), values[i])
	}
	return l.do(in)
}

// macro writes a macro as a function: what comes before it, the context, whether
// to escape, then its own parameters.
func (l *lowerer) macro(n *Node) {
	outer := l.fn
	l.fn = &fn{f: &ir.Func{Name: l.name + "." + n.Name, Unit: l.unit, Span: l.place(n.Span), NameSpan: l.place(n.Span)}, locals: map[string]ir.Reg{}, out: ir.NoReg}
	l.before, l.context, l.escape = l.param("before", nil), l.param("context", nil), l.param("escape", nil)
	l.blocks, l.super = ir.NoReg, ir.NoReg
	for i, name := range n.Names {
		r := l.reg(name)
		p := ir.Param{Name: name, Reg: r, HasDefault: true}
		p.Default = l.block(func() {
			if n.Args[i] == nil {
				l.copyTo(r, l.model(n.Span, "absent"), n.Span)
			} else {
				l.copyTo(r, l.expr(n.Args[i]), n.Span)
			}
		})
		l.f.Params = append(l.f.Params, p)
		l.locals[name] = r
	}
	for _, v := range []struct {
		name     string
		variadic bool
	}{{"varargs", true}, {"kwargs", false}} {
		r := l.reg(v.name)
		l.f.Params = append(l.f.Params, ir.Param{Name: v.name, Reg: r, Variadic: v.variadic, KwVariadic: !v.variadic})
		l.locals[v.name] = r
	}
	l.write(n.Span, func() {
		l.blocks, l.super = l.do(l.instr(ir.Map, n.Span)), l.constant(n.Span, ir.Value{})
		l.nodes(n.Bodies[0])
	})
	l.fn = outer
}
