package c

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// refusal is the statement by which the function says that it failed: as it does
// already where it tests something, else as its type allows.
func (s *source) refusal(n syntax.ID) (string, error) {
	fn := s.function(n)
	if fn == 0 {
		return "", fmt.Errorf("the place is in no function")
	}
	known := ""
	s.each(s.body(fn), func(r syntax.ID) {
		if s.kind(r) == syntax.Return && known == "" && s.around(r, syntax.If) != 0 && s.plainValue(s.kid(r, 0)) && s.start(r) < s.start(n) {
			known = s.statementText(r)
		}
	})
	if known != "" {
		return known, nil
	}
	result := s.kid(s.kid(fn, 0), 0)
	switch {
	case s.kind(result) == syntax.TPointer:
		return "return NULL;", nil
	case s.name(fn) == "main":
		return "return 1;", nil
	}
	switch s.name(result) {
	case "void":
		return "return;", nil
	case "bool", "_Bool":
		return "return false;", nil
	case "int", "long", "short", "ssize_t", "long long":
		return "return -1;", nil
	case "unsigned", "unsigned int", "unsigned char", "unsigned long", "size_t", "double", "float", "char", "uint8_t", "uint32_t", "uint64_t":
		return "return 0;", nil
	}
	return "", fmt.Errorf("the function has no way to say that it failed")
}

// plainValue: a number, a name, or nothing.
func (s *source) plainValue(n syntax.ID) bool {
	switch s.kind(n) {
	case syntax.Bad, syntax.Number, syntax.Name:
		return true
	case syntax.Unary:
		return s.kind(s.kid(n, 0)) == syntax.Number
	}
	return s.text(n) == "NULL"
}

func (s *source) statementText(n syntax.ID) string {
	return strings.TrimSuffix(strings.TrimSpace(s.text(n)), ";") + ";"
}

// A way is one manner to make sure of a condition before a place.
type way func(s *source, at syntax.ID, holds, fails string, about syntax.ID) error

// ways are tried in this order: a test that is there already says more, the
// statement is done only where it may be, the function ends before it.
var ways = []way{extended, conditional, refused}

// ensured gives the candidates that make a condition hold before the place: holds in
// C, fails its contrary; about is the variable that it is about.
func ensured(in *fix.Input, strategy, why string, condition func(s *source) (holds, fails string, about syntax.ID, err error)) ([]fix.Candidate, error) {
	var out []fix.Candidate
	var last error
	for _, w := range ways {
		s, err := open(in)
		if err != nil {
			return nil, err
		}
		at := s.at()
		if at == 0 {
			return nil, fmt.Errorf("the place was not found")
		}
		holds, fails, about, err := condition(s)
		if err != nil {
			return nil, err
		}
		if err := w(s, at, holds, fails, about); err != nil {
			last = err
			continue
		}
		out = append(out, s.done(strategy, why)...)
	}
	if len(out) == 0 {
		return nil, last
	}
	return out, nil
}

// extended adds the condition to the test around the place that compares the same
// variable.
func extended(s *source, at syntax.ID, holds, _ string, about syntax.ID) error {
	branch := s.around(at, syntax.If)
	condition := s.kid(branch, 0)
	if branch == 0 || !s.within(at, s.kid(branch, 1)) || !s.compares(condition, about) || !s.plain(condition) {
		return fmt.Errorf("no test around the place is about the value")
	}
	text := s.text(condition)
	for _, part := range strings.Split(holds, " && ") {
		if !s.implied(text, part) {
			s.insert(s.end(condition), " && "+part)
		}
	}
	if len(s.edits) == 0 {
		return fmt.Errorf("the test around the place says all that is known")
	}
	if s.disjunct(condition) {
		s.insert(s.start(condition), "(")
		s.edits[0].New = ")" + s.edits[0].New
	}
	return nil
}

// implied: a condition says something already.
func (s *source) implied(condition, part string) bool {
	words := strings.Fields(part)
	if strings.Contains(condition, "||") || len(words) != 3 && len(words) != 5 {
		return false
	}
	v, squeezed := words[0], strings.Join(strings.Fields(condition), "")
	if words[1] == ">=" && (words[2] == "0" || strings.HasSuffix(words[2], "_MIN")) {
		return strings.Contains(squeezed, v+">0") || strings.Contains(squeezed, v+">=0")
	}
	return strings.Contains(squeezed, strings.Join(words, ""))
}

