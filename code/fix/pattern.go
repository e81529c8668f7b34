package fix

import (
	"slices"
	"strings"
)

// Unambiguous rewrites nested repetitions in a regular expression, as written, by
// identities of regular languages, where A is one character or class:
//
//	(A+)+  (A+)*  (A*)+  (A*)*       =  A+ or A*
//	(A+B?)+                          =  A+(BA+)*B?
//	(A+B?)*                          =  (A+(BA+)*B?)?
//	(A*B?)+ and (A*B?)*  are left alone
//	(A|C)+  (A|C)*       =  (A)+ or (A)*, where all of C is in A
//
// B, too, is one character or class; it must not be A. Groups are kept in number,
// though not in what they catch. ok is false when nothing was rewritten.
func Unambiguous(pattern string) (out string, ok bool) {
	for i := 0; i < len(pattern); i++ {
		switch pattern[i] {
		case '\\':
			i++
		case '[':
			class := atom(pattern[i:])
			if class == "" {
				return pattern, ok // never closed
			}
			i += len(class) - 1
		case '(':
			if now, n := rewrite(pattern[i:]); n > 0 {
				pattern, ok = pattern[:i]+now+pattern[i+n:], true
				i += len(now) - 1
			}
		}
	}
	return pattern, ok
}

// rewrite reads one group with its repetition; n is its length, 0 when it is none
// of the known kinds.
func rewrite(p string) (now string, n int) {
	open := "("
	if strings.HasPrefix(p, "(?:") {
		open = "(?:"
	} else if strings.HasPrefix(p, "(?") {
		return "", 0
	}
	if now, n := fewer(p, open); n > 0 {
		return now, n
	}
	i := len(open)
	a := atom(p[i:])
	if i += len(a); a == "" || i >= len(p) || p[i] != '+' && p[i] != '*' {
		return "", 0
	}
	inner := p[i]
	i++
	b := ""
	if i < len(p) && p[i] != ')' {
		b = atom(p[i:])
		if i += len(b); b == "" || i >= len(p) || p[i] != '?' || inner != '+' {
			return "", 0
		}
		i++
	}
	if i+1 >= len(p) || p[i] != ')' || p[i+1] != '+' && p[i+1] != '*' || i+2 < len(p) && (p[i+2] == '?' || p[i+2] == '+') {
		return "", 0
	}
	outer := p[i+1]
	n = i + 2
	switch {
	case b == "" && inner == '+' && outer == '+':
		return open + a + "+)", n
	case b == "":
		return open + a + "*)", n
	case overlap(a, b):
		return "", 0
	case outer == '+':
		return a + "+" + open + b + a + "+)*" + b + "?", n
	}
	return "(?:" + a + "+" + open + b + a + "+)*" + b + "?)?", n
}

// fewer leaves out alternatives of a repeated group that match nothing which another
// does not match; n is the length of the group without its repetition.
func fewer(p, open string) (now string, n int) {
	var all []string
	i := len(open)
	for {
		a := atom(p[i:])
		if i += len(a); a == "" || i+1 >= len(p) || p[i] != '|' && p[i] != ')' {
			return "", 0
		}
		all = append(all, a)
		if i++; p[i-1] == ')' {
			break
		}
	}
	if p[i] != '+' && p[i] != '*' {
		return "", 0
	}
	var kept []string
	for j, a := range all {
		if !slices.ContainsFunc(all[:j], func(b string) bool { return holds(b, a) }) && !slices.ContainsFunc(all[j+1:], func(b string) bool { return holds(b, a) && !holds(a, b) }) {
			kept = append(kept, a)
		}
	}
	if len(kept) == len(all) {
		return "", 0
	}
	return open + strings.Join(kept, "|") + ")", i
}

// holds reports whether all characters of an atom are in another one.
func holds(outer, inner string) bool {
	x, ok1 := members(outer)
	y, ok2 := members(inner)
	for c := range y {
		if y[c] && !x[c] {
			return false
		}
	}
	return ok1 && ok2
}

// atom is the character, escape or class at the start of p, "" when there is none.
func atom(p string) string {
	switch {
	case p == "":
		return ""
	case p[0] == '\\':
		if len(p) < 2 || strings.IndexByte("bBAZ0123456789xuN\n", p[1]) >= 0 {
			return ""
		}
		return p[:2]
	case p[0] == '[':
		i := 1
		if i < len(p) && p[i] == '^' {
			i++
		}
		if i < len(p) && p[i] == ']' {
			i++
		}
		for ; i < len(p); i++ {
			switch p[i] {
			case '\\':
				i++
			case ']':
				return p[:i+1]
			}
		}
		return ""
	case strings.IndexByte("()|*+?{}^$\"'", p[0]) >= 0:
		return ""
	}
	return p[:1]
}

