package syntax

import pp "github.com/prunella/prunella/code/lang/c/preprocess"

// An ID is a node of a tree; 0 is none.
type ID int32

// A Kind says what a node is.
type Kind uint8

// The kinds; the children are in the order given.
const (
	Bad Kind = iota
	File
	// declarations
	Decl       // Text: name; type, initialiser
	Func       // Text: name; type, member initialisers…, body
	Enumerator // Text: name; value
	Namespace  // Text: name; declarations
	Using      // Text: what
	Group      // declarations of one declaration with several declarators, or of extern "C"
	Base       // a base class: type
	MemberInit // Text: member; arguments
	// types
	TName   // Text: "unsigned int", "size_t", "std::vector"; template arguments
	TStruct // Text: tag; members, when defined (FlagDefined)
	TEnum   // Text: tag; enumerators
	TPointer
	TRef
	TArray // element, length
	TFunc  // result, parameters (Decl)
	TTypeof
	// statements
	Block
	If // condition, then, else
	While
	Do  // body, condition
	For // init, condition, step, body: each may be Empty
	RangeFor
	Switch
	Case    // value, (GNU: upper value)
	Default //
	Label   // Text
	Goto    // Text
	Break
	Continue
	Return
	Expr // a statement: expression
	Empty
	Try   // body, Catch…
	Catch // parameter or Empty, body
	Asm
	// expressions
	Name // Text, qualified names with ::
	Number
	Char
	String // Text: content
	Call   // callee, arguments
	Index
	Member // object; Text: name; FlagArrow
	Unary  // Op: Plus Minus Not Tilde Star Amp PlusPlus MinusMinus
	Postfix
	Binary
	Assign     // Op: Eq or PlusEq…
	Cond       // condition, then (Empty when left out), else
	Cast       // type, value
	Sizeof     // type or expression
	Init       // { … }
	Designated // Text: field, or "" and index; value
	Compound   // type, Init
	New        // type, arguments; FlagArray: length first
	Delete     // value; FlagArray
	Lambda     // Capture…, parameters (Decl), type of the result when written, body
	Capture    // Text: name, or "" for all; Op: Amp when by reference; value
	Throw
	StmtExpr
	Construct // type, arguments: T(x), T{x}
	Offsetof  // type; Text: member
)

// Flags of nodes.
type Flags uint16

// The flags.
const (
	FlagTypedef Flags = 1 << iota
	FlagStatic
	FlagExtern
	FlagUnion
	FlagClass
	FlagDefined
	FlagVariadic
	FlagArrow
	FlagArray
	FlagWide
	FlagType  // Sizeof: of a type
	FlagConst // Decl, TName
	FlagVirtual
	FlagPlacement // New
	FlagBrace     // initialised by { } or ( )
	FlagGlobal    // ::new, ::f; of a Using: one name, not a namespace
)

// FlagTemplate marks a Func or TStruct with parameters that are types; no such node is a
// wide text.
const FlagTemplate = FlagWide

// A Node is one node; Tok and End are the tokens it covers.
type Node struct {
	Kind  Kind
	Op    pp.Kind
	Flags Flags
	Tok   int32
	End   int32
	First ID
	Next  ID
	Text  string
}

// A Tree is a parsed file.
type Tree struct {
	Toks     []pp.Token
	Nodes    []Node
	Root     ID
	Problems []pp.Problem
}

// Kids lists the children of a node.
func (t *Tree) Kids(id ID) []ID {
	var out []ID
	for k := t.Nodes[id].First; k != 0; k = t.Nodes[k].Next {
		out = append(out, k)
	}
	return out
}

// Kid is the n-th child, or 0.
func (t *Tree) Kid(id ID, n int) ID {
	k := t.Nodes[id].First
	for ; n > 0 && k != 0; n-- {
		k = t.Nodes[k].Next
	}
	return k
}

// Span is the bytes of the file that a node covers.
func (t *Tree) Span(id ID) (start, end uint32) {
	n := &t.Nodes[id]
	if len(t.Toks) == 0 {
		return 0, 0
	}
	a := t.Toks[min(int(n.Tok), len(t.Toks)-1)]
	b := t.Toks[max(0, min(int(n.End), len(t.Toks))-1)]
	return a.Start, max(a.End, b.End)
}
