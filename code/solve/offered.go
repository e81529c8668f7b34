package solve

import (
	"slices"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/value"
)

// A program that answers nobody is a library: its users call what it offers with
// what they were given themselves. So the texts that an offered function takes, and
// that nothing in the program gives it, are others'. What the caller chooses whole (the
// file to read, the command to run) is what the function is for, and is not told.

// callerKind is the kind of source of such texts.
const callerKind = "lib"

// offer finds out whether the program is a library: it offers something, answers
// nobody, and is no command where that has to be said (Go's main).
func (g *graph) offer(p *link.Program) {
	sem := p.Lang.Semantics()
	for _, in := range g.infos {
		f := in.fn
		if f.Unit.Stub || f.Unit.Test {
			continue
		}
		g.offers = g.offers || f.Offered
		g.served = g.served || !sem.Overloads && in.reach&toEntry != 0 || sem.ZeroValues && f.Class == "" && f.Name == f.Unit.Module+".main"
	}
	g.offers = g.offers && !g.served
}

// offered tells whether a root's own parameters are others' data.
func (a *analysis) offered(f *ir.Func) bool { return f != nil && f.Offered && a.g.offers }

// hasOffer: executing the function with others' data may show something.
func (a *analysis) hasOffer(in *funcInfo) bool {
	return a.offered(in.fn) && meeting(in.reach|a.watched.source(callerKind)) != 0
}

// given is the question for a parameter of an offered function.
func (r *run) given(f *ir.Func, p *ir.Param, q question) question {
	if !r.offered(f) || !p.Text && (p.Type == nil || !slices.Contains([]string{"string", "str"}, r.builtinName(p.Type.Name))) {
		return q
	}
	n := r.label(Source{Kind: callerKind, Names: []string{p.Name}, Type: p.Type, At: Place{Unit: f.Unit, Span: f.NameSpan, Func: f}})
	r.symOf[q.sym] = n
	if n < maxLabels {
		q.labels = 1 << n
		q.tr = &trace{labels: q.labels, span: f.NameSpan, fn: f, note: "source " + callerKind}
		r.callers = append(r.callers, q.sym)
	}
	return q
}

// dataOnly are the sinks at which a caller gives data to be read: that it makes objects or
// asks for files while it is read is nobody's wish.
var dataOnly = []string{"deserialize", "xml"}

// ownWish reports a violation by what a caller chose whole.
func (r *run) ownWish(v demand.Violation, abs []value.Abs) bool {
	if len(r.callers) == 0 || v.Labels == 0 || !r.only(v.Labels, callerKind) {
		return false
	}
	switch v.Context {
	case "path whole":
		return true
	case "exec option": // the caller gives a name or an address, and no option
		return false
	}
	if v.Arg < 0 || v.Arg >= len(abs) {
		return false
	}
	if sym, ok := symOf(abs[v.Arg].Str); ok && slices.Contains(r.callers, sym) {
		return true
	}
	return v.Hole != nil && slices.Contains(r.callers, v.Hole.Sym) && slices.ContainsFunc(abs[v.Arg].Items, func(a value.Abs) bool {
		sym, ok := symOf(a.Str)
		return ok && sym == v.Hole.Sym
	})
}

// download reports a file that is answered with as it is: nothing of the program's stands
// around it, so that it is no page of the program's.
func (r *run) download(v demand.Violation, abs []value.Abs) bool {
	if v.Labels == 0 || v.Arg < 0 || v.Arg >= len(abs) || !r.only(v.Labels, "file") {
		return false
	}
	_, whole := abs[v.Arg].Str.Hole()
	return whole
}
