package syntax

// tok is the kind of a token.
type tok uint8

const (
	tEOF tok = iota
	tNewline
	tIndent
	tDedent
	// Layout ends here: tokens from tName on have text.
	tName
	tMatch // soft keywords, names anywhere else
	tCase
	tType
	tPrint
	tExec
	tInt
	tFloat
	tImag
	tStr
	tBytes
	tFStart // f" up to the quotes
	tTStart
	tFText
	tFEnd
	tLParen
	tRParen
	tLBracket
	tRBracket
	tLBrace
	tRBrace
	tComma
	tColon
	tSemi
	tDot
	tEllipsis
	tArrow
	tExclaim
	tColonEq
	tAssign
	// Binary operators and, in the same order, their assignments.
	tPlus
	tMinus
	tStar
	tSlash
	tSlashSlash
	tPercent
	tStarStar
	tLShift
	tRShift
	tPipe
	tCaret
	tAmp
	tAt
	tPlusEq
	tMinusEq
	tStarEq
	tSlashEq
	tSlashSlashEq
	tPercentEq
	tStarStarEq
	tLShiftEq
	tRShiftEq
	tPipeEq
	tCaretEq
	tAmpEq
	tAtEq
	tTilde
	tLess
	tGreater
	tEqEq
	tNotEq
	tLessEq
	tGreaterEq
	tBad
	// Keywords of expressions.
	tAnd
	tOr
	tNot
	tIn
	tIs
	tIf
	tElse
	tFor
	tLambda
	tAwait
	tAsync
	tYield
	tFrom
	tAs
	tNone
	tTrue
	tFalse
	// Keywords that no valid file has at the start of a line inside brackets.
	tAssert
	tBreak
	tClass
	tContinue
	tDef
	tDel
	tElif
	tExcept
	tFinally
	tGlobal
	tImport
	tNonlocal
	tPass
	tRaise
	tReturn
	tTry
	tWhile
	tWith
	tokCount
)

// token is a lexeme; tFStart .. tFEnd bracket the parts of an f-string.
type token struct {
	start, end uint32
	kind       tok
}

// Classes of bytes, which choose the lexer's next step.
const (
	cBad uint8 = iota
	cIdent
	cDigit
	cSpace
	cNewline
	cQuote
	cOp
	cComment
	cBackslash
)

// class maps a byte to its class.
var class = func() (t [256]uint8) {
	for c := range 256 {
		switch b := byte(c); {
		case b|32 >= 'a' && b|32 <= 'z', b == '_', b >= 0x80:
			t[c] = cIdent
		case b >= '0' && b <= '9':
			t[c] = cDigit
		}
	}
	for _, b := range []byte("()[]{}:,;.+-*/%@&|^~<>=!") {
		t[b] = cOp
	}
	t[' '], t['\t'], t['\f'] = cSpace, cSpace, cSpace
	t['\n'], t['\r'] = cNewline, cNewline
	t['"'], t['\''], t['#'], t['\\'] = cQuote, cQuote, cComment, cBackslash
	return t
}()

var keywords = []struct {
	word string
	kind tok
}{
	{"match", tMatch}, {"case", tCase}, {"type", tType}, {"print", tPrint}, {"exec", tExec},
	{"and", tAnd}, {"or", tOr}, {"not", tNot}, {"in", tIn}, {"is", tIs}, {"if", tIf},
	{"else", tElse}, {"for", tFor}, {"lambda", tLambda}, {"await", tAwait},
	{"async", tAsync}, {"yield", tYield}, {"from", tFrom}, {"as", tAs},
	{"None", tNone}, {"True", tTrue}, {"False", tFalse},
	{"assert", tAssert}, {"break", tBreak}, {"class", tClass}, {"continue", tContinue},
	{"def", tDef}, {"del", tDel}, {"elif", tElif}, {"except", tExcept},
	{"finally", tFinally}, {"global", tGlobal}, {"import", tImport},
	{"nonlocal", tNonlocal}, {"pass", tPass}, {"raise", tRaise}, {"return", tReturn},
	{"try", tTry}, {"while", tWhile}, {"with", tWith},
}

// keywordSlots is a closed hash table from a word's shape to 1 + its index in
// keywords; a word that shares a slot takes the next free one.
var keywordSlots = func() (t [256]uint8) {
	for i, k := range keywords {
		h := wordHash([]byte(k.word))
		for t[h] != 0 {
			h++
		}
		t[h] = uint8(i + 1)
	}
	return t
}()

func wordHash(w []byte) uint8 {
	return w[0]*7 + w[1]*31 + w[len(w)-1]*3 + uint8(len(w))
}

// wordKind tells keywords, hard and soft, from names.
func wordKind(w []byte) tok {
	if len(w) < 2 || len(w) > 8 {
		return tName
	}
	for h := wordHash(w); keywordSlots[h] != 0; h++ {
		if k := &keywords[keywordSlots[h]-1]; string(w) == k.word {
			return k.kind
		}
	}
	return tName
}

func isName(k tok) bool       { return k >= tName && k <= tExec }
func isStatement(k tok) bool  { return k >= tAssert && k < tokCount }
func isAugAssign(k tok) bool  { return k >= tPlusEq && k <= tAtEq }
func isStringPart(k tok) bool { return k >= tStr && k <= tTStart }

// endsOperand tells whether an operand that is no string may end with the token.
func endsOperand(k tok) bool {
	switch k {
	case tName, tInt, tFloat, tImag, tRParen, tRBracket, tRBrace, tNone, tTrue, tFalse:
		return true
	}
	return false
}

// startsExpr tells whether an expression may start with the token.
var startsExpr = func() (t [tokCount]bool) {
	for k := tName; k <= tTStart; k++ {
		t[k] = true
	}
	for _, k := range []tok{tLParen, tLBracket, tLBrace, tEllipsis, tPlus, tMinus, tTilde,
		tNot, tLambda, tAwait, tNone, tTrue, tFalse} {
		t[k] = true
	}
	return t
}()
