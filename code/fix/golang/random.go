package golang

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/prunella/prunella/code/fix"
)

const randomInt = `
// NAME returns a number from 0 up to n that cannot be predicted.
func NAME(n int) int {
	v, err := {pkg crypto/rand}.Int({pkg crypto/rand}.Reader, {pkg math/big}.NewInt(int64(n)))
	if err != nil {
		panic(err) // the system has no source of randomness
	}
	return int(v.Int64())
}`

// secureRandom takes the number from crypto/rand.
func secureRandom(in *fix.Input) ([]fix.Candidate, error) {
	s, call, _, err := sinkCall(in)
	if err != nil {
		return nil, err
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || !s.isWeakRandom(sel) {
		return nil, shape("the number does not come from a call of math/rand here")
	}
	name := sel.Sel.Name
	if name == "Read" {
		s.replace(sel, s.use("crypto/rand")+".Read")
		return s.done("the bytes come from crypto/rand")
	}
	limit := map[string]string{"Int": "1<<62", "Int63": "1<<62", "Int64": "1<<62", "Uint64": "1<<62", "Int31": "1<<31 - 1", "Int32": "1<<31 - 1", "Uint32": "1<<32 - 1"}[name]
	if limit == "" && len(call.Args) == 1 && (strings.HasSuffix(name, "n") || strings.HasSuffix(name, "N")) {
		limit = s.text(call.Args[0])
		if !s.isInt(call.Args[0]) {
			limit = "int(" + limit + ")"
		}
	}
	if limit == "" {
		return nil, shape("crypto/rand has nothing like %s", name)
	}
	text := s.helper("randomInt", randomInt) + "(" + limit + ")"
	if t, ok := s.typeOf(call).(*types.Basic); ok && t.Kind() != types.Int {
		text = t.Name() + "(" + text + ")"
	}
	s.replace(call, text)
	return s.done("the number comes from crypto/rand, which cannot be predicted")
}

func (f *file) isInt(e ast.Expr) bool {
	b, ok := f.typeOf(e).(*types.Basic)
	return ok && (b.Kind() == types.Int || b.Kind() == types.UntypedInt)
}

// isWeakRandom reports whether something of math/rand is selected.
func (f *file) isWeakRandom(sel *ast.SelectorExpr) bool {
	for _, p := range []string{"math/rand", "math/rand/v2"} {
		if f.isPackage(sel.X, p) || named(f.typeOf(sel.X), p, "Rand") {
			return true
		}
	}
	return false
}
