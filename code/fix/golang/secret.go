package golang

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
)

const secretFrom = `
// NAME returns the environment variable of that name. Without it nobody knows
// the secret, and nothing that asks for it is open.
func NAME(variable string) string {
	if value := {pkg os}.Getenv(variable); value != "" {
		return value
	}
	return {pkg crypto/rand}.Text()
}`

const requiredSecret = `
// NAME returns the environment variable of that name. It holds a secret that others
// know as well, so that nothing works without it.
func NAME(variable string) string {
	value := {pkg os}.Getenv(variable)
	if value == "" {
		panic("the environment variable " + variable + " is not set: it holds a secret")
	}
	return value
}`

// envSecret reads a constant secret from the environment. Where that is not set, the
// program ends when the secret is one that others hold; its own is random then: an
// empty one would let everybody in.
func envSecret(in *fix.Input) ([]fix.Candidate, error) {
	v := look(in)
	var reason error = shape("the literal was not found")
	for _, st := range constantPlaces(in) {
		s, err := v.open(st.unit)
		if err != nil {
			continue
		}
		lit, ok := s.exprAt(st.span).(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING || len(lit.Value) < 4 {
			continue
		}
		c, err := s.moveSecret(lit, envName(in), in.HeldByOthers())
		if err == nil {
			return c, nil
		}
		reason = err
	}
	if in.Flow.Sink == "jwt.key" {
		return v.emptySecret(in)
	}
	if c := v.partSecret(in); c != nil {
		return c, nil
	}
	return nil, reason
}

// emptySecret requires a secret from the environment that is an empty text at the call.
func (v *view) emptySecret(in *fix.Input) ([]fix.Candidate, error) {
	s, err := v.open(in.Flow.At.Unit)
	if err != nil {
		return nil, err
	}
	var lits []*ast.BasicLit
	if at := s.exprAt(in.Flow.At.Span); at != nil {
		ast.Inspect(at, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && len(lit.Value) == 2 {
				lits = append(lits, lit)
			}
			return true
		})
	}
	if len(lits) != 1 {
		return nil, shape("no empty text is given here")
	}
	return s.moveSecret(lits[0], "JWT_KEY", true)
}

// partSecret moves the name of a data source, in which the secret is a part, to the
// environment as a whole: the parts would have to be escaped.
func (v *view) partSecret(in *fix.Input) []fix.Candidate {
	secret := in.PartOf()
	s, err := v.open(in.Flow.At.Unit)
	if err != nil || secret == "" {
		return nil
	}
	var lits []*ast.BasicLit
	ast.Inspect(s.tree, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if text, err := strconv.Unquote(lit.Value); err == nil && len(text) > len(secret) && strings.Contains(text, secret) {
				lits = append(lits, lit)
			}
		}
		return true
	})
	if len(lits) != 1 {
		return nil
	}
	c, err := s.moveSecret(lits[0], fix.SourceName(lits[0].Value), true)
	if err != nil {
		return nil
	}
	return c
}

// moveSecret replaces the literal; a constant becomes a variable.
func (s *source) moveSecret(lit *ast.BasicLit, name string, held bool) ([]fix.Candidate, error) {
	value, why := s.secretValue(lit, name, held)
	path := s.nodesAt(spanOf(s.file, lit.Pos()))
	for i, n := range path {
		g, ok := n.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		spec, ok := path[i+1].(*ast.ValueSpec)
		if !ok || len(spec.Names) != 1 || len(spec.Values) != 1 || spec.Values[0] != ast.Expr(lit) {
			return nil, shape("the secret is part of a constant expression")
		}
		if s.usedAsConstant(spec.Names[0]) {
			return nil, shape("the secret is a constant that other constants need")
		}
		if !g.Lparen.IsValid() {
			s.replaceRange(s.start(g), s.start(g)+uint32(len("const")), "var")
			s.replace(lit, value)
			return s.done("%s", why)
		}
		from, to := s.lineOf(spec)
		s.replaceRange(from, to, "")
		s.insert(s.end(g), "\n\nvar "+spec.Names[0].Name+" = "+value)
		return s.done("%s", why)
	}
	s.replace(lit, value)
	return s.done("%s", why)
}

// secretValue writes where the secret comes from, and says so. What stands in for an
// environment variable that the program reads already needs no second one: the
// fallback that everybody knows gives way to one that nobody does.
func (s *source) secretValue(lit *ast.BasicLit, name string, held bool) (value, why string) {
	if held {
		return s.helper("requiredSecret", requiredSecret) + "(" + quote(name) + ")",
			"the secret comes from the environment variable " + name + ", without which the program says so and ends"
	}
	if variable, ok := s.besideEnvironment(lit); ok {
		return s.use("crypto/rand") + ".Text()",
			"where " + variable + " is not set, the secret is drawn at random at each start, instead of being the same everywhere"
	}
	return s.helper("secretFrom", secretFrom) + "(" + quote(name) + ")",
		"the secret comes from the environment variable " + name + "; where that is not set it is random, so that nobody knows it"
}

// besideEnvironment reports whether the functions that use a constant read the
// environment already, and which variable the first one reads.
func (s *source) besideEnvironment(lit *ast.BasicLit) (variable string, ok bool) {
	path := s.nodesAt(spanOf(s.file, lit.Pos()))
	var bodies []*ast.BlockStmt
	if body, _ := funcOf(path); body != nil {
		bodies = append(bodies, body)
	}
	for _, n := range path {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Names) != 1 {
			continue
		}
		obj := s.object(spec.Names[0])
		ast.Inspect(s.tree, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && id != spec.Names[0] && s.object(id) == obj {
				if body, _ := funcOf(s.nodesAt(spanOf(s.file, id.Pos()))); body != nil {
					bodies = append(bodies, body)
				}
			}
			return true
		})
	}
	for _, body := range bodies {
		read := s.readsEnvironment(body)
		if read == "" {
			return "", false
		}
		if variable == "" {
			variable = read
		}
	}
	return variable, variable != ""
}

// readsEnvironment names the variable of the environment that a function reads
// first; "" when it reads none.
func (s *source) readsEnvironment(body *ast.BlockStmt) string {
	name := ""
	ast.Inspect(body, func(n ast.Node) bool {
		c, ok := n.(*ast.CallExpr)
		if !ok || name != "" || len(c.Args) != 1 || !s.isCall(c, "os", "Getenv") && !s.isCall(c, "os", "LookupEnv") {
			return true
		}
		name = "the environment variable"
		if lit, ok := c.Args[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if text, err := strconv.Unquote(lit.Value); err == nil {
				name += " " + text
			}
		}
		return true
	})
	return name
}

// usedAsConstant reports whether a constant's uses must be constant: in other
// constants, or as the case of a switch twice over.
func (s *source) usedAsConstant(name *ast.Ident) bool {
	obj := s.object(name)
	found := false
	for _, f := range s.siblings() {
		for _, d := range f.tree.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.CONST {
				continue
			}
			ast.Inspect(g, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok && id != name && obj != nil && f.object(id) == obj {
					found = true
				}
				return true
			})
		}
	}
	c, isConst := obj.(*types.Const)
	return found || isConst && c.Exported()
}
