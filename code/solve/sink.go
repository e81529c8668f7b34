package solve

import (
	"slices"
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/secret"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// sink asks the demands of a kind what the arguments may break.
func (r *run) sink(fr *frame, in *ir.Instr, st *state, a *arguments) {
	if len(a.pos) < 2 {
		return
	}
	kind, _ := refine(st.facts, a.pos[0]).constant()
	args := a.pos[1:]
	if a.rest != nil {
		args = append(args[:len(args):len(args)], a.rest)
	}
	r.check(in, st, kind, args)
}

// fieldSink does the same for a value stored in a field that is a sink.
func (r *run) fieldSink(fr *frame, st *state, in *ir.Instr, o *obj, name string, v *val) {
	if r.g.sinks[name] == 0 || o.decl == nil {
		return
	}
	f := r.p.Field(o.decl.Name, name)
	if f == nil {
		return
	}
	if kind := sinkKind(f); kind != "" && !r.document(kind, v) {
		r.check(in, st, kind, append([]*val{v}, r.typeBeside(st, o, kind)...))
	}
}

// typeBeside is the content type of a field of markup whose class keeps one beside it.
func (r *run) typeBeside(st *state, o *obj, kind string) []*val {
	if kind != "html" || r.p.Field(o.decl.Name, "type") == nil {
		return nil
	}
	if t := o.field("type"); t != nil {
		if word, ok := t.constant(); ok && strings.Contains(word, "/") {
			return []*val{t}
		}
	}
	return nil
}

// document: where a table or a list is stored in place of markup, the answer is JSON.
func (r *run) document(kind string, v *val) bool {
	return kind == "html" && r.sem.PropertyKeys && v.kind != 0 && v.kind&^(value.Map|value.List|value.Nil) == 0
}

// credential reports a constant that is stored under the name of a secret.
func (r *run) credential(fr *frame, st *state, in *ir.Instr, v *val) {
	if fr.fn.Unit.Stub || fr.fn.Unit.Test || v.kind&^(value.Str|value.Bytes) != 0 {
		return
	}
	if word, ok := v.constant(); ok && secret.Written(in.Name, word) {
		name := in.Name[strings.LastIndexByte(in.Name, '.')+1:]
		r.check(in, st, "secret", []*val{v, strVal(text.Lit(name))})
	}
}

func (r *run) check(in *ir.Instr, st *state, kind string, args []*val) {
	demands := r.demands[kind]
	if len(demands) == 0 {
		return
	}
	for _, one := range r.lists(st, args) {
		abs := make([]value.Abs, len(one))
		for i, v := range one {
			abs[i] = r.toAbs(st, v, 0)
		}
		for _, d := range demands {
			for _, v := range d.Check(abs) {
				if v.Labels == 0 && v.Hole != nil {
					continue // nobody's data
				}
				if !slices.Contains(dataOnly, kind) && r.ownWish(v, abs) || kind == "html" && r.download(v, abs) {
					continue
				}
				r.report(in, st, kind, d, v, abs, one)
			}
		}
	}
}

// maxLists bounds the lists that are judged one by one.
const maxLists = 4

// lists are the arguments, once for each list that one of them may be: the words of
// two commands are no words of a third.
func (r *run) lists(st *state, args []*val) [][]*val {
	for i, v := range args {
		if v.kind&^value.Nil != value.List || len(v.refs) < 2 || len(v.refs) > maxLists {
			continue
		}
		var out [][]*val
		for _, f := range v.refs {
			one := *v
			one.h, one.refs, one.cs, one.alts = 0, []ref{f}, nil, nil
			out = append(out, slices.Clone(args))
			out[len(out)-1][i] = &one
		}
		return out
	}
	return [][]*val{args}
}

func (r *run) report(in *ir.Instr, st *state, kind string, d demand.Demand, v demand.Violation, abs []value.Abs, args []*val) {
	f := Flow{Sink: kind, Demand: d, Violation: v, Args: abs, At: r.place(in), Root: r.root.fn()}
	if r.root != nil {
		f.Entry = r.root.entry
	}
	for n, s := range r.labels {
		if v.Labels&(1<<n) != 0 {
			f.Sources = append(f.Sources, s)
		}
	}
	f.Stack = r.callStack()
	f.Path = r.pathTo(st, f.At, v, args)
	if n := r.answered(f.Path, f.At); n > 0 {
		// A framework writes what the handler returned: the place is where it did.
		last := f.Path[n-1]
		if last.Func != f.At.Func.Name {
			f.At.Func = r.p.Func(last.Func)
		}
		f.At.Span, f.At.Callee = last.Span, last.Func
		f.Path = f.Path[:n]
	} else if n := r.gave(f.Path, f.At); n > 0 {
		// A framework writes what a handler gave it: the place is where the handler did.
		last := f.Path[n-1]
		f.At = Place{Unit: last.Unit, Span: last.Span, Func: r.p.Func(last.Func), Callee: f.At.Callee}
	}
	f.Conditions = r.conditions(st)
	if k := f.key(); !r.found[k] && !r.analysis.found[k] {
		r.found[k] = true
		r.shown++
	}
	r.flows = append(r.flows, f)
}

// gave is how much of a path leads to the last place in the project, where the sink's
// own is a model's, or only that where a handler was registered.
func (r *run) gave(path []Step, at Place) int {
	n := len(path)
	switch {
	case n > 0 && at.Unit != nil && at.Unit.Stub:
		return n
	case n > 1 && r.root != nil && r.root.entry != nil && at == r.root.entry.At && (r.root.entry.Handler == nil || r.root.entry.Handler.Unit.Stub):
		return n - 1 // without the sink
	}
	return 0
}

// answered is how much of a path leads to the place where a handler said what the
// framework then writes; 0 when that is not what happened. What the front end made
// around a handler is passed over.
func (r *run) answered(path []Step, at Place) int {
	n := len(path) - 1 // without the sink
	if n < 1 || !r.atHead(at) {
		return 0
	}
	glue := at.Unit != nil && at.Unit.Init != nil && strings.HasPrefix(at.Func.Name, at.Unit.Init.Name+".")
	for glue && n > 0 && path[n-1].Func == at.Func.Name {
		n--
	}
	switch {
	case n == 0: // nothing else: it is the handler itself
		return len(path) - 1
	case path[n-1].Func == at.Func.Name, glue && path[n-1].Unit == at.Unit && r.p.Func(path[n-1].Func) != nil:
		return n
	}
	return 0
}

// atHead reports whether a place is only that of the entry's handler, for want of
// a call in it.
func (r *run) atHead(p Place) bool {
	return r.root != nil && r.root.entry != nil && p.Func != nil && p.Func == r.root.entry.Handler && p.Span == p.Func.NameSpan
}

// pathTo is the way of the violating data to the sink.
func (r *run) pathTo(st *state, at Place, v demand.Violation, args []*val) []Step {
	var tr *trace
	if v.Labels != 0 {
		if v.Arg >= 0 && v.Arg < len(args) {
			_, tr = r.reach(st, args[v.Arg])
		}
		for i := 0; tr == nil && i < len(args); i++ {
			_, tr = r.reach(st, args[i])
		}
	}
	end := &trace{labels: v.Labels, prev: tr, fn: at.Func, span: at.Span, note: "reaches the sink"}
	if at.Func == nil {
		return nil
	}
	return end.steps(r.told(v.Labels))
}

// told picks the source whose way is told: the first that is not the operator's
// own word, for that one is hardly the attacker.
func (r *run) told(labels text.Labels) text.Labels {
	for n, s := range r.labels {
		if labels&(1<<n) != 0 && s.Kind != "args" && s.Kind != "env" && s.Kind != "stdin" {
			return 1 << n
		}
	}
	return labels & -labels
}

// callStack lists the project's calls from the root to here.
func (r *run) callStack() []Place {
	var out []Place
	for f := r.top; f != nil && f.caller != nil; f = f.caller {
		if f.call != nil && !f.caller.fn.Unit.Stub && !f.caller.ground {
			out = append(out, Place{Unit: f.caller.fn.Unit, Span: f.call.Span, Func: f.caller.fn, Callee: f.fn.Name})
		}
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// maxConditions bounds what a witness search is told.
const maxConditions = 32

// conditions lists the tests passed on the way that speak of sources.
func (r *run) conditions(st *state) []Condition {
	var out []Condition
	for _, f := range st.facts.since(nil) {
		if f.kind != fText || len(out) >= maxConditions {
			continue
		}
		if n, ok := r.sourceOf(f.sym); ok && f.text.Kind != text.Marked {
			out = append(out, Condition{Source: r.sourceAt(n), Fact: *f.text, Holds: !f.not})
		}
	}
	return out
}

func (r *run) sourceAt(n uint) Source {
	if n < maxLabels {
		return r.labels[n]
	}
	return r.quiet[n-maxLabels]
}

// sinkKind is the demand on what is stored in a field.
func sinkKind(f *ir.Field) string {
	return sinkTag(f.Tag)
}
