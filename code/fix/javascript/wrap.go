package javascript

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// A wrapper mends a flow by putting the values that carry the data, where the sink's
// argument is put together, through an expression or a function of the file's.
type wrapper struct {
	strategy, why string
	before, after string
	name, helper  string // a function to add to the file; "" for none
	whole         bool   // the argument is wrapped as a whole, not the values in it
}

func (w wrapper) apply(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	if call := s.call(); call == 0 {
		s.wrap(s.lone(), w)
	} else {
		for a := range s.t.Children(s.t.Child(call, 1)) {
			s.wrap(a, w)
		}
	}
	if len(s.edits) == 0 {
		return nil, fmt.Errorf("the value is put together elsewhere")
	}
	if w.helper != "" {
		if err := s.helper(w.name, w.helper); err != nil {
			return nil, err
		}
	}
	return s.done(w.strategy, w.why), nil
}

// lone is the value that a function gives to who called it, where the framework takes
// it from there: the whole that the flow's place is in.
func (s *source) lone() syntax.Ref {
	at := s.at()
	for s.t.Kind(s.up[at]) == syntax.Template || s.t.Kind(s.up[at]) == syntax.Binary && s.t.Op(s.up[at]) == syntax.Add {
		at = s.up[at]
	}
	switch k := s.t.Kind(s.up[at]); {
	case k == syntax.Property, k == syntax.Return, k == syntax.Arrow:
		return at
	}
	return 0
}

// wrap goes into sums, templates, objects and lists to the values.
func (s *source) wrap(n syntax.Ref, w wrapper) {
	switch s.t.Kind(n) {
	case syntax.Arrow, syntax.FuncExpr: // a callback
		return
	case syntax.Object:
		for p := range s.t.Children(n) {
			if s.t.Kind(p) == syntax.Property && s.t.Nodes[s.t.First(p)].End <= s.t.Nodes[s.t.Child(p, 1)].Start {
				s.wrap(s.t.Child(p, 1), w)
			}
		}
		return
	case syntax.Array:
		for c := range s.t.Children(n) {
			s.wrap(c, w)
		}
		return
	}
	parts := pieces(s.t, n, nil)
	if w.whole && len(parts) > 1 && s.carries(n) {
		parts = []piece{{expr: n}}
	}
	for _, p := range parts {
		if p.expr == 0 || !s.carries(p.expr) || strings.HasPrefix(s.t.Text(p.expr), w.before) {
			continue
		}
		if k := s.t.Kind(p.expr); k == syntax.Object || k == syntax.Array {
			continue
		}
		s.replace(p.expr, w.before+s.t.Text(p.expr)+w.after)
	}
}

const (
	ldapEscaper = `function escapeFilter(value) {
  return String(value).replace(/[\\*()\0]/g, (c) => '\\' + c.charCodeAt(0).toString(16).padStart(2, '0'));
}
`
	xpathGuard = `function plainWord(value) {
  if (!/^[A-Za-z0-9_.@ -]*$/.test(String(value))) throw new Error('not a plain word');
  return String(value);
}
`
	oneLine = `function oneLine(value) {
  return String(value).replace(/[\r\n]+/g, ' ');
}
`
	identifierGuard = `function plainName(value) {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(String(value))) throw new Error('not a plain name');
  return String(value);
}
`
	localPath = `function localPath(target) {
  const path = String(target);
  return /^\/[A-Za-z0-9._~-][A-Za-z0-9._~\/?=&-]*$/.test(path) ? path : '/';
}
`
)

var (
	quoteLog = wrapper{strategy: "quote-log", before: "JSON.stringify(", after: ")",
		why: "line breaks and control characters are written as escapes"}
	textCondition = wrapper{strategy: "text-condition", before: "String(", after: ")",
		why: "a text holds no operators"}
	escapeLDAP = wrapper{strategy: "escape-ldap", before: "escapeFilter(", after: ")", name: "escapeFilter", helper: ldapEscaper,
		why: "the value is escaped as RFC 4515 says"}
	plainXPath = wrapper{strategy: "escape-xpath", before: "plainWord(", after: ")", name: "plainWord", helper: xpathGuard,
		why: "only words without quotes become part of the expression"}
	lineLog = wrapper{strategy: "quote-log", before: "oneLine(", after: ")", name: "oneLine", helper: oneLine,
		why: "line breaks become spaces"}
	plainName = wrapper{strategy: "allow-identifier", before: "plainName(", after: ")", name: "plainName", helper: identifierGuard,
		why: "what is no plain name is refused: SQL takes no parameter in this place"}
	localRedirect = wrapper{strategy: "local-redirect", before: "localPath(", after: ")", name: "localPath", helper: localPath,
		why: "only paths of this site are followed"}
)

