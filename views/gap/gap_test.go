package gap

import (
	"testing"
	"time"

	"github.com/prunella/prunella/ledger/memory"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/views/cases"
)

// Every statement is made one second after the one before it.
func TestGap(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	log, err := memory.New(memory.Options{Clock: func() time.Time {
		now = now.Add(time.Second)
		return now
	}})
	if err != nil {
		t.Fatal(err)
	}
	say := func(body record.Body, cites ...record.ID) record.ID {
		t.Helper()
		s, err := record.New(record.By{Kind: record.Tool, Name: "t"}, body, []record.Ref{"repo:shop"}, cites)
		if err != nil {
			t.Fatal(err)
		}
		e, err := log.Append(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		return e.ID
	}
	evidence := func(kind, data string, cites ...record.ID) record.ID {
		return say(record.Body{Evidence: &record.Evidence{Type: kind, Data: []byte(data)}}, cites...)
	}
	finding := func(key string, cites ...record.ID) record.ID {
		return say(record.Body{Finding: &record.Finding{Rule: "r", Claim: key, Severity: record.Low, Level: record.Traced, Key: key}}, cites...)
	}
	tree := evidence("code.tree", "")                    // second 1
	path := evidence("code.path", "", tree)              // 2
	open := finding("open", path)                        // 3
	mended := finding("mended", path, elsewhere(t))      // 4
	patch := say(record.Body{Proposal: &record.Proposal{ // 5
		Action: "code.patch", Target: "repo:shop", Base: record.Sum(nil), Undo: "revert",
	}}, mended)
	evidence(cases.Certificate, `{"certified":false}`, patch)        // 6
	cert := evidence(cases.Certificate, `{"certified":true}`, patch) // 7
	evidence(cases.Certificate, `{"certified":true,"n":1}`, patch)   // 8
	yes := say(record.Body{Decision: &record.Decision{Proposal: patch, Allow: true, Reason: "r"}}, patch, cert)
	say(record.Body{Receipt: &record.Receipt{Proposal: patch, Decision: yes, Outcome: record.Failed}}, yes)
	say(record.Body{Receipt: &record.Receipt{Proposal: patch, Decision: yes, Outcome: record.Done}}, yes) // 11

	view := cases.New(cases.Standard{})
	if err := view.Update(t.Context(), log); err != nil {
		t.Fatal(err)
	}
	s, err := Of(t.Context(), log, []*cases.Case{view.OfFinding(open), view.OfFinding(mended)})
	if err != nil {
		t.Fatal(err)
	}
	if g := s.Gaps[0]; g.Found != 2*time.Second || g.Certified != nil || g.Applied != nil {
		t.Errorf("open: %+v", g)
	}
	if g := s.Gaps[1]; g.Found != 3*time.Second || *g.Certified != 6*time.Second || *g.Applied != 10*time.Second {
		t.Errorf("mended: found %v, certified %v, applied %v", g.Found, *g.Certified, *g.Applied)
	}
	if want := (Spread{Count: 2, P50: 2 * time.Second, P95: 3 * time.Second, Max: 3 * time.Second}); s.Found != want {
		t.Errorf("found: %+v", s.Found)
	}
	if s.Certified.Count != 1 || s.Applied.Max != 10*time.Second {
		t.Errorf("certified %+v, applied %+v", s.Certified, s.Applied)
	}
}

// elsewhere is the id of something said in another ledger.
func elsewhere(t *testing.T) record.ID {
	t.Helper()
	return record.ID(record.Sum([]byte("elsewhere")))
}

func TestPercentilesByNearestRank(t *testing.T) {
	var hundred []time.Duration
	for i := range 100 {
		hundred = append(hundred, time.Duration(100-i))
	}
	if got := spread(hundred); got != (Spread{Count: 100, P50: 50, P95: 95, Max: 100}) {
		t.Errorf("1 to 100: %+v", got)
	}
	if got := spread([]time.Duration{7}); got != (Spread{Count: 1, P50: 7, P95: 7, Max: 7}) {
		t.Errorf("one: %+v", got)
	}
	if got := spread(nil); got != (Spread{}) {
		t.Errorf("none: %+v", got)
	}
}
