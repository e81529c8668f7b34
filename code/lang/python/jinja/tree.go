package jinja

import "github.com/prunella/prunella/code/ir"

// A Kind tells what a node is.
type Kind uint8

// The kinds of nodes.
const (
	Text       Kind = iota // Text
	Output                 // {{ Expr }}
	Other                  // a tag that writes something harmless: {% csrf_token %}
	If                     // Conds and Bodies; a nil condition is else
	For                    // Names, Expr, Test; Bodies: loop, else
	Set                    // Names, Expr or Bodies[0]
	With                   // Names, Args, Bodies[0]
	Block                  // Name, Bodies[0]
	Extends                // Expr
	Include                // Expr; Names, Args: more context
	Macro                  // Name, Names, Args (nil: no default), Bodies[0]
	Import                 // Expr, Name: alias of the whole; or Names, As
	CallBlock              // Expr, Bodies[0]: what caller() gives
	Autoescape             // On, Bodies[0]
	Group                  // Bodies[0]: a tag that writes its body
)

// A Node is a piece of a template.
type Node struct {
	Kind   Kind
	On     bool
	Span   ir.Span // in the template's text
	Text   string
	Name   string
	Names  []string
	As     []string
	Expr   *Expr
	Test   *Expr // For: the condition behind if
	Args   []*Expr
	Conds  []*Expr
	Bodies [][]*Node
}

// An Op tells what an expression is.
type Op uint8

// The kinds of expressions.
const (
	Name   Op = iota // Text
	Const            // Value
	Attr             // X.Text
	Index            // X[Y]
	Slice            // X[Args[0]:Args[1]]; bounds may be nil
	Call             // X(Args), the last len(Keys) by name
	Filter           // X|Text(Args)
	Test             // X is Text(Args)
	Unary            // Tok X
	Binary           // X Tok Y
	And              // X and Y
	Or               // X or Y
	Join             // X ~ Y
	Cond             // X if Y else Z; Z may be nil
	List             // [Args]
	Tuple            // (Args)
	Dict             // {Args[0]: Args[1], …}
)

// An Expr is an expression.
type Expr struct {
	Op      Op
	Tok     ir.Tok
	Span    ir.Span
	Text    string
	Value   ir.Value
	X, Y, Z *Expr
	Args    []*Expr
	Keys    []string
}

// A Template is what Parse read.
type Template struct {
	Nodes    []*Node
	Problems []ir.Problem
}
