package java

import (
	"slices"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// Wikis run what the author of a page names (a plugin, a macro), with the words that the
// author wrote beside the name, and put the text that it gives into the page as it is.

// macros are the interfaces of such, with the method that is run.
var macros = map[string]string{
	"org.apache.wiki.api.plugin.Plugin": "execute", "org.apache.wiki.api.plugin.WikiPlugin": "execute", "com.ecyrd.jspwiki.plugin.WikiPlugin": "execute",
	"com.atlassian.confluence.macro.Macro": "execute", "com.atlassian.renderer.v2.macro.Macro": "execute", "com.atlassian.renderer.v2.macro.BaseMacro": "execute",
}

// macro tells whether a method is what a wiki runs of a class.
func (l *lowerer) macro(c *class, m syntax.Ref) bool {
	if c == nil || l.t.Child(m, syntax.Block) == 0 {
		return false
	}
	name := l.t.Text(l.t.Child(m, syntax.Name))
	table := slices.ContainsFunc(l.paramNodes(m), func(p syntax.Ref) bool { return isTable(l.paramType(p)) })
	for _, b := range c.decl.Bases {
		if table && macros[b.Name] == name {
			return true
		}
	}
	return false
}

func isTable(t *ir.Type) bool { return t != nil && t.Kind == ir.Named && t.Name == "java.util.Map" }

// macroEntry says that an author may name the class: tables and texts among the parameters
// are the author's words.
func (l *lowerer) macroEntry(c *class, m syntax.Ref) {
	name := l.t.Text(l.t.Child(m, syntax.Name))
	l.register(c, m, "macro", "", c.qualified+"."+name, func() {
		o := l.instance(c, m)
		var args []ir.Reg
		for _, p := range l.paramNodes(m) {
			typ := l.paramType(p)
			switch {
			case isText(typ):
				args = append(args, l.call(p, ir.IntrinsicSource, stringType, l.str(p, authored), l.str(p, l.paramName(p))))
			case isTable(typ):
				args = append(args, l.call(p, web+".container", nil, l.str(p, authored), l.str(p, l.paramName(p)), l.global(p, typ.Name)))
			default:
				args = append(args, l.make(p, typ))
			}
		}
		l.method(m, o, name, nil, args...)
	})
}

// authored is the kind of source that the text of a page is: its author sent it.
const authored = "http.form"

// markup writes what a macro gives into the page.
func (l *lowerer) markup(n syntax.Ref, v ir.Reg) {
	in := l.at(ir.Call, n)
	in.Name = ir.IntrinsicSink
	in.Args = l.list(l.str(n, "html"), v, l.str(n, "text/html"))
	l.do(in, nil)
}
