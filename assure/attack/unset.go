package attack

import (
	"slices"
	"strings"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
)

// empty reports a secret that is the empty text where the environment says nothing, so
// that everybody knows it.
func empty(again func(twin.Inputs) *twin.Run, flow *solve.Flow, out twin.Outcome) bool {
	calm := assure.Sinks(again(out.Peace), flow.Sink)
	in := out.Peace
	in.Known = map[string]bool{}
	run := again(in)
	for i, e := range assure.Sinks(run, flow.Sink) {
		if s, ok := lexical.AsText(e.Args, 0); !ok || s != "" || len(e.Args) == 0 || e.Args[0] == nil || e.Unknown || slices.Contains(run.Fell, e.At.Unit) {
			continue
		}
		if i < len(calm) && calm[i].At == e.At {
			if set, ok := lexical.AsText(calm[i].Args, 0); ok && set != "" {
				return true // and not because there is none at all
			}
		}
	}
	return false
}

// credentials are the sinks of what a program says to show who it is.
var credentials = []string{"secret", "jwt.key", "bind"}

// untold reports a program that goes on where nobody has set a variable for which the old
// one did not ask: it does what it does with the variable's value, with nothing in its
// place.
func untold(old *twin.Run, again func(twin.Inputs) *twin.Run, peace twin.Inputs) bool {
	set, none := again(peace), peace
	none.Known = map[string]bool{}
	unset := again(none)
	if set.Raised != "" || unset.Raised != "" || len(unset.Fell) > len(set.Fell) || unset.Exhausted {
		return false
	}
	with, without := seen(set), seen(unset)
	for _, k := range set.Asked {
		v := set.Given[k]
		if k.Kind == "env" && len(v) > 3 && !slices.Contains(old.Asked, k) && strings.Contains(with, v) && strings.ReplaceAll(with, v, "") == without {
			return true
		}
	}
	return false
}

// seen is all that a run did and gave back, as a text.
func seen(r *twin.Run) string {
	var out []string
	for _, e := range slices.Concat(r.Sinks, r.Effects, []twin.Event{{Kind: "returned", Args: []any{r.Result}}}) {
		out = append(out, twin.Meaning(e))
	}
	return strings.Join(out, "\n")
}
