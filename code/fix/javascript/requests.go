package javascript

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

const internalError = `function internalError(error) {
  console.error(error);
  return 'internal error';
}
`

var (
	hideError = wrapper{strategy: "hide-error", before: "internalError(", after: ")", name: "internalError", helper: internalError,
		why: "the error is logged, and strangers are told that there was one"}
	escapeURL = wrapper{strategy: "escape-url", before: "encodeURIComponent(", after: ")",
		why: "the value is one segment of the path, or one parameter, whatever it holds"}
)

// evenRandom draws a number that is as probable as all others.
func evenRandom(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	bytes := s.t.First(s.t.First(at)) // of bytes[i] % n
	drawn := s.made(bytes, at)
	callee := s.t.First(drawn)
	if s.t.Kind(at) != syntax.Binary || s.t.Kind(drawn) != syntax.Call {
		return nil, fmt.Errorf("the number is drawn elsewhere")
	}
	if !strings.HasSuffix(s.t.Text(callee), "randomBytes") {
		return nil, fmt.Errorf("the page's generator has no function for it: draw again where a byte is not below the greatest multiple")
	}
	crypto, err := s.use("crypto")
	if err != nil {
		return nil, err
	}
	s.replace(at, crypto+".randomInt("+s.t.Text(s.t.Child(at, 1))+")")
	return s.done("even-random", "each number is as probable as all others"), nil
}

// anyCase has an expression for a path match it however it is spelt, as routes do.
func anyCase(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	pattern := s.pattern()
	if pattern == 0 {
		return nil, fmt.Errorf("the expression is written elsewhere")
	}
	s.insert(s.t.Nodes[pattern].End, "i")
	return s.done("any-case", "the expression matches all spellings that the route answers to"), nil
}

// textParameter makes a text of a parameter that may be given twice.
func textParameter(in *fix.Input) ([]fix.Candidate, error) {
	return typedParameter(in, "text-parameter", "a parameter that is given twice is one text, in which all that it holds is looked for",
		func(value string) string { return "String(" + value + " ?? '')" })
}

// listParameter takes what is no list for an empty one.
func listParameter(in *fix.Input) ([]fix.Candidate, error) {
	return typedParameter(in, "list-parameter", "what is neither a list nor a text has no elements",
		func(value string) string {
			return "Array.isArray(" + value + ") || typeof " + value + " === 'string' ? " + value + " : []"
		})
}

// typedParameter makes what a request gives be of a type, where the function takes it from there.
func typedParameter(in *fix.Input, strategy, why string, typed func(string) string) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	if s.t.Kind(at) == syntax.Call {
		at = s.t.First(at)
	}
	value := s.t.First(at) // of value.indexOf, value.length
	made := s.made(value, at)
	text := s.t.Text(made)
	if s.t.Kind(made) != syntax.Member || s.t.Kind(value) != syntax.Name {
		return nil, fmt.Errorf("the parameter is taken from the request in several places")
	}
	around := s.t.Text(s.function(s.t.Nodes[at].Start))
	if name := s.t.Text(value); strings.Contains(around, name+" === undefined") || strings.Contains(around, name+" == null") || strings.Contains(around, name+" !== undefined") {
		return nil, fmt.Errorf("the function tells a parameter that is not there from an empty one")
	}
	s.replace(made, s.quoted(typed(text)))
	return s.done(strategy, why), nil
}

// passError hands an error that comes when the handler has returned to who waits for the answer.
func passError(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	for s.t.Kind(at) != syntax.Throw && at != 0 {
		at = s.up[at]
	}
	handler := s.registered(at)
	params := s.t.Child(handler, 1)
	if at == 0 || handler == 0 || s.t.Count(params) < 2 {
		return nil, fmt.Errorf("the handler of the request is written elsewhere")
	}
	next := s.t.Text(s.t.First(s.t.Child(params, 2)))
	if next == "" {
		next = "next"
		if strings.Contains(s.t.Text(handler), next) {
			return nil, fmt.Errorf("the name next means something else here")
		}
		s.insert(s.t.Nodes[s.t.Child(params, 1)].End, ", next")
	}
	end := ""
	if strings.HasSuffix(s.t.Text(at), ";") {
		end = ";"
	}
	s.replace(at, "return "+next+"("+s.t.Text(s.t.First(at))+")"+end)
	return s.done("pass-error", "the error is answered like any other, and the program goes on"), nil
}

// registered is the function around a place that a route calls: the outermost.
func (s *source) registered(n syntax.Ref) (out syntax.Ref) {
	for ; n != 0; n = s.up[n] {
		k := s.t.Kind(n)
		if k != syntax.Arrow && k != syntax.FuncExpr || s.t.Kind(s.up[n]) != syntax.Args {
			continue
		}
		first := s.t.First(s.up[n])
		if text, ok := s.t.ConstantText(first); first != n && (ok && strings.HasPrefix(text, "/") || s.t.Kind(first) == syntax.Regex) {
			out = n
		}
	}
	return out
}

// hostSetting takes the host that a mail names from a setting, where the request is asked
// for it.
func hostSetting(in *fix.Input) ([]fix.Candidate, error) {
	for _, st := range in.Flow.Path {
		if st.Unit == nil || st.Unit.Stub || !strings.HasPrefix(st.Note, "source ") {
			continue
		}
		s := openUnit(in, st.Unit)
		s.each(s.function(st.Span.Start), func(n syntax.Ref) {
			if s.requestHost(n) {
				s.replace(n, "process.env.PUBLIC_HOST")
			}
		})
		if out := s.done("host-setting", "the host is what the operator set in PUBLIC_HOST, and not what the request says"); out != nil {
			return out, nil
		}
	}
	return nil, fmt.Errorf("where the request is asked for the host was not found")
}

var requestHost = regexp.MustCompile(`^(?:\w+\.)*(?:req|request|ctx)\.(?:headers\.)?host(?:name)?$`)

// requestHost reports an expression that is the host which a request names.
func (s *source) requestHost(n syntax.Ref) bool {
	switch s.t.Kind(n) {
	case syntax.Member:
		return requestHost.MatchString(s.t.Text(n))
	case syntax.Call:
		arg, _ := s.t.ConstantText(s.t.First(s.t.Child(n, 1)))
		callee := s.t.Text(s.t.First(n))
		return strings.EqualFold(arg, "host") && (strings.HasSuffix(callee, ".get") || strings.HasSuffix(callee, ".header"))
	}
	return false
}
