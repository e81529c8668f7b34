package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

var anyText = text.Top(0, 0)

func textLabels(s text.Str) text.Labels { return s.Labels() }

func constText(s text.Str) (string, bool) { return s.Exact() }

func textIsNone(s text.Str) bool { return len(s.Alts) == 0 }

// emptyTruth tells whether a text is the empty one.
func emptyTruth(s text.Str) text.Truth {
	empty, full := false, false
	for _, q := range s.Alts {
		switch {
		case len(q) == 0 || len(q) == 1 && q[0].Hole == nil && q[0].Text == "":
			empty = true
		case seqNonEmpty(q):
			full = true
		default:
			return text.Maybe
		}
	}
	switch {
	case empty && !full:
		return text.Always
	case full && !empty:
		return text.Never
	}
	return text.Maybe
}

func seqNonEmpty(q text.Seq) bool {
	for i := range q {
		if q[i].Hole == nil && q[i].Text != "" || q[i].Hole != nil && (q[i].Hole.Prefix != "" || q[i].Hole.Suffix != "") {
			return true
		}
	}
	return false
}

// labelText makes every unknown stretch carry more labels. Constants stay
// nobody's.
func labelText(s text.Str, l text.Labels) text.Str {
	if l == 0 {
		return s
	}
	return s.MapHoles(func(h text.Hole) text.Hole {
		h.Labels |= l
		return h
	}).Named(s.Sym)
}

// joinText joins what two values are as texts; a value that may be a text
// without being known brings any text.
func joinText(a, b *val) text.Str {
	switch {
	case !a.hasText() || textIsNone(a.str):
		return b.str
	case !b.hasText() || textIsNone(b.str):
		return a.str
	}
	return text.Join(a.str, b.str)
}

func widenText(old, next text.Str) text.Str { return text.Widen(old, next) }

// assumeText refines the holes called sym. A text that cannot be is none.
func assumeText(s text.Str, sym text.Sym, f text.Fact, holds bool) text.Str {
	out, ok := s.AssumeSym(sym, f, holds)
	if !ok {
		return text.Str{}
	}
	return out
}

// constStr is constant text from a place in the source.
func constStr(s string, unit int32, span ir.Span) text.Str { return text.Const(s, unit, span) }

// charOf is one character of a text.
func charOf(v *val) *val {
	h := v.str.Flatten()
	return &val{
		kind: value.Str, labels: v.labels, tr: v.tr,
		str: text.Unknown(text.Hole{Labels: v.labels, Chars: h.Chars, MaxLen: 4}),
	}
}

// runeOf is one character of a text as a number that remembers the text.
func runeOf(v *val) *val {
	c := *charOf(v)
	c.kind, c.lo, c.hi = value.Int, 0, maxInt
	return &c
}
