package golang

import (
	"go/ast"
	"go/token"
	"strconv"

	"github.com/prunella/prunella/code/ir"
)

// literalType is the type expression of a composite literal: its own, or the one
// the enclosing literal gives to elements that leave theirs out.
func (l *lowerer) literalType(e *ast.CompositeLit, implied ast.Expr) ast.Expr {
	if e.Type != nil {
		return e.Type
	}
	return implied
}

// composite lowers a literal of the type that t expresses (nil when unknown).
// value tells T{} from &T{}.
func (l *lowerer) composite(e *ast.CompositeLit, t ast.Expr, value bool, dst ir.Reg) ir.Reg {
	if star, ok := t.(*ast.StarExpr); ok { // an element {…} of a []*T
		t, value = star.X, false
	}
	sp := l.span(e)
	switch under := l.underlying(t).(type) {
	case *ast.ArrayType:
		return l.refTo(value, sp, dst, func(to ir.Reg) ir.Reg { return l.listLit(e, t, under.Elt, to) })
	case *ast.MapType:
		return l.refTo(value, sp, dst, func(to ir.Reg) ir.Reg { return l.mapLit(e, t, under.Key, under.Value, to) })
	case *ast.StructType:
		return l.structLit(e, t, under, value, dst)
	}
	switch literalForm(e) {
	case formMap:
		return l.refTo(value, sp, dst, func(to ir.Reg) ir.Reg { return l.mapLit(e, t, nil, nil, to) })
	case formList:
		if t == nil {
			return l.listLit(e, nil, nil, dst)
		}
	}
	return l.structLit(e, t, nil, value, dst)
}

// refTo lowers a literal, and takes its address unless it is wanted by value.
func (l *lowerer) refTo(value bool, sp ir.Span, dst ir.Reg, lit func(ir.Reg) ir.Reg) ir.Reg {
	if value {
		return lit(dst)
	}
	v := lit(ir.NoReg)
	dst = l.dest(dst)
	in := l.push(ir.Cell, sp)
	in.Dst, in.A = dst, v
	return dst
}

// underlying follows the names of types declared in this file to what they are.
func (l *lowerer) underlying(t ast.Expr) ast.Expr {
	for range maxNesting {
		switch x := t.(type) {
		case *ast.ParenExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			d, own := l.decls[x.Name]
			if !own || d.spec == nil || l.lookup(x.Name) != noEntry {
				return x
			}
			t = d.spec.Type
		default:
			return t
		}
	}
	return nil
}

type litForm uint8

const (
	formFields litForm = iota // {a: 1}, {}
	formMap                   // {"a": 1}
	formList                  // {1, 2}
)

// literalForm guesses from its elements what a literal of unknown type is.
func literalForm(e *ast.CompositeLit) litForm {
	if len(e.Elts) == 0 {
		return formFields
	}
	kv, keyed := e.Elts[0].(*ast.KeyValueExpr)
	if !keyed {
		return formList
	}
	if _, ok := kv.Key.(*ast.Ident); ok {
		return formFields
	}
	return formMap
}

// structLit is New: fields by name, or by position when they have no keys.
func (l *lowerer) structLit(e *ast.CompositeLit, t ast.Expr, under *ast.StructType, value bool, dst ir.Reg) ir.Reg {
	args := l.args(len(e.Elts))
	keys := make([]string, len(e.Elts))
	for i, elt := range e.Elts {
		var implied ast.Expr
		v := elt
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			v = kv.Value
			if id, ok := kv.Key.(*ast.Ident); ok {
				keys[i] = id.Name
				implied = fieldType(under, id.Name)
				l.named(id.Name, v)
			}
		}
		args[i] = l.element(v, implied)
	}
	dst = l.dest(dst)
	aux := l.aux()
	if len(keys) > 0 {
		aux.Keys = keys
	}
	if t != nil {
		aux.Type = l.typeOf(t)
	}
	in := l.push(ir.New, l.span(e))
	in.Dst, in.Args, in.Aux = dst, args, aux
	if value {
		in.Flags = ir.FlagValue
	}
	return dst
}

func fieldType(s *ast.StructType, name string) ast.Expr {
	if s == nil || s.Fields == nil {
		return nil
	}
	for _, f := range s.Fields.List {
		for _, id := range f.Names {
			if id.Name == name {
				return f.Type
			}
		}
	}
	return nil
}

