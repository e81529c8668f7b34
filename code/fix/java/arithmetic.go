package java

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// exactly are the methods of Math that throw where the operator wraps.
var exactly = map[syntax.Op]string{syntax.Add: "addExact", syntax.Sub: "subtractExact", syntax.Mul: "multiplyExact"}

// exactArithmetic computes by the methods of Math that throw instead of wrapping.
func exactArithmetic(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	const why = "a result that does not fit throws an ArithmeticException instead of going on as another number"
	n := s.arithmetic()
	operand := s.t.First(n)
	typ := s.number(n)
	switch kind, op := s.t.Kind(n), s.t.Op(n); {
	case typ != "int" && typ != "long":
		if typ == "" {
			return nil, fmt.Errorf("the type of the result is not known here")
		}
		return s.bounded(n, typ)
	case kind == syntax.Binary && exactly[op] != "":
		s.replace(n, "Math."+exactly[op]+"("+s.t.Text(operand)+", "+s.t.Text(s.t.Last(n))+")")
	case kind == syntax.Assign && exactly[op] != "" && s.t.Kind(operand) == syntax.Name:
		target := s.t.Text(operand)
		s.replace(n, target+" = Math."+exactly[op]+"("+target+", "+s.t.Text(s.t.Last(n))+")")
	case (kind == syntax.Postfix || kind == syntax.Unary) && (op == syntax.Inc || op == syntax.Dec) && s.alone(n):
		target := s.t.Text(operand)
		s.replace(n, target+" = Math."+map[syntax.Op]string{syntax.Inc: "incrementExact", syntax.Dec: "decrementExact"}[op]+"("+target+")")
	case kind == syntax.Unary && op == syntax.Sub:
		s.replace(n, "Math.negateExact("+s.t.Text(operand)+")")
	default:
		return nil, fmt.Errorf("the arithmetic was not found")
	}
	return s.done("exact-arithmetic", why), nil
}

// arithmetic is the innermost node of the flow's end.
func (s *source) arithmetic() (found syntax.Ref) {
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		if from, to := s.t.Span(n); from == s.in.Flow.At.Span.Start && to == s.in.Flow.At.Span.End {
			switch s.t.Kind(n) {
			case syntax.Binary, syntax.Assign, syntax.Postfix, syntax.Unary:
				found = n
			}
		}
	}
	return found
}

// alone: the value of an expression is not used.
func (s *source) alone(n syntax.Ref) bool {
	k := s.t.Kind(s.up[n])
	return k == syntax.ExprStmt || k == syntax.ForUpdate
}

// bounded tests a number of a narrow type before it is counted up or down.
func (s *source) bounded(n syntax.Ref, typ string) ([]fix.Candidate, error) {
	box := map[string]string{"byte": "Byte", "short": "Short", "char": "Character"}[typ]
	bound := map[syntax.Op]string{syntax.Inc: ".MAX_VALUE", syntax.Dec: ".MIN_VALUE"}[s.t.Op(n)]
	beyond := map[syntax.Op]string{syntax.Inc: " >= ", syntax.Dec: " <= "}[s.t.Op(n)]
	statement := s.statement(n)
	if box == "" || bound == "" || statement == 0 || s.t.Kind(s.t.First(n)) != syntax.Name {
		return nil, fmt.Errorf("the platform has no exact arithmetic for %s: compare the operands with what the type holds", typ)
	}
	s.refuse(statement, s.t.Text(s.t.First(n))+beyond+box+bound, "the number does not fit")
	return s.done("exact-arithmetic", "a number that is at the bound of its type is refused"), nil
}

