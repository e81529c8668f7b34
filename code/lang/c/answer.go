package c

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	pp "github.com/prunella/prunella/code/lang/c/preprocess"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// Answers that a program does not look at, or takes for what they are not.

// scanners are the functions that read into what their arguments point to and answer how
// much they read; the number is that of the first such argument.
var scanners = map[string]int{"scanf": 1, "fscanf": 2, "sscanf": 2, "wscanf": 1, "fwscanf": 2, "swscanf": 2}

// unlooked looks at a call of such a function whose answer is dropped: where nothing was
// read, what it was to be read into holds what it held before.
func (l *lowerer) unlooked(call *syntax.Node, s ir.Span) {
	if call.Kind != syntax.Call || l.stub {
		return
	}
	name := strings.TrimPrefix(l.t.Nodes[call.First].Text, "std::")
	first, ok := scanners[name]
	if !ok || l.t.Nodes[call.First].Kind != syntax.Name {
		return
	}
	from := ir.NoReg
	i := 0
	for k := l.t.Nodes[call.First].Next; k != 0; k = l.t.Nodes[k].Next {
		switch {
		case !l.pure(k, 0):
		case i == 0 && first == 2 && name[0] == 's':
			from, _ = l.value(k)
		case i >= first:
			if from == ir.NoReg {
				from = l.intConst(0, s)
			}
			p, _ := l.value(k)
			l.call("prunella.unread", s, p, from)
		}
		i++
	}
}

// verifiers answer 0 where the certificate of the other side was found good, and any
// other number where it was not.
var verifiers = map[string]bool{"SSL_get_verify_result": true, "gnutls_x509_crt_verify": true, "X509_STORE_CTX_get_error": true}

// conflated looks at "r == 0 || r == N" and "r != 0 && r != N" of such an answer: a
// certificate that was refused for one reason passes as if it were good.
func (l *lowerer) conflated(n *syntax.Node, s ir.Span) {
	if l.stub || n.Op != pp.PipePipe && n.Op != pp.AmpAmp {
		return
	}
	want := pp.EqEq
	if n.Op == pp.AmpAmp {
		want = pp.NotEq
	}
	good, other := false, false
	for _, k := range l.chained(n, n.Op, 0) {
		c := &l.t.Nodes[k]
		if c.Kind != syntax.Binary || c.Op != want {
			continue
		}
		a, b := c.First, l.t.Nodes[c.First].Next
		if _, constant := l.eval(a); constant {
			a, b = b, a
		}
		v, ok := l.eval(b)
		if !ok || !l.verdict(a) {
			continue
		}
		good, other = good || v == 0, other || v != 0
	}
	if good && other {
		l.shape("verify", "is taken for good although it was refused: every number but 0 is a reason to refuse it", s)
	}
}

// chained are the operands of one operator in a row.
func (l *lowerer) chained(n *syntax.Node, op pp.Kind, depth int) []syntax.ID {
	var out []syntax.ID
	for _, k := range []syntax.ID{n.First, l.t.Nodes[n.First].Next} {
		m := &l.t.Nodes[k]
		if m.Kind == syntax.Binary && m.Op == op && depth < maxNest {
			out = append(out, l.chained(m, op, depth+1)...)
		} else {
			out = append(out, k)
		}
	}
	return out
}

// verdict reports the answer of a verifier, or a variable that was given one.
func (l *lowerer) verdict(id syntax.ID) bool {
	n := &l.t.Nodes[id]
	switch n.Kind {
	case syntax.Cast:
		return l.verdict(l.t.Nodes[n.First].Next)
	case syntax.Call:
		return verifiers[l.t.Nodes[n.First].Text]
	case syntax.Name:
		sym := l.lookup(n.Text)
		return sym != nil && sym.verdict
	}
	return false
}

// judged notes a variable that is given the answer of a verifier.
func (l *lowerer) judged(sym *symbol, value syntax.ID) {
	if sym == nil || sym.kind != sLocal || value == 0 || l.stub {
		return
	}
	sym.verdict = l.verdict(value)
}
