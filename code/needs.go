package code

import (
	"maps"
	"slices"

	"github.com/prunella/prunella/code/twin"
)

// needs lists the environment variables that a program asks for when it starts after a
// patch and did not ask for before, sorted.
func needs(before, after *Report) []string {
	asked := map[string]bool{}
	for name := range environment(after) {
		asked[name] = true
	}
	for name := range environment(before) {
		delete(asked, name)
	}
	return slices.Sorted(maps.Keys(asked))
}

// environment is what the programs of a report ask the environment for as they start.
func environment(r *Report) map[string]bool {
	out := map[string]bool{}
	for _, p := range r.Programs {
		if p.Lang.Semantics().Memory {
			continue
		}
		for _, k := range r.Lab(p).Start(twin.Inputs{}).Asked {
			if k.Kind == "env" && k.Name != "" {
				out[k.Name] = true
			}
		}
	}
	return out
}
