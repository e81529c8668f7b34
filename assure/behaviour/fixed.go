package behaviour

import (
	"slices"
	"strings"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code/twin"
)

// performed are the sinks that do what a text says: what honest people see of it is not
// executed on the twin.
var performed = []string{"template", "code", "deserialize"}

// probes are values that differ in every way that a program may look at.
var probes = []string{"1", "42", "alice", "x + 1", "[1, 2]", "Bob Smith", "eyJhIjogMX0=", "{\"a\": 1}"}

// fixed reports a patch after which the same text is run whatever people give, where
// they had a part in it before. What runs it is still there, so that nothing else has
// taken its place.
func fixed(t *trials, now runner) string {
	if t.key.Kind == "" || !slices.Contains(performed, t.flow.Sink) {
		return ""
	}
	before, after := map[string]bool{}, map[string]bool{}
	for _, word := range append(slices.Clone(probes), t.leads()[1:]...) {
		in := t.peace.With(t.key, word)
		old, is := t.then(in), now(in)
		if len(assure.Sinks(old, t.flow.Sink)) == 0 || old.Exhausted || is.Exhausted {
			continue
		}
		if len(assure.Sinks(is, t.flow.Sink)) == 0 {
			return ""
		}
		before[trail(old)], after[trail(is)] = true, true
	}
	if len(before) > 2 && len(after) == 1 {
		return "whatever is given, the same text comes to " + t.flow.Sink + ": the value is thrown away"
	}
	return ""
}

// trail is all that a run shows.
func trail(r *twin.Run) string {
	var b strings.Builder
	for _, events := range [][]twin.Event{r.Sinks, r.Effects} {
		for _, e := range events {
			b.WriteString(e.Kind)
			for _, a := range e.Args {
				b.WriteString("\x00" + flat(a))
			}
			b.WriteByte('\n')
		}
	}
	return b.String() + flat(r.Result) + r.Raised
}
