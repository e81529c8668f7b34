package javascript

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// typeOf reads a class named by an expression: after extends and instanceof.
func (l *lowerer) typeOf(n syntax.Ref) *ir.Type {
	t := l.t
	switch t.Kind(n) {
	case syntax.Name:
		name := l.text(n)
		if v := l.scope.find(name); v != nil {
			return l.localClass(name)
		}
		return &ir.Type{Kind: ir.Named, Name: strings.Replace(l.qualified(name), "builtin.to_", "builtin.", 1)}
	case syntax.Member:
		if name, ok := l.static(n); ok {
			return &ir.Type{Kind: ir.Named, Name: name}
		}
	}
	return nil
}

// localClass finds a class declared in the function being lowered.
func (l *lowerer) localClass(name string) *ir.Type {
	for i := len(l.u.Types) - 1; i >= 0; i-- {
		if d := l.u.Types[i]; strings.HasSuffix(d.Name, ".<"+name+">") {
			return &ir.Type{Kind: ir.Named, Name: d.Name}
		}
	}
	return nil
}

// basicTypes are TypeScript's names of what has one in ir.
var basicTypes = map[string]string{"string": "str", "boolean": "bool", "Buffer": "bytes", "Uint8Array": "bytes", "String": "str", "Boolean": "bool"}

// typeOfText reads a Type node; nil when it says nothing usable. Only names count
// that lead somewhere: the language's own, imported ones, and the file's classes.
func (l *lowerer) typeOfText(n syntax.Ref) *ir.Type {
	if l.t.Kind(n) != syntax.Type {
		return nil
	}
	return l.namedType(strings.TrimSpace(l.text(n)), 0)
}

func (l *lowerer) namedType(text string, depth int) *ir.Type {
	if depth > 4 || text == "" {
		return nil
	}
	for _, nothing := range []string{" | undefined", " | null", "readonly "} {
		text = strings.TrimSpace(strings.ReplaceAll(text, nothing, ""))
	}
	if inner, ok := strings.CutSuffix(text, "[]"); ok {
		return &ir.Type{Kind: ir.ListOf, Elem: l.namedType(inner, depth+1)}
	}
	name, args, generic := strings.Cut(text, "<")
	if generic {
		args = strings.TrimSuffix(args, ">")
		switch name {
		case "Array", "ReadonlyArray", "Set", "Iterable":
			if name == "Set" {
				break
			}
			return &ir.Type{Kind: ir.ListOf, Elem: l.namedType(args, depth+1)}
		case "Promise", "Awaited", "Readonly", "Partial", "Required", "NonNullable":
			return l.namedType(args, depth+1)
		}
	}
	if strings.ContainsAny(name, " |&()[]{}\"'`=?\n") {
		return nil
	}
	if basic, ok := basicTypes[name]; ok {
		return &ir.Type{Kind: ir.Named, Name: basic}
	}
	if name == "number" {
		return &ir.Type{Kind: ir.Named, Name: "int"}
	}
	first, rest, dotted := strings.Cut(name, ".")
	target, ok := l.u.Imports[first]
	switch {
	case ok && dotted:
		return &ir.Type{Kind: ir.Named, Name: target + "." + rest}
	case dotted:
		return nil
	case ok && l.modules[first]:
		return &ir.Type{Kind: ir.Named, Name: target}
	case ok:
		return &ir.Type{Kind: ir.Named, Name: target}
	case l.direct[first] || l.stub && first[0] >= 'A' && first[0] <= 'Z' && l.isTop(first):
		return &ir.Type{Kind: ir.Named, Name: l.u.Module + "." + first}
	case first == "Request", first == "Response", first == "URL", first == "HTMLElement", first == "Document", first == "MessageEvent", first == "FormData", first == "Headers":
		return &ir.Type{Kind: ir.Named, Name: "builtin." + first}
	}
	return nil
}

// enum lowers TypeScript's enum to an object.
func (l *lowerer) enum(n syntax.Ref) {
	t := l.t
	var args []ir.Reg
	next := int64(0)
	for m := t.Next(t.First(n)); m != 0; m = t.Next(m) {
		key := l.str(m, t.StringValue(t.First(m)))
		if value := t.Child(m, 1); t.Kind(value) != syntax.Absent {
			if t.Kind(value) == syntax.Number {
				next = number(l.text(value)).Int + 1
			}
			args = append(args, key, l.expr(value))
			continue
		}
		args = append(args, key, l.constant(m, ir.Value{Kind: ir.Int, Int: next}))
		next++
	}
	in := l.at(ir.Map, n)
	in.Args = l.list(args...)
	l.store(n, l.text(t.First(n)), l.do(in))
}

// namespace lowers TypeScript's namespace: what it declares is the module's.
func (l *lowerer) namespace(n syntax.Ref) {
	t := l.t
	l.inScope(func() {
		for c := range t.Children(t.Child(n, 1)) {
			if t.Kind(c) == syntax.ExportDecl {
				c = t.First(c)
			}
			if t.Kind(c) == syntax.FuncDecl {
				l.functionDecl(c)
				continue
			}
			if t.Kind(c) == syntax.VarDecl && l.scope.top {
				for d := range t.Children(c) {
					l.topPattern(t.First(d))
				}
			}
			l.statement(c)
		}
	})
}
