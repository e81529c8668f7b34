package assure

import (
	"bytes"
	"sort"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/twin"
)

// A Way is how a program is entered: by an entry that it registers, by a function
// that nobody registered, or by its start. Run is nil where the program has no such
// way (any more).
type Way struct {
	Name        string
	Func        *ir.Func                    // before the patch, where it is a function that nobody registered
	Then, Again func(twin.Inputs) *twin.Run // on the program before the patch, and after
}

// Starts reports the way that is the program's start.
func (w *Way) Starts() bool { return w.Name == theStart }

const theStart = "the start"

// maxWays bounds how many ways into a program are looked at.
const maxWays = 200

// Ways lists the ways by which the code that a patch touches is reached, on the
// programs before and after it: each entry that runs a touched function on harmless
// inputs, and each touched function that no entry runs.
func Ways(before, after *link.Program) []Way {
	then, again := touched(before, after), touched(after, before)
	if len(then)+len(again) == 0 {
		return nil
	}
	a, b := twin.NewLab(before, twin.Limits{}), twin.NewLab(after, twin.Limits{})
	var out []Way
	ran := map[string]bool{}
	note := func(r *twin.Run, in map[string]*ir.Func) bool {
		any := false
		for name, f := range in {
			if runs(r, f) {
				ran[name], any = true, true
			}
		}
		return any
	}
	here, there := a.Entries(), b.Entries()
	for i, e := range here {
		if len(out) == maxWays {
			break
		}
		w := Way{Name: e.Pattern, Then: func(in twin.Inputs) *twin.Run { return a.Entry(e, in) }}
		if nth, all := len(alike(here[:i], e)), alike(there, e); nth < len(all) {
			w.Again = func(in twin.Inputs) *twin.Run { return b.Entry(all[nth], in) }
		}
		hit := note(w.Then(twin.Inputs{}), then)
		if w.Again != nil {
			hit = note(w.Again(twin.Inputs{}), again) || hit
		}
		if hit {
			out = append(out, w)
		}
	}
	if note(a.Start(twin.Inputs{}), then) || note(b.Start(twin.Inputs{}), again) {
		out = append(out, Way{Name: theStart, Then: a.Start, Again: b.Start})
	}
	return append(out, alone(a, b, then, after, ran)...)
}

// alone are the touched functions that nothing above ran.
func alone(a, b *twin.Lab, then map[string]*ir.Func, after *link.Program, ran map[string]bool) []Way {
	var names []string
	for name, f := range then {
		if !ran[name] && f != f.Unit.Init {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	var out []Way
	for _, name := range names[:min(len(names), maxWays)] {
		f := then[name]
		w := Way{Name: name, Func: f, Then: func(in twin.Inputs) *twin.Run { return a.Func(f, in) }}
		if now := counterpart(after, f); now != nil {
			w.Again = func(in twin.Inputs) *twin.Run { return b.Func(now, in) }
		}
		out = append(out, w)
	}
	return out
}

// alike lists the entries of another version of a program that are registered as one
// is. Where it stands may have moved; handlers without a name, which are called by their
// line, stay in their file, in their order.
func alike(entries []twin.Entry, e twin.Entry) (out []twin.Entry) {
	for _, o := range entries {
		if o.Kind != e.Kind || o.Pattern != e.Pattern || o.Methods != e.Methods {
			continue
		}
		nameless := strings.Contains(e.Name, "<lambda:") && o.At.Unit != nil && e.At.Unit != nil && o.At.Unit.Path == e.At.Unit.Path
		if o.Name == e.Name || nameless && strings.Contains(o.Name, "<lambda:") {
			out = append(out, o)
		}
	}
	return out
}

// touched lists the functions of a program whose text another version does not have,
// by name, and by what they take where there are several of a name.
func touched(p, other *link.Program) map[string]*ir.Func {
	out := map[string]*ir.Func{}
	same := map[string][]byte{}
	for _, u := range other.Units {
		if !u.Stub {
			same[u.Path] = u.Text
		}
	}
	for _, u := range p.Units {
		if text, ok := same[u.Path]; u.Stub || ok && bytes.Equal(text, u.Text) {
			continue
		}
		for _, f := range u.Funcs {
			if now := counterpart(other, f); now == nil || !bytes.Equal(source(f), source(now)) {
				name := f.Name
				if len(p.Overloads(p.Func(name))) > 0 {
					name += "(" + takes(f) + ")"
				}
				out[name] = f
			}
		}
		if u.Init != nil {
			out[u.Init.Name] = u.Init
		}
	}
	return out
}

func source(f *ir.Func) []byte {
	if int(f.Span.End) > len(f.Unit.Text) || f.Span.Start > f.Span.End {
		return nil
	}
	return f.Unit.Text[f.Span.Start:f.Span.End]
}

// runs reports whether a run entered a function.
func runs(r *twin.Run, f *ir.Func) bool { return len(f.Body) > 0 && r.Covered.Has(&f.Body[0]) }
