package golang

import (
	"go/ast"
	"strings"

	"github.com/prunella/prunella/code/fix"
)

// limitRead bounds what is read: the body of a request by http.MaxBytesReader,
// which answers the client as well, anything else by io.LimitReader.
func limitRead(in *fix.Input) ([]fix.Candidate, error) {
	if in.Flow.Sink != "limit" {
		return nil, nil
	}
	s, call, _, err := sinkCall(in)
	if err != nil {
		return nil, err
	}
	path := s.nodesAt(in.Flow.At.Span)
	at := readerArg(s, call)
	if at < 0 {
		return nil, shape("the call has no reader that could be bounded")
	}
	reader := call.Args[at]
	if sel, ok := ast.Unparen(reader).(*ast.SelectorExpr); ok && sel.Sel.Name == "Body" && named(s.typeOf(sel.X), "net/http", "Request") {
		if w := s.writerAround(path); w != "" {
			s.replace(reader, s.use("net/http")+".MaxBytesReader("+w+", "+s.text(reader)+", 10<<20)")
			return s.done("a body of more than 10 MiB is refused")
		}
	}
	s.replace(reader, s.use("io")+".LimitReader("+s.text(reader)+", 10<<20)")
	return s.done("at most 10 MiB are read")
}

// readerArg is the argument that is read from: the source of a copy, else the
// first.
func readerArg(s *source, call *ast.CallExpr) int {
	name := s.text(call.Fun)
	switch {
	case strings.HasSuffix(name, ".Copy") || strings.HasSuffix(name, ".CopyBuffer"):
		if len(call.Args) > 1 {
			return 1
		}
	case len(call.Args) > 0:
		return 0
	}
	return -1
}

// writerAround is the response writer of the functions around, innermost first.
func (s *source) writerAround(path []ast.Node) string {
	for i := len(path) - 1; i >= 0; i-- {
		var typ *ast.FuncType
		switch f := path[i].(type) {
		case *ast.FuncDecl:
			typ = f.Type
		case *ast.FuncLit:
			typ = f.Type
		default:
			continue
		}
		if w := s.responseWriter(typ); w != "" {
			return w
		}
	}
	return ""
}
