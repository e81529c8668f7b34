package java

import (
	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

const escaped = "the value is escaped where it becomes part of the markup"

// escapeHTML escapes values in markup: where the shape of the call must change for
// that, there; else where they enter the text.
func escapeHTML(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	if ok, err := s.reshaped(s.at()); err != nil || ok {
		return s.done("escape-html", escaped), err
	}
	return wrapped("escape-html", escaped, -1, escapedHTML)(in)
}

// reshaped mends calls in which an escaped value alone would do harm: a format that
// is the value, characters that are counted before they are escaped.
func (s *source) reshaped(call syntax.Ref) (bool, error) {
	args := s.args(call)
	_, name := s.receiver(call)
	if len(args) == 0 || !s.carries(args[0]) {
		return false, nil
	}
	text := args[0]
	if receiver, chars := s.receiver(text); chars == "toCharArray" {
		text = receiver
	}
	start, end := s.t.Span(args[0])
	expr := s.t.Text(text)
	switch {
	case (name == "format" || name == "printf") && len(s.pieces(text)) == 1 && s.typeOf(text) == "String":
		end = s.t.Nodes[args[len(args)-1]].End
		made, err := escapedHTML(s, text, expr)
		s.edit(start, end, `"%s", `+made)
		return true, err
	case name == "write" && len(args) == 3 && s.typeOf(text) == "String":
		last := s.t.Text(args[1]) + " + " + s.t.Text(args[2])
		if s.t.Text(args[1]) == "0" {
			last = s.t.Text(args[2])
		}
		made, err := escapedHTML(s, text, expr+".substring("+s.t.Text(args[1])+", "+last+")")
		s.edit(start, s.t.Nodes[args[2]].End, made)
		return true, err
	case text != args[0] && len(args) == 1 && len(s.pieces(text)) == 1:
		made, err := escapedHTML(s, text, expr)
		s.edit(start, end, made)
		return true, err
	}
	return false, nil
}
