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
	Op         Op
	Flags      Flag
}

// Kind says what a node is. The comment lists the children in order. "X|Absent" is
// one child that is always there; "X..." is zero or more. "expr" is any expression
// kind, or Error; "pattern" is a Name, Object, Array, or (in assignments) any target,
// with Assign for a default and Spread for the rest.
type Kind uint8

// The table of node kinds.
const (
	Absent Kind = iota // leaf: an optional part that was not written
	Error              // what could not be read; children: what could

	Program // statement...
	Block   // statement...

	VarDecl     // Declarator... Op Var, Let or Const
	Declarator  // pattern, Type|Absent, expr|Absent
	FuncDecl    // Name|Absent, Params, Type|Absent, Block|Absent. Flags Async, Generator
	FuncExpr    // like FuncDecl
	Arrow       // Absent, Params, Type|Absent, Block or expr. Flag Async
	Params      // Param...
	Param       // pattern, Type|Absent, expr|Absent (default), Decorator... Flags Rest, Property (TypeScript's parameter property)
	ClassDecl   // Name|Absent, expr|Absent (extends), ClassBody, Decorator...
	ClassExpr   // like ClassDecl
	ClassBody   // Method | Field | StaticBlock ...
	Method      // key, FuncExpr, Decorator... Flags Static, Getter, Setter, Computed
	Field       // key, Type|Absent, expr|Absent, Decorator... Flags Static, Computed
	StaticBlock // Block
	Decorator   // expr
	ExprStmt    // expr
	If          // expr, statement, statement|Absent
	For         // VarDecl, expr or Absent; expr|Absent; expr|Absent; statement
	ForIn       // VarDecl or pattern, expr, statement
	ForOf       // like ForIn. Flag Async for "for await"
	While       // expr, statement
	DoWhile     // statement, expr
	Return      // expr|Absent
	Break       // Name|Absent
	Continue    // Name|Absent
	Throw       // expr
	Try         // Block, Catch|Absent, Block|Absent
	Catch       // pattern|Absent, Block
	Switch      // expr, Case...
	Case        // expr|Absent, statement...
	Labeled     // Name, statement
	With        // expr, statement
	Empty       // leaf; also what only TypeScript's checker reads
	Import      // Str, ImportSpec...
	ImportSpec  // Name|Absent (imported), Name (local). Op ImportDefault, ImportNamespace, ImportNamed
	ImportEq    // Name, expr: import x = require("y")
	ExportSpecs // Str|Absent, ExportSpec...
	ExportSpec  // Name or Str (local), Name or Str (exported)
	ExportAll   // Str, Name|Absent
	ExportDecl  // statement
	ExportDef   // expr, FuncDecl or ClassDecl
	ExportEq    // expr: TypeScript's "export ="
	Enum        // Name, EnumMember...
	EnumMember  // Name or Str, expr|Absent
	Namespace   // Name, Block

	Name         // leaf: an identifier, "#private" too
	This         // leaf
	Super        // leaf
	Null         // leaf
	True         // leaf
	False        // leaf
	Number       // leaf
	BigInt       // leaf
	Str          // leaf; the value is Tree.StringValue
	Regex        // leaf
	Template     // TemplateText, expr, TemplateText, ...
	TemplateText // leaf; the value is Tree.StringValue
	Tagged       // expr, Template
	Array        // expr | Spread | Absent ...
	Object       // Property | Method | Spread ...
	Property     // key, value. Flags Shorthand, Computed
	Spread       // expr
	Unary        // expr. Op Neg, Plus, Not, BitNot, Typeof, Void, Delete
	Update       // expr. Op Inc or Dec. Flag Prefix
	Binary       // left, right
	Logical      // left, right. Op And, Or, Nullish
	Assign       // target, value. Op NoOp for "=", else the operator of "+=", "&&=", ...
	Cond         // test, then, else
	Call         // callee, Args. Flag Optional
	New          // callee, Args|Absent
	Args         // expr | Spread ...
	Member       // object, Name. Flag Optional
	Index        // object, expr. Flag Optional
	Chain        // expr: the extent of what "?." leaves out
	Sequence     // expr...
	Yield        // expr|Absent. Flag Delegate
	Await        // expr
	Meta         // leaf: import.meta, new.target
	JSX          // expr|Absent (Name, Member, Str), JSXAttrs, expr | JSXText | JSX | Spread ...
	JSXAttrs     // JSXAttr | Spread ...
	JSXAttr      // Name, expr|Absent
	JSXText      // leaf
	Type         // leaf: an annotation
	kindCount
)

// Op is the operator of an expression, or the role of a part.
type Op uint8

// Operators and roles. Zero is none.
const (
	NoOp Op = iota
	Add
	Sub
	Mul
	Div
	Mod
	Pow
	Shl
	Shr
	UShr
	BitAnd
	BitOr
	BitXor
	Eq
	NotEq
	StrictEq
	StrictNotEq
	Lt
	LtE
	Gt
	GtE
	In
	InstanceOf
	And
	Or
	Nullish
	Neg
	Plus
	Not
	BitNot
	Typeof
	Void
	Delete
	Inc
	Dec
	Var
	Let
	Const
	ImportDefault
	ImportNamespace
	ImportNamed
)

// Flag is a set of properties of a node.
type Flag uint8

// Flags; some share a bit, on different kinds.
const (
	Async     Flag = 1 << iota
	Generator      // function*
	Static         // class members
	Getter
	Setter
	Computed // [key]
	Optional // ?.
	Paren    // stood in parentheses

	Rest      = Generator // Param
	Property_ = Static    // Param: "constructor(private x)"
	Shorthand = Getter    // Property
	Delegate  = Generator // Yield: yield*
	Prefix    = Static    // Update
)
