// Package assure is the proof ladder: what a patch has to climb before anybody
// should believe in it, and the certificate that says how far it came.
//
//	L0 parses       the touched files read as well as before
//	L1 builds       the real toolchain builds and vets it, in the sandbox
//	L2 reanalysis   the finding is gone and no new one came
//	L3 tests        the project's own tests pass, in the sandbox
//	L4 attack       the attack succeeds before and fails after, with its variants
//	L5 re-attack    varied attacks fail, until they see no new code
//	L6 behaviour    same results and side effects on benign inputs
//	L7 proof        every path to the sink is cut by what meets the demand
//	L8 scope        no test or CI touched, no error swallowed, no feature removed
//
// L9 is a person's approval, bound to the certificate's digest (package govern); L10,
// the watch over what was applied, is a plan in the proposal (record.Rollout).
//
// Each rung is a folder below this one and one line of the wiring's list. A rung
// that could not run says why and lowers the grade; it is never counted as passed
// (law 4). The ladder stops at the first rung that fails.
//
// Rungs that run project code do so only through world.Runner. A series of
// patches is built and tested once, with all of them applied; when that fails, the
// patch that fails it is looked for and the others are built and tested without it.
package assure

import (
	"context"
	"sync"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/world"
)

// The statuses of a rung.
const (
	Passed = "passed"
	Failed = "failed"
	NotRun = "not run"
)

// A Result is what a rung says of a patch.
type Result struct {
	Status    string
	Why       string   // for Passed what was seen, else the reason
	Isolation []string // the walls around what was run, if anything was
	Offer     *record.Offer
}

// A Rung is one step of the ladder.
type Rung interface {
	ID() string   // "L0"
	Name() string // "parses"
	Check(ctx context.Context, s *Subject) Result
}

// A Subject is a patch on the ladder.
type Subject struct {
	Engine   *code.Engine
	Series   *code.Series
	Patch    *code.Patch
	Runner   world.Runner // nil: nothing may be run, NoRunner says why
	NoRunner string
	Shared   *Shared
	Memory   *Memory // nil: every rung is asked
}

// A Memory keeps what rungs said when a patch was chosen, so that they are not
// asked again when it is certified. It is safe for concurrent use.
type Memory struct {
	mu   sync.Mutex
	said map[*code.Patch]map[string]Result
}

func (m *Memory) recall(p *code.Patch, rung string) (Result, bool) {
	if m == nil {
		return Result{}, false
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	res, ok := m.said[p][rung]
	return res, ok
}

func (m *Memory) keep(p *code.Patch, rung string, res Result) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.said == nil {
		m.said = map[*code.Patch]map[string]Result{}
	}
	if m.said[p] == nil {
		m.said[p] = map[string]Result{}
	}
	m.said[p][rung] = res
}

// Shared keeps results that hold for a whole series, so that a build is done once.
type Shared struct {
	mu   sync.Mutex
	done map[string]map[*code.Patch]Result

	finding sync.Mutex
	tools   map[string]found
}

// found is a toolchain that was looked for.
type found struct {
	tools world.Toolchain
	err   error
}

// toolchain looks for the toolchain of a language once: that starts programs.
func (s *Shared) toolchain(ctx context.Context, language, cache string) (world.Toolchain, error) {
	s.finding.Lock()
	defer s.finding.Unlock()
	key := language + " " + cache
	if f, ok := s.tools[key]; ok {
		return f.tools, f.err
	}
	tools, err := world.FindToolchain(ctx, language, cache)
	if ctx.Err() != nil {
		return tools, err // an interrupt says nothing about the machine
	}
	if s.tools == nil {
		s.tools = map[string]found{}
	}
	s.tools[key] = found{tools, err}
	return tools, err
}

// ofSeries answers for a patch from what a check of its series came to, which is
// worked out once.
func (s *Shared) ofSeries(key string, p *code.Patch, work func() map[*code.Patch]Result) Result {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.done[key]; !ok {
		if s.done == nil {
			s.done = map[string]map[*code.Patch]Result{}
		}
		s.done[key] = work()
	}
	return s.done[key][p]
}

