package code

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
	"github.com/prunella/prunella/code/value"
	"github.com/prunella/prunella/record"
)

// How many flows of one finding are tried on the twin, and for how many
// instructions in all.
const (
	maxReplays = 6
	maxWork    = 1_500_000
)

// effort shares the runs that a scan may take among its findings: generous for a
// few dozen, and never less than what most need.
func effort(findings int, lab *twin.Lab) twin.Effort {
	share := func(runs int) int { return max(runs/4, min(runs, runs*40/max(findings, 1))) }
	return twin.Effort{Search: share(64), Attack: share(96), Lab: lab}
}

// replay runs the attacks of a finding on the twin, flow by flow, until one
// succeeds, and writes down what came of it. A finding is refuted only when
// every flow is.
func (e *Engine) replay(f *Found, play player) {
	refuted, work := 0, int64(0)
	for i, flow := range f.Flows {
		if i == maxReplays || work > maxWork {
			break
		}
		out := play(flow)
		work += out.Work
		switch out.Verdict {
		case twin.Reproduced:
			f.reproduced(i, out)
			return
		case twin.Refuted:
			refuted++
		}
		if i == 0 || out.Verdict == twin.Open && f.Outcome.Verdict == twin.Refuted {
			f.Outcome, f.Replay = out, replayOf(flow, out)
		}
	}
	if refuted < len(f.Flows) && f.Replay.Verdict == "refuted" {
		f.Replay.Verdict, f.Replay.Reason = "open", "not every way in was tried"
	}
}

// reproduced makes the flow that the attack took the one that is told.
func (f *Found) reproduced(i int, out twin.Outcome) {
	key := f.Finding.Key
	f.Flows[0], f.Flows[i] = f.Flows[i], f.Flows[0]
	f.tell()
	f.Finding.Key = key
	f.Outcome, f.Replay = out, replayOf(f.Flow(), out)
	f.Finding.Level, f.Finding.Confidence = record.Reproduced, 99
}

func replayOf(flow *solve.Flow, out twin.Outcome) record.Replay {
	r := record.Replay{Verdict: out.Verdict.String(), Reason: out.Reason, Input: out.Attack, Assumed: assumed(out)}
	if len(flow.Sources) == 0 {
		return r // the value is wrong whatever anybody sends
	}
	r.Witness, r.Benign, r.Attacked = out.Witness.Command, shown(out.Benign), shown(out.Attacked)
	if w := out.Witness; w.Kind == "http" && out.Verdict == twin.Reproduced {
		r.Request = &record.Request{Method: w.Method, Path: w.Path, Body: w.Body}
		for _, h := range w.Headers {
			r.Request.Headers = append(r.Request.Headers, [2]string{h.Name, h.Value})
		}
	}
	return r
}

// assumed lists what a replay took for granted, so that nobody takes it for more
// than it is.
func assumed(out twin.Outcome) []string {
	list := append([]string(nil), out.Assumed...)
	if out.Inputs.Session && out.Verdict == twin.Reproduced {
		list = append(list, "the sender is logged in, as CREDENTIAL in the witness says")
	}
	return list
}

// maxShown bounds how much of a value is put on the record.
const maxShown = 400

// shown writes sink values for a person.
func shown(values []any) string {
	var parts []string
	for _, v := range values {
		if v != nil {
			parts = append(parts, plain(v))
		}
	}
	text := strings.ToValidUTF8(strings.Join(parts, ", "), "\uFFFD")
	if len(text) > maxShown {
		text = strings.ToValidUTF8(text[:maxShown], "") + "…"
	}
	return text
}

// plain writes one value: a text as it is, a list in brackets.
func plain(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case *value.ListValue:
		parts := make([]string, len(v.Items))
		for i, item := range v.Items {
			parts[i] = plain(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case *value.MapValue:
		parts := make([]string, 0, len(v.Keys))
		for _, k := range v.Keys {
			parts = append(parts, plain(k)+": "+plain(v.Vals[k]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return fmt.Sprint(v)
}