func (s *source) disjunct(n syntax.ID) bool {
	return s.kind(n) == syntax.Binary && strings.Contains(s.text(n), "||") || s.kind(n) == syntax.Cond || s.kind(n) == syntax.Assign
}

// compares: a condition compares a variable.
func (s *source) compares(condition, about syntax.ID) bool {
	d, found := s.declaration(about), false
	s.each(condition, func(n syntax.ID) {
		found = found || s.kind(n) == syntax.Name && s.name(n) == s.name(about) && s.declaration(n) == d && s.kind(s.up[n]) == syntax.Binary
	})
	return found
}

// conditional does the statement only where the condition holds.
func conditional(s *source, at syntax.ID, holds, _ string, _ syntax.ID) error {
	st := at
	for s.up[st] != 0 && s.kind(st) != syntax.Expr {
		st = s.up[st]
	}
	if s.kind(st) != syntax.Expr || !s.here(st) {
		return fmt.Errorf("the place is part of a declaration")
	}
	indent, nl := s.indent(st), s.newline()
	end := s.remarked(s.end(st))
	text := strings.ReplaceAll(string(s.unit.Text[s.start(st):end]), nl+indent, nl+indent+s.step())
	s.edit(s.start(st), end, "if ("+holds+") {"+nl+indent+s.step()+text+nl+indent+"}")
	return nil
}

// refused ends the function where the condition does not hold.
func refused(s *source, at syntax.ID, _, fails string, _ syntax.ID) error {
	st := s.statement(at)
	if st == 0 {
		return fmt.Errorf("there is no statement to put a test before")
	}
	refusal, err := s.refusal(at)
	if err != nil {
		return err
	}
	s.before(st, s.guard(fails, refusal)...)
	return nil
}

// checkIndex keeps an index inside its array.
func checkIndex(in *fix.Input) ([]fix.Candidate, error) {
	return ensured(in, "check-index", "the index is tested against the bounds of the array", func(s *source) (string, string, syntax.ID, error) {
		var index, base syntax.ID
		s.each(s.at(), func(n syntax.ID) {
			if s.kind(n) == syntax.Index && index == 0 && s.kind(s.kid(n, 1)) == syntax.Name {
				base, index = s.kid(n, 0), s.kid(n, 1)
			}
		})
		if index == 0 {
			return "", "", 0, fmt.Errorf("no array is indexed by a variable here")
		}
		count := s.count(base)
		if count == "" {
			return "", "", 0, fmt.Errorf("how long the array is was not found")
		}
		i := s.name(index)
		if s.unsigned(s.declaration(index)) {
			return i + " < " + count, i + " >= " + count, index, nil
		}
		if sink := s.in.Flow.Sink; strings.HasSuffix(sink, ".under") && s.bounded(index) {
			return i + " >= 0", i + " < 0", index, nil
		}
		return i + " >= 0 && " + i + " < (int)(" + count + ")", i + " < 0 || " + i + " >= (int)(" + count + ")", index, nil
	})
}

// bounded: a test around a place compares a variable with a bound above.
func (s *source) bounded(index syntax.ID) bool {
	for branch := s.around(index, syntax.If); branch != 0; branch = s.around(branch, syntax.If) {
		text := strings.Join(strings.Fields(s.text(s.kid(branch, 0))), "")
		if strings.Contains(text, s.name(index)+"<") {
			return true
		}
	}
	return false
}

// count is how many elements a buffer has.
func (s *source) count(n syntax.ID) string {
	size, count := s.capacity(n, maxDepth)
	if count == "" && size != "" {
		return size + " / sizeof(" + s.text(n) + "[0])"
	}
	return count
}

// maxDepth bounds through how many pointers a buffer is followed.
const maxDepth = 3

