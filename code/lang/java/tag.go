package java

import (
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
		o := l.instance(c, m)
		for k := l.t.First(c.body); k != 0; k = l.t.Next(k) {
			if set, attribute := l.setter(k); set != "" {
				v := l.call(k, ir.IntrinsicSource, stringType, l.str(k, "lib"), l.str(k, attribute))
				l.method(k, o, set, nil, v)
			}
		}
		l.method(m, o, name, nil)
	})
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
