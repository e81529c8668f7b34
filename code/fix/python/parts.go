package python

import (
	"strings"

	"github.com/prunella/prunella/code/lang/python/syntax"
)

// A leaf is an expression from which a text is put together. Alone: no constant
// text stands beside it in its expression.
type leaf struct {
	expr  syntax.Ref
	alone bool
}

// leaves lists the expressions a text is made of.
func (s *source) leaves(e syntax.Ref) []leaf {
	var out []leaf
	constant := false
	s.leavesOf(e, &out, &constant)
	for i := range out {
		out[i].alone = !constant
	}
	return out
}

// joins reports whether constant text stands in what an expression makes.
func (s *source) joins(e syntax.Ref) bool {
	var out []leaf
	constant := false
	s.leavesOf(e, &out, &constant)
	return constant
}

func (s *source) leavesOf(e syntax.Ref, out *[]leaf, constant *bool) {
	each := func(nodes ...syntax.Ref) {
		for _, n := range nodes {
			s.leavesOf(n, out, constant)
		}
	}
	switch s.kind(e) {
	case syntax.Str, syntax.Bytes, syntax.FStringText:
		*constant = *constant || len(strings.Trim(s.text(e), `rbfRBFuU"'`)) > 0
	case syntax.Absent, syntax.Int, syntax.Float, syntax.True, syntax.False, syntax.None, syntax.FormatSpec:
	case syntax.FString:
		each(s.children(e)...)
	case syntax.FStringField:
		each(s.child(e, 0))
	case syntax.BinaryOp:
		if op := s.tree.Op(e); op == syntax.Add || op == syntax.Mod {
			each(s.child(e, 0), s.child(e, 1))
			return
		}
		*out = append(*out, leaf{expr: e})
	case syntax.IfExp:
		each(s.child(e, 0), s.child(e, 2))
	case syntax.BoolOp, syntax.Tuple, syntax.List, syntax.Set, syntax.Starred, syntax.KeywordSpread:
		each(s.children(e)...)
	case syntax.Dict:
		for _, it := range s.children(e) {
			if s.is(it, syntax.DictItem) {
				each(s.child(it, 1))
			} else {
				each(it)
			}
		}
	case syntax.ListComp, syntax.GeneratorExp, syntax.SetComp:
		each(s.child(e, 0))
	case syntax.Keyword:
		each(s.child(e, 1))
	case syntax.Call:
		s.leavesOfCall(e, out, constant)
	default:
		*out = append(*out, leaf{expr: e})
	}
}

// leavesOfCall looks into format, join, encode and str.
func (s *source) leavesOfCall(e syntax.Ref, out *[]leaf, constant *bool) {
	fn, args := s.child(e, 0), s.children(s.child(e, 1))
	method := ""
	if s.is(fn, syntax.Attribute) {
		method = s.text(s.child(fn, 1))
	}
	switch {
	case method == "join" && len(args) == 1 && s.is(args[0], syntax.Name, syntax.Attribute, syntax.Call):
		*constant = true // a list of texts made elsewhere is none to wrap
	case method == "format" && s.is(s.child(fn, 0), syntax.Str), method == "join" && s.is(s.child(fn, 0), syntax.Str):
		s.leavesOf(s.child(fn, 0), out, constant)
		for _, a := range args {
			s.leavesOf(a, out, constant)
		}
	case method == "encode":
		s.leavesOf(s.child(fn, 0), out, constant)
	default:
		*out = append(*out, leaf{expr: e})
	}
}

// args lists the arguments of a call.
func (s *source) args(call syntax.Ref) []syntax.Ref { return s.children(s.child(call, 1)) }

// arg is the positional argument number i, 0 when it is not written.
func (s *source) arg(call syntax.Ref, i int) syntax.Ref {
	for _, a := range s.args(call) {
		if s.is(a, syntax.Keyword, syntax.KeywordSpread, syntax.Starred) {
			return 0
		}
		if i == 0 {
			return a
		}
		i--
	}
	return 0
}

// keyword is the Keyword of that name, or 0.
func (s *source) keyword(call syntax.Ref, name string) syntax.Ref {
	for _, a := range s.args(call) {
		if s.is(a, syntax.Keyword) && s.text(s.child(a, 0)) == name {
			return a
		}
	}
	return 0
}

