package scope

import (
	"path"
	"slices"
	"strings"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code/ir"
)

// onTheWay are the operations of Java's streams that are done when somebody asks for
// what comes out, and not before (java.util.stream, "Stream operations and pipelines").
var onTheWay = []string{"map", "mapToObj", "mapToInt", "mapToLong", "mapToDouble", "flatMap", "filter", "peek", "takeWhile", "dropWhile", "onClose"}

// unread finds an added line of Java in which a stream is made and thrown away.
func unread(s *assure.Subject, added []string) string {
	if s.Patch.Report == nil {
		return ""
	}
	for _, p := range s.Patch.Report.Programs {
		for _, u := range p.Units {
			if u.Stub || path.Ext(u.Path) != ".java" || !slices.Contains(s.Touched(), u.Path) {
				continue
			}
			for _, f := range u.Funcs {
				if line := dropped(u, f, added); line != "" {
					return line
				}
			}
		}
	}
	return ""
}

// dropped is the added line at the end of which a function throws a stream away.
func dropped(u *ir.Unit, f *ir.Func, added []string) string {
	var all []*ir.Instr
	each(f.Body, func(in *ir.Instr) { all = append(all, in) })
	for i, in := range all {
		if in.Op != ir.Method || !slices.Contains(onTheWay, in.Name) || read(all[i+1:], in.Dst) {
			continue
		}
		if int(in.Span.End) > len(u.Text) || !strings.Contains(string(u.Text[in.Span.Start:in.Span.End]), "tream") {
			continue
		}
		for l := range strings.Lines(string(u.Text[in.Span.Start:in.Span.End])) {
			l = strings.TrimSpace(l)
			if slices.ContainsFunc(added, func(a string) bool { return strings.Contains(a, l) && l != "" }) {
				return l
			}
		}
	}
	return ""
}

// read reports whether a register is read before it is written again.
func read(later []*ir.Instr, reg ir.Reg) bool {
	for _, in := range later {
		if in.A == reg || in.B == reg || in.C == reg || slices.Contains(in.Args, reg) {
			return true
		}
		if in.Dst == reg {
			return false
		}
	}
	return false
}

// each calls do for the instructions of a block and of those in it.
func each(b ir.Block, do func(*ir.Instr)) {
	for i := range b {
		do(&b[i])
		if b[i].Aux == nil {
			continue
		}
		for _, inner := range b[i].Aux.Blocks {
			each(inner, do)
		}
		for _, h := range b[i].Aux.Handlers {
			each(h.Body, do)
		}
	}
}
