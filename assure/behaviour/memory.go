package behaviour

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/memory"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/value"
)

// harmless are the kinds of flows after which a program goes on as if nothing had
// happened, so that what it does can be compared.
var harmless = []string{"leak", "leak.file", "dangerous"}

// given are what sources answer in harmless runs: small numbers, short words.
var given = []string{"5", "1", "3", "7", "0", "10", "bq7", "a", "99"}

// inMemory compares what reaches sinks, printed lines among them, and what functions
// give back, in runs on memory of bytes that broke nothing before the patch: of the
// function of the finding, and, for a patch of somebody else's, of all that it touches.
func inMemory(s *assure.Subject) assure.Result {
	pair := s.Pair()
	if pair == nil {
		return notRun("the function is not there after the patch")
	}
	words := given
	if s.Patch.Found.Flow().Violation.Hole == nil { // where texts matter this one may be an option
		words = append(slices.Clone(given), "-3")
	}
	same, seen, why := alike(pair, words)
	if why != "" {
		return assure.Result{Status: assure.Failed, Why: why}
	}
	if s.Series.Whole {
		for _, other := range s.Pairs() {
			name := other.ThenRoot.Name
			if other.NowRoot == nil {
				return assure.Result{Status: assure.Failed, Why: name + " is gone"}
			}
			if _, _, why := alike(&other, words); why != "" {
				return assure.Result{Status: assure.Failed, Why: name + ": " + why}
			}
		}
	}
	switch {
	case same == 0:
		return notRun("no harmless input was found with which the old program breaks nothing")
	case seen == 0:
		return notRun("nothing that can be seen from outside happens on harmless inputs")
	}
	return assure.Result{Status: assure.Passed, Why: fmt.Sprintf("the same %d effects and results in %d harmless runs", seen, same)}
}

// alike runs a function before and after with harmless inputs: in how many runs there
// was something to compare, how much, and the first thing that is not the same.
func alike(pair *assure.Pair, words []string) (same, seen int, why string) {
	answers := len(pair.ThenRoot.Results) > 0
	for _, word := range words {
		for n := range 4 {
			in := memory.Input{All: word, Bias: n % 2, Passed: true, Unset: n > 1}
			old := pair.Then.Observe(pair.ThenRoot, in)
			if !old.Whole || !peaceful(old) {
				continue
			}
			in.Known = append([]string{}, old.Asked...) // what only the patch asks for is set nowhere
			is := pair.Now.Observe(pair.NowRoot, in)
			if !is.Whole {
				continue
			}
			why := otherEvents(old, is)
			if why == "" && answers && old.Result != "" && is.Result != "" && old.Result != is.Result {
				why = fmt.Sprintf("was: gives %s, is: gives %s", old.Result, is.Result)
			}
			if why != "" && old.Guesses+is.Guesses > 0 && !numeric.MatchString(word) {
				continue // a number that a word is not decides: other runs have one
			}
			if why != "" {
				return same, seen, fmt.Sprintf("with %q: %s", word, why)
			}
			same++
			seen += len(outside(old))
			if answers && old.Result != "" && is.Result != "" {
				seen++
			}
		}
	}
	return same, seen, ""
}

func peaceful(o memory.Observation) bool {
	return !slices.ContainsFunc(o.Flows, func(f solve.Flow) bool { return !slices.Contains(harmless, f.Sink) })
}

// otherEvents tells the first effect that is not the same.
func otherEvents(before, after memory.Observation) string {
	old, is := outside(before), outside(after)
	for i := range max(len(old), len(is)) {
		switch {
		case i >= len(is):
			return "gone: " + old[i].Kind
		case i >= len(old):
			return "new: " + is[i].Kind
		}
		if was, now := meaning(old[i]), meaning(is[i]); was != now && was != "" && now != "" {
			return "was: " + clip(was) + ", is: " + clip(now)
		}
	}
	return ""
}

// outside are the effects that somebody can see: a text that is put together in memory
// is none.
func outside(o memory.Observation) (out []memory.Event) {
	for _, e := range o.Events {
		name := e.At.Callee[strings.LastIndexByte(e.At.Callee, '.')+1:]
		if e.Kind != "format" || !strings.Contains(name, "snprintf") && !strings.Contains(name, "sprintf") && !strings.Contains(name, "swprintf") {
			out = append(out, e)
		}
	}
	return out
}

var conversion = regexp.MustCompile(`%[-+ #0]*[0-9*]*(?:\.[0-9*]+)?(?:hh|h|ll|l|L|z|j|t)?[a-zA-Z]`)

// meaning is what an effect comes to: of a format and its values the text; "" where
// the values are not known.
func meaning(e memory.Event) string {
	if e.Kind != "format" || len(e.Args) == 0 {
		return e.Kind + " " + fmt.Sprint(e.Args...)
	}
	format, _ := lexical.AsText(e.Args, 0)
	var values []any
	if len(e.Args) > 1 {
		if list, ok := e.Args[1].(*value.ListValue); ok {
			values = list.Items
		}
	}
	missing := false
	text := conversion.ReplaceAllStringFunc(strings.ReplaceAll(format, "%%", "\x00"), func(c string) string {
		if len(values) == 0 {
			missing = true
			return c
		}
		v := values[0]
		values = values[1:]
		return fmt.Sprint(v)
	})
	if missing {
		return ""
	}
	return "writes " + strings.ReplaceAll(text, "\x00", "%")
}
