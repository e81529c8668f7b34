package golang

import (
	"go/ast"

	"github.com/prunella/prunella/code/fix"
)

// setTimeout bounds a server's reading or a client's waiting. Package-level
// helpers of net/http have no place for it, so they are called on a value that has.
func setTimeout(in *fix.Input) ([]fix.Candidate, error) {
	if in.Flow.Sink != "timeout" {
		return nil, nil
	}
	s, call, body, err := sinkCall(in)
	if err != nil {
		return nil, err
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil, shape("the call names no package or value")
	}
	if id, ok := sel.X.(*ast.Ident); ok && id.Name == s.pkgName("net/http") {
		return s.packageTimeout(call, sel)
	}
	if h := s.sharedClient(sel.X); h != "" {
		s.replace(sel.X, "(&"+h+".Client{Timeout: 30 * "+s.use("time")+".Second})")
		return s.done("a slow peer is given up")
	}
	if c, err, is := s.framework(call, sel); is {
		return c, err
	}
	lit := s.literalIn(call, body)
	if lit == nil {
		lit, s = s.onlyLiteral()
	}
	if lit == nil {
		return nil, shape("the server or client is not made in this function, and not in one place of the package")
	}
	t := s.use("time")
	switch s.text(lit.Type) {
	case s.pkgName("net/http") + ".Server":
		s.setKey(lit, "ReadHeaderTimeout", "10 * "+t+".Second")
	case s.pkgName("net/http") + ".Client":
		s.setKey(lit, "Timeout", "30 * "+t+".Second")
	default:
		return nil, shape("timeouts of %s are not known", s.text(lit.Type))
	}
	return s.done("a slow peer is given up")
}

// sharedClient is what the file calls net/http where e is its DefaultClient, by any of
// the names under which it is imported; "" for all else.
func (f *file) sharedClient(e ast.Expr) string {
	sel, ok := e.(*ast.SelectorExpr)
	id, named := ast.Expr(nil), false
	if ok {
		id, named = sel.X, sel.Sel.Name == "DefaultClient"
	}
	for _, im := range f.tree.Imports {
		name := "http"
		if im.Name != nil {
			name = im.Name.Name
		}
		if named && im.Path.Value == `"net/http"` && f.text(id) == name {
			return name
		}
	}
	return ""
}

// framework starts a router of gin on a server of net/http, as its Run does, and gives
// echo's server its timeout before it starts.
func (s *source) framework(call *ast.CallExpr, sel *ast.SelectorExpr) (c []fix.Candidate, err error, is bool) {
	switch router := s.text(sel.X); {
	case sel.Sel.Name == "Run" && s.pkgName("github.com/gin-gonic/gin") != "" && len(call.Args) < 2:
		addr := `":8080"`
		if len(call.Args) == 1 {
			addr = s.text(call.Args[0])
		}
		s.replace(call, "(&"+s.use("net/http")+".Server{Addr: "+addr+", Handler: "+router+", ReadHeaderTimeout: 10 * "+s.use("time")+".Second}).ListenAndServe()")
	case sel.Sel.Name == "Start" && s.pkgName("github.com/labstack/echo/v4") != "":
		path := s.nodesAt(spanOf(s.file, call.Pos()))
		at := stmtOf(path)
		if at == nil {
			return nil, nil, false
		}
		s.insert(s.start(at), router+".Server.ReadHeaderTimeout = 10 * "+s.use("time")+".Second\n"+s.indentOf(at))
	default:
		return nil, nil, false
	}
	c, err = s.done("a slow peer is given up")
	return c, err, true
}

// packageTimeout rewrites http.Get(u) and http.ListenAndServe(a, h).
func (s *source) packageTimeout(call *ast.CallExpr, sel *ast.SelectorExpr) ([]fix.Candidate, error) {
	h, t := s.pkgName("net/http"), s.use("time")
	switch name := sel.Sel.Name; name {
	case "Get", "Post", "PostForm", "Head":
		s.replace(sel, "(&"+h+".Client{Timeout: 30 * "+t+".Second})."+name)
	case "ListenAndServe":
		if len(call.Args) != 2 {
			return nil, shape("unexpected arguments")
		}
		s.replace(call, "(&"+h+".Server{Addr: "+s.text(call.Args[0])+", Handler: "+s.text(call.Args[1])+
			", ReadHeaderTimeout: 10 * "+t+".Second}).ListenAndServe()")
	default:
		return nil, shape("%s.%s has no safe twin", h, name)
	}
	return s.done("a slow peer is given up")
}

// onlyLiteral is the package's one literal of a server or client without a
// timeout, and the file it stands in.
func (s *source) onlyLiteral() (*ast.CompositeLit, *source) {
	var found []*ast.CompositeLit
	var where *source
	for _, f := range s.siblings() {
		ast.Inspect(f.tree, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			if !ok || lit.Type == nil || f.pkgName("net/http") == "" {
				return true
			}
			name := f.text(lit.Type)
			if name != f.pkgName("net/http")+".Server" && name != f.pkgName("net/http")+".Client" {
				return true
			}
			for _, e := range lit.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok && (f.isName(kv.Key, "Timeout") || f.isName(kv.Key, "ReadHeaderTimeout")) {
					return true
				}
			}
			found = append(found, lit)
			where, _ = s.view.open(f.unit)
			return true
		})
	}
	if len(found) != 1 || where == nil {
		return nil, s
	}
	return found[0], where
}
