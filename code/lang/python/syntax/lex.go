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

	first int // the first token of the logical line
	// suspect is the first line inside the open brackets that is indented no
	// deeper than the statement, or looks like the first below a header: where a
	// bracket that is never closed ends.
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
