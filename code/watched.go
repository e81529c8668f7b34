package code

import (
	"slices"

	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/solve"
)

// outsiders leaves out the operator's own sources of a flow into a server, unless
// there are no others.
func outsiders(sources []solve.Source, served bool) []solve.Source {
	var out []solve.Source
	for _, s := range sources {
		if !served || !operators[s.Kind] {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return sources
	}
	return out
}

// givers leaves out what a library's user gives where the rule is about others who have
// a part in the value: the folder that an archive is unpacked to is for the user to choose.
func givers(r *rule.Rule, sources []solve.Source, language string) []solve.Source {
	out := slices.DeleteFunc(slices.Clone(sources), func(s solve.Source) bool {
		return s.Kind == "lib" && r.Depth(s.Kind) == 0 && !r.WatchesLocal(language, s.Kind)
	})
	if len(out) == 0 {
		return sources
	}
	return out
}

// ruleFor picks the rule that names the flow's sink and watches its source the
// most closely.
func (e *Engine) ruleFor(f *solve.Flow, served bool) *rule.Rule {
	var best *rule.Rule
	depth := -1
	for _, r := range e.Rules {
		for _, sink := range r.Sink {
			if sink != f.Sink {
				continue
			}
			if d := watchDepth(r, f, served); d > depth {
				best, depth = r, d
			}
		}
	}
	return best
}

// watchDepth is the length of the longest source prefix of the rule that covers
// a source of the flow; 0 for a rule on values, and for what stands beside the
// program; -1 when the rule does not apply.
func watchDepth(r *rule.Rule, f *solve.Flow, served bool) int {
	if len(r.Sources) == 0 {
		return 0
	}
	depth := -1
	if r.Certain && len(f.Sources) == 0 {
		depth = 0
	}
	for _, s := range f.Sources {
		if slices.Contains(r.Except[language(f)], s.Kind) {
			continue
		} else if d := r.Depth(s.Kind); d > 0 && !(served && operators[s.Kind]) {
			depth = max(depth, d)
		} else if r.WatchesLocal(language(f), s.Kind) {
			depth = max(depth, 0)
		}
	}
	return depth
}
