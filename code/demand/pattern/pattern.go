// Package pattern is the demand on regular expressions that the program wrote
// itself, whatever they are tried on: none of exponential cost (CWE-1333), no range
// that holds more than was meant, no filter of markup that lets markup pass
// (CWE-116, CWE-185), no dot that stands for any character in the name of a host
// (CWE-20).
//
// Arguments: the pattern; the dialect ("python" when absent).
//
// Limits: a pattern that is not a constant is not judged, nor is one of polynomial
// cost. What a filter is for is told from what it matches: see [tags].
package pattern

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/prunella/prunella/code/demand/constant"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// All lists the demands of this family.
func All() []constant.Demand {
	return []constant.Demand{
		{Name: "regex.cost", Judge: remembered(cost)},
		{Name: "regex.range", Judge: remembered(ranges)},
		{Name: "regex.tag", Judge: remembered(tags)},
		{Name: "regex.host", Judge: remembered(host)},
	}
}

// maxPattern bounds what is judged.
const maxPattern = 2000

// remembered asks judge once about each pattern: the same one is met in every call
// of the function that holds it.
func remembered(judge func(pattern, dialect string) string) func([]value.Abs) (int, string, string) {
	var known sync.Map
	return func(args []value.Abs) (int, string, string) {
		pattern, ok := constant.Text(args, 0)
		if !ok || len(pattern) > maxPattern {
			return 0, "", ""
		}
		dialect, ok := constant.Text(args, 1)
		if !ok || dialect == "" {
			dialect = "python"
		}
		key := dialect + " " + pattern
		if said, ok := known.Load(key); ok {
			return 0, "regex", said.(string)
		}
		said := judge(pattern, dialect)
		known.Store(key, said)
		return 0, "regex", said
	}
}

// nested tells patterns in which something repeated is repeated: no other takes
// exponential time.
var nested = regexp.MustCompile(`(?s)(?:[*+}|]|[^(]\?).*\)\s*(?:[*+]|\{\d*,)`)

func cost(pattern, dialect string) string {
	if !nested.MatchString(pattern) {
		return ""
	}
	kind, pump := text.AmbiguityIn(pattern, dialect, text.Search)
	if kind != text.Exponential {
		return ""
	}
	return fmt.Sprintf("takes exponential time on texts like %q", clipped(pump.Subject(8)))
}

func clipped(s string) string {
	if len(s) > 48 {
		return s[:48] + "…"
	}
	return s
}

var (
	dotBeforeEnding = regexp.MustCompile(`[a-z0-9-]{2,}\.` + text.HostEnding + `(?:$|[/:?#)$"'\\])`)
	dotBeforeName   = regexp.MustCompile(`[a-z0-9)]\.[a-z0-9-]{2,}\\\.` + text.HostEnding + `(?:$|[/:?#)$"'\\])`)
)

func host(pattern, _ string) string {
	lower := strings.ToLower(pattern)
	for _, re := range []*regexp.Regexp{dotBeforeEnding, dotBeforeName} {
		if m := re.FindString(lower); m != "" {
			return fmt.Sprintf("has a dot that stands for any character in the name of a host, %q", m)
		}
	}
	return ""
}
