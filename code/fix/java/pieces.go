package java

import (
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/lang/java/syntax"
)

// A piece of a text: a literal, or an expression.
type piece struct {
	node syntax.Ref
	text string // of a literal
	lit  bool
}

// pieces takes a sum, x.concat(y) or a chain of appends to a new StringBuilder apart.
func (s *source) pieces(n syntax.Ref) []piece {
	switch s.t.Kind(n) {
	case syntax.Paren:
		if inner := s.pieces(s.t.First(n)); len(inner) > 1 {
			return inner
		}
	case syntax.Binary:
		if s.t.Op(n) == syntax.Add && s.textual(n) {
			return append(s.pieces(s.t.First(n)), s.pieces(s.t.Next(s.t.First(n)))...)
		}
	case syntax.Literal:
		if s.t.Op(n) == syntax.LitString {
			if text, err := strconv.Unquote(s.t.Text(n)); err == nil {
				return []piece{{node: n, text: text, lit: true}}
			}
		}
	case syntax.Call:
		receiver, name := s.receiver(n)
		args := s.args(n)
		switch {
		case name == "concat" && len(args) == 1 && receiver != 0:
			return append(s.pieces(receiver), s.pieces(args[0])...)
		case name == "toString" && len(args) == 0 && s.builder(receiver):
			return s.pieces(receiver)
		case name == "toString" && len(args) == 0 && s.t.Kind(receiver) == syntax.Name:
			if parts := s.appended(receiver); parts != nil {
				return parts
			}
		case name == "append" && len(args) == 1 && s.builder(receiver):
			return append(s.pieces(receiver), s.pieces(args[0])...)
		}
	case syntax.New:
		if args := s.args(n); s.builder(n) {
			if len(args) == 1 && s.typeOf(args[0]) != "int" {
				return s.pieces(args[0])
			}
			return nil
		}
	}
	return []piece{{node: n}}
}

// appended are the pieces of a local builder, all of which are appended in the block
// that declares it; nil when it is not as simple as that.
func (s *source) appended(name syntax.Ref) []piece {
	d := s.declaration(name)
	if s.t.Kind(d) != syntax.Declarator || !s.builder(s.t.Next(s.t.First(d))) || s.t.Kind(s.up[d]) != syntax.Local {
		return nil
	}
	out := s.pieces(s.t.Next(s.t.First(d)))
	block := s.up[s.up[d]]
	for _, u := range s.uses(d) {
		if s.t.Nodes[u].Start >= s.t.Nodes[name].Start {
			break
		}
		chain := u
		for s.t.Kind(s.up[chain]) == syntax.Call && s.t.First(s.up[chain]) == chain {
			chain = s.up[chain]
			if _, called := s.receiver(chain); called != "append" || len(s.args(chain)) != 1 {
				return nil
			}
			out = append(out, s.pieces(s.args(chain)[0])...)
		}
		if statement := s.up[chain]; chain == u || s.t.Kind(statement) != syntax.ExprStmt || s.up[statement] != block {
			return nil
		}
	}
	return out
}

// builder: a chain that begins with new StringBuilder(…).
func (s *source) builder(n syntax.Ref) bool {
	switch s.t.Kind(n) {
	case syntax.New:
		typ := s.typeText(s.t.Child(n, syntax.Type))
		return typ == "StringBuilder" || typ == "StringBuffer"
	case syntax.Call:
		receiver, name := s.receiver(n)
		return name == "append" && s.builder(receiver)
	}
	return false
}

// textual: a sum has a text in it, so that it is one.
func (s *source) textual(n syntax.Ref) bool {
	switch s.t.Kind(n) {
	case syntax.Binary:
		return s.t.Op(n) == syntax.Add && (s.textual(s.t.First(n)) || s.textual(s.t.Last(n)))
	case syntax.Paren:
		return s.textual(s.t.First(n))
	case syntax.Literal:
		return s.t.Op(n) == syntax.LitString
	}
	return s.typeOf(n) == "String"
}