// element lowers an element, whose type may be left to the enclosing literal.
func (l *lowerer) element(e ast.Expr, implied ast.Expr) ir.Reg {
	if lit, ok := e.(*ast.CompositeLit); ok && lit.Type == nil {
		if l.depth > maxDepth {
			return l.value(e)
		}
		l.depth++
		defer func() { l.depth-- }()
		return l.composite(lit, implied, true, ir.NoReg)
	}
	return l.value(e)
}

func (l *lowerer) listLit(e *ast.CompositeLit, t, elem ast.Expr, dst ir.Reg) ir.Reg {
	args := make([]ir.Reg, 0, len(e.Elts))
	for _, elt := range e.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok { // [...]string{2: "b"}
			elt = kv.Value
			args = l.padTo(args, kv.Key, elem, l.span(kv))
		}
		args = append(args, l.element(elt, elem))
	}
	dst = l.dest(dst)
	in := l.push(ir.List, l.span(e))
	in.Dst, in.Args = dst, args
	if t != nil {
		in.Aux = l.withType(l.typeOf(t))
	}
	return dst
}

// maxPadding bounds the zero elements that keys of a list literal may ask for.
const maxPadding = 256

// padTo fills a list literal with zero values up to the index that key says.
func (l *lowerer) padTo(args []ir.Reg, key, elem ast.Expr, sp ir.Span) []ir.Reg {
	lit, ok := key.(*ast.BasicLit)
	if !ok || lit.Kind != token.INT || elem == nil {
		return args
	}
	n, err := strconv.Atoi(lit.Value)
	if err != nil || n > maxPadding {
		return args
	}
	for len(args) < n {
		args = append(args, l.zero(l.typeOf(elem), sp, ir.NoReg))
	}
	return args
}

func (l *lowerer) mapLit(e *ast.CompositeLit, t, key, elem ast.Expr, dst ir.Reg) ir.Reg {
	args := l.args(2 * len(e.Elts))
	for i, elt := range e.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok { // broken code
			kv = &ast.KeyValueExpr{Key: elt, Value: elt}
		}
		l.named(wordOf(kv.Key), kv.Value)
		args[2*i] = l.element(kv.Key, key)
		args[2*i+1] = l.element(kv.Value, elem)
	}
	dst = l.dest(dst)
	in := l.push(ir.Map, l.span(e))
	in.Dst, in.Args = dst, args
	if t != nil {
		in.Aux = l.withType(l.typeOf(t))
	}
	return dst
}

// zero is the zero value of a type.
func (l *lowerer) zero(t *ir.Type, sp ir.Span, dst ir.Reg) ir.Reg {
	switch {
	case t.Kind == ir.Named && universe[t.Name] == universeType:
		return l.constant(zeroOf(t.Name), sp, dst)
	case isByteList(t): // nil and empty bytes are told apart by nobody who adds to them
		return l.constant(ir.Value{Kind: ir.Bytes}, sp, dst)
	case t.Kind == ir.Named || t.Kind == ir.ListOf:
		dst = l.dest(dst)
		in := l.push(ir.Convert, sp)
		in.Dst, in.Aux = dst, l.withType(t)
		return dst
	}
	return l.constant(ir.Value{}, sp, dst)
}

func zeroOf(basic string) ir.Value {
	switch basic {
	case "string":
		return ir.Value{Kind: ir.Str}
	case "bool":
		return ir.Value{Kind: ir.Bool}
	case "error":
		return ir.Value{}
	case "float32", "float64", "complex64", "complex128":
		return ir.Value{Kind: ir.Float}
	}
	return ir.Value{Kind: ir.Int}
}

// zeroOfExpr is the zero value of the type that t expresses: an array has its
// elements.
func (l *lowerer) zeroOfExpr(t ast.Expr, sp ir.Span, dst ir.Reg) ir.Reg {
	if a, ok := l.underlying(t).(*ast.ArrayType); ok && a.Len != nil {
		if _, open := a.Len.(*ast.Ellipsis); !open {
			if l.pinned == nil { // the type's declaration may stand elsewhere
				l.pinned = &sp
				defer func() { l.pinned = nil }()
			}
			return l.makeOf(t, []ast.Expr{a.Len}, sp, dst)
		}
	}
	return l.zero(l.typeOf(t), sp, dst)
}
