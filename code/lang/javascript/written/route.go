package written

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
	"github.com/prunella/prunella/code/text"
)

var signsIn = regexp.MustCompile(`(?i)log-?in|sign-?in|auth`)

// routes judges what a handler of requests takes from where, by the route it is
// registered for.
func (r *reader) routes(n syntax.Ref) {
	t := r.t
	of, name, args := r.method(n)
	if of == 0 || len(args) < 2 || !registers[name] {
		return
	}
	pattern, ok := r.str(args[0])
	if !ok || !strings.HasPrefix(pattern, "/") {
		return
	}
	for _, h := range r.handlers(args[1:]) {
		body := t.Child(h.f, 3)
		r.sent(h)
		r.crashes(h)
		if name == "get" {
			r.secretsAsked(body, h.request)
		} else if signsIn.MatchString(pattern) && !r.mentions(body, "regenerate", "destroy") {
			r.sessionsKept(body, h.request)
		}
	}
}

// registers are methods that register a handler for a route.
var registers = map[string]bool{"get": true, "post": true, "put": true, "patch": true, "delete": true, "all": true, "use": true}

// cases: routes are found in any case, and a middleware registered for an expression that
// is not is passed by who writes the path in another (CWE-178).
func (r *reader) cases(n syntax.Ref) {
	of, name, args := r.method(n)
	if of == 0 || len(args) < 2 || name != "use" && name != "all" {
		return
	}
	pattern, flags, ok := r.regex(args[0])
	re, err := text.Parse(pattern, "js")
	if !ok || err != nil || strings.Contains(flags, "i") || strings.ToUpper(pattern) == pattern {
		return
	}
	for _, path := range r.paths() {
		if upper := strings.ToUpper(path); upper != path && re.Find(text.Search, path, 0, maxWork) != nil && re.Find(text.Search, upper, 0, maxWork) == nil {
			r.fault(n, "case", fmt.Sprintf("is passed by %q, which the route %q answers", upper, path))
			return
		}
	}
}

// paths are the routes of the file that are registered by a constant.
func (r *reader) paths() []string {
	var out []string
	for i := range r.t.Nodes {
		of, name, args := r.method(syntax.Ref(i))
		if of == 0 || !registers[name] || len(args) < 2 {
			continue
		}
		if s, ok := r.str(args[0]); ok && strings.HasPrefix(s, "/") {
			out = append(out, strings.ReplaceAll(s, ":", ""))
		}
	}
	return out
}

// secretsAsked: what stands in an address is kept in histories and logs (CWE-598).
func (r *reader) secretsAsked(n syntax.Ref, request string) {
	t := r.t
	if t.Kind(n) == syntax.Member && t.Text(t.First(n)) == request+".query" {
		if name := t.Text(t.Child(n, 1)); lang.Password(name) {
			r.fault(n, "address", name+" is asked for in the address of the request, which histories and logs keep")
		}
		return
	}
	for c := range t.Children(n) {
		r.secretsAsked(c, request)
	}
}

// granted is what a session says once somebody has signed in.
var granted = regexp.MustCompile(`(?i)^(?:user|user_?id|user_?name|uid|logged_?in|is_?logged_?in|authenticated|is_?authenticated|account|email)$`)

// sessionsKept: whoever gave the visitor the session before he signed in shares it
// afterwards (CWE-384).
func (r *reader) sessionsKept(n syntax.Ref, request string) {
	t := r.t
	if target := t.First(n); t.Kind(n) == syntax.Assign && t.Kind(target) == syntax.Member && t.Text(t.First(target)) == request+".session" && granted.MatchString(t.Text(t.Child(target, 1))) {
		if v := t.Kind(t.Child(n, 1)); v != syntax.Null && v != syntax.False && t.Text(t.Child(n, 1)) != "undefined" {
			r.fault(n, "session", "keeps the session that the visitor had before signing in")
			return
		}
	}
	for c := range t.Children(n) {
		r.sessionsKept(c, request)
	}
}
