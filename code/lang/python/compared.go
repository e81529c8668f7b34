package python

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// compared notes a password that is compared with one written in the source: before the
// comparison stands a call of prunella.sink("secret", the text, the name).
func (l *lowerer) compared(n, a, b syntax.Ref, tok ir.Tok) {
	if tok != ir.Eq && tok != ir.Ne || isStubPath(l.u.Path) {
		return
	}
	if l.t.Kind(a) == syntax.Str {
		a, b = b, a
	}
	if l.t.Kind(b) != syntax.Str {
		return
	}
	name := ""
	switch l.t.Kind(a) {
	case syntax.Name, syntax.Attribute, syntax.Subscript:
		l.namesIn(a, func(s string) { name = s })
	}
	word := l.literal(b)
	if lang.Password(name) && len(word) > 3 && !strings.ContainsAny(word, " \t\n") {
		l.call(n, ir.IntrinsicSink, l.str(n, "secret"), l.str(n, word), l.str(n, name))
	}
}
