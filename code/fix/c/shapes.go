package c

import (
	"fmt"
	"slices"
	"strings"

	"github.com/prunella/prunella/code/fix"
	pp "github.com/prunella/prunella/code/lang/c/preprocess"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// rewriting makes a strategy of a function that edits what is wrong as it is written; it
// says why it does not fit, "" when it did.
func rewriting(name, why string, edit func(*source, syntax.ID) string) func(*fix.Input) ([]fix.Candidate, error) {
	return func(in *fix.Input) ([]fix.Candidate, error) {
		s, err := open(in)
		if err != nil {
			return nil, err
		}
		at := s.at()
		if at == 0 || !s.here(at) {
			return nil, fmt.Errorf("the expression is not written at the place")
		}
		if reason := edit(s, at); reason != "" {
			return nil, fmt.Errorf("%s", reason)
		}
		return s.done(name, why), nil
	}
}

// byMacro is why what a macro wrote is left alone.
const byMacro = "a macro writes a part of the expression"

func (s *source) op(n syntax.ID) pp.Kind { return s.t.Nodes[n].Op }

// steady: reading an expression twice gives the same, and does nothing.
func (s *source) steady(n syntax.ID) bool {
	fine := true
	s.each(n, func(k syntax.ID) {
		switch s.kind(k) {
		case syntax.Call, syntax.Assign, syntax.Postfix, syntax.StmtExpr, syntax.New:
			fine = false
		case syntax.Unary:
			fine = fine && s.op(k) != pp.PlusPlus && s.op(k) != pp.MinusMinus
		}
	})
	return fine
}

// countElements takes the size out of an offset that the compiler multiplies by it.
func countElements(s *source, at syntax.ID) string {
	if !s.plain(at) {
		return byMacro
	}
	for i := range 2 {
		offset := s.kid(at, i)
		switch {
		case s.kind(offset) == syntax.Sizeof:
			s.replace(offset, "1")
			return ""
		case s.kind(offset) == syntax.Binary && s.op(offset) == pp.Star && s.kind(s.kid(offset, 1)) == syntax.Sizeof:
			s.replace(offset, s.text(s.kid(offset, 0)))
			return ""
		case s.kind(offset) == syntax.Binary && s.op(offset) == pp.Star && s.kind(s.kid(offset, 0)) == syntax.Sizeof:
			s.replace(offset, s.text(s.kid(offset, 1)))
			return ""
		}
	}
	return "no size is a factor of the offset"
}

// subtractFirst asks what is left where a sum that wraps was asked: a + b > c is
// a > c || b > c - a in whole numbers.
func subtractFirst(s *source, at syntax.ID) string {
	if !s.plain(at) {
		return byMacro
	}
	sum, limit := s.kid(at, 0), s.kid(at, 1)
	if s.kind(sum) != syntax.Binary || s.op(sum) != pp.Plus || !s.steady(at) {
		return "the sum is not compared as it is written"
	}
	signs := map[pp.Kind][2]string{
		pp.Greater: {">", " || "}, pp.GreaterEq: {">=", " || "}, pp.Less: {"<", " && "}, pp.LessEq: {"<=", " && "},
	}
	sign, ok := signs[s.op(at)]
	if !ok {
		return "the sum is not compared with a bound"
	}
	a, b, c := s.text(s.kid(sum, 0)), s.text(s.kid(sum, 1)), s.text(limit)
	text := a + " " + sign[0] + " " + c + sign[1] + b + " " + sign[0] + " " + c + " - " + a
	if s.kind(s.up[at]) == syntax.Binary || s.kind(s.up[at]) == syntax.Unary {
		text = "(" + text + ")"
	}
	s.replace(at, text)
	return ""
}

// compareBoth compares two numbers where their difference was compared with zero.
func compareBoth(s *source, at syntax.ID) string {
	if !s.plain(at) {
		return byMacro
	}
	difference := s.kid(at, 0)
	sign := map[pp.Kind]string{pp.Greater: ">", pp.Less: "<", pp.GreaterEq: ">=", pp.LessEq: "<="}[s.op(at)]
	if s.kind(difference) != syntax.Binary || s.op(difference) != pp.Minus || sign == "" || s.text(s.kid(at, 1)) != "0" {
		return "no difference is compared with zero"
	}
	s.replace(at, s.text(s.kid(difference, 0))+" "+sign+" "+s.text(s.kid(difference, 1)))
	return ""
}

// wideCounter gives a counter the type of the number that it is compared with.
func wideCounter(s *source, at syntax.ID) string {
	for i := range 2 {
		counter, bound := s.kid(at, i), s.kid(at, 1-i)
		d := s.declaration(counter)
		if s.kind(counter) != syntax.Name || !s.local(d) || !strings.Contains(s.text(s.typeOf(d)), "short") && !strings.Contains(s.text(s.typeOf(d)), "char") {
			continue
		}
		wide := ""
		s.each(bound, func(n syntax.ID) {
			if t := s.text(s.typeOf(s.declaration(n))); s.kind(n) == syntax.Name && wide == "" && slices.Contains(counting, t) {
				wide = t
			}
		})
		if wide == "" || s.kind(s.up[d]) == syntax.Group || !s.plain(s.typeOf(d)) {
			return "the type of the bound was not found"
		}
		s.replace(s.typeOf(d), wide)
		return ""
	}
	return "no counter of a narrow type was found"
}

// counting are types that bounds have.
var counting = []string{"int", "unsigned", "unsigned int", "long", "unsigned long", "long long", "unsigned long long", "size_t", "ssize_t", "ptrdiff_t", "int32_t", "uint32_t", "int64_t", "uint64_t"}

// nothrow asks new for null where there is no memory, which is what is tested.
func nothrow(in *fix.Input) ([]fix.Candidate, error) {
	out, err := rewriting("nothrow", "new gives null where there is no memory, as the test expects", func(s *source, at syntax.ID) string {
		if s.kind(at) != syntax.New || !strings.HasPrefix(s.text(at), "new ") {
			return "the memory is not asked for here"
		}
		s.insert(s.start(at)+uint32(len("new")), " (std::nothrow)")
		return ""
	})(in)
	for i := range out {
		out[i].Edits = append(out[i].Edits, include(in, "new")...)
	}
	return out, err
}

// clearSurely clears memory by a function that compilers do not leave out.
func clearSurely(s *source, at syntax.ID) string {
	if !s.plain(at) {
		return byMacro
	}
	name, args := s.call(at)
	if name != "memset" || len(args) != 3 || s.text(args[1]) != "0" {
		return "the memory is not cleared by memset here"
	}
	clear := "explicit_bzero"
	if strings.Contains(string(s.unit.Text), "<windows.h>") {
		clear = "SecureZeroMemory"
	}
	s.replace(at, clear+"("+s.text(args[0])+", "+s.text(args[2])+")")
	return ""
}

// keepOwner gives the object a name that lives as long as the address of what it holds;
// what only a pointer to is returned is handed over.
func keepOwner(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	for i := range s.t.Nodes {
		call := syntax.ID(i)
		callee := s.kid(call, 0)
		if i == 0 || s.kind(call) != syntax.Call || s.kind(callee) != syntax.Member || s.end(call) != in.Flow.At.Span.End || !s.here(call) {
			continue
		}
		st, object := s.statement(call), s.kid(callee, 0)
		if s.kind(st) == syntax.Return && s.name(callee) == "get" {
			s.edit(s.end(object), s.end(call), ".release()")
			return s.done("keep-owner", "the object is handed over to who calls, as a pointer to it is"), nil
		}
		d := st
		if a := s.kid(st, 0); s.kind(st) == syntax.Expr && s.kind(a) == syntax.Assign && s.kind(s.kid(a, 0)) == syntax.Name {
			d = s.kid(a, 0)
		}
		name := s.name(d) + "_owner"
		if s.kind(d) != syntax.Decl && s.kind(d) != syntax.Name || s.declares(name, call) {
			return nil, fmt.Errorf("the address is not put into a variable")
		}
		s.before(st, "const auto "+name+" = "+s.text(object)+";")
		a, b := s.start(object), s.end(object)
		if s.unit.Text[a-1] == '(' && s.unit.Text[b] == ')' {
			a, b = a-1, b+1
		}
		s.edit(a, b, name)
		return s.done("keep-owner", "the object lives as long as the address of what it holds"), nil
	}
	return nil, fmt.Errorf("the object was not found")
}

// ownMode gives a file that is made a mode: for its owner only.
func ownMode(s *source, at syntax.ID) string {
	name, args := s.call(at)
	want := map[string]int{"open": 2, "openat": 3, "open64": 2}[name]
	if want == 0 || len(args) != want {
		return "the file is not made by open here"
	}
	s.insert(s.end(at)-1, ", 0600")
	return ""
}

// entitiesOff has a parser of Xerces follow nothing that a document refers to.
func entitiesOff(s *source, at syntax.ID) string {
	callee := s.kid(at, 0)
	if s.kind(callee) != syntax.Member || s.name(callee) != "parse" || s.kind(s.statement(at)) != syntax.Expr {
		return "which flags are meant is for people to say: leave out XML_PARSE_NOENT and XML_PARSE_DTDLOAD, and add XML_PARSE_NONET"
	}
	object := s.text(callee)
	s.before(s.statement(at), strings.TrimSuffix(object, "parse")+"setDisableDefaultEntityResolution(true);")
	return ""
}

// resultCodes asks a result code as one, and a truth value as one.
func resultCodes(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	span := in.Flow.At.Span
	text := string(s.unit.Text[span.Start:span.End])
	now := "FAILED(" + text + ")"
	if truth, ok := strings.CutPrefix(text, "SUCCEEDED("); ok {
		now = strings.TrimSuffix(truth, ")")
	} else if truth, ok := strings.CutPrefix(text, "FAILED("); ok {
		now = "!" + strings.TrimSuffix(truth, ")")
	} else if code, ok := strings.CutPrefix(text, "!"); ok {
		now = "SUCCEEDED(" + code + ")"
	}
	s.edit(span.Start, span.End, now)
	return s.done("result-codes", "result codes are asked by SUCCEEDED and FAILED, truth values by themselves"), nil
}

// letGo lets a lock go before each return that is reached with it.
func letGo(s *source, at syntax.ID) string {
	text := s.text(at)
	i := strings.LastIndex(text[:strings.IndexByte(text, '(')+1], "lock")
	if i < 0 || s.kind(s.up[at]) != syntax.Expr {
		return "the lock is not taken by a statement"
	}
	release := text[:i] + "un" + text[i:]
	var freed []syntax.ID
	s.each(s.function(at), func(n syntax.ID) {
		if s.kind(n) == syntax.Call && s.text(n) == release && s.start(n) > s.end(at) {
			freed = append(freed, n)
		}
	})
	s.each(s.function(at), func(n syntax.ID) {
		before := func(free syntax.ID) bool { return s.start(free) < s.start(n) && s.within(n, s.up[s.up[free]]) }
		if s.kind(n) == syntax.Return && s.start(n) > s.end(at) && !slices.ContainsFunc(freed, before) {
			s.leave(n, release+";")
		}
	})
	if len(s.edits) == 0 {
		return "no return was found that is reached with the lock"
	}
	return ""
}
