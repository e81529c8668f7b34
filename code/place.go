package code

import (
	"sort"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/record"
)

// lineCol finds the line and byte column, both from 1, of an offset.
func lineCol(lines []uint32, at uint32) (line, col int) {
	i := sort.Search(len(lines), func(i int) bool { return lines[i] > at })
	if i == 0 {
		return 1, int(at) + 1
	}
	return i, int(at-lines[i-1]) + 1
}

// place is a stretch of a unit as records know it.
func place(u *ir.Unit, s ir.Span, fn string) record.Place {
	p := record.Place{File: u.Path, Func: fn}
	p.Line, p.Column = lineCol(u.Lines, s.Start)
	p.EndLine, p.EndCol = lineCol(u.Lines, s.End)
	return p
}

// maxLine bounds how much of a source line is put on the record.
const maxLine = 300

// sourceLine is the text of a line without its end, cut where it is long.
func sourceLine(u *ir.Unit, line int) string {
	if line < 1 || line > len(u.Lines) {
		return ""
	}
	from, to := int(u.Lines[line-1]), len(u.Text)
	if line < len(u.Lines) {
		to = int(u.Lines[line])
	}
	return record.Text(strings.TrimRight(string(u.Text[from:min(to, from+maxLine)]), " \t\r\n"))
}
