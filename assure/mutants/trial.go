package mutants

import (
	"context"
	"slices"

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
	claims map[*Right][]string // the keys of the findings that the right patches mend
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
	scale, err := c.scale(ctx, before)
	if err != nil {
		return t, err
	}
	s, err := scale.Weigh(ctx, changed(before, after))
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
	if !t.Certified {
		return t, ctx.Err()
	}
	t.Rung, t.Why = "", ""
	if same(before, r.Before) && !same(after, r.After) {
		short, err := c.short(ctx, r, scale, s)
		if err != nil {
			return t, err
		}
		if short != "" {
			t.Certified, t.Rung, t.Why = false, "L2", short+" is not mended, and no certificate says so"
		}
	}
	return t, ctx.Err()
}

// short names a finding that the right patch mends and this one does not. A certificate
// names what it is for: that of a patch which mends less says less, and is none for the rest.
func (c *Court) short(ctx context.Context, r *Right, scale *code.Scale, s *code.Series) (string, error) {
	claim, known := c.claims[r]
	if !known {
		right, err := scale.Weigh(ctx, changed(r.Before, r.After))
		if err != nil {
			return "", err
		}
		for _, p := range right.Patches {
			claim = append(claim, p.Key)
		}
		if c.claims == nil {
			c.claims = map[*Right][]string{}
		}
		c.claims[r] = claim
	}
	for _, key := range claim {
		if !slices.ContainsFunc(s.Patches, func(p *code.Patch) bool { return p.Key == key }) {
			return "the finding " + key, nil
		}
	}
	return "", nil
}

// changed are the files that are not the same in two trees; nil is one that is gone.
func changed(before, after world.MemTree) map[string][]byte {
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
	return changes
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
