package c

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

const within = "no more is written than the buffer holds"

// boundCopy tells a function that writes how much room there is.
func boundCopy(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	name, args := s.call(at)
	if len(args) == 0 || !s.plain(s.kid(at, 0)) {
		return nil, fmt.Errorf("the place is no call that writes")
	}
	if which, known := sizes[name]; known && which[1] > 0 {
		return s.limited(name, args)
	}
	size, count := s.capacity(args[0], maxDepth)
	if size == "" {
		return nil, fmt.Errorf("how big the buffer is was not found")
	}
	if count == "" {
		count = size + " / sizeof(wchar_t)"
	}
	to := s.text(args[0])
	from := func(i int) string {
		start, end := s.start(args[i]), s.end(args[len(args)-1])
		return string(s.unit.Text[start:end])
	}
	switch {
	case (name == "strcpy" || name == "stpcpy") && len(args) == 2:
		s.replace(at, "snprintf("+to+", "+size+`, "%s", `+from(1)+")")
	case name == "wcscpy" && len(args) == 2:
		s.replace(at, "swprintf("+to+", "+count+`, L"%ls", `+from(1)+")")
	case name == "strcat" && len(args) == 2:
		s.replace(at, "strncat("+to+", "+from(1)+", "+size+" - strlen("+to+") - 1)")
	case name == "wcscat" && len(args) == 2:
		s.replace(at, "wcsncat("+to+", "+from(1)+", "+count+" - wcslen("+to+") - 1)")
	case name == "sprintf" && len(args) > 1:
		s.replace(at, "snprintf("+to+", "+size+", "+from(1)+")")
	case name == "vsprintf" && len(args) > 1:
		s.replace(at, "vsnprintf("+to+", "+size+", "+from(1)+")")
	case name == "gets" && len(args) == 1:
		s.replace(at, "fgets("+to+", "+size+", stdin)")
	default:
		return s.limited(name, args)
	}
	return s.done("bound-copy", within), nil
}

// limited gives a function that takes a size the size of its buffer.
func (s *source) limited(name string, args []syntax.ID) ([]fix.Candidate, error) {
	which, known := sizes[name]
	if !known || which[1] < 0 || which[0] >= len(args) {
		return nil, fmt.Errorf("the call is none that takes a size")
	}
	n, buffer := args[which[0]], args[which[1]]
	if from, copies := sourceOf[name]; copies && strings.HasPrefix(s.in.Flow.Sink, "read.") {
		buffer = args[from] // what is read is too short
	}
	size, count := s.capacity(buffer, maxDepth)
	if size == "" {
		return nil, fmt.Errorf("how big the buffer is was not found")
	}
	if wide(name) {
		if size = count; size == "" {
			return nil, fmt.Errorf("how many signs the buffer holds was not found")
		}
	}
	if strings.HasSuffix(name, "ncat") {
		size += " - " + map[bool]string{false: "strlen", true: "wcslen"}[name == "wcsncat"] + "(" + s.text(args[0]) + ") - 1"
	}
	switch {
	case s.fixed(n):
		s.replace(n, size)
	case s.signed(n):
		return nil, fmt.Errorf("the size can be negative")
	default:
		text := s.text(n)
		s.replace(n, "("+s.group(n)+" < "+size+" ? "+text+" : "+size+")")
	}
	return s.done("bound-copy", within), nil
}

// signed: a size is a variable that holds negative numbers too.
func (s *source) signed(n syntax.ID) bool {
	d := s.declaration(n)
	return s.kind(n) == syntax.Name && d != 0 && !s.unsigned(d)
}

// sourceOf says which argument is read as far as the size says.
var sourceOf = map[string]int{"memcpy": 1, "memmove": 1, "wmemcpy": 1, "wmemmove": 1, "bcopy": 0}

// fixed: an expression of numbers and sizes.
func (s *source) fixed(n syntax.ID) bool {
	switch s.kind(n) {
	case syntax.Number, syntax.Sizeof, syntax.Char:
		return true
	case syntax.Binary, syntax.Cast, syntax.Unary:
		for _, k := range s.t.Kids(n) {
			if s.kind(k) != syntax.TName && !s.fixed(k) {
				return false
			}
		}
		return true
	}
	return false
}

