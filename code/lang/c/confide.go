package c

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// confide marks what is read under a name that says that it is a credential, unless the
// function encrypts what has that name, or decrypts it.
func (l *lowerer) confide(name string, v ir.Reg, t *ctype, s ir.Span) {
	name = lastPart(dots(name))
	if l.stub || name == "" || !t.pointing() {
		return
	}
	if e := t.elem; e.kind != tInt || e.size != 1 && e != wcharType {
		return
	}
	what := lang.Sensitive(name)
	if what != "" && l.sealed == nil {
		l.sealed = map[string]bool{}
		l.seals(l.whole, 0, l.sealed)
	}
	if what != "" && !l.sealed[name] {
		text := func(t string) ir.Reg { return l.constant(ir.Value{Kind: ir.Bytes, Str: t}, s) }
		l.call("prunella.confide", s, v, text(name), text(what))
	}
}

// seals finds the names of what a function's body hands to something that encrypts or
// decrypts.
func (l *lowerer) seals(id syntax.ID, depth int, into map[string]bool) {
	n := &l.t.Nodes[id]
	if depth > maxNest {
		return
	}
	if c := &l.t.Nodes[n.First]; n.Kind == syntax.Call && (c.Kind == syntax.Name || c.Kind == syntax.Member) && seals(c.Text) {
		for k := l.t.Nodes[n.First].Next; k != 0; k = l.t.Nodes[k].Next {
			a := &l.t.Nodes[k]
			for a.First != 0 && a.Kind != syntax.Name && a.Kind != syntax.Member {
				a = &l.t.Nodes[a.First]
			}
			into[lastPart(dots(a.Text))] = true
		}
	}
	for k := n.First; k != 0; k = l.t.Nodes[k].Next {
		l.seals(k, depth+1, into)
	}
}

func seals(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"crypt", "hash", "digest", "cipher", "hmac", "pbkdf"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}