// constant: an expression of literals and of names written in capitals only.
func (s *source) constant(n syntax.Ref) bool {
	switch s.t.Kind(n) {
	case syntax.Literal:
		return true
	case syntax.Paren:
		return s.constant(s.t.First(n))
	case syntax.Binary:
		return s.constant(s.t.First(n)) && s.constant(s.t.Last(n))
	case syntax.Select:
		name := s.t.Text(s.t.Last(n))
		return name == strings.ToUpper(name)
	case syntax.Name:
		if name := s.t.Text(n); name == strings.ToUpper(name) && len(name) > 1 {
			return true
		}
		d := s.declaration(n)
		if s.t.Kind(d) != syntax.Declarator {
			return false
		}
		values := s.values(d)
		return len(values) == 1 && values[0] != 0 && s.t.Kind(values[0]) == syntax.Literal
	}
	return false
}

// carries: an expression holds data of the flow: a station of its path, or a variable
// that was made from one.
func (s *source) carries(n syntax.Ref) bool {
	if s.tainted == nil {
		s.taint(n)
	}
	found := false
	s.each(n, func(c syntax.Ref) {
		found = found || s.station(c) || s.t.Kind(c) == syntax.Name && s.variable(c) && s.tainted[s.t.Text(c)]
	})
	return found
}

// station: a node begins where the flow passes; the place where it ends is none.
func (s *source) station(n syntax.Ref) bool {
	start, end := s.t.Span(n)
	for _, st := range s.in.Flow.Path {
		if st.Unit == s.unit && st.Span != s.in.Flow.At.Span && st.Span.Start == start && st.Span.End == end {
			return true
		}
	}
	return false
}

// taint works out which variables of the method carry the flow's data. Where the
// path has no station here, all parameters do.
func (s *source) taint(n syntax.Ref) {
	s.tainted = map[string]bool{}
	method := s.method(n)
	start, end := s.t.Span(method)
	here := false
	for _, st := range s.in.Flow.Path {
		if st.Unit != s.unit || st.Span.Start < start || st.Span.End > end || st.Span == s.in.Flow.At.Span {
			continue
		}
		if name, ok := strings.CutPrefix(st.Note, "parameter "); ok {
			s.tainted[name] = true
		}
		here = true
	}
	if !here {
		for _, p := range s.children(s.t.Child(method, syntax.Params)) {
			s.tainted[s.t.Text(s.t.Child(p, syntax.Name))] = true
		}
	}
	for changed := true; changed; {
		changed = false
		s.each(method, func(n syntax.Ref) {
			if name := s.set(n); name != "" && !s.tainted[name] {
				s.tainted[name], changed = true, true
			}
		})
	}
}

// set is the variable that a node puts data of the flow into.
func (s *source) set(n syntax.Ref) string {
	var target, value syntax.Ref
	switch s.t.Kind(n) {
	case syntax.Declarator:
		target, value = s.t.First(n), s.t.Next(s.t.First(n))
	case syntax.Assign:
		target, value = s.t.First(n), s.t.Last(n)
	case syntax.ForEach:
		target, value = s.t.First(s.t.Child(s.t.First(n), syntax.Declarator)), s.t.Next(s.t.First(n))
	case syntax.Call: // list.add(value)
		receiver, _ := s.receiver(n)
		if s.t.Kind(s.up[n]) != syntax.ExprStmt || s.t.Kind(receiver) != syntax.Name {
			return ""
		}
		target, value = receiver, s.t.Child(n, syntax.Args)
	default:
		return ""
	}
	for s.t.Kind(target) == syntax.Index || s.t.Kind(target) == syntax.Select {
		target = s.t.First(target)
	}
	if value == 0 || s.t.Kind(target) != syntax.Name || !s.station(n) && !s.carries(value) {
		return ""
	}
	return s.t.Text(target)
}