// number is the type of an arithmetic expression.
func (s *source) number(n syntax.Ref) string {
	switch s.t.Kind(n) {
	case syntax.Paren:
		return s.number(s.t.First(n))
	case syntax.Literal:
		switch text := s.t.Text(n); s.t.Op(n) {
		case syntax.LitInt:
			if strings.HasSuffix(strings.ToLower(text), "l") {
				return "long"
			}
			return "int"
		case syntax.LitChar:
			return "char"
		}
		return "double"
	case syntax.Binary:
		return wider(s.number(s.t.First(n)), s.number(s.t.Last(n)))
	case syntax.Assign, syntax.Postfix:
		return s.number(s.t.First(n))
	case syntax.Unary:
		if op := s.t.Op(n); op != syntax.Inc && op != syntax.Dec {
			return wider(s.number(s.t.First(n)), "int")
		}
		return s.number(s.t.First(n))
	case syntax.Call:
		switch _, name := s.receiver(n); name {
		case "parseLong", "nextLong", "longValue", "getTime", "currentTimeMillis":
			return "long"
		case "nextInt", "intValue", "length", "size", "parseInt", "getInt":
			return "int"
		}
	case syntax.Select:
		switch s.t.Text(n) {
		case "Integer.MAX_VALUE", "Integer.MIN_VALUE":
			return "int"
		case "Long.MAX_VALUE", "Long.MIN_VALUE":
			return "long"
		}
		return unboxed(s.fieldType(n))
	}
	return unboxed(s.typeOf(n))
}

func unboxed(typ string) string {
	if plain := map[string]string{"Integer": "int", "Long": "long", "Short": "short", "Byte": "byte", "Character": "char", "Double": "double", "Float": "float"}[typ]; plain != "" {
		return plain
	}
	return typ
}

// wider is the type that an operator works in; "" when one is not known.
func wider(a, b string) string {
	rank := map[string]int{"byte": 1, "short": 1, "char": 1, "int": 1, "long": 2, "float": 3, "double": 4}
	high := max(rank[a], rank[b])
	if rank[a] == 0 || rank[b] == 0 {
		return ""
	}
	return [...]string{"", "int", "long", "float", "double"}[high]
}

// testDivisor refuses a divisor of zero before anything is divided by it.
func testDivisor(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	n := s.arithmetic()
	if k := s.t.Kind(n); k != syntax.Binary && k != syntax.Assign {
		return nil, fmt.Errorf("the division was not found")
	}
	divisor := s.t.Last(n)
	if s.t.Kind(divisor) != syntax.Name {
		return nil, fmt.Errorf("the divisor has no name here")
	}
	statement := s.statement(n)
	if statement == 0 {
		return nil, fmt.Errorf("there is no statement to test it before")
	}
	s.refuse(statement, s.t.Text(divisor)+" == 0", s.t.Text(divisor)+" must not be 0")
	return s.done("test-divisor", "zero is refused before anything is divided by it"), nil
}

// refuse ends the method in front of a statement when a condition holds: with an
// answer where it is one that answers requests, else by an exception.
func (s *source) refuse(statement syntax.Ref, condition, why string) {
	lines := []string{"if (" + condition + ") {"}
	if response := s.response(statement); response != "" {
		lines = append(lines, s.step()+response+".sendError(400);", s.step()+"return;", "}")
	} else {
		lines = append(lines, s.step()+`throw new IllegalArgumentException("`+why+`");`, "}")
	}
	s.before(statement, lines...)
}

// response names the parameter by which a method answers a request with an error; "" when
// it has none, gives a value, or cannot fail as the answer may.
func (s *source) response(n syntax.Ref) string {
	if s.around(n, syntax.Lambda) != 0 || !s.mayFail(n) {
		return ""
	}
	method := s.around(n, syntax.Method)
	if s.typeText(s.t.Child(method, syntax.Type)) != "void" {
		return ""
	}
	for _, p := range s.children(s.t.Child(method, syntax.Params)) {
		if s.typeText(s.t.Child(p, syntax.Type)) == "HttpServletResponse" {
			return s.t.Text(s.t.Child(p, syntax.Name))
		}
	}
	return ""
}
