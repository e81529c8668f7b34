package java

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// class writes a class as the file wrote the one it replaces: with its package or
// without.
func (s *source) class(old syntax.Ref, class string) string {
	if strings.Contains(s.t.Text(old), ".") {
		return class
	}
	return s.use(class)
}

// weakDigests are calls that name the function themselves, by what to call instead.
var weakDigests = map[string]string{
	"md5Hex": "sha256Hex", "md5": "sha256", "sha1Hex": "sha256Hex", "sha1": "sha256", "shaHex": "sha256Hex", "sha": "sha256", "md2Hex": "sha256Hex", "md2": "sha256",
	"getMd5Digest": "getSha256Digest", "getSha1Digest": "getSha256Digest", "getShaDigest": "getSha256Digest",
}

// modernHash names SHA-256 where a broken function is named.
func modernHash(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	const why = "SHA-256 has no known collisions; digests that were stored before must be made anew"
	call := s.at()
	if _, name := s.receiver(call); weakDigests[name] != "" {
		s.replace(s.nameOf(call), weakDigests[name])
		return s.done("modern-hash", why), nil
	}
	if args := s.args(call); len(args) > 0 {
		if made := s.made(args[0]); s.t.Op(made) == syntax.LitString && s.t.Kind(made) == syntax.Literal {
			s.replace(made, `"SHA-256"`)
			return s.done("modern-hash", why), nil
		} else if s.reset(made, "SHA-256") {
			return s.done("modern-hash", why), nil
		}
	}
	return nil, fmt.Errorf("the function is not named here")
}

// reset gives a setting that the program carries with it another value: the line of the
// only file that has both the key and the value which came to the sink.
func (s *source) reset(asked syntax.Ref, value string) bool {
	_, name := s.receiver(asked)
	args := s.args(asked)
	if name != "getProperty" || len(args) == 0 || len(s.in.Flow.Args) == 0 {
		return false
	}
	key, err := strconv.Unquote(s.t.Text(args[0]))
	old, exact := s.in.Flow.Args[0].Str.Exact()
	if err != nil || !exact {
		return false
	}
	line := regexp.MustCompile(`(?m)^[ \t]*` + regexp.QuoteMeta(key) + `[ \t]*[=: \t][ \t]*(` + regexp.QuoteMeta(old) + `)[ \t]*\r?$`)
	var found []fix.Edit
	for _, u := range s.in.Program.Units {
		if !u.Stub && strings.HasSuffix(u.Path, ".properties") {
			for _, at := range line.FindAllSubmatchIndex(u.Text, -1) {
				found = append(found, fix.Edit{File: u.Path, Start: uint32(at[2]), End: uint32(at[3]), New: value})
			}
		}
	}
	if len(found) == 1 {
		s.edits = append(s.edits, found[0])
	}
	return len(found) == 1
}

// secureRandom draws from the generator for secrets: the object that draws, or the
// call that does without one.
func secureRandom(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	const secure, why = "java.security.SecureRandom", "the value comes from the generator for secrets and cannot be foretold"
	call := s.at()
	receiver, name := s.receiver(call)
	made := s.made(receiver)
	if s.t.Kind(receiver) == syntax.Select {
		made = s.fieldValue(receiver)
	}
	_, current := s.receiver(made)
	switch {
	case s.t.Kind(made) == syntax.New && s.typeText(s.t.Child(made, syntax.Type)) == "Random":
		s.replace(made, "new "+s.class(s.t.Child(made, syntax.Type), secure)+"()")
	case name == "random" && (s.t.Text(receiver) == "Math" || s.t.Text(receiver) == "java.lang.Math"):
		s.replace(call, "new "+s.class(receiver, secure)+"().nextDouble()")
	case current == "current" && s.typeText(made) != "":
		first, _ := s.receiver(made)
		s.replace(made, "new "+s.class(first, secure)+"()")
	default:
		return nil, fmt.Errorf("the generator is made elsewhere")
	}
	return s.done("secure-random", why), nil
}

// fieldValue is what a field of this class is declared with.
func (s *source) fieldValue(n syntax.Ref) syntax.Ref {
	name := s.t.Text(s.t.Last(n))
	for i := range s.t.Nodes {
		d := syntax.Ref(i)
		if s.t.Kind(d) == syntax.Declarator && s.t.Kind(s.up[d]) == syntax.Field && s.t.Text(s.t.First(d)) == name {
			return s.t.Next(s.t.First(d))
		}
	}
	return 0
}

