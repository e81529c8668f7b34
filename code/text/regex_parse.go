package text

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A regexParser reads the Perl-like dialects: "python" (re), "java"
// (java.util.regex), "js" (ECMAScript). Sources: the languages' references.
type regexParser struct {
	re    *regex
	s     string
	at    int
	flags regexFlags
	depth int
	err   error
}

type regexFlags struct{ fold, multi, dotAll, verbose, ascii bool }

const maxDepth = 250

func parsePerl(pattern, dialect string) (*regex, error) {
	re := &regex{source: pattern, dialect: dialect, asserts: map[*node]edgeKind{}, names: map[string]int{}}
	p := &regexParser{re: re, s: pattern}
	p.flags.ascii = dialect != "python"
	p.globalFlags()
	re.root = p.alternatives()
	if p.err == nil && p.at < len(p.s) {
		p.fail("unmatched )")
	}
	re.unicode = !p.flags.ascii
	if p.err == nil {
		p.err = re.checkRefs(re.root)
	}
	return re, p.err
}

// checkRefs refuses back references to groups that are not there.
func (re *regex) checkRefs(n *node) error {
	if (n.op == nBackref || n.op == nCond) && n.group > re.groups {
		return fmt.Errorf("reference to unknown group %d", n.group)
	}
	for _, sub := range n.subs {
		if err := re.checkRefs(sub); err != nil {
			return err
		}
	}
	return nil
}

func (p *regexParser) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf(format+" at byte %d", append(args, p.at)...)
	}
	p.at = len(p.s)
}

func (p *regexParser) more() bool { return p.at < len(p.s) }

func (p *regexParser) take(w string) bool {
	if strings.HasPrefix(p.s[p.at:], w) {
		p.at += len(w)
		return true
	}
	return false
}

func (p *regexParser) next() rune {
	c, n := utf8.DecodeRuneInString(p.s[p.at:])
	p.at += n
	return c
}

// globalFlags reads flags at the start, which hold for the whole pattern.
func (p *regexParser) globalFlags() {
	for strings.HasPrefix(p.s[p.at:], "(?") {
		end := strings.IndexByte(p.s[p.at:], ')')
		if end < 0 || strings.Trim(p.s[p.at+2:p.at+end], "aiLmsuxdU") != "" {
			return
		}
		p.setFlags(p.s[p.at+2:p.at+end], true)
		p.at += end + 1
	}
}

func (p *regexParser) setFlags(letters string, on bool) {
	for _, c := range letters {
		switch c {
		case 'i':
			p.flags.fold = on
		case 'm':
			p.flags.multi = on
		case 's':
			p.flags.dotAll = on
		case 'x':
			p.flags.verbose = on
		case 'a':
			p.flags.ascii = on
		case 'u', 'U', 'L', 'd':
		default:
			p.fail("unknown flag %q", c)
		}
	}
}

func (p *regexParser) alternatives() *node {
	if p.depth++; p.depth > maxDepth {
		p.fail("nested too deep")
	}
	defer func() { p.depth-- }()
	first := p.sequence()
	if !p.more() || p.s[p.at] != '|' {
		return first
	}
	alt := &node{op: nAlt, subs: []*node{first}}
	for p.take("|") {
		alt.subs = append(alt.subs, p.sequence())
	}
	return alt
}

func (p *regexParser) sequence() *node {
	seq := &node{op: nCat}
	for p.more() && p.s[p.at] != '|' && p.s[p.at] != ')' {
		if p.flags.verbose && p.blank() {
			continue
		}
		if n := p.atom(); n != nil {
			seq.subs = append(seq.subs, p.repeats(n))
		}
	}
	if len(seq.subs) == 1 {
		return seq.subs[0]
	}
	return seq
}

// blank skips white space and comments of verbose patterns.
func (p *regexParser) blank() bool {
	c := p.s[p.at]
	if strings.IndexByte(" \t\n\r\f\v", c) >= 0 {
		p.at++
		return true
	}
	if c != '#' {
		return false
	}
	end := strings.IndexByte(p.s[p.at:], '\n')
	if end < 0 {
		end = len(p.s) - p.at - 1
	}
	p.at += end + 1
	return true
}

func (p *regexParser) repeats(n *node) *node {
	for p.more() {
		if p.flags.verbose && p.blank() {
			continue
		}
		lo, hi, ok := p.quantifier()
		if !ok {
			return n
		}
		if n.op == nRepeat {
			p.fail("multiple repeat")
		}
		n = &node{op: nRepeat, subs: []*node{n}, min: lo, max: hi}
		if p.take("?") {
			n.lazy = true
		} else if p.re.dialect != "js" && p.take("+") {
			n.atomic = true
		}
	}
	return n
}

// maxRepeatCount bounds the numbers in braces.
const maxRepeatCount = 65535

func (p *regexParser) quantifier() (lo, hi int, ok bool) {
	switch p.s[p.at] {
	case '*':
		p.at++
		return 0, -1, true
	case '+':
		p.at++
		return 1, -1, true
	case '?':
		p.at++
		return 0, 1, true
	case '{':
		end := strings.IndexByte(p.s[p.at:], '}')
		if end < 0 {
			return 0, 0, false
		}
		lo, hi, ok := braces(p.s[p.at+1 : p.at+end])
		if ok {
			p.at += end + 1
			if hi >= 0 && lo > hi {
				p.fail("min repeat greater than max repeat")
			}
		}
		return lo, hi, ok
	}
	return 0, 0, false
}

