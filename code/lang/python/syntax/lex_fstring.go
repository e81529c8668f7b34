package syntax

// enclosingString is the index in open of the innermost f-string, or -1.
func (l *lexer) enclosingString() int {
	if n := len(l.open); n > 0 {
		return l.open[n-1].str
	}
	return -1
}

// closeString ends the f-string open[n] and all inside it; its quotes end at end.
func (l *lexer) closeString(n, end int) {
	l.open = l.open[:n]
	l.emit(tFEnd, l.pos, end)
	l.pos = end
}

// text reads literal text of an f-string up to a field, the closing quotes or
// the place that shows that they are missing.
func (l *lexer) text() {
	n := l.enclosingString()
	str, spec := l.open[n], l.open[len(l.open)-1].kind == inSpec
	i := l.pos
	for ; i < len(l.src); i++ {
		switch c := l.src[i]; {
		case c == str.quote && (!str.triple || l.at(i+1) == c && l.at(i+2) == c):
			l.textTo(i)
			end := i + 1
			if str.triple {
				end = i + 3
			}
			l.closeString(n, end)
			return
		case c == '{' && (spec || l.at(i+1) != '{'):
			l.textTo(i)
			l.push(bracket{kind: inField})
			l.op(tLBrace, 1)
			return
		case c == '{': // doubled
			i++
		case c == '}' && spec:
			l.textTo(i)
			l.open = l.open[:len(l.open)-1] // the spec; the brace then ends its field
			l.operator()
			return
		case c == '}':
			if l.at(i+1) == '}' {
				i++
			} else {
				l.fail(i, i+1, "single '}' in an f-string")
			}
		case c == '\\':
			i = l.escapeEnd(i, str.raw)
		case !str.triple && (c == '\n' || c == '\r'):
			l.textTo(i)
			l.fail(int(str.pos), i, "string is never closed")
			l.closeString(n, i)
			return
		}
	}
	l.textTo(i)
	if str.triple && i-int(str.pos) < l.budget { // as in str: it ends with its line
		l.budget -= i - int(str.pos)
		l.rewindString(n)
	}
}

func (l *lexer) textTo(i int) {
	i = min(i, len(l.src))
	if i > l.pos {
		l.emit(tFText, l.pos, i)
	}
	l.pos = i
}

// escapeEnd is the last byte of the escape at i. Braces are not escaped by a
// backslash, except those of \N{...}.
func (l *lexer) escapeEnd(i int, raw bool) int {
	switch c := l.at(i + 1); {
	case c == '{' || c == '}':
		return i
	case c == '\r' && l.at(i+2) == '\n':
		return i + 2
	case c == 'N' && !raw && l.at(i+2) == '{':
		for j := i + 3; j < len(l.src) && j < i+100; j++ {
			if l.src[j] == '}' {
				return j
			}
		}
	}
	return i + 1
}

// rewindString ends the triple-quoted f-string open[n], which has no closing
// quotes, with the line it starts on.
func (l *lexer) rewindString(n int) {
	at := l.open[n].pos
	k := len(l.toks) - 1
	for k > 0 && l.toks[k].start > at {
		k--
	}
	start := l.toks[k]
	end, _ := l.stringEnd(int(start.end), 0, false)
	l.toks = append(l.toks[:k+1], token{uint32(end), uint32(end), tFEnd})
	l.fail(int(at), end, "string is never closed")
	l.open = l.open[:n]
	l.pos = end
}
