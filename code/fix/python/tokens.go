package python

import (
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// verifyToken checks the signature of a token before its claims are believed: with
// PyJWT's own check, or with the project's function that checks what the function
// called here only reads.
func verifyToken(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	name := s.dotted(s.child(call, 0))
	if name == "jwt.decode" {
		return decodeVerified(p, s, call)
	}
	if cs, err := optionalCheck(in); err == nil {
		return cs, nil
	}
	return verifyingTwin(in)
}

// decodeVerified mends jwt.decode(token, options={"verify_signature": False}).
func decodeVerified(p *patch, s *source, call syntax.Ref) ([]fix.Candidate, error) {
	if k := s.keyword(call, "verify"); k != 0 {
		s.removeArgument(call, k)
	}
	if k := s.keyword(call, "options"); k != 0 {
		s.verifyOptions(call, k)
	}
	key, alg := s.signing(p)
	if a := s.argument(call, 1, "key"); a == 0 || s.text(a) == "None" || s.text(a) == `""` || s.text(a) == "''" {
		if key == "" {
			return nil, shape("the key is not known: the file signs no token of its own")
		}
		if a != 0 {
			s.replace(a, key)
		} else if first := s.arg(call, 0); first != 0 {
			s.insert(s.outerEnd(first), ", "+key)
		}
	}
	q := s.quote()
	if alg == "" {
		alg = q + "HS256" + q
	}
	if k := s.keyword(call, "algorithms"); k == 0 {
		s.addArgument(call, "algorithms=["+alg+"]")
	} else if list := s.child(k, 1); strings.Contains(strings.ToLower(s.text(k)), "none") || p.in.Flow.Sink == "jwt.alg" && !s.is(list, syntax.List) {
		s.replace(s.child(k, 1), "["+alg+"]")
	}
	return p.one("the signature is verified with a fixed algorithm")
}

// verifyOptions takes the switch out of the options, or the options when nothing
// else is in them.
func (s *source) verifyOptions(call, k syntax.Ref) {
	d := s.child(k, 1)
	if !s.is(d, syntax.Dict) { // made elsewhere: without options everything is checked
		s.removeArgument(call, k)
		return
	}
	for _, it := range s.children(d) {
		if key, _ := s.literal(s.child(it, 0)); key != "verify_signature" {
			continue
		}
		if s.tree.Count(d) == 1 {
			s.removeArgument(call, k)
		} else {
			s.replace(s.child(it, 1), "True")
		}
	}
}

// signing is the key and the algorithm with which the file itself signs tokens.
func (s *source) signing(*patch) (key, alg string) {
	for i := range s.tree.Nodes {
		n := syntax.Ref(i)
		if !s.calls(n, "jwt.encode") && !s.calls(n, "jwt.decode") {
			continue
		}
		k := s.argument(n, 1, "key")
		if k == 0 || s.is(k, syntax.None) || s.is(k, syntax.Str) || !s.everywhere(k) {
			continue
		}
		key = s.text(k)
		if a := s.argument(n, 2, "algorithm"); s.is(a, syntax.Str) {
			alg = s.text(a)
		}
	}
	return key, alg
}

// everywhere reports whether an expression means the same all over the file: names
// of the module and what is reached from imports.
func (s *source) everywhere(n syntax.Ref) bool {
	ok := true
	s.each(n, func(c syntax.Ref) {
		if !s.is(c, syntax.Name) || s.is(s.up[c], syntax.Attribute) && s.child(s.up[c], 1) == c {
			return
		}
		if _, imported := s.names[s.text(c)]; !imported && s.constant(s.text(c)) == 0 {
			ok = false
		}
	})
	return ok
}

// optionalCheck mends "if mark and not signed(…)": a missing signature is a wrong
// one.
func optionalCheck(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	test := s.up[call]
	for s.is(test, syntax.UnaryOp) {
		test = s.up[test]
	}
	if !s.is(test, syntax.BoolOp) || s.tree.Op(test) != syntax.And || s.tree.Count(test) != 2 || !s.is(s.child(test, 0), syntax.Name) {
		return nil, shape("the check is not optional")
	}
	mark := s.child(test, 0)
	s.edit(s.start(test), s.start(s.child(test, 1)), "")
	s.each(s.function(call), func(n syntax.Ref) {
		if s.is(n, syntax.Assign) && s.text(s.child(n, 0)) == s.text(mark) {
			if v := s.tree.Last(n); s.is(v, syntax.Call) && strings.HasSuffix(s.text(s.child(v, 0)), ".get") && len(s.args(v)) == 1 {
				s.addArgument(v, s.quote()+s.quote())
			}
		}
	})
	return p.one("a missing signature is refused like a wrong one")
}

// verifyingTwin calls, in place of a function that only reads a token, the one of
// the same module that checks the signature and then reads it. The key is the one
// that other calls of it use, when it is reached from imports.
func verifyingTwin(in *fix.Input) ([]fix.Candidate, error) {
	reader := lastReader(in)
	if reader == "" {
		return nil, shape("no function of the project reads the token")
	}
	for _, u := range in.Program.Units {
		if u.Stub {
			continue
		}
		s := newSource(u)
		for _, f := range u.Funcs {
			body := string(u.Text[f.Span.Start:f.Span.End])
			if f.Class != "" || len(f.Params) != 2 || !strings.Contains(body, "compare_digest") || !strings.Contains(body, lastName(reader)+"(") || s.unit.Module+"."+lastName(reader) != reader {
				continue
			}
			if c, ok := callTwin(in, reader, f.Name, f.Params[0].Name); ok {
				return []fix.Candidate{c}, nil
			}
		}
	}
	return nil, shape("no function of the project checks what %s reads", lastName(reader))
}

// lastReader is the project function whose call made the claims: the callee of a
// call on the path in the sink's function.
func lastReader(in *fix.Input) string {
	if in.Flow.At.Func != nil {
		for _, pl := range in.Flow.Stack {
			if pl.Callee == in.Flow.At.Func.Name {
				return pl.Callee
			}
		}
	}
	return in.Flow.At.Callee
}

// callTwin replaces calls of reader(token) by twin(key, token) outside the module
// of both.
func callTwin(in *fix.Input, reader, twin, _ string) (fix.Candidate, bool) {
	p := newPatch(in)
	for _, u := range in.Program.Units {
		if u.Stub || u.Test || u.Module+"."+lastName(reader) == reader {
			continue
		}
		s, err := p.open(u)
		if err != nil {
			continue
		}
		key := ""
		for i := range s.tree.Nodes {
			if n := syntax.Ref(i); s.calls(n, twin) && s.arg(n, 0) != 0 && s.everywhere(s.arg(n, 0)) {
				key = s.text(s.arg(n, 0))
			}
		}
		for i := range s.tree.Nodes {
			n := syntax.Ref(i)
			if key == "" || !s.calls(n, reader) || s.arg(n, 0) == 0 {
				continue
			}
			s.rename(s.child(n, 0), lastName(twin))
			s.insert(s.outerStart(s.arg(n, 0)), key+", ")
		}
	}
	c := p.done("the signature is checked before the claims are read")
	return c, len(c.Edits) > 0
}
