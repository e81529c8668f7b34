package java

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// A wrapper writes an expression so that its value is harmless in the place; it may
// add imports and helpers.
type wrapper func(s *source, n syntax.Ref, expr string) (string, error)

// wrapped puts a wrapper around the values of the flow in what the sink is given:
// where they enter the text that is made for it, else at the call. argument says
// which of the call's arguments to look at, -1 for all.
func wrapped(strategy, why string, argument int, w wrapper) func(*fix.Input) ([]fix.Candidate, error) {
	return func(in *fix.Input) ([]fix.Candidate, error) {
		var out []fix.Candidate
		var last error
		for _, depth := range []int{maxDepth, 0} {
			s, err := open(in)
			if err != nil {
				return nil, err
			}
			if err := s.wrapLeaves(argument, depth, w); err != nil {
				last = err
				continue
			}
			c := s.done(strategy, why)
			if len(out) == 0 || fmt.Sprint(c) != fmt.Sprint(out) {
				out = append(out, c...)
			}
		}
		if len(out) == 0 {
			return nil, last
		}
		return out, nil
	}
}

// maxDepth bounds through how many variables a text is followed.
const maxDepth = 4

func (s *source) wrapLeaves(argument, depth int, w wrapper) error {
	call := s.at()
	given := s.args(call)
	if call == 0 {
		if given = s.returned(); given == nil {
			return fmt.Errorf("the flow does not end in a call")
		}
	}
	leaves := map[syntax.Ref]bool{}
	var order []syntax.Ref
	for i, a := range given {
		if argument >= 0 && i != argument {
			continue
		}
		s.leaves(a, depth, func(n syntax.Ref) {
			if !leaves[n] {
				leaves[n] = true
				order = append(order, n)
			}
		})
	}
	if len(order) == 0 && argument < 0 {
		s.filled(call, maxDepth, func(n syntax.Ref) {
			if !leaves[n] {
				leaves[n] = true
				order = append(order, n)
			}
		})
	}
	if len(order) == 0 {
		return fmt.Errorf("the place where the value enters the text was not found")
	}
	for _, n := range order {
		text, err := w(s, n, s.t.Text(n))
		if err != nil {
			return err
		}
		s.replace(n, text)
	}
	return nil
}

// returned is the expression of the return statement that the flow ends in.
func (s *source) returned() []syntax.Ref {
	span := s.in.Flow.At.Span
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		if s.t.Kind(n) != syntax.Return || s.t.First(n) == 0 {
			continue
		}
		from, to := s.t.Span(s.t.First(n))
		if s.t.Nodes[n].Start == span.Start || from == span.Start && to == span.End {
			return []syntax.Ref{s.t.First(n)}
		}
	}
	return nil
}

// fillers are methods that put something into what they are called on.
var fillers = map[string]bool{"add": true, "addAll": true, "addFirst": true, "addLast": true, "put": true, "command": true}

// filled looks for the values of the flow in what is put, statement by statement, into
// the lists that a call is given or is called on.
func (s *source) filled(call syntax.Ref, depth int, found func(syntax.Ref)) {
	receiver, _ := s.receiver(call)
	for _, list := range append(s.args(call), receiver) {
		if s.t.Kind(list) != syntax.Name || depth == 0 {
			continue
		}
		d := s.declaration(list)
		if s.t.Kind(d) != syntax.Declarator {
			continue
		}
		if made := s.made(list); s.t.Kind(made) == syntax.New {
			s.filled(made, depth-1, found)
		}
		for _, u := range s.uses(d) {
			put := s.up[u]
			if on, name := s.receiver(put); on != u || !fillers[name] {
				continue
			}
			for _, a := range s.args(put) {
				if s.t.Kind(a) == syntax.Name && len(s.pieces(s.made(a))) < 2 && s.t.Kind(s.made(a)) == syntax.New {
					continue // a list: its own fillers follow
				}
				s.leaves(a, maxDepth, found)
			}
			s.filled(put, depth-1, found)
		}
	}
}

// unchanged are methods that give the text they are called on, in another form.
var unchanged = map[string]bool{"toCharArray": true, "toString": true, "getBytes": true, "trim": true}

// leaves are the smallest expressions in n that carry the flow's data as a whole.
func (s *source) leaves(n syntax.Ref, depth int, found func(syntax.Ref)) {
	if !s.carries(n) || numeric[s.typeOf(n)] {
		return
	}
	if parts := s.pieces(n); len(parts) > 1 {
		for _, p := range parts {
			if !p.lit {
				s.leaves(p.node, depth, found)
			}
		}
		return
	}
	switch s.t.Kind(n) {
	case syntax.Paren:
		s.leaves(s.t.First(n), depth, found)
		return
	case syntax.Ternary:
		then := s.t.Next(s.t.First(n))
		s.leaves(then, depth, found)
		s.leaves(s.t.Next(then), depth, found)
		return
	case syntax.ArrayInit:
		for _, c := range s.children(n) {
			s.leaves(c, depth, found)
		}
		return
	case syntax.NewArray:
		if init := s.t.Child(n, syntax.ArrayInit); init != 0 {
			s.leaves(init, depth, found)
			return
		}
	case syntax.Call:
		receiver, name := s.receiver(n)
		switch {
		case unchanged[name] && receiver != 0 && !strings.Contains(s.typeOf(receiver), "Build"):
			s.leaves(receiver, depth, found)
			return
		case name == "format" && s.t.Text(receiver) == "String":
			for _, a := range s.args(n) {
				s.leaves(a, depth, found)
			}
			return
		}
	case syntax.Name:
		if s.follow(n, depth, found) {
			return
		}
	}
	found(n)
}

// numeric are types whose values hold nothing to escape.
var numeric = map[string]bool{"int": true, "long": true, "short": true, "byte": true, "double": true, "float": true, "boolean": true, "Integer": true, "Long": true, "Boolean": true}

// follow goes on in what a variable was made of, when that is a text put together,
// or an array.
func (s *source) follow(n syntax.Ref, depth int, found func(syntax.Ref)) bool {
	d := s.declaration(n)
	if s.t.Kind(d) != syntax.Declarator {
		return false
	}
	values := s.values(d)
	if len(values) != 1 || values[0] == 0 {
		return false
	}
	value := values[0]
	switch s.t.Kind(value) {
	case syntax.ArrayInit, syntax.NewArray:
		s.leaves(value, depth, found)
		return true
	case syntax.New:
		if typ := s.typeText(s.t.Child(value, syntax.Type)); typ == "String" || s.builder(value) || depth == 0 {
			return false
		}
		for _, a := range s.args(value) {
			s.leaves(a, depth-1, found)
		}
		return len(s.args(value)) > 0
	case syntax.Binary, syntax.Call, syntax.Paren:
		if depth > 0 && len(s.pieces(value)) > 1 {
			s.leaves(value, depth-1, found)
			return true
		}
	}
	return false
}
