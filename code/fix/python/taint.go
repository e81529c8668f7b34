package python

import (
	"slices"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
	"github.com/prunella/prunella/code/solve"
)

// A taint tells which expressions of a file carry the data of a flow: those that
// hold a station of its path, names that a station sets, and what is made of
// these by assignments in the same function.
type taint struct {
	s       *source
	spans   []ir.Span
	names   map[syntax.Ref]map[string]bool // by function
	fields  map[string]bool                // self.x, whoever's self
	returns map[string]bool                // functions the data passes through
}

func (s *source) taint(f *solve.Flow) *taint {
	t := &taint{s: s, names: map[syntax.Ref]map[string]bool{}, fields: map[string]bool{}, returns: map[string]bool{}}
	for _, st := range f.Path {
		t.returns[lastName(st.Func)] = true
		if st.Unit == s.unit && st.Span.End > st.Span.Start {
			t.seed(st)
		}
	}
	for _, src := range f.Sources {
		if src.At.Unit == s.unit && src.At.Span.End > src.At.Span.Start {
			t.spans = append(t.spans, src.At.Span)
			t.parameter(src)
		}
	}
	for range 3 {
		t.spread()
	}
	return t
}

// lastName is what stands behind the last dot.
func lastName(q string) string { return q[strings.LastIndexByte(q, '.')+1:] }

func (t *taint) seed(st solve.Step) {
	path := t.s.nodesAt(st.Span)
	n := path[len(path)-1]
	if name, ok := strings.CutPrefix(st.Note, "parameter "); ok {
		if fn := t.s.functionAt(path); fn != 0 {
			t.set(fn, name)
		}
		return
	}
	if t.s.is(n, syntax.Name, syntax.Attribute) && t.s.isTarget(n) {
		t.mark(n)
		return
	}
	if !t.s.is(t.s.at(st.Span), syntax.Call) || st.Note != "reaches the sink" {
		t.spans = append(t.spans, st.Span)
	}
}

// parameter makes carry the data what a framework gives it to: a function's parameter,
// which is the source or has its name, and an attribute of its name (argparse).
func (t *taint) parameter(src solve.Source) {
	path := t.s.nodesAt(src.At.Span)
	fn := t.s.functionAt(path)
	for _, p := range path {
		if fn != 0 && t.s.is(p, syntax.Param) {
			t.set(fn, t.s.text(t.s.child(p, 0)))
		}
	}
	if fn != 0 && path[len(path)-1] == t.s.child(fn, 0) { // the source is the function: what its parameters are given
		for _, p := range t.s.children(t.s.child(fn, 2)) {
			if name := t.s.text(t.s.child(p, 0)); t.s.is(p, syntax.Param) && slices.Contains(src.Names, name) {
				t.set(fn, name)
			}
		}
	}
	if src.Kind != "args" || len(src.Names) != 1 {
		return
	}
	t.s.each(t.s.tree.Root, func(n syntax.Ref) {
		switch name := src.Names[0]; {
		case t.s.is(n, syntax.Param) && t.s.text(t.s.child(n, 0)) == name && t.s.function(n) == fn:
			t.set(fn, name)
		case t.s.is(n, syntax.Attribute) && lastName(t.s.text(n)) == name:
			t.fields[t.s.text(n)] = true
		}
	})
}

// functionAt is the innermost function definition of a path of nodes.
func (s *source) functionAt(path []syntax.Ref) syntax.Ref {
	for i := len(path) - 1; i >= 0; i-- {
		if s.is(path[i], syntax.FunctionDef, syntax.Lambda) {
			return path[i]
		}
	}
	return 0
}

// isTarget reports whether an expression is assigned to.
func (s *source) isTarget(n syntax.Ref) bool {
	for p := s.up[n]; p != 0; n, p = p, s.up[p] {
		switch s.kind(p) {
		case syntax.Assign:
			return n != s.tree.Last(p)
		case syntax.AugAssign, syntax.AnnAssign, syntax.For, syntax.Comprehension, syntax.NamedExpr:
			return n == s.tree.First(p)
		case syntax.WithItem:
			return n == s.child(p, 1)
		case syntax.Tuple, syntax.List, syntax.Starred:
		default:
			return false
		}
	}
	return false
}

