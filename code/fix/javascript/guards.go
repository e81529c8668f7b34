package javascript

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// changing are the methods by which handlers of requests that change something are registered.
var changing = map[string]bool{"post": true, "put": true, "patch": true, "delete": true}

// sameGuard guards a handler as all others of its file that change something are guarded.
func sameGuard(in *fix.Input) ([]fix.Candidate, error) {
	const why = "who may call the handlers beside it may call this one"
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	if method := s.declaredMethod(); method != 0 {
		if err := s.decorated(method); err != nil {
			return nil, err
		}
		return s.done("same-guard", why), nil
	}
	route := s.routed()
	args := s.t.Child(route, 1)
	guard := ""
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		text, ok := s.guard(n)
		if n == route || !ok {
			continue
		}
		if guard != "" && guard != text {
			return nil, fmt.Errorf("the handlers beside it ask for different rights: which one this needs is for people to say")
		}
		guard = text
	}
	if route == 0 || guard == "" {
		return nil, fmt.Errorf("no handler beside it says who may call it")
	}
	last := s.t.First(args)
	for a := range s.t.Children(args) {
		last = a
	}
	s.insert(s.t.Nodes[last].Start, guard+", ")
	return s.done("same-guard", why), nil
}

// routed is the registration of the handler at the flow's place.
func (s *source) routed() syntax.Ref {
	for n := s.at(); n != 0; n = s.up[n] {
		if name := s.t.Text(s.t.Child(s.t.First(n), 1)); s.t.Kind(n) == syntax.Call && s.t.Kind(s.t.First(n)) == syntax.Member && changing[name] {
			return n
		}
	}
	return 0
}

// guard is what stands between the path and the handler in a registration.
func (s *source) guard(call syntax.Ref) (string, bool) {
	callee, args := s.t.First(call), s.t.Child(call, 1)
	if s.t.Kind(call) != syntax.Call || s.t.Kind(callee) != syntax.Member || !changing[s.t.Text(s.t.Child(callee, 1))] {
		return "", false
	}
	from, n := 0, s.t.Count(args)
	if _, path := s.t.ConstantText(s.t.First(args)); path {
		from = 1
	}
	if n-from != 2 {
		return "", false
	}
	return s.t.Text(s.t.Child(args, from)), true
}

// declaredMethod is the method of a class at the flow's place.
func (s *source) declaredMethod() syntax.Ref {
	for n := s.at(); n != 0; n = s.up[n] {
		if s.t.Kind(n) == syntax.Method {
			return n
		}
	}
	return 0
}

// decorated gives a method the guard of the methods beside it.
func (s *source) decorated(method syntax.Ref) error {
	guard, first := "", syntax.Ref(0)
	for m := range s.t.Children(s.up[method]) {
		for d := range s.t.Children(m) {
			if s.t.Kind(d) != syntax.Decorator {
				continue
			}
			if m == method && first == 0 {
				first = d
			}
			if text := s.t.Text(d); strings.HasPrefix(text, "@UseGuards(") || strings.HasPrefix(text, "@Roles(") {
				if guard != "" && guard != text {
					return fmt.Errorf("the handlers beside it ask for different rights: which one this needs is for people to say")
				}
				guard = text
			}
		}
	}
	if guard == "" || first == 0 {
		return fmt.Errorf("no handler beside it says who may call it")
	}
	s.insert(s.t.Nodes[first].Start, guard+"\n"+s.indent(first))
	return nil
}

// hideSecret leaves a secret out of a line of the log.
func hideSecret(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.call()
	callee := s.t.First(call)
	switch name := s.t.Text(s.t.Child(callee, 1)); {
	case call == 0 || s.t.Kind(callee) != syntax.Member:
		return nil, fmt.Errorf("the line is written elsewhere")
	case name == "cookie" || name == "setItem" || strings.HasPrefix(name, "write"):
		return nil, fmt.Errorf("what is kept may be needed: keep what identifies it, a keyed hash, or encrypt it")
	}
	s.each(s.t.Child(call, 1), s.hide)
	if len(s.edits) == 0 {
		return nil, fmt.Errorf("the line is put together elsewhere")
	}
	return s.done("hide-secret", "the log says that there was one, and not which"), nil
}

// hide writes stars for a part of a line that holds a value whose name says that it is a secret: an argument,
// a property, a part of a sum or of a template.
func (s *source) hide(n syntax.Ref) {
	switch s.t.Kind(s.up[n]) {
	case syntax.Args, syntax.Template:
	case syntax.Binary:
		if s.t.Op(s.up[n]) != syntax.Add {
			return
		}
	case syntax.Property:
		if s.t.First(s.up[n]) == n {
			return
		}
	default:
		return
	}
	for p := s.up[n]; p != 0; p = s.up[p] { // in what is given to another call
		if s.t.Kind(p) == syntax.Args {
			if s.up[p] != s.call() {
				return
			}
			break
		}
	}
	switch s.t.Kind(n) {
	case syntax.Object, syntax.Template, syntax.Arrow, syntax.FuncExpr, syntax.TemplateText, syntax.Str:
		return
	case syntax.Binary:
		if s.t.Op(n) == syntax.Add {
			return
		}
	}
	secret := false
	s.each(n, func(c syntax.Ref) {
		secret = secret || s.t.Kind(c) == syntax.Name && lang.Sensitive(s.t.Text(c)) != ""
	})
	if secret {
		s.replace(n, s.quoted("'***'"))
	}
}
