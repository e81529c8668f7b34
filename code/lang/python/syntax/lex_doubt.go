package syntax

import "bytes"

// doubtful tells whether the triple-quoted string with that body, whose closing
// quotes end at end, has probably swallowed code: what we took for its closing
// quotes stands where quotes open. It is asked only in files with errors.
func (l *lexer) doubtful(body, end int) bool {
	if end < len(l.src) && class[l.src[end]]-1 < 2 { // """Text of the next docstring
		i := end
		for i < len(l.src) && class[l.src[i]]-1 < 2 {
			i++
		}
		return wordKind(l.src[end:i]) == tName
	}
	inside := bytes.TrimRight(l.src[body:end-3], " \t")
	if len(inside) == 0 {
		return false
	}
	switch inside[len(inside)-1] {
	case '(', '=':
		return true
	case '\n':
		line := bytes.TrimSpace(inside)
		line = line[bytes.LastIndexByte(line, '\n')+1:]
		first, _, _ := bytes.Cut(bytes.TrimLeft(line, " \t"), []byte(" "))
		return bytes.HasSuffix(line, []byte(":")) && (isStatement(wordKind(first)) || bytes.HasSuffix(line, []byte("):")))
	}
	return false
}

// damagedEnd looks for where the quotes of a doubtful string were: two of the
// three are left near the end of a line. Failing that, it is the first line
// that starts as a statement does; failing that, 0.
func (l *lexer) damagedEnd(body, end int, quote byte) int {
	code := 0
	for i := body; i < end-3; i++ {
		c := l.src[i]
		switch {
		case c == quote && (l.src[i+1] == quote || l.src[i+2] == quote):
			k := i + 2
			if l.src[i+1] != quote {
				k = i + 3
			}
			if n := l.restOfLine(k); n <= 1 || n <= 2 && l.src[i+1] == quote {
				return k
			}
		case c == '\n' && code == 0:
			_, s := l.indentation(i + 1)
			e := s
			for e < end && class[l.src[e]] == cIdent {
				e++
			}
			switch wordKind(l.src[s:e]) {
			case tDef, tClass, tReturn, tImport, tRaise, tPass:
				if l.src[min(e, len(l.src)-1)] == ' ' {
					code = i
				}
			}
		}
	}
	return code
}

// restOfLine is the number of bytes from i to the line's end, up to 3.
func (l *lexer) restOfLine(i int) int {
	n := 0
	for n < 3 && i+n < len(l.src) && class[l.src[i+n]] != cNewline {
		n++
	}
	return n
}
