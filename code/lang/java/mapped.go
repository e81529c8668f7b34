package java

import (
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// MyBatis writes the body of a mapper's method: the statement of its annotation, with
// #{name} bound as a parameter and ${name} put into the text as it is
// (MyBatis 3, "Mapper XML Files", String Substitution).

// statements are the annotations that hold one.
var statementNames = []string{"Select", "Update", "Insert", "Delete", "UpdateProvider", "InsertProvider", "DeleteProvider"}

var substituted = regexp.MustCompile(`[$#]\{\s*([\w.]+)[^}]*\}`)

// mapped writes the body of a mapper's method; false when it is none.
func (l *lowerer) mapped(m syntax.Ref) bool {
	a, ok := l.annotation(m, statementNames...)
	if !ok || l.t.Child(m, syntax.Block) != 0 {
		return false
	}
	l.needs("org.apache.ibatis.annotations.Statement")
	if !strings.HasPrefix(a.name, "Select") {
		l.call(a.node, "org.apache.ibatis.annotations.Statement.change", nil)
	}
	sql := strings.ReplaceAll(l.element(a, "value"), ",", " ")
	if !strings.Contains(sql, "${") {
		return !strings.HasPrefix(a.name, "Select")
	}
	var parts []ir.Reg
	rest := sql
	for _, at := range substituted.FindAllStringSubmatchIndex(sql, -1) {
		before := sql[len(sql)-len(rest) : at[0]]
		if sql[at[0]] == '#' {
			before += "?"
		}
		parts = append(parts, l.str(a.node, before))
		if sql[at[0]] == '$' {
			parts = append(parts, l.mappedValue(m, a.node, sql[at[2]:at[3]]))
		}
		rest = sql[at[1]:]
	}
	parts = append(parts, l.str(a.node, rest))
	in := l.at(ir.Concat, a.node)
	in.Args = l.list(parts...)
	l.call(a.node, "org.apache.ibatis.annotations.Statement.run", nil, l.do(in, stringType))
	return true
}

// mappedValue is what a name in a statement stands for: a parameter, or a property of one.
func (l *lowerer) mappedValue(m, n syntax.Ref, name string) ir.Reg {
	first, rest, _ := strings.Cut(name, ".")
	params := l.paramNodes(m)
	for _, p := range params {
		known := l.paramName(p)
		if a, ok := l.annotation(p, "Param"); ok {
			known = l.element(a, "value")
		}
		if known == first {
			return l.mappedPart(p, n, rest)
		}
	}
	if len(params) != 1 {
		return l.str(n, "")
	}
	if isText(l.paramType(params[0])) { // whatever it is called
		name = ""
	}
	return l.mappedPart(params[0], n, name)
}

func (l *lowerer) mappedPart(p, n syntax.Ref, path string) ir.Reg {
	v, ok := l.load(p, l.paramName(p))
	if !ok {
		return l.str(n, "")
	}
	for _, name := range strings.Split(path, ".") {
		if name == "" {
			continue
		}
		if typ := l.typ(v); typ != nil && lastName(typ.Name) == "Map" {
			v = l.method(n, v, "get", nil, l.str(n, name))
			continue
		}
		v = l.getField(n, v, name, nil)
	}
	return v
}
