package javascript

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// A step is one call x.replace(what, with) of those that make a text.
type step struct {
	call, name, what, with syntax.Ref
}

const remover = `function removeAll(text, pattern) {
  let last;
  do {
    last = text;
    text = text.replace(pattern, '');
  } while (text !== last);
  return text;
}
`

// wholeEscape mends what makes a text safe by half: all of what is looked for is
// replaced and not the first only, backslashes come before what gets one, a step that another would undo
// changes places with it, and what is removed is removed until nothing is left of it.
func wholeEscape(in *fix.Input) ([]fix.Candidate, error) {
	const strategy = "whole-escape"
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.call()
	steps := s.steps(call)
	at := -1
	for i, st := range steps {
		if st.call == call {
			at = i
		}
	}
	if at < 0 {
		return nil, fmt.Errorf("what is replaced is written elsewhere")
	}
	to := s.t.StringValue(steps[at].with)
	switch {
	case !s.everywhere(steps[at]):
		if err := s.globally(steps[at]); err != nil {
			return nil, err
		}
		return s.done(strategy, "all of them are replaced and not the first only"), nil
	case to == "":
		return s.removed(steps[at], strategy)
	case strings.HasPrefix(to, `\`):
		if err := s.backslashes(steps, at); err != nil {
			return nil, err
		}
		return s.done(strategy, "backslashes that are there already get one as well"), nil
	}
	if err := s.reordered(steps, at); err != nil {
		return nil, err
	}
	return s.done(strategy, "no step takes up what another one has made"), nil
}

// steps lists the replacements that a call is one of, in the order in which they are
// made: those of its chain, and of the statements beside it that go on with the same
// variable.
func (s *source) steps(call syntax.Ref) []step {
	last := call
	for s.step(s.up[s.up[last]]).call != 0 && s.t.First(s.up[last]) == last {
		last = s.up[s.up[last]]
	}
	statement := s.up[s.up[last]]
	if name := s.variable(statement, last); name != "" {
		var out []step
		for n := s.t.First(s.up[statement]); n != 0; n = s.t.Next(n) {
			value := s.t.Child(s.t.First(n), 1)
			if s.variable(n, value) == name {
				out = append(out, s.chain(value)...)
			} else if s.t.Nodes[n].Start < s.t.Nodes[statement].Start {
				out = nil
			} else {
				break
			}
		}
		return out
	}
	return s.chain(last)
}

// variable is the name in a statement "name = value".
func (s *source) variable(statement, value syntax.Ref) string {
	set := s.t.First(statement)
	if s.t.Kind(statement) != syntax.ExprStmt || s.t.Kind(set) != syntax.Assign || s.t.Op(set) != syntax.NoOp || value == 0 || s.t.Child(set, 1) != value {
		return ""
	}
	of := value
	for c := s.chain(value); len(c) > 0; c = nil {
		of = s.t.First(s.t.First(c[0].call))
	}
	if name := s.t.Text(s.t.First(set)); s.t.Kind(of) == syntax.Name && s.t.Text(of) == name {
		return name
	}
	return ""
}

// chain lists the replacements that end in a call, the first one first.
func (s *source) chain(last syntax.Ref) (out []step) {
	st := s.step(last)
	if st.call == 0 {
		return nil
	}
	return append(s.chain(s.t.First(s.t.First(last))), st)
}

func (s *source) step(call syntax.Ref) step {
	callee, args := s.t.First(call), s.t.Child(call, 1)
	name := s.t.Child(callee, 1)
	if s.t.Kind(call) != syntax.Call || s.t.Kind(callee) != syntax.Member || s.t.Count(args) != 2 || s.t.Text(name) != "replace" && s.t.Text(name) != "replaceAll" {
		return step{}
	}
	st := step{call, name, s.t.First(args), s.t.Child(args, 1)}
	if k := s.t.Kind(st.with); k != syntax.Str && k != syntax.Template || k == syntax.Template && s.t.Count(st.with) != 1 {
		return step{}
	}
	return st
}

// everywhere: a step replaces all that it finds.
func (s *source) everywhere(st step) bool {
	_, flags := s.t.Regex(st.what)
	return s.t.Text(st.name) == "replaceAll" || strings.Contains(flags, "g")
}

// globally makes a step replace all that it finds.
func (s *source) globally(st step) error {
	switch s.t.Kind(st.what) {
	case syntax.Regex:
		s.insert(s.t.Nodes[st.what].End, "g")
		return nil
	case syntax.Str:
		p, err := literal(regexp.QuoteMeta(s.t.StringValue(st.what)), "g")
		s.replace(st.what, p)
		return err
	}
	return fmt.Errorf("what is replaced is written elsewhere")
}

// literal writes an expression as a literal of the language.
func literal(pattern, flags string) (string, error) {
	var b strings.Builder
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == '\\' && i+1 < len(pattern):
			b.WriteString(pattern[i : i+2])
			i++
		case c == '/':
			b.WriteString(`\/`)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c < ' ' || c >= 0x7f:
			return "", fmt.Errorf("the text has signs that cannot be written plainly")
		default:
			b.WriteByte(c)
		}
	}
	return "/" + b.String() + "/" + flags, nil
}

// removed has a removal begin again until nothing is left to remove.
func (s *source) removed(st step, strategy string) ([]fix.Candidate, error) {
	from := s.t.Nodes[s.t.First(s.t.First(st.call))]
	s.insert(from.Start, "removeAll(")
	s.edits = append(s.edits,
		fix.Edit{File: s.unit.Path, Start: from.End, End: s.t.Nodes[st.what].Start, New: ", "},
		fix.Edit{File: s.unit.Path, Start: s.t.Nodes[st.what].End, End: s.t.Nodes[st.call].End, New: ")"})
	err := s.helper("removeAll", remover)
	return s.done(strategy, "it is removed until nothing is left to remove, since a removal may put the parts around it together"), err
}

// backslashes has the chain begin with one for each backslash.
func (s *source) backslashes(steps []step, at int) error {
	for _, st := range steps[:at] {
		if strings.Contains(s.t.StringValue(st.with), `\`) && s.t.Nodes[st.call].Start != s.t.Nodes[steps[at].call].Start {
			return fmt.Errorf("an earlier statement has put backslashes there")
		}
	}
	first := steps[at]
	for s.step(s.t.First(s.t.First(first.call))).call != 0 {
		first = s.step(s.t.First(s.t.First(first.call)))
	}
	q := s.quote()
	s.insert(s.t.Nodes[s.t.First(s.t.First(first.call))].End, ".replace(/\\\\/g, "+q+`\\\\`+q+")")
	return nil
}

// reordered moves the step that takes a mark's escape back behind all others, and the
// one that escapes the mark itself, which others write, before them.
func (s *source) reordered(steps []step, at int) error {
	from, to := at, len(steps)-1
	mark := s.t.StringValue(steps[at].with)
	if len(mark) > 1 {
		from, to = -1, 0
		for i := range steps[at+1:] {
			if s.finds(steps[at+1+i]) == mark[:1] {
				from = at + 1 + i
			}
		}
	}
	if from < 0 || from == to {
		return fmt.Errorf("which step undoes which was not seen")
	}
	order := make([]step, 0, len(steps))
	for i, st := range steps {
		if i != from {
			order = append(order, st)
		}
	}
	order = append(order[:to], append([]step{steps[from]}, order[to:]...)...)
	for i, st := range steps {
		if order[i] != st {
			s.edits = append(s.edits, fix.Edit{File: s.unit.Path, Start: s.t.Nodes[st.name].Start, End: s.t.Nodes[st.call].End, New: s.t.Src[s.t.Nodes[order[i].name].Start:s.t.Nodes[order[i].call].End]})
		}
	}
	return nil
}

// finds is the one sign that a step looks for; "" where it looks for more.
func (s *source) finds(st step) string {
	if s.t.Kind(st.what) == syntax.Str {
		return s.t.StringValue(st.what)
	}
	pattern, _, _ := strings.Cut(strings.TrimPrefix(s.t.Text(st.what), "/"), "/")
	return pattern
}
