package python

import (
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// modernHash replaces MD5 and SHA-1 by SHA-256. Hashes of passwords are left to
// people: whoever has one stored could not log in any more, unless the program
// checks the old form beside the new one for as long as there are any.
func modernHash(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	if s.hashesPassword(call) {
		return nil, shape("stored hashes of passwords would not match a new hash: the program must check the old form too until they are renewed")
	}
	fn := s.child(call, 0)
	switch q := s.dotted(fn); q {
	case "hashlib.md5", "hashlib.sha1":
		if s.is(fn, syntax.Attribute) {
			s.replace(s.child(fn, 1), "sha256")
		} else {
			s.replace(fn, s.useFrom("hashlib", "sha256"))
		}
		if k := s.keyword(call, "usedforsecurity"); k != 0 {
			s.removeArgument(call, k)
		}
	case "hashlib.new":
		if a := s.argument(call, 0, "name"); s.is(a, syntax.Str) {
			s.replace(a, s.quote()+"sha256"+s.quote())
			break
		}
		return namedHash(p, s)
	default:
		if a := s.argument(call, 2, "digestmod"); strings.HasPrefix(q, "hmac.") && a != 0 {
			s.replace(a, s.use("hashlib")+".sha256")
			break
		}
		return nil, shape("the hash is not called by its module")
	}
	return p.one("SHA-256 instead of a broken hash; what was hashed before must be hashed anew")
}

var passwordName = regexp.MustCompile(`(?i)passw|passphrase|\bpwd\b|\bpw\b|pass\b`)

// hashesPassword reports whether a password is what a call hashes, by the names
// in it and by the head of the function around.
func (s *source) hashesPassword(call syntax.Ref) bool {
	if passwordName.MatchString(s.text(call)) {
		return true
	}
	for fn := s.function(call); s.is(fn, syntax.FunctionDef, syntax.Lambda); fn = s.function(fn) {
		for _, c := range s.children(fn) {
			if s.is(c, syntax.Name, syntax.Params) && passwordName.MatchString(s.text(c)) {
				return true
			}
		}
	}
	return false
}

// oldHash matches the name of a hash that is broken, as texts say it.
var oldHash = regexp.MustCompile(`(?i)^(md5|sha-?1)$`)

// namedHash replaces the name of an algorithm that is written once in the file: in a
// constant, or as what a parameter is when nothing is given.
func namedHash(p *patch, s *source) ([]fix.Candidate, error) {
	var names []syntax.Ref
	s.each(s.tree.Root, func(n syntax.Ref) {
		if v, ok := s.literal(n); ok && s.is(n, syntax.Str) && oldHash.MatchString(v) {
			names = append(names, n)
		}
	})
	if len(names) != 1 {
		return nil, shape("the algorithm is written in another file, or more than once")
	}
	q := s.quoteFor(names[0])
	s.replace(names[0], q+"sha256"+q)
	return p.one("SHA-256 instead of a broken hash; what was hashed before must be hashed anew")
}
