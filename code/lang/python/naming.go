package python

import (
	"strings"

	"github.com/prunella/prunella/code/lang/python/syntax"
)

// Whether a predictable number or a weak hash is a flaw depends on what is made
// of it, and that is told by names. Calls of functions of the modules random and
// hashlib get them as the keyword argument prunella_name: the enclosing
// function's, the variable's that the statement assigns, and for a hash those of
// what is hashed.

const nameKey = "prunella_name"

// namesPurpose reports whether the model of the called function wants the name.
func (l *lowerer) namesPurpose(callee string) bool {
	return (strings.HasPrefix(callee, "random.") || strings.HasPrefix(callee, hashes)) && !isStubPath(l.u.Path)
}

const hashes = "hashlib."

// named is the purpose of a call of callee with these arguments.
func (l *lowerer) named(callee string, args syntax.Ref) string {
	out := l.purpose()
	if text := l.text(args); strings.HasPrefix(callee, hashes) && len(text) < maxNamed {
		out += " " + text
	}
	return out
}

// maxNamed bounds the text of arguments that are read as names.
const maxNamed = 200

// purpose names what the statement being lowered makes.
func (l *lowerer) purpose() string {
	fn := l.f.Name[strings.LastIndexByte(l.f.Name, '.')+1:]
	if l.assigning == 0 {
		return strings.Trim(fn, "<>")
	}
	return strings.Trim(fn, "<>") + " " + l.text(l.assigning)
}

// during lowers a value that is assigned to target.
func (l *lowerer) during(target syntax.Ref, lower func()) {
	outer := l.assigning
	l.assigning = target
	lower()
	l.assigning = outer
}
