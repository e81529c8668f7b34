package memory

import (
	"slices"
	"strings"

	"github.com/prunella/prunella/code/text"
)

// A textTest is what a number says of a text: 0 of strcmp that it equals a word,
// 0 of a search that it lacks one.
type textTest struct {
	syms  []text.Sym // the unknown parts
	obj   objID      // where the text stands, and at which offset
	off   int64
	fact  textFact
	words string
	zero  bool // the fact holds when the number is 0, else when it is not
}

type textFact uint8

const (
	factEquals  textFact = iota // is words
	factLacks                   // does not contain words
	factWithout                 // contains none of the characters of words
	factWithin                  // contains only characters of words
)

// exactText is an argument as a constant text.
func (m *machine) exactText(i int, w int64) (str, string, bool) {
	s, _ := m.r.textOf(m.st, m.args[i], w)
	if whole, ok := s.text.Exact(); ok && s.lo == s.hi {
		return s, whole, true
	}
	if m.r.in != nil {
		whole, ok := m.spelt(m.args[i], w)
		return s, whole, ok
	}
	return s, "", false
}

// symsOf lists the names of a text's unknown parts.
func symsOf(t text.Str) []text.Sym {
	var out []text.Sym
	t.MapHoles(func(h text.Hole) text.Hole {
		if h.Sym != 0 && !slices.Contains(out, h.Sym) {
			out = append(out, h.Sym)
		}
		return h
	})
	return out
}

// learnText puts what a test says into every place where the text stands; false
// when it cannot be.
func (r *run) learnText(st *state, t *textTest) {
	for i := 1; i < len(st.heap); i++ {
		r.learnIn(st, objID(i), t)
	}
	for i := range st.over {
		r.learnIn(st, st.over[i].id, t)
	}
}

func (r *run) learnIn(st *state, id objID, t *textTest) {
	o := st.object(id)
	if o == nil {
		return
	}
	for i := range o.cells {
		c := &o.cells[i]
		if c.str == nil {
			continue
		}
		here := id == t.obj && c.off == t.off
		if !here && !slices.ContainsFunc(symsOf(c.str.text), func(s text.Sym) bool { return slices.Contains(t.syms, s) }) {
			continue
		}
		s := *c.str
		if here && t.fact == factEquals {
			n := int64(len(t.words))
			s.text, s.lo, s.hi, s.vague = text.Lit(t.words), n, n, false
		} else {
			s.text = s.text.MapHoles(func(h text.Hole) text.Hole {
				if h.Sym == 0 && here || slices.Contains(t.syms, h.Sym) {
					return t.narrow(h)
				}
				return h
			})
		}
		own := st.own(id)
		own.cells[i].str = &s
		o = own
	}
}

// narrow is a hole with what is known of the whole text.
func (t *textTest) narrow(h text.Hole) text.Hole {
	switch t.fact {
	case factLacks:
		return h.Without(t.words)
	case factWithout:
		return h.Within(text.Of(t.words).Complement(), 0)
	case factWithin:
		return h.Within(text.Of(t.words), 0)
	}
	if len(t.syms) == 1 { // the text is this part alone, or not known
		if narrowed, ok := h.Assume(text.Fact{Kind: text.Equals, Text: t.words}, true); ok {
			return narrowed
		}
	}
	return h
}

// tested is a number between two that tells of a text; known is what it is when
// both texts are constants.
func (m *machine) tested(fact textFact, zero bool, lo, hi int64, known func(a, b string) int64) (val, bool) {
	w := m.width(2)
	a, whole, ok := m.readText(0, w)
	if !ok {
		return val{}, false
	}
	_, words, ok2 := m.readText(1, w)
	if !ok2 {
		return val{}, false
	}
	if whole != nil && words != nil {
		return num(known(*whole, *words)), true
	}
	v := m.r.fresh(between(lo, hi))
	at, t := m.args[0], a.text
	if words == nil && whole != nil && fact == factEquals { // strcmp("yes", s)
		words, at = whole, m.args[1]
		s, _ := m.r.textOf(m.st, at, w)
		t = s.text
	}
	if words != nil && at.k == kPtr && at.lo == at.hi {
		syms := symsOf(t)
		if fact == factEquals {
			if _, whole := t.Hole(); !whole { // a part of a text does not equal what the whole does
				syms = nil
			}
		}
		m.r.derived[v.sym] = derivation{op: "text", text: &textTest{syms: syms, obj: at.obj, off: at.lo, fact: fact, words: *words, zero: zero}}
	}
	return v, true
}

// readText reads a string argument; whole is nil when it is not known. False ends
// the way.
func (m *machine) readText(i int, w int64) (s str, whole *string, alive bool) {
	s, alive = m.readable(i, w)
	if !alive {
		return s, nil, false
	}
	if _, t, ok := m.exactText(i, w); ok {
		whole = &t
	}
	return s, whole, true
}

// compare is strcmp: a, b, width.
func (m *machine) compare() (val, bool) {
	return m.tested(factEquals, true, -1, 1, func(a, b string) int64 { return int64(strings.Compare(a, b)) })
}

// equal tells whether two texts are the same: a, b, width.
func (m *machine) equal() (val, bool) {
	return m.tested(factEquals, false, 0, 1, func(a, b string) int64 { return truthOf(a == b) })
}

// contains tells whether a text has a word in it: s, word, width.
func (m *machine) contains() (val, bool) {
	return m.tested(factLacks, true, 0, 1, func(a, b string) int64 { return truthOf(strings.Contains(a, b)) })
}

// containsAny tells whether one of some characters is in a text: s, set, width.
func (m *machine) containsAny() (val, bool) {
	return m.tested(factWithout, true, 0, 1, func(a, b string) int64 { return truthOf(strings.ContainsAny(a, b)) })
}

// containsOther tells whether a text has another character than some: s, set, width.
func (m *machine) containsOther() (val, bool) {
	return m.tested(factWithin, true, 0, 1, func(a, b string) int64 { return truthOf(strings.Trim(a, b) != "") })
}

func truthOf(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// learnDerived learns of a text what a number derived from it says.
func (r *run) learnDerived(st *state, f fact, t *textTest) {
	now, _ := st.known(f.sym)
	zero := now.lo == 0 && now.hi == 0
	other := now.lo > 0 || now.hi < 0 || now.nonzero
	if zero && t.zero || other && !t.zero {
		r.learnText(st, t)
	}
	if other && t.zero && t.fact != factEquals {
		r.notEmpty(st, t)
	}
}

// notEmpty learns that a text has a character at least.
func (r *run) notEmpty(st *state, t *textTest) {
	o := st.object(t.obj)
	if o == nil {
		return
	}
	i, ok := o.find(t.off)
	if !ok || o.cells[i].off != t.off || o.cells[i].str == nil || o.cells[i].str.lo > 0 || o.cells[i].str.hi < 1 {
		return
	}
	s := *o.cells[i].str
	s.lo = 1
	st.own(t.obj).cells[i].str = &s
	if s.sym != 0 {
		st.learn(fact{sym: s.sym, lo: 1, hi: maxInt, vlo: true})
	}
}
