package javascript

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// modernHash names SHA-256 where a broken function is named.
func modernHash(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	algorithm := s.t.First(s.t.Child(s.call(), 1))
	made := s.made(algorithm, s.call())
	if s.t.Kind(made) != syntax.Str {
		return nil, fmt.Errorf("the function is not named here")
	}
	q := s.t.Text(made)[:1]
	s.replace(made, q+"sha256"+q)
	return s.done("modern-hash", "SHA-256 has no known collisions"), nil
}

// strongKey asks for a key of a size that is good for years (NIST SP 800-57, 128 bits of
// security).
func strongKey(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	options := s.made(s.t.Child(s.t.Child(s.call(), 1), 1), s.call())
	size := s.property(options, "modulusLength")
	if size == 0 || s.t.Kind(s.t.Child(size, 1)) != syntax.Number {
		return nil, fmt.Errorf("the size is not written here")
	}
	s.replace(s.t.Child(size, 1), "3072")
	return s.done("strong-key", "no key of 3072 bits is expected to be found"), nil
}

// secureCookie completes the options of a cookie.
func secureCookie(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.call()
	args := s.t.Child(call, 1)
	if callee := in.Flow.At.Callee; callee == "express-session" || callee == "cookie-session" {
		return s.sessionCookie(call)
	}
	if in.Flow.Sink == "cookie.line" {
		return s.cookieLine(s.t.Child(args, 1))
	}
	if !strings.HasSuffix(s.t.Text(s.t.First(call)), ".cookie") || s.t.Count(args) < 2 {
		return nil, fmt.Errorf("the cookie's options are set elsewhere")
	}
	options := s.t.Child(args, 2)
	if options == 0 {
		s.insert(s.t.Nodes[s.t.Child(args, 1)].End, ", { "+strings.Join(s.cookieFlags(0), ", ")+" }")
		return s.done("secure-cookie", "the cookie goes over TLS only, no script reads it and no other site sends it"), nil
	}
	options = s.made(options, call)
	if s.t.Kind(options) != syntax.Object {
		return nil, fmt.Errorf("the cookie's options are set elsewhere")
	}
	missing := s.cookieFlags(options)
	if len(missing) > 0 {
		s.addProperty(options, strings.Join(missing, ", "))
	}
	return s.done("secure-cookie", "the cookie goes over TLS only, no script reads it and no other site sends it"), nil
}

// cookieLine completes a cookie that is written as a line.
func (s *source) cookieLine(line syntax.Ref) ([]fix.Candidate, error) {
	end := s.t.Nodes[line].End - 1
	last := line
	for s.t.Kind(last) == syntax.Binary {
		last = s.t.Child(last, 1)
		end = s.t.Nodes[last].End - 1
	}
	if k := s.t.Kind(last); k != syntax.Str && k != syntax.Template {
		return nil, fmt.Errorf("the cookie is put together elsewhere")
	}
	missing, said := "", strings.ToLower(s.t.Text(line))
	for _, flag := range []string{"HttpOnly", "Secure", "SameSite=Lax"} {
		name, _, _ := strings.Cut(flag, "=")
		if !strings.Contains(said, "; "+strings.ToLower(name)) {
			missing += "; " + flag
		}
	}
	if missing == "" {
		return nil, fmt.Errorf("the cookie has all flags")
	}
	s.insert(end, missing)
	return s.done("secure-cookie", "the cookie goes over TLS only, no script reads it and no other site sends it"), nil
}

// sessionCookie sets the flags of the cookie that a session is kept by: in express-session's
// option "cookie", in cookie-session's options themselves.
func (s *source) sessionCookie(call syntax.Ref) ([]fix.Candidate, error) {
	options := s.made(s.t.First(s.t.Child(call, 1)), call)
	if s.t.Kind(options) != syntax.Object {
		return nil, fmt.Errorf("the session's options are made elsewhere")
	}
	if s.in.Flow.At.Callee == "express-session" {
		cookie := s.property(options, "cookie")
		if cookie == 0 {
			s.addProperty(options, "cookie: { "+strings.Join(s.cookieFlags(0), ", ")+" }")
			return s.done("secure-cookie", "the cookie goes over TLS only, no script reads it and no other site sends it"), nil
		}
		if options = s.made(s.t.Child(cookie, 1), call); s.t.Kind(options) != syntax.Object {
			return nil, fmt.Errorf("the cookie's options are made elsewhere")
		}
	}
	if missing := s.cookieFlags(options); len(missing) > 0 {
		s.addProperty(options, strings.Join(missing, ", "))
	}
	return s.done("secure-cookie", "the cookie goes over TLS only, no script reads it and no other site sends it"), nil
}

