package text

import (
	"strings"
	"unicode/utf8"

	"github.com/prunella/prunella/code/ir"
)

// Const is constant text from a place in the source; unit 0: no known place.
func Const(s string, unit int32, span ir.Span) Str {
	if s == "" {
		return Str{Alts: []Seq{{}}}
	}
	return Str{Alts: []Seq{{{Text: s, Unit: unit, Span: span}}}}
}

// Lit is constant text from no known place.
func Lit(s string) Str { return Const(s, 0, ir.Span{}) }

// Unknown is the text that h describes.
func Unknown(h Hole) Str { return Str{Alts: []Seq{h.seq(0, ir.Span{})}} }

// Top is any text at all, of these labels and this name.
func Top(labels Labels, sym Sym) Str {
	return Unknown(Hole{Sym: sym, Labels: labels, Chars: all})
}

// seq is the hole as a sequence: constant text when that is all it can be.
func (h Hole) seq(unit int32, span ir.Span) Seq {
	if w, ok := h.Exact(); ok {
		if w == "" {
			return Seq{}
		}
		return Seq{{Text: w, Unit: unit, Span: span}}
	}
	return Seq{{Hole: &h, Unit: unit, Span: span}}
}

// None reports whether no text is possible (unreachable).
func (s Str) None() bool { return len(s.Alts) == 0 }

// Concat is the texts one after another.
func Concat(strs ...Str) Str {
	if len(strs) == 0 {
		return Lit("")
	}
	out := strs[0]
	for _, s := range strs[1:] {
		out = concat2(out, s)
	}
	return out
}

func concat2(a, b Str) Str {
	if len(a.Alts)*len(b.Alts) > MaxAlts {
		if len(a.Alts) >= len(b.Alts) {
			a = a.one()
		} else {
			b = b.one()
		}
	}
	if len(a.Alts)*len(b.Alts) > MaxAlts {
		a, b = a.one(), b.one()
	}
	out := Str{Alts: make([]Seq, 0, len(a.Alts)*len(b.Alts))}
	for _, x := range a.Alts {
		for _, y := range b.Alts {
			out.add(joinParts(x, y))
		}
	}
	return out
}

// joinParts is x and then y; constants from one place grow together.
func joinParts(x, y Seq) Seq {
	if len(x) == 0 {
		return y
	}
	if len(y) == 0 {
		return x
	}
	out := make(Seq, 0, len(x)+len(y))
	out = append(out, x...)
	last := &out[len(out)-1]
	if f := y[0]; last.Hole == nil && f.Hole == nil && last.Unit == f.Unit && last.Span == f.Span {
		last.Text += f.Text
		y = y[1:]
	}
	out = append(out, y...)
	if len(out) > MaxParts {
		mid := out[MaxParts/3 : len(out)-MaxParts/3]
		melted := append(Seq{}, out[:MaxParts/3]...)
		melted = append(melted, Part{Hole: ptr(flatten(mid))})
		out = append(melted, out[len(out)-MaxParts/3:]...)
	}
	return out
}

func ptr(h Hole) *Hole { return &h }

// one joins the alternatives into a single one.
func (s Str) one() Str {
	if len(s.Alts) < 2 {
		return s
	}
	seq := s.Alts[0]
	for _, next := range s.Alts[1:] {
		seq = merge(seq, next, joinHoles)
	}
	return Str{Alts: []Seq{seq}}
}

// add puts an alternative in, unless it is there; an alternative of the same
// parts with the same names is joined with it.
func (s *Str) add(seq Seq) {
	for i, have := range s.Alts {
		if sameShape(have, seq) {
			if !equalSeq(have, seq) {
				s.Alts[i] = pointwise(have, seq, joinHoles)
			}
			return
		}
	}
	s.Alts = append(s.Alts, seq)
}

// Equal reports whether a and b say the same.
func (s Str) Equal(o Str) bool {
	if len(s.Alts) != len(o.Alts) || s.Sym != o.Sym {
		return false
	}
	for i := range s.Alts {
		if !equalSeq(s.Alts[i], o.Alts[i]) {
			return false
		}
	}
	return true
}

