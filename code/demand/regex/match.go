package regex

import "regexp/syntax"

// shortest is a shortest text that re matches.
func shortest(re *syntax.Regexp) string {
	switch re.Op {
	case syntax.OpLiteral:
		return string(re.Rune)
	case syntax.OpCharClass:
		return class(re.Rune)
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return "a"
	case syntax.OpCapture, syntax.OpPlus:
		return shortest(re.Sub[0])
	case syntax.OpRepeat:
		out, one := "", shortest(re.Sub[0])
		for i := 0; i < re.Min && len(out) < 1000; i++ {
			out += one
		}
		return out
	case syntax.OpConcat:
		out := ""
		for _, s := range re.Sub {
			if out += shortest(s); len(out) > 1000 {
				break
			}
		}
		return out
	case syntax.OpAlternate:
		best := shortest(re.Sub[0])
		for _, s := range re.Sub[1:] {
			if t := shortest(s); len(t) < len(best) {
				best = t
			}
		}
		return best
	}
	return ""
}

// class is a member of a character class, a letter or digit when there is one.
func class(ranges []rune) string {
	for _, want := range "a0A " {
		for i := 0; i+1 < len(ranges); i += 2 {
			if ranges[i] <= want && want <= ranges[i+1] {
				return string(want)
			}
		}
	}
	if len(ranges) == 0 {
		return ""
	}
	return string(ranges[0])
}

// slowSteps is what counts as too much for so short a subject.
const slowSteps = 1_000_000

// slow runs a backtracking search and reports whether it takes too many steps.
func slow(pattern, subject string) bool {
	re, err := parse(pattern)
	if err != nil || len(pattern) > 2000 || len(subject) > 20_000 {
		return false
	}
	prog, err := syntax.Compile(re.Simplify())
	if err != nil {
		return false
	}
	m := matcher{prog: prog, in: []rune(subject), left: slowSteps}
	for at := 0; at <= len(m.in) && m.left > 0; at++ {
		if m.match(uint32(prog.Start), at, nil) {
			return false
		}
	}
	return m.left <= 0
}

// A matcher walks a program depth first, as backtracking engines do.
type matcher struct {
	prog  *syntax.Prog
	in    []rune
	left  int
	whole bool
}

// match tries from an instruction; seen holds those passed since the last
// character, so that empty loops end.
func (m *matcher) match(pc uint32, at int, seen []uint32) bool {
	for {
		if m.left--; m.left <= 0 {
			return false
		}
		in := &m.prog.Inst[pc]
		switch in.Op {
		case syntax.InstMatch:
			return !m.whole || at == len(m.in)
		case syntax.InstFail:
			return false
		case syntax.InstAlt, syntax.InstAltMatch:
			if passed(seen, pc) > 1 {
				return false
			}
			seen = append(seen[:len(seen):len(seen)], pc)
			if m.match(in.Out, at, seen) {
				return true
			}
			pc = in.Arg
		case syntax.InstCapture, syntax.InstNop:
			pc = in.Out
		case syntax.InstEmptyWidth:
			if !m.empty(syntax.EmptyOp(in.Arg), at) {
				return false
			}
			pc = in.Out
		default:
			if at >= len(m.in) || !in.MatchRune(m.in[at]) {
				return false
			}
			at++
			pc, seen = in.Out, nil
		}
	}
}

func passed(seen []uint32, pc uint32) int {
	n := 0
	for _, s := range seen {
		if s == pc {
			n++
		}
	}
	return n
}

func (m *matcher) empty(op syntax.EmptyOp, at int) bool {
	before, after := rune(-1), rune(-1)
	if at > 0 {
		before = m.in[at-1]
	}
	if at < len(m.in) {
		after = m.in[at]
	}
	return op&^syntax.EmptyOpContext(before, after) == 0
}
