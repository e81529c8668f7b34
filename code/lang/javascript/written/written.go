// Package written finds in a JavaScript file what is wrong as it is written,
// whatever values it meets: texts made safe in the wrong order or only once,
// addresses judged by a part of them, files looked at before they are written,
// handlers that never ask whom a message is from. It serves the front end, which
// makes sinks of what it finds, so that rules can name it.
//
// One question is one function, asked of the kinds of nodes that the table [questions]
// says. It reads the syntax tree; of values it knows constants, and variables that are
// declared once, as constants.
package written

import (
	"strings"

	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// A Fault is something that is wrong as it is written.
type Fault struct {
	Kind string // of sink: "written.escape"
	What string // for a person: what is wrong, as the rule's claim goes on with it
}

// Find lists the faults of a file by the expressions in which they are.
func Find(t *syntax.Tree) map[syntax.Ref][]Fault {
	r := &reader{t: t, out: map[syntax.Ref][]Fault{}, values: map[string]syntax.Ref{}, inner: map[syntax.Ref]bool{}, about: map[syntax.Ref]bool{}, files: map[checked]bool{}}
	r.declared(t.Root)
	r.walk(t.Root)
	return r.out
}

// questions are those asked of each kind of node.
var questions = map[syntax.Kind][]func(*reader, syntax.Ref){
	syntax.Program:    {(*reader).escapes},
	syntax.FuncDecl:   {(*reader).escapes},
	syntax.FuncExpr:   {(*reader).escapes},
	syntax.Arrow:      {(*reader).escapes},
	syntax.Declarator: {(*reader).escapes},
	syntax.Assign:     {(*reader).escapes, (*reader).messages, (*reader).markup},
	syntax.Call:       {(*reader).escapes, (*reader).hosts, (*reader).anchors, (*reader).messages, (*reader).races, (*reader).routes, (*reader).cases, (*reader).commands, (*reader).hashes, (*reader).unescaped, (*reader).markup},
	syntax.New:        {(*reader).anchors},
	syntax.Regex:      {(*reader).anchors, (*reader).schemes},
	syntax.Str:        {(*reader).schemes, (*reader).downloads},
	syntax.Template:   {(*reader).downloads},
	syntax.Binary:     {(*reader).suffixes, (*reader).biased},
}

type reader struct {
	t      *syntax.Tree
	values map[string]syntax.Ref // what names declared once, as constants, stand for
	above  []syntax.Ref          // the nodes around the one at hand, outermost first
	out    map[syntax.Ref][]Fault

	inner map[syntax.Ref]bool // replacements that belong to a chain told already
	steps map[string][]step   // what was replaced in the value of a variable
	about map[syntax.Ref]bool // expressions used to replace or split, not to judge
	files map[checked]bool    // names of files that were looked at, by function
}

func (r *reader) fault(n syntax.Ref, kind, what string) {
	r.out[n] = append(r.out[n], Fault{"written." + kind, what})
}

// declared notes the names that stand for one value in the whole file.
func (r *reader) declared(n syntax.Ref) {
	t := r.t
	if name := t.First(n); t.Kind(n) == syntax.Declarator && t.Kind(name) == syntax.Name {
		if _, twice := r.values[t.Text(name)]; twice {
			r.values[t.Text(name)] = 0
		} else {
			r.values[t.Text(name)] = t.Child(n, 2)
		}
	}
	if t.Kind(n) == syntax.Assign && t.Kind(t.First(n)) == syntax.Name {
		r.values[t.Text(t.First(n))] = 0
	}
	for c := range t.Children(n) {
		r.declared(c)
	}
}

func (r *reader) walk(n syntax.Ref) {
	for _, ask := range questions[r.t.Kind(n)] {
		ask(r, n)
	}
	r.above = append(r.above, n)
	for c := range r.t.Children(n) {
		r.walk(c)
	}
	r.above = r.above[:len(r.above)-1]
}

// around is the innermost node of such a kind around the one at hand, within its
// function when a function is not asked for; 0 for none.
func (r *reader) around(kinds ...syntax.Kind) syntax.Ref {
	for i := len(r.above) - 1; i >= 0; i-- {
		k := r.t.Kind(r.above[i])
		for _, want := range kinds {
			if k == want {
				return r.above[i]
			}
		}
		if isFunction(k) {
			return 0
		}
	}
	return 0
}

func isFunction(k syntax.Kind) bool {
	return k == syntax.FuncDecl || k == syntax.FuncExpr || k == syntax.Arrow
}

// function is the one at hand, or the whole file.
func (r *reader) function() syntax.Ref {
	if f := r.around(syntax.FuncDecl, syntax.FuncExpr, syntax.Arrow); f != 0 {
		return f
	}
	return r.t.Root
}

// method takes a call o.m(a, b) apart; name "" for other calls.
func (r *reader) method(n syntax.Ref) (of syntax.Ref, name string, args []syntax.Ref) {
	t := r.t
	if t.Kind(n) != syntax.Call {
		return 0, "", nil
	}
	fn := t.First(n)
	if t.Kind(fn) == syntax.Name {
		return 0, t.Text(fn), r.args(n)
	}
	if t.Kind(fn) != syntax.Member {
		return 0, "", nil
	}
	return t.First(fn), t.Text(t.Child(fn, 1)), r.args(n)
}

func (r *reader) args(call syntax.Ref) []syntax.Ref {
	var out []syntax.Ref
	for a := range r.t.Children(r.t.Child(call, 1)) {
		out = append(out, a)
	}
	return out
}

// value is what an expression stands for, where it is the name of a constant.
func (r *reader) value(n syntax.Ref) syntax.Ref {
	for range 3 {
		if r.t.Kind(n) != syntax.Name {
			return n
		}
		v := r.values[r.t.Text(n)]
		if v == 0 {
			return n
		}
		n = v
	}
	return n
}

// str is the constant text of an expression.
func (r *reader) str(n syntax.Ref) (string, bool) {
	return r.t.ConstantText(r.value(n))
}

// regex is the expression that a literal, or new RegExp of a constant, stands for.
func (r *reader) regex(n syntax.Ref) (pattern, flags string, ok bool) {
	n = r.value(n)
	switch r.t.Kind(n) {
	case syntax.Regex:
		pattern, flags = r.t.Regex(n)
		return pattern, flags, pattern != ""
	case syntax.New, syntax.Call:
		args := r.args(n)
		if r.t.Text(r.t.First(n)) != "RegExp" || len(args) == 0 {
			return "", "", false
		}
		pattern, ok = r.str(args[0])
		if len(args) > 1 {
			flags, _ = r.str(args[1])
		}
		return pattern, flags, ok
	}
	return "", "", false
}

// mentions reports whether a text stands in the source of n.
func (r *reader) mentions(n syntax.Ref, what ...string) bool {
	s := r.t.Text(n)
	for _, w := range what {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
