package javascript

import "github.com/prunella/prunella/code/lang/javascript/syntax"

// unwrap takes the functions away that a file's code is wrapped in only to have names
// of its own: "(function () { … })()", "var m = (function () { …; return x })()", and
// the definitions that work with every loader of modules, "(function (root, factory) {
// … module.exports = factory() … })(this, function () { … })". What is in them becomes
// the body of the module, so that its functions and classes are found by their names.
// A wrapper stays whose names others of the file have, or that returns early.
func unwrap(t *syntax.Tree) {
	u := &unwrapper{t: t, taken: map[string]bool{}}
	for c := range t.Children(t.Root) {
		u.declared(c, u.taken)
	}
	for turn := 0; turn < 3 && u.pass(); turn++ {
	}
}

type unwrapper struct {
	t     *syntax.Tree
	taken map[string]bool // names of the module's body
}

// A wrapped is a statement whose value is what a function gives that is called there.
type wrapped struct {
	fn, args syntax.Ref
	value    syntax.Ref // the expression that the result takes the place of; 0 when nobody wants it
}

// pass unwraps the statements of the module's body once.
func (u *unwrapper) pass() bool {
	t, changed := u.t, false
	for prev, c := syntax.Ref(0), t.First(t.Root); c != 0; prev, c = c, t.Next(c) {
		w, ok := u.wrapper(c)
		if !ok {
			continue
		}
		first, last, ok := u.inside(c, w)
		if !ok {
			continue
		}
		changed = true
		t.Nodes[last].Next = t.Next(c)
		if prev == 0 {
			t.Nodes[t.Root].First = first
		} else {
			t.Nodes[prev].Next = first
		}
		c = last
	}
	return changed
}

// wrapper recognises the statement.
func (u *unwrapper) wrapper(c syntax.Ref) (wrapped, bool) {
	t := u.t
	e := syntax.Ref(0)
	wanted := true
	switch t.Kind(c) {
	case syntax.ExprStmt:
		e, wanted = t.First(c), false
		if k := t.Kind(e); k == syntax.Unary && t.Op(e) != syntax.Delete {
			e = t.First(e)
		} else if k == syntax.Assign && t.Op(e) == syntax.NoOp {
			e, wanted = t.Child(e, 1), true
		}
	case syntax.VarDecl:
		if t.Count(c) == 1 {
			e = t.Child(t.First(c), 2)
		}
	}
	if t.Kind(e) != syntax.Call {
		return wrapped{}, false
	}
	w := wrapped{fn: t.First(e), args: t.First(t.Child(e, 1))}
	if t.Kind(w.fn) == syntax.Member && t.Text(t.Child(w.fn, 1)) == "call" {
		w.fn, w.args = t.First(w.fn), t.Next(w.args)
	}
	if k := t.Kind(w.fn); k != syntax.FuncExpr && k != syntax.Arrow {
		return wrapped{}, false
	}
	if wanted {
		w.value = e
		return w, true
	}
	if made, ok := u.factory(w); ok {
		return made, true
	}
	return w, true
}

// factory recognises the definition for every loader: a function that is passed as an
// argument, and called in an assignment to module.exports, or with exports.
func (u *unwrapper) factory(w wrapped) (wrapped, bool) {
	t := u.t
	p := t.First(t.Child(w.fn, 1))
	for arg := w.args; arg != 0 && p != 0; arg, p = t.Next(arg), t.Next(p) {
		if k := t.Kind(arg); k != syntax.FuncExpr && k != syntax.Arrow {
			continue
		}
		call, assign := u.calledBy(t.Child(w.fn, 3), t.Text(t.First(p)))
		if call == 0 {
			continue
		}
		return wrapped{fn: arg, args: t.First(t.Child(call, 1)), value: assign}, true
	}
	return wrapped{}, false
}

