package javascript

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

const escaper = `function escapeHtml(value) {
  return String(value).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');
}
`

// escapeHTML escapes the values in markup; where an element's whole content is one
// value, it becomes the element's text.
func escapeHTML(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	if s.t.Kind(at) == syntax.JSX && s.asChild(at) {
		return s.done("escape-html", "the value is the element's text and no markup"), nil
	}
	markup := s.markup(at)
	if markup == 0 {
		markup = s.lone()
	}
	if markup == 0 {
		return nil, fmt.Errorf("the markup is put together elsewhere")
	}
	if s.asText(at, markup) {
		return s.done("escape-html", "the value is the element's text and no markup"), nil
	}
	name, ready := s.escaperHere()
	for _, p := range pieces(s.t, s.made(markup, markup), nil) {
		if p.expr == 0 || !s.carries(p.expr) || strings.HasPrefix(s.t.Text(p.expr), name+"(") {
			continue
		}
		s.replace(p.expr, name+"("+s.t.Text(p.expr)+")")
	}
	if len(s.edits) == 0 {
		return nil, fmt.Errorf("the value is put into the markup elsewhere")
	}
	if !ready {
		if err := s.helper(name, escaper); err != nil {
			return nil, err
		}
	}
	return s.done("escape-html", "the value is escaped where it becomes part of the markup"), nil
}

// markup is what is written: a call's argument that carries the data, or what is
// stored.
func (s *source) markup(at syntax.Ref) syntax.Ref {
	switch s.t.Kind(at) {
	case syntax.Call:
		for a := range s.t.Children(s.t.Child(at, 1)) {
			if s.carries(a) {
				return a
			}
		}
	case syntax.Assign:
		return s.t.Child(at, 1)
	case syntax.Member:
		if p := s.up[at]; s.t.Kind(p) == syntax.Assign {
			return s.t.Child(p, 1)
		}
	}
	return 0
}

// asText writes a lone value by what takes texts: textContent, text().
func (s *source) asText(at, markup syntax.Ref) bool {
	target := at
	if k := s.t.Kind(at); k == syntax.Assign || k == syntax.Call {
		target = s.t.First(at)
	}
	property := s.t.Child(target, 1)
	textual := map[string]string{"innerHTML": "textContent", "html": "text", "insertAdjacentHTML": "insertAdjacentText"}[s.t.Text(property)]
	if s.t.Kind(target) != syntax.Member || textual == "" || s.t.Op(s.up[target]) != syntax.NoOp || (textual == "textContent") == (s.t.Kind(at) == syntax.Call) {
		return false
	}
	if parts := pieces(s.t, s.made(markup, markup), nil); len(parts) != 1 || parts[0].expr == 0 {
		return false
	}
	s.replace(property, textual)
	return true
}

// escaperHere is the name of an escaper that the file imports.
func (s *source) escaperHere() (string, bool) {
	best := ""
	for local, target := range s.unit.Imports {
		if (target == "escape-html" || target == "lodash.escape" || target == "he.encode") && (best == "" || local < best) && !strings.Contains(local, " ") {
			best = local
		}
	}
	if best != "" {
		return best, true
	}
	return "escapeHtml", false
}
