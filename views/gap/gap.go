// Package gap measures the security gap: the seconds from when a flaw could be
// known to when it was found, to when a remedy was certified and to when it was
// in place. It is a fold over cases, and so over the ledger; its only clock are
// the times of the entries.
//
// A flaw could be known when the earliest thing its finding rests on was on the
// record: usually the state of the repository that holds it. A flaw that was taken
// out and came back counts from when it was first there. What was never
// reached, such as a remedy for an open case, is not counted as anything, but
// as missing.
//
// Percentiles are by nearest rank: the smallest value that at least p percent
// of the values do not exceed.
package gap

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/views/cases"
)

// A Gap is how long one case took. A duration is nil when the case has not come
// that far; all are from Knowable on.
type Gap struct {
	Key       string // of the case
	Repo      record.Ref
	Knowable  time.Time
	Found     time.Duration
	Certified *time.Duration
	Applied   *time.Duration
}

// A Spread sums up one of the durations over many cases.
type Spread struct {
	Count         int // cases that came so far
	P50, P95, Max time.Duration
}

// A Summary is the gap of all cases.
type Summary struct {
	Gaps                      []Gap // in the order of the cases
	Found, Certified, Applied Spread
}

// Of measures cases. It reads from the log what they rest on.
func Of(ctx context.Context, log ledger.Log, all []*cases.Case) (Summary, error) {
	var s Summary
	var found, certified, applied []time.Duration
	for _, c := range all {
		g, err := one(ctx, log, c)
		if err != nil {
			return Summary{}, err
		}
		s.Gaps = append(s.Gaps, g)
		found = append(found, g.Found)
		if g.Certified != nil {
			certified = append(certified, *g.Certified)
		}
		if g.Applied != nil {
			applied = append(applied, *g.Applied)
		}
	}
	s.Found, s.Certified, s.Applied = spread(found), spread(certified), spread(applied)
	return s, nil
}

func one(ctx context.Context, log ledger.Log, c *cases.Case) (Gap, error) {
	first := c.Findings[0]
	knowable, err := earliest(ctx, log, first)
	if err != nil {
		return Gap{}, err
	}
	g := Gap{Key: c.Key, Repo: c.Repo, Knowable: knowable, Found: first.Time.Sub(knowable)}
	for _, p := range c.Proposals {
		for _, e := range p.Passed {
			sooner(&g.Certified, e.Time.Sub(knowable))
		}
		for _, e := range p.Receipts {
			if e.Statement.Body.Receipt.Outcome == record.Done {
				sooner(&g.Applied, e.Time.Sub(knowable))
			}
		}
	}
	return g, nil
}

func sooner(at **time.Duration, d time.Duration) {
	if *at == nil || d < **at {
		*at = &d
	}
}

// earliest is the time of the earliest evidence that an entry rests on, through
// as many steps as there are. What it cites was said before it, so this ends.
func earliest(ctx context.Context, log ledger.Log, from ledger.Entry) (time.Time, error) {
	first := from.Time
	seen := map[record.ID]bool{from.ID: true}
	for work := []ledger.Entry{from}; len(work) > 0; {
		e := work[len(work)-1]
		work = work[:len(work)-1]
		if e.Time.Before(first) {
			first = e.Time
		}
		for _, id := range e.Statement.Cites {
			if seen[id] {
				continue
			}
			seen[id] = true
			cited, err := log.Get(ctx, id)
			if errors.Is(err, ledger.ErrNotFound) {
				continue // said in another ledger
			}
			if err != nil {
				return first, err
			}
			if cited.Kind == "evidence" {
				work = append(work, cited)
			}
		}
	}
	return first, nil
}

func spread(all []time.Duration) Spread {
	if len(all) == 0 {
		return Spread{}
	}
	slices.Sort(all)
	return Spread{Count: len(all), P50: rank(all, 50), P95: rank(all, 95), Max: all[len(all)-1]}
}

// rank is the nearest-rank percentile of sorted values.
func rank(sorted []time.Duration, percent int) time.Duration {
	return sorted[max(0, (percent*len(sorted)+99)/100-1)]
}
