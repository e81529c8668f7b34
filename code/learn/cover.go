package learn

import (
	"fmt"
	"slices"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/record"
)

// A Lesson is knowledge in force: what is believed, and the proposal that says so.
type Lesson struct {
	ID     record.ID
	Action string
	record.Knowledge
}

// A Claim is a finding as a suppression looks at it.
type Claim struct {
	Finding record.Finding
	Lang    string
	Flows   []Seen
}

// Seen is one flow of a finding and what the twin made of it.
type Seen struct {
	Flow       *solve.Flow
	Reproduced bool
	Unknown    []string // what the twin took for granted, or stopped at
}

// Proven reports whether an attack succeeded by what is known alone: then words
// about patterns do not count.
func (s Seen) Proven() bool { return s.Reproduced && len(s.Unknown) == 0 }

// Covers says what a suppression does to a finding: record.Suppressed, record.Lapsed with
// what has changed, or "" for nothing.
func (l *Lesson) Covers(c Claim) (what, why string) {
	if l.Action != record.LearnSuppression || l.Rule != c.Finding.Rule || l.Lang != c.Lang || len(c.Flows) == 0 {
		return "", ""
	}
	switch l.Scope {
	case record.ScopeFinding:
		if l.Key != record.Sum([]byte(c.Finding.Key)) {
			return "", ""
		}
		now := Bodies(flowsOf(c), false)
		if !slices.Equal(now, l.Bodies) {
			return record.Lapsed, changed(l.Bodies, now)
		}
	case record.ScopePattern, record.ScopePath:
		if l.Shape == nil || l.Scope == record.ScopePath && !MatchPath(l.Path, c.Finding.Where.File) {
			return "", ""
		}
		for _, s := range c.Flows {
			if s.Proven() || !Same(*l.Shape, ShapeOf(c.Finding.Rule, s.Flow, s.Unknown)) {
				return "", ""
			}
		}
		if now := Bodies(flowsOf(c), true); !slices.Equal(now, l.Bodies) {
			return record.Lapsed, changed(l.Bodies, now)
		}
	default:
		return "", ""
	}
	return record.Suppressed, l.Reason
}

func flowsOf(c Claim) []*solve.Flow {
	out := make([]*solve.Flow, len(c.Flows))
	for i, s := range c.Flows {
		out[i] = s.Flow
	}
	return out
}

// changed names what is not as it was.
func changed(then, now []record.FuncDigest) string {
	for _, d := range then {
		if !slices.Contains(now, d) {
			return fmt.Sprintf("%s is not what it was", d.Func)
		}
	}
	for _, d := range now {
		if !slices.Contains(then, d) {
			return fmt.Sprintf("%s was not on the way", d.Func)
		}
	}
	return "what it rests on has changed"
}

// Patternless says why a finding is no example of a pattern, "" when it is one.
func Patternless(c Claim) string {
	if len(c.Flows) == 0 {
		return "it has no flow"
	}
	first := ShapeOf(c.Finding.Rule, c.Flows[0].Flow, c.Flows[0].Unknown)
	for _, s := range c.Flows {
		switch shape := ShapeOf(c.Finding.Rule, s.Flow, s.Unknown); {
		case s.Proven():
			return "the attack succeeds and everything on the way is known"
		case !Same(first, shape):
			return "several different ways lead to the sink"
		case len(shape.Unknown)+len(shape.Through) == 0:
			return "nothing tells it from other findings of its rule: no code on the way is unknown, and no helper is passed"
		}
	}
	return ""
}

// Holds says why a sanitizer or source is not as it was, "" when it is.
func (l *Lesson) Holds(programs []*link.Program) string {
	now := FunctionDigests(programs, l.Func)
	if !slices.Equal(now, l.Bodies) {
		return changed(l.Bodies, now)
	}
	return ""
}

// FunctionDigests are the sums of the project's functions of a name: none for one that
// the project does not hold.
func FunctionDigests(programs []*link.Program, name string) []record.FuncDigest {
	return digests(Functions(programs, name))
}

// Functions are the project's functions of a name.
func Functions(programs []*link.Program, name string) []*ir.Func {
	var out []*ir.Func
	for _, p := range programs {
		for _, u := range p.Units {
			if fn := functionAt(u, name); fn != nil {
				out = append(out, fn)
			}
		}
	}
	return out
}

// Solver is what a sanitizer or source tells the executor.
func (l *Lesson) Solver() solve.Learnt {
	switch l.Action {
	case record.LearnSanitizer:
		return solve.Learnt{Clean: map[string]bool{l.Func: true}}
	case record.LearnSuppression:
		out := solve.Learnt{Clean: map[string]bool{}}
		for _, name := range l.Believe {
			out.Clean[name] = true
		}
		return out
	case record.LearnSource:
		return solve.Learnt{Sources: map[string]string{l.Func: l.Source}}
	}
	return solve.Learnt{}
}

// Passes reports whether a flow's data goes through a function of the project.
func Passes(f *solve.Flow, name string) bool {
	return slices.ContainsFunc(f.Path, func(s solve.Step) bool { return s.Func == name })
}
