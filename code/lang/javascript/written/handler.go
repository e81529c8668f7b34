package written

import (
	"strings"

	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// A handler is a function that answers requests of a route.
type handler struct {
	f       syntax.Ref
	request string            // the name of its request
	of      map[string]string // variables: the value of a request that they are declared to be
}

// handlers are the functions written in a registration of a route.
func (r *reader) handlers(args []syntax.Ref) []handler {
	t := r.t
	var out []handler
	for _, a := range args {
		a = r.value(a)
		if !isFunction(t.Kind(a)) {
			continue
		}
		h := handler{f: a, request: t.Text(t.First(t.First(t.Child(a, 1)))), of: map[string]string{}}
		if h.request != "" {
			r.reads(t.Child(a, 3), &h)
			out = append(out, h)
		}
	}
	return out
}

// reads notes the variables that stand for a value of a request's query or body.
func (r *reader) reads(n syntax.Ref, h *handler) {
	t := r.t
	if t.Kind(n) == syntax.Declarator && t.Kind(t.First(n)) == syntax.Name {
		if v := t.Text(t.Child(n, 2)); h.asked(v) {
			h.of[t.Text(t.First(n))] = v
		}
	}
	for c := range t.Children(n) {
		r.reads(c, h)
	}
}

// asked reports an expression that is a value of the request's query or body.
func (h *handler) asked(text string) bool {
	for _, part := range []string{".query.", ".body."} {
		if rest, ok := strings.CutPrefix(text, h.request+part); ok && rest != "" && strings.Trim(rest, wordLetters) == "" {
			return true
		}
	}
	return false
}

const wordLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"

// sent asks of what a handler does with a value that may be of any type: a parameter that is
// given twice is a list, a body of JSON holds what the sender likes (CWE-843, CWE-834).
func (r *reader) sent(h handler) {
	t := r.t
	source := t.Text(h.f)
	var look func(n, loop, call syntax.Ref)
	look = func(n, loop, call syntax.Ref) {
		if t.Kind(n) == syntax.For {
			loop = t.Child(n, 1)
		}
		if t.Kind(n) == syntax.Member {
			value, name := t.Text(t.First(n)), t.Text(t.Child(n, 1))
			of := h.of[value]
			if h.asked(value) {
				of = value
			}
			within := loop != 0 && t.Nodes[n].Start >= t.Nodes[loop].Start && t.Nodes[n].End <= t.Nodes[loop].End
			switch {
			case of == "" || typed(source, value):
			case name == "length" && within && strings.Contains(of, ".body."):
				r.fault(n, "turns", "may be any number that the sender writes into an object of his own, which is no list")
			case call != 0 && (name == "indexOf" || name == "includes") && strings.Contains(of, ".query."):
				r.fault(call, "type", "looks through a list when the parameter is given twice, and finds nothing of what stands within its elements")
			}
		}
		of := syntax.Ref(0) // the call whose callee comes first
		if t.Kind(n) == syntax.Call {
			of = n
		}
		for c := range t.Children(n) {
			look(c, loop, of)
			of = 0
		}
	}
	look(t.Child(h.f, 3), 0, 0)
}

// typed: a function asks for a value's type, or makes it a text.
func typed(source, value string) bool {
	for _, ask := range []string{"typeof " + value, "isArray(" + value, "String(" + value, value + " instanceof", value + ".toString(", "isString(" + value, "${" + value, "Number(" + value, "parseInt(" + value} {
		if strings.Contains(source, ask) {
			return true
		}
	}
	return false
}

// later are functions that call what they are given when nobody waits any more.
var later = map[string]bool{"setTimeout": true, "setImmediate": true, "nextTick": true}

// crashes: an error that is thrown when the handler has returned ends the whole program
// (CWE-248).
func (r *reader) crashes(h handler) {
	t := r.t
	var look func(n syntax.Ref, alone, caught bool)
	look = func(n syntax.Ref, alone, caught bool) {
		switch t.Kind(n) {
		case syntax.Throw:
			if alone && !caught {
				r.fault(t.First(n), "crash", "is thrown where nobody can catch it any more")
			}
		case syntax.Try:
			look(t.First(n), alone, caught || t.Kind(t.Child(n, 1)) != syntax.Absent)
			look(t.Child(n, 1), alone, caught)
			look(t.Child(n, 2), alone, caught)
			return
		case syntax.Call:
			of, name, args := r.method(n)
			async := later[name] || of != 0 && t.Text(of) == "fs" && !strings.HasSuffix(name, "Sync")
			look(t.First(n), alone, caught)
			for _, a := range args {
				if isFunction(t.Kind(a)) {
					look(t.Child(a, 3), async, caught && !async)
				} else {
					look(a, alone, caught)
				}
			}
			return
		case syntax.FuncDecl, syntax.FuncExpr, syntax.Arrow:
			look(t.Child(n, 3), false, false)
			return
		}
		for c := range t.Children(n) {
			look(c, alone, caught)
		}
	}
	look(t.Child(h.f, 3), false, false)
}
