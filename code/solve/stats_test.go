package solve

import "testing"

import "github.com/prunella/prunella/code/link"

func Stats(t testing.TB, p *link.Program) {
	g := newGraph(p)
	var n, sink, src, both, size, entry, val int
	for _, in := range g.infos {
		if in.fn.Unit.Stub {
			continue
		}
		n++
		size += in.size
		if in.reach&toSink != 0 {
			sink++
		}
		if in.reach&toSource != 0 {
			src++
		}
		if in.reach&toSource != 0 && in.reach&toSink != 0 {
			both++
		}
		if in.reach&toEntry != 0 {
			entry++
		}
		if in.reach&toValue != 0 {
			val++
		}
	}
	t.Logf("%d functions, %d instrs, sink %d source %d both %d entry %d value %d", n, size, sink, src, both, entry, val)
	names := map[string]int{}
	for _, in := range g.infos {
		if in.fn.Class != "" && in.reach&(toSource|toValue) != 0 && in.fn.Unit.Stub {
			names[lastName(in.fn.Name)]++
		}
	}
	t.Log(names)
}
