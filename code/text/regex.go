package text

import (
	"fmt"
	"slices"
	"unicode"
)

// A node is a regular expression, of any dialect.
type node struct {
	op     nodeOp
	subs   []*node
	ranges []rune // class: pairs of the first and the last character
	min    int    // repeat
	max    int    // repeat; -1: no bound
	lazy   bool   // repeat
	atomic bool   // repeat: possessive
	group  int    // group, backref: number from 1; 0: not captured
	behind bool   // look
	not    bool   // look
	fold   bool   // backref
}

type nodeOp uint8

const (
	nEmpty nodeOp = iota
	nFail
	nClass
	nCat
	nAlt
	nRepeat
	nGroup
	nAssert
	nBackref
	nLook
	nAtomic
	nCond // conditional on a group: what it needs is not followed, both ways are
)

// A Mode is how a pattern is applied.
type Mode uint8

// The modes: Search looks for a match anywhere, Prefix at the start of the
// text, Full wants the whole text.
const (
	Search Mode = iota
	Prefix
	Full
)

// Compile is the language of the texts on which the pattern, applied in the
// mode, matches. Dialects: "go" (RE2), "python", "java", "js". A pattern that
// the dialect refuses is an error; one that grows too large is approximated.
func Compile(pattern, dialect string, mode Mode) (*Lang, error) {
	re, err := parseRegex(pattern, dialect)
	if err != nil {
		return nil, err
	}
	return re.lang(mode), nil
}

// A regex is a parsed pattern.
type regex struct {
	root    *node
	source  string
	dialect string
	groups  int
	names   map[string]int
	unicode bool
	asserts map[*node]edgeKind
}

func parseRegex(pattern, dialect string) (*regex, error) {
	if dialect == "go" {
		return parseGo(pattern)
	}
	re, err := parsePerl(pattern, dialect)
	if err != nil {
		return nil, fmt.Errorf("%s pattern %q: %w", dialect, pattern, err)
	}
	return re, nil
}

func (re *regex) lang(mode Mode) *Lang {
	may, rough := re.automaton(mode, false)
	if may == nil {
		may, rough = fromSet(all), true
		if mode == Full {
			may = fromSet(re.root.chars(re.dialect))
		}
	}
	l := exactLang(may, re.source)
	if !rough {
		return l
	}
	must, _ := re.automaton(mode, true)
	if must == nil {
		must = fromSet(Set{}).none()
	}
	l.must = must.minimize()
	if sameDFA(l.may, l.must) {
		l.must = l.may
	}
	return l
}

// automaton builds the automaton; strict: what is unsure does not match.
func (re *regex) automaton(mode Mode, strict bool) (d *dfa, rough bool) {
	b := &builder{strict: strict, unicode: re.unicode}
	start, first, last := b.state(), b.state(), b.state()
	b.skip(start, first)
	if mode == Search {
		b.bytes(start, 0, 255, start)
	}
	re.build(b, re.root, first, last)
	accept := last
	if mode != Full {
		accept = b.state()
		b.skip(last, accept)
		b.bytes(accept, 0, 255, accept)
	}
	return b.determinize(accept), b.rough
}

// build adds the node between two states.
func (re *regex) build(b *builder, n *node, from, to int32) {
	if b.overflow {
		return
	}
	switch n.op {
	case nEmpty:
		b.skip(from, to)
	case nFail:
	case nClass:
		re.buildClass(b, n.ranges, from, to)
	case nCat:
		for i, sub := range n.subs {
			next := to
			if i < len(n.subs)-1 {
				next = b.state()
			}
			re.build(b, sub, from, next)
			from = next
		}
		if len(n.subs) == 0 {
			b.skip(from, to)
		}
	case nAlt:
		for _, sub := range n.subs {
			re.build(b, sub, from, to)
		}
	case nGroup:
		re.build(b, n.subs[0], from, to)
	case nRepeat:
		if n.atomic {
			re.unsure(b, from, to, n)
			return
		}
		re.buildRepeat(b, n, from, to)
	case nAssert:
		b.add(from, edge{kind: re.asserts[n], to: to})
	default:
		re.unsure(b, from, to, n)
	}
}

// unsure stands for what an automaton cannot say: anything, or nothing.
func (re *regex) unsure(b *builder, from, to int32, n *node) {
	b.rough = true
	if b.strict {
		return
	}
	switch n.op {
	case nLook:
		b.skip(from, to)
	case nAtomic:
		re.build(b, n.subs[0], from, to)
	case nCond:
		for _, sub := range n.subs {
			re.build(b, sub, from, to)
		}
	case nRepeat:
		re.buildRepeat(b, n, from, to)
	default:
		mid := b.state()
		b.skip(from, mid)
		b.bytes(mid, 0, 255, mid)
		b.skip(mid, to)
	}
}

