package written

import (
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// hosts judges decisions about an address by a part of it (CWE-20).
func (r *reader) hosts(n syntax.Ref) {
	of, name, args := r.method(n)
	if of == 0 || len(args) == 0 {
		return
	}
	how, ok := map[string]lang.HostCheck{"includes": lang.HostAnywhere, "indexOf": lang.HostAnywhere, "startsWith": lang.HostBegins, "endsWith": lang.HostEnds}[name]
	constant, is := r.str(args[0])
	if !ok || !is || !r.address(of) {
		return
	}
	if name == "indexOf" {
		zero, compared := r.compared()
		if !compared {
			return
		}
		if zero {
			how = lang.HostBegins
		}
	}
	if why := how.Check(constant); why != "" {
		r.fault(n, "host", why)
	}
}

// asked are the words of names of addresses, and of what a request brings.
var asked = regexp.MustCompile(`(?i)ur[il]|href|link|host|origin|referr?er|redirect|domain|target|next|return|dest|location|\breq\b|request|ctx|query|params|body`)

// literals are the texts in an expression.
var literals = regexp.MustCompile("'[^']*'|\"[^\"]*\"|`[^`]*`")

// address: the expression may be an address that somebody gives, by its name; of a
// setting, or a field that says something else, nothing of the kind follows. Parameters,
// and names that the file declares nowhere or more than once, may be any.
func (r *reader) address(n syntax.Ref) bool {
	v := r.value(n)
	if r.t.Kind(v) == syntax.Array {
		return false
	}
	if asked.MatchString(literals.ReplaceAllString(r.t.Text(n)+" "+r.t.Text(v), "")) || r.given(n) {
		return true
	}
	return r.t.Kind(n) == syntax.Name && r.values[r.t.Text(n)] == 0
}

// compared tells whether the call at hand stands in a comparison, and whether with 0.
func (r *reader) compared() (zero, ok bool) {
	t := r.t
	for i := len(r.above) - 1; i >= 0; i-- {
		switch n := r.above[i]; t.Kind(n) {
		case syntax.Unary:
			return false, t.Op(n) == syntax.BitNot
		case syntax.Binary:
			op := t.Op(n)
			equal := op == syntax.Eq || op == syntax.StrictEq || op == syntax.NotEq || op == syntax.StrictNotEq
			return equal && (t.Text(t.Child(n, 1)) == "0" || t.Text(t.First(n)) == "0"), op >= syntax.Eq && op <= syntax.GtE
		case syntax.Args:
			return false, false
		}
	}
	return false, false
}

// suffixes: x.lastIndexOf(y) === x.length - y.length holds for any x that is one
// shorter than y and does not hold it, too (CWE-20).
func (r *reader) suffixes(n syntax.Ref) {
	t := r.t
	if t.Kind(n) != syntax.Binary || t.Op(n) != syntax.Eq && t.Op(n) != syntax.StrictEq {
		return
	}
	index, rest := t.First(n), t.Child(n, 1)
	if t.Kind(rest) != syntax.Binary {
		index, rest = rest, index
	}
	of, name, args := r.method(r.value(index))
	if of == 0 || len(args) != 1 || name != "indexOf" && name != "lastIndexOf" || t.Kind(rest) != syntax.Binary || t.Op(rest) != syntax.Sub {
		return
	}
	less := t.Child(rest, 1)
	part, constant := r.str(args[0])
	if t.Text(t.First(rest)) != t.Text(of)+".length" || t.Text(less) != t.Text(args[0])+".length" && !(constant && len(part) > 1 && t.Kind(less) == syntax.Number) {
		return
	}
	if r.mentions(r.function(), "-1", "- 1", ">= 0", "> 0", ">=0", t.Text(of)+".length >") {
		return
	}
	r.fault(n, "suffix", "also holds when the text is not there and one shorter than what is looked for")
}

// others are the schemes besides javascript: under which an address is a program.
var others = []string{"data:", "vbscript:"}

var scheme = regexp.MustCompile(`(?i)javascript`)

// schemes: who asks for javascript: and not for data: and vbscript:, lets programs pass
// (CWE-184).
func (r *reader) schemes(n syntax.Ref) {
	t := r.t
	if k := t.Kind(n); k != syntax.Str && k != syntax.Regex || len(r.above) == 0 {
		return
	}
	s := t.Text(n)
	if t.Kind(n) == syntax.Str && strings.ToLower(t.StringValue(n)) != "javascript:" || !scheme.MatchString(s) || t.Kind(n) == syntax.Regex && !strings.Contains(s, ":") {
		return
	}
	test, ok := r.tested()
	if !ok {
		return
	}
	whole := strings.ToLower(t.Text(r.function()))
	var lacks []string
	for _, x := range others {
		if !strings.Contains(whole, strings.TrimSuffix(x, ":")) {
			lacks = append(lacks, x)
		}
	}
	if len(lacks) > 0 {
		r.fault(test, "scheme", "does not ask for "+strings.Join(lacks, " and "))
	}
}

// tested is the call or comparison that the text at hand decides.
func (r *reader) tested() (syntax.Ref, bool) {
	t := r.t
	for i := len(r.above) - 1; i >= 0 && i >= len(r.above)-3; i-- {
		n := r.above[i]
		switch t.Kind(n) {
		case syntax.Call:
			_, name, _ := r.method(n)
			return n, name == "startsWith" || name == "indexOf" || name == "test" || name == "includes" || name == "match"
		case syntax.Binary:
			return n, t.Op(n) >= syntax.Eq && t.Op(n) <= syntax.StrictNotEq
		}
	}
	return 0, false
}
