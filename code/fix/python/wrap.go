package python

import (
	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// A wrapper writes a safe form of the expression n, whose text is expr. It may ask
// for imports and helpers; "" declines.
type wrapper func(s *source, n syntax.Ref, expr string) string

// A place is a statement that the flow runs through.
type placeAt struct {
	unit *ir.Unit
	span ir.Span
}

// maxSpots bounds how many places of a path are tried.
const maxSpots = 8

// wrapValues makes a strategy that passes the flow's data through a wrapper where
// it becomes part of a text: one candidate for each statement of the path that
// puts a text together, from the sink backwards. Bare values are wrapped only where
// the whole text is the data, before anything the program wrote joined it.
func wrapValues(why string, w wrapper) func(*fix.Input) ([]fix.Candidate, error) {
	return func(in *fix.Input) ([]fix.Candidate, error) {
		var out []fix.Candidate
		seen := map[string]bool{}
		places := spots(in)
		pure := untouched(in, places)
		for i, spot := range places {
			p := newPatch(in)
			s, err := p.open(spot.unit)
			if err != nil || !s.wrapAt(in, spot.span, i >= pure, w) {
				continue
			}
			c := p.done("%s", why)
			if key := editsKey(c.Edits); !seen[key] && len(out) < maxSpots {
				seen[key] = true
				out = append(out, c)
			}
		}
		if len(out) == 0 {
			return nil, shape("the place where the value enters the text was not found")
		}
		return out, nil
	}
}

// untouched is the number of the first place, from the sink backwards, at which the
// data is still by itself.
func untouched(in *fix.Input, places []placeAt) int {
	if len(in.Flow.Violation.Seq) > 1 {
		return len(places)
	}
	pure := 0
	for i, st := range in.Flow.Path {
		if st.Note == "stored" { // in an object, which may make a text of more than that
			pure = len(in.Flow.Path) - i + 1
		}
	}
	for i, spot := range places {
		s, err := newPatch(in).open(spot.unit)
		if err != nil {
			continue
		}
		t := s.taint(in.Flow)
		path := s.nodesAt(spot.span)
		for _, e := range s.roots(s.statement(path[len(path)-1])) {
			if s.joins(e) && t.in(e) {
				pure = max(pure, i+1)
			}
		}
	}
	return pure
}

func editsKey(edits []fix.Edit) string {
	key := ""
	for _, e := range edits {
		key += e.File + string(rune(e.Start)) + string(rune(e.End)) + e.New
	}
	return key
}

// spots lists the sink and the stations of the path, from the sink backwards.
func spots(in *fix.Input) []placeAt {
	out := []placeAt{{in.Flow.At.Unit, in.Flow.At.Span}}
	for i := len(in.Flow.Path) - 1; i >= 0; i-- {
		st := in.Flow.Path[i]
		out = append(out, placeAt{st.Unit, st.Span})
	}
	for _, src := range in.Flow.Sources {
		out = append(out, placeAt{src.At.Unit, src.At.Span})
	}
	return out
}

// wrapAt wraps the tainted leaves of the statement at a span; false when there
// are none.
func (s *source) wrapAt(in *fix.Input, span ir.Span, bare bool, w wrapper) bool {
	path := s.nodesAt(span)
	st := s.statement(path[len(path)-1])
	if st == 0 || s.is(st, syntax.FunctionDef, syntax.ClassDef, syntax.Decorated) {
		return false
	}
	t := s.taint(in.Flow)
	done := false
	for _, e := range s.roots(st) {
		for _, l := range s.leaves(e) {
			if l.alone && !bare || !t.in(l.expr) || s.isFormatted(l.expr) || s.inner(l.expr, t, w) {
				continue
			}
			if text := w(s, l.expr, s.text(l.expr)); text != "" {
				s.replace(l.expr, text)
				done = true
			}
		}
	}
	if e := s.value(st); !done && len(s.edits) == 0 && bare && e != 0 && t.in(e) {
		if text := w(s, e, s.text(e)); text != "" {
			s.replace(e, text)
		}
	}
	return len(s.edits) > 0
}

// isFormatted reports whether an expression stands in an f-string with a format
// that texts may not have: {ord(c):02x}.
func (s *source) isFormatted(n syntax.Ref) bool {
	f := s.up[n]
	return s.is(f, syntax.FStringField) && s.is(s.child(f, 1), syntax.FormatSpec)
}

// value is what a statement assigns or returns.
func (s *source) value(st syntax.Ref) syntax.Ref {
	switch s.kind(st) {
	case syntax.Assign, syntax.AnnAssign:
		return s.tree.Last(st)
	case syntax.Return:
		return s.child(st, 0)
	}
	return 0
}

// inner wraps inside a call that is a leaf: what is put together in its arguments
// comes before its result.
func (s *source) inner(e syntax.Ref, t *taint, w wrapper) bool {
	if !s.is(e, syntax.Call) {
		return false
	}
	done := false
	for _, a := range s.args(e) {
		for _, l := range s.leaves(a) {
			if l.alone || !t.in(l.expr) || s.isFormatted(l.expr) {
				continue
			}
			if text := w(s, l.expr, s.text(l.expr)); text != "" {
				s.replace(l.expr, text)
				done = true
			}
		}
	}
	return done
}

// roots lists the expressions of a statement in which texts are made: what is
// assigned or returned, and the arguments of a call that stands alone.
func (s *source) roots(st syntax.Ref) []syntax.Ref {
	switch s.kind(st) {
	case syntax.Assign, syntax.AnnAssign, syntax.AugAssign:
		return s.opened(s.tree.Last(st))
	case syntax.Return, syntax.ExprStmt, syntax.Raise:
		return s.opened(s.child(st, 0))
	case syntax.If, syntax.While:
		return s.opened(s.child(st, 0))
	case syntax.For:
		return s.opened(s.child(st, 1))
	case syntax.With:
		var out []syntax.Ref
		for _, it := range s.children(st) {
			if s.is(it, syntax.WithItem) {
				out = append(out, s.opened(s.child(it, 0))...)
			}
		}
		return out
	}
	return nil
}

// opened looks into calls, chains of methods included: their arguments are the
// expressions.
func (s *source) opened(e syntax.Ref) []syntax.Ref {
	for s.is(e, syntax.Await) {
		e = s.child(e, 0)
	}
	if !s.is(e, syntax.Call) || len(s.leaves(e)) != 1 || s.leaves(e)[0].expr != e {
		return []syntax.Ref{e}
	}
	var out []syntax.Ref
	for n := e; n != 0; {
		switch s.kind(n) {
		case syntax.Call:
			out = append(out, s.args(n)...)
			n = s.child(n, 0)
		case syntax.Attribute:
			n = s.child(n, 0)
		default:
			n = 0
		}
	}
	if len(out) == 0 {
		return []syntax.Ref{e}
	}
	return out
}
