package code

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/world"
)

// A Report is what a scan found, sorted by file, line and rule.
type Report struct {
	Found   []*Found
	Refuted []*Found // traced, but shown to be harmless on the twin
	Notes   []Note
	Unknown []Note // calls of code that nobody modelled, and the like
	Work    int64  // instructions the solver executed
	// Unread and Broken count files that were left out, or read only in parts;
	// CutOff counts roots whose execution was cut off.
	Unread, Broken, CutOff int
	// Exhausted says which part was left out for lack of budget; "" for none.
	Exhausted string
	Programs  []*link.Program // those that were read for this report

	tree  world.Tree
	texts sync.Map // of files that were asked for, by name
	labs  labs
}

// Functions lists the project's own functions by name, sorted.
func (r *Report) Functions() []string {
	var out []string
	for _, p := range r.Programs {
		for _, u := range p.Units {
			if u.Stub {
				continue
			}
			for _, f := range u.Funcs {
				out = append(out, f.Name)
			}
		}
	}
	sort.Strings(out)
	return out
}

// Partial says why findings may be missing, a sentence for each reason: what was
// not read or not executed to its end.
func (r *Report) Partial() []string {
	var out []string
	say := func(n int, one, many string) {
		if n == 1 {
			out = append(out, one)
		} else if n > 1 {
			out = append(out, fmt.Sprintf(many, n))
		}
	}
	say(r.Unread, "1 source file was not read", "%d source files were not read")
	say(r.Broken, "1 source file was read only in parts", "%d source files were read only in parts")
	say(r.CutOff, "1 execution was cut off", "%d executions were cut off")
	return out
}

// A Found is one finding, with everything that is known of it. All flows end in
// the same sink call and break the same rule; the first is the one that is told. One
// that is remembered from an earlier scan ([Cache]) has neither program nor flows.
type Found struct {
	Rule    *rule.Rule
	Program *link.Program
	Flows   []*solve.Flow
	Finding record.Finding
	Path    record.Path
	Replay  record.Replay
	Outcome twin.Outcome
	Known   []record.Known // what people taught about it
}

// Flow is the flow that is told.
func (f *Found) Flow() *solve.Flow { return f.Flows[0] }

// Scan analyses a project.
func (e *Engine) Scan(ctx context.Context, p *Project) (*Report, error) {
	return e.scan(ctx, p, nil)
}

// scan analyses a project, program by program. What an earlier report of nearly the
// same project knows of a finding from the twin is taken over; only what is new is
// replayed.
func (e *Engine) scan(ctx context.Context, p *Project, earlier *Report) (*Report, error) {
	rep := &Report{Notes: append([]Note(nil), p.Notes...), Programs: p.Programs, Unread: p.Unread, Broken: p.Broken, tree: p.Tree}
	for _, prog := range p.Programs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		e.scanProgram(ctx, prog, rep, earlier)
	}
	sortFound(rep.Found)
	sortFound(rep.Refuted)
	return rep, ctx.Err()
}

// scanProgram adds what is found in one program. Nothing that is said of it hangs on
// what other languages the project has.
func (e *Engine) scanProgram(ctx context.Context, prog *link.Program, rep, earlier *Report) {
	labs := e.memoryLabs([]*link.Program{prog})
	res := solver(prog, labs)(prog, e.Demands, solve.Options{Jobs: e.Options.Jobs, RootWork: e.Options.RootWork, Work: e.Options.Work, Watch: e.Watch(prog.Lang.Name()), Stored: e.watchesRows(prog.Lang.Name()), Learnt: e.learnt()})
	rep.Work += res.Work
	rep.note(res.Notes)
	all := e.group(prog, res)
	sortFound(all)
	number(all)
	parallel(e.Options.Jobs, len(all), func(i int) {
		if ctx.Err() == nil && !all[i].recall(earlier) {
			e.replay(all[i], e.player(all[i], labs, len(all), rep))
		}
	})
	for _, f := range all {
		if f.Replay.Verdict == "refuted" {
			rep.Refuted = append(rep.Refuted, f)
		} else {
			rep.Found = append(rep.Found, f)
		}
	}
}