// calledBy finds "module.exports = name(…)" (the value is its right side then), or
// "name(exports, …)".
func (u *unwrapper) calledBy(n syntax.Ref, name string) (call, assign syntax.Ref) {
	t := u.t
	isCall := func(n syntax.Ref) bool {
		return t.Kind(n) == syntax.Call && t.Kind(t.First(n)) == syntax.Name && t.Text(t.First(n)) == name
	}
	switch {
	case t.Kind(n) == syntax.Assign && t.Text(t.First(n)) == "module.exports" && isCall(t.Child(n, 1)):
		return t.Child(n, 1), t.Child(n, 1)
	case isCall(n) && (t.Text(t.First(t.Child(n, 1))) == "exports" || t.Text(t.Child(t.Child(n, 1), 1)) == "exports"):
		return n, 0
	}
	for c := range t.Children(n) {
		if call, assign = u.calledBy(c, name); call != 0 {
			return call, assign
		}
	}
	return 0, 0
}

// inside is the list of statements that the statement c stands for.
func (u *unwrapper) inside(c syntax.Ref, w wrapped) (first, last syntax.Ref, ok bool) {
	t := u.t
	body := t.Child(w.fn, 3)
	if t.Kind(body) != syntax.Block || t.First(body) == 0 || t.Has(w.fn, syntax.Generator) || u.says(w.fn, t.Text(t.First(w.fn))) || u.says(w.fn, "arguments") {
		return 0, 0, false
	}
	names := map[string]bool{}
	for s := range t.Children(body) {
		u.declared(s, names)
	}
	returns := 0
	u.returns(body, &returns)
	end := u.lastOf(body)
	result := syntax.Ref(0)
	if t.Kind(end) == syntax.Return {
		returns--
		result = t.First(end)
	}
	if returns != 0 || w.value != 0 && (result == 0 || t.Kind(result) == syntax.Absent) {
		return 0, 0, false
	}
	bound, ok := u.bound(w, names)
	if !ok {
		return 0, 0, false
	}
	own := ""
	if pattern := t.First(t.First(c)); t.Kind(c) == syntax.VarDecl && t.Kind(result) == syntax.Name && t.Text(result) == t.Text(pattern) {
		own, w.value = t.Text(result), 0 // var C = (function () { function C() {} …; return C })()
	}
	for name := range names {
		if u.taken[name] && name != own {
			return 0, 0, false
		}
	}
	for name := range names {
		u.taken[name] = true
	}
	return u.joined(c, w, bound, result)
}

// joined puts the parameters, the body and the statement itself in a row, with the
// result in the place of the call.
func (u *unwrapper) joined(c syntax.Ref, w wrapped, bound []syntax.Ref, result syntax.Ref) (first, last syntax.Ref, ok bool) {
	t := u.t
	row := bound
	for s := range t.Children(t.Child(w.fn, 3)) {
		if t.Kind(s) == syntax.Return {
			break
		}
		row = append(row, s)
	}
	if w.value != 0 {
		row = append(row, u.valued(c, w.value, result))
	}
	if len(row) == 0 {
		return 0, 0, false
	}
	for i := 1; i < len(row); i++ {
		t.Nodes[row[i-1]].Next = row[i]
	}
	return row[0], row[len(row)-1], true
}

// valued is the statement c, or the assignment to module.exports in a definition for
// every loader, with another value.
func (u *unwrapper) valued(c, value, result syntax.Ref) syntax.Ref {
	t := u.t
	next := t.Next(value)
	t.Nodes[value] = t.Nodes[result]
	t.Nodes[value].Next = next
	holder := t.First(c)
	if k := t.Kind(holder); t.Kind(c) == syntax.VarDecl || k == syntax.Assign && t.Child(holder, 1) == value {
		return u.node(t.Nodes[c])
	}
	if a := u.assignOf(c, value); a != 0 {
		n := t.Nodes[c]
		n.First = u.node(t.Nodes[a])
		t.Nodes[n.First].Next = 0
		return u.node(n)
	}
	return u.node(t.Nodes[c])
}

