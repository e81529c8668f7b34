package javascript

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// What a program compares tells by its name whether it is an address, or the name of a
// host alone.
var (
	isHost    = regexp.MustCompile(`(?i)(?:host|host_?name|domain)['")\]]*$`)
	isAddress = regexp.MustCompile(`(?i)(?:ur[li]|href|link|addr|location|origin|referr?er|redirect|site|src|target|endpoint)`)
)

// addressed reports a value that is an address, and one that is the name of a host.
func (s *source) addressed(n syntax.Ref) (alone bool, err error) {
	text := s.t.Text(n)
	switch {
	case isHost.MatchString(text):
		return true, nil
	case isAddress.MatchString(text):
		return false, nil
	}
	return false, fmt.Errorf("whether %s is an address, or the name of a host, is for people to say", text)
}

// wholeHost compares the host of an address as a whole where a part of it was looked for.
func wholeHost(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.call()
	callee := s.t.First(call)
	constant, ok := s.t.ConstantText(s.made(s.t.First(s.t.Child(call, 1)), call))
	if s.t.Kind(callee) != syntax.Member || !ok {
		return nil, fmt.Errorf("what is looked for is said elsewhere")
	}
	of := s.t.First(callee)
	alone, err := s.addressed(of)
	if err != nil {
		return nil, err
	}
	form, ok := fix.HostForm(constant, alone)
	if !ok {
		return nil, fmt.Errorf("the text is more than the name of a host")
	}
	pattern, err := literal(form, "i")
	if err != nil {
		return nil, err
	}
	if err := s.asks(call, s.t.Text(s.t.Child(callee, 1)), pattern+".test("+s.t.Text(of)+")"); err != nil {
		return nil, err
	}
	return s.done("whole-host", "the host is compared as a whole; hosts below it pass as before"), nil
}

// asks puts a test in the place of a method that looks for a text; of an index, in the place of its
// comparison.
func (s *source) asks(call syntax.Ref, method, test string) error {
	if method != "indexOf" && method != "search" {
		s.replace(call, test)
		return nil
	}
	whole := s.up[call]
	if s.t.Kind(whole) == syntax.Unary && s.t.Op(whole) == syntax.BitNot {
		s.replace(whole, test)
		return nil
	}
	if s.t.Kind(whole) != syntax.Binary || s.t.First(whole) != call {
		return fmt.Errorf("what is made of the index is not plain")
	}
	const equal, unequal = "=", "!"
	op := map[syntax.Op]string{syntax.Eq: equal, syntax.StrictEq: equal, syntax.NotEq: unequal, syntax.StrictNotEq: unequal, syntax.Gt: ">", syntax.GtE: ">=", syntax.Lt: "<"}[s.t.Op(whole)]
	switch op + strings.ReplaceAll(s.t.Text(s.t.Child(whole, 1)), " ", "") {
	case "=0", "!-1", ">-1", ">=0":
		s.replace(whole, test)
	case "!0", "=-1", "<0":
		s.replace(whole, "!"+test)
	default:
		return fmt.Errorf("what is made of the index is not plain")
	}
	return nil
}

// programSchemes are the schemes under which an address is a program, as an expression.
const programSchemes = "(?:javascript|data|vbscript)"

// allSchemes asks for all schemes under which an address is a program, where one was asked for.
func allSchemes(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	test := s.at()
	callee := s.t.First(test)
	name := s.t.Text(s.t.Child(callee, 1))
	of := s.t.Text(s.t.First(callee))
	switch literal := s.pattern(); {
	case s.t.Kind(test) == syntax.Binary:
		err = s.schemeCompared(test)
	case literal != 0:
		text := s.t.Text(literal)
		if strings.Count(text, "javascript") != 1 || strings.Contains(text, "[") {
			return nil, fmt.Errorf("the expression looks for more than the scheme")
		}
		s.replace(literal, strings.Replace(text, "javascript", programSchemes, 1))
	case s.t.Kind(callee) != syntax.Member:
		err = fmt.Errorf("the scheme is not looked for here")
	case name == "startsWith", name == "indexOf" && s.zeroth(test):
		err = s.asks(test, name, "/^"+programSchemes+":/i.test("+of+")")
	default:
		err = s.asks(test, name, `/\b`+programSchemes+":/i.test("+of+")")
	}
	if err != nil {
		return nil, err
	}
	return s.done("all-schemes", "data: and vbscript: are asked for as well, which are programs as much as javascript:"), nil
}

