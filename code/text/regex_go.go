package text

import (
	"fmt"
	"regexp/syntax"
	"unicode"
)

// parseGo reads a pattern of Go's regexp package with its own parser.
func parseGo(pattern string) (*regex, error) {
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil, fmt.Errorf("go pattern: %w", err)
	}
	re := &regex{source: pattern, dialect: "go", asserts: map[*node]edgeKind{}, names: map[string]int{}}
	re.root = re.fromGo(tree)
	re.groups = tree.MaxCap()
	for i, name := range tree.CapNames() {
		if name != "" {
			re.names[name] = i
		}
	}
	return re, nil
}

func (re *regex) fromGo(t *syntax.Regexp) *node {
	n := &node{op: nCat}
	for _, sub := range t.Sub {
		n.subs = append(n.subs, re.fromGo(sub))
	}
	lazy := t.Flags&syntax.NonGreedy != 0
	switch t.Op {
	case syntax.OpNoMatch:
		n.op = nFail
	case syntax.OpLiteral:
		for _, c := range t.Rune {
			ranges := []rune{c, c}
			if t.Flags&syntax.FoldCase != 0 {
				ranges = folded(ranges)
			}
			n.subs = append(n.subs, &node{op: nClass, ranges: ranges})
		}
	case syntax.OpCharClass:
		n.op, n.ranges = nClass, t.Rune
	case syntax.OpAnyChar:
		n.op, n.ranges = nClass, []rune{0, unicode.MaxRune}
	case syntax.OpAnyCharNotNL:
		n.op, n.ranges = nClass, []rune{0, '\n' - 1, '\n' + 1, unicode.MaxRune}
	case syntax.OpBeginLine:
		return re.assert(atLineStart)
	case syntax.OpEndLine:
		return re.assert(atLineEnd)
	case syntax.OpBeginText:
		return re.assert(atStart)
	case syntax.OpEndText:
		return re.assert(atEnd)
	case syntax.OpWordBoundary:
		return re.assert(atWord)
	case syntax.OpNoWordBoundary:
		return re.assert(atNotWord)
	case syntax.OpCapture:
		n.op, n.group = nGroup, t.Cap
	case syntax.OpStar:
		n.op, n.max, n.lazy = nRepeat, -1, lazy
	case syntax.OpPlus:
		n.op, n.min, n.max, n.lazy = nRepeat, 1, -1, lazy
	case syntax.OpQuest:
		n.op, n.max, n.lazy = nRepeat, 1, lazy
	case syntax.OpRepeat:
		n.op, n.min, n.max, n.lazy = nRepeat, t.Min, t.Max, lazy
	case syntax.OpAlternate:
		n.op = nAlt
	}
	return n
}

func (re *regex) assert(kind edgeKind) *node {
	n := &node{op: nAssert}
	re.asserts[n] = kind
	return n
}
