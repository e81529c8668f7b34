package java

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// Whether a file lies in a folder is often asked of the texts of both names: the
// resolved name has to begin with the folder's. That is true of a folder beside it
// with a longer name, too, unless the folder's text ends in a separator.

// beginning judges resolved.startsWith(folder).
func (l *lowerer) beginning(n, recv syntax.Ref, name string, args syntax.Ref, regs []ir.Reg) {
	if l.u.Stub || name != "startsWith" || len(regs) != 1 || !l.resolvedName(recv, false, 0) {
		return
	}
	l.call(n, ir.IntrinsicSink, nil, l.str(n, "folder"), regs[0], l.boolean(n, l.resolvedName(l.t.First(args), true, 0)))
}

// resolvedName reports an expression that is the text of a file's resolved name; of
// a folder, which is the program's own, any form of its name will do.
func (l *lowerer) resolvedName(n syntax.Ref, folder bool, depth int) bool {
	t := l.t
	if n == 0 || depth > 8 {
		return false
	}
	switch t.Kind(n) {
	case syntax.Paren, syntax.Cast:
		return l.resolvedName(t.Last(n), folder, depth+1)
	case syntax.Ternary:
		return l.resolvedName(t.Last(n), folder, depth+1)
	case syntax.Name:
		return l.resolvedName(l.made(t.Text(n)), folder, depth+1)
	case syntax.Call:
		next := t.Next(t.First(n))
		if next == 0 || t.Kind(next) != syntax.Name {
			return false
		}
		switch t.Text(next) {
		case "getCanonicalPath":
			return true
		case "getAbsolutePath":
			return folder
		}
	}
	return false
}