// watchesRows reports whether some rule watches data bases as standing beside the
// programs of a language.
func (e *Engine) watchesRows(language string) bool {
	return slices.ContainsFunc(e.Rules, func(r *rule.Rule) bool { return r.WatchesLocal(language, "db") })
}

// Watch lists for each kind of sink whose data the rules forbid there, in programs
// of a language.
func (e *Engine) Watch(language string) map[string][]string {
	out := map[string][]string{}
	for _, r := range e.Rules {
		for _, sink := range r.Sink {
			out[sink] = append(out[sink], r.Watched(language)...)
			if len(r.Sources) == 0 {
				out[sink] = append(out[sink], "")
			}
		}
	}
	return out
}

// recall takes over what an earlier report knows of this finding.
func (f *Found) recall(earlier *Report) bool {
	if earlier == nil {
		return false
	}
	for _, list := range [][]*Found{earlier.Found, earlier.Refuted} {
		for _, old := range list {
			if old.Finding.Key == f.Finding.Key {
				f.Outcome, f.Replay = old.Outcome, old.Replay
				f.Finding.Level, f.Finding.Confidence = old.Finding.Level, old.Finding.Confidence
				return true
			}
		}
	}
	return false
}

// note sorts the solver's notes: what was left out for lack of budget makes the
// report incomplete, the rest tells where knowledge ends.
func (r *Report) note(notes []solve.Note) {
	for i, n := range solverNotes(notes) {
		if notes[i].Partial {
			r.Exhausted = n.Text
			r.CutOff++
			r.Notes = append(r.Notes, n)
			continue
		}
		r.Unknown = append(r.Unknown, n)
	}
}

func solverNotes(notes []solve.Note) []Note {
	var out []Note
	for _, n := range notes {
		note := Note{Text: n.Text}
		if n.Unit != nil {
			note.File = n.Unit.Path
			note.Line, _ = lineCol(n.Unit.Lines, n.Span.Start)
		}
		out = append(out, note)
	}
	return out
}

// group names flows by rules and joins those that end in the same call.
func (e *Engine) group(prog *link.Program, res *solve.Result) []*Found {
	flows, service := res.Flows, serviceOf(prog, res.Entries)
	type key struct {
		rule, file string
		start, end uint32
	}
	byKey := map[key]*Found{}
	var out []*Found
	for i := range flows {
		f := &flows[i]
		served := service.holds(f)
		r := e.ruleFor(f, served)
		if r == nil || f.At.Unit == nil || f.At.Unit.Stub || f.At.Unit.Test {
			continue
		}
		f.Sources = givers(r, outsiders(f.Sources, served && len(r.Sources) > 0), language(f))
		k := key{r.ID, f.At.Unit.Path, f.At.Span.Start, f.At.Span.End}
		if old := byKey[k]; old != nil {
			old.Flows = append(old.Flows, f)
			continue
		}
		byKey[k] = &Found{Rule: r, Program: prog, Flows: []*solve.Flow{f}}
		out = append(out, byKey[k])
	}
	for _, f := range out {
		f.tell()
	}
	return out
}

// language is the one that a flow's sink is written in.
func language(f *solve.Flow) string {
	if f.At.Unit == nil {
		return ""
	}
	return f.At.Unit.Lang
}

// tell fills in the finding and the path from the first flow.
func (f *Found) tell() {
	flow := f.Flow()
	name := ""
	if flow.At.Func != nil {
		name = flow.At.Func.Name
	}
	f.Path = pathOf(flow)
	f.Path.Others = f.others()
	f.Finding = record.Finding{
		Rule: f.Rule.ID, CWE: f.weaknesses(), Claim: claim(f.Rule, flow), Severity: f.severity(), Confidence: 70,
		Level: record.Traced, Where: place(flow.At.Unit, flow.At.Span, name), Hint: f.Rule.Hint,
	}
	if len(flow.Sources) == 0 {
		f.Finding.Level, f.Finding.Confidence = record.Located, 80
	}
}

