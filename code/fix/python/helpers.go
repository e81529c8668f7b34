package python

import (
	"strings"

	"github.com/prunella/prunella/code/lang/python/syntax"
)

// A helper is a function to add to a file, before the statement that needs it.
type helper struct {
	before syntax.Ref
	text   string
}

// helper asks for a function before the statement of the module that n is in,
// and gives its name. The text is written with four spaces and takes the file's
// indentation; NAME in it is the name. A function of that name that reads the
// same is used as it is; another one makes way for a longer name.
func (s *source) helper(n syntax.Ref, name, text string) string {
	for {
		written := strings.ReplaceAll(strings.TrimSpace(text), "NAME", name)
		if step := s.step(); step != "    " {
			written = strings.ReplaceAll(written, "    ", step)
		}
		have := s.definition(name)
		if have == 0 && !s.bound(name) {
			for _, h := range s.helpers {
				if h.text == written {
					return name
				}
			}
			s.helpers = append(s.helpers, helper{s.top(n), written})
			return name
		}
		if have != 0 && strings.TrimSpace(s.text(have)) == written {
			return name
		}
		name += "_"
	}
}

// definition is the module's function of that name, or 0.
func (s *source) definition(name string) syntax.Ref {
	for _, n := range s.tops() {
		d := n
		if s.is(n, syntax.Decorated) {
			d = s.tree.Last(n)
		}
		if s.is(d, syntax.FunctionDef) && s.text(s.child(d, 0)) == name {
			return n
		}
	}
	return 0
}

// bound reports whether the file uses a name for anything.
func (s *source) bound(name string) bool {
	for i := range s.tree.Nodes {
		if n := syntax.Ref(i); s.is(n, syntax.Name) && s.text(n) == name {
			return true
		}
	}
	return false
}

// addHelpers writes the functions asked for, two blank lines around each.
func (s *source) addHelpers() {
	for _, h := range s.helpers {
		at := s.lineStart(s.start(h.before))
		// Comments right above belong to the statement.
		for at > 0 {
			line := s.lineStart(at - 1)
			if !strings.HasPrefix(s.between(line, at), "#") || line == 0 {
				break
			}
			at = line
		}
		before := ""
		if at > 0 {
			blank := len(s.between(0, at)) - len(strings.TrimRight(s.between(0, at), "\n"))
			before = strings.Repeat("\n", max(0, 3-blank))
		}
		s.insert(at, before+h.text+"\n\n\n")
	}
	s.helpers = nil
}
