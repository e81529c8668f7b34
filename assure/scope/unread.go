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
func dropped(u *ir.Unit, f *ir.Func, added []string) (line string) {
	blocks(f.Body, func(b ir.Block) {
		for i := range b {
			in := &b[i]
			if in.Op != ir.Method || !slices.Contains(onTheWay, in.Name) || int(in.Span.End) > len(u.Text) || read(b[i+1:], in.Dst) {
				continue
			}
			text := string(u.Text[in.Span.Start:in.Span.End])
			first, _, _ := strings.Cut(text, "\n")
			if strings.Contains(text, "tream") && slices.ContainsFunc(added, func(a string) bool { return strings.Contains(a, first) }) {
				line = first
			}
		}
	})
	return line
}

// read reports whether what a statement left in a register is read in the rest of its
// block; what is kept for other blocks is copied to a variable first.
func read(later ir.Block, reg ir.Reg) bool {
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

// blocks calls do for a block and those in it.
func blocks(b ir.Block, do func(ir.Block)) {
	do(b)
	for i := range b {
		for inner := range b[i].Inner() {
			blocks(inner, do)
		}
	}
}
