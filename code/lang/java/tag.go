package java

import (
	"slices"
	"strings"
	"unicode"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// tagMethods are what a page runs of a tag (Jakarta Server Pages 3.1, 13).
var tagMethods = map[string]bool{"doStartTag": true, "doEndTag": true, "doAfterBody": true, "doTag": true}

// tagEntry says that a page may use a tag: it sets the attributes that the tag has
// setters for, and runs it. What a page gives is often what it was asked with.
func (l *lowerer) tagEntry(c *class, m syntax.Ref, name string) {
	l.register(c, m, "tag", "", c.qualified+"."+name, func() {
		o := l.tagged(c, m)
		l.method(m, o, name, nil)
	})
}

// tagged is a tag whose attributes are set.
func (l *lowerer) tagged(c *class, m syntax.Ref) ir.Reg {
	o := l.instance(c, m)
	for k := l.t.First(c.body); k != 0; k = l.t.Next(k) {
		if set, attribute := l.setter(k); set != "" {
			v := l.call(k, ir.IntrinsicSource, stringType, l.str(k, "lib"), l.str(k, attribute))
			l.method(k, o, set, nil, v)
		}
	}
	return o
}

// heirTag does the same for a tag whose class leaves what a page runs to one above it,
// and sets or prints what that asks for.
func (l *lowerer) heirTag(c *class) {
	mods := l.t.Child(max(c.node, 1), syntax.Mods)
	if c.sort != syntax.SortClass || mods != 0 && l.t.Has(mods, syntax.Abstract) || !slices.ContainsFunc(c.decl.Bases, isTag) {
		return
	}
	var sets syntax.Ref
	for k := l.t.First(c.body); k != 0; k = l.t.Next(k) {
		if l.t.Kind(k) == syntax.Method && tagMethods[l.t.Text(l.t.Child(k, syntax.Name))] {
			return
		}
		if set, _ := l.setter(k); set != "" && sets == 0 {
			sets = k
		}
	}
	if sets == 0 {
		return
	}
	l.register(c, sets, "tag", "", c.qualified+".doStartTag", func() {
		o := l.tagged(c, sets)
		for _, name := range []string{"doStartTag", "doEndTag", "doTag"} {
			l.method(sets, o, name, nil)
		}
	})
}

// isTag: by its name, since the class itself may be declared in another file.
func isTag(t *ir.Type) bool {
	name := lastName(t.Name)
	return strings.HasSuffix(name, "Tag") || strings.HasSuffix(name, "TagSupport") || strings.HasSuffix(name, "TagBase")
}

// setter is the name of a method that sets a text, and of the attribute it sets.
func (l *lowerer) setter(m syntax.Ref) (method, attribute string) {
	if l.t.Kind(m) != syntax.Method || !l.public(m) {
		return "", ""
	}
	name := l.t.Text(l.t.Child(m, syntax.Name))
	params := l.paramNodes(m)
	rest, ok := strings.CutPrefix(name, "set")
	if !ok || rest == "" || len(params) != 1 || !isText(l.paramType(params[0])) {
		return "", ""
	}
	return name, string(unicode.ToLower(rune(rest[0]))) + rest[1:]
}
