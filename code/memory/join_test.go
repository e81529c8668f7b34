package memory

import (
	"testing"

	"github.com/prunella/prunella/code/ir"
)

// Two ways that made different things under the same number, as after a branch
// with an allocation on one side, keep them apart when they join.
func TestWaysKeepTheirObjectsApart(t *testing.T) {
	base := &state{heap: make([]*object, 1), regs: make([]val, 2), owner: new(byte), run: &run{}}
	a, b := base, base.fork()
	here := func() place { return place{in: &ir.Instr{}} }
	a.regs[0] = val{k: kPtr, obj: a.alloc(&object{kind: oHeap, family: "malloc", size: num(8), at: here()})}
	b.regs[1] = val{k: kPtr, obj: b.alloc(&object{kind: oStack, family: "stack", size: num(4), at: here()})}
	inner := b.own(b.regs[1].obj)
	inner.store(0, 8, 1, b.regs[1]) // it holds its own address

	merge(a, b, func(x, y val) val {
		if x.k == kNone {
			return y
		}
		return x
	})
	heap, stack := a.object(a.regs[0].obj), a.object(a.regs[1].obj)
	if heap.family != "malloc" || heap.size.lo != 8 {
		t.Errorf("the allocation became %+v", heap)
	}
	if stack == nil || stack.family != "stack" || stack.size.lo != 4 {
		t.Fatalf("the variable became %+v", stack)
	}
	if v := stack.load(0, 8, form{pointer: true, size: 8}); v.obj != a.regs[1].obj {
		t.Errorf("the address in it leads to %d, want %d", v.obj, a.regs[1].obj)
	}
}

// What a way knows of a number outlives the join of ways.
func TestJoinedNumbersKeepTheirBounds(t *testing.T) {
	a := &state{heap: make([]*object, 1), regs: []val{{k: kInt, lo: minInt, hi: maxInt, sym: 1, fl: vagueLo | vagueHi}}, owner: new(byte)}
	b := a.fork()
	a.learn(fact{sym: 1, lo: 2, hi: 9, vlo: true, vhi: true})
	b.regs[0] = num(286)
	merge(a, b, join)
	if v := a.get(0); v.lo != 2 || v.hi != 286 || v.fl&(vagueLo|vagueHi) != 0 {
		t.Errorf("2…9 or 286 is %d…%d (flags %b)", v.lo, v.hi, v.fl)
	}
}

func TestArithmeticLeavesItsTypeOnlyWhereItDoes(t *testing.T) {
	long := forms["long"]
	for _, c := range []struct {
		name        string
		tok         ir.Tok
		a, b        val
		over, under bool
	}{
		{"below the end, plus one", ir.Add, between(0, maxInt-1), num(1), false, false},
		{"the end, plus one", ir.Add, between(0, maxInt), num(1), true, false},
		{"above the start, less one", ir.Sub, between(minInt+1, 0), num(1), false, false},
		{"the start, less one", ir.Sub, between(minInt, 0), num(1), false, true},
		{"less a negative number", ir.Sub, num(maxInt), num(-1), true, false},
	} {
		out := val{k: kInt, lo: addSat(c.a.lo, c.b.lo), hi: addSat(c.a.hi, c.b.hi)}
		if over, under := beyond(out, c.a, c.b, long, c.tok); over != c.over || under != c.under {
			t.Errorf("%s: over %v, under %v", c.name, over, under)
		}
	}
}
