package solve

import (
	"slices"

	"github.com/prunella/prunella/code/text"
)

// Facts are what is known on the way to a state: a list that grows at its head,
// shared between states that have a past in common.
type facts struct {
	prev  *facts
	n     int
	hash  uint64
	own   uint64 // fingerprint of the fact alone
	bloom uint64 // of the symbols spoken of here and before
	fact
}

// A fact is one thing known: a text fact about a symbol, a range or nil-ness of a
// named value, or which of several ways led here.
type fact struct {
	kind   factKind
	sym    text.Sym
	not    bool
	text   *text.Fact // fText
	lo, hi int64
	cs     *cases
	mask   uint16
}

type factKind uint8

const (
	fText  factKind = iota // the text called sym: text, or not
	fRange                 // the number called sym lies in [lo, hi]
	fNil                   // the value called sym is nil, or not
	fTruth                 // the value called sym is true, or not
	fNot                   // the number called sym is not lo
	fWay                   // one of the ways in mask of cs led here
)

func (f fact) fingerprint() uint64 {
	h := mix(uint64(f.kind)<<33|uint64(f.sym)<<1|bit(f.not), uint64(f.mask))
	h = mix(mix(h, uint64(f.lo)), uint64(f.hi))
	if f.cs != nil {
		h = mix(h, uint64(f.cs.id))
	}
	if f.kind == fText && f.text != nil {
		h = mixString(mix(h, uint64(f.text.Kind)), f.text.Text)
		h = mixString(mix(h, uint64(f.text.Len)), f.text.Mark)
		for _, s := range f.text.Set {
			h = mixString(h, s)
		}
		for _, s := range f.text.Via {
			h = mixString(h, s)
		}
		if f.text.Lang != nil {
			h = mix(h, f.text.Lang.Fingerprint())
		}
	}
	return h
}

func bloomOf(s text.Sym) uint64 { return 1 << (uint64(s) * seed >> 58) }

func (l *facts) size() int {
	if l == nil {
		return 0
	}
	return l.n
}

func (l *facts) print() uint64 {
	if l == nil {
		return 0
	}
	return l.hash
}

func (l *facts) push(f fact) *facts {
	own := f.fingerprint()
	if l.has(f, own) {
		return l
	}
	n := &facts{prev: l, n: l.size() + 1, own: own, fact: f}
	n.hash = mix(l.print(), own)
	if l != nil {
		n.bloom = l.bloom
	}
	if f.kind == fWay {
		n.bloom |= bloomOf(text.Sym(f.cs.id))
	} else {
		n.bloom |= bloomOf(f.sym)
	}
	return n
}

func (l *facts) has(f fact, own uint64) bool {
	sym := f.sym
	if f.kind == fWay {
		sym = text.Sym(f.cs.id)
	}
	if !l.may(sym) {
		return false
	}
	for ; l != nil; l = l.prev {
		if l.own == own {
			return true
		}
	}
	return false
}

// may tells quickly that nothing is known of sym.
func (l *facts) may(sym text.Sym) bool { return l != nil && l.bloom&bloomOf(sym) != 0 }

// mask is the set of ways of cs that are still possible.
func (l *facts) mask(cs *cases) uint16 {
	m := cs.full()
	if !l.may(text.Sym(cs.id)) {
		return m
	}
	for ; l != nil; l = l.prev {
		if l.kind == fWay && l.cs == cs {
			m &= l.fact.mask
		}
	}
	return m
}

// since lists what l knows beyond its tail base, oldest first.
func (l *facts) since(base *facts) []fact {
	var out []fact
	for ; l != base && l != nil; l = l.prev {
		out = append(out, l.fact)
	}
	slices.Reverse(out)
	return out
}

// common is the longest shared tail.
func common(a, b *facts) *facts {
	for a.size() > b.size() {
		a = a.prev
	}
	for b.size() > a.size() {
		b = b.prev
	}
	for a != b {
		a, b = a.prev, b.prev
	}
	return a
}

// joinFacts keeps what both know.
func joinFacts(a, b *facts) *facts {
	if a == b {
		return a
	}
	tail := common(a, b)
	if tail == a || tail == b {
		return tail
	}
	out := tail
	fb := b.since(tail)
	for _, x := range a.since(tail) {
		if f, ok := weakest(x, fb); ok {
			out = out.push(f)
		}
	}
	return out
}

