package javascript

import (
	"path"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/javascript/page"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

var _ lang.Including = Language{}

// pageModel is the library model that templates call.
const pageModel = "prunella_page"

// Included reports whether sources may render the file.
func (Language) Included(p string) bool { return page.Is(p) && !page.IsComponent(p) }

// replace puts what was lowered of a template's script where it stands in the template.
func replace(u *ir.Unit, script page.Script) {
	at := func(s *ir.Span) {
		from, to := script.Place(int(s.Start), int(s.End))
		*s = ir.Span{Start: uint32(from), End: uint32(to)}
	}
	for i := range u.Problems {
		at(&u.Problems[i].Span)
	}
	for i := range u.Globals {
		at(&u.Globals[i].Span)
	}
	for _, t := range u.Types {
		at(&t.Span)
		for i := range t.Fields {
			at(&t.Fields[i].Span)
		}
	}
	for _, f := range append([]*ir.Func{u.Init}, u.Funcs...) {
		at(&f.Span)
		at(&f.NameSpan)
		replaceBlock(f.Body, at)
		for i := range f.Params {
			replaceBlock(f.Params[i].Default, at)
		}
	}
}

func replaceBlock(b ir.Block, at func(*ir.Span)) {
	for i := range b {
		in := &b[i]
		at(&in.Span)
		if in.Aux == nil {
			continue
		}
		for _, inner := range in.Aux.Blocks {
			replaceBlock(inner, at)
		}
		for j := range in.Aux.Handlers {
			at(&in.Aux.Handlers[j].Span)
			replaceBlock(in.Aux.Handlers[j].Body, at)
		}
	}
}

// renders emits, before a call that renders a template by a constant name, the call of
// the template's function; "include(name, data)" of a template is that alone.
func (l *lowerer) renders(n, fn, args syntax.Ref, in ir.Instr) (ir.Reg, bool) {
	t := l.t
	if l.stub || in.Flags&ir.FlagSpread != 0 || len(in.Args) == 0 {
		return ir.NoReg, false
	}
	within := false
	switch {
	case t.Kind(fn) == syntax.Name && l.text(fn) == "include" && page.Is(l.u.Path):
		within = true
	case t.Kind(fn) == syntax.Member && rendering[l.text(t.Child(fn, 1))]:
	default:
		return ir.NoReg, false
	}
	file := l.templateOf(t.First(args))
	if file == "" {
		return ir.NoReg, within
	}
	l.u.Imports["import "+pageModel] = pageModel
	data, owner := l.none(n), l.none(n)
	if len(in.Args) > 1 {
		data = in.Args[1]
	}
	if within {
		owner = l.load(n, "locals")
	} else if in.Op == ir.Method {
		owner = in.A
	}
	r := l.call(n, pageModel+".show", l.global(n, "./"+file+".prunella_template"), data, owner)
	return r, within
}

// rendering are the methods that render a template by its name, and what they are given.
var rendering = map[string]bool{"render": true, "renderFile": true, "renderAsync": true, "view": true}

// templateOf is the file of the template that an expression names, "" for none.
func (l *lowerer) templateOf(n syntax.Ref) string {
	name := strings.TrimPrefix(path.Clean("/"+l.pathText(n)), "/")
	if name == "" || strings.ContainsAny(name, "<{\n ") {
		return ""
	}
	if page.Is(l.u.Path) { // what is included is named from where it is
		if got := l.templateFile(path.Join(templateName(l.u.Path), "..", l.pathText(n))); got != "" {
			return got
		}
	}
	return l.templateFile(name)
}

// templateFile finds a template by its name below the folder of views, or by the end of
// its path.
func (l *lowerer) templateFile(name string) string {
	if page.Is(name) {
		name = strings.TrimSuffix(name, path.Ext(name))
	}
	if _, below, ok := strings.Cut("/"+name, "/views/"); ok {
		name = below
	}
	found := ""
	for _, p := range l.tree.Paths {
		if !page.Is(p) || page.IsComponent(p) {
			continue
		}
		if templateName(p) == name {
			return p
		}
		if found == "" && strings.HasSuffix(strings.TrimSuffix(p, path.Ext(p)), "/"+name) {
			found = p
		}
	}
	return found
}

// templateName is a template's path below the folder of views, without its ending.
func templateName(file string) string {
	file = strings.TrimSuffix(file, path.Ext(file))
	for _, folder := range []string{"/views/", "/templates/"} {
		if _, below, ok := strings.Cut("/"+file, folder); ok {
			return below
		}
	}
	return file
}

// pathText is the text that an expression names a file by: a literal, or the literals in
// path.join(__dirname, "views", "page.ejs").
func (l *lowerer) pathText(n syntax.Ref) string {
	t := l.t
	switch t.Kind(n) {
	case syntax.Str:
		return t.StringValue(n)
	case syntax.Call:
		if f := l.text(t.First(n)); f != "path.join" && f != "path.resolve" && f != "join" && f != "resolve" {
			return ""
		}
		var parts []string
		for a := range t.Children(t.Child(n, 1)) {
			if t.Kind(a) == syntax.Str {
				parts = append(parts, t.StringValue(a))
			}
		}
		return path.Join(parts...)
	case syntax.Binary:
		if t.Op(n) == syntax.Add && t.Kind(t.Child(n, 1)) == syntax.Str {
			return t.StringValue(t.Child(n, 1))
		}
	}
	return ""
}
