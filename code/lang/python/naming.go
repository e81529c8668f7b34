package python

import (
	"strings"

	"github.com/prunella/prunella/code/lang/python/syntax"
)

// Whether a predictable number is a flaw depends on what is made of it, and that
// is told by names. Calls of functions of the module random get them as the
// keyword argument prunella_name: the enclosing function's, and the variable's
// that the statement assigns.

const nameKey = "prunella_name"

// namesPurpose reports whether the model of the called function wants the name.
func (l *lowerer) namesPurpose(callee string) bool {
	return strings.HasPrefix(callee, "random.") && !isStubPath(l.u.Path)
}

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
