package ops

import (
	"strings"
	"unicode"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

const spaces = " \t\n\v\f\r"

// space is the set of bytes that may belong to white space.
func space() text.Set { return text.Of(spaces).Union(text.High()).Union(text.Range(0x1c, 0x1f)) }

func trimmed(left, right bool) func([]any) (any, error) {
	return sn(func(args []any) (string, error) {
		s, cut := str(args, 0), str(args, 1)
		hit := func(c rune) bool { return strings.ContainsRune(cut, c) }
		if !given(args, 1) {
			hit = unicode.IsSpace
		}
		if left {
			s = strings.TrimLeftFunc(s, hit)
		}
		if right {
			s = strings.TrimRightFunc(s, hit)
		}
		return s, nil
	})
}

// absTrim works on the ends alone: what is inside stays as it is.
func absTrim(name string, left, right bool) func(*Context, []value.Abs) value.Abs {
	return func(in *Context, args []value.Abs) value.Abs {
		cut, k, hit := space(), key(name), unicode.IsSpace
		if arg(args, 1).Kind != value.Nil {
			word, ok := exactText(args, 1)
			if !ok {
				return hole(in.part(subject(args), ""))
			}
			cut, k = text.Of(word), key(name, word)
			if !text.Of(word).Intersect(text.High()).Empty() {
				cut = cut.Union(text.High())
			}
			hit = func(c rune) bool { return strings.ContainsRune(word, c) }
		}
		t := trimmer{in: in, cut: cut, key: k, hit: hit}
		var out text.Str
		for _, q := range subject(args).Alts {
			if left {
				q = t.left(q)
			}
			if right {
				q = t.right(q)
			}
			out = text.Join(out, text.Str{Alts: []text.Seq{q}})
		}
		return made(out)
	}
}

type trimmer struct {
	in  *Context
	cut text.Set
	key string
	hit func(rune) bool
}

func (t trimmer) left(q text.Seq) text.Seq {
	for i, p := range q {
		if p.Hole == nil {
			if p.Text = strings.TrimLeftFunc(p.Text, t.hit); p.Text == "" {
				continue
			}
			return append(text.Seq{p}, q[i+1:]...)
		}
		if p.Hole.Prefix != "" && !t.cut.Has(p.Hole.Prefix[0]) {
			return q[i:]
		}
		if p.Hole.Chars.Intersect(t.cut).Empty() && (!p.Hole.MayBeEmpty() || len(q) == i+1 || t.stops(q[i+1], true)) {
			return q[i:]
		}
		h := t.bite(*p.Hole)
		if len(q) == i+1 || t.stops(q[i+1], true) || t.keeps(*p.Hole) {
			h.Suffix = t.tail(p.Hole.Suffix)
			return append(text.Seq{{Hole: &h, Unit: p.Unit, Span: p.Span}}, q[i+1:]...)
		}
		return t.melt(q[i:])
	}
	return nil
}

func (t trimmer) right(q text.Seq) text.Seq {
	for i := len(q) - 1; i >= 0; i-- {
		p := q[i]
		head := q[:i:i]
		if p.Hole == nil {
			if p.Text = strings.TrimRightFunc(p.Text, t.hit); p.Text == "" {
				continue
			}
			return append(head, p)
		}
		if s := p.Hole.Suffix; s != "" && !t.cut.Has(s[len(s)-1]) {
			return q[: i+1 : i+1]
		}
		if p.Hole.Chars.Intersect(t.cut).Empty() && (!p.Hole.MayBeEmpty() || i == 0 || t.stops(q[i-1], false)) {
			return q[: i+1 : i+1]
		}
		h := t.bite(*p.Hole)
		if i == 0 || t.stops(q[i-1], false) || t.keeps(*p.Hole) {
			h.Prefix = t.head(p.Hole.Prefix)
			return append(head, text.Part{Hole: &h, Unit: p.Unit, Span: p.Span})
		}
		return t.melt(q[:i+1])
	}
	return nil
}

// bite is the hole with an unknown part of its end taken off.
func (t trimmer) bite(h text.Hole) text.Hole {
	return text.Hole{Sym: t.in.derive(t.key, h.Sym), Labels: h.Labels, Chars: h.Chars, Not: h.Not, MaxLen: h.MaxLen}
}

// head and tail are what surely stays of a known start and end when the other
// end is trimmed: up to the innermost byte that is not trimmed.
func (t trimmer) head(s string) string {
	for len(s) > 0 && t.cut.Has(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

func (t trimmer) tail(s string) string {
	for len(s) > 0 && t.cut.Has(s[0]) {
		s = s[1:]
	}
	return s
}

// keeps reports whether something of the hole surely stays.
func (t trimmer) keeps(h text.Hole) bool { return t.tail(h.Prefix) != "" || t.tail(h.Suffix) != "" }

// stops reports whether the part's near end is never trimmed.
func (t trimmer) stops(p text.Part, left bool) bool {
	s := p.Text
	if p.Hole != nil {
		s = p.Hole.Suffix
		if left {
			s = p.Hole.Prefix
		}
	}
	if s == "" {
		return false
	}
	if left {
		return !t.cut.Has(s[0])
	}
	return !t.cut.Has(s[len(s)-1])
}

func (t trimmer) melt(q text.Seq) text.Seq {
	h := text.Str{Alts: []text.Seq{q}}.Flatten()
	h = text.Hole{Labels: h.Labels, Chars: h.Chars, Not: h.Not, MaxLen: h.MaxLen}
	return text.Seq{{Hole: &h}}
}

// trimOps take something off the ends.
func trimOps() []Op {
	return []Op{
		{Name: "text.trim", Doc: "(s, chars=white space) -> s without those characters at both ends",
			Concrete: trimmed(true, true), Abstract: absTrim("text.trim", true, true)},
		{Name: "text.trim_left", Doc: "(s, chars=white space) -> s without those characters at its start",
			Concrete: trimmed(true, false), Abstract: absTrim("text.trim_left", true, false)},
		{Name: "text.trim_right", Doc: "(s, chars=white space) -> s without those characters at its end",
			Concrete: trimmed(false, true), Abstract: absTrim("text.trim_right", false, true)},
		{Name: "text.trim_prefix", Doc: "(s, prefix) -> s without prefix, once, when it starts with it",
			Concrete: s2(strings.TrimPrefix), Abstract: absTrimFix("text.trim_prefix", text.HasPrefix)},
		{Name: "text.trim_suffix", Doc: "(s, suffix) -> s without suffix, once, when it ends with it",
			Concrete: s2(strings.TrimSuffix), Abstract: absTrimFix("text.trim_suffix", text.HasSuffix)},
	}
}

func absTrimFix(name string, kind text.FactKind) func(*Context, []value.Abs) value.Abs {
	return func(in *Context, args []value.Abs) value.Abs {
		s := subject(args)
		fix, ok := exactText(args, 1)
		if !ok {
			return hole(in.part(s, ""))
		}
		var out text.Str
		for _, q := range s.Alts {
			one := text.Str{Alts: []text.Seq{q}}
			f := text.Fact{Kind: kind, Text: fix}
			if fix == "" || one.Decide(f) == text.Never {
				out = text.Join(out, one)
				continue
			}
			out = text.Join(out, text.Str{Alts: []text.Seq{in.cutFix(q, fix, kind == text.HasPrefix, key(name, fix))}})
			if one.Decide(f) == text.Maybe && len(q) > 1 {
				out = text.Join(out, one)
			}
		}
		return made(out)
	}
}

// cutFix takes a known start or end off; a hole may lose it or not.
func (in *Context) cutFix(q text.Seq, fix string, left bool, key string) text.Seq {
	at := 0
	if !left {
		at = len(q) - 1
	}
	p := q[at]
	switch {
	case p.Hole == nil && left && strings.HasPrefix(p.Text, fix):
		p.Text = p.Text[len(fix):]
	case p.Hole == nil && !left && strings.HasSuffix(p.Text, fix):
		p.Text = p.Text[:len(p.Text)-len(fix)]
	case p.Hole != nil && len(q) == 1:
		h := in.part(text.Unknown(*p.Hole), key)
		if left && !strings.HasPrefix(p.Hole.Prefix, fix) || !left && !strings.HasSuffix(p.Hole.Suffix, fix) {
			return text.Seq{{Hole: &h, Unit: p.Unit, Span: p.Span}}
		}
		if left {
			h.Prefix = p.Hole.Prefix[len(fix):]
		} else {
			h.Suffix = p.Hole.Suffix[:len(p.Hole.Suffix)-len(fix)]
		}
		p.Hole = &h
	default:
		h := in.part(text.Str{Alts: []text.Seq{q}}, "")
		return text.Seq{{Hole: &h}}
	}
	out := append(text.Seq{}, q...)
	out[at] = p
	if p.Hole == nil && p.Text == "" {
		return append(out[:at:at], out[at+1:]...)
	}
	return out
}
