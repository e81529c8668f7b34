package mutants

import (
	"context"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/twin"
	"github.com/prunella/prunella/world"
)

// A Trial is what the ladder said of one patch.
type Trial struct {
	Kind, Name string
	Language   string
	Rule       string
	Origin     string
	Certified  bool
	Grade      string
	Rung       string // that refused it: "L6"; "L2" also when nothing was mended
	Why        string
	// Gate is what the usual gate would have said: it reads as well as before, and
	// the proof of concept works no more.
	Gate bool
}

// A Court tries patches. It runs no project code. It is for one goroutine at a time,
// and keeps what it knows of the trees before.
type Court struct {
	Engine *code.Engine
	Rungs  []assure.Rung
	Cache  *code.Cache // shared by courts

	scales []scale
}

// A scale is a tree that was analysed, for all patches of it.
type scale struct {
	before world.MemTree
	*code.Scale
}

func (c *Court) scale(ctx context.Context, before world.MemTree) (*code.Scale, error) {
	for _, s := range c.scales {
		if same(s.before, before) {
			return s.Scale, nil
		}
	}
	s, err := c.Engine.Scale(ctx, before, c.Cache)
	if err == nil {
		c.scales = append(c.scales, scale{before, s})
	}
	return s, err
}

// Try has the change from one tree to another climb the ladder, as a patch that
// somebody made, which claims to mend the finding. For a right patch other findings
// do not count.
func (c *Court) Try(ctx context.Context, r *Right, before, after world.MemTree) (Trial, error) {
	t := Trial{Name: r.Name, Language: r.Language.Name, Rule: r.Found.Rule.ID, Origin: r.Origin}
	changes := map[string][]byte{}
	for name, text := range after {
		if old, ok := before[name]; !ok || string(old) != string(text) {
			changes[name] = text
		}
	}
	for name := range before {
		if _, ok := after[name]; !ok {
			changes[name] = nil
		}
	}
	scale, err := c.scale(ctx, before)
	if err != nil {
		return t, err
	}
	s, err := scale.Weigh(ctx, changes)
	if err != nil {
		return t, err
	}
	t.Gate = c.gate(r, s)
	t.Certified, t.Grade = len(s.Patches) > 0, "A"
	t.Rung, t.Why = "L2", "it mends nothing"
	shared := &assure.Shared{}
	for _, p := range s.Patches {
		rungs, _ := assure.Climb(ctx, c.Rungs, &assure.Subject{Engine: c.Engine, Series: s, Patch: p, NoRunner: "a trial runs no project code", Shared: shared})
		ok, grade := assure.Grade(rungs)
		t.Grade = max(t.Grade, grade)
		if ok {
			continue
		}
		t.Certified, t.Rung, t.Why = false, "none", "too little is proved:"
		for _, rung := range rungs {
			if rung.Status == assure.NotRun && t.Rung == "none" {
				t.Why += " " + rung.Rung + " " + rung.Why + ";"
			}
			if rung.Status == assure.Failed {
				t.Rung, t.Why = rung.Rung, rung.Why
			}
		}
		break
	}
	if t.Certified {
		t.Rung, t.Why = "", ""
	}
	return t, ctx.Err()
}

// gate is the usual gate: as many notes as before, and the one input that was known
// to work does so no more.
func (c *Court) gate(r *Right, s *code.Series) bool {
	if len(s.Last.Notes) > len(s.First.Notes) {
		return false
	}
	out, flow := r.Found.Outcome, r.Found.Flow()
	if out.Verdict != twin.Reproduced {
		return true // nobody has a proof of concept
	}
	subject := &assure.Subject{Engine: c.Engine, Series: s, Patch: &code.Patch{Found: r.Found, Earlier: s.First, Report: s.Last}}
	again := subject.After()
	if again == nil {
		return true
	}
	attacked := assure.Sinks(again(out.Inputs), flow.Sink)
	if flow.Violation.Labels == 0 {
		for _, e := range attacked {
			if len(flow.Demand.Check(twin.Abstract(e.Args))) > 0 {
				return false
			}
		}
		return true
	}
	calm := assure.Sinks(again(out.Peace), flow.Sink)
	for i := range min(len(calm), len(attacked)) {
		if bad, _ := flow.Demand.Broken(calm[i].Args, attacked[i].Args, out.Attack); bad {
			return false
		}
	}
	return true
}
