package python

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// typeOf reads an annotation or a base class; nil when it says nothing usable.
func (l *lowerer) typeOf(n syntax.Ref) *ir.Type {
	t := l.t
	switch t.Kind(n) {
	case syntax.Name:
		return l.namedType(l.text(n))
	case syntax.Attribute:
		if name, rest, ok := l.dotted(n); ok && len(rest) == 0 {
			return &ir.Type{Kind: ir.Named, Name: name}
		}
		if inner := l.typeOf(t.First(n)); inner != nil && inner.Kind == ir.Named {
			return &ir.Type{Kind: ir.Named, Name: inner.Name + "." + l.text(t.Child(n, 1))}
		}
	case syntax.Str:
		return l.quotedType(l.literal(n))
	case syntax.Subscript:
		return l.genericType(t.First(n), t.Child(n, 1))
	case syntax.BinaryOp:
		if t.Op(n) == syntax.BitOr {
			return l.firstType(t.First(n), t.Child(n, 1))
		}
	}
	return nil
}

// builtinTypes are written without a module in ir.Type.
var builtinTypes = map[string]bool{"str": true, "int": true, "bool": true, "float": true, "bytes": true, "list": true, "dict": true, "set": true, "tuple": true, "object": true}

func (l *lowerer) namedType(name string) *ir.Type {
	switch {
	case l.isVariable(name) && !l.inBody:
		return nil
	case !l.top.has(name, local) && (name == "list" || name == "tuple" || name == "set"):
		return &ir.Type{Kind: ir.ListOf}
	case !l.top.has(name, local) && name == "dict":
		return &ir.Type{Kind: ir.MapOf}
	case !l.top.has(name, local) && builtinTypes[name]:
		return &ir.Type{Kind: ir.Named, Name: name}
	}
	return &ir.Type{Kind: ir.Named, Name: strings.Replace(l.global(name), "builtin.to_", "builtin.", 1)}
}

// quotedType reads a forward reference: a dotted name, nothing more.
func (l *lowerer) quotedType(text string) *ir.Type {
	first, rest, dotted := strings.Cut(text, ".")
	if first == "" || strings.ContainsAny(text, "[]| ()\n") {
		return nil
	}
	typ := l.namedType(first)
	if typ != nil && dotted && typ.Kind == ir.Named {
		typ.Name += "." + rest
	}
	return typ
}

// genericType reads Optional[X], list[X], dict[K, V], Annotated[X, …] and so on.
func (l *lowerer) genericType(base, index syntax.Ref) *ir.Type {
	t := l.t
	first, second := index, syntax.Ref(0)
	if t.Kind(index) == syntax.Tuple {
		first = t.First(index)
		second = t.Next(first)
	}
	name := l.text(base)
	name = name[strings.LastIndexByte(name, '.')+1:]
	switch name {
	case "Optional", "Annotated", "Final", "ClassVar", "Awaitable", "Mapped", "Type", "type", "Required", "NotRequired":
		return l.typeOf(first)
	case "Union":
		return l.firstType(first, second)
	case "List", "list", "Sequence", "Iterable", "Iterator", "Set", "set", "FrozenSet", "Collection", "Generator":
		return &ir.Type{Kind: ir.ListOf, Elem: l.typeOf(first)}
	case "Tuple", "tuple":
		return l.tupleType(first, second)
	case "Dict", "dict", "Mapping", "MutableMapping", "DefaultDict":
		return &ir.Type{Kind: ir.MapOf, Key: l.typeOf(first), Elem: l.typeOf(second)}
	case "Callable", "Literal":
		return nil
	}
	return l.typeOf(base)
}

func (l *lowerer) tupleType(first, second syntax.Ref) *ir.Type {
	if l.t.Kind(second) == syntax.Ellipsis {
		return &ir.Type{Kind: ir.ListOf, Elem: l.typeOf(first)}
	}
	tuple := &ir.Type{Kind: ir.TupleOf}
	for c := first; c != 0; c = l.t.Next(c) {
		elem := l.typeOf(c)
		if elem == nil {
			elem = &ir.Type{Kind: ir.Any}
		}
		tuple.Args = append(tuple.Args, elem)
	}
	return tuple
}

// firstType is the first of the two that is not None.
func (l *lowerer) firstType(a, b syntax.Ref) *ir.Type {
	if typ := l.typeOf(a); typ != nil && l.t.Kind(a) != syntax.None {
		return typ
	}
	return l.typeOf(b)
}