// enlarge gives a buffer the room that what is written to it needs.
func enlarge(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	target := s.target(at)
	if target == 0 {
		return nil, fmt.Errorf("what is written to has no name here")
	}
	d := s.declaration(target)
	over := int64(0)
	if a := in.Flow.Args; len(a) > 2 {
		over = a[0].Hi + a[1].Hi - a[2].Lo
	}
	if s.isPointer(d) {
		value := s.bare(s.lastValue(d, target))
		if s.kind(value) == syntax.Name {
			d = s.declaration(value)
			value = s.bare(s.lastValue(d, target))
		}
		if !s.isArray(d) {
			return s.allocateMore(at, d, value, over)
		}
	}
	length := s.kid(s.typeOf(d), 1)
	if !s.isArray(d) || length == 0 || !s.plain(length) || !s.roomFor(at, d, length, over) {
		return nil, fmt.Errorf("the buffer's size is given elsewhere")
	}
	return s.done("enlarge", "the buffer has room for what is written to it"), nil
}

// allocateMore asks for more where a buffer is allocated: for elements where they were
// counted as bytes, else for what is written.
func (s *source) allocateMore(at, d, value syntax.ID, over int64) ([]fix.Candidate, error) {
	name, args := s.call(value)
	switch name {
	case "malloc", "alloca", "ALLOCA", "__builtin_alloca":
	case "realloc":
		args = args[min(1, len(args)):]
	default:
		return nil, fmt.Errorf("the buffer is made elsewhere")
	}
	if index := s.indexOf(at); len(args) == 1 && s.kind(args[0]) == syntax.Name && index != 0 && s.text(index) == s.text(args[0]) && bytewise[s.text(s.elementOf(d))] {
		s.replace(args[0], s.text(args[0])+" + 1")
		return s.done("enlarge", "the buffer has room for what is written behind the text"), nil
	}
	if len(args) == 1 && s.kind(args[0]) == syntax.Sizeof && strings.Trim(s.text(args[0]), "sizeof() ") == strings.Trim(s.name(d), "sizeof() ") {
		s.replace(args[0], "sizeof(*"+s.name(d)+")")
		return s.done("enlarge", "the block is as big as what it holds, and not as the pointer"), nil
	}
	if len(args) != 1 || !s.fixed(args[0]) || !s.plain(args[0]) {
		return nil, fmt.Errorf("the buffer's size is no constant")
	}
	elem := s.text(s.elementOf(d))
	switch {
	case !bytewise[elem] && !strings.Contains(s.text(args[0]), "sizeof"):
		s.replace(args[0], s.group(args[0])+" * sizeof("+elem+")")
	case !s.roomFor(at, d, args[0], over):
		return nil, fmt.Errorf("how much is written is not known here")
	}
	return s.done("enlarge", "the buffer is as big as what is written to it"), nil
}

// bytewise are types whose elements are bytes.
var bytewise = map[string]bool{"char": true, "void": true, "unsigned char": true, "uint8_t": true}

var timesSize = regexp.MustCompile(`^(.*?)\s*\*\s*sizeof\s*\([^()]*\)$`)

// roomFor writes a length, in elements for arrays and in bytes for allocations, that
// holds what is written at a place.
func (s *source) roomFor(at, d, length syntax.ID, over int64) bool {
	elem := s.text(s.elementOf(d))
	counted := s.isArray(d)
	wanted := ""
	if name, args := s.call(at); name != "" {
		which, known := sizes[name]
		if n := which[0]; known && which[1] == 0 && n < len(args) && s.fixed(args[n]) && s.plain(args[n]) && !strings.HasSuffix(name, "ncat") {
			wanted = s.text(args[n])
			if m := timesSize.FindStringSubmatch(wanted); m != nil && (counted || bytewise[elem]) {
				wanted = m[1]
			} else if strings.Contains(name, "w") && !counted {
				wanted = s.group(args[n]) + " * sizeof(" + elem + ")"
			} else if counted && !bytewise[elem] && !strings.Contains(name, "w") {
				return false
			}
		}
	} else if index := s.indexOf(at); index != 0 && s.fixed(index) {
		wanted = "(" + s.text(index) + " + 1)"
		if before, ok := strings.CutSuffix(strings.Join(strings.Fields(s.text(index)), ""), "-1"); ok {
			wanted = before
		}
		if !counted && !bytewise[elem] {
			wanted += " * sizeof(" + elem + ")"
		}
		wanted = strings.TrimSuffix(strings.TrimPrefix(wanted, "("), ")")
	}
	if wanted == "" && over > 0 && over <= 4 && (bytewise[elem] || counted) {
		wanted = s.group(length) + " + 1"
		if bytewise[elem] {
			wanted = s.group(length) + " + " + strconv.FormatInt(over, 10)
		}
	}
	if wanted == "" {
		return false
	}
	s.replace(length, wanted)
	return true
}

