package javascript

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

const environment = `function fromEnvironment(name) {
  const value = process.env[name];
  if (!value) throw new Error('the environment variable ' + name + ' is not set: it holds a secret');
  return value;
}
`

// envSecret requires a secret from the environment.
func envSecret(in *fix.Input) ([]fix.Candidate, error) {
	for _, p := range in.Constants() {
		if p.Unit == nil || p.Unit.Stub {
			continue
		}
		s := openUnit(in, p.Unit)
		literal := s.literalAt(p.Span.Start, p.Span.End)
		if literal == 0 || in.Flow.Sink == "bind" && s.t.StringValue(literal) != "" { // an empty one is what is wrong there
			continue
		}
		name := s.envName(literal)
		if err := s.helper("fromEnvironment", environment); err != nil {
			return nil, err
		}
		s.replace(literal, "fromEnvironment("+s.quote()+name+s.quote()+")")
		return s.done("env-secret", "the secret comes from the environment variable "+name+", without which the program says so; the one in the file is known and must be changed"), nil
	}
	return nil, fmt.Errorf("the literal was not found")
}

// literalAt is the text of a range, or the last text among the arguments of the call
// that the range is.
func (s *source) literalAt(start, end uint32) syntax.Ref {
	found := syntax.Ref(0)
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		from, to := s.t.Nodes[n].Start, s.t.Nodes[n].End
		if s.t.Kind(n) != syntax.Str || from < start || to > end {
			continue
		}
		if from == start && to == end {
			return n
		}
		if s.t.Kind(s.up[n]) == syntax.Args && s.t.Nodes[s.up[s.up[n]]].End == end {
			found = n
		}
	}
	return found
}

// envName makes DATABASE_PASSWORD of what the secret is called where it stands, or of
// what the finding calls it.
func (s *source) envName(literal syntax.Ref) string {
	if s.in.Flow.Sink == "bind" {
		return "DIRECTORY_PASSWORD"
	}
	switch p := s.up[literal]; s.t.Kind(p) {
	case syntax.Declarator, syntax.Property:
		if words := fix.Capitals(s.t.Text(s.t.First(p))); len(words) > 1 {
			return strings.Join(words, "_")
		}
	}
	what := strings.Fields(s.in.Flow.Violation.Reason)
	if len(what) > 1 && strings.HasPrefix(strings.Join(what[2:], " "), "is ") {
		return strings.Join(fix.Capitals(what[0]+" "+what[1]), "_") // "jwt key is written …"
	}
	if len(what) > 0 {
		return "APP_" + strings.Join(fix.Capitals(what[0]), "_")
	}
	return "APP_SECRET"
}

// verifyToken has the signature of a token checked with the key that the file signs
// with, or with one of the environment.
func verifyToken(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.call()
	args := s.t.Child(call, 1)
	if call == 0 || s.in.Flow.At.Callee != "jsonwebtoken.decode" || s.t.Count(args) == 0 {
		return nil, fmt.Errorf("the token is not read by jsonwebtoken's decode")
	}
	if options := s.t.Child(args, 1); options != 0 && strings.Contains(s.t.Text(options), "complete") {
		return nil, fmt.Errorf("the header of the token is asked for as well")
	}
	if err := s.member(s.t.First(call), "jsonwebtoken", "verify"); err != nil {
		return nil, err
	}
	key, why := s.signingKey(), "the signature is checked with the key that tokens are signed with"
	if key == "" {
		key, why = "fromEnvironment("+s.quote()+"JWT_KEY"+s.quote()+")", "the signature is checked with the key in the environment variable JWT_KEY, which must be set"
		if err := s.helper("fromEnvironment", environment); err != nil {
			return nil, err
		}
	}
	tail := ", " + key + ", { algorithms: [" + s.quote() + "HS256" + s.quote() + "] }"
	if first := s.t.First(args); s.t.Count(args) == 1 {
		s.insert(s.t.Nodes[first].End, tail)
	} else {
		s.edits = append(s.edits, fix.Edit{File: s.unit.Path, Start: s.t.Nodes[first].End, End: s.t.Nodes[args].End - 1, New: tail})
	}
	return s.done("verify-token", why), nil
}

// signingKey is the key that the file hands to jsonwebtoken's sign, when it may be said
// anywhere in the file.
func (s *source) signingKey() string {
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		callee, key := s.t.First(n), s.t.Child(s.t.Child(n, 1), 1)
		if s.t.Kind(n) != syntax.Call || key == 0 || s.t.Kind(callee) != syntax.Member || s.unit.Imports[s.t.Text(s.t.First(callee))] != "jsonwebtoken" || s.t.Text(s.t.Child(callee, 1)) != "sign" {
			continue
		}
		if s.t.Kind(key) == syntax.Member && strings.HasPrefix(s.t.Text(key), "process.env.") || s.t.Kind(key) == syntax.Name && s.t.Kind(s.up[s.up[s.up[initialiser(s.t, s.t.Text(key), s.t.Nodes[n].Start)]]]) == syntax.Program {
			return s.t.Text(key)
		}
	}
	return ""
}
