package python

import (
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// repaired makes a strategy that mends a check or an escape which the program has
// already, where the flow ends: edit changes a call and says whether it did.
func repaired(why string, edit func(s *source, call syntax.Ref) bool) func(*fix.Input) ([]fix.Candidate, error) {
	return func(in *fix.Input) ([]fix.Candidate, error) {
		p := newPatch(in)
		s, err := p.open(in.Flow.At.Unit)
		if err != nil {
			return nil, err
		}
		t, done := s.taint(in.Flow), false
		path := s.nodesAt(in.Flow.At.Span)
		s.each(s.function(path[len(path)-1]), func(n syntax.Ref) {
			if s.is(n, syntax.Call) && t.in(s.child(n, 1)) {
				done = edit(s, n) || done
			}
		})
		if !done {
			return nil, shape("there is none that is nearly right")
		}
		return p.one("%s", why)
	}
}

// wholeMatch has an expression match the whole value, not its beginning alone.
func wholeMatch(s *source, call syntax.Ref) bool {
	fn := s.child(call, 0)
	if !s.is(fn, syntax.Attribute) || lastName(s.text(fn)) != "match" || strings.Contains(s.text(call), "$") {
		return false
	}
	s.replace(s.child(fn, 1), "fullmatch")
	return true
}

// quotesToo has html.escape escape quotes as well.
func quotesToo(s *source, call syntax.Ref) bool {
	k := s.keyword(call, "quote")
	if k == 0 || s.text(s.child(k, 1)) != "False" || lastName(s.dotted(s.child(call, 0))) != "escape" {
		return false
	}
	s.removeArgument(call, k)
	return true
}