// argument is the value of a positional or keyword argument, or 0.
func (s *source) argument(call syntax.Ref, i int, name string) syntax.Ref {
	if a := s.arg(call, i); a != 0 {
		return a
	}
	if k := s.keyword(call, name); k != 0 {
		return s.child(k, 1)
	}
	return 0
}

// setKeyword sets a keyword argument, behind the last when it is new.
func (s *source) setKeyword(call syntax.Ref, name, value string) {
	if k := s.keyword(call, name); k != 0 {
		s.replace(s.child(k, 1), value)
		return
	}
	s.addArgument(call, name+"="+value)
}

// addArgument writes a further argument behind the last.
func (s *source) addArgument(call syntax.Ref, text string) {
	args := s.args(call)
	if len(args) == 0 {
		s.insert(s.end(s.child(call, 1))-1, text)
		return
	}
	last := args[len(args)-1]
	at := s.outerEnd(last)
	s.insert(at, ", "+text)
}

// removeArgument takes an argument out, with its comma.
func (s *source) removeArgument(call, arg syntax.Ref) {
	args := s.args(call)
	for i, a := range args {
		if a != arg {
			continue
		}
		switch {
		case i > 0:
			s.edit(s.outerEnd(args[i-1]), s.outerEnd(a), "")
		case len(args) > 1:
			s.edit(s.outerStart(a), s.outerStart(args[1]), "")
		default:
			s.edit(s.outerStart(a), s.outerEnd(a), "")
		}
		return
	}
}

// outerStart and outerEnd are the bounds of an expression with the parentheses
// around it.
func (s *source) outerStart(n syntax.Ref) uint32 {
	at := s.start(n)
	if !s.tree.Has(n, syntax.Paren) || s.is(n, syntax.Tuple, syntax.GeneratorExp) {
		return at
	}
	for i := at; i > 0; i-- {
		switch s.unit.Text[i-1] {
		case '(':
			return i - 1
		case ' ', '\t', '\n', '\r', '\\':
		default:
			return at
		}
	}
	return at
}

func (s *source) outerEnd(n syntax.Ref) uint32 {
	at := s.end(n)
	if !s.tree.Has(n, syntax.Paren) || s.is(n, syntax.Tuple, syntax.GeneratorExp) {
		return at
	}
	for i := at; i < uint32(len(s.unit.Text)); i++ {
		switch s.unit.Text[i] {
		case ')':
			return i + 1
		case ' ', '\t', '\n', '\r', '\\':
		default:
			return at
		}
	}
	return at
}

// quoteFor is the quote to write constants with at a place: the file's usual
// one, but inside an f-string the one that does not end it.
func (s *source) quoteFor(n syntax.Ref) string {
	for p := s.up[n]; p != 0 && !s.isStatement(p); p = s.up[p] {
		if s.is(p, syntax.FString) {
			if strings.Contains(strings.SplitN(s.text(p), "{", 2)[0], `"`) {
				return "'"
			}
			return `"`
		}
	}
	return s.quote()
}

// quote is the quote most constants of the file are written with.
func (s *source) quote() string {
	single, double := 0, 0
	for i := range s.tree.Nodes {
		if n := syntax.Ref(i); s.is(n, syntax.Str) {
			switch text := strings.TrimLeft(s.text(n), "rRbBuU"); {
			case strings.HasPrefix(text, `"`):
				double++
			case strings.HasPrefix(text, "'"):
				single++
			}
		}
	}
	if single > double {
		return "'"
	}
	return `"`
}

// literal is the value of a constant text, following a name to its only
// assignment in the module.
func (s *source) literal(n syntax.Ref) (string, bool) {
	if s.is(n, syntax.Name) {
		n = s.constant(s.text(n))
	}
	if !s.is(n, syntax.Str) {
		return "", false
	}
	v, exact := s.tree.StringValue(n)
	return string(v), exact
}

// constant is the value a name of the module is given, when that is once.
func (s *source) constant(name string) syntax.Ref {
	value := syntax.Ref(0)
	for i := range s.tree.Nodes {
		n := syntax.Ref(i)
		if s.is(n, syntax.Name) && s.text(n) == name && s.isTarget(n) {
			if st := s.up[n]; value != 0 || !s.is(st, syntax.Assign, syntax.AnnAssign) || s.up[st] != s.tree.Root {
				return 0
			} else {
				value = s.tree.Last(st)
			}
		}
	}
	return value
}
