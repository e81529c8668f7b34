package golang

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
)

// builtinModule is the module of the language's own names.
const builtinModule = "builtin"

type universeKind uint8

const (
	universeType universeKind = iota + 1
	universeFunc
	universeConst
)

// universe is what the language declares itself.
var universe = map[string]universeKind{
	"bool": universeType, "string": universeType, "byte": universeType, "rune": universeType, "error": universeType,
	"int": universeType, "int8": universeType, "int16": universeType, "int32": universeType, "int64": universeType,
	"uint": universeType, "uint8": universeType, "uint16": universeType, "uint32": universeType, "uint64": universeType,
	"uintptr": universeType, "float32": universeType, "float64": universeType, "complex64": universeType,
	"complex128": universeType, "any": universeType, "comparable": universeType,
	"append": universeFunc, "cap": universeFunc, "clear": universeFunc, "close": universeFunc, "complex": universeFunc,
	"copy": universeFunc, "delete": universeFunc, "imag": universeFunc, "len": universeFunc, "make": universeFunc,
	"max": universeFunc, "min": universeFunc, "new": universeFunc, "panic": universeFunc, "print": universeFunc,
	"println": universeFunc, "real": universeFunc, "recover": universeFunc,
	"true": universeConst, "false": universeConst, "nil": universeConst, "iota": universeConst,
}

// anyType is the type of what may be anything; it is never changed.
var anyType = &ir.Type{Kind: ir.Any}

// typeOf reads a type expression. What is no type reads as any.
func (l *lowerer) typeOf(e ast.Expr) *ir.Type {
	if l.depth > maxDepth {
		return anyType
	}
	l.depth++
	defer func() { l.depth-- }()
	switch e := e.(type) {
	case *ast.Ident:
		return l.namedType(e.Name)
	case *ast.SelectorExpr:
		if p, ok := l.importOf(e.X); ok {
			return l.typ(ir.Type{Kind: ir.Named, Name: l.member(p, e.Sel.Name)})
		}
	case *ast.ParenExpr:
		return l.typeOf(e.X)
	case *ast.StarExpr:
		return l.typ(ir.Type{Kind: ir.Pointer, Elem: l.typeOf(e.X)})
	case *ast.ArrayType:
		return l.typ(ir.Type{Kind: ir.ListOf, Elem: l.typeOf(e.Elt)})
	case *ast.Ellipsis:
		return l.typ(ir.Type{Kind: ir.ListOf, Elem: l.typeOf(e.Elt)})
	case *ast.MapType:
		return l.typ(ir.Type{Kind: ir.MapOf, Key: l.typeOf(e.Key), Elem: l.typeOf(e.Value)})
	case *ast.ChanType:
		return l.typ(ir.Type{Kind: ir.ChanOf, Elem: l.typeOf(e.Value)})
	case *ast.FuncType:
		return l.typ(ir.Type{Kind: ir.FuncOf, Args: l.fieldTypes(e.Params), Res: l.fieldTypes(e.Results)})
	case *ast.StructType:
		return l.typ(ir.Type{Kind: ir.Named, Name: l.anonymous(e)})
	case *ast.IndexExpr:
		return l.instance(e.X, e.Index)
	case *ast.IndexListExpr:
		return l.instance(e.X, e.Indices...)
	}
	return anyType
}

// instance is a generic type with its arguments.
func (l *lowerer) instance(generic ast.Expr, args ...ast.Expr) *ir.Type {
	t := *l.typeOf(generic)
	for _, a := range args {
		t.Args = append(t.Args, l.typeOf(a))
	}
	return l.typ(t)
}

func (l *lowerer) namedType(name string) *ir.Type {
	if at := l.lookup(name); at != noEntry {
		if e := &l.entries[at]; e.kind == typeEntry {
			return e.typ
		}
		return anyType
	}
	if _, own := l.decls[name]; !own && universe[name] == universeType {
		if name == "any" || name == "comparable" {
			return anyType
		}
		return l.typ(ir.Type{Kind: ir.Named, Name: name})
	}
	return l.typ(ir.Type{Kind: ir.Named, Name: l.qualified(name)})
}

// anonymous declares a struct type that has no name, and names it by its line.
func (l *lowerer) anonymous(e *ast.StructType) string {
	sp := l.span(e)
	name := l.unit.Module + ".<struct:" + strconv.Itoa(l.line(sp.Start)) + ":" + strconv.Itoa(int(sp.Start)) + ">"
	for _, t := range l.unit.Types {
		if t.Span == sp && t.Name == name {
			return name
		}
	}
	decl := &ir.TypeDecl{Name: name, Unit: l.unit, Span: sp}
	l.unit.Types = append(l.unit.Types, decl)
	l.structFields(decl, e)
	return name
}

// importOf is the path of the package that e names, if it names one.
func (l *lowerer) importOf(e ast.Expr) (string, bool) {
	id, ok := e.(*ast.Ident)
	if !ok || l.lookup(id.Name) != noEntry {
		return "", false
	}
	if p, ok := l.unit.Imports[id.Name]; ok {
		return p, true
	}
	if _, own := l.decls[id.Name]; own {
		return "", false
	}
	p, ok := l.guesses[id.Name]
	return p, ok
}

