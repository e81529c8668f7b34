package javascript

import "github.com/prunella/prunella/code/lang/javascript/syntax"

// ownReads finds the reads o[k] where k goes over the keys of o itself: what they give is
// what o holds under that name, even if it is "__proto__", never the prototype of all
// objects. The keys come from "for (k in o)" or from Object.keys(o), by a loop or by a
// method of the list that calls a function for each.
//
// It goes by the names of variables: that one of them is assigned anew on the way is not seen.
func ownReads(t *syntax.Tree) map[syntax.Ref]bool {
	o := &owner{t: t, keys: map[string]string{}, out: map[syntax.Ref]bool{}}
	o.lists(t.Root)
	o.visit(t.Root)
	return o.out
}

type owner struct {
	t    *syntax.Tree
	keys map[string]string // variables that are Object.keys of an expression, and that expression
	out  map[syntax.Ref]bool
}

// lists notes "const keys = Object.keys(o)"; a name used so for two objects says nothing.
func (o *owner) lists(n syntax.Ref) {
	t := o.t
	if t.Kind(n) == syntax.Declarator && t.Kind(t.First(n)) == syntax.Name {
		name, of := t.Text(t.First(n)), o.keysOf(t.Child(n, 2))
		if had, again := o.keys[name]; again && had != of {
			of = ""
		}
		o.keys[name] = of
	}
	for c := range t.Children(n) {
		o.lists(c)
	}
}

// keysOf is the text of o in Object.keys(o), or in a variable that is that; else "".
func (o *owner) keysOf(n syntax.Ref) string {
	t := o.t
	if t.Kind(n) == syntax.Name {
		return o.keys[t.Text(n)]
	}
	if t.Kind(n) != syntax.Call {
		return ""
	}
	if f := t.Text(t.First(n)); f == "Object.keys" || f == "Object.getOwnPropertyNames" || f == "Reflect.ownKeys" {
		return t.Text(t.First(t.Child(n, 1)))
	}
	f := t.First(n)
	if t.Kind(f) == syntax.Member && sameKeys[t.Text(t.Child(f, 1))] {
		return o.keysOf(t.First(f))
	}
	return ""
}

// sameKeys are methods of lists that give some of the keys, in some order.
var sameKeys = map[string]bool{"filter": true, "sort": true, "slice": true, "reverse": true}

// eachKey are methods that call a function with one key after the other, and which
// parameter that is.
var eachKey = map[string]int{"forEach": 0, "map": 0, "flatMap": 0, "filter": 0, "some": 0, "every": 0, "find": 0, "reduce": 1}

func (o *owner) visit(n syntax.Ref) {
	t := o.t
	switch t.Kind(n) {
	case syntax.ForIn:
		o.mark(t.Child(n, 2), t.Text(t.Child(n, 1)), o.loopName(n))
	case syntax.ForOf:
		o.mark(t.Child(n, 2), o.keysOf(t.Child(n, 1)), o.loopName(n))
	case syntax.Call:
		f := t.First(n)
		if at, ok := eachKey[t.Text(t.Child(f, 1))]; ok && t.Kind(f) == syntax.Member {
			o.callback(t.First(t.Child(n, 1)), o.keysOf(t.First(f)), at)
		}
	}
	for c := range t.Children(n) {
		o.visit(c)
	}
}

// loopName is the variable of a loop.
func (o *owner) loopName(n syntax.Ref) string {
	head := o.t.First(n)
	if o.t.Kind(head) == syntax.VarDecl {
		head = o.t.First(o.t.First(head))
	}
	if o.t.Kind(head) != syntax.Name {
		return ""
	}
	return o.t.Text(head)
}

// callback marks the reads in a function that gets the keys as a parameter.
func (o *owner) callback(f syntax.Ref, of string, at int) {
	t := o.t
	if t.Kind(f) != syntax.Arrow && t.Kind(f) != syntax.FuncExpr {
		return
	}
	name := t.First(t.Child(t.Child(f, 1), at))
	if t.Kind(name) == syntax.Name {
		o.mark(t.Child(f, 3), of, t.Text(name))
	}
}

// mark notes the reads of[key] in n.
func (o *owner) mark(n syntax.Ref, of, key string) {
	t := o.t
	if of == "" || key == "" {
		return
	}
	if t.Kind(n) == syntax.Index && t.Text(t.First(n)) == of && t.Text(t.Child(n, 1)) == key {
		o.out[n] = true
	}
	for c := range t.Children(n) {
		o.mark(c, of, key)
	}
}