// overlap reports whether one character may be in both atoms; when it is not plain
// to see, it says so.
func overlap(a, b string) bool {
	x, ok1 := members(a)
	y, ok2 := members(b)
	if !ok1 || !ok2 {
		return true
	}
	for c := range x {
		if x[c] && y[c] {
			return true
		}
	}
	return false
}

// members is the set of ASCII characters of an atom.
func members(a string) (set [128]bool, ok bool) {
	add := func(lo, hi byte) {
		for c := int(lo); c <= int(hi) && c < 128; c++ {
			set[c] = true
		}
	}
	class := func(c byte) bool {
		switch c {
		case 'd':
			add('0', '9')
		case 'w':
			add('0', '9')
			add('A', 'Z')
			add('a', 'z')
			add('_', '_')
		case 's':
			for _, w := range []byte(" \t\n\r\f\v") {
				add(w, w)
			}
		case 'n':
			add('\n', '\n')
		case 't':
			add('\t', '\t')
		default:
			if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
				return false
			}
			add(c, c)
		}
		return true
	}
	switch {
	case a == ".":
		return set, false
	case a[0] == '\\':
		return set, class(a[1])
	case a[0] != '[':
		add(a[0], a[0])
		return set, a[0] < 128
	}
	body := a[1 : len(a)-1]
	if strings.HasPrefix(body, "^") {
		return set, false
	}
	for i := 0; i < len(body); i++ {
		switch {
		case body[i] >= 128:
			return set, false
		case body[i] == '\\' && i+1 < len(body):
			i++
			if !class(body[i]) {
				return set, false
			}
		case i+2 < len(body) && body[i+1] == '-':
			add(body[i], body[i+2])
			i += 2
		default:
			add(body[i], body[i])
		}
	}
	return set, true
}

// Told rewrites ^A+cA+ as ^A[A without c]*cA+: the same texts, but the first c that may
// stand there is the only one that does, where any of them had to be tried. A is one
// class or escape, c one character.
func Told(pattern string) (out string, ok bool) {
	rest, anchored := strings.CutPrefix(pattern, "^")
	a := atom(rest)
	if !anchored || a == "" || !strings.HasPrefix(rest[len(a):], "+") {
		return pattern, false
	}
	rest = rest[len(a)+1:]
	c := atom(rest)
	fewer := without(a, c)
	if tail, same := strings.CutPrefix(strings.TrimPrefix(rest, c), a+"+"); c == "" || fewer == "" || !same || tail != "" && tail != "$" {
		return pattern, false
	}
	return "^" + a + fewer + "*" + rest, true
}

// without is the class of what is in a, but for the character c; "" when that cannot be
// said simply.
func without(a, c string) string {
	if len(c) != 1 && (len(c) != 2 || c[0] != '\\' || strings.IndexByte("wdsWDS", c[1]) >= 0) {
		return ""
	}
	switch {
	case a == `\S`:
		return `[^\s` + c + "]"
	case strings.HasPrefix(a, "[^"):
		return a[:len(a)-1] + c + "]"
	}
	return ""
}

// Named writes dots in the name of a host as dots, where the pattern has them stand for
// any character; dot is how a dot is written.
func Named(pattern, dot string) (out string, ok bool) {
	var b strings.Builder
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == '\\' && i+1 < len(pattern):
			b.WriteString(pattern[i : i+2])
			i++
		case c == '[':
			class := atom(pattern[i:])
			if class == "" {
				return pattern, false
			}
			b.WriteString(class)
			i += len(class) - 1
		case c == '.' && i > 0 && i+1 < len(pattern) && inName(pattern[i-1]) && inName(pattern[i+1]) && pattern[i+1] != ')':
			b.WriteString(dot)
			ok = true
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), ok
}

func inName(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == ')'
}

// Meant writes ranges of a class that hold more than they say as what was meant: all
// letters, and a hyphen between signs as a hyphen.
func Meant(pattern string) (out string, ok bool) {
	var b strings.Builder
	for i := 0; i < len(pattern); i++ {
		class := ""
		if pattern[i] == '[' {
			class = atom(pattern[i:])
		}
		switch {
		case class != "":
			now := meant(class)
			b.WriteString(now)
			ok = ok || now != class
			i += len(class) - 1
		case pattern[i] == '\\' && i+1 < len(pattern):
			b.WriteString(pattern[i : i+2])
			i++
		default:
			b.WriteByte(pattern[i])
		}
	}
	return b.String(), ok
}

func meant(class string) string {
	now := strings.ReplaceAll(class, "A-z", "A-Za-z")
	const signs = ".,:;+*/_@#%&=!? ()"
	for i := 1; i+2 < len(now)-1; i++ {
		if now[i+1] == '-' && strings.IndexByte(signs, now[i]) >= 0 && strings.IndexByte(signs, now[i+2]) >= 0 && now[i-1] != '\\' {
			return now[:i+1] + now[i+2:len(now)-1] + "-]"
		}
	}
	return now
}
