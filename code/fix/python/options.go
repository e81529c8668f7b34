package python

import (
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// maxWays bounds through how many names a value is sought.
const maxWays = 4

// written is where a value is written that an expression stands for: in a constant of
// the module, as what a parameter is when nothing is given, under a key of a constant
// table; else the expression itself.
func (s *source) written(n syntax.Ref) syntax.Ref {
	for range maxWays {
		next := syntax.Ref(0)
		switch {
		case s.is(n, syntax.Name):
			if next = s.defaultOf(n); next == 0 {
				next = s.constant(s.text(n))
			}
		case s.is(n, syntax.Subscript) && s.is(s.child(n, 0), syntax.Name):
			if key, ok := s.literal(s.child(n, 1)); ok {
				next = s.entry(s.constant(s.text(s.child(n, 0))), key)
			}
		}
		if next == 0 {
			break
		}
		n = next
	}
	return n
}

// parameter is the parameter of the function around that a name stands for, or 0.
func (s *source) parameter(name syntax.Ref) syntax.Ref {
	fn := s.function(name)
	if !s.is(fn, syntax.FunctionDef) {
		return 0
	}
	for _, p := range s.children(s.child(fn, 2)) {
		if s.is(p, syntax.Param) && s.text(s.child(p, 0)) == s.text(name) {
			return p
		}
	}
	return 0
}

func (s *source) defaultOf(name syntax.Ref) syntax.Ref {
	if p := s.parameter(name); p != 0 && !s.is(s.child(p, 2), syntax.Absent) {
		return s.child(p, 2)
	}
	return 0
}

// entry is the value that a display of a dictionary has under a key, or 0.
func (s *source) entry(dict syntax.Ref, key string) syntax.Ref {
	if !s.is(dict, syntax.Dict) {
		return 0
	}
	for _, item := range s.children(dict) {
		if k, ok := s.literal(s.child(item, 0)); ok && s.is(item, syntax.DictItem) && k == key {
			return s.child(item, 1)
		}
	}
	return 0
}

// settings lists where values are written that a call is given under a name: at the
// call, in a dictionary that it spreads, at the calls of the function around that spreads
// what it is given.
func (s *source) settings(call syntax.Ref, name string) []syntax.Ref {
	var out []syntax.Ref
	for _, a := range s.args(call) {
		switch {
		case s.is(a, syntax.Keyword) && s.text(s.child(a, 0)) == name:
			out = append(out, s.written(s.child(a, 1)))
		case s.is(a, syntax.KeywordSpread):
			from := s.child(a, 0)
			if v := s.entry(s.written(from), name); v != 0 {
				out = append(out, v)
			} else if p := s.parameter(from); p != 0 && s.tree.Nodes[p].Op == syntax.ParamKwArgs {
				out = append(out, s.givenTo(s.function(from), name)...)
			}
		}
	}
	return out
}

// givenTo lists the values that calls in the file give a function, or the class that it
// makes, under a name.
func (s *source) givenTo(fn syntax.Ref, name string) []syntax.Ref {
	called := s.text(s.child(fn, 0))
	if called == "__init__" {
		if class := s.up[s.up[fn]]; s.is(class, syntax.ClassDef) {
			called = s.text(s.child(class, 0))
		}
	}
	var out []syntax.Ref
	s.each(s.tree.Root, func(n syntax.Ref) {
		if s.is(n, syntax.Call) && lastName(s.text(s.child(n, 0))) == called {
			out = append(out, s.settings(n, name)...)
		}
	})
	return out
}

// setAll writes a value wherever a setting is written otherwise; false when nothing was.
func (s *source) setAll(call syntax.Ref, value string, names ...string) bool {
	done := false
	for _, name := range names {
		for _, v := range s.settings(call, name) {
			if s.text(v) != value && s.is(v, syntax.True, syntax.False, syntax.None, syntax.Int) {
				s.replace(v, value)
				done = true
			}
		}
	}
	return done
}

// escapePages has templates escape what they are given, by the ending of their name.
func escapePages(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	if lastName(s.dotted(s.child(call, 0))) != "Environment" {
		return nil, shape("the environment of the templates is not made here")
	}
	s.setKeyword(call, "autoescape", s.useFrom("jinja2", "select_autoescape")+"()")
	return p.one("templates of pages escape what they are given")
}

// ownTemporary has a file made under its name at once, where only a name was drawn.
func ownTemporary(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	fn := s.child(call, 0)
	if s.dotted(fn) != "tempfile.mktemp" {
		return nil, shape("no name is drawn here")
	}
	var args []string
	for i, a := range s.args(call) {
		text := s.text(a)
		if !s.is(a, syntax.Keyword) {
			if s.is(a, syntax.Starred, syntax.KeywordSpread) || i > 2 {
				return nil, shape("what the call is given is not written there")
			}
			text = []string{"suffix", "prefix", "dir"}[i] + "=" + text
		}
		args = append(args, text)
	}
	made := s.useFrom("tempfile", "NamedTemporaryFile")
	if s.is(fn, syntax.Attribute) {
		made = strings.TrimSuffix(s.text(fn), "mktemp") + "NamedTemporaryFile"
	}
	s.replace(call, made+"("+strings.Join(append(args, "delete=False"), ", ")+").name")
	return p.one("the file is made together with its name, for its owner only")
}

// escapeURL writes a value as one segment of an address's path, which is one value of its
// query as well.
func escapeURL(s *source, n syntax.Ref, expr string) string {
	q := s.quoteFor(n)
	return s.useFrom("urllib.parse", "quote") + "(" + expr + ", safe=" + q + q + ")"
}
