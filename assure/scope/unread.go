package scope

import (
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
		if p.Lang.Name() != "java" {
			continue
		}
		for _, u := range p.Units {
			if u.Stub || !slices.Contains(s.Touched(), u.Path) {
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
	used, made := map[ir.Reg]bool{}, []*ir.Instr{}
	each(f.Body, func(in *ir.Instr) {
		for _, r := range append([]ir.Reg{in.A, in.B, in.C}, in.Args...) {
			used[r] = true
		}
		if in.Op == ir.Method && slices.Contains(onTheWay, in.Name) {
			made = append(made, in)
		}
	})
	for _, in := range made {
		if used[in.Dst] || int(in.Span.End) > len(u.Text) || !strings.Contains(string(u.Text[in.Span.Start:in.Span.End]), "tream") {
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
