package java

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// verifyTLS takes away what says yes to any host or any certificate: the platform's own
// judge, which asks, is in its place then.
func verifyTLS(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.at()
	_, name := s.receiver(call)
	args := s.args(call)
	switch {
	case strings.HasSuffix(strings.ToLower(name), "hostnameverifier") && len(args) == 1:
		if err := s.undo(call); err != nil {
			return nil, err
		}
		s.unused(args[0])
	case name == "init" && len(args) == 3:
		s.replace(args[1], "null")
		s.unused(args[1])
	default:
		return nil, fmt.Errorf("where the check is turned off was not found")
	}
	s.tidyImports()
	return s.done("verify-tls", "hosts and certificates are checked by the platform; a private authority belongs in the trust store (javax.net.ssl.trustStore)"), nil
}

// csrfOn takes away what turns the check of forged requests off.
func csrfOn(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.at()
	if receiver, name := s.receiver(call); name == "disable" && s.t.Kind(receiver) == syntax.Call {
		call = s.both(receiver, call)
	}
	for p := call; p != 0; p = s.up[p] { // csrf(c -> c.disable()) ends in the lambda
		if _, name := s.receiver(p); name == "csrf" {
			call = s.both(p, call)
			break
		}
	}
	if _, name := s.receiver(s.firstOf(call)); name != "csrf" {
		return nil, fmt.Errorf("where the check is turned off was not found")
	}
	if err := s.undo(call); err != nil {
		return nil, err
	}
	s.tidyImports()
	return s.done("csrf-on", "forged requests are refused again; clients that change something send the token that their page was given"), nil
}

// both is the outer of two calls, one of which is the other's receiver or argument.
func (s *source) both(a, b syntax.Ref) syntax.Ref {
	if s.within(a, b) {
		return b
	}
	return a
}

// firstOf is csrf() of csrf().disable(), else the call itself.
func (s *source) firstOf(call syntax.Ref) syntax.Ref {
	if receiver, name := s.receiver(call); name == "disable" {
		return receiver
	}
	return call
}

// undo takes a call that only sets something out of the program: its statement, or its
// link of a chain.
func (s *source) undo(call syntax.Ref) error {
	receiver, name := s.receiver(s.firstOf(call))
	switch up := s.up[call]; {
	case s.t.Kind(up) == syntax.ExprStmt && s.t.Kind(receiver) != syntax.Call:
		s.remove(up)
	case receiver != 0 && (s.t.Kind(up) == syntax.Call || s.t.Kind(up) == syntax.ExprStmt || s.t.Kind(up) == syntax.Return || s.t.Kind(up) == syntax.Declarator) && !strings.HasPrefix(name, "set"):
		s.drop(s.t.Nodes[receiver].End, s.t.Nodes[call].End)
		return s.and(call)
	default:
		return fmt.Errorf("what follows needs the result of %s", name)
	}
	return nil
}

// and takes the .and() behind a link that is gone with it.
func (s *source) and(call syntax.Ref) error {
	up := s.up[call]
	if _, name := s.receiver(up); name == "and" && s.t.First(up) == call {
		s.drop(s.t.Nodes[call].End, s.t.Nodes[up].End)
	}
	return nil
}

// remove takes a statement out, with the rest of its line where that is white or a
// remark on it.
func (s *source) remove(statement syntax.Ref) {
	start, end := s.t.Nodes[statement].Start, s.behind(statement)
	from, to := start, end
	for from > 0 && (s.t.Src[from-1] == ' ' || s.t.Src[from-1] == '\t') {
		from--
	}
	for int(to) < len(s.t.Src) && (s.t.Src[to] == ' ' || s.t.Src[to] == '\t' || s.t.Src[to] == '\r') {
		to++
	}
	if rest, _, more := bytes.Cut(s.t.Src[to:], []byte("\n")); more && bytes.HasPrefix(rest, []byte("//")) {
		to += uint32(len(rest))
	}
	switch {
	case from > 0 && s.t.Src[from-1] != '\n', int(to) < len(s.t.Src) && s.t.Src[to] != '\n':
		s.drop(start, end)
	case int(to) < len(s.t.Src):
		s.drop(from, to+1)
	default:
		s.drop(from, to)
	}
}

// drop takes a range of the text out.
func (s *source) drop(start, end uint32) {
	s.dropped = append(s.dropped, [2]uint32{start, end})
	s.edit(start, end, "")
}

// unused takes the declaration of a local variable out when the place was its only use
// and making it does nothing else.
func (s *source) unused(use syntax.Ref) {
	if s.t.Kind(use) != syntax.Name {
		s.dropped = append(s.dropped, [2]uint32{s.t.Nodes[use].Start, s.t.Nodes[use].End})
		return
	}
	d := s.declaration(use)
	local := s.up[d]
	value := s.t.Next(s.t.First(d))
	if s.t.Kind(local) != syntax.Local || s.t.Last(local) != d || s.t.Kind(s.t.Child(local, syntax.Declarator)) == 0 || len(s.uses(d)) != 1 || s.t.Child(local, syntax.Declarator) != d {
		return
	}
	switch s.t.Kind(value) {
	case syntax.New, syntax.NewArray, syntax.ArrayInit, syntax.Lambda:
		s.remove(local)
	}
}

// tidyImports takes out the imports of classes that only what was dropped names.
func (s *source) tidyImports() {
	for n := s.t.First(s.t.Root); n != 0; n = s.t.Next(n) {
		if s.t.Kind(n) != syntax.Import || s.t.Has(n, syntax.Static) || s.t.Has(n, syntax.Star) {
			continue
		}
		if gone, left := s.counted(bare(s.t.Text(s.t.First(n)))); gone > 0 && left == 0 {
			s.remove(n)
		}
	}
}

// counted counts where a simple name stands, in what was dropped and elsewhere.
func (s *source) counted(simple string) (gone, left int) {
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		if s.t.Kind(n) != syntax.Name || s.around(n, syntax.Import) != 0 || first(s.t.Text(n)) != simple {
			continue
		}
		if s.isDropped(n) {
			gone++
		} else {
			left++
		}
	}
	return gone, left
}

func first(dotted string) string {
	name, _, _ := strings.Cut(dotted, ".")
	return name
}

func (s *source) isDropped(n syntax.Ref) bool {
	for _, d := range s.dropped {
		if d[0] <= s.t.Nodes[n].Start && s.t.Nodes[n].End <= d[1] {
			return true
		}
	}
	return false
}

// signed are the calls that read a token's claims only when its signature is right, by
// those that do not ask.
var signed = map[string]string{"parse": "parseClaimsJws", "parseClaimsJwt": "parseClaimsJws", "parsePlaintextJwt": "parsePlaintextJws", "parseUnsecuredClaims": "parseSignedClaims"}

// verifyToken reads the claims by the call that checks the signature, with the key that
// the parser has.
func verifyToken(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.at()
	_, name := s.receiver(call)
	better := signed[name]
	if better == "" || len(s.args(call)) != 1 {
		return nil, fmt.Errorf("with which key the token is signed is not known here")
	}
	if strings.Contains(s.t.Text(call), "verifyWith") && better == "parseClaimsJws" {
		better = "parseSignedClaims"
	}
	s.replace(s.nameOf(call), better)
	return s.done("verify-token", "a token without a signature, or with a wrong one, is refused"), nil
}
