package flow_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prunella/prunella/flow"
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/memory"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/views/cases"
)

// An analyzer as a function.
type analyze func(ctx context.Context, seen ledger.Entry) ([]flow.Claim, error)

func (a analyze) Analyze(ctx context.Context, seen ledger.Entry) ([]flow.Claim, error) {
	return a(ctx, seen)
}

type judge func(proposal ledger.Entry, evidence []ledger.Entry) (record.Decision, error)

func (j judge) Judge(p ledger.Entry, e []ledger.Entry) (record.Decision, error) { return j(p, e) }

func steps(log ledger.Log, hand *recorder) []flow.Step {
	var names files
	for i := range 6 {
		names = append(names, fmt.Sprintf("f%02d", i))
	}
	late := analyze(func(ctx context.Context, seen ledger.Entry) ([]flow.Claim, error) {
		time.Sleep(time.Duration(20-len(seen.Statement.Body.Evidence.Summary)) * 10 * time.Microsecond)
		return greedy{}.Analyze(ctx, seen)
	})
	return []flow.Step{
		flow.Sees(tool("files"), names),
		flow.Analyzes(tool("late"), late, "test.file"),
		flow.Analyzes(tool("greedy"), greedy{}, "test.file"),
		flow.Plans(tool("patcher"), patcher{}),
		flow.Verifies(tool("checker"), checker{}),
		flow.Judges(record.By{Kind: record.Policy, Name: "yes"}, yes{}),
		flow.Drives(tool("hand"), hand, openOrder(log.Key()), "test.patch"),
	}
}

func ids(t *testing.T, log ledger.Log) []record.ID {
	t.Helper()
	all, err := ledger.All(log.Scan(t.Context(), 0))
	if err != nil {
		t.Fatal(err)
	}
	var out []record.ID
	for _, e := range all {
		out = append(out, e.ID)
	}
	return out
}

func TestSameLogForAnyNumberOfWorkers(t *testing.T) {
	var want []record.ID
	for _, workers := range []int{1, 2, 7, 32} {
		log := newLog(t)
		loop := flow.Loop{Log: log, Workers: workers, Steps: steps(log, new(recorder))}
		if err := loop.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		got := ids(t, log)
		if want == nil {
			want = got
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d workers: another log, of %d entries instead of %d", workers, len(got), len(want))
		}
	}
}

// fragile is a log that fails at the n-th append, after having done it or not.
type fragile struct {
	ledger.Log
	n     int
	after bool
}

var errTorn = errors.New("torn")

func (f *fragile) AppendAll(ctx context.Context, all []record.Statement) ([]ledger.Entry, error) {
	if f.n--; f.n != 0 {
		return f.Log.AppendAll(ctx, all)
	}
	if f.after {
		if _, err := f.Log.AppendAll(ctx, all); err != nil {
			return nil, err
		}
	}
	return nil, errTorn
}

// A run that dies at any append, and is run again, ends as one that never died.
func TestResumesAfterACrash(t *testing.T) {
	whole := newLog(t)
	if err := (flow.Loop{Log: whole, Steps: steps(whole, new(recorder))}).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := ids(t, whole)
	for n := 1; ; n++ {
		torn := false
		for _, after := range []bool{false, true} {
			log, hand := newLog(t), new(recorder)
			loop := flow.Loop{Log: &fragile{Log: log, n: n, after: after}, Workers: 3, Steps: steps(log, hand)}
			err := loop.Run(t.Context())
			torn = errors.Is(err, errTorn)
			if err != nil && !torn {
				t.Fatal(err)
			}
			loop.Log = log
			if err := loop.Run(t.Context()); err != nil {
				t.Fatalf("append %d, after %v: %v", n, after, err)
			}
			if got := ids(t, log); !slices.Equal(got, want) {
				t.Errorf("append %d, after %v: %d entries, want %d", n, after, len(got), len(want))
			}
			if extra := len(hand.done) - 6; extra > 1 || after && extra > 0 {
				t.Errorf("append %d, after %v: %d deeds were done twice", n, after, extra)
			}
		}
		if !torn {
			return // the run ended before its n-th append
		}
	}
}

func TestOneFailsTheOthersGoOn(t *testing.T) {
	log := newLog(t)
	clumsy := analyze(func(ctx context.Context, seen ledger.Entry) ([]flow.Claim, error) {
		switch seen.Statement.Body.Evidence.Summary {
		case "a":
			panic("ouch")
		case "b":
			return nil, errTorn
		case "c": // says something, and then fails
			claims, _ := greedy{}.Analyze(ctx, seen)
			return claims, errTorn
		case "d": // says what may not be said
			return []flow.Claim{{Finding: record.Finding{Rule: "x"}}}, nil
		}
		return greedy{}.Analyze(ctx, seen)
	})
	err := flow.Loop{Log: log, Steps: []flow.Step{
		flow.Sees(tool("files"), files{"a", "b", "c", "d", "e"}),
		flow.Analyzes(tool("clumsy"), clumsy),
	}}.Run(t.Context())
	for _, want := range []error{flow.ErrPanic, errTorn, record.ErrInvalid} {
		if !errors.Is(err, want) {
			t.Errorf("error does not tell of %v", want)
		}
	}
	v := cases.New(cases.Standard{})
	if err := v.Update(t.Context(), log); err != nil || len(v.All()) != 2 {
		t.Errorf("%d cases, want those of c and e; %v", len(v.All()), err)
	}
	var fault *flow.Panic
	if !errors.As(err, &fault) || !strings.Contains(string(fault.Stack), "loop_test.go") || strings.Contains(err.Error(), "goroutine") {
		t.Errorf("the stack is not kept apart: %v", err)
	}
	var failure *flow.Failure
	if !errors.As(err, &failure) || failure.By.Name != "clumsy" || failure.Verb != flow.Analyze || failure.Subject == "" {
		t.Errorf("the failure is %+v", failure)
	}
}