func (t *taint) set(fn syntax.Ref, name string) {
	if t.names[fn] == nil {
		t.names[fn] = map[string]bool{}
	}
	t.names[fn][name] = true
}

// mark makes a target carry the data.
func (t *taint) mark(n syntax.Ref) {
	switch t.s.kind(n) {
	case syntax.Name:
		t.set(t.s.function(n), t.s.text(n))
	case syntax.Attribute:
		t.fields[t.s.text(n)] = true
	case syntax.Tuple, syntax.List, syntax.Starred:
		for c := range t.s.tree.Children(n) {
			t.mark(c)
		}
	}
}

// spread follows assignments and loops once.
func (t *taint) spread() {
	s := t.s
	t.s.each(s.tree.Root, func(n syntax.Ref) {
		switch s.kind(n) {
		case syntax.Assign:
			t.assign(s.children(n)[:s.tree.Count(n)-1], s.tree.Last(n))
		case syntax.AugAssign:
			if t.in(s.child(n, 1)) {
				t.mark(s.child(n, 0))
			}
		case syntax.AnnAssign:
			if t.in(s.child(n, 2)) {
				t.mark(s.child(n, 0))
			}
		case syntax.For, syntax.Comprehension, syntax.NamedExpr:
			if t.in(s.child(n, 1)) {
				t.mark(s.element(s.child(n, 0), s.child(n, 1)))
			}
		case syntax.WithItem:
			if s.child(n, 1) != 0 && t.in(s.child(n, 0)) {
				t.mark(s.child(n, 1))
			}
		}
	})
}

// assign marks targets of a value; a, b = x, y is two assignments.
func (t *taint) assign(targets []syntax.Ref, value syntax.Ref) {
	if !t.in(value) {
		return
	}
	for _, target := range targets {
		if t.s.is(target, syntax.Tuple) && t.s.is(value, syntax.Tuple) && t.s.tree.Count(target) == t.s.tree.Count(value) {
			values := t.s.children(value)
			for i, part := range t.s.children(target) {
				t.assign([]syntax.Ref{part}, values[i])
			}
			continue
		}
		t.mark(target)
	}
}

// element is the part of a loop's target that carries data: the value, not the
// key, of items() and enumerate().
func (s *source) element(target, iterable syntax.Ref) syntax.Ref {
	if !s.is(iterable, syntax.Call) || !s.is(target, syntax.Tuple) || s.tree.Count(target) != 2 {
		return target
	}
	if name := s.text(s.child(iterable, 0)); name == "enumerate" || strings.HasSuffix(name, ".items") {
		return s.child(target, 1)
	}
	return target
}

// in reports whether an expression carries the data.
func (t *taint) in(e syntax.Ref) bool {
	if e == 0 || t.s.is(e, syntax.Absent) {
		return false
	}
	from, to := t.s.start(e), t.s.end(e)
	for _, sp := range t.spans {
		if sp.Start >= from && sp.End <= to {
			return true
		}
	}
	found := false
	t.s.each(e, func(n syntax.Ref) {
		switch t.s.kind(n) {
		case syntax.Name:
			found = found || t.named(n)
		case syntax.Attribute:
			found = found || t.fields[t.s.text(n)]
		case syntax.Call:
			name := lastName(t.s.text(t.s.child(n, 0)))
			found = found || t.returns[name] && name != t.s.functionName(n)
		}
	})
	return found
}

// named reports whether a name carries the data, in its function or one around.
func (t *taint) named(n syntax.Ref) bool {
	if t.s.is(t.s.up[n], syntax.Keyword, syntax.Param, syntax.FunctionDef) && t.s.tree.First(t.s.up[n]) == n ||
		t.s.is(t.s.up[n], syntax.Attribute) && t.s.child(t.s.up[n], 1) == n {
		return false
	}
	name := t.s.text(n)
	for fn := t.s.function(n); ; fn = t.s.function(fn) {
		if t.names[fn][name] {
			return true
		}
		if fn == t.s.tree.Root {
			return false
		}
	}
}

// functionName is the name of the function around n, "" in the module's body.
func (s *source) functionName(n syntax.Ref) string {
	if fn := s.function(n); s.is(fn, syntax.FunctionDef) {
		return s.text(s.child(fn, 0))
	}
	return ""
}
