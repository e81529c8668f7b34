package syntax

import "bytes"

// lexer turns the source into tokens in one pass. Inside brackets it emits no
// layout tokens; inside an f-string it emits the parts of the string.
type lexer struct {
	src     []byte
	pos     int
	toks    []token
	open    []bracket // what is open around pos, innermost last
	indents []int     // columns of the open blocks; indents[0] is 0
	errs    []SyntaxError

	// suspect is the first line inside the open brackets that is indented no
	// deeper than the statement: where a bracket that is never closed ends.
	suspect struct{ pos, toks, errs int }
	doubt   bool // guess at damaged triple quotes
	// budget is how many more bytes may be lexed a second time.
	budget int
}

// bracket is one open bracket, f-string, replacement field or format spec.
type bracket struct {
	pos    uint32
	str    int  // the index in open of the f-string it is in, or is; -1 for none
	kind   byte // one of ( [ { or inString, inField, inSpec
	quote  byte
	triple bool
	raw    bool
}

const (
	inString = 's'
	inField  = 'f'
	inSpec   = ':'
)

func (l *lexer) run() {
	l.budget = len(l.src) + 1<<12
	if bytes.HasPrefix(l.src, []byte("\xef\xbb\xbf")) {
		l.pos = 3
	}
	l.lineStart()
	for {
		for l.pos < len(l.src) {
			l.token()
		}
		if len(l.open) == 0 {
			break
		}
		l.unclosed()
	}
	l.endLine()
	l.indentTo(0)
	for range 3 { // the parser peeks two tokens ahead
		l.emit(tEOF, l.pos, l.pos)
	}
}

func (l *lexer) emit(k tok, start, end int) {
	l.toks = append(l.toks, token{uint32(start), uint32(end), k})
}

func (l *lexer) fail(start, end int, msg string) {
	l.errs = append(l.errs, SyntaxError{uint32(start), uint32(end), msg})
}

// last kind of token, tNewline before the first one.
func (l *lexer) last() tok {
	if len(l.toks) == 0 {
		return tNewline
	}
	return l.toks[len(l.toks)-1].kind
}

func (l *lexer) token() {
	if n := len(l.open); n > 0 && (l.open[n-1].kind == inString || l.open[n-1].kind == inSpec) {
		l.text()
		return
	}
	switch class[l.src[l.pos]] {
	case cSpace:
		for l.pos++; l.pos < len(l.src) && l.src[l.pos] == ' '; l.pos++ {
		}
	case cIdent:
		l.name()
	case cDigit:
		l.number()
	case cOp:
		l.operator()
	case cQuote:
		l.str(l.pos, l.pos, prefix{})
	case cNewline:
		l.newline()
	case cComment:
		l.comment()
	case cBackslash:
		if j := l.pos + 1; j < len(l.src) && class[l.src[j]] == cNewline {
			l.pos = l.afterNewline(j)
			return
		}
		l.bad(l.pos + 1)
	default:
		l.bad(l.pos + 1)
	}
}

func (l *lexer) bad(end int) {
	l.fail(l.pos, end, "invalid character")
	l.emit(tBad, l.pos, end)
	l.pos = end
}

func (l *lexer) comment() {
	for l.pos < len(l.src) && class[l.src[l.pos]] != cNewline {
		l.pos++
	}
}

// afterNewline is the offset behind the line break at i: LF, CR or CR LF.
func (l *lexer) afterNewline(i int) int {
	if l.src[i] == '\r' && i+1 < len(l.src) && l.src[i+1] == '\n' {
		return i + 2
	}
	return i + 1
}

func (l *lexer) name() {
	s, i := l.pos, l.pos+1
	for i < len(l.src) && class[l.src[i]]-1 < 2 {
		i++
	}
	if i < len(l.src) && i-s <= 3 && class[l.src[i]] == cQuote {
		if f, ok := prefixOf(l.src[s:i]); ok {
			l.str(s, i, f)
			return
		}
	}
	// A stray byte inside a word is damage to one name, not two names.
	if i+1 < len(l.src) && class[l.src[i]] == cBad && class[l.src[i+1]]-1 < 2 {
		l.fail(i, i+1, "invalid character")
		for i < len(l.src) && (class[l.src[i]] == cBad || class[l.src[i]]-1 < 2) {
			i++
		}
	}
	l.pos = i
	l.emit(wordKind(l.src[s:i]), s, i)
}

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
	if col <= l.indents[len(l.indents)-1] && l.suspect.pos == 0 && c != ')' && c != ']' && c != '}' {
		l.suspect.pos, l.suspect.toks, l.suspect.errs = l.pos, len(l.toks), len(l.errs)
	}
	if class[c] != cIdent {
		return
	}
	j := i
	for j < len(l.src) && j < i+9 && class[l.src[j]]-1 < 2 {
		j++
	}
	if isStatement(wordKind(l.src[i:j])) {
		l.unclosed()
	}
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
