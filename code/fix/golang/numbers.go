package golang

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/prunella/prunella/code/fix"
)

// mostAmount is how much may be asked for where nobody said more: pages of a thousand
// rows are rare.
const mostAmount = "10_000"

// testNumber refuses a number that somebody else chose where it is more than its new
// type holds, or than makes sense.
func testNumber(in *fix.Input) ([]fix.Candidate, error) {
	s, call, _, err := sinkCall(in)
	if err != nil {
		return nil, err
	}
	number, most, least, why := s.asked(call)
	if number == nil || !plainNumber(number) {
		return nil, shape("the number has no name here")
	}
	value := s.text(number)
	test := value + " > " + most
	if !unsigned(s.typeOf(number)) {
		test = value + " < " + least + " || " + test
	}
	return s.refuse(spot{file: s.file, expr: number}, test, why)
}

func unsigned(t types.Type) bool {
	if t == nil {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsUnsigned != 0
}

// asked is the number of a call with its bounds: what a conversion makes smaller, how
// much make, Repeat and Grow are asked for.
func (s *source) asked(call *ast.CallExpr) (number ast.Expr, most, least, why string) {
	name := s.text(call.Fun)
	switch {
	case name == "make" && len(call.Args) > 1:
		number = call.Args[len(call.Args)-1]
		if s.isConstant(number) {
			number = call.Args[1]
		}
	case strings.HasSuffix(name, ".Repeat") && len(call.Args) == 2:
		number = call.Args[1]
	case len(call.Args) == 1 && bitsOf[name] != "":
		why = "a number that the type does not hold is refused"
		m := s.use("math") + "."
		if strings.HasPrefix(name, "u") || name == "byte" {
			return call.Args[0], m + "MaxUint" + bitsOf[name], "0", why
		}
		return call.Args[0], m + "MaxInt" + bitsOf[name], m + "MinInt" + bitsOf[name], why
	}
	return number, mostAmount, "0", "more than makes sense is refused"
}

// bitsOf are the sizes of the types that hold less than an int.
var bitsOf = map[string]string{"int8": "8", "int16": "16", "int32": "32", "uint8": "8", "byte": "8", "uint16": "16", "uint32": "32"}

// plainNumber reports an expression that may be written twice.
func plainNumber(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident, *ast.BasicLit:
		return true
	case *ast.SelectorExpr:
		return plainNumber(e.X)
	case *ast.StarExpr:
		return plainNumber(e.X)
	case *ast.BinaryExpr:
		return (e.Op == token.ADD || e.Op == token.SUB || e.Op == token.MUL) && plainNumber(e.X) && plainNumber(e.Y)
	}
	return false
}
