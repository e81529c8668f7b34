package solve

import "strings"

// A watch knows whose data matters: [Options.Watch] turned into questions.
type watch struct {
	all     bool
	sources []string            // prefixes that some sink watches
	of      map[string][]string // by sink
}

func newWatch(m map[string][]string) *watch {
	w := &watch{all: m == nil, of: m}
	for _, prefixes := range m {
		w.sources = append(w.sources, prefixes...)
	}
	return w
}

// source tells whether data of a kind can be anybody's at some sink. A kind that
// is not known where it is asked for ("") can.
func (w *watch) source(kind string) bool {
	return w.all || kind == "" || covered(kind, w.sources)
}

func covered(kind string, prefixes []string) bool {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(kind, p); ok && (rest == "" || rest[0] == '.') {
			return true
		}
	}
	return false
}