func (l *lowerer) fieldTypes(list *ast.FieldList) []*ir.Type {
	if list == nil {
		return nil
	}
	var out []*ir.Type
	for _, f := range list.List {
		t := l.typeOf(f.Type)
		for range max(1, len(f.Names)) {
			out = append(out, t)
		}
	}
	return out
}

// isType reports whether e is a type, as far as this file tells.
func (l *lowerer) isType(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.ArrayType, *ast.MapType, *ast.FuncType, *ast.ChanType, *ast.InterfaceType, *ast.StructType:
		return true
	case *ast.ParenExpr:
		return l.isType(e.X)
	case *ast.StarExpr:
		return l.isType(e.X)
	case *ast.IndexExpr:
		return l.isType(e.X)
	case *ast.IndexListExpr:
		return l.isType(e.X)
	case *ast.Ident:
		if at := l.lookup(e.Name); at != noEntry {
			return l.entries[at].kind == typeEntry
		}
		if d, own := l.decls[e.Name]; own {
			return d.kind == token.TYPE
		}
		return universe[e.Name] == universeType
	}
	return false
}

// likeType reports whether e, between the brackets of x[e], is a type argument
// rather than an index.
func (l *lowerer) likeType(e ast.Expr) bool {
	if l.isType(e) {
		return true
	}
	switch e := e.(type) {
	case *ast.StarExpr:
		return l.likeType(e.X)
	case *ast.SelectorExpr:
		_, pkg := l.importOf(e.X)
		return pkg && ast.IsExported(e.Sel.Name)
	case *ast.Ident:
		_, own := l.decls[e.Name]
		return !own && l.lookup(e.Name) == noEntry && ast.IsExported(e.Name)
	}
	return false
}

// typeSpec declares a type.
func (l *lowerer) typeSpec(s *ast.TypeSpec) {
	name := l.qualified(s.Name.Name)
	if !l.fr.pkg { // inside a function
		name = l.fr.fn.Name + "." + s.Name.Name
		l.bindType(s.Name.Name, l.typ(ir.Type{Kind: ir.Named, Name: name}))
	}
	decl := &ir.TypeDecl{Name: name, Unit: l.unit, Kind: ir.Defined, Span: l.span(s)}
	l.unit.Types = append(l.unit.Types, decl)
	scope := l.openScope()
	defer l.closeScope(scope)
	l.typeParams(s.TypeParams)
	switch t := s.Type.(type) {
	case *ast.StructType:
		decl.Kind = ir.Struct
		l.structFields(decl, t)
	case *ast.InterfaceType:
		decl.Kind = ir.Interface
		l.interfaceMethods(decl, t)
	default:
		decl.Under = l.typeOf(s.Type)
	}
}

// typeParams makes type parameters stand for any.
func (l *lowerer) typeParams(list *ast.FieldList) {
	if list == nil {
		return
	}
	for _, f := range list.List {
		for _, id := range f.Names {
			l.bindType(id.Name, anyType)
		}
	}
}

// receiverTypeParams does so for those of func (x *T[K, V]) m().
func (l *lowerer) receiverTypeParams(recv *ast.FieldList) {
	for _, f := range recv.List {
		ast.Inspect(f.Type, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.IndexExpr:
				l.bindTypeIdents(n.Index)
			case *ast.IndexListExpr:
				l.bindTypeIdents(n.Indices...)
			}
			return true
		})
	}
}

func (l *lowerer) bindTypeIdents(es ...ast.Expr) {
	for _, e := range es {
		if id, ok := e.(*ast.Ident); ok {
			l.bindType(id.Name, anyType)
		}
	}
}

func (l *lowerer) structFields(decl *ir.TypeDecl, s *ast.StructType) {
	if s.Fields == nil {
		return
	}
	for _, f := range s.Fields.List {
		t, tag := l.typeOf(f.Type), ""
		if f.Tag != nil {
			tag, _ = strconv.Unquote(f.Tag.Value)
		}
		field := ir.Field{Type: t, Tag: tag, Span: l.span(f)}
		if len(f.Names) == 0 {
			base := t.Base()
			field.Name, field.Embedded = base[strings.LastIndexByte(base, '.')+1:], true
			decl.Fields = append(decl.Fields, field)
		}
		for _, id := range f.Names {
			field.Name = id.Name
			decl.Fields = append(decl.Fields, field)
		}
	}
}

func (l *lowerer) interfaceMethods(decl *ir.TypeDecl, t *ast.InterfaceType) {
	if t.Methods == nil {
		return
	}
	for _, m := range t.Methods.List {
		for _, id := range m.Names {
			decl.Methods = append(decl.Methods, id.Name)
			var results []*ir.Type
			if f, ok := m.Type.(*ast.FuncType); ok {
				results = l.fieldTypes(f.Results)
			}
			decl.Results = append(decl.Results, results)
		}
		if len(m.Names) == 0 {
			if base := l.typeOf(m.Type); base.Base() != "" {
				decl.Bases = append(decl.Bases, base)
			}
		}
	}
}