func TestAnInterruptKeepsWhatWasSaid(t *testing.T) {
	log := newLog(t)
	ctx, cancel := context.WithCancel(t.Context())
	stop := analyze(func(ctx context.Context, seen ledger.Entry) ([]flow.Claim, error) {
		if seen.Statement.Body.Evidence.Summary == "b" {
			cancel()
		}
		return greedy{}.Analyze(ctx, seen)
	})
	err := flow.Loop{Log: log, Steps: []flow.Step{
		flow.Sees(tool("files"), files{"a", "b", "c"}),
		flow.Analyzes(tool("stop"), stop, "test.file"),
	}}.Run(ctx)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
	if n := log.Size(); n < 3+2 || n > 3+4 {
		t.Errorf("%d entries, want three files and the claims about one or two", n)
	}
}

// patient verifies one proposal after the other: each waits until the record has what
// was said of the one before.
type patient struct {
	log  ledger.Log
	size uint64
}

func (p *patient) Verify(ctx context.Context, of *cases.Proposal, all []*cases.Case) ([]flow.Seen, error) {
	ctx, stop := context.WithTimeout(ctx, 10*time.Second)
	defer stop()
	for p.size > 0 && p.log.Size() == p.size {
		select {
		case <-ctx.Done():
			return nil, errors.New("what was said before is not on the record")
		case <-time.After(time.Millisecond):
		}
	}
	p.size = p.log.Size()
	return checker{}.Verify(ctx, of, all)
}

func TestEachProofIsOnTheRecordAsSoonAsItIsReady(t *testing.T) {
	log := newLog(t)
	err := flow.Loop{Log: log, Steps: []flow.Step{
		flow.Sees(tool("files"), files{"a", "b", "c"}),
		flow.Analyzes(tool("greedy"), greedy{}, "test.file"),
		flow.Plans(tool("patcher"), patcher{}),
		flow.Verifies(tool("patient"), &patient{log: log}),
	}}.Run(t.Context())
	if err != nil {
		t.Error(err)
	}
}

func TestAJudgeSeesAllEvidenceAndIsAskedAgain(t *testing.T) {
	log := newLog(t)
	var asked []int
	loop := flow.Loop{Log: log, Steps: []flow.Step{
		flow.Judges(record.By{Kind: record.Policy, Name: "p"}, judge(func(_ ledger.Entry, evidence []ledger.Entry) (record.Decision, error) {
			asked = append(asked, len(evidence))
			return record.Decision{Allow: len(evidence) > 2, Reason: "r"}, nil
		})),
		flow.Sees(tool("files"), files{"a"}),
		flow.Analyzes(tool("greedy"), greedy{}, "test.file"),
		flow.Plans(tool("patcher"), patcher{}),
		flow.Verifies(tool("one"), checker{}),
		flow.Verifies(tool("two"), checker{}),
	}}
	if err := loop.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	var proposal record.ID
	for e, err := range log.Scan(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Kind == "proposal" {
			proposal = e.ID
		}
	}
	ada := record.By{Kind: record.Person, Name: "ada"}
	s, err := record.New(ada, record.Body{Evidence: &record.Evidence{Type: "test.remark", Summary: "fine"}}, nil, []record.ID{proposal})
	if err != nil {
		t.Fatal(err)
	}
	remark, err := log.Append(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	loop.Steps = loop.Steps[:1]
	if err := loop.Run(t.Context(), remark.ID); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(asked, []int{2, 3}) {
		t.Errorf("asked with so much evidence: %v, want 2 and then 3", asked)
	}
}

func TestEvents(t *testing.T) {
	log := newLog(t)
	var told []string
	loop := flow.Loop{Log: log, Steps: []flow.Step{
		flow.Sees(tool("files"), files{"a"}),
		flow.Analyzes(tool("greedy"), greedy{}, "test.file"),
	}, Events: func(e flow.Event) {
		switch {
		case e.Stage != nil:
			told = append(told, fmt.Sprintf("%s %d", e.Stage.Verb, e.Stage.Work))
		case e.Started != nil:
			told = append(told, e.Started.By.Name)
		case e.Said != nil:
			told = append(told, fmt.Sprintf("%s new=%v", e.Said.Entry.Kind, e.Said.New))
		case e.Ended != nil:
			told = append(told, fmt.Sprintf("said %d", e.Ended.Said))
		}
	}}
	want := "see 1, files, said 1, evidence new=true, analyze 1, greedy, said 2, evidence new=true, finding new=true"
	for range 2 {
		told = nil
		if err := loop.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(told, ", "); got != want {
			t.Errorf("told\n%s, want\n%s", got, want)
		}
		want = strings.ReplaceAll(want, "true", "false")
	}
}

func TestEndlessTalkIsEnded(t *testing.T) {
	log := newLog(t)
	err := flow.Loop{Log: log, Steps: []flow.Step{
		flow.Sees(tool("files"), files{"a"}),
		flow.Analyzes(tool("one"), greedy{}),
		flow.Analyzes(tool("two"), greedy{}),
	}}.Run(t.Context())
	if !errors.Is(err, flow.ErrEndless) {
		t.Errorf("error is %v", err)
	}
}

func TestUnknownSeed(t *testing.T) {
	log, err := memory.New(memory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := (flow.Loop{Log: log}).Run(t.Context(), "sha256:x"); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("error is %v", err)
	}
}
