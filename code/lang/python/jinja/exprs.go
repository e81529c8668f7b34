package jinja

import (
	"sort"

	"github.com/prunella/prunella/code/ir"
)

func sortedNames(m map[string]ir.Reg) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

func (l *lowerer) values(es []*Expr) []ir.Reg {
	out := make([]ir.Reg, len(es))
	for i, e := range es {
		out[i] = l.expr(e)
	}
	return out
}

// expr lowers an expression; nil is None.
func (l *lowerer) expr(e *Expr) ir.Reg {
	if e == nil {
		return l.constant(ir.Span{}, ir.Value{})
	}
	at := e.Span
	switch e.Op {
	case Name:
		return l.lookup(e)
	case Const:
		return l.constant(at, e.Value)
	case Attr:
		return l.attribute(e)
	case Index:
		in := l.instr(ir.GetIndex, at)
		in.A, in.B = l.expr(e.X), l.expr(e.Y)
		return l.do(in)
	case Slice:
		in := l.instr(ir.Slice, at)
		in.A, in.Args = l.expr(e.X), []ir.Reg{ir.NoReg, ir.NoReg, ir.NoReg}
		for i, b := range e.Args {
			if b != nil && i < 2 {
				in.Args[i] = l.expr(b)
			}
		}
		return l.do(in)
	case Call:
		return l.callExpr(e)
	case Filter:
		return l.filter(e)
	case Test:
		return l.test(e)
	case Unary, Binary:
		in := l.instr(ir.Unary, at)
		if e.Op == Binary {
			in.Op = ir.Binary
		}
		in.Tok, in.A = e.Tok, l.expr(e.X)
		if e.Op == Binary {
			in.B = l.expr(e.Y)
		}
		return l.do(in)
	case And, Or:
		return l.shortCircuit(e)
	case Join:
		return l.model(at, "joined", l.expr(e.X), l.expr(e.Y), l.escape)
	case Cond:
		return l.branch(at, l.expr(e.Y), func() ir.Reg { return l.expr(e.X) }, func() ir.Reg {
			if e.Z == nil {
				return l.str(at, "")
			}
			return l.expr(e.Z)
		})
	case List, Tuple:
		in := l.instr(ir.List, at)
		if in.Args = l.values(e.Args); e.Op == Tuple {
			in.Flags = ir.FlagTuple
		}
		return l.do(in)
	default: // Dict
		in := l.instr(ir.Map, at)
		in.Args = l.values(e.Args)
		return l.do(in)
	}
}

func (l *lowerer) shortCircuit(e *Expr) ir.Reg {
	in := l.instr(ir.And, e.Span)
	if e.Op == Or {
		in.Op = ir.Or
	}
	in.A = l.expr(e.X)
	b := l.block(func() { in.B = l.expr(e.Y) })
	in.Aux = &ir.Aux{Blocks: []ir.Block{b}}
	return l.do(in)
}

// lookup finds a name here, or asks the context.
func (l *lowerer) lookup(e *Expr) ir.Reg {
	if r, ok := l.locals[e.Text]; ok {
		return r
	}
	return l.model(e.Span, "look", l.context, l.str(e.Span, e.Text))
}

// attribute reads x.name: an entry of mappings, a field of others.
func (l *lowerer) attribute(e *Expr) ir.Reg {
	x := l.expr(e.X)
	return l.branch(e.Span, l.model(e.Span, "mapping", x), func() ir.Reg {
		in := l.instr(ir.GetIndex, e.Span)
		in.A, in.B = x, l.str(e.Span, e.Text)
		return l.do(in)
	}, func() ir.Reg {
		in := l.instr(ir.GetField, e.Span)
		in.A, in.Name = x, e.Text
		return l.do(in)
	})
}

func (l *lowerer) callExpr(e *Expr) ir.Reg {
	if r, ok := l.macroCall(e, e.Span); ok {
		return r
	}
	in := l.instr(ir.Call, e.Span)
	if e.X.Op == Attr {
		in.Op, in.A, in.Name = ir.Method, l.expr(e.X.X), e.X.Text
	} else {
		in.A = l.expr(e.X)
	}
	in.Args = l.values(e.Args)
	if len(e.Keys) > 0 {
		in.Aux = &ir.Aux{Keys: e.Keys}
	}
	return l.do(in)
}

