package text

import (
	"slices"
	"strings"
)

// Decide says whether the fact holds of every text of s, of none, or of some.
func (s Str) Decide(f Fact) Truth {
	out, first := Maybe, true
	for _, q := range s.Alts {
		t := q.decide(f)
		if t == Maybe || !first && t != out {
			return Maybe
		}
		out, first = t, false
	}
	return out
}

func (q Seq) decide(f Fact) Truth {
	if len(q) == 1 && q[0].Hole != nil {
		return q[0].Hole.decide(f)
	}
	if len(f.Via) > 0 {
		return Maybe
	}
	if w, ok := q.Exact(); ok {
		return f.of(w)
	}
	switch f.Kind {
	case Marked:
		return Maybe
	case LenAtMost:
		return flatten(q).decide(f)
	case Contains:
		if !q.MayContain(f.Text) {
			return Never
		}
		for _, p := range q {
			if strings.Contains(p.Text, f.Text) {
				return Always
			}
		}
	}
	return q.against(f)
}

// against runs the fact's automaton over the sequence.
func (q Seq) against(f Fact) Truth {
	may, must := f.automata()
	if may == nil {
		return Maybe
	}
	if may == must {
		return truthOf(may, q.runAll(may))
	}
	if !q.mayMeet(may) {
		return Never
	}
	if !q.mayMeet(must.complement()) {
		return Always
	}
	return Maybe
}

func truthOf(d *dfa, ends states) Truth {
	yes, no := false, false
	for s := range ends {
		yes, no = yes || d.accept[s], no || !d.accept[s]
	}
	switch {
	case yes && !no:
		return Always
	case no && !yes:
		return Never
	}
	return Maybe
}

// automata accept the texts of which the fact may and must hold; nil when no
// automaton says it.
func (f Fact) automata() (may, must *dfa) {
	var d *dfa
	switch f.Kind {
	case Equals:
		d = wordsDFA([]string{f.Text}, false)
	case Contains:
		d = containing(f.Text)
	case HasPrefix:
		d = starting(f.Text)
	case HasSuffix:
		d = ending(f.Text)
	case OneOf:
		d = wordsDFA(f.Set, false)
	case Matches:
		return f.Lang.may, f.Lang.must
	}
	return d, d
}

// of says whether the fact holds of a known text.
func (f Fact) of(w string) Truth {
	yes := false
	switch f.Kind {
	case Equals:
		yes = w == f.Text
	case Contains:
		yes = strings.Contains(w, f.Text)
	case HasPrefix:
		yes = strings.HasPrefix(w, f.Text)
	case HasSuffix:
		yes = strings.HasSuffix(w, f.Text)
	case OneOf:
		yes = slices.Contains(f.Set, w)
	case Matches:
		if f.Lang.Match(w) && !f.Lang.Surely(w) {
			return Maybe
		}
		yes = f.Lang.Match(w)
	case LenAtMost:
		yes = len(w) <= f.Len
	default:
		return Maybe
	}
	if yes {
		return Always
	}
	return Never
}

func (h Hole) decide(f Fact) Truth {
	if len(f.Via) > 0 {
		return h.decideVia(f)
	}
	if w, ok := h.Exact(); ok {
		if f.Kind == Marked {
			return h.marked(f.Mark)
		}
		return f.of(w)
	}
	switch f.Kind {
	case Marked:
		return h.marked(f.Mark)
	case LenAtMost:
		if h.MaxLen > 0 && h.MaxLen <= f.Len {
			return Always
		}
		if max(len(h.Prefix), len(h.Suffix)) > f.Len {
			return Never
		}
		return Maybe
	}
	if t := h.quick(f); t != Maybe || h.Lang == nil && (f.Kind != Matches || h.Chars == all && h.plain()) {
		return t
	}
	return Seq{{Hole: &h}}.against(f)
}

// quick answers what needs no automaton.
func (h Hole) quick(f Fact) Truth {
	switch f.Kind {
	case Equals:
		return h.Admits(f.Text)
	case Contains:
		if strings.Contains(h.Prefix, f.Text) || strings.Contains(h.Suffix, f.Text) {
			return Always
		}
		if !h.MayContain(f.Text) {
			return Never
		}
	case HasPrefix:
		if strings.HasPrefix(h.Prefix, f.Text) {
			return Always
		}
		if !h.MayStartWith(f.Text) {
			return Never
		}
	case HasSuffix:
		if strings.HasSuffix(h.Suffix, f.Text) {
			return Always
		}
		if !h.Chars.HasAll(f.Text) || h.MaxLen > 0 && len(f.Text) > h.MaxLen ||
			!strings.HasSuffix(f.Text, h.Suffix) && !strings.HasSuffix(h.Suffix, f.Text) {
			return Never
		}
	case OneOf:
		for _, w := range f.Set {
			if h.Admits(w) != Never {
				return Maybe
			}
		}
		return Never
	}
	return Maybe
}

func (h Hole) marked(mark string) Truth {
	if h.HasMark(mark) {
		return Always
	}
	return Maybe
}

func (h Hole) decideVia(f Fact) Truth {
	words, ok := h.Marked(strings.Join(f.Via, " "))
	if !ok {
		return Maybe
	}
	return words.Decide(Fact{Kind: f.Kind, Text: f.Text, Set: f.Set, Lang: f.Lang, Len: f.Len})
}
