package demandtest

import (
	"strings"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// Attacker is the label of the holes in patterns.
const Attacker text.Labels = 1

// Text reads a pattern with holes.
func Text(pattern string) value.Abs {
	var seq text.Seq
	for pattern != "" {
		constant, rest, found := strings.Cut(pattern, "{")
		if constant != "" {
			seq = append(seq, text.Part{Text: constant})
		}
		if !found {
			break
		}
		spec, after, _ := strings.Cut(rest, "}")
		h := Hole(spec)
		h.Sym = text.Sym(len(seq) + 1)
		seq = append(seq, text.Part{Hole: &h})
		pattern = after
	}
	a := value.Abs{Kind: value.Str, Str: text.Str{Alts: []text.Seq{seq}}}
	a.Labels = a.Str.Labels()
	return a
}

// Hole reads the inside of a hole's braces.
func Hole(spec string) text.Hole {
	h := text.AnyHole(Attacker, 0)
	for _, word := range strings.Split(spec, " ") {
		switch {
		case word == "":
		case word == "digits":
			h.Chars = text.Digits()
		case word == "alnum":
			h.Chars = text.Alnum()
		case word == "word":
			h.Chars = text.Alnum().Add('_')
		case word[0] == '-':
			h.Chars = h.Chars.Minus(text.Of(word[1:]))
		case word[0] == '!':
			h = h.Without(word[1:])
		case word[0] == '^':
			h.Prefix = word[1:]
		case word[0] == '=':
			h = h.WithMark(word[1:])
		}
	}
	return h
}

// fill puts one text into the hole called sym, or into all when sym is 0, and
// the benign one into the others.
func fill(a value.Abs, sym text.Sym, with, benign string) string {
	var b strings.Builder
	for _, p := range a.Str.Alts[0] {
		switch {
		case p.Hole == nil:
			b.WriteString(p.Text)
		case sym == 0 || p.Hole.Sym == sym:
			b.WriteString(with)
		default:
			b.WriteString(benign)
		}
	}
	return b.String()
}

// admitted reports whether the hole, or every hole, may be the text. Marks say
// what no set of strings can, so marked holes are taken to admit nothing.
func admitted(a value.Abs, sym text.Sym, with string) bool {
	for _, p := range a.Str.Alts[0] {
		if p.Hole != nil && (sym == 0 || p.Hole.Sym == sym) && (p.Hole.Admits(with) == text.Never || len(p.Hole.Marks) > 0 && sym == 0) {
			return false
		}
	}
	return true
}
