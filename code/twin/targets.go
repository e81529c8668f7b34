package twin

import (
	"encoding/json"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/value"
)

// asks reports whether a run asked for a source that the solver names.
func (r *replay) asks(run *Run) bool {
	for k := range run.Given {
		if r.family(k) && r.free(k) && r.named(run, k) {
			return true
		}
	}
	return false
}

// maxAsking bounds the runs that look for a way on which the source is asked for.
const maxAsking = 24

// askFor looks for a run that comes to the sink and asks for the source: a flag that is
// given, a file that is there, a parameter that a test before the sink wants. Without one
// the run stays that was found.
func (r *replay) askFor(in Inputs, benign *Run) (Inputs, *Run) {
	queue := r.expand(candidate{in: in}, benign, SourceKey{}, true)
	for n := 0; n < maxAsking && len(queue) > 0; n++ {
		next := best(&queue)
		before := len(r.covered.blocks)
		run := r.run(next.in)
		if r.asks(run) && len(r.hits(run)) > 0 {
			return next.in, run
		}
		queue = append(queue, r.expand(next, run, SourceKey{}, len(r.covered.blocks) > before)...)
	}
	return r.formed(in, benign)
}

// formed gives what a library's user gives another form, so that it is asked for as a text.
func (r *replay) formed(in Inputs, benign *Run) (Inputs, *Run) {
	for _, s := range r.flow.Sources {
		for _, form := range []string{someRow, someList} {
			if s.Kind != "lib" {
				break
			}
			formed := in.With(keyOf(s.Kind, s.Names), form)
			run := r.run(formed)
			if targets, _ := r.targets(run); len(r.hits(run)) > 0 && len(targets) > 0 && len(run.Unknowns) == 0 {
				return formed, run
			}
		}
	}
	return in, benign
}

// targets are the sources to attack: those whose harmless word is seen in the
// sink, then the others that the solver names. The number says how many are
// seen. A structured source is attacked part by part.
func (r *replay) targets(run *Run) (out []SourceKey, seen int) {
	landed := strings.ToLower(reachedText(r.hits(run)))
	var visible, named, rest []SourceKey
	for k, v := range run.Given {
		switch {
		case !r.family(k) || !r.free(k):
		case v != "" && strings.Contains(landed, strings.ToLower(v)):
			visible = append(visible, k)
		case r.named(run, k):
			named = append(named, k)
		default:
			rest = append(rest, k)
		}
	}
	if r.intoObjects() {
		visible, named = whole(visible), whole(named)
	}
	for _, list := range [][]SourceKey{visible, named, rest} {
		sort.Slice(list, func(i, j int) bool { return list[i].Kind+list[i].Name < list[j].Kind+list[j].Name })
		out = append(out, list...)
	}
	return out[:min(len(out), 8)], len(visible)
}

// whole adds the arguments that the keys are parts of: an object is given as one.
func whole(keys []SourceKey) []SourceKey {
	for _, k := range keys {
		name, _, part := strings.Cut(k.Name, ".")
		if all := (SourceKey{k.Kind, name}); part && k.Kind == "lib" && !slices.Contains(keys, all) {
			keys = append(keys, all)
		}
	}
	return keys
}

// free: the path of a request is the route's, unless the route leaves a part of
// it open.
func (r *replay) free(k SourceKey) bool {
	return k.Kind != "http.url" || k.Name != "path" || r.entry == nil || openRoute(r.entry.Pattern)
}

// inPlace is the attack where the source must begin with something.
func (r *replay) inPlace(k SourceKey, attack string) string {
	if k == requestTarget && !strings.HasPrefix(attack, "/") {
		return "/" + attack
	}
	if k.Kind == "http.url" && k.Name == "path" && r.entry != nil {
		return fixedPart(r.entry.Pattern) + strings.TrimPrefix(attack, "/")
	}
	return attack
}

// placed are the inputs with an attack in a source: by itself and, where harmless input
// had to say more than a word, behind or inside what it said; a number takes the place of one.
func (r *replay) placed(in Inputs, k SourceKey, attack string) []candidate {
	out := []candidate{{in: in.With(k, r.inPlace(k, attack))}}
	said, word := in.value(k), Benign(k)
	switch said {
	case someList, someRow: // in a place of the list or object
		quoted, _ := json.Marshal(attack)
		return append(out, candidate{in: in.With(k, strings.ReplaceAll(said, `"bq1"`, string(quoted))), score: likely})
	case someTable:
		return out
	}
	if said == word || said == "" || k.Kind == "http.url" && k.Name == "path" || isNumber(said) && isNumber(attack) {
		return out
	}
	out = append(out, candidate{in: in.With(k, said+attack), score: 2 * likely})
	if word != "" && strings.Contains(said, word) {
		out = append(out, candidate{in: in.With(k, strings.ReplaceAll(said, word, attack)), score: likely})
	}
	return out
}

func isNumber(s string) bool {
	_, err := strconv.ParseInt(s, 10, 64)
	return err == nil
}

// likely is above all that comparisons suggest.
const likely = 1 << 20

// family: the source is of the same origin as one of the flow's: a request's
// parts are all chosen by who sends it.
func (r *replay) family(k SourceKey) bool {
	for _, s := range r.flow.Sources {
		a, _, _ := strings.Cut(s.Kind, ".")
		b, _, _ := strings.Cut(k.Kind, ".")
		if a == b {
			return true
		}
	}
	return false
}

// named: the solver named it.
func (r *replay) named(run *Run, k SourceKey) bool {
	for _, s := range r.flow.Sources {
		if k.Kind == s.Kind && (len(s.Names) == 0 || structured(s.Kind, s.Names) || run.Documents[s.Kind] || within(k.Name, strings.Join(s.Names, "."))) {
			return true
		}
	}
	return false
}

// within: a name is another one, or of a part of it.
func within(name, whole string) bool {
	rest, ok := strings.CutPrefix(name, whole)
	return ok && (whole == "" || rest == "" || rest[0] == '.' || rest[0] == '[')
}

func reachedText(events []Event) string {
	var b strings.Builder
	for _, e := range events {
		for _, a := range e.Args {
			switch x := a.(type) {
			case string:
				b.WriteString(x)
			case value.BytesValue:
				b.WriteString(string(x))
			case *value.ListValue:
				for _, it := range x.Items {
					if s, ok := it.(string); ok {
						b.WriteString(s + "\n")
					}
				}
			}
		}
	}
	return b.String()
}