// zeroth: an index is compared with the beginning.
func (s *source) zeroth(call syntax.Ref) bool {
	whole := s.up[call]
	if s.t.Kind(whole) != syntax.Binary || s.t.Text(s.t.Child(whole, 1)) != "0" {
		return false
	}
	op := s.t.Op(whole)
	return op == syntax.Eq || op == syntax.StrictEq || op == syntax.NotEq || op == syntax.StrictNotEq
}

// schemeCompared mends protocol === "javascript:".
func (s *source) schemeCompared(test syntax.Ref) error {
	of := s.t.First(test)
	if s.t.Kind(of) == syntax.Str {
		of = s.t.Child(test, 1)
	}
	q := s.quote()
	not := ""
	if op := s.t.Op(test); op == syntax.NotEq || op == syntax.StrictNotEq {
		not = "!"
	}
	if s.t.Kind(of) == syntax.Binary || s.t.Kind(of) == syntax.Logical {
		return fmt.Errorf("what is compared is not plain")
	}
	s.replace(test, not+"["+q+"javascript:"+q+", "+q+"data:"+q+", "+q+"vbscript:"+q+"].includes("+s.t.Text(of)+")")
	return nil
}

// endsWith asks for the end of a text itself, where an index was compared that may be -1.
func endsWith(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	test := s.at()
	if s.t.Kind(test) != syntax.Binary {
		return nil, fmt.Errorf("the index is compared elsewhere")
	}
	index := s.t.First(test)
	if s.t.Kind(s.t.Child(test, 1)) != syntax.Binary {
		index = s.t.Child(test, 1)
	}
	call := s.made(index, test)
	callee := s.t.First(call)
	if s.t.Kind(call) != syntax.Call || s.t.Kind(callee) != syntax.Member {
		return nil, fmt.Errorf("the index is made elsewhere")
	}
	end := s.t.First(s.t.Child(call, 1))
	text, constant := s.t.ConstantText(s.made(end, test))
	other := s.t.First(test)
	if other == index {
		other = s.t.Child(test, 1)
	}
	if less := s.t.Child(other, 1); constant && s.t.Kind(less) == syntax.Number && s.t.Text(less) != strconv.Itoa(len(text)) {
		return nil, fmt.Errorf("the number that is taken off is not the length of the text")
	}
	s.replace(test, s.t.Text(s.t.First(callee))+".endsWith("+s.t.Text(end)+")")
	return s.done("ends-with", "the end itself is compared, and no index that is -1 where the text is not there"), nil
}

// anchorHost ties an expression for a host to both ends of what it is asked about.
func anchorHost(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	written, flags, of := at, "", syntax.Ref(0)
	pattern := ""
	switch s.t.Kind(at) {
	case syntax.Regex:
		pattern, flags = s.t.Regex(at)
		of = s.askedOf(at)
	case syntax.New, syntax.Call:
		args := s.t.Child(at, 1)
		first := s.t.First(args)
		if callee := s.t.First(at); s.t.Kind(callee) == syntax.Member { // match("…")
			of, written = s.t.First(callee), first
		} else {
			of = s.askedOf(at)
			flags = s.t.StringValue(s.t.Child(args, 1))
		}
		pattern, _ = s.t.ConstantText(s.made(first, at))
	}
	if of == 0 || pattern == "" {
		return nil, fmt.Errorf("what the expression is asked about is said elsewhere")
	}
	alone, err := s.addressed(of)
	if err != nil {
		return nil, err
	}
	now, ok := fix.Anchored(pattern, alone)
	if !ok {
		return nil, fmt.Errorf("what the expression is to begin with is not plain")
	}
	text, err := literal(now, flags)
	if err != nil {
		return nil, err
	}
	s.replace(written, text)
	return s.done("anchor-host", "the expression is tied to the beginning, and to the end of the host"), nil
}

// askedOf is what an expression is asked about: by itself, or by the one name that it is given to.
func (s *source) askedOf(n syntax.Ref) syntax.Ref {
	if call := s.method(n, "test"); call != 0 {
		return s.t.First(s.t.Child(call, 1))
	}
	if args := s.up[n]; s.t.Kind(args) == syntax.Args {
		callee := s.t.First(s.up[args])
		if name := s.t.Text(s.t.Child(callee, 1)); s.t.Kind(callee) == syntax.Member && (name == "match" || name == "search") {
			return s.t.First(callee)
		}
		return 0
	}
	name := s.t.First(s.up[n])
	if s.t.Kind(s.up[n]) != syntax.Declarator || s.uses(s.t.Text(name)) != 2 { // its declaration and one use
		return 0
	}
	for i := range s.t.Nodes {
		if use := syntax.Ref(i); use != name && s.t.Kind(use) == syntax.Name && s.t.Text(use) == s.t.Text(name) {
			return s.askedOf(use)
		}
	}
	return 0
}
