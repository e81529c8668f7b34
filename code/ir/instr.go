package ir

// An Op is what an instruction does; doc.go has the table.
type Op uint8

// The operations, in the order of the table in the package documentation.
const (
	Nop Op = iota
	Const
	Copy
	Unary
	Binary
	And
	Or
	Concat
	Convert
	Assert
	GetGlobal
	SetGlobal
	GetField
	SetField
	GetIndex
	SetIndex
	DelIndex
	Slice
	New
	List
	Map
	MakeFunc
	Cell
	Load
	Store
	FieldRef
	IndexRef
	Call
	Method
	Unpack
	Await
	Yield
	If
	Loop
	Range
	Scope // Block in the table: a structured block that Break can leave
	Break
	Continue
	Return
	Throw
	Try
	Defer
)

// A Tok is the operator of a Unary or Binary instruction.
type Tok uint8

// The operators. Add is numeric sum, text concatenation or list concatenation,
// by the values; Div is the language's division (Go: truncating on integers);
// Mod with a text on the left is Python's formatting.
const (
	NoTok Tok = iota
	Add
	Sub
	Mul
	Div
	FloorDiv
	Mod
	Pow
	MatMul
	Shl
	Shr
	BitAnd
	BitOr
	BitXor
	AndNot
	Eq
	Ne
	Lt
	Le
	Gt
	Ge
	In
	NotIn
	Is
	IsNot
	Neg
	Plus
	Not
	BitNot
)

// Flags refine an instruction.
type Flags uint16

// The flags.
const (
	FlagValue     Flags = 1 << iota // New, Copy: a struct value with copy semantics
	FlagTuple                       // List: a tuple
	FlagSet                         // List: a set
	FlagBytes                       // Const, Concat: bytes, not text
	FlagSpread                      // Call, Method: the last positional argument is spread (f(xs...), f(*xs))
	FlagKwSpread                    // Call, Method: the last argument is a map of keywords (f(**m))
	FlagSpawn                       // Call, Method: runs concurrently (go f(), a thread)
	FlagSuper                       // Method: dispatch starts above the enclosing class
	FlagDecorator                   // Call: applies a decorator; an unknown callee returns its argument
	FlagDecl                        // Copy, Cell: declares the variable it assigns
	FlagProto                       // GetIndex, SetIndex: JavaScript: the key may name the prototype, and what it gives may be written to
	FlagNew                         // Call: JavaScript's new: a function that is no class gets a new object as its receiver
	FlagAwaited                     // Call, Method: the program waits for what it gives, or looks it up, so that comes from elsewhere
	FlagOwn                         // GetIndex: JavaScript: the key is one of the object's own
)

// A Reg is a register of a function.
type Reg int32

// NoReg is the absent register.
const NoReg Reg = -1

// A Span is a stretch of a source file in bytes, End excluded.
type Span struct{ Start, End uint32 }

// An Instr is one instruction.
type Instr struct {
	Op      Op
	Tok     Tok
	Flags   Flags
	Dst     Reg
	A, B, C Reg
	Span    Span
	Name    string
	Args    []Reg
	Aux     *Aux
}

// An Aux holds what few instructions need.
type Aux struct {
	Keys     []string // Call, Method: names of the last len(Keys) Args; New: field names, "" by position
	Spread   []bool   // List: which Args are spread
	Blocks   []Block
	Handlers []Handler
	Fn       *Func
	Type     *Type
	// Size and Offset are bytes, in languages with memory: of what is reached, and
	// where it lies in what it is a part of.
	Size, Offset int64
}

// A Block is a sequence of instructions.
type Block []Instr

// A Handler is one except or catch clause.
type Handler struct {
	Types []*Type // empty: everything
	Var   Reg     // NoReg: unnamed
	Body  Block
	Span  Span
}