// macroCall lowers a call of a macro, of super() or of caller(), and Django's
// block.super.
func (l *lowerer) macroCall(e *Expr, at ir.Span) (ir.Reg, bool) {
	if e.Op == Attr && e.X.Op == Name && e.X.Text == "block" && e.Text == "super" {
		return l.callSuper(at), true
	}
	if e.Op != Call {
		return 0, false
	}
	name := ""
	switch {
	case e.X.Op == Name && e.X.Text == "super" && len(e.Args) == 0:
		return l.callSuper(at), true
	case e.X.Op == Name && e.X.Text == "caller":
		return l.model(at, "page"), true // it was written where it stands
	case e.X.Op == Name:
		name = l.scopes[e.X.Text]
	case e.X.Op == Attr && e.X.X.Op == Name:
		if module := l.scopes[e.X.X.Text+"."]; module != "" {
			name = module + e.X.Text
		}
	}
	if name == "" {
		return 0, false
	}
	in := l.instr(ir.Call, at)
	in.Name = name
	in.Args = append([]ir.Reg{l.ahead(at), l.context, l.escape}, l.values(e.Args)...)
	if len(e.Keys) > 0 {
		in.Aux = &ir.Aux{Keys: e.Keys}
	}
	r := l.do(in)
	if l.isMarkup {
		r = l.model(at, "made", r)
	}
	return r, true
}

func (l *lowerer) callSuper(at ir.Span) ir.Reg {
	if l.super == ir.NoReg {
		return l.model(at, "page")
	}
	return l.model(at, "above", l.super, l.context, l.escape, l.blocks, l.ahead(at))
}

// filters are those that the library model has by name; aliases lead to others.
var filters = map[string]string{
	"safe": "safe", "safeseq": "safe", "mark_safe": "safe", "escape": "escape", "e": "escape", "force_escape": "forceescape", "forceescape": "forceescape",
	"tojson": "tojson", "json_script": "json_script", "urlencode": "urlencode", "iriencode": "urlencode", "striptags": "striptags",
	"upper": "upper", "lower": "lower", "capitalize": "capitalize", "capfirst": "capitalize", "title": "title", "trim": "trim",
	"replace": "replace", "default": "default", "d": "default", "default_if_none": "default", "int": "int", "float": "int", "length": "count",
	"count": "count", "wordcount": "count", "filesizeformat": "count", "round": "int", "abs": "int", "sum": "count", "floatformat": "int",
	"join": "join", "first": "first", "last": "last", "random": "first", "string": "string", "list": "same", "sort": "same", "reverse": "same",
	"unique": "same", "dictsort": "same", "truncate": "text", "truncatechars": "text", "truncatewords": "text", "indent": "text",
	"center": "text", "wordwrap": "text", "escapejs": "escapejs", "linebreaks": "lines", "linebreaksbr": "lines", "urlize": "lines", "slugify": "slug",
	"date": "count", "time": "count", "yesno": "count", "pluralize": "count", "items": "items", "xmlattr": "xmlattr",
}

// filter calls the model of a filter; unknown ones carry what they are given.
func (l *lowerer) filter(e *Expr) ir.Reg {
	args := append([]ir.Reg{l.expr(e.X)}, l.values(e.Args)...)
	name := filters[e.Text]
	if name == "" {
		return l.model(e.Span, "other", args...)
	}
	return l.model(e.Span, "filter_"+name, args...)
}

// test lowers the tests that mean a comparison; others are unknown.
func (l *lowerer) test(e *Expr) ir.Reg {
	x := l.expr(e.X)
	args := l.values(e.Args)
	binary := func(tok ir.Tok, y ir.Reg) ir.Reg {
		in := l.instr(ir.Binary, e.Span)
		in.Tok, in.A, in.B = tok, x, y
		return l.do(in)
	}
	switch {
	case e.Text == "none" || e.Text == "None":
		return binary(ir.Is, l.constant(e.Span, ir.Value{}))
	case len(args) == 1 && (e.Text == "eq" || e.Text == "equalto" || e.Text == "sameas"):
		return binary(ir.Eq, args[0])
	case len(args) == 1 && e.Text == "ne":
		return binary(ir.Ne, args[0])
	case len(args) == 1 && e.Text == "in":
		return binary(ir.In, args[0])
	case e.Text == "number" || e.Text == "integer":
		return l.model(e.Span, "is_number", x)
	}
	return l.model(e.Span, "unsure")
}
