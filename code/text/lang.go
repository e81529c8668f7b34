package text

import (
	"strings"
	"sync/atomic"
)

// A Lang is a regular language known from two sides: the words it may have and
// the words it surely has. The two differ where a pattern uses what no finite
// automaton can say (back references), or what we approximate (classes of
// Unicode characters); so a test that matched keeps what may match, and a test
// that did not match drops only what surely matches.
//
// A Lang is immutable. Two patterns' equality is Equal, not pointers.
type Lang struct {
	may, must *dfa // must may be the same automaton
	source    string
	print     atomic.Uint64 // Fingerprint, once somebody asked
}

// exactLang is a language known exactly.
func exactLang(d *dfa, source string) *Lang {
	d = d.minimize()
	return &Lang{may: d, must: d, source: source}
}

// AnyText is the language of all texts.
func AnyText() *Lang { return exactLang(fromSet(all), "any") }

// Words is the language of exactly these words.
func Words(words ...string) *Lang {
	return exactLang(wordsDFA(words, false), "{"+strings.Join(words, ",")+"}")
}

// Over is the language of all texts of these bytes.
func Over(s Set) *Lang { return exactLang(fromSet(s), s.String()+"*") }

// Containing, Starting and Ending are the languages of the texts with w in
// them, at their start, at their end.
func Containing(w string) *Lang { return exactLang(containing(w), "contains "+w) }

// Starting is the language of the texts that start with w.
func Starting(w string) *Lang { return exactLang(starting(w), "starts "+w) }

// Ending is the language of the texts that end with w.
func Ending(w string) *Lang { return exactLang(ending(w), "ends "+w) }

// String is the pattern the language came from.
func (l *Lang) String() string { return l.source }

// Fingerprint tells languages apart by their automata, which are minimal, so that
// one language made twice has one fingerprint in most cases.
func (l *Lang) Fingerprint() uint64 {
	if h := l.print.Load(); h != 0 {
		return h
	}
	h := l.may.fingerprint(1)
	if l.must != l.may {
		h = l.must.fingerprint(h)
	}
	h |= 1
	l.print.Store(h)
	return h
}

func (d *dfa) fingerprint(h uint64) uint64 {
	const prime = 0x9e3779b97f4a7c15
	step := func(x uint64) { h = (h ^ x) * prime; h ^= h >> 29 }
	for _, c := range d.class {
		step(uint64(c))
	}
	for i, to := range d.next {
		step(uint64(to)<<1 | 1)
		if i%d.n == 0 && d.accept[i/d.n] {
			step(2)
		}
	}
	return h
}

// Exact reports whether the language is known exactly.
func (l *Lang) Exact() bool { return l.may == l.must }

// Match reports whether s may be a word of the language.
func (l *Lang) Match(s string) bool { return l.may.match(s) }

// Surely reports whether s is a word of the language for certain.
func (l *Lang) Surely(s string) bool { return l.must.match(s) }

// Empty reports whether the language has no word.
func (l *Lang) Empty() bool { return l.may.empty() }

// Chars is the set of the bytes its words may have.
func (l *Lang) Chars() Set { return l.may.chars() }

// Prefix is the text that all its words start with.
func (l *Lang) Prefix() string { p, _ := l.may.prefix(); return p }

// MaxLen is the length of its longest word, 0 when there is none (or only the
// empty one).
func (l *Lang) MaxLen() int { n, _ := l.may.maxLen(); return n }

// Finite lists all words when there are at most limit.
func (l *Lang) Finite(limit int) ([]string, bool) { return l.may.words(limit) }

// Example is a shortest word; ok is false when there is none.
func (l *Lang) Example() (word string, ok bool) { return l.may.example() }

// ExampleAround is a word that may be of the language and has w in it.
func (l *Lang) ExampleAround(w string) (word string, ok bool) { return l.may.exampleAround(w) }

// ContainsWord reports whether a word may have sub in it.
func (l *Lang) ContainsWord(sub string) bool {
	return mayMeet(l.may, containing(sub))
}

// Intersects reports whether the two may share a word.
func (l *Lang) Intersects(o *Lang) bool { return mayMeet(l.may, o.may) }

// Subset reports whether every word of l is surely one of o.
func (l *Lang) Subset(o *Lang) bool {
	if l == o && l.Exact() {
		return true
	}
	d := product(l.may, o.must, without)
	return d != nil && d.empty()
}

// Equal reports whether the two are known to be the same from both sides.
func (l *Lang) Equal(o *Lang) bool {
	return l == o || sameDFA(l.may, o.may) && sameDFA(l.must, o.must)
}

// Complement is the language of all other texts.
func (l *Lang) Complement() *Lang {
	out := &Lang{source: "not " + l.source, may: l.must.complement()}
	out.must = out.may
	if !l.Exact() {
		out.must = l.may.complement()
	}
	return out
}

// Intersect is the language of the words of both. Over the limit of states it
// keeps the smaller one as an over-approximation.
func (l *Lang) Intersect(o *Lang) *Lang { return l.combine(o, both, " & ") }

// Union is the language of the words of either.
func (l *Lang) Union(o *Lang) *Lang { return l.combine(o, either, " | ") }

func (l *Lang) combine(o *Lang, rule func(x, y bool) bool, sign string) *Lang {
	if l == o {
		return l
	}
	may := product(l.may, o.may, rule)
	must := may
	if !l.Exact() || !o.Exact() {
		must = product(l.must, o.must, rule)
	}
	if may == nil || must == nil {
		if rule(true, false) {
			return &Lang{may: fromSet(all), must: fromSet(Set{}).none(), source: "any"}
		}
		if o.may.states() < l.may.states() {
			l = o
		}
		return &Lang{may: l.may, must: fromSet(Set{}).none(), source: l.source}
	}
	source := l.source + sign + o.source
	if len(source) > 200 {
		source = source[:200] + "…"
	}
	if may == must {
		return exactLang(may, source)
	}
	return &Lang{may: may.minimize(), must: must.minimize(), source: source}
}

// none accepts nothing.
func (d *dfa) none() *dfa {
	out := *d
	out.accept = make([]bool, len(d.accept))
	return &out
}

// Common is a shortest word that is surely in l and may be in o; a witness
// that passes a test and still breaks a demand.
func (l *Lang) Common(o *Lang) (string, bool) {
	d := product(l.must, o.may, both)
	if d == nil {
		return "", false
	}
	return d.example()
}

// mayMeet reports whether two automata share a word; true when that is too
// much work to know.
func mayMeet(a, b *dfa) bool {
	d := product(a, b, both)
	return d == nil || !d.empty()
}

func sameDFA(a, b *dfa) bool {
	if a == b {
		return true
	}
	d := product(a, b, func(x, y bool) bool { return x != y })
	return d != nil && d.empty()
}

// Between is the language whose words may be those of l and are surely those
// of must.
func (l *Lang) Between(must *Lang) *Lang {
	return &Lang{may: l.may, must: must.must, source: l.source}
}

// Chain is the texts made of n choices, one after another.
func Chain(n int, choice func(i int) []string) *Lang {
	d := &builder{}
	now := d.state()
	for i := 0; i < n; i++ {
		next := d.state()
		for _, w := range choice(i) {
			d.word(now, w, next)
		}
		now = next
	}
	return exactLang(d.determinize(now), "chain")
}
