package golang

import (
	"go/ast"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/ir"
)

// A wrapper writes a safe form of an expression of type string.
type wrapper func(s *source, expr string) string

// wrapValues makes a strategy that passes every value that reaches the sink
// through a wrapper, where the text is put together.
func wrapValues(why string, w wrapper) func(*fix.Input) ([]fix.Candidate, error) {
	return func(in *fix.Input) ([]fix.Candidate, error) {
		var out []fix.Candidate
		for _, try := range []func(*fix.Input, wrapper, string) ([]fix.Candidate, error){wrapPieces, wrapHole, wrapArgument} {
			cs, err := try(in, w, why)
			if err == nil {
				out = append(out, cs...)
			}
		}
		if len(out) == 0 {
			return nil, shape("the place where the value enters the text was not found")
		}
		return out, nil
	}
}

// wrapPieces wraps the expressions of a text built in the sink's function.
func wrapPieces(in *fix.Input, w wrapper, why string) ([]fix.Candidate, error) {
	s, call, body, err := sinkCall(in)
	if err != nil {
		return nil, err
	}
	wrapped := false
	for _, a := range call.Args {
		if s.isCall(call, "fmt", "Fprintf") || s.isCall(call, "fmt", "Fprint") || s.isCall(call, "fmt", "Fprintln") {
			wrapped = s.wrapTainted(in, a, w) || wrapped
			continue
		}
		b, ok := s.build(unconverted(a), body)
		if !ok {
			continue
		}
		for _, p := range b.pieces {
			if p.expr != nil && s.isTainted(in, p.expr) {
				s.replace(p.expr, w(s, s.text(p.expr)))
				wrapped = true
			}
		}
	}
	if !wrapped {
		return nil, shape("no part of the text is on the path")
	}
	return s.done("%s", why)
}

// unconverted looks through []byte(x) and string(x).
func unconverted(e ast.Expr) ast.Expr {
	c, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(c.Args) != 1 {
		return e
	}
	switch f := c.Fun.(type) {
	case *ast.ArrayType:
		return c.Args[0]
	case *ast.Ident:
		if f.Name == "string" {
			return c.Args[0]
		}
	}
	return e
}

// wrapTainted wraps one argument when data of the flow is in it.
func (s *source) wrapTainted(in *fix.Input, a ast.Expr, w wrapper) bool {
	if _, constant := a.(*ast.BasicLit); constant || !s.isTainted(in, a) {
		return false
	}
	s.replace(a, w(s, s.text(a)))
	return true
}

// isTainted reports whether an expression carries the flow: a station of the
// path, or a hole of the text, lies in it, or it names what one assigned.
func (s *source) isTainted(in *fix.Input, e ast.Expr) bool {
	from, to := s.start(e), s.end(e)
	inside := func(u *ir.Unit, sp ir.Span) bool {
		return u == s.unit && sp.Start >= from && sp.End <= to && sp.End > sp.Start
	}
	for _, st := range in.Flow.Path {
		if inside(st.Unit, st.Span) {
			return true
		}
	}
	for _, src := range in.Flow.Sources {
		if inside(src.At.Unit, src.At.Span) {
			return true
		}
	}
	for _, part := range in.Flow.Violation.Seq {
		if part.Hole != nil && part.Hole.Labels != 0 && inside(s.unit, part.Span) {
			return true
		}
	}
	return s.namesTainted(in, e)
}

// namesTainted reports whether e is a variable that a statement on the path sets.
func (s *source) namesTainted(in *fix.Input, e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	for _, st := range in.Flow.Path {
		if st.Unit != s.unit {
			continue
		}
		for _, n := range s.nodesAt(st.Span) {
			if a, ok := n.(*ast.AssignStmt); ok && len(a.Lhs) > 0 {
				if l, ok := a.Lhs[0].(*ast.Ident); ok && l.Name == id.Name {
					return true
				}
			}
		}
	}
	return false
}

// wrapHole wraps the expression from which the offending part of the text was
// made, wherever in the project that is.
func wrapHole(in *fix.Input, w wrapper, why string) ([]fix.Candidate, error) {
	for _, part := range in.Flow.Violation.Seq {
		if part.Hole == nil || part.Hole.Labels == 0 || part.Span.End == 0 {
			continue
		}
		u := unitAt(in, int(part.Unit)-1)
		s, err := open(u)
		if err != nil {
			continue
		}
		if e := s.exprAt(part.Span); e != nil {
			s.replace(e, w(s, s.text(e)))
			return s.done("%s", why)
		}
	}
	return nil, shape("the text does not say where its part was written")
}

func unitAt(in *fix.Input, i int) *ir.Unit {
	if i < 0 || i >= len(in.Program.Units) {
		return nil
	}
	return in.Program.Units[i]
}

// exprAt finds the expression with exactly that span.
func (s *source) exprAt(span ir.Span) ast.Expr {
	for _, n := range s.nodesAt(span) {
		if e, ok := n.(ast.Expr); ok && s.start(n) == span.Start && s.end(n) == span.End {
			return e
		}
	}
	return nil
}

// wrapArgument wraps the argument of the sink itself.
func wrapArgument(in *fix.Input, w wrapper, why string) ([]fix.Candidate, error) {
	s, call, _, err := sinkCall(in)
	if err != nil {
		return nil, err
	}
	for _, a := range call.Args {
		if s.isTainted(in, a) {
			s.replace(a, w(s, s.text(a)))
			return s.done("%s", why)
		}
	}
	return nil, shape("no argument of the call is on the path")
}

func escapeHTML(s *source, e string) string {
	return s.use("html") + ".EscapeString(" + e + ")"
}

func stripNewlines(s *source, e string) string {
	return s.use("strings") + `.NewReplacer("\r", "", "\n", "").Replace(` + e + ")"
}

func quoteValue(s *source, e string) string { return s.use("strconv") + ".Quote(" + e + ")" }

func escapeLDAP(s *source, e string) string {
	for _, im := range s.file.Imports {
		if p := strings.Trim(im.Path.Value, `"`); strings.HasPrefix(p, "github.com/go-ldap/ldap") {
			return s.use(p) + ".EscapeFilter(" + e + ")"
		}
	}
	return s.use("strings") + `.NewReplacer("\\", "\\5c", "*", "\\2a", "(", "\\28", ")", "\\29", "\x00", "\\00").Replace(` + e + ")"
}

// confine makes a name local: rooted and cleaned, it cannot climb out of the
// folder it is joined to.
func confine(s *source, e string) string {
	return s.use("path/filepath") + `.Clean("/" + ` + e + ")"
}
