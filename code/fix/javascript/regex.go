package javascript

import (
	"fmt"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// rewritten mends a regular expression that is written in the file by writing it
// otherwise.
func rewritten(strategy, why string, ways ...func(string) (string, bool)) func(*fix.Input) ([]fix.Candidate, error) {
	return func(in *fix.Input) ([]fix.Candidate, error) {
		s, err := open(in)
		if err != nil {
			return nil, err
		}
		literal := s.pattern()
		if literal == 0 {
			return nil, fmt.Errorf("the expression is written elsewhere")
		}
		pattern, flags := s.t.Regex(literal)
		for _, way := range ways {
			if now, ok := way(pattern); ok {
				s.replace(literal, "/"+now+"/"+flags)
				return s.done(strategy, why), nil
			}
		}
		return nil, fmt.Errorf("the expression is none of the kinds that are known to be written otherwise")
	}
}

// pattern is the expression at the flow's place: there, before the call of its method,
// among the arguments, or the one that a name there was given.
func (s *source) pattern() (found syntax.Ref) {
	at := s.at()
	if at == 0 {
		return 0
	}
	s.each(at, func(n syntax.Ref) {
		if s.t.Kind(n) == syntax.Name && s.t.Kind(s.up[n]) != syntax.Property {
			n = initialiser(s.t, s.t.Text(n), s.t.Nodes[at].Start)
		}
		if found == 0 && s.t.Kind(n) == syntax.Regex {
			found = n
		}
	})
	return found
}

// trimmed cuts blanks off the end by the method that is there for it.
func trimmed(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.call()
	callee, args := s.t.First(call), s.t.Child(call, 1)
	name := s.t.Child(callee, 1)
	if s.t.Kind(callee) != syntax.Member || s.t.Text(name) != "replace" || s.t.Count(args) != 2 || s.t.StringValue(s.t.Child(args, 1)) != "" || s.t.Kind(s.t.Child(args, 1)) != syntax.Str {
		return nil, fmt.Errorf("nothing is cut off here")
	}
	switch s.t.Text(s.t.First(args)) {
	case `/\s+$/`, `/\s*$/`, `/\s+$/g`:
		s.replace(name, "trimEnd")
	case `/^\s+|\s+$/g`, `/(^\s+|\s+$)/g`, `/^\s+|\s+$/gm`:
		s.replace(name, "trim")
	default:
		return nil, fmt.Errorf("more than blanks is cut off")
	}
	s.replace(args, "()")
	return s.done("trim", "blanks are cut off in one pass"), nil
}
