package solve

import (
	"slices"
	"strings"
)

// A watch knows whose data matters: [Options.Watch] turned into questions. Each
// prefix of a kind of source is a bit in what a function may reach, once for the
// sources and once for the sinks that watch it.
type watch struct {
	of       map[string][]string // by sink; nil: everything watches everything
	prefixes []string            // sorted
	live     reach               // source bits that some sink of the program watches
}

// maxPrefixes bounds how many prefixes have bits of their own; the last bit is
// shared by the rest.
const maxPrefixes = 12

func newWatch(m map[string][]string) *watch {
	w := &watch{of: m, prefixes: []string{""}}
	if m == nil {
		return w
	}
	w.prefixes = nil
	for _, ps := range m {
		for _, p := range ps {
			if p != "" {
				w.prefixes = append(w.prefixes, p)
			}
		}
	}
	slices.Sort(w.prefixes)
	w.prefixes = slices.Compact(w.prefixes)
	return w
}

// source is the bits of a kind of source: which prefixes cover it. A kind that is
// not known where it is asked for ("") may be any.
func (w *watch) source(kind string) reach {
	var out reach
	for i, p := range w.prefixes {
		if p == "" || kind == "" || covers(p, kind) {
			out |= firstSource << min(i, maxPrefixes-1)
		}
	}
	return out
}

// sink is what reaching a sink may show: the prefixes that it watches, and
// whether it judges the value itself, whoever's it is.
func (w *watch) sink(kind string) reach {
	if w.of == nil || kind == "" {
		out := allSources << maxPrefixes
		if !slices.Contains(dataSinks, kind) {
			out |= toValue
		}
		return out
	}
	ps, known := w.of[kind]
	if !known {
		return 0
	}
	var out reach
	if len(ps) == 0 || slices.Contains(ps, "") {
		out |= toValue
	}
	for i, p := range w.prefixes {
		if slices.Contains(ps, p) {
			out |= firstSource << (maxPrefixes + min(i, maxPrefixes-1))
		}
	}
	return out
}

func covers(prefix, kind string) bool {
	rest, ok := strings.CutPrefix(kind, prefix)
	return ok && (rest == "" || rest[0] == '.')
}

// settle finds out which sources can meet a sink at all: the program, with the
// models of what it imports, has both.
func (w *watch) settle(all reach) { w.live = meeting(all) }

// meeting is the source bits of r whose sinks are in r too.
func meeting(r reach) reach { return r & allSources & (r >> maxPrefixes) }