// indexOf is the index by which an assignment writes.
func (s *source) indexOf(at syntax.ID) syntax.ID {
	if s.kind(at) == syntax.Assign {
		at = s.kid(at, 0)
	}
	if s.kind(at) != syntax.Index {
		return 0
	}
	return s.kid(at, 1)
}

// target is the variable that a call or an assignment writes to.
func (s *source) target(at syntax.ID) syntax.ID {
	n := at
	if _, args := s.call(at); len(args) > 0 {
		n = args[0]
	} else if s.kind(at) == syntax.Assign {
		n = s.kid(at, 0)
	}
	for s.kind(n) == syntax.Index || s.kind(n) == syntax.Cast || s.kind(n) == syntax.Unary || s.kind(n) == syntax.Binary || s.kind(n) == syntax.Member {
		if s.kind(n) == syntax.Cast {
			n = s.bare(n)
			continue
		}
		n = s.kid(n, 0)
	}
	if s.kind(n) != syntax.Name || s.declaration(n) == 0 {
		return 0
	}
	return n
}

func (s *source) elementOf(d syntax.ID) syntax.ID { return s.kid(s.typeOf(d), 0) }

// startInside lets a pointer begin at the beginning of its buffer and not before it.
func startInside(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	if s.lowered() {
		return s.done("start-inside", "nothing is read from before the buffer"), nil
	}
	target := s.target(s.at())
	if _, args := s.call(s.at()); strings.HasPrefix(in.Flow.Sink, "read.") && len(args) > 1 && s.kind(s.bare(args[1])) == syntax.Name {
		target = s.bare(args[1])
	}
	d := s.declaration(target)
	if target == 0 || !s.isPointer(d) {
		return nil, fmt.Errorf("what is written to is no pointer with a name")
	}
	for _, u := range s.uses(d) {
		if op, ok := s.compound(s.up[u]); ok && op == "-" && s.kid(s.up[u], 0) == u && s.fixed(s.kid(s.up[u], 1)) && s.kind(s.up[s.up[u]]) == syntax.Expr && s.start(u) < s.start(s.at()) {
			s.dropLine(s.up[s.up[u]])
		}
	}
	for _, value := range s.values(d) {
		if s.kind(value) == syntax.Binary && strings.Contains(s.text(value), "-") && s.fixed(s.kid(value, 1)) && s.kind(s.kid(value, 0)) == syntax.Name {
			s.replace(value, s.text(s.kid(value, 0)))
		}
	}
	if len(s.edits) == 0 {
		return nil, fmt.Errorf("the pointer is not set before its buffer here")
	}
	return s.done("start-inside", "the pointer begins where its buffer does"), nil
}

// lowered: an argument of the call is a buffer's beginning less a number.
func (s *source) lowered() bool {
	_, args := s.call(s.at())
	for _, a := range args {
		if sum := s.bare(a); s.kind(sum) == syntax.Binary && strings.Contains(s.text(sum), "-") && s.fixed(s.kid(sum, 1)) && s.isArray(s.declaration(s.kid(sum, 0))) {
			s.replace(sum, s.text(s.kid(sum, 0)))
			return true
		}
	}
	return false
}