// Exact is the one text that s stands for.
func (s Str) Exact() (string, bool) {
	if len(s.Alts) != 1 {
		return "", false
	}
	return s.Alts[0].Exact()
}

// Exact is the one text that the sequence stands for.
func (q Seq) Exact() (string, bool) {
	switch {
	case len(q) == 0:
		return "", true
	case len(q) == 1 && q[0].Hole == nil:
		return q[0].Text, true
	}
	var b strings.Builder
	for _, p := range q {
		if p.Hole != nil {
			w, ok := p.Hole.Exact()
			if !ok {
				return "", false
			}
			b.WriteString(w)
			continue
		}
		b.WriteString(p.Text)
	}
	return b.String(), true
}

// Exacts lists the texts that s stands for when they are few: constants, and
// names that can only be one of a few words.
func (s Str) Exacts() ([]string, bool) {
	out := make([]string, 0, len(s.Alts))
	seen := map[string]bool{}
	for _, q := range s.Alts {
		words, ok := q.finite()
		if !ok {
			return nil, false
		}
		for _, w := range words {
			if !seen[w] {
				seen[w] = true
				out = append(out, w)
			}
		}
	}
	return out, len(out) > 0
}

// finite lists the words of a constant, or of one hole of few words.
func (q Seq) finite() ([]string, bool) {
	if w, ok := q.Exact(); ok {
		return []string{w}, true
	}
	if len(q) == 1 && q[0].Hole.Lang != nil {
		return q[0].Hole.Lang.Finite(32)
	}
	return nil, false
}

// Labels is whose data the text carries.
func (s Str) Labels() Labels {
	var out Labels
	for _, q := range s.Alts {
		for _, p := range q {
			if p.Hole != nil {
				out |= p.Hole.Labels
			}
		}
	}
	return out
}

// Authentic reports whether all of somebody's data in the text came with the right
// authentication code.
func (s Str) Authentic() bool {
	for _, alt := range s.Alts {
		for _, p := range alt {
			if p.Hole != nil && p.Hole.Labels != 0 && !p.Hole.HasMark(MarkAuthentic) {
				return false
			}
		}
	}
	return true
}

// Hole is the hole when s is one hole and nothing else.
func (s Str) Hole() (*Hole, bool) {
	if len(s.Alts) == 1 && len(s.Alts[0]) == 1 && s.Alts[0][0].Hole != nil {
		return s.Alts[0][0].Hole, true
	}
	return nil, false
}

// Name is what the text as a whole is called: the name of its hole when it is one,
// or a name of its own; 0 when it has none.
func (s Str) Name() Sym {
	if h, ok := s.Hole(); ok {
		return h.Sym
	}
	return s.Sym
}

// Named is the text under a name of its own, if it is not a single hole.
func (s Str) Named(sym Sym) Str {
	s.Sym = 0
	if _, ok := s.Hole(); !ok {
		s.Sym = sym
	}
	return s
}

// MapHoles puts f of every hole in its place. Text that f makes exact becomes
// constant.
func (s Str) MapHoles(f func(Hole) Hole) Str {
	return s.mapHoles(func(h Hole) (Hole, bool) { return f(h), true })
}

// mapHoles drops the alternatives with a hole for which f says no.
func (s Str) mapHoles(f func(Hole) (Hole, bool)) Str {
	out := Str{}
next:
	for _, q := range s.Alts {
		seq := make(Seq, 0, len(q))
		for _, p := range q {
			if p.Hole == nil {
				seq = append(seq, p)
				continue
			}
			h, ok := f(*p.Hole)
			if !ok {
				continue next
			}
			seq = append(seq, h.seq(p.Unit, p.Span)...)
		}
		out.add(seq)
	}
	return out
}

// String prints the text for a person who debugs: constants quoted, holes in
// braces, alternatives separated by bars.
func (s Str) String() string {
	if s.None() {
		return "⊥"
	}
	alts := make([]string, len(s.Alts))
	for i, q := range s.Alts {
		alts[i] = q.String()
	}
	return strings.Join(alts, " | ")
}

// ASCII reports a text of ASCII characters alone, of which bytes and characters count the same.
func ASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
