package jinja

import (
	"path"
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/markup"
)

// Prefix begins the name of a template's function, Model is the module of the
// library model that lowered templates call.
const (
	Prefix = "template:"
	Model  = "prunella_template"
)

// A Source is a template to lower.
type Source struct {
	Name  string // of the template, or of the function that a constant text becomes
	File  bool   // a file: its name tells what it is
	Text  string
	Place func(ir.Span) ir.Span // from the template's text to the unit's; nil: the same
}

// Lower adds the functions of a template to the unit and returns the name of the
// template's own.
func Lower(u *ir.Unit, src Source) string {
	t := Parse(src.Text)
	l := &lowerer{unit: u, src: src, name: src.Name, isMarkup: isMarkup(src), byName: !src.File || escaped(src.Name), flat: map[*Node]int{}, scopes: map[string]string{}}
	if src.File {
		l.name = Prefix + src.Name
	}
	for _, p := range t.Problems {
		p.Span = l.place(p.Span)
		u.Problems = append(u.Problems, p)
	}
	l.flatten(t.Nodes)
	l.markup = l.text.String()
	l.template(t.Nodes)
	return l.name
}

// escaped is Flask's rule (and select_autoescape's).
func escaped(name string) bool {
	switch path.Ext(name) {
	case ".html", ".htm", ".xml", ".xhtml", ".svg":
		return true
	}
	return false
}

var anyTag = regexp.MustCompile(`(?i)<!doctype|</?[a-z][a-z0-9]*[\s>/]`)

// isMarkup tells whether a template writes a page: from its file's name, else
// from whether it has tags.
func isMarkup(src Source) bool {
	if !src.File {
		return anyTag.MatchString(src.Text)
	}
	name := src.Name
	for {
		switch ext := path.Ext(name); ext {
		case ".html", ".htm", ".xml", ".xhtml", ".svg":
			return true
		case ".j2", ".jinja", ".jinja2", ".tpl", ".tmpl":
			if name = strings.TrimSuffix(name, ext); path.Ext(name) == "" {
				return anyTag.MatchString(src.Text)
			}
		default:
			return false
		}
	}
}

type lowerer struct {
	unit     *ir.Unit
	src      Source
	name     string
	isMarkup bool
	byName   bool // Flask escapes in it
	text     strings.Builder
	markup   string
	flat     map[*Node]int     // where in markup a hole is
	scopes   map[string]string // macros and imported modules by the names here: function, or "template." prefix
	*fn
}

func (l *lowerer) place(s ir.Span) ir.Span {
	if l.src.Place != nil {
		return l.src.Place(s)
	}
	return s
}

// flatten writes the template's constant markup, with x for holes, and notes
// where each hole stands.
func (l *lowerer) flatten(nodes []*Node) {
	for _, n := range nodes {
		switch n.Kind {
		case Text:
			l.text.WriteString(n.Text)
		case Output, Other:
			l.text.WriteString("x")
		}
		l.flat[n] = l.text.Len()
		for _, b := range n.Bodies {
			l.flatten(b)
		}
	}
}

// template lowers the template's own function; of one that extends another only
// what has effects.
func (l *lowerer) template(nodes []*Node) {
	whole := ir.Span{End: uint32(len(l.src.Text))}
	l.in(l.name, whole, func() {
		l.choose(whole)
		l.importsIn(nodes)
		var extends *Node
		for _, n := range nodes {
			if n.Kind == Extends && extends == nil {
				extends = n
			}
		}
		if extends == nil {
			l.nodes(nodes)
			return
		}
		for _, n := range nodes {
			if n.Kind == Set || n.Kind == Macro || n.Kind == Import {
				l.node(n)
			}
		}
		l.extend(extends, l.blocksIn(nodes, nil))
	})
}

// choose escapes by the file's name where the program does not say.
func (l *lowerer) choose(at ir.Span) {
	unsaid := l.instr(ir.Binary, at)
	unsaid.Tok, unsaid.A, unsaid.B = ir.Is, l.escape, l.constant(at, ir.Value{})
	given := l.escape
	l.escape = l.branch(at, l.do(unsaid), func() ir.Reg { return l.boolean(at, l.byName) }, func() ir.Reg { return given })
}

// blocksIn lists the blocks in nodes, also those in one another.
func (l *lowerer) blocksIn(nodes []*Node, out []*Node) []*Node {
	for _, n := range nodes {
		if n.Kind == Block {
			out = append(out, n)
		}
		for _, b := range n.Bodies {
			out = l.blocksIn(b, out)
		}
	}
	return out
}

// importsIn makes macros and imports known before they stand in the text.
func (l *lowerer) importsIn(nodes []*Node) {
	for _, n := range nodes {
		switch n.Kind {
		case Macro:
			l.scopes[n.Name] = l.name + "." + n.Name
		case Import:
			file, ok := constantName(n.Expr)
			if !ok {
				continue
			}
			if n.Name != "" {
				l.scopes[n.Name+"."] = Prefix + file + "."
			}
			for i, name := range n.Names {
				l.scopes[n.As[i]] = Prefix + file + "." + name
			}
		}
		for _, b := range n.Bodies {
			l.importsIn(b)
		}
	}
}

func constantName(e *Expr) (string, bool) {
	if e == nil || e.Op != Const || e.Value.Kind != ir.Str {
		return "", false
	}
	return e.Value.Str, true
}

// extend calls the template that this one fills in, with the blocks of both.
func (l *lowerer) extend(n *Node, blocks []*Node) {
	in := l.instr(ir.Map, n.Span)
	for _, b := range blocks {
		l.blockFunc(b)
		in.Args = append(in.Args, l.str(n.Span, b.Name), l.global(n.Span, l.blockName(b)))
	}
	in.Args = append(in.Args, ir.NoReg, l.blocks) // of those that extend this one
	l.append(n.Span, l.render(n, l.do(in), l.context, l.before))
}

// render calls another template, or the first of several that is there.
func (l *lowerer) render(n *Node, blocks, context, before ir.Reg) ir.Reg {
	names := []*Expr{n.Expr}
	if n.Expr.Op == List || n.Expr.Op == Tuple {
		names = n.Expr.Args
	}
	for _, e := range names {
		if name, ok := constantName(e); ok {
			return l.call(n.Span, Prefix+name, context, l.escape, blocks, before)
		}
	}
	return l.model(n.Span, "elsewhere", context)
}

func (l *lowerer) blockName(n *Node) string { return l.name + ".<" + n.Name + ">" }

// blockFunc writes a block as a function of its own.
func (l *lowerer) blockFunc(n *Node) {
	for _, f := range l.unit.Funcs {
		if f.Name == l.blockName(n) {
			return
		}
	}
	l.in(l.blockName(n), n.Span, func() { l.nodes(n.Bodies[0]) })
}

// append puts a piece to the text of a template that is no markup.
func (l *lowerer) append(at ir.Span, piece ir.Reg) {
	if l.out == ir.NoReg || piece == ir.NoReg {
		return
	}
	in := l.instr(ir.Concat, at)
	in.Dst, in.Args = l.out, []ir.Reg{l.out, piece}
	l.emit(in)
}

// constantly notes constant markup that was written.
func (l *lowerer) constantly(s string) {
	l.fn.markup += s
	if len(l.fn.markup) > markup.MaxBefore {
		l.fn.markup = markup.Tail(l.fn.markup)
	}
}

// ahead is the markup before the place reached, the caller's and our own.
func (l *lowerer) ahead(at ir.Span) ir.Reg {
	return l.concat(at, l.before, l.str(at, l.fn.markup))
}
