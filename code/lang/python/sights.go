package python

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
)

// sights notes what the letters of the file show by themselves: before anything else
// stands a call of prunella.sink for each.
func (l *lowerer) sights() {
	if isStubPath(l.u.Path) {
		return
	}
	for _, s := range lang.Seen(l.u.Text) {
		before := len(l.code)
		args := []ir.Reg{l.str(l.t.Root, s.Sink)}
		for _, a := range s.Args {
			args = append(args, l.str(l.t.Root, a))
		}
		l.call(l.t.Root, ir.IntrinsicSink, args...)
		for i := before; i < len(l.code); i++ {
			l.code[i].Span = ir.Span{Start: uint32(s.Start), End: uint32(s.End)}
		}
	}
}
