package javascript

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// sameOrigin takes messages of pages of the same site only, and sends to them only.
// Which others are meant is for people to add.
func sameOrigin(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	if in.Flow.Sink == "told.page" {
		return s.toldOwn(at)
	}
	handler := s.t.Child(at, 1)
	if s.t.Kind(at) == syntax.Call {
		handler = s.t.Child(handler, 1)
	}
	if err := s.asksOrigin(s.functionOf(handler, at)); err != nil {
		return nil, err
	}
	return s.done("same-origin", "only messages of the site's own pages are taken; name other origins beside it where they are meant"), nil
}

// functionOf is the function that an expression is, or the name of.
func (s *source) functionOf(n, before syntax.Ref) syntax.Ref {
	made := s.made(n, before)
	if s.t.Kind(made) != syntax.Name {
		return made
	}
	for i := range s.t.Nodes {
		if f := syntax.Ref(i); s.t.Kind(f) == syntax.FuncDecl && s.t.Text(s.t.First(f)) == s.t.Text(made) {
			return f
		}
	}
	return 0
}

// asksOrigin has a handler of messages return where one is from another site.
func (s *source) asksOrigin(f syntax.Ref) error {
	t := s.t
	param, body := t.First(t.First(t.Child(f, 1))), t.Child(f, 3)
	origin := ""
	switch t.Kind(param) {
	case syntax.Name:
		origin = t.Text(param) + ".origin"
	case syntax.Object:
		last := syntax.Ref(0)
		for p := range t.Children(param) {
			last = p
		}
		if last == 0 || t.Kind(last) != syntax.Property {
			return fmt.Errorf("what the handler takes of its event is not plain")
		}
		origin = "origin"
		s.insert(t.Nodes[last].End, ", origin")
	default:
		return fmt.Errorf("the handler is written elsewhere")
	}
	refuse := "if (" + origin + " !== window.location.origin) return;"
	if t.Kind(body) != syntax.Block {
		s.insert(t.Nodes[body].Start, "{ "+refuse+" return ")
		s.insert(t.Nodes[body].End, "; }")
		return nil
	}
	s.begin(body, refuse)
	return nil
}

// begin writes a statement as the first of a block.
func (s *source) begin(block syntax.Ref, statement string) {
	first := s.t.First(block)
	at := s.t.Nodes[block].Start + 1
	if first == 0 || !strings.Contains(s.t.Src[at:s.t.Nodes[first].Start], "\n") {
		s.insert(at, " "+statement)
		return
	}
	s.insert(s.t.Nodes[first].Start, statement+"\n"+s.indent(first))
}

// toldOwn sends to pages of the same site what was sent to any.
func (s *source) toldOwn(call syntax.Ref) ([]fix.Candidate, error) {
	target := s.t.Child(s.t.Child(call, 1), 1)
	if s.t.Kind(call) != syntax.Call || s.t.StringValue(target) != "*" {
		return nil, fmt.Errorf("to whom it is sent is said elsewhere")
	}
	s.replace(target, "window.location.origin")
	return s.done("same-origin", "only a page of the same site gets it; name another origin where one is meant"), nil
}

// writtenText writes as text what a page took for markup: by the method for it where the value
// is all that is written, else escaped in its place.
func writtenText(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	markup := s.t.Child(at, 1)
	if s.t.Kind(at) == syntax.Call {
		for a := range s.t.Children(markup) {
			markup = a // the last one is what is written
		}
	}
	parts := pieces(s.t, markup, nil)
	if len(parts) == 1 && parts[0].expr != 0 && s.asText(at, markup) {
		return s.done("written-text", "the value is the element's text and no markup"), nil
	}
	name, ready := s.escaperHere()
	for _, p := range parts {
		if p.expr != 0 {
			s.replace(p.expr, name+"("+s.t.Text(p.expr)+")")
		}
	}
	if len(s.edits) == 0 {
		return nil, fmt.Errorf("the markup is put together elsewhere")
	}
	if !ready {
		err = s.helper(name, escaper)
	}
	return s.done("written-text", "the value is escaped where it becomes part of the markup"), err
}

// protections are the settings of pages that are a protection, and those (false) that take
// one away.
var protections = map[string]bool{"contentSecurityPolicy": true, "frameguard": true, "hsts": true, "xFrameOptions": true, "strictTransportSecurity": true, "webSecurity": true, "contextIsolation": true, "allowRunningInsecureContent": false, "nodeIntegration": false}

// protectionOn leaves on what protects pages.
func protectionOn(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	options := s.made(s.t.First(s.t.Child(at, 1)), at)
	s.each(options, func(p syntax.Ref) {
		on, known := protections[s.t.Text(s.t.First(p))]
		if s.t.Kind(p) != syntax.Property || !known || !strings.Contains(in.Flow.Violation.Reason, s.t.Text(s.t.First(p))) {
			return
		}
		switch value := s.t.Child(p, 1); {
		case on && s.t.Kind(value) == syntax.False:
			s.replace(value, "true")
		case !on && s.t.Kind(value) == syntax.True:
			s.replace(value, "false")
		}
	})
	if callee := s.t.First(at); len(s.edits) == 0 && s.t.Kind(options) == syntax.False && s.t.Text(s.t.Child(callee, 1)) == "enabled" { // $sceProvider
		s.replace(options, "true")
	}
	if len(s.edits) == 0 {
		return nil, fmt.Errorf("the setting is made elsewhere")
	}
	return s.done("protection-on", "the protection stays on; name the few exceptions that a page needs"), nil
}

// encrypted asks over TLS for what was fetched in the clear.
func encrypted(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	s.each(s.at(), func(n syntax.Ref) {
		if k := s.t.Kind(n); k != syntax.Str && k != syntax.TemplateText {
			return
		}
		from := 0
		for text := s.t.Text(n); ; {
			i := strings.Index(text[from:], "http://")
			if i < 0 {
				return
			}
			at := s.t.Nodes[n].Start + uint32(from+i)
			s.edits = append(s.edits, fix.Edit{File: s.unit.Path, Start: at, End: at + 4, New: "https"})
			from += i + len("http://")
		}
	})
	if len(s.edits) == 0 {
		return nil, fmt.Errorf("the address is written elsewhere")
	}
	return s.done("encrypted", "whoever stands on the way can no longer write another program in its place; the server has to answer over TLS"), nil
}