// sizes says which argument of a function is a size, and which the buffer it is of.
var sizes = map[string][2]int{
	"memcpy": {2, 0}, "memmove": {2, 0}, "memset": {2, 0}, "strncpy": {2, 0}, "strncat": {2, 0}, "wcsncpy": {2, 0}, "wmemset": {2, 0}, "bcopy": {2, 1},
	"malloc": {0, -1}, "calloc": {0, -1}, "realloc": {1, -1}, "wmemcpy": {2, 0}, "wmemmove": {2, 0}, "wcsncat": {2, 0}, "swprintf": {1, 0}, "fgetws": {1, 0}, "vsnprintf": {1, 0}, "vswprintf": {1, 0}, "recvfrom": {2, 1},
	"fgets": {1, 0}, "fread": {1, 0}, "recv": {2, 1}, "read": {2, 1}, "snprintf": {1, 0}, "bzero": {1, 0},
	"mbstowcs": {2, 0}, "wcstombs": {2, 0}, "MultiByteToWideChar": {5, 4}, "WideCharToMultiByte": {5, 4},
}

// wide: a function counts characters of several bytes, not bytes.
func wide(name string) bool {
	return strings.Contains(name, "w") && name != "wcstombs" || name == "MultiByteToWideChar"
}

// checkSize refuses sizes that are negative, or beyond the buffer.
func checkSize(in *fix.Input) ([]fix.Candidate, error) {
	return ensured(in, "check-size", "a size that is negative or too large is refused", func(s *source) (string, string, syntax.ID, error) {
		name, args := s.call(s.at())
		which, known := sizes[name]
		if made := s.at(); s.kind(made) == syntax.New && s.t.Nodes[made].Flags&syntax.FlagArray != 0 {
			return s.sized("new", [2]int{0, -1}, []syntax.ID{s.kid(made, 1)})
		}
		if !known || which[0] >= len(args) {
			return "", "", 0, fmt.Errorf("the call is none that takes a size")
		}
		return s.sized(name, which, args)
	})
}

// most is how much memory is allocated by what is said from outside.
const most = "16 * 1024 * 1024"

// sized writes the condition on the size of a call.
func (s *source) sized(name string, which [2]int, args []syntax.ID) (holds, fails string, about syntax.ID, err error) {
	size := syntax.ID(0)
	s.each(args[which[0]], func(n syntax.ID) {
		if d := s.declaration(n); s.kind(n) == syntax.Name && size == 0 && d != 0 && !s.isArray(d) && !s.isPointer(d) && s.kind(s.up[n]) != syntax.Sizeof {
			size = n
		}
	})
	if size == 0 {
		return "", "", 0, fmt.Errorf("the size is no variable")
	}
	n := s.name(size)
	if sum := s.up[size]; s.kind(sum) == syntax.Binary && s.fixed(s.kid(sum, 1)) && !strings.Contains(s.text(sum), "*") && s.kind(s.kid(sum, 0)) == syntax.Name {
		n = s.text(sum)
	}
	holds, fails = n+" >= 0", n+" < 0"
	if s.in.Flow.Sink == "alloc.size" {
		if s.unsigned(s.declaration(size)) {
			return n + " <= " + most, n + " > " + most, size, nil
		}
		return holds + " && " + n + " <= " + most, fails + " || " + n + " > " + most, size, nil
	}
	if which[1] >= 0 && !(s.in.Flow.Sink == "sign" && s.bounded(size)) {
		if capacity, _ := s.capacity(args[which[1]], maxDepth); capacity != "" && !strings.Contains(capacity, s.name(size)) {
			holds, fails = holds+" && "+n+" <= (int)"+paren(capacity), fails+" || "+n+" > (int)"+paren(capacity)
		}
	}
	return holds, fails, size, nil
}

func paren(text string) string {
	if strings.HasPrefix(text, "sizeof(") && strings.Count(text, "(") == 1 {
		return text
	}
	return "(" + text + ")"
}

// checkNull tests a pointer before what it points to is used.
func checkNull(in *fix.Input) ([]fix.Candidate, error) {
	out, err := ensured(in, "check-null", "the pointer is tested before it is used", func(s *source) (string, string, syntax.ID, error) {
		p := s.pointer(s.at())
		if p == 0 {
			return "", "", 0, fmt.Errorf("the pointer has no name here")
		}
		return s.text(p) + " != NULL", s.text(p) + " == NULL", p, nil
	})
	if err != nil {
		return named(in)
	}
	return out, nil
}