// weakest is what follows from x as well as from the facts of the other way: x, when
// they know it too.
func weakest(x fact, others []fact) (fact, bool) {
	own := x.fingerprint()
	for _, y := range others {
		if y.fingerprint() == own {
			return x, true
		}
	}
	for _, y := range others {
		if f, ok := weaker(x, y); ok {
			return f, true
		}
	}
	return fact{}, false
}

// weaker is a fact that follows from either of two.
func weaker(x, y fact) (fact, bool) {
	if x.kind != y.kind || x.sym != y.sym || x.cs != y.cs {
		return fact{}, false
	}
	switch x.kind {
	case fRange:
		x.lo, x.hi = min(x.lo, y.lo), max(x.hi, y.hi)
		return x, x.lo != minInt || x.hi != maxInt
	case fWay:
		x.mask |= y.mask
		return x, x.mask != x.cs.full()
	case fText:
		if words, ok := oneOf(x, y); ok && slices.Equal(x.text.Via, y.text.Via) {
			x.text = &text.Fact{Kind: text.OneOf, Set: words, Via: x.text.Via}
			return x, true
		}
		if ownOr(x, y) {
			return y, true
		}
		if ownOr(y, x) {
			return x, true
		}
		if follows(x, y) {
			return y, true
		}
		if follows(y, x) {
			return x, true
		}
		if l := either(x, y); l != nil {
			x.text = &text.Fact{Kind: text.Matches, Lang: l}
			return x, true
		}
	}
	return x, x.fingerprint() == y.fingerprint()
}

// ownOr: x leaves a text that the program chose, of which nothing needs to be proved: the
// mark that a test gives in y is as good. (A folder itself, or what is below it.)
func ownOr(x, y fact) bool {
	return !x.not && !y.not && x.text.Kind == text.Marked && y.text.Kind == text.Marked && x.text.Mark == text.MarkFinite && len(x.text.Via)+len(y.text.Via) == 0
}

// follows: y holds of each of the few texts that x leaves.
func follows(x, y fact) bool {
	if x.not || len(x.text.Via) > 0 || len(y.text.Via) > 0 {
		return false
	}
	var words []string
	switch x.text.Kind {
	case text.Equals:
		words = []string{x.text.Text}
	case text.OneOf:
		words = x.text.Set
	case text.Matches:
		words, _ = x.text.Lang.Finite(fewWords)
	}
	if len(words) == 0 || len(words) > fewWords {
		return false
	}
	want := text.Always
	if y.not {
		want = text.Never
	}
	for _, w := range words {
		if text.Lit(w).Decide(*y.text) != want {
			return false
		}
	}
	return true
}

// fewWords bounds the texts that are asked one by one.
const fewWords = 4

// either is the language of the texts that pass one of two tests: a folder itself,
// or what begins with its name and a slash.
func either(x, y fact) *text.Lang {
	a, b := passing(x), passing(y)
	if a == nil || b == nil {
		return nil
	}
	return text.Either(a, b)
}

// passing is the language of what a test lets through, when its text is all there
// is to it.
func passing(f fact) *text.Lang {
	if f.not || len(f.text.Via) > 0 {
		return nil
	}
	switch f.text.Kind {
	case text.Equals:
		return text.Words(f.text.Text)
	case text.OneOf:
		return text.Words(f.text.Set...)
	case text.HasPrefix:
		return text.Starting(f.text.Text)
	case text.HasSuffix:
		return text.Ending(f.text.Text)
	case text.Matches:
		return f.text.Lang
	}
	return nil
}

// maxWords bounds the allow-lists that are put together from comparisons.
const maxWords = 64

func oneOf(x, y fact) ([]string, bool) {
	a, ok := words(x)
	b, ok2 := words(y)
	if !ok || !ok2 || len(a)+len(b) > maxWords {
		return nil, false
	}
	out := append(append([]string(nil), a...), b...)
	slices.Sort(out)
	return slices.Compact(out), true
}

func words(f fact) ([]string, bool) {
	switch {
	case f.not:
	case f.text.Kind == text.Equals:
		return []string{f.text.Text}, true
	case f.text.Kind == text.OneOf:
		return f.text.Set, true
	}
	return nil, false
}
