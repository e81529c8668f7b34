package java

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// guards are the annotations that say who may call a handler.
var guards = map[string]bool{"PreAuthorize": true, "Secured": true, "RolesAllowed": true}

// sameGuard guards a handler as all others of its class are guarded.
func sameGuard(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.firstAt()
	method := at
	if s.t.Kind(at) != syntax.Method {
		method = s.around(at, syntax.Method)
	}
	guard := ""
	for _, m := range s.children(s.up[method]) {
		for _, a := range s.children(s.t.Child(m, syntax.Mods)) {
			if s.t.Kind(a) != syntax.Annotation || !guards[bare(s.t.Text(s.t.First(a)))] {
				continue
			}
			if text := s.t.Text(a); guard != "" && guard != text {
				return nil, fmt.Errorf("the handlers beside it ask for different roles: which one this needs is for people to say")
			}
			guard = s.t.Text(a)
		}
	}
	if guard == "" || method == 0 {
		return nil, fmt.Errorf("no handler beside it says who may call it")
	}
	s.insert(s.t.Nodes[method].Start, guard+s.newline()+s.indent(method))
	return s.done("same-guard", "who may call the handlers beside it may call this one"), nil
}

// logs are the methods that write a line for the operator.
var logs = map[string]bool{"trace": true, "debug": true, "info": true, "warn": true, "error": true, "severe": true, "warning": true, "config": true, "fine": true, "finer": true, "finest": true, "log": true}

// hideSecret leaves a secret out of a line of the log.
func hideSecret(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.at()
	receiver, name := s.receiver(call)
	printed := strings.HasPrefix(name, "print") && strings.HasPrefix(s.t.Text(receiver), "System.")
	if !logs[name] && !printed {
		return nil, fmt.Errorf("what is kept may be needed: keep what identifies it, a keyed hash, or encrypt it")
	}
	for _, a := range s.args(call) {
		parts := s.pieces(a)
		if len(parts) == 0 {
			parts = []piece{{node: a}}
		}
		for _, p := range parts {
			if !p.lit && s.secret(p.node) {
				s.replace(p.node, `"***"`)
			}
		}
	}
	if len(s.edits) == 0 {
		return nil, fmt.Errorf("the line is put together elsewhere")
	}
	return s.done("hide-secret", "the log says that there was one, and not which"), nil
}

// secret reports an expression that holds a value whose name says that it is one.
func (s *source) secret(n syntax.Ref) (found bool) {
	s.each(n, func(c syntax.Ref) {
		found = found || s.t.Kind(c) == syntax.Name && lang.Sensitive(s.t.Text(c)) != ""
	})
	return found
}
