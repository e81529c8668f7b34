package blind

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/prunella/prunella/flow"
	"github.com/prunella/prunella/record"
)

// The types of evidence of a run: the run as a whole, and each blind spot.
const (
	RunEvidence  = "probe.code"
	SpotEvidence = "probe.blind"
)

// maxSource bounds how much of a variant's text goes on the record with it.
const maxSource = 64 << 10

// See implements flow.Source: the run, then its blind spots.
func (r *Report) See(_ context.Context, say func(flow.Seen) error) error {
	err := tell(say, RunEvidence, fmt.Sprintf("%d variants of %d programs, %d blind spots", r.Variants, r.Programs, len(r.Spots)),
		nil, map[string]any{"seed": fmt.Sprint(r.Seed), "programs": r.Programs, "variants": r.Variants, "spots": len(r.Spots)})
	for i := 0; err == nil && i < len(r.Spots); i++ {
		s := r.Spots[i]
		err = tell(say, SpotEvidence, s.Variant.String()+": "+s.Detail, []record.Ref{record.Ref("rule:" + s.Variant.Rule)}, map[string]any{
			"seed": fmt.Sprint(r.Seed), "of": s.Variant.Of, "steps": s.Variant.Steps, "rule": s.Variant.Rule,
			"missed": s.Missed, "detail": s.Detail, "files": sources(s.Variant.Files),
		})
	}
	return err
}

func tell(say func(flow.Seen) error, kind, summary string, about []record.Ref, shape any) error {
	data, err := json.Marshal(shape)
	if err != nil {
		return fmt.Errorf("encoding %s: %w", kind, err)
	}
	return say(flow.Seen{Body: record.Evidence{Type: kind, Summary: record.Text(summary), Data: data}, About: append([]record.Ref{"tool:prunella"}, about...)})
}

// sources are the files as text, so that the variant can be tried by hand; large
// ones only by their digest.
func sources(files map[string][]byte) map[string]string {
	out := map[string]string{}
	for name, text := range files {
		if out[record.Text(name)] = record.Text(string(text)); len(text) > maxSource {
			out[record.Text(name)] = string(record.Sum(text))
		}
	}
	return out
}
