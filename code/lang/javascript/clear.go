package javascript

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// What is written down where others read it is seen by names, as in the other
// languages: what is logged, or stored in a cookie, is called a password. And what a
// session keeps is seen by the name it keeps it under.

// recorders are methods that write down what they are given, of objects whose name
// says that they are logs.
var recorders = map[string]bool{"log": true, "debug": true, "info": true, "warn": true, "error": true, "trace": true, "verbose": true, "fatal": true, "silly": true, "http": true}

// inClear notes the sensitive names among the arguments of a call that writes them
// down.
func (l *lowerer) inClear(n, fn, args syntax.Ref) {
	sink, cookie := l.records(fn, args)
	if l.stub || sink == "" {
		return
	}
	seen := map[string]bool{}
	for a := range l.t.Children(args) {
		l.namesIn(a, func(name string) {
			what := lang.Sensitive(name)
			if what == "" || seen[name] || cookie && !strings.Contains(strings.ToLower(name), "pass") && what != "personal data" {
				return // tokens are what cookies are for
			}
			seen[name] = true
			l.call(n, ir.IntrinsicSink, l.str(n, sink), l.str(n, what), l.str(n, name))
		})
	}
}

// records tells the sink of a call that writes its arguments where others may read them, ""
// for other calls; and whether that is a cookie.
func (l *lowerer) records(fn, args syntax.Ref) (sink string, cookie bool) {
	if l.t.Kind(fn) != syntax.Member {
		return "", false
	}
	of, method := l.text(l.t.First(fn)), l.text(l.t.Child(fn, 1))
	low := strings.ToLower(of)
	switch {
	case method == "cookie" || method == "setCookie" || method == "set" && strings.HasSuffix(of, "cookies"):
		return "clear", true
	case method == "setItem" && strings.HasSuffix(of, "Storage"):
		return "clear", false
	case method == "postMessage" && l.anyOrigin(args):
		return "told.page", false
	case recorders[method] && (low == "console" || low == "winston" || strings.Contains(low, "log") && !strings.ContainsAny(low, "( ")):
		return "clear", false
	}
	return "", false
}

// anyOrigin: a message is sent to whatever page is there.
func (l *lowerer) anyOrigin(args syntax.Ref) bool {
	to := l.t.Child(args, 1)
	return l.t.Kind(to) == syntax.Str && l.t.StringValue(to) == "*"
}

// namesIn tells the names of the values that an expression writes as they are.
func (l *lowerer) namesIn(n syntax.Ref, tell func(string)) {
	t := l.t
	switch t.Kind(n) {
	case syntax.Name:
		tell(l.text(n))
	case syntax.Member:
		tell(l.text(t.Child(n, 1)))
	case syntax.Index:
		if key := t.Child(n, 1); t.Kind(key) == syntax.Str {
			tell(t.StringValue(key))
		}
	case syntax.Binary:
		if t.Op(n) == syntax.Add {
			l.namesIn(t.First(n), tell)
			l.namesIn(t.Child(n, 1), tell)
		}
	case syntax.Property:
		l.namesIn(t.Child(n, 1), tell)
	case syntax.Template, syntax.Object, syntax.Chain:
		for c := range t.Children(n) {
			l.namesIn(c, tell)
		}
	case syntax.Call:
		if f := l.text(t.First(n)); f == "String" || f == "JSON.stringify" {
			l.namesIn(t.First(t.Child(n, 1)), tell)
		}
	}
}

// rights are what a program must have found out itself before its session says it.
var rights = map[string]bool{
	"role": true, "roles": true, "admin": true, "isadmin": true, "permission": true, "permissions": true, "privilege": true, "privileges": true, "scope": true, "scopes": true,
	"group": true, "groups": true, "tenant": true, "tenantid": true, "authenticated": true, "isauthenticated": true, "verified": true, "balance": true, "credit": true, "price": true,
}

// kept notes what is stored in a session under a name that grants something.
func (l *lowerer) kept(target syntax.Ref, v ir.Reg) {
	t := l.t
	object, key := t.First(target), t.Child(target, 1)
	name := l.text(key)
	if t.Kind(target) == syntax.Index {
		name = ""
		if t.Kind(key) == syntax.Str {
			name = t.StringValue(key)
		}
	}
	if l.stub || t.Kind(object) != syntax.Member || l.text(t.Child(object, 1)) != "session" || !rights[strings.ToLower(strings.ReplaceAll(name, "_", ""))] {
		return
	}
	l.call(target, ir.IntrinsicSink, l.str(target, "trust"), v, l.str(target, "value"))
}
