package javascript

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// jsx lowers an element: a call of the component with its properties, or of the
// model of the page's elements with the tag's name.
func (l *lowerer) jsx(n syntax.Ref) ir.Reg {
	t := l.t
	tag := t.First(n)
	props := l.jsxProps(n)
	switch t.Kind(tag) {
	case syntax.Name, syntax.Member:
		in := l.callee(n, tag)
		if in.Op == ir.Call && in.A == ir.NoReg {
			in.Flags = ir.FlagNew
		}
		in.Args = l.list(props)
		return l.do(in)
	case syntax.Str:
		return l.call(n, "builtin.jsx_element", l.str(tag, l.text(tag)), props)
	}
	return props
}

func (l *lowerer) jsxProps(n syntax.Ref) ir.Reg {
	t := l.t
	var args []ir.Reg
	for a := range t.Children(t.Child(n, 1)) {
		switch t.Kind(a) {
		case syntax.Spread:
			args = append(args, ir.NoReg, l.expr(t.First(a)))
		case syntax.JSXAttr:
			value := t.Child(a, 1)
			key := l.str(a, l.text(t.First(a)))
			if t.Kind(value) == syntax.Absent {
				args = append(args, key, l.boolean(a, true))
				continue
			}
			args = append(args, key, l.named(l.text(t.First(a)), value))
		}
	}
	var children []ir.Reg
	for c := t.Next(t.Child(n, 1)); c != 0; c = t.Next(c) {
		if t.Kind(c) == syntax.JSXText && strings.TrimSpace(l.text(c)) == "" {
			continue
		}
		children = append(children, l.expr(c))
	}
	list := l.at(ir.List, n)
	list.Args = l.list(children...)
	args = append(args, l.str(n, "children"), l.do(list))
	in := l.at(ir.Map, n)
	in.Args = l.list(args...)
	return l.do(in)
}