// weaknesses are those of the flows' contexts, in the rule's order.
func (f *Found) weaknesses() []string {
	var some []string
	for _, flow := range f.Flows {
		own, ok := f.Rule.Weaknesses[flow.Violation.Context]
		if !ok {
			return f.Rule.CWE
		}
		some = append(some, own...)
	}
	return slices.DeleteFunc(slices.Clone(f.Rule.CWE), func(id string) bool { return !slices.Contains(some, id) })
}

// severity is the rule's, or its context's. What only the one who starts the
// program can give is of little weight: he may run what he likes as it is.
func (f *Found) severity() record.Severity {
	out := record.Severity("")
	for _, flow := range f.Flows {
		s := f.Rule.Severity
		if other, ok := f.Rule.Contexts[flow.Violation.Context]; ok {
			s = other
		}
		if starters(flow.Sources) || f.beside(flow) {
			s = record.Low
		}
		if out == "" || s.Rank() > out.Rank() {
			out = s
		}
	}
	return out
}

// beside reports whether a flow comes from nothing but what the rule watches as
// standing beside the program.
func (f *Found) beside(flow *solve.Flow) bool {
	for _, s := range flow.Sources {
		if f.Rule.Depth(s.Kind) > 0 {
			return false
		}
	}
	return len(flow.Sources) > 0 && len(f.Rule.Sources) > 0
}

func starters(sources []solve.Source) bool {
	for _, s := range sources {
		if s.Kind != "args" && s.Kind != "env" && s.Kind != "stdin" {
			return false
		}
	}
	return len(sources) > 0
}

func pathOf(flow *solve.Flow) record.Path {
	p := record.Path{Sink: callee(flow), Context: flow.Violation.Context, Reason: flow.Violation.Reason, Steps: []record.PathStep{}}
	for _, s := range flow.Sources {
		p.Sources = append(p.Sources, describe(s))
	}
	for _, s := range flow.Path {
		at := place(s.Unit, s.Span, s.Func)
		p.Steps = append(p.Steps, record.PathStep{Place: at, Note: s.Note, Text: record.Masked(sourceLine(s.Unit, at.Line))})
	}
	return p
}

// maxOthers bounds the further ways that a finding tells.
const maxOthers = 32

// others are the ways of the flows that are not told first, as far as they differ.
func (f *Found) others() [][]record.PathStep {
	var out [][]record.PathStep
	seen := map[string]bool{way(f.Path.Steps): true}
	for _, flow := range f.Flows[1:] {
		steps := pathOf(flow).Steps
		if k := way(steps); len(out) < maxOthers && len(steps) > 0 && !seen[k] {
			seen[k] = true
			out = append(out, steps)
		}
	}
	return out
}

// way is the places of a path as one text.
func way(steps []record.PathStep) string {
	var b strings.Builder
	for _, s := range steps {
		fmt.Fprintf(&b, "%s:%d:%d\n", s.File, s.Line, s.Column)
	}
	return b.String()
}

func sortFound(found []*Found) {
	sort.SliceStable(found, func(i, j int) bool {
		a, b := found[i].Finding, found[j].Finding
		switch {
		case a.Where.File != b.Where.File:
			return a.Where.File < b.Where.File
		case a.Where.Line != b.Where.Line:
			return a.Where.Line < b.Where.Line
		case a.Where.Column != b.Where.Column:
			return a.Where.Column < b.Where.Column
		}
		return a.Rule < b.Rule
	})
}

// number gives each finding its key: rule, file, function, callee and the text
// of the line, and a count where these repeat. Line numbers do not enter, not even
// as the names of functions without a name, so that edits elsewhere keep the key.
func number(found []*Found) {
	count := map[string]int{}
	for _, f := range found {
		w := f.Finding.Where
		line := strings.TrimSpace(sourceLine(f.Flow().At.Unit, w.Line))
		k := strings.Join([]string{f.Finding.Rule, w.File, ir.Unnumbered(w.Func), callee(f.Flow()), line}, "|")
		count[k]++
		if count[k] > 1 {
			k = fmt.Sprintf("%s|%d", k, count[k])
		}
		f.Finding.Key = k
	}
}