// assignOf finds the assignment of the value below n.
func (u *unwrapper) assignOf(n, value syntax.Ref) syntax.Ref {
	if u.t.Kind(n) == syntax.Assign && u.t.Child(n, 1) == value {
		return n
	}
	for c := range u.t.Children(n) {
		if a := u.assignOf(c, value); a != 0 {
			return a
		}
	}
	return 0
}

func (u *unwrapper) node(n syntax.Node) syntax.Ref {
	u.t.Nodes = append(u.t.Nodes, n)
	return syntax.Ref(len(u.t.Nodes) - 1)
}

// bound declares the parameters: those that are called as what they are given stay
// away.
func (u *unwrapper) bound(w wrapped, names map[string]bool) ([]syntax.Ref, bool) {
	t := u.t
	var out []syntax.Ref
	arg := w.args
	for p := range t.Children(t.Child(w.fn, 1)) {
		pattern, given := t.First(p), arg
		arg = t.Next(arg)
		name := t.Text(pattern)
		if t.Kind(pattern) != syntax.Name || t.Has(p, syntax.Rest) || t.Kind(given) == syntax.Spread {
			return nil, false
		}
		if name == "undefined" || name == t.Text(given) {
			continue
		}
		names[name] = true
		value := u.node(t.Nodes[given])
		t.Nodes[value].Next = 0
		typ := u.node(syntax.Node{Next: value})
		target := u.node(t.Nodes[pattern])
		t.Nodes[target].Next = typ
		d := u.node(syntax.Node{Kind: syntax.Declarator, Start: t.Nodes[pattern].Start, End: t.Nodes[pattern].End, First: target})
		out = append(out, u.node(syntax.Node{Kind: syntax.VarDecl, Op: syntax.Var, Start: t.Nodes[pattern].Start, End: t.Nodes[pattern].End, First: d}))
	}
	return out, true
}

func (u *unwrapper) lastOf(n syntax.Ref) (last syntax.Ref) {
	for c := range u.t.Children(n) {
		last = c
	}
	return last
}

// declared collects the names that a statement declares for the body it is in.
func (u *unwrapper) declared(n syntax.Ref, out map[string]bool) {
	t := u.t
	switch t.Kind(n) {
	case syntax.FuncDecl, syntax.ClassDecl, syntax.Enum:
		out[t.Text(t.First(n))] = true
	case syntax.FuncExpr, syntax.Arrow, syntax.ClassExpr, syntax.Method:
	case syntax.Declarator:
		u.names(t.First(n), out)
	case syntax.ImportSpec:
		out[t.Text(t.Child(n, 1))] = true
	default:
		for c := range t.Children(n) {
			u.declared(c, out)
		}
	}
}

func (u *unwrapper) names(n syntax.Ref, out map[string]bool) {
	t := u.t
	switch t.Kind(n) {
	case syntax.Name:
		out[t.Text(n)] = true
	case syntax.Property:
		u.names(t.Child(n, 1), out)
	case syntax.Assign, syntax.Spread:
		u.names(t.First(n), out)
	case syntax.Object, syntax.Array:
		for c := range t.Children(n) {
			u.names(c, out)
		}
	}
}

// returns counts the return statements of a function's own body.
func (u *unwrapper) returns(n syntax.Ref, count *int) {
	switch u.t.Kind(n) {
	case syntax.FuncDecl, syntax.FuncExpr, syntax.Arrow, syntax.ClassDecl, syntax.ClassExpr, syntax.Method:
		return
	case syntax.Return:
		*count++
	}
	for c := range u.t.Children(n) {
		u.returns(c, count)
	}
}

// says tells whether a function's own code uses a name.
func (u *unwrapper) says(fn syntax.Ref, name string) bool {
	return name != "" && u.uses(u.t.Child(fn, 3), name)
}

func (u *unwrapper) uses(n syntax.Ref, name string) bool {
	t := u.t
	switch t.Kind(n) {
	case syntax.Name:
		return t.Text(n) == name
	case syntax.FuncDecl, syntax.FuncExpr:
		if name == "arguments" {
			return false
		}
	}
	for c := range t.Children(n) {
		if u.uses(c, name) {
			return true
		}
	}
	return false
}
