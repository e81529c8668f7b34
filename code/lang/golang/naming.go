package golang

import (
	"go/ast"
	"strings"

	"github.com/prunella/prunella/code/ir"
)

// Whether a weak hash is a flaw depends on what it is for, and that is told by
// names. Calls of functions of these packages get one more argument: the name of
// the enclosing function, and the text of what is hashed. Their models take it as
// a variadic parameter, since function values are called without it.
var purposeful = map[string]bool{"crypto/md5": true, "crypto/sha1": true}

// maxNamed bounds the text of arguments that are read as names.
const maxNamed = 200

// callNamed calls the function called name with its arguments and the purpose.
func (l *lowerer) callNamed(e *ast.CallExpr, name string, dst ir.Reg) ir.Reg {
	args := l.args(len(e.Args) + 1)
	for i, a := range e.Args {
		args[i] = l.value(a)
	}
	args[len(e.Args)] = l.constant(ir.Value{Kind: ir.Str, Str: l.purpose(e)}, l.span(e), ir.NoReg)
	dst = l.dest(dst)
	in := l.push(ir.Call, l.span(e))
	in.Dst, in.A, in.Name, in.Args = dst, ir.NoReg, name, args
	return dst
}

func (l *lowerer) purpose(e *ast.CallExpr) string {
	fn := l.fr.fn.Name
	out := fn[strings.LastIndexByte(fn, '/')+1:]
	out = out[strings.IndexByte(out, '.')+1:]
	if sp := l.span(e); sp.End-sp.Start < maxNamed && len(e.Args) > 0 {
		out += " " + string(l.unit.Text[sp.Start:sp.End])
	}
	return out
}
