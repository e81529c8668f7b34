package golang

import (
	"go/ast"
	"go/token"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/ir"
)

// showHidden writes letters that hide what the program says so that they are seen.
func showHidden(in *fix.Input) ([]fix.Candidate, error) {
	s, err := look(in).open(in.Flow.At.Unit)
	if err != nil {
		return nil, err
	}
	return fix.ShowHidden(in, func(at uint32) fix.Kind {
		path := s.nodesAt(ir.Span{Start: at, End: at + 1})
		lit, ok := path[len(path)-1].(*ast.BasicLit)
		switch {
		case !ok || lit.Kind != token.STRING && lit.Kind != token.CHAR:
			return fix.Comment
		case strings.HasPrefix(lit.Value, "`"):
			return fix.Raw
		}
		return fix.Escaped
	})
}