// formats says which argument of a function is its format.
var formats = map[string]int{
	"printf": 0, "vprintf": 0, "wprintf": 0, "vwprintf": 0, "fprintf": 1, "vfprintf": 1, "fwprintf": 1, "vfwprintf": 1, "sprintf": 1, "vsprintf": 1, "dprintf": 1, "syslog": 1,
	"snprintf": 2, "vsnprintf": 2, "swprintf": 2, "vswprintf": 2, "asprintf": 1, "err": 1, "warn": 0, "warnx": 0, "errx": 1,
}

// constantFormat prints a value by a format of the program's own.
func constantFormat(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	name, args := s.call(at)
	i, known := formats[name]
	if !known || i >= len(args) || !s.plain(args[i]) {
		return nil, fmt.Errorf("the call is none that takes a format")
	}
	if strings.HasPrefix(name, "v") {
		return s.printed(at, name, args)
	}
	format := `"%s", `
	if strings.Contains(name, "w") && name != "warn" && name != "warnx" {
		format = `L"%ls", `
	}
	s.insert(s.start(args[i]), format)
	return s.done("constant-format", "the value is printed and no longer read as a format"), nil
}

// printed writes a text by a function that knows no formats, in the place of one that
// takes a list of arguments.
func (s *source) printed(at syntax.ID, name string, args []syntax.ID) ([]fix.Candidate, error) {
	text := func(i int) string { return s.text(args[i]) }
	switch name {
	case "vprintf":
		s.replace(at, "fputs("+text(0)+", stdout)")
	case "vfprintf":
		s.replace(at, "fputs("+text(1)+", "+text(0)+")")
	case "vwprintf":
		s.replace(at, "fputws("+text(0)+", stdout)")
	case "vfwprintf":
		s.replace(at, "fputws("+text(1)+", "+text(0)+")")
	case "vsnprintf":
		s.replace(at, "snprintf("+text(0)+", "+text(1)+`, "%s", `+text(2)+")")
	case "vswprintf":
		s.replace(at, "swprintf("+text(0)+", "+text(1)+`, L"%ls", `+text(2)+")")
	default:
		return nil, fmt.Errorf("how the text is written without a format is not known")
	}
	return s.done("constant-format", "the text is written as it is and no longer read as a format"), nil
}

// limits are the macros that name the ends of types.
var limits = map[string][2]string{
	"char": {"CHAR_MIN", "CHAR_MAX"}, "signed char": {"SCHAR_MIN", "SCHAR_MAX"}, "unsigned char": {"0", "UCHAR_MAX"}, "short": {"SHRT_MIN", "SHRT_MAX"},
	"unsigned short": {"0", "USHRT_MAX"}, "int": {"INT_MIN", "INT_MAX"}, "unsigned int": {"0", "UINT_MAX"}, "unsigned": {"0", "UINT_MAX"}, "long": {"LONG_MIN", "LONG_MAX"},
	"unsigned long": {"0", "ULONG_MAX"}, "long long": {"LLONG_MIN", "LLONG_MAX"}, "size_t": {"0", "SIZE_MAX"}, "int64_t": {"LLONG_MIN", "LLONG_MAX"},
	"int32_t": {"INT_MIN", "INT_MAX"}, "uint32_t": {"0", "UINT_MAX"}, "uint64_t": {"0", "ULLONG_MAX"}, "int16_t": {"SHRT_MIN", "SHRT_MAX"}, "int8_t": {"SCHAR_MIN", "SCHAR_MAX"},
}