// secureCookie sets what a cookie lacks before it is sent.
func secureCookie(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.at()
	_, name := s.receiver(call)
	if name == "setSecure" || name == "setHttpOnly" {
		s.replace(s.args(call)[0], "true")
		return s.done("secure-cookie", "the cookie goes over TLS only and no script reads it"), nil
	}
	args := s.args(call)
	place := s.statement(call)
	if len(args) != 1 || s.t.Kind(args[0]) != syntax.Name || place == 0 {
		return nil, fmt.Errorf("the cookie has no name here")
	}
	cookie := s.t.Text(args[0])
	for _, setter := range []string{"setSecure", "setHttpOnly"} {
		if !s.turnedOn(s.declaration(args[0]), setter) {
			s.before(place, cookie+"."+setter+"(true);")
		}
	}
	return s.done("secure-cookie", "the cookie goes over TLS only and no script reads it"), nil
}

// turnedOn makes calls of a setter with false say true; it reports whether there are
// calls.
func (s *source) turnedOn(d syntax.Ref, setter string) bool {
	there := false
	for _, u := range s.uses(d) {
		receiver, name := s.receiver(s.up[u])
		args := s.args(s.up[u])
		if receiver != u || name != setter || len(args) != 1 {
			continue
		}
		there = true
		if s.t.Text(args[0]) == "false" {
			s.replace(args[0], "true")
		}
	}
	return there
}

// modernCipher encrypts by AES in GCM, where key and initialisation vector are made
// in the same method.
func modernCipher(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.at()
	args := s.args(call)
	if _, name := s.receiver(call); name != "getInstance" || len(args) == 0 {
		return nil, fmt.Errorf("another algorithm would change the format of stored or sent data")
	}
	algorithm := s.made(args[0])
	if s.t.Op(algorithm) != syntax.LitString || s.t.Kind(algorithm) != syntax.Literal {
		return nil, fmt.Errorf("the algorithm is not named here")
	}
	receiver, _ := s.receiver(call)
	if bare(s.t.Text(receiver)) == "KeyGenerator" {
		call = s.cipherBeside(call)
		if call == 0 {
			return nil, fmt.Errorf("the key is used elsewhere")
		}
		algorithm = s.made(s.args(call)[0])
	}
	key, vector := s.keyAndVector(call)
	if key == 0 || vector == 0 {
		return nil, fmt.Errorf("key and initialisation vector are made elsewhere")
	}
	s.replace(algorithm, `"AES/GCM/NoPadding"`)
	s.replace(s.made(s.args(key)[0]), `"AES"`)
	typ := s.t.Child(vector, syntax.Type)
	s.replace(typ, s.class(typ, "javax.crypto.spec.GCMParameterSpec"))
	iv := s.args(vector)[0]
	s.insert(s.t.Nodes[iv].Start, "128, ")
	if err := s.longer(iv); err != nil {
		return nil, err
	}
	if d := s.up[vector]; s.t.Kind(d) == syntax.Declarator {
		if t := s.t.Child(s.up[d], syntax.Type); s.typeText(t) == "IvParameterSpec" {
			s.replace(t, s.class(t, "javax.crypto.spec.GCMParameterSpec"))
		}
	}
	return s.done("modern-cipher", "AES in GCM hides the text and notices changes; what was encrypted before cannot be read by it"), nil
}

// cipherBeside is the Cipher.getInstance of the method that a call is in.
func (s *source) cipherBeside(call syntax.Ref) (found syntax.Ref) {
	s.each(s.method(call), func(n syntax.Ref) {
		if receiver, name := s.receiver(n); name == "getInstance" && bare(s.t.Text(receiver)) == "Cipher" && len(s.args(n)) > 0 {
			found = n
		}
	})
	return found
}

// keyAndVector are the calls in the method that make the only key and the only
// initialisation vector.
func (s *source) keyAndVector(call syntax.Ref) (key, vector syntax.Ref) {
	keys, vectors := 0, 0
	s.each(s.method(call), func(n syntax.Ref) {
		if receiver, name := s.receiver(n); name == "getInstance" && bare(s.t.Text(receiver)) == "KeyGenerator" && len(s.args(n)) > 0 {
			key, keys = n, keys+1
		}
		if s.t.Kind(n) == syntax.New && s.typeText(s.t.Child(n, syntax.Type)) == "IvParameterSpec" && len(s.args(n)) == 1 {
			vector, vectors = n, vectors+1
		}
	})
	if keys != 1 || vectors != 1 {
		return 0, 0
	}
	return key, vector
}

// longer makes an initialisation vector the twelve bytes that GCM wants.
func (s *source) longer(iv syntax.Ref) error {
	made := s.made(iv)
	size := syntax.Ref(0)
	if _, name := s.receiver(made); name == "generateSeed" && len(s.args(made)) == 1 {
		size = s.args(made)[0]
	}
	if s.t.Kind(made) == syntax.NewArray {
		if n := s.t.Next(s.t.First(made)); s.t.Kind(n) == syntax.Literal {
			size = n
		}
	}
	if size == 0 {
		return fmt.Errorf("the initialisation vector is made elsewhere")
	}
	s.replace(size, "12")
	return nil
}
