package javascript

import (
	"path"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// inlined are the functions that are given a template as a text: the ending of files of such
// templates, and whether the template is run at once.
var inlined = map[string]struct {
	kind string
	runs bool
}{
	"ejs.render": {".ejs", true}, "ejs.compile": {".ejs", false}, "lodash.template": {".lodash", false},
	"handlebars.compile": {".hbs", false}, "mustache.render": {".mustache", true},
	"pug.render": {".pug", true}, "pug.compile": {".pug", false}, "jade.render": {".jade", true}, "jade.compile": {".jade", false},
}

// inline lowers a call that is given a template as a constant text: the template is read as
// a file of its kind is, and shown with the data.
func (l *lowerer) inline(n, args syntax.Ref, in ir.Instr) (ir.Reg, bool) {
	how, ok := inlined[in.Name]
	if l.stub || !ok || in.Op != ir.Call || in.A != ir.NoReg || in.Flags&ir.FlagSpread != 0 || len(in.Args) == 0 {
		return ir.NoReg, false
	}
	text, _ := l.t.ConstantText(l.t.First(args))
	if text == "" {
		return ir.NoReg, false
	}
	template := l.templateText(how.kind, text, l.span(l.t.First(args)))
	if !how.runs {
		return l.call(n, pageModel+".compiled", l.global(n, template)), true
	}
	data := l.none(n)
	if len(in.Args) > 1 {
		data = in.Args[1]
	}
	l.call(n, pageModel+".show", l.global(n, template), data, l.none(n))
	return l.call(n, ir.IntrinsicClean), true
}

// templateText adds the function that a template's text is to the unit, and gives its name. All of
// it stands where the text stands. Lodash escapes where EJS does not, and the other way round.
func (l *lowerer) templateText(kind, text string, at ir.Span) string {
	if kind == ".lodash" {
		kind, text = ".ejs", strings.NewReplacer("<%=", "<%-", "<%-", "<%=").Replace(text)
	}
	module := l.u.Module + "~" + strconv.Itoa(int(at.Start))
	of := l.lang.LowerWith(path.Dir(l.u.Path)+"/template"+kind, module, []byte(text), l.tree)
	put := func(s *ir.Span) { *s = at }
	for _, f := range of.Funcs {
		f.Unit = l.u
		f.Span, f.NameSpan = at, at
		replaceBlock(f.Body, put)
		l.u.Funcs = append(l.u.Funcs, f)
	}
	l.u.Imports["import "+pageModel] = pageModel
	return module + ".prunella_template"
}