// checkArithmetic tests operands before a result that might not fit.
func checkArithmetic(in *fix.Input) ([]fix.Candidate, error) {
	out, err := ensured(in, "check-arithmetic", "operands whose result would not fit are refused", func(s *source) (string, string, syntax.ID, error) {
		var op syntax.ID
		s.each(s.at(), func(n syntax.ID) {
			switch s.kind(n) {
			case syntax.Assign:
				if _, computes := s.compound(n); op == 0 && computes && s.kind(s.kid(n, 0)) == syntax.Name {
					op = n
				}
			case syntax.Binary, syntax.Postfix, syntax.Unary:
				if y := s.bare(s.kid(n, 1)); op == 0 && s.kind(n) == syntax.Binary && s.fixed(s.kid(n, 0)) && s.kind(y) == syntax.Name && s.unsigned(s.declaration(y)) {
					op = n
				}
				if op == 0 && s.bare(s.kid(n, 0)) != 0 && s.kind(s.bare(s.kid(n, 0))) == syntax.Name {
					op = n
				}
			}
		})
		if op == 0 {
			return "", "", 0, fmt.Errorf("the arithmetic was not found")
		}
		x := s.bare(s.kid(op, 0))
		if k := s.kid(op, 0); s.fixed(k) && strings.HasPrefix(strings.TrimSpace(string(s.unit.Text[s.end(k):])), "-") {
			y := s.bare(s.kid(op, 1))
			return s.text(y) + " <= " + s.group(k), s.text(y) + " > " + s.group(k), y, nil
		}
		ends, known := limits[s.name(s.typeOf(s.declaration(x)))]
		if !known {
			return "", "", 0, fmt.Errorf("the type's limits have no name")
		}
		return s.fitting(op, x, ends)
	})
	if err != nil {
		return nil, err
	}
	for i := range out {
		out[i].Edits = append(out[i].Edits, include(in, "limits.h")...)
	}
	return out, nil
}

// fitting writes the condition under which an operation's result fits.
func (s *source) fitting(op, x syntax.ID, ends [2]string) (holds, fails string, about syntax.ID, err error) {
	v, y := s.text(x), s.kid(op, 1)
	text := s.text(op)
	rest := strings.TrimSpace(string(s.unit.Text[s.end(s.kid(op, 0)):s.end(op)]))
	switch {
	case s.kind(op) != syntax.Binary && strings.Contains(text, "++"):
		return v + " < " + ends[1], v + " >= " + ends[1], x, nil
	case s.kind(op) != syntax.Binary && strings.Contains(text, "--"):
		return v + " > " + ends[0], v + " <= " + ends[0], x, nil
	case s.kind(op) != syntax.Binary && s.kind(op) != syntax.Assign:
		return "", "", 0, fmt.Errorf("the operation is none that is known")
	case strings.HasPrefix(rest, "*") && s.text(s.bare(y)) == v:
		root := "(long)sqrt((double)" + ends[1] + ")"
		return "labs((long)" + v + ") <= " + root, "labs((long)" + v + ") > " + root, x, nil
	case !s.fixed(y):
		return "", "", 0, fmt.Errorf("both operands are variables")
	case strings.HasPrefix(rest, "*"):
		k := s.group(y)
		if ends[0] == "0" {
			return v + " <= " + ends[1] + " / " + k, v + " > " + ends[1] + " / " + k, x, nil
		}
		return v + " <= " + ends[1] + " / " + k + " && " + v + " >= " + ends[0] + " / " + k, v + " > " + ends[1] + " / " + k + " || " + v + " < " + ends[0] + " / " + k, x, nil
	case strings.HasPrefix(rest, "+"):
		return v + " <= " + ends[1] + " - " + s.group(y), v + " > " + ends[1] + " - " + s.group(y), x, nil
	case strings.HasPrefix(rest, "-"):
		return v + " >= " + ends[0] + " + " + s.group(y), v + " < " + ends[0] + " + " + s.group(y), x, nil
	}
	return "", "", 0, fmt.Errorf("the operation is none that is known")
}

// include adds a header behind the last that the file includes, unless it has it, or
// one of the file's own that may bring it.
func include(in *fix.Input, header string) []fix.Edit {
	u := in.Flow.At.Unit
	text := string(u.Text)
	if strings.Contains(text, "<"+header+">") || strings.Contains(text, "#include \"") {
		return nil
	}
	at := strings.LastIndex(text, "#include")
	line := "#include <" + header + ">\n"
	if at < 0 {
		return []fix.Edit{{File: u.Path, New: line + "\n"}}
	}
	end := strings.IndexByte(text[at:], '\n')
	if end < 0 {
		return nil
	}
	place := uint32(at + end + 1)
	return []fix.Edit{{File: u.Path, Start: place, End: place, New: line}}
}
