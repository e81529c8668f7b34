package memory

import (
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

func topOf(lab text.Labels, s text.Sym) text.Str { return text.Top(lab, s) }

func exactly(s string, lab text.Labels) str {
	return str{lo: int64(len(s)), hi: int64(len(s)), lab: lab, text: text.Lit(s)}
}

func parseInt(s string) int64 {
	s = strings.TrimLeft(s, " \t\r\n")
	end := 0
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || end == 0 && (s[end] == '-' || s[end] == '+')) {
		end++
	}
	n, err := strconv.ParseInt(s[:end], 10, 64)
	if err != nil && n == 0 {
		return 0
	}
	return n
}

func parseFloat(s string) float64 {
	s = strings.TrimLeft(s, " \t\r\n")
	for end := len(s); end > 0; end-- {
		if f, err := strconv.ParseFloat(s[:end], 64); err == nil {
			return f
		}
		if len(s) > 64 {
			s = s[:64]
			end = 65
		}
	}
	return 0
}

// report says that a demand on memory is broken here.
func (r *run) report(fr *frame, in *ir.Instr, st *state, kind, how string, lab text.Labels, args ...value.Abs) {
	r.found(fr, in, st, kind, demand.Violation{Labels: lab, Context: kind, Reason: how}, args)
}

// unsettled reports what is not told of a template: it hangs on what its parameters do,
// which are lowered as no type.
func unsettled(kind string) bool {
	return kind == "null" || kind == "uninitialised" || kind == "noreturn" || strings.HasPrefix(kind, "leak")
}

// found makes a flow of a violation.
func (r *run) found(fr *frame, in *ir.Instr, st *state, kind string, v demand.Violation, args []value.Abs) {
	d := r.demands[kind]
	fn, at := r.project(fr, in)
	if d == nil || fn == nil || at == nil || fn.Unit.Stub || at.Span == (ir.Span{}) {
		return
	}
	if fn.Generic && unsettled(kind) {
		return
	}
	k := flowKey{kind, fn.Unit, at.Span}
	if r.seen[k] {
		return
	}
	r.seen[k] = true
	f := solve.Flow{Sink: kind, Demand: d, Violation: v, Args: args, Root: r.root, At: solve.Place{Unit: fn.Unit, Span: at.Span, Func: fn, Callee: calleeOf(at)}}
	for n, s := range r.sources {
		if v.Labels&(1<<uint(n)) != 0 {
			f.Sources = append(f.Sources, s)
			if s.At.Unit != nil {
				f.Path = append(f.Path, solve.Step{Unit: s.At.Unit, Span: s.At.Span, Func: s.At.Func.Name, Note: "comes in"})
			}
		}
	}
	for c := fr; c != nil && c.caller != nil; c = c.caller {
		if c.call != nil && !c.caller.fn.Unit.Stub {
			f.Stack = append([]solve.Place{{Unit: c.caller.fn.Unit, Span: c.call.Span, Func: c.caller.fn, Callee: c.fn.Name}}, f.Stack...)
		}
	}
	f.Path = append(f.Path, solve.Step{Unit: fn.Unit, Span: at.Span, Func: fn.Name, Note: v.Reason})
	if r.in == nil && st != nil {
		f.Turns = st.turns()
	}
	r.flows = append(r.flows, f)
	if r.in != nil {
		r.when = append(r.when, r.in.guesses)
		if w := r.wanted; w != nil && f.Sink == w.Sink && f.At.Unit == w.At.Unit && f.At.Span == w.At.Span {
			r.budget = 0 // the run has shown what it was for
		}
	}
}

// reportAt is report for a place that is not the current one.
func (r *run) reportAt(st *state, fn *ir.Func, at *ir.Instr, kind, how string) {
	r.found(&frame{fn: fn}, at, st, kind, demand.Violation{Context: kind, Reason: how}, nil)
}

func calleeOf(in *ir.Instr) string {
	if in.Op == ir.Call || in.Op == ir.Method {
		return in.Name
	}
	return ""
}