func (re *regex) buildRepeat(b *builder, n *node, from, to int32) {
	for i := 0; i < n.min && !b.overflow; i++ {
		next := b.state()
		re.build(b, n.subs[0], from, next)
		from = next
	}
	if n.max < 0 {
		loop := b.state()
		b.skip(from, loop)
		back := b.state()
		re.build(b, n.subs[0], loop, back)
		b.skip(back, loop)
		b.skip(loop, to)
		return
	}
	for i := n.min; i < n.max && !b.overflow; i++ {
		b.skip(from, to)
		next := b.state()
		re.build(b, n.subs[0], from, next)
		from = next
	}
	b.skip(from, to)
}

// maxRanges bounds the ranges outside ASCII that are kept; Unicode classes have
// hundreds and are approximated.
const maxRanges = 16

func (re *regex) buildClass(b *builder, ranges []rune, from, to int32) {
	high := 0
	for i := 0; i < len(ranges); i += 2 {
		if ranges[i+1] >= 0x80 {
			high++
		}
	}
	whole := false
	for i := 0; i < len(ranges); i += 2 {
		lo, hi := ranges[i], ranges[i+1]
		if high > maxRanges && hi >= 0x80 {
			whole = true
			if hi = 0x7f; lo > hi {
				continue
			}
		}
		b.runes(from, lo, hi, to)
		if re.dialect == "go" && lo <= 0xfffd && 0xfffd <= hi {
			re.invalid(b, from, to)
		}
	}
	if whole {
		b.rough = true
		if !b.strict {
			b.runes(from, 0x80, unicode.MaxRune, to)
			re.invalid(b, from, to)
		}
	}
}

// invalid adds the bytes that are not UTF-8, which Go reads as U+FFFD. Which
// bytes these are depends on what follows, so any of them may be one and none
// surely is.
func (re *regex) invalid(b *builder, from, to int32) {
	if re.dialect != "go" {
		return
	}
	b.rough = true
	if !b.strict {
		b.bytes(from, 0x80, 0xff, to)
	}
}

// chars is the set of bytes that the pattern reads.
func (n *node) chars(dialect string) Set {
	var out Set
	switch n.op {
	case nClass:
		for i := 0; i < len(n.ranges); i += 2 {
			if n.ranges[i] < 0x80 {
				out = out.Union(Range(byte(n.ranges[i]), byte(min(n.ranges[i+1], 0x7f))))
			}
			if n.ranges[i+1] >= 0x80 {
				out = out.Union(High())
			}
		}
	case nBackref:
		return all
	}
	if n.op == nLook {
		return out
	}
	for _, sub := range n.subs {
		out = out.Union(sub.chars(dialect))
	}
	return out
}

// normal sorts the ranges and merges those that touch.
func normal(ranges []rune) []rune {
	type span struct{ lo, hi rune }
	spans := make([]span, 0, len(ranges)/2)
	for i := 0; i < len(ranges); i += 2 {
		spans = append(spans, span{ranges[i], ranges[i+1]})
	}
	slices.SortFunc(spans, func(a, b span) int { return int(a.lo) - int(b.lo) })
	var out []rune
	for _, s := range spans {
		if n := len(out); n > 0 && s.lo <= out[n-1]+1 {
			out[n-1] = max(out[n-1], s.hi)
		} else {
			out = append(out, s.lo, s.hi)
		}
	}
	return out
}

// negate is the characters outside the ranges.
func negate(ranges []rune) []rune {
	var out []rune
	next := rune(0)
	for r := normal(ranges); len(r) > 0; r = r[2:] {
		if next < r[0] {
			out = append(out, next, r[0]-1)
		}
		next = r[1] + 1
	}
	if next <= unicode.MaxRune {
		out = append(out, next, unicode.MaxRune)
	}
	return out
}

// maxFold bounds the characters whose other cases are looked up one by one.
const maxFold = 4096

// folded adds the other cases of the characters.
func folded(ranges []rune) []rune {
	out := slices.Clone(ranges)
	done := 0
	for i := 0; i < len(ranges); i += 2 {
		for c := ranges[i]; c <= ranges[i+1] && done < maxFold; c++ {
			done++
			for f := unicode.SimpleFold(c); f != c; f = unicode.SimpleFold(f) {
				out = append(out, f, f)
			}
		}
	}
	return normal(out)
}
