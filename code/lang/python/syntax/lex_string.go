package syntax

// prefix is what stands before the quotes.
type prefix struct{ raw, bytes, format, template bool }

// prefixOf reads a string prefix such as r, Rb or f.
func prefixOf(w []byte) (f prefix, ok bool) {
	u := false
	for _, c := range w {
		switch c | 32 {
		case 'r':
			ok, f.raw = !f.raw, true
		case 'b':
			ok, f.bytes = !f.bytes, true
		case 'f':
			ok, f.format = !f.format, true
		case 't':
			ok, f.template = !f.template, true
		case 'u':
			ok, u = !u, true
		default:
			ok = false
		}
		if !ok {
			return f, false
		}
	}
	kinds := 0
	for _, b := range []bool{f.bytes, f.format, f.template, u} {
		if b {
			kinds++
		}
	}
	return f, kinds <= 1 // ur"" is Python 2's, and harmless
}

// str reads the literal whose prefix starts at s and whose quotes start at q.
func (l *lexer) str(s, q int, f prefix) {
	quote := l.src[q]
	triple := l.at(q+1) == quote && l.at(q+2) == quote
	if triple && l.stray(q) {
		l.pos = s
		l.bad(q + 3)
		return
	}
	body := q + 1
	if triple {
		body = q + 3
	}
	if f.format || f.template {
		l.pos = s
		l.push(bracket{kind: inString, quote: quote, triple: triple, raw: f.raw})
		k := tFStart
		if f.template {
			k = tTStart
		}
		l.op(k, body-s)
		return
	}
	end, ok := l.stringEnd(body, quote, triple)
	if !ok {
		if n := l.enclosingString(); n >= 0 && l.open[n].quote == quote && !l.open[n].triple && s == q {
			l.closeString(n, q+1) // f"{a" lacks its brace
			return
		}
		if triple && len(l.src)-body < l.budget {
			l.budget -= len(l.src) - body
			end, _ = l.stringEnd(body, 0, false)
		}
		l.fail(s, end, "string is never closed")
	}
	if l.doubt && ok && triple && end-body < l.budget && l.doubtful(body, end) {
		l.budget -= end - body
		if e := l.damagedEnd(body, end, quote); e > 0 {
			end = e
			l.fail(s, end, "string is never closed")
		}
	}
	k := tStr
	if f.bytes {
		k = tBytes
	}
	l.emit(k, s, end)
	l.pos = end
}

// stringEnd is the offset behind the closing quotes of a string whose body
// starts at i; not ok gives the end of the line, or of the file when triple.
func (l *lexer) stringEnd(i int, quote byte, triple bool) (end int, ok bool) {
	for ; i < len(l.src); i++ {
		switch c := l.src[i]; {
		case c == quote && c != 0:
			if !triple {
				return i + 1, true
			}
			if l.at(i+1) == quote && l.at(i+2) == quote {
				return i + 3, true
			}
		case c == '\\':
			i++
			if !triple && i < len(l.src) && l.src[i] == '\r' && l.at(i+1) == '\n' {
				i++
			}
		case !triple && (c == '\n' || c == '\r'):
			return i, false
		}
	}
	return len(l.src), false
}

// stray tells whether triple quotes at q cannot open a string, because what
// precedes them cannot precede one in any valid file. They are then the end of
// a docstring whose beginning was damaged, and must not swallow the code below.
func (l *lexer) stray(q int) bool {
	switch k := l.last(); k {
	case tDot, tBad:
		return true
	case tNewline:
		i := q + 3
		for l.at(i) == ' ' || l.at(i) == '\t' {
			i++
		}
		return (i >= len(l.src) || class[l.src[i]] == cNewline) && l.afterProse()
	default:
		return endsOperand(k)
	}
}

// afterProse tells whether the line before has two names side by side, which
// no valid statement has.
func (l *lexer) afterProse() bool {
	n := len(l.toks) - 1
	for i := n - 1; i > 0 && i > n-64 && l.toks[i].kind != tNewline; i-- {
		if l.toks[i].kind == tName && l.toks[i-1].kind == tName {
			return true
		}
	}
	return false
}
