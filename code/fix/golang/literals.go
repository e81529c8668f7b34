package golang

import (
	"go/ast"
	"go/token"
	"strings"

	"github.com/prunella/prunella/code/fix"
)

// rewritten makes a strategy that writes a regular expression otherwise where its
// literal stands: at the call or where what it names is declared. slash is how a
// backslash is written in an interpreted literal.
func rewritten(why string, way func(pattern, slash string) (string, bool)) func(*fix.Input) ([]fix.Candidate, error) {
	return func(in *fix.Input) ([]fix.Candidate, error) {
		v := look(in)
		for _, st := range append([]station{{in.Flow.At.Unit, in.Flow.At.Span}}, constantPlaces(in)...) {
			s, err := v.open(st.unit)
			if err != nil {
				continue
			}
			lit := s.textAt(st)
			if lit == nil {
				continue
			}
			written, slash := s.text(lit), `\\`
			if strings.HasPrefix(written, "`") {
				slash = `\`
			}
			if now, ok := way(written[1:len(written)-1], slash); ok {
				s.replace(lit, written[:1]+now+written[len(written)-1:])
				return s.done("%s", why)
			}
		}
		return nil, shape("the expression is not written as one literal that is known to be written otherwise")
	}
}

// textAt is the text literal at a place, or the first argument of the call there.
func (s *source) textAt(st station) *ast.BasicLit {
	e := s.exprAt(st.span)
	if c, ok := e.(*ast.CallExpr); ok && len(c.Args) > 0 {
		e = c.Args[0]
	}
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		return lit
	}
	return nil
}

// exactHost has the dots of a host's name be dots.
func exactHost(pattern, slash string) (string, bool) { return fix.Named(pattern, slash+".") }

// exactRange writes what a range of a class was meant for.
func exactRange(pattern, _ string) (string, bool) { return fix.Meant(pattern) }
