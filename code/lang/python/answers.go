package python

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// What code nobody has a model of gives back is taken to carry what it was given.
// That is wrong of what is looked up: a row is not the number that it was asked for
// with. These calls say so by their form.

// lookups are methods that give what is kept under what they are given; with how many
// positional arguments, or -1 for any number.
var lookups = map[string]int{
	"get": 1, "get_or_404": -1, "get_or_none": -1, "get_by_id": -1, "filter_by": -1, "find_one": -1, "find_by_id": -1, "paginate": -1, "lookup": 1,
	"like": -1, "ilike": -1, "in_": -1, "notin_": -1, "not_in": -1, "between": -1, // expressions of statements, whose values are bound
}

// criteria are methods that look up when all they are given has a name: filter(id=5).
var criteria = map[string]bool{"get": true, "filter": true, "exclude": true, "find": true, "first": true, "one": true}

// answers tells a call of a method that looks something up.
func (l *lowerer) answers(call syntax.Ref, method string) bool {
	pos, named := 0, 0
	for c := range l.t.Children(l.t.Child(call, 1)) {
		switch l.t.Kind(c) {
		case syntax.Keyword, syntax.KeywordSpread:
			named++
		default:
			pos++
		}
	}
	if n, ok := lookups[method]; ok && (n < 0 || n == pos && named == 0) {
		return true
	}
	return criteria[method] && pos == 0 && named > 0
}

// awaited marks the call that the program waits for: it comes from elsewhere.
func (l *lowerer) awaited(n syntax.Ref) ir.Reg {
	r := l.expr(n)
	if l.t.Kind(n) == syntax.Call && len(l.code) > 0 {
		if last := &l.code[len(l.code)-1]; last.Dst == r && (last.Op == ir.Call || last.Op == ir.Method) {
			last.Flags |= ir.FlagAwaited
		}
	}
	return r
}
