package syntax

// endLine emits a tNewline unless the line is empty.
func (l *lexer) endLine() {
	if k := l.last(); k != tNewline && k != tIndent && k != tDedent {
		end := int(l.toks[len(l.toks)-1].end)
		l.emit(tNewline, end, end)
	}
}

func (l *lexer) newline() {
	l.pos = l.afterNewline(l.pos)
	if len(l.open) == 0 {
		l.endLine()
		l.lineStart()
		return
	}
	l.continued()
}

// indentation measures the line at i: its column (tabs to multiples of 8, a
// form feed starts over) and where its text starts.
func (l *lexer) indentation(i int) (col, text int) {
	for ; i < len(l.src); i++ {
		switch l.src[i] {
		case ' ':
			col++
		case '\t':
			col = col/8*8 + 8
		case '\f':
			col = 0
		default:
			return col, i
		}
	}
	return col, i
}

// lineStart skips blank lines and comments, then emits the indentation of the
// first line that has text.
func (l *lexer) lineStart() {
	for l.pos < len(l.src) {
		col, i := l.indentation(l.pos)
		// A continued empty line keeps the column it started with.
		for i+1 < len(l.src) && l.src[i] == '\\' && class[l.src[i+1]] == cNewline {
			_, i = l.indentation(l.afterNewline(i + 1))
		}
		l.pos = i
		if i == len(l.src) {
			return
		}
		switch class[l.src[i]] {
		case cComment:
			l.comment()
		case cNewline:
			l.pos = l.afterNewline(i)
		default:
			l.indentTo(col)
			l.first = len(l.toks)
			return
		}
	}
}

// indentTo opens or closes blocks for a line at col. A column between two
// blocks belongs to the nearer one, so that a damaged line stays in its block.
func (l *lexer) indentTo(col int) {
	top := l.indents[len(l.indents)-1]
	if col > top {
		l.indents = append(l.indents, col)
		l.emit(tIndent, l.pos, l.pos)
		return
	}
	for col < top {
		below := l.indents[len(l.indents)-2]
		if col > below && top-col < col-below {
			break
		}
		l.indents = l.indents[:len(l.indents)-1]
		l.emit(tDedent, l.pos, l.pos)
		top = below
	}
	if col != top {
		l.fail(l.pos, l.pos, "unindent matches no outer level")
	}
}

// continued looks at the line at pos, which stands inside brackets: does it
// prove that a bracket was never closed?
func (l *lexer) continued() {
	col, i := l.indentation(l.pos)
	if i == len(l.src) {
		return
	}
	c := l.src[i]
	switch class[c] {
	case cNewline, cComment:
		return
	}
	word := tEOF
	if class[c] == cIdent {
		j := i
		for j < len(l.src) && j < i+9 && class[l.src[j]]-1 < 2 {
			j++
		}
		word = wordKind(l.src[i:j])
	}
	outdented := col <= l.indents[len(l.indents)-1] && c != ')' && c != ']' && c != '}'
	if l.suspect.pos == 0 && (outdented || l.headerEnded(word)) {
		l.suspect.pos, l.suspect.toks, l.suspect.errs = l.pos, len(l.toks), len(l.errs)
	}
	if isStatement(word) {
		l.unclosed()
	}
}

// headerEnded tells whether the last line may have been the end of a header
// such as "def f(a" or "if f(a:", given the word that the next line starts with.
func (l *lexer) headerEnded(next tok) bool {
	if l.first >= len(l.toks) || !isCompound(l.toks[l.first].kind) {
		return false
	}
	return l.last() == tColon || next == tName && endsOperand(l.last())
}

// unclosed ends all open brackets: at the suspect line when there is one and
// the budget allows to read again from there, else here.
func (l *lexer) unclosed() {
	if s := l.suspect; s.pos > 0 && l.pos-s.pos < l.budget {
		l.budget -= l.pos - s.pos
		l.pos, l.toks, l.errs = s.pos, l.toks[:s.toks], l.errs[:s.errs]
	}
	at := int(l.open[0].pos)
	l.fail(at, at+1, "bracket or string is never closed")
	l.open = l.open[:0]
	l.endLine()
	l.lineStart()
}