// pointer is what an expression dereferences, or hands to a call.
func (s *source) pointer(at syntax.ID) (found syntax.ID) {
	note := func(n syntax.ID) {
		if n = s.bare(n); found == 0 && s.kind(n) == syntax.Name && s.isPointer(s.declaration(n)) {
			found = n
		}
	}
	s.each(at, func(n syntax.ID) {
		switch s.kind(n) {
		case syntax.Member, syntax.Index:
			note(s.kid(n, 0))
		case syntax.Unary:
			if strings.HasPrefix(s.text(n), "*") {
				note(s.kid(n, 0))
			}
		}
	})
	if _, args := s.call(at); found == 0 {
		for _, a := range args {
			note(a)
		}
	}
	return found
}

// named gives what a call gives a name, where it is used at once, and ends the function
// when it is null.
func named(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := syntax.ID(0)
	s.each(s.at(), func(n syntax.ID) {
		if s.kind(n) == syntax.Member && s.kind(s.kid(n, 0)) == syntax.Call && call == 0 {
			call = s.kid(n, 0)
		}
	})
	name, _ := s.call(call)
	st := s.statement(call)
	for i := range s.t.Nodes {
		fn := syntax.ID(i)
		result := s.kid(s.kid(fn, 0), 0)
		if s.kind(fn) != syntax.Func || s.name(fn) != name || s.kind(result) != syntax.TPointer || st == 0 || s.declares("found", call) {
			continue
		}
		refusal, err := s.refusal(call)
		if err != nil {
			return nil, err
		}
		typ := s.text(s.kid(result, 0))
		s.before(st, append([]string{typ + " *found = " + s.text(call) + ";"}, s.guard("found == NULL", refusal)...)...)
		s.replace(call, "found")
		return s.done("check-null", "the pointer has a name, and is tested before it is used"), nil
	}
	return nil, fmt.Errorf("the pointer has no name here")
}

// checkAllocation ends the function when memory could not be had.
func checkAllocation(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	p := s.pointer(s.at())
	if p == 0 {
		return nil, fmt.Errorf("the pointer has no name here")
	}
	value := s.lastValue(s.declaration(p), p)
	st := s.statement(value)
	if value == 0 || st == 0 || s.kind(s.bare(value)) != syntax.Call {
		return nil, fmt.Errorf("the allocation is elsewhere")
	}
	refusal, err := s.refusal(p)
	if err != nil {
		return nil, err
	}
	s.after(st, s.guard(s.text(p)+" == NULL", refusal)...)
	return s.done("check-allocation", "the function ends when no memory could be had"), nil
}

// checkDivisor keeps zero out of a division.
func checkDivisor(in *fix.Input) ([]fix.Candidate, error) {
	if out := namedDivisor(in); len(out) > 0 {
		return out, nil
	}
	return ensured(in, "check-divisor", "nothing is divided by zero", func(s *source) (string, string, syntax.ID, error) {
		var by syntax.ID
		s.each(s.at(), func(n syntax.ID) {
			text := s.text(n)
			if (s.kind(n) == syntax.Binary || s.kind(n) == syntax.Assign) && strings.ContainsAny(text, "/%") && by == 0 {
				if d := s.bare(s.kid(n, 1)); s.kind(d) == syntax.Name {
					by = d
				}
			}
		})
		if by == 0 {
			return "", "", 0, fmt.Errorf("the divisor has no name")
		}
		return s.name(by) + " != 0", s.name(by) + " == 0", by, nil
	})
}

// namedDivisor gives a divisor that is read from somewhere a name, to test it.
func namedDivisor(in *fix.Input) []fix.Candidate {
	s, err := open(in)
	if err != nil {
		return nil
	}
	by := syntax.ID(0)
	s.each(s.at(), func(n syntax.ID) {
		if d := s.bare(s.kid(n, 1)); s.kind(n) == syntax.Binary && s.kind(d) == syntax.Call && by == 0 {
			if name, _ := s.call(d); name == "atoi" || name == "rand" || name == "abs" {
				by = d
			}
		}
	})
	st := s.statement(by)
	refusal, err := s.refusal(by)
	if by == 0 || st == 0 || err != nil || s.declares("divisor", by) {
		return nil
	}
	s.before(st, append([]string{"int divisor = " + s.text(by) + ";"}, s.guard("divisor == 0", refusal)...)...)
	s.replace(by, "divisor")
	return s.done("check-divisor", "nothing is divided by zero")
}
