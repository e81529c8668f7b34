package lexical

import (
	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// A Lexer reads a text of one grammar from left to right and knows the lexical
// context it is in.
type Lexer interface {
	// Feed reads constant text.
	Feed(s string)
	// Hole judges a hole at this place: the context, and why the hole may break
	// it ("" when it cannot). next is the constant text after the hole. The lexer
	// goes on as if the hole had kept to its context. It is asked about every
	// hole, also those that nobody attacks.
	Hole(h *text.Hole, next string) (context, reason string)
}

// Check runs a fresh lexer over every text the argument may be and lists the
// labelled holes that may break their context.
func Check(arg int, a value.Abs, start func() Lexer) []demand.Violation {
	var out []demand.Violation
	for _, seq := range Texts(a) {
		l := start()
		for i, p := range seq {
			if p.Hole == nil {
				l.Feed(p.Text)
				continue
			}
			context, reason := l.Hole(p.Hole, after(seq, i))
			if reason != "" && p.Hole.Labels != 0 && !p.Hole.HasMark(text.MarkFinite) && !p.Hole.HasMark(text.MarkDigits) {
				out = add(out, demand.Violation{Arg: arg, Labels: p.Hole.Labels, Context: context, Reason: reason, Hole: p.Hole, Seq: seq})
			}
		}
	}
	return out
}

// add keeps one violation per hole and context.
func add(list []demand.Violation, v demand.Violation) []demand.Violation {
	for _, w := range list {
		if w.Context == v.Context && w.Labels == v.Labels && w.Hole.Sym == v.Hole.Sym && w.Reason == v.Reason {
			return list
		}
	}
	return append(list, v)
}

// after is the constant text that follows part i directly.
func after(seq text.Seq, i int) string {
	out := ""
	for _, p := range seq[i+1:] {
		if p.Hole != nil {
			break
		}
		out += p.Text
	}
	return out
}

// Texts lists the alternatives of a value as text. A value of unknown form that
// carries labels is one hole that may be anything; numbers and truth values
// cannot break a grammar and give none, nor can what may be anything but a text; a list gives its elements.
func Texts(a value.Abs) []text.Seq {
	if a.Kind|value.Nil == wordless {
		return nil
	}
	out := append([]text.Seq(nil), a.Str.Alts...)
	if len(out) == 0 && a.Labels != 0 && a.Kind&(value.Str|value.Bytes|value.Object|value.Map) != 0 {
		out = append(out, text.Seq{{Hole: Anything(a.Labels)}})
	}
	for _, item := range a.Items {
		out = append(out, Texts(item)...)
	}
	if a.Rest != nil {
		out = append(out, Texts(*a.Rest)...)
	}
	return out
}

// wordless is what may be anything but a text.
const wordless = value.Unknown &^ (value.Str | value.Bytes)

// Anything is a hole of which only its owner is known.
func Anything(l text.Labels) *text.Hole {
	return &text.Hole{Labels: l, Chars: text.All()}
}
