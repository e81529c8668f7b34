package syntax

// Ref names a node inside its Tree. The zero Ref is no node; the API answers
// for it (Kind Absent, empty span, no children), so callers need not test.
type Ref int32

// Node is one fixed-size arena entry. Children are a singly linked list.
type Node struct {
	Start, End uint32 // byte range in the source, End exclusive
	First      Ref    // first child
	Next       Ref    // next sibling
	Kind       Kind
	Op         Op     // operator, conversion or role; see Kind
	Flags      Flag   // see Flag
	Extra      uint16 // ImportFrom: number of leading dots (saturating)
}

// Kind says what a node is. The comment lists the children in order, which is
// always source order. "X|Absent" is one child that is always there: an Absent
// leaf (empty span) stands for what was not written, so positions are fixed.
// "X..." is zero or more. "expr" is any expression kind, or Error.
// An Error node may stand wherever an expression, pattern or statement may.
type Kind uint8

// The table of node kinds. It is the contract with the lowering: append, do
// not reorder.
const (
	Absent Kind = iota // leaf: an optional part that was not written
	Error              // what could not be parsed; children: what could, if any: expressions, or the Block of a clause without its statement

	Module // statement...
	Block  // statement... (the suite of a compound statement; empty when it is missing)

	// Statements.

	Decorated   // expr... (decorators, top to bottom), then FunctionDef or ClassDef (or Error) last
	FunctionDef // Name, TypeParams|Absent, Params, expr|Absent (returns), Block. Flag Async. Span starts at def/async, not at the decorators
	ClassDef    // Name, TypeParams|Absent, Args|Absent (bases and keywords), Block
	Return      // expr|Absent
	Delete      // expr... (targets)
	Assign      // expr... (one or more targets, left to right), then the value last: a = b = v has 3 children
	AugAssign   // target, value. Op is the binary operator (Add for +=)
	AnnAssign   // target, annotation, value|Absent. Flag Paren on the target: (x): int
	TypeAlias   // Name, TypeParams|Absent, expr
	For         // target, iterable, Block, Block|Absent (else). Flag Async
	While       // test, Block, Block|Absent (else)
	If          // test, Block, Elif..., Block|Absent (else; always the last child)
	Elif        // test, Block
	With        // WithItem..., Block. Flag Async
	WithItem    // expr, target|Absent
	Match       // subject, MatchCase...
	MatchCase   // pattern, guard expr|Absent, Block
	Raise       // exception|Absent, cause|Absent. Python 2 "raise E, v[, tb]": an error is listed, v.. are in an Error node as third child
	Try         // Block, ExceptHandler..., Block|Absent (else), Block|Absent (finally)
	// ExceptHandler: type expr|Absent, Name|Absent, Block. Flag Star for except*.
	// Unparenthesised "except A, B:" (3.14) is a Tuple; Python 2 "except X, e:" has that shape too.
	ExceptHandler
	Assert     // test, message|Absent
	Import     // Alias...
	ImportFrom // DottedName|Absent (module), then Alias... or one ImportStar. Extra is the number of leading dots
	Alias      // DottedName, Name|Absent (as); below ImportFrom the DottedName has one Name
	ImportStar // leaf: the * of "from m import *"
	DottedName // Name... (a.b.c has 3)
	Global     // Name...
	Nonlocal   // Name...
	ExprStmt   // expr
	Pass       // leaf
	Break      // leaf
	Continue   // leaf
	PrintStmt  // expr... Python 2 "print x, y". An error is listed. ("print >>f, x" is valid Python 3: an ExprStmt of a Tuple)
	ExecStmt   // expr... Python 2 "exec code [in globals [, locals]]". An error is listed

	// Parts of definitions and calls.

	Params     // Param... (the separators / and * leave no node; see Param's Op)
	Param      // Name (or Error), annotation|Absent, default|Absent. Op is ParamPosOnly, ParamNormal, ParamVarArgs, ParamKwOnly or ParamKwArgs
	TypeParams // TypeParam...
	TypeParam  // Name, bound|Absent, default|Absent. Op is TypeVar, TypeVarTuple or ParamSpec
	Args       // expr | Starred | Keyword | KeywordSpread ... in source order. Span includes the parentheses
	Keyword    // Name, expr: name=value
	// KeywordSpread: expr: **mapping
	KeywordSpread

	// Expressions. Flag Paren when parenthesised; the span then leaves the
	// parentheses out, except for Tuple and GeneratorExp, whose own they are.

	BoolOp       // expr expr...: "a and b and c" is one node with 3 children. Op And or Or
	NamedExpr    // Name, expr: name := value
	BinaryOp     // left, right. Op Add..MatMul
	UnaryOp      // operand. Op Not, Invert, UAdd, USub
	Lambda       // Params, expr
	IfExp        // body, test, orelse: source order "body if test else orelse"
	Dict         // DictItem | DictSpread ...
	DictItem     // key, value
	DictSpread   // expr: **mapping
	Set          // expr...
	List         // expr...
	Tuple        // expr... Flag Paren when it was written with parentheses
	ListComp     // element, Comprehension...
	SetComp      // element, Comprehension...
	DictComp     // key, value, Comprehension...
	GeneratorExp // element, Comprehension... Span includes the parentheses, in a call those of the call
	// Comprehension: target, iterable, condition... (the "if" parts). Flag Async.
	Comprehension
	Await       // expr
	Yield       // expr|Absent
	YieldFrom   // expr
	Compare     // left, ComparePart...: "a < b <= c" has 3 children
	ComparePart // right operand. Op Lt..NotIn. Span from the operator on
	Call        // function, Args
	Attribute   // value, Name
	Subscript   // value, index: an expression, a Slice, or a Tuple of those and Starred
	Slice       // lower|Absent, upper|Absent, step|Absent
	Starred     // expr: *x in displays, calls, targets, subscripts
	Name        // leaf: an identifier as written (not NFKC-normalised)
	Int         // leaf: Text is the literal, with underscores and base
	Float       // leaf
	Imag        // leaf: imaginary literal, Text ends in j or J
	True        // leaf
	False       // leaf
	None        // leaf
	Ellipsis    // leaf: ...
	Str         // leaf: one or more adjacent str literals; the value is Tree.StringValue
	Bytes       // leaf: one or more adjacent bytes literals; the value is Tree.StringValue
	// FString: Str | FStringText | FStringField ... One or more adjacent literals
	// of which at least one is an f-string; a Str child is a plain literal among them.
	FString
	TString     // like FString, for t-strings (3.14)
	FStringText // leaf: literal text inside an f- or t-string; the value is Tree.StringValue. Flag Raw
	// FStringField: expr, FormatSpec|Absent. Op is ConvStr, ConvRepr, ConvASCII or 0.
	// Flag SelfDoc for {x=}: the text it prints first is Tree.SelfDocText. Span includes the braces.
	FStringField
	FormatSpec // FStringText | FStringField ... (what stands after the colon)

	// Patterns.

	MatchValue    // expr: a literal (also None, True, False), a negative or complex number, or a dotted name
	MatchWildcard // leaf: _
	MatchCapture  // Name
	MatchAs       // pattern, Name
	MatchOr       // pattern pattern...
	MatchSequence // pattern | MatchStar ...
	MatchStar     // Name|Absent (Absent for *_)
	MatchMapping  // MatchPair..., MatchRest last when written
	MatchPair     // key expr, pattern
	MatchRest     // Name: **rest
	MatchClass    // expr (class), pattern..., MatchKeyword...
	MatchKeyword  // Name, pattern

	kindCount
)

