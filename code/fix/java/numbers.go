package java

import (
	"fmt"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// mostAmount is how much may be asked for where nobody said more: pages of a thousand
// rows are rare.
const mostAmount = "10_000"

// testNumber refuses a number that somebody else chose where it is more than there is, or
// than makes sense.
func testNumber(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	n := s.innermost(func(k syntax.Kind) bool {
		return k == syntax.Index || k == syntax.Cast || k == syntax.Call || k == syntax.New || k == syntax.For || k == syntax.Binary || k == syntax.Name
	})
	number, wrong, why := syntax.Ref(0), "", ""
	switch s.t.Kind(n) {
	case syntax.Index:
		array := s.t.Text(s.t.First(n))
		number, why = s.t.Last(n), "no such element"
		wrong = s.t.Text(number) + " < 0 || " + s.t.Text(number) + " >= " + array + ".length"
	case syntax.Cast:
		box := map[string]string{"byte": "Byte", "short": "Short", "char": "Character", "int": "Integer"}[s.typeText(s.t.Child(n, syntax.Type))]
		number, why = s.t.Last(n), "the number does not fit"
		if box != "" {
			wrong = s.t.Text(number) + " < " + box + ".MIN_VALUE || " + s.t.Text(number) + " > " + box + ".MAX_VALUE"
		}
	default:
		number, why = s.amount(n), "that is too much"
		wrong = s.t.Text(number) + " > " + mostAmount
	}
	if s.t.Kind(number) != syntax.Name || wrong == "" {
		return nil, fmt.Errorf("the number has no name here")
	}
	statement := s.statement(n)
	if first := s.firstUse(number); s.t.Kind(n) != syntax.Index && s.t.Kind(n) != syntax.Cast && first != 0 {
		statement = first
	}
	if statement == 0 {
		return nil, fmt.Errorf("there is no statement to test it before")
	}
	s.refuse(statement, wrong, why)
	return s.done("test-number", "a number that does not fit, or is more than makes sense, is refused before it is used"), nil
}

// innermost is the smallest node at the flow's place of the kinds that are asked for.
func (s *source) innermost(kind func(syntax.Kind) bool) (found syntax.Ref) {
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		if from, to := s.t.Span(n); from == s.in.Flow.At.Span.Start && to == s.in.Flow.At.Span.End && kind(s.t.Kind(n)) {
			found = n
		}
	}
	return found
}

// amount is the number in a call, in the creation of a list or in a loop's condition that carries the flow's
// data.
func (s *source) amount(n syntax.Ref) (found syntax.Ref) {
	s.each(n, func(c syntax.Ref) {
		if found == 0 && s.t.Kind(c) == syntax.Name && s.variable(c) && numeric[s.typeOf(c)] && s.carries(c) {
			found = c
		}
	})
	return found
}

// firstUse is the statement in which a variable is used for the first time in its block.
func (s *source) firstUse(name syntax.Ref) syntax.Ref {
	d := s.declaration(name)
	for _, u := range s.uses(d) {
		for st := s.statement(u); st != 0; st = s.statement(s.up[st]) {
			if s.up[st] == s.up[s.statement(d)] && st != s.statement(d) {
				return st
			}
		}
	}
	return 0
}
