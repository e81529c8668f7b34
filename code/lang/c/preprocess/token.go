package preprocess

// A Kind is the kind of a token: a class for words and literals, else the
// punctuator itself.
type Kind uint8

// The kinds.
const (
	EOF Kind = iota
	Ident
	Number
	Char
	String
	Hash     // #
	HashHash // ##
	LParen
	RParen
	LBrace
	RBrace
	LBracket
	RBracket
	Semi
	Comma
	Colon
	ColonColon
	Question
	Dot
	DotStar
	Ellipsis
	Arrow
	ArrowStar
	Plus
	PlusPlus
	Minus
	MinusMinus
	Star
	Slash
	Percent
	Amp
	AmpAmp
	Pipe
	PipePipe
	Caret
	Tilde
	Not
	Eq
	EqEq
	NotEq
	Less
	LessEq
	Greater
	GreaterEq
	Shl
	Shr
	PlusEq
	MinusEq
	StarEq
	SlashEq
	PercentEq
	AmpEq
	PipeEq
	CaretEq
	ShlEq
	ShrEq
	Other // a byte that belongs nowhere
)

// A Token is one preprocessing token.
type Token struct {
	Kind   Kind
	Space  bool // white space before it
	Line   bool // first of its line
	Macro  bool // comes from a macro
	Header bool // comes from an included file
	paint  bool // a macro's name that must not be expanded again
	arg    int8 // in a macro's body: the parameter's number plus one
	Start  uint32
	End    uint32
	Text   string
}

// Is reports an identifier or keyword of that spelling.
func (t *Token) Is(word string) bool { return t.Kind == Ident && t.Text == word }
