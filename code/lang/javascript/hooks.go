package javascript

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// State of React's hooks is a variable that its second name assigns:
// "const [text, setText] = useState('')". What effects and handlers set before the
// component returns is what it shows.

// stateHook recognises such a declarator, by the words alone.
func stateHook(t *syntax.Tree, d syntax.Ref) (value, setter syntax.Ref, ok bool) {
	pattern, init := t.First(d), t.Child(d, 2)
	if t.Kind(pattern) != syntax.Array || t.Kind(init) != syntax.Call || !strings.HasSuffix(t.Text(t.First(init)), "useState") {
		return 0, 0, false
	}
	value, setter = t.First(pattern), t.Child(pattern, 1)
	return value, setter, t.Count(pattern) == 2 && t.Kind(value) == syntax.Name && t.Kind(setter) == syntax.Name
}

// state lowers the declarator of a state hook.
func (l *lowerer) state(d syntax.Ref) bool {
	value, setter, ok := stateHook(l.t, d)
	if !ok || l.scope.top {
		return false
	}
	l.u.Imports["import react"] = "react"
	l.declare(value, l.text(value))
	l.declare(setter, l.text(setter))
	v := l.scope.find(l.text(value))
	if v == nil || !v.cell {
		return false
	}
	init := l.t.First(l.t.Child(l.t.Child(d, 2), 1))
	first := l.none(d)
	if init != 0 {
		first = l.expr(init)
	}
	l.write(d, v, l.call(d, "react.next", l.none(d), first))
	l.store(d, l.text(setter), l.closure(d, l.setterOf(d, setter), []ir.Reg{v.reg}))
	return true
}

// setterOf is the function that assigns the variable it captures.
func (l *lowerer) setterOf(d, name syntax.Ref) *ir.Func {
	f := l.newFunc(d, l.f.Name+".<"+l.text(name)+">")
	f.NameSpan = l.span(name)
	f.RegNames = []string{"next", "state", "", ""}
	f.Params = []ir.Param{{Name: "next", Reg: 0}}
	f.Captures = []ir.Reg{1}
	load, next, store := l.at(ir.Load, d), l.at(ir.Call, d), l.at(ir.Store, d)
	load.Dst, load.A = 2, 1
	next.Dst, next.Name, next.Args = 3, "react.next", l.list(2, 0)
	store.A, store.B = 1, 3
	f.Body = ir.Block{load, next, store}
	l.finish(f)
	return f
}
