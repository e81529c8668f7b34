package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Backtrack searches subject for the pattern the way backtracking engines do
// and counts its steps: the oracle for patterns that take exponential time.
// It stops at budget steps. A pattern that cannot be read takes no steps.
func Backtrack(pattern, dialect, subject string, budget int) (steps int, matched bool) {
	re, err := parseRegex(pattern, dialect)
	if err != nil {
		return 0, false
	}
	m := re.backtrack(Search, subject, 0, budget)
	return m.steps, m.found
}

// A Pattern is a compiled pattern of a backtracking dialect, for the concrete
// readings of operations.
type Pattern struct{ re *regex }

// Parse reads a pattern of any dialect.
func Parse(pattern, dialect string) (*Pattern, error) {
	re, err := parseRegex(pattern, dialect)
	if err != nil {
		return nil, err
	}
	return &Pattern{re}, nil
}

// Groups is the number of capturing groups; Names gives the numbers of the
// named ones.
func (p *Pattern) Groups() int           { return p.re.groups }
func (p *Pattern) Names() map[string]int { return p.re.names }

// Find is the first match at or after from: pairs of byte offsets for the whole
// and each group, -1 when a group took no part. nil: no match within budget
// steps.
func (p *Pattern) Find(mode Mode, subject string, from, budget int) []int {
	m := p.re.backtrack(mode, subject, from, budget)
	if !m.found {
		return nil
	}
	return m.caps
}

type matcher struct {
	re     *regex
	s      string
	steps  int
	budget int
	caps   []int
	found  bool
}

func (re *regex) backtrack(mode Mode, subject string, from, budget int) *matcher {
	m := &matcher{re: re, s: subject, budget: budget, caps: make([]int, 2*(re.groups+1))}
	for at := from; at <= len(subject) && !m.found && m.steps < budget; {
		for i := range m.caps {
			m.caps[i] = -1
		}
		m.found = m.match(re.root, at, func(end int) bool {
			if mode == Full && end != len(subject) {
				return false
			}
			m.caps[0], m.caps[1] = at, end
			return true
		})
		if mode != Search {
			break
		}
		_, n := utf8.DecodeRuneInString(subject[at:])
		at += max(1, n)
	}
	return m
}

// match tries n at a place and then what follows.
func (m *matcher) match(n *node, at int, then func(int) bool) bool {
	if m.steps++; m.steps >= m.budget {
		return false
	}
	switch n.op {
	case nEmpty:
		return then(at)
	case nClass:
		c, size := utf8.DecodeRuneInString(m.s[at:])
		return size > 0 && inRanges(n.ranges, c) && then(at+size)
	case nCat:
		return m.sequence(n.subs, at, then)
	case nAlt:
		for _, sub := range n.subs {
			if m.match(sub, at, then) {
				return true
			}
		}
	case nGroup:
		return m.group(n, at, then)
	case nRepeat:
		return m.repeat(n, 0, at, then)
	case nAssert:
		return m.holds(m.re.asserts[n], at) && then(at)
	case nBackref:
		return m.backref(n, at, then)
	case nLook:
		return m.look(n, at) != n.not && then(at)
	case nAtomic:
		if end, ok := m.once(n.subs[0], at); ok {
			return then(end)
		}
	case nCond:
		sub := n.subs[1]
		if m.caps[2*n.group+1] >= 0 {
			sub = n.subs[0]
		}
		return m.match(sub, at, then)
	}
	return false
}

func inRanges(r []rune, c rune) bool {
	for i := 0; i < len(r); i += 2 {
		if r[i] <= c && c <= r[i+1] {
			return true
		}
	}
	return false
}

func (m *matcher) sequence(subs []*node, at int, then func(int) bool) bool {
	if len(subs) == 0 {
		return then(at)
	}
	return m.match(subs[0], at, func(end int) bool { return m.sequence(subs[1:], end, then) })
}

func (m *matcher) group(n *node, at int, then func(int) bool) bool {
	if n.group == 0 {
		return m.match(n.subs[0], at, then)
	}
	lo, hi := m.caps[2*n.group], m.caps[2*n.group+1]
	if m.match(n.subs[0], at, func(end int) bool {
		a, b := m.caps[2*n.group], m.caps[2*n.group+1]
		m.caps[2*n.group], m.caps[2*n.group+1] = at, end
		if then(end) {
			return true
		}
		m.caps[2*n.group], m.caps[2*n.group+1] = a, b
		return false
	}) {
		return true
	}
	m.caps[2*n.group], m.caps[2*n.group+1] = lo, hi
	return false
}

// repeat tries a further turn first (lazy: last); a turn that reads nothing
// ends the loop.
func (m *matcher) repeat(n *node, count, at int, then func(int) bool) bool {
	if n.atomic {
		once := *n
		once.atomic = false
		end, ok := m.once(&once, at)
		return ok && then(end)
	}
	if n.lazy && count >= n.min && then(at) {
		return true
	}
	if n.max < 0 || count < n.max {
		if m.match(n.subs[0], at, func(end int) bool {
			if end == at && count >= n.min {
				return false
			}
			return m.repeat(n, count+1, end, then)
		}) {
			return true
		}
	}
	return !n.lazy && count >= n.min && then(at)
}

// once is the end of the first way in which n matches.
func (m *matcher) once(n *node, at int) (end int, ok bool) {
	ok = m.match(n, at, func(e int) bool { end = e; return true })
	return end, ok
}

func (m *matcher) look(n *node, at int) bool {
	if !n.behind {
		_, ok := m.once(n.subs[0], at)
		return ok
	}
	for from := at; from >= 0; from-- {
		if m.match(n.subs[0], from, func(end int) bool { return end == at }) {
			return true
		}
	}
	return false
}

func (m *matcher) backref(n *node, at int, then func(int) bool) bool {
	lo, hi := m.caps[2*n.group], m.caps[2*n.group+1]
	if lo < 0 {
		return m.re.dialect == "js" && then(at)
	}
	word := m.s[lo:hi]
	if n.fold {
		return at+len(word) <= len(m.s) && strings.EqualFold(word, m.s[at:at+len(word)]) && then(at+len(word))
	}
	return strings.HasPrefix(m.s[at:], word) && then(at+len(word))
}

func (m *matcher) holds(kind edgeKind, at int) bool {
	rest := m.s[at:]
	switch kind {
	case atStart:
		return at == 0
	case atLineStart:
		return at == 0 || m.s[at-1] == '\n'
	case atEnd:
		return rest == ""
	case atEndNL:
		return rest == "" || rest == "\n"
	case atLineEnd:
		return rest == "" || rest[0] == '\n'
	}
	before, _ := utf8.DecodeLastRuneInString(m.s[:at])
	after, _ := utf8.DecodeRuneInString(rest)
	edge := (at > 0 && m.word(before)) != (rest != "" && m.word(after))
	return edge == (kind == atWord)
}

func (m *matcher) word(c rune) bool {
	if c < 0x80 {
		return inRanges(wordRanges, c)
	}
	return m.re.unicode && (unicode.IsLetter(c) || unicode.IsNumber(c))
}
