package written

import (
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

var signsIn = regexp.MustCompile(`(?i)log-?in|sign-?in|auth`)

// routes judges what a handler of requests takes from where, by the route it is
// registered for.
func (r *reader) routes(n syntax.Ref) {
	t := r.t
	of, name, args := r.method(n)
	if of == 0 || len(args) < 2 || name != "get" && name != "post" {
		return
	}
	pattern, ok := r.str(args[0])
	handler := r.value(args[len(args)-1])
	if !ok || !strings.HasPrefix(pattern, "/") || !isFunction(t.Kind(handler)) {
		return
	}
	request := t.Text(t.First(t.First(t.Child(handler, 1))))
	if request == "" {
		return
	}
	body := t.Child(handler, 3)
	if name == "get" {
		r.secretsAsked(body, request)
	} else if signsIn.MatchString(pattern) && !r.mentions(body, "regenerate", "destroy") {
		r.sessionsKept(body, request)
	}
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
