package ops

import (
	"strings"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// absFields is the words of a text. Those before the first hole that may hold white
// space, or that may be an empty word, are told one by one.
func absFields(in *Context, args []value.Abs) value.Abs {
	s := subject(args)
	if len(s.Alts) != 1 {
		return pieces(spaces)(in, args)
	}
	breaks := text.Of(spaces).Union(text.High()) // white space beyond ASCII too
	var w words
	for i := range s.Alts[0] {
		p := s.Alts[0][i]
		switch h := p.Hole; {
		case h == nil && strings.IndexFunc(p.Text, func(r rune) bool { return r >= 0x80 }) < 0:
			w.text(p)
		case h != nil && h.Chars.Intersect(breaks).Empty() && (w.solid || !h.MayBeEmpty()):
			w.begun, w.solid = append(w.begun, p), true
		default:
			left := text.Str{Alts: []text.Seq{append(w.begun, s.Alts[0][i:]...)}}
			out := pieces(spaces)(in, []value.Abs{made(left)})
			out.Items = w.done
			return out
		}
	}
	w.end()
	return value.Abs{Kind: value.List, Items: w.done}
}

// words is a text as far as it was split.
type words struct {
	done  []value.Abs
	begun text.Seq // the word that may go on
	solid bool     // and is not empty
}

func (w *words) end() {
	if w.solid {
		w.done = append(w.done, made(text.Str{Alts: []text.Seq{w.begun}}))
	}
	w.begun, w.solid = nil, false
}

// text splits constant text.
func (w *words) text(p text.Part) {
	for rest := p.Text; rest != ""; {
		n := strings.IndexAny(rest, spaces)
		if n == 0 {
			w.end()
			rest = rest[1:]
			continue
		}
		if n < 0 {
			n = len(rest)
		}
		q := p
		q.Text = rest[:n]
		w.begun, w.solid = append(w.begun, q), true
		rest = rest[n:]
	}
}
