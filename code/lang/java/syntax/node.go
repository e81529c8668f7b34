package syntax

// A Ref names a node of a Tree; 0 is none.
type Ref int32

// A Node is one node of the arena.
type Node struct {
	Start, End  uint32
	First, Next Ref
	Kind        Kind
	Op          Op
	Flags       Flag
	Dims        uint8 // Type, Declarator, Param, Method: pairs of brackets
}

// A Kind is what a node is. The comments list the children in order; ? may be
// missing, … may repeat.
type Kind uint8

// The kinds.
const (
	Error        Kind = iota // whatever was read of it
	Unit                     // Package? Import… and declarations, members or statements
	Package                  // Name (qualified)
	Import                   // Name (qualified). Flags Static, Star
	Class                    // Mods? Name TypeParams? RecordParams? Extends? Implements? Permits? Body. Op says which sort
	Body                     // EnumConst… and members
	Mods                     // Annotation…  Flags Static, Abstract, Final, Default, Private
	Annotation               // Name (qualified) Args?
	Field                    // Mods? Type Declarator…
	Method                   // Mods? TypeParams? Type? Name Params Throws? Block? or the default value. No Type: a constructor
	Init                     // Block. Flag Static
	EnumConst                // Annotation… Name Args? Body?
	Params                   // Param…
	RecordParams             // Param…
	Param                    // Mods? Type Name?. Flag Variadic. In lambdas a Name alone may stand for it
	TypeParams               // Name Type… : parameters and their bounds
	Extends                  // Type…
	Implements               // Type…
	Permits                  // Type…
	Throws                   // Type…
	Type                     // Name TypeArgs? Name TypeArgs? …  Flags Primitive, Wildcard
	TypeArgs                 // Type…
	Declarator               // Name, initial value?

	Block      // statements
	Empty      // nothing
	If         // condition, statement, statement?
	For        // ForInit, condition or Absent, ForUpdate, statement
	ForInit    // Local, or expressions
	ForUpdate  // expressions
	ForEach    // Local, expression, statement
	While      // condition, statement
	Do         // statement, condition
	Switch     // selector, Case…  also as an expression
	Case       // CaseLabels, Guard?, body. Flags Arrow, Default
	CaseLabels // expressions and patterns
	Guard      // expression
	Try        // Resources?, Block, Catch…, Finally?
	Resources  // Local or expression …
	Catch      // Mods?, Type…, Name, Block
	Finally    // Block
	Throw      // expression
	Return     // expression?
	Break      // Name?
	Continue   // Name?
	Yield      // expression
	Assert     // condition, message?
	Sync       // expression, Block
	Label      // Name, statement
	Local      // Mods? Type Declarator…
	ExprStmt   // expression

	Absent
	Assign     // target, value. Op of the assignment, NoOp for =
	Ternary    // condition, then, else
	Binary     // left, right
	Instanceof // value, Type or Pattern
	Pattern    // Mods? Type, Pattern…, Name?. Flag Record for Type(…)
	Unary      // operand. Op Add, Sub, Not, BitNot, Inc, Dec
	Postfix    // operand. Op Inc, Dec
	Cast       // Type…, operand
	Lambda     // Name or Params …, expression or Block (last)
	Call       // receiver?, Name, Args. The Name may be This or Super
	Select     // value, Name: a.b
	Index      // array, index
	New        // outer?, Type, Args, Body?
	NewArray   // Type, lengths…, ArrayInit?
	ArrayInit  // values
	MethodRef  // value or Type, Name. Flag New for T::new
	ClassLit   // Type or name: T.class
	Name       // leaf; in Package, Import, Annotation with dots
	This       // leaf, or a child: Outer.this
	Super      // leaf, or a child: Outer.super
	Literal    // leaf. Op says which sort
	Paren      // expression
	Args       // expressions
	kinds
)

// An Op is an operator, or the sort of a class or literal.
type Op uint8

// The operators and sorts.
const (
	NoOp Op = iota
	OrOr
	AndAnd
	Or
	Xor
	And
	Eq
	Ne
	Lt
	Gt
	Le
	Ge
	Shl
	Shr
	UShr
	Add
	Sub
	Mul
	Div
	Mod
	Not
	BitNot
	Inc
	Dec

	SortClass
	SortInterface
	SortEnum
	SortRecord
	SortAnnotation

	LitInt
	LitFloat
	LitString
	LitText
	LitChar
	LitTrue
	LitFalse
	LitNull
)

// A Flag is a property of a node.
type Flag uint8

// The flags.
const (
	Static Flag = 1 << iota
	Abstract
	Final
	Private
	Variadic // Param
	Star     // Import
	Primitive
	Wildcard
)

// Flags that share bits, for kinds that have none of the others.
const (
	Arrow   = Static   // Case
	Default = Abstract // Case, Mods of an interface's method
	NewRef  = Static   // MethodRef
	Record  = Static   // Pattern
	Public  = Variadic // Mods
)

// A Fault is a place that could not be read.
type Fault struct {
	Start, End uint32
	Text       string
}

// A Tree is a parsed file.
type Tree struct {
	Src    []byte
	Nodes  []Node
	Root   Ref
	Errors []Fault
}

// Kind of a node.
func (t *Tree) Kind(r Ref) Kind { return t.Nodes[r].Kind }

// Op of a node.
func (t *Tree) Op(r Ref) Op { return t.Nodes[r].Op }

// Has reports a flag.
func (t *Tree) Has(r Ref, f Flag) bool { return t.Nodes[r].Flags&f != 0 }

// First child, 0 for none.
func (t *Tree) First(r Ref) Ref { return t.Nodes[r].First }

// Next sibling, 0 for none.
func (t *Tree) Next(r Ref) Ref { return t.Nodes[r].Next }

// Last child, 0 for none.
func (t *Tree) Last(r Ref) Ref {
	last := Ref(0)
	for c := t.Nodes[r].First; c != 0; c = t.Nodes[c].Next {
		last = c
	}
	return last
}

// Child is the first child of a kind, 0 for none.
func (t *Tree) Child(r Ref, k Kind) Ref {
	for c := t.Nodes[r].First; c != 0; c = t.Nodes[c].Next {
		if t.Nodes[c].Kind == k {
			return c
		}
	}
	return 0
}

// Span of a node in bytes.
func (t *Tree) Span(r Ref) (start, end uint32) { return t.Nodes[r].Start, t.Nodes[r].End }

// Text of a node.
func (t *Tree) Text(r Ref) string {
	n := &t.Nodes[r]
	return string(t.Src[n.Start:n.End])
}