// Last is the tree with the whole series applied.
func (s *Subject) Last() world.Tree {
	if n := len(s.Series.Patches); n > 0 {
		return s.Series.Patches[n-1].After
	}
	return s.Series.Base
}

// Touched lists the files of the patch.
func (s *Subject) Touched() []string {
	var out []string
	for _, f := range s.Patch.Data.Files {
		out = append(out, f.Path)
	}
	return out
}

// check asks a rung about the patch, once: a rung that was asked when the patch was
// chosen is not asked again.
func (s *Subject) check(ctx context.Context, r Rung) Result {
	if res, ok := s.Memory.recall(s.Patch, r.ID()); ok {
		return res
	}
	res := r.Check(ctx, s)
	s.Memory.keep(s.Patch, r.ID(), res)
	return res
}

// Climb asks the rungs in order until one fails.
func Climb(ctx context.Context, rungs []Rung, s *Subject) (out []record.Rung, isolation []string) {
	failed := ""
	for _, r := range rungs {
		res := Result{Status: NotRun, Why: failed + " failed"}
		if failed == "" {
			res = s.check(ctx, r)
		}
		if res.Status == Failed {
			failed = r.ID()
		}
		if len(res.Isolation) > 0 {
			isolation = res.Isolation
		}
		out = append(out, record.Rung{Rung: r.ID(), Name: r.Name(), Status: res.Status, Why: res.Why, Offer: res.Offer})
	}
	return out, isolation
}

// Accept asks rungs that need no build whether a single patch is worth proposing;
// it is for code.Engine.
func Accept(e *code.Engine, m *Memory, rungs ...Rung) func(context.Context, *code.Patch) string {
	return func(ctx context.Context, p *code.Patch) string {
		s := single(e, m, p)
		for _, r := range rungs {
			if res := s.check(ctx, r); res.Status == Failed {
				return r.ID() + " " + r.Name() + ": " + res.Why
			}
		}
		return ""
	}
}

// single is a patch as if it were the only one, where nothing may be run.
func single(e *code.Engine, m *Memory, p *code.Patch) *Subject {
	return &Subject{Engine: e, Series: &code.Series{Base: p.Before, Patches: []*code.Patch{p}}, Patch: p, Shared: &Shared{}, Memory: m}
}

// Below reports patches whose certificate will be worse than a grade even if all
// rungs that were not given pass; it is for code.Engine.
func Below(e *code.Engine, m *Memory, grade string, missing int, rungs ...Rung) func(context.Context, *code.Patch) bool {
	return func(ctx context.Context, p *code.Patch) bool {
		said, _ := Climb(ctx, rungs, single(e, m, p))
		for range missing {
			said = append(said, record.Rung{Status: NotRun})
		}
		certified, got := Grade(said)
		return !certified || got > grade
	}
}

// Grade sums up the rungs. A patch is certified when no rung failed, it parses,
// the finding is gone, its scope is kept, and the attack was seen to fail, or the
// proof holds and something was executed, on the twin or by the tests, that shows
// that the program still does its work. Each rung that was not run costs a grade,
// from A down to E.
func Grade(rungs []record.Rung) (certified bool, grade string) {
	status := map[string]string{}
	missing := 0
	for _, r := range rungs {
		status[r.Rung] = r.Status
		switch r.Status {
		case Failed:
			return false, "F"
		case NotRun:
			missing++
		}
	}
	for _, must := range []string{"L0", "L2", "L8"} {
		if status[must] != Passed {
			return false, "F"
		}
	}
	proved := status["L7"] == Passed && (status["L6"] == Passed || status["L3"] == Passed)
	if status["L4"] != Passed && !proved {
		return false, "F"
	}
	return true, string("ABCDE"[min(missing, 4)])
}
