package python

import (
	"regexp"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// compared notes what a comparison shows by itself: a host looked for anywhere in an address;
// a password that is compared with one written in the source: before the comparison stands a
// call of prunella.sink("secret", the text, the name).
func (l *lowerer) compared(n, a, b syntax.Ref, tok ir.Tok) {
	switch {
	case isStubPath(l.u.Path):
		return
	case (tok == ir.In || tok == ir.NotIn) && l.t.Kind(a) == syntax.Str && addressName.MatchString(l.text(b)):
		l.hostCheck(n, a, lang.HostAnywhere)
		return
	case tok != ir.Eq && tok != ir.Ne:
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
	if word := l.literal(b); lang.Compares(name, word) {
		l.call(n, ir.IntrinsicSink, l.str(n, "secret"), l.str(n, word), l.str(n, name))
	}
}

// hostChecks are methods of texts by which an address is judged.
var hostChecks = map[string]lang.HostCheck{"startswith": lang.HostBegins, "endswith": lang.HostEnds, "find": lang.HostAnywhere, "index": lang.HostAnywhere}

// addressName is what texts are called that a host is looked for in, and not lists of
// hosts.
var addressName = regexp.MustCompile(`(?i)(?:ur[li]|link|href|host|hostname|netloc|domain|origin|referr?er|address|target|location)(?:\.(?:lower|upper|strip|casefold)\(\))?$`)

// hostCheck notes that an address is judged by a part of it: before the check stands a call
// of prunella.sink("written.host", what is wrong).
func (l *lowerer) hostCheck(n, constant syntax.Ref, how lang.HostCheck) {
	if l.t.Kind(constant) != syntax.Str || isStubPath(l.u.Path) {
		return
	}
	if why := how.Check(l.literal(constant)); why != "" {
		l.call(n, ir.IntrinsicSink, l.str(n, "written.host"), l.str(n, why))
	}
}