// quotedLog writes a value as JSON does; where the line must read as before, without
// its line breaks.
func quotedLog(in *fix.Input) ([]fix.Candidate, error) {
	out, err := quoteLog.apply(in)
	lines, _ := lineLog.apply(in)
	return append(out, lines...), err
}

// parseData reads as JSON what was evaluated or unserialised.
func parseData(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.call()
	callee, args := s.t.First(call), s.t.Child(call, 1)
	name := s.t.Text(callee)
	if call == 0 || s.t.Count(args) != 1 || name != "eval" && !strings.HasSuffix(name, "unserialize") {
		return nil, fmt.Errorf("no single value is read as code here")
	}
	if parts := pieces(s.t, s.t.First(args), nil); len(parts) != 1 || parts[0].expr == 0 {
		return nil, fmt.Errorf("the code is put together")
	}
	s.replace(callee, "JSON.parse")
	return s.done("data-format", "JSON holds data and no code"), nil
}

// noEntities leaves external entities unresolved.
func noEntities(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		if s.t.Kind(n) == syntax.Property && s.t.Text(s.t.First(n)) == "noent" && s.t.Kind(s.t.Child(n, 1)) == syntax.True {
			s.replace(s.t.Child(n, 1), "false")
		}
	}
	if len(s.edits) == 0 {
		return nil, fmt.Errorf("the setting is made elsewhere")
	}
	return s.done("no-entities", "entities are not resolved"), nil
}

// tightMode takes the right to write from everybody but the owner.
func tightMode(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.call()
	if call == 0 {
		return nil, fmt.Errorf("the mode is set elsewhere")
	}
	s.each(s.t.Child(call, 1), func(n syntax.Ref) {
		if mode, ok := octal(s.t.Text(n)); ok && s.t.Kind(n) == syntax.Number {
			s.replace(n, fmt.Sprintf("0o%o", mode&^0o022))
		}
	})
	if len(s.edits) == 0 {
		return nil, fmt.Errorf("the mode is set elsewhere")
	}
	return s.done("tight-mode", "only the owner may write"), nil
}

func octal(lit string) (mode int, ok bool) {
	if !strings.HasPrefix(lit, "0o") || len(lit) > 7 {
		return 0, false
	}
	_, err := fmt.Sscanf(lit[2:], "%o", &mode)
	return mode, err == nil && mode&0o022 != 0
}

// keyGuard asks for the text that a key becomes: a list of one text is that text.
const keyGuard = `function ownKey(key) {
  const name = String(key);
  if (name === '__proto__' || name === 'constructor' || name === 'prototype') throw new Error('not a key');
  return name;
}
`

// guardKeys refuses the names of the prototype where an object is reached by a key
// that carries the data, in the function that writes.
func guardKeys(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	around := s.function(in.Flow.At.Span.Start)
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		if s.t.Kind(n) != syntax.Index || s.t.Nodes[n].Start < s.t.Nodes[around].Start || s.t.Nodes[n].End > s.t.Nodes[around].End {
			continue
		}
		if k := s.t.Child(n, 1); s.t.Kind(k) == syntax.Name || s.t.Kind(k) == syntax.Member {
			s.replace(k, "ownKey("+s.t.Text(k)+")")
		}
	}
	if len(s.edits) == 0 {
		return nil, fmt.Errorf("the key is used elsewhere")
	}
	if err := s.helper("ownKey", keyGuard); err != nil {
		return nil, err
	}
	return s.done("guard-keys", "a key that leads to the prototype is refused"), nil
}

// function is the innermost function around a place; the file when there is none.
func (s *source) function(at uint32) syntax.Ref {
	best := s.t.Root
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		switch s.t.Kind(n) {
		case syntax.Arrow, syntax.FuncExpr, syntax.FuncDecl:
			if s.t.Nodes[n].Start <= at && at < s.t.Nodes[n].End && s.t.Nodes[n].Start >= s.t.Nodes[best].Start {
				best = n
			}
		}
	}
	return best
}
