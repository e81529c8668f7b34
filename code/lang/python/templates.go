package python

import (
	"bytes"
	"path"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/jinja"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// A call that renders a template by a constant name, or whose source is a
// constant, gets the template's function as the keyword argument
// prunella_template; the models of the frameworks call it. A function of the
// project's own that passes **keywords on passes it on too.

const templateKey = "prunella_template"

// templateEndings are the endings of files that are templates when they lie
// below a folder called templates.
var templateEndings = map[string]bool{
	".html": true, ".htm": true, ".xhtml": true, ".xml": true, ".svg": true, ".txt": true, ".jinja": true, ".jinja2": true, ".j2": true,
}

func isTemplate(file string) bool {
	return templateEndings[path.Ext(file)] && (strings.HasPrefix(file, "templates/") || strings.Contains(file, "/templates/"))
}

// templateName is a template's path below the outermost folder templates.
func templateName(file string) string {
	_, name, _ := strings.Cut("/"+file, "/templates/")
	return name
}

// engines are the words one of which stands in a program that renders templates.
var engines = [][]byte{[]byte("flask"), []byte("jinja2"), []byte("django"), []byte("templating")}

func usesTemplates(paths []string, read func(string) []byte) bool {
	templates := false
	for _, p := range paths {
		templates = templates || isTemplate(p)
	}
	if !templates || read == nil {
		return false
	}
	for _, p := range paths {
		if isTemplate(p) {
			continue
		}
		text := read(p)
		for _, e := range engines {
			if bytes.Contains(text, e) {
				return true
			}
		}
	}
	return false
}

// lowerTemplate reads a template file.
func lowerTemplate(file, module string, text []byte) *ir.Unit {
	u := &ir.Unit{Path: file, Lang: "python", Module: module, Text: text, Test: isTest(file, text), Lines: lineStarts(text),
		Imports: map[string]string{jinja.Model: jinja.Model}}
	jinja.Lower(u, jinja.Source{Name: templateName(file), File: true, Text: string(text)})
	return u
}

// templateOf is the keyword argument for the template that a call renders, ""
// when it renders none that is known.
func (l *lowerer) templateOf(call syntax.Ref, callee string) (string, ir.Reg) {
	name := l.rendered(call, callee)
	if name == "" {
		return "", ir.NoReg
	}
	in := l.at(ir.GetGlobal, call)
	in.Name = name
	return templateKey, l.do(in)
}

// rendered names the function of the template that a call renders.
func (l *lowerer) rendered(call syntax.Ref, callee string) string {
	if isStubPath(l.u.Path) {
		return ""
	}
	fn, args := l.text(l.t.First(call)), l.t.Child(call, 1)
	switch name := strings.ToLower(fn[strings.LastIndexByte(fn, '.')+1:]); {
	case name == "render_template_string" || name == "stream_template_string" || name == "from_string",
		callee == "jinja2.Template" || callee == "django.template.Template":
		return l.constantTemplate(l.t.First(args))
	case !strings.Contains(name, "render") && !strings.Contains(name, "template"):
		return ""
	}
	for c := l.t.First(args); c != 0; c = l.t.Next(c) {
		v := c
		if l.t.Kind(c) == syntax.Keyword {
			v = l.t.Child(c, 1)
		}
		if lit := l.constantText(v); lit != 0 {
			if name := l.literal(lit); templateEndings[path.Ext(name)] && !strings.ContainsAny(name, "\n<{") {
				return jinja.Prefix + name
			}
		}
	}
	return ""
}

// constantText is the literal that an expression stands for: itself, or what a
// variable of the module is set to, once; 0 for none.
func (l *lowerer) constantText(n syntax.Ref) syntax.Ref {
	switch l.t.Kind(n) {
	case syntax.Str:
		return n
	case syntax.Name:
		name, found := l.text(n), syntax.Ref(0)
		if l.scope.parent != nil && l.scope.owns(name) {
			return 0
		}
		for c := l.t.First(l.t.Root); c != 0; c = l.t.Next(c) {
			if l.t.Kind(c) != syntax.Assign || l.t.Count(c) != 2 || l.text(l.t.First(c)) != name {
				continue
			}
			if found != 0 || l.t.Kind(l.t.Child(c, 1)) != syntax.Str {
				return 0
			}
			found = l.t.Child(c, 1)
		}
		return found
	}
	return 0
}

// constantTemplate lowers a template that is a constant of the program, once.
func (l *lowerer) constantTemplate(n syntax.Ref) string {
	lit := l.constantText(n)
	if lit == 0 {
		return ""
	}
	at := l.span(lit)
	line, column := lineOf(l.u.Lines, at.Start)
	name := l.u.Module + ".<template:" + strconv.Itoa(line) + ":" + strconv.Itoa(column) + ">"
	if l.seen[name] > 0 {
		return name
	}
	l.seen[name] = 1
	source := l.literal(lit)
	place := func(ir.Span) ir.Span { return at } // escapes or several literals
	if i := strings.Index(l.text(lit), source); i >= 0 {
		from := at.Start + uint32(i)
		place = func(s ir.Span) ir.Span { return ir.Span{Start: from + s.Start, End: from + s.End} }
	}
	l.u.Imports["*"+jinja.Model] = jinja.Model
	return jinja.Lower(l.u, jinja.Source{Name: name, Text: source, Place: place})
}