// cookieFlags are the options that an object lacks; those that are off are mended.
func (s *source) cookieFlags(options syntax.Ref) []string {
	var missing []string
	for _, f := range []struct{ name, value string }{{"httpOnly", "true"}, {"secure", "true"}, {"sameSite", s.quote() + "lax" + s.quote()}} {
		p := s.property(options, f.name)
		switch {
		case p == 0:
			missing = append(missing, f.name+": "+f.value)
		case s.t.Kind(s.t.Child(p, 1)) == syntax.False:
			s.replace(s.t.Child(p, 1), f.value)
		}
	}
	return missing
}

func (s *source) property(object syntax.Ref, name string) syntax.Ref {
	if object == 0 {
		return 0
	}
	for p := range s.t.Children(object) {
		if s.t.Kind(p) == syntax.Property && s.t.Text(s.t.First(p)) == name {
			return p
		}
	}
	return 0
}

// verifyTLS lets certificates be verified.
func verifyTLS(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		if s.t.Kind(n) == syntax.Property && s.t.Text(s.t.First(n)) == "rejectUnauthorized" && s.t.Kind(s.t.Child(n, 1)) == syntax.False {
			s.replace(s.t.Child(n, 1), "true")
		}
	}
	if set := s.up[s.at()]; len(s.edits) == 0 && s.t.Kind(set) == syntax.Assign && s.t.Kind(s.up[set]) == syntax.ExprStmt {
		s.removeStatement(s.up[set])
	}
	if len(s.edits) == 0 {
		return nil, fmt.Errorf("the setting is made elsewhere")
	}
	return s.done("verify-tls", "the server's certificate is verified"), nil
}

// removeStatement takes a statement away, with its line when it has one to itself.
func (s *source) removeStatement(n syntax.Ref) {
	start, end := int(s.t.Nodes[n].Start), int(s.t.Nodes[n].End)
	for end < len(s.t.Src) && strings.IndexByte("; \t", s.t.Src[end]) >= 0 {
		end++
	}
	line := start - len(s.indent(n))
	rest, _, _ := strings.Cut(s.t.Src[end:], "\n")
	if (line == 0 || s.t.Src[line-1] == '\n') && (rest == "" || strings.HasPrefix(rest, "//")) {
		start, end = line, min(end+len(rest)+1, len(s.t.Src))
	}
	s.edits = append(s.edits, fix.Edit{File: s.unit.Path, Start: uint32(start), End: uint32(end)})
}

// secureRandom draws from the generator for secrets.
func secureRandom(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	var draws []syntax.Ref
	span := in.Flow.At.Span
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		if s.t.Kind(n) == syntax.Call && s.t.Text(s.t.First(n)) == "Math.random" && s.t.Nodes[n].Start >= span.Start && s.t.Nodes[n].End <= span.End {
			draws = append(draws, n)
		}
	}
	if len(draws) == 0 {
		return nil, fmt.Errorf("the random number is drawn elsewhere")
	}
	crypto, err := s.use("crypto")
	if err != nil {
		return nil, err
	}
	for _, n := range draws {
		if whole := s.digits(n); whole != 0 {
			s.replace(whole, crypto+".randomBytes(16).toString("+s.quote()+"hex"+s.quote()+")")
			continue
		}
		s.replace(n, "("+crypto+".randomInt(2 ** 47) / 2 ** 47)")
	}
	return s.done("secure-random", "the value comes from the generator for secrets and cannot be foretold"), nil
}

// digits is the chain Math.random().toString(36).slice(2) around a draw, or without
// the slice; 0 when it is another.
func (s *source) digits(n syntax.Ref) syntax.Ref {
	whole := s.method(n, "toString")
	if whole == 0 {
		return 0
	}
	for _, cut := range []string{"slice", "substring", "substr"} {
		if w := s.method(whole, cut); w != 0 {
			return w
		}
	}
	return whole
}

// method is the call of a method of the value n.
func (s *source) method(n syntax.Ref, name string) syntax.Ref {
	m := s.up[n]
	call := s.up[m]
	if s.t.Kind(m) == syntax.Member && s.t.First(m) == n && s.t.Text(s.t.Child(m, 1)) == name && s.t.Kind(call) == syntax.Call && s.t.First(call) == m {
		return call
	}
	return 0
}
