package java

import (
	"slices"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// Programs keep patterns in arrays and compile them in a loop. What is wrong with one of
// them is wrong where it is written, so each is judged there, and the loop's call is not.

// compilers are the functions that a pattern is handed to first, and what does the same
// with one that was judged before.
var compilers = map[string]string{"java.util.regex.Pattern.compile": "java.util.regex.Pattern.judged"}

// listedPatterns judges the patterns of an array, one of which is the only argument of a
// call; false when it is none.
func (l *lowerer) listedPatterns(name string, args syntax.Ref) bool {
	first := l.t.First(args)
	if compilers[name] == "" || l.u.Stub || first == 0 || l.t.Next(first) != 0 {
		return false
	}
	words := l.listed(first)
	for _, w := range words {
		l.call(w, "java.util.regex.Pattern.written", nil, l.expr(w))
	}
	return len(words) > 0
}

// listed are the literals of the array that an expression takes one of: by an index, or as
// the variable of a loop over it. Nothing, when the array may hold others.
func (l *lowerer) listed(n syntax.Ref) []syntax.Ref {
	t := l.t
	array := syntax.Ref(0)
	switch t.Kind(n) {
	case syntax.Index:
		if t.Kind(t.First(n)) == syntax.Name {
			array = l.arrayOf(t.Text(t.First(n)))
		}
	case syntax.Name:
		array = l.through(t.Text(n))
	}
	if t.Kind(array) == syntax.NewArray {
		array = t.Child(array, syntax.ArrayInit)
	}
	if array == 0 || t.Kind(array) != syntax.ArrayInit {
		return nil
	}
	var out []syntax.Ref
	for v := t.First(array); v != 0; v = t.Next(v) {
		if t.Kind(v) != syntax.Literal || t.Op(v) != syntax.LitString && t.Op(v) != syntax.LitText {
			return nil
		}
		out = append(out, v)
	}
	return out
}

// arrayOf is the initial value of a variable or field that nothing is written to later; 0
// when it is not known.
func (l *lowerer) arrayOf(name string) syntax.Ref {
	if _, local := l.has(l.frame, name); local {
		return l.untouched(name, l.made(name))
	}
	for c := l.class; c != nil; c = c.outer {
		if f := l.memberField(c, name, 0); f != nil {
			return l.untouched(name, f.made)
		}
	}
	return 0
}

// through is the array that a loop goes through with a variable.
func (l *lowerer) through(name string) syntax.Ref {
	for i := len(l.vars) - 1; i >= 0; i-- {
		if l.vars[i].name == name {
			return l.vars[i].over
		}
	}
	return 0
}

// untouched is made, unless the file assigns to what is called so, or to an element of it.
func (l *lowerer) untouched(name string, made syntax.Ref) syntax.Ref {
	t := l.t
	assigned := func(n syntax.Node) bool {
		target := n.First
		if n.Kind != syntax.Assign || target == 0 {
			return false
		}
		if t.Kind(target) == syntax.Index {
			target = t.First(target)
		}
		return t.Kind(target) == syntax.Name && t.Text(target) == name
	}
	if made == 0 || slices.ContainsFunc(t.Nodes, assigned) {
		return 0
	}
	return made
}

// overArray is the array that a loop goes through, when it is named.
func (l *lowerer) overArray(over syntax.Ref) syntax.Ref {
	if l.t.Kind(over) != syntax.Name {
		return 0
	}
	return l.arrayOf(l.t.Text(over))
}

// judged makes a call of one whose pattern was judged where it is written.
func judged(in *ir.Instr) { in.Name = compilers[in.Name] }
