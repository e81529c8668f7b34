package solve

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
)

// A trace is the way labelled data took, newest step first. A step where two
// ways meet has two predecessors.
type trace struct {
	labels text.Labels
	prev   *trace
	other  *trace
	fn     *ir.Func
	span   ir.Span
	note   string
}

// joinTrace keeps the ways of both values when they bring different labels.
func joinTrace(a, b *val) *trace {
	switch {
	case a.tr == nil || b.labels&^a.labels == 0 && a.labels == b.labels && a.tr == b.tr:
		return b.tr
	case b.tr == nil || b.labels&^a.labels == 0:
		return a.tr
	case a.labels&^b.labels == 0:
		return b.tr
	}
	return &trace{labels: a.labels | b.labels, prev: a.tr, other: b.tr, note: ""}
}

// step appends a place to the way of v's labels; values without labels have no
// way to tell.
func step(prev *trace, labels text.Labels, fn *ir.Func, span ir.Span, note string) *trace {
	if labels == 0 {
		return nil
	}
	if prev != nil && prev.fn == fn && prev.span == span && prev.note == note && prev.labels == labels {
		return prev
	}
	return &trace{labels: labels, prev: prev, fn: fn, span: span, note: note}
}

// maxSteps bounds a reported way.
const maxSteps = 64

// steps lists the way of the given labels from the source to here, one step a
// line.
func (t *trace) steps(want text.Labels) []Step {
	var out []Step
	for n := 0; t != nil && n < 20*maxSteps; n++ {
		if t.fn != nil && (t.labels&want != 0 || want == 0) {
			out = append(out, Step{Unit: t.fn.Unit, Span: t.span, Func: t.fn.Name, Note: t.note})
		}
		switch {
		case t.other != nil && (t.prev == nil || t.prev.labels&want == 0):
			t = t.other
		default:
			t = t.prev
		}
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return tidy(out)
}

// tidy drops steps inside library models and repeats of the same line.
func tidy(steps []Step) []Step {
	var out []Step
	for _, s := range steps {
		if s.Unit == nil || s.Unit.Stub {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Unit == s.Unit && lineOf(s.Unit, s.Span) == lineOf(s.Unit, out[n-1].Span) {
			if out[n-1].Note == "" || s.Note != "" && out[n-1].Note == noteAssign {
				out[n-1] = s
			}
			continue
		}
		out = append(out, s)
	}
	if len(out) > maxSteps {
		out = append(out[:maxSteps/2:maxSteps/2], out[len(out)-maxSteps/2:]...)
	}
	return out
}

const noteAssign = "assigned"

// lineOf is the line (from 0) a span starts on.
func lineOf(u *ir.Unit, s ir.Span) int {
	lo, hi := 0, len(u.Lines)
	for lo < hi {
		m := (lo + hi) / 2
		if u.Lines[m] <= s.Start {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo - 1
}