// braces reads "m", "m,", ",n" and "m,n"; anything else is literal text.
func braces(s string) (lo, hi int, ok bool) {
	a, b, ranged := strings.Cut(s, ",")
	if a == "" && (!ranged || b == "") {
		return 0, 0, false
	}
	number := func(s string, empty int) int {
		if s == "" {
			return empty
		}
		if strings.Trim(s, "0123456789") != "" {
			ok = false
			return 0
		}
		n, err := strconv.Atoi(s)
		if err != nil || n > maxRepeatCount {
			n = maxRepeatCount
		}
		return n
	}
	ok = true
	lo = number(a, 0)
	hi = lo
	if ranged {
		hi = number(b, -1)
	}
	return lo, hi, ok
}

func (p *regexParser) class(ranges ...rune) *node {
	if p.flags.fold {
		ranges = folded(ranges)
	}
	return &node{op: nClass, ranges: ranges}
}

func (p *regexParser) atom() *node {
	c := p.next()
	switch c {
	case '.':
		if p.flags.dotAll {
			return &node{op: nClass, ranges: []rune{0, unicode.MaxRune}}
		}
		return &node{op: nClass, ranges: negate(p.lineEnds())}
	case '^':
		if p.flags.multi {
			return p.re.assert(atLineStart)
		}
		return p.re.assert(atStart)
	case '$':
		switch {
		case p.flags.multi:
			return p.re.assert(atLineEnd)
		case p.re.dialect == "js":
			return p.re.assert(atEnd)
		}
		return p.re.assert(atEndNL)
	case '(':
		return p.group()
	case '[':
		return p.set()
	case '\\':
		return p.escape()
	case '*', '+', '?':
		p.fail("nothing to repeat")
		return nil
	}
	return p.class(c, c)
}

// lineEnds are the characters that a dot leaves out.
func (p *regexParser) lineEnds() []rune {
	switch p.re.dialect {
	case "js":
		return []rune{'\n', '\n', '\r', '\r', 0x2028, 0x2029}
	case "java":
		return []rune{'\n', '\n', '\r', '\r', 0x85, 0x85, 0x2028, 0x2029}
	}
	return []rune{'\n', '\n'}
}

var errOpen = errors.New("missing )")

func (p *regexParser) closed(n *node) *node {
	if !p.take(")") && p.err == nil {
		p.err = errOpen
		p.at = len(p.s)
	}
	return n
}

func (p *regexParser) capture(name string) *node {
	p.re.groups++
	n := &node{op: nGroup, group: p.re.groups}
	if name != "" {
		if _, twice := p.re.names[name]; twice {
			p.fail("group name %q twice", name)
		}
		p.re.names[name] = n.group
	}
	n.subs = []*node{p.inner()}
	return p.closed(n)
}

// inner reads alternatives; flags set inside do not leak out.
func (p *regexParser) inner() *node {
	old := p.flags
	n := p.alternatives()
	p.flags = old
	return n
}

func (p *regexParser) group() *node {
	if !p.take("?") {
		return p.capture("")
	}
	switch {
	case p.take(":"):
		return p.closed(&node{op: nGroup, subs: []*node{p.inner()}})
	case p.take("="):
		return p.closed(&node{op: nLook, subs: []*node{p.inner()}})
	case p.take("!"):
		return p.closed(&node{op: nLook, not: true, subs: []*node{p.inner()}})
	case p.take("<="):
		return p.closed(&node{op: nLook, behind: true, subs: []*node{p.inner()}})
	case p.take("<!"):
		return p.closed(&node{op: nLook, behind: true, not: true, subs: []*node{p.inner()}})
	case p.take(">"):
		return p.closed(&node{op: nAtomic, subs: []*node{p.inner()}})
	case p.take("#"):
		p.until(')')
		return nil
	case p.take("P<"), p.re.dialect != "python" && p.take("<"):
		name := p.until('>')
		if name == "" {
			p.fail("missing group name")
		}
		return p.capture(name)
	case p.take("P="):
		return p.backref(p.until(')'))
	case p.take("("):
		return p.conditional(p.until(')'))
	}
	return p.inlineFlags()
}

func (p *regexParser) until(end byte) string {
	n := strings.IndexByte(p.s[p.at:], end)
	if n < 0 {
		p.fail("missing %q", end)
		return ""
	}
	out := p.s[p.at : p.at+n]
	p.at += n + 1
	return out
}

func (p *regexParser) backref(name string) *node {
	n, err := strconv.Atoi(name)
	if err != nil {
		var ok bool
		if n, ok = p.re.names[name]; !ok {
			p.fail("unknown group %q", name)
		}
	}
	return &node{op: nBackref, group: n, fold: p.flags.fold}
}

func (p *regexParser) conditional(name string) *node {
	ref := p.backref(name)
	yes := p.sequence()
	no := &node{op: nEmpty}
	if p.take("|") {
		no = p.sequence()
	}
	return p.closed(&node{op: nCond, group: ref.group, subs: []*node{yes, no}})
}

// inlineFlags reads (?i), (?i:…) and (?-i:…).
func (p *regexParser) inlineFlags() *node {
	end := strings.IndexAny(p.s[p.at:], ":)")
	if end < 0 {
		p.fail("unknown extension")
		return nil
	}
	on, off, _ := strings.Cut(p.s[p.at:p.at+end], "-")
	scoped := p.s[p.at+end] == ':'
	p.at += end + 1
	old := p.flags
	p.setFlags(on, true)
	p.setFlags(off, false)
	if !scoped {
		if p.re.dialect == "python" {
			p.fail("global flags not at the start of the expression")
		}
		return nil
	}
	n := &node{op: nGroup, subs: []*node{p.alternatives()}}
	p.flags = old
	return p.closed(n)
}
