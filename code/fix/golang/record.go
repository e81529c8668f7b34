package golang

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang"
)

// hideSecret leaves a secret out of a line of the log.
func hideSecret(in *fix.Input) ([]fix.Candidate, error) {
	s, call, _, err := sinkCall(in)
	if err != nil {
		return nil, err
	}
	for _, a := range call.Args {
		s.starred(a)
	}
	if len(s.edits) == 0 {
		return nil, shape("the line is put together elsewhere")
	}
	return s.done("the log says that there was one, and not which")
}

// starred writes stars for the secrets that an argument gives as they are.
func (s *source) starred(e ast.Expr) {
	if name := secretName(e); name != "" && lang.Sensitive(name) != "" {
		switch t := s.typeOf(e); {
		case s.isString(e), t == nil, types.IsInterface(t):
			s.replace(e, `"***"`)
		case s.isBytes(e):
			s.replace(e, `[]byte("***")`)
		}
		return
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			s.starred(e.X)
			s.starred(e.Y)
		}
	case *ast.CompositeLit:
		for _, x := range e.Elts {
			if pair, ok := x.(*ast.KeyValueExpr); ok {
				s.starred(pair.Value)
			}
		}
	case *ast.CallExpr:
		if name := s.text(e.Fun); name == "string" || strings.HasPrefix(name, "fmt.") || strings.HasPrefix(name, "strings.") || strings.HasPrefix(name, "slog.") || strings.HasPrefix(name, "zap.") {
			for _, a := range e.Args {
				s.starred(a)
			}
		}
	}
}

// secretName is the name under which a program has a value: a variable's, a key's, a
// method's that gets it.
func secretName(e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.IndexExpr:
		return literalText(e.Index)
	case *ast.CallExpr:
		sel, ok := e.Fun.(*ast.SelectorExpr)
		switch {
		case !ok:
		case len(e.Args) == 0 && strings.HasPrefix(sel.Sel.Name, "Get"):
			return sel.Sel.Name
		case len(e.Args) == 1 && (strings.HasPrefix(sel.Sel.Name, "Get") || sel.Sel.Name == "FormValue" || sel.Sel.Name == "PostFormValue" || sel.Sel.Name == "Query"):
			return literalText(e.Args[0])
		}
	}
	return ""
}

func literalText(e ast.Expr) string {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if text, err := strconv.Unquote(lit.Value); err == nil {
			return text
		}
	}
	return ""
}

// hideError writes a stack to the log, and tells strangers that there was an error.
func hideError(in *fix.Input) ([]fix.Candidate, error) {
	s, call, _, err := sinkCall(in)
	if err != nil {
		return nil, err
	}
	st := stmtOf(s.nodesAt(in.Flow.At.Span))
	if st == nil {
		return nil, shape("there is no statement to write the stack to the log before")
	}
	for _, p := range look(in).spots() {
		if p.file.unit != in.Flow.At.Unit || p.expr.Pos() < call.Pos() || p.expr.End() > call.End() {
			continue
		}
		said := `"internal error"`
		if p.verb == "" && !s.isString(p.expr) {
			said = `[]byte("internal error")`
		}
		s.insert(s.start(st), s.use("log")+`.Printf("%s", `+s.text(p.expr)+")\n"+s.indentOf(st))
		s.replace(p.expr, said)
		return s.done("the stack goes to the log, and strangers are told that there was an error")
	}
	return nil, shape("the stack is put into the answer elsewhere")
}