// Op is the operator of an expression, or the role of a part.
type Op uint8

// Operators and roles. Zero is none.
const (
	NoOp Op = iota
	Add
	Sub
	Mult
	Div
	FloorDiv
	Mod
	Pow
	LShift
	RShift
	BitOr
	BitXor
	BitAnd
	MatMul
	And
	Or
	Not
	Invert
	UAdd
	USub
	Lt
	Gt
	Eq
	NotEq // != and the Python 2 <> (which lists an error)
	LtE
	GtE
	In
	NotIn
	Is
	IsNot
	ParamPosOnly // before /
	ParamNormal  // by position or keyword
	ParamVarArgs // *args
	ParamKwOnly  // after * or *args
	ParamKwArgs  // **kwargs
	TypeVar      // T
	TypeVarTuple // *Ts
	ParamSpec    // **P
	ConvStr      // !s
	ConvRepr     // !r
	ConvASCII    // !a
)

// Flag is a set of properties of a node.
type Flag uint8

// Flags.
const (
	Async   Flag = 1 << iota // async def, async for, async with, async comprehension
	Paren                    // the expression or pattern stood in parentheses
	Star                     // except*
	SelfDoc                  // {x=}
	Raw                      // text of a raw literal: backslashes stand for themselves
	Damaged                  // an error was reported while this node was read, and not while one of its children was (roughly)
)
