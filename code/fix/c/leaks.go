package c

import (
	"strings"

	"github.com/prunella/prunella/code/lang/c/syntax"
)

// beforeAnother releases before the variable is given something else.
func beforeAnother(s *source, d, made syntax.ID, release string) bool {
	for _, u := range s.uses(d) {
		a := s.up[u]
		if s.kind(a) != syntax.Assign || s.kid(a, 0) != u || s.start(a) <= s.end(made) || s.kind(s.up[a]) != syntax.Expr {
			continue
		}
		if name, args := s.call(s.bare(s.kid(a, 1))); name == "realloc" && len(args) == 2 && s.declaration(s.bare(args[0])) == d {
			return s.grown(a, d)
		}
		if s.mentions(s.kid(a, 1), d) || s.kind(s.up[s.up[a]]) != syntax.Block {
			return false
		}
		if strings.HasPrefix(release, "fclose") {
			release = "if (" + s.name(d) + " != NULL) " + release
		}
		s.before(s.up[a], release)
		return true
	}
	return false
}

// grown keeps the old block until realloc has given the new one: p = realloc(p, n)
// forgets it when there is none.
func (s *source) grown(a, d syntax.ID) bool {
	st := s.up[a]
	if s.kind(s.up[st]) != syntax.Block || s.declares("grown", a) {
		return false
	}
	s.before(st, append([]string{s.text(s.elementOf(d)) + " *grown = " + s.text(s.kid(a, 1)) + ";"}, s.guard("grown == NULL", "free("+s.name(d)+");")...)...)
	s.replace(s.kid(a, 1), "grown")
	return true
}

// withOwner releases what a structure holds where the structure is freed.
func (s *source) withOwner(member syntax.ID, release string) bool {
	owner := s.declaration(s.kid(member, 0))
	if !s.isPointer(owner) {
		return false
	}
	s.each(s.body(s.function(member)), func(n syntax.ID) {
		if s.kind(n) == syntax.Call && s.freed(n) == owner && s.start(n) > s.end(member) && s.kind(s.up[n]) == syntax.Expr {
			s.leave(s.up[n], release)
		}
	})
	return len(s.edits) > 0
}

// madeBy is the way to give back what a function of this file makes.
func (s *source) madeBy(call syntax.ID) string {
	name, _ := s.call(call)
	for i := range s.t.Nodes {
		fn := syntax.ID(i)
		if s.kind(fn) != syntax.Func || s.name(fn) != name || s.body(fn) == 0 || s.kind(s.kid(s.kid(fn, 0), 0)) != syntax.TPointer {
			continue
		}
		release := ""
		s.each(s.body(fn), func(n syntax.ID) {
			if made, _ := s.call(n); releases[made] != "" {
				release = releases[made]
			}
		})
		return release
	}
	return ""
}

// worked out first: what is returned is read from what is to be released.
func (s *source) workedOut(ret, d syntax.ID, release string) bool {
	value := s.kid(ret, 0)
	typ := s.kid(s.kid(s.function(ret), 0), 0)
	name := s.name(typ)
	if s.kind(typ) == syntax.TPointer || name == "" || name == "void" || s.kind(s.up[ret]) != syntax.Block || s.bare(value) == 0 || s.declares("result", ret) {
		return false
	}
	s.before(ret, name+" result = "+s.text(value)+";", release)
	s.replace(value, "result")
	return true
}
