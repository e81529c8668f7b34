package assure

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/world"
)

// maxCulprits bounds how many patches of a series are found to fail one check: each
// costs some checks, and a series with more is wrecked.
const maxCulprits = 4

// SeriesCheck answers for a patch from a check of the whole series. Only when that
// fails is the patch that fails it looked for, by halving, and the check asked again
// without it and without what builds upon it. A check that fails without any patch
// says nothing about patches, and is not run.
func (s *Subject) SeriesCheck(key string, check func(world.Tree) Result) Result {
	return s.Shared.ofSeries(key, s.Patch, func() map[*code.Patch]Result {
		t := trial{series: s.Series, check: check, seen: map[string]Result{}, said: map[*code.Patch]Result{}}
		t.run()
		return t.said
	})
}

// A trial is one check of a series.
type trial struct {
	series *code.Series
	check  func(world.Tree) Result
	seen   map[string]Result // by the patches that were applied
	said   map[*code.Patch]Result
}

func (t *trial) run() {
	var kept []int
	for i := range t.series.Patches {
		kept = append(kept, i)
	}
	if t.series.Whole {
		t.whole(kept)
		return
	}
	all := t.ask(kept)
	if all.Status == Failed {
		if base := t.ask(nil); base.Status == Failed {
			t.say(kept, brokenBefore(base))
			return
		}
	}
	for range maxCulprits {
		if all.Status != Failed || len(kept) == 0 {
			break
		}
		kept = t.drop(kept)
		all = t.ask(kept)
	}
	if all.Status == Failed {
		all = Result{Status: NotRun, Why: "the series fails it for more reasons than were looked for", Isolation: all.Isolation}
	}
	switch n := len(t.series.Patches); {
	case all.Status != Passed || n == 1:
	case len(kept) == n:
		all.Why += ", with all patches of the series applied"
	default:
		all.Why += fmt.Sprintf(", with the %d patches of the series applied that do not fail it", len(kept))
	}
	t.say(kept, all)
}

// whole is for patches that are one and the same change.
func (t *trial) whole(all []int) {
	if len(all) == 0 {
		return
	}
	res := t.ask(all[:1])
	if res.Status == Failed {
		if base := t.ask(nil); base.Status == Failed {
			res = brokenBefore(base)
		}
	}
	t.say(all, res)
}

func brokenBefore(base Result) Result {
	return Result{Status: NotRun, Why: "it fails without the patch as well: " + base.Why, Isolation: base.Isolation}
}

func (t *trial) say(patches []int, res Result) {
	for _, i := range patches {
		t.said[t.series.Patches[i]] = res
	}
}

// drop finds the first patch with which the check fails, says so, and leaves it out
// together with the later ones of its files: those are made on top of it.
func (t *trial) drop(kept []int) []int {
	passes, fails := 0, len(kept)
	for fails-passes > 1 {
		if middle := (passes + fails) / 2; t.ask(kept[:middle]).Status == Failed {
			fails = middle
		} else {
			passes = middle
		}
	}
	culprit := t.ask(kept[:fails])
	t.say(kept[passes:fails], culprit)
	files := t.files(kept[passes])
	out := slices.Clone(kept[:passes])
	for _, i := range kept[fails:] {
		if mine := t.files(i); slices.ContainsFunc(mine, func(f string) bool { return slices.Contains(files, f) }) {
			t.say([]int{i}, Result{Status: NotRun, Why: "an earlier patch of the series fails it", Isolation: culprit.Isolation})
			files = append(files, mine...)
			continue
		}
		out = append(out, i)
	}
	return out
}

func (t *trial) files(patch int) []string {
	var out []string
	for _, f := range t.series.Patches[patch].Data.Files {
		out = append(out, f.Path)
	}
	return out
}

// ask checks the tree with some of the patches, once.
func (t *trial) ask(patches []int) Result {
	key := fmt.Sprint(patches)
	if res, ok := t.seen[key]; ok {
		return res
	}
	tree, err := t.tree(patches)
	res := Result{Status: NotRun}
	if err == nil {
		res = t.check(tree)
	} else {
		res.Why = err.Error()
	}
	t.seen[key] = res
	return res
}

// tree is the base with some of the patches. None of them is made on top of one
// that is left out, so the files of each are as it left them.
func (t *trial) tree(patches []int) (world.Tree, error) {
	if len(patches) == 0 {
		return t.series.Base, nil
	}
	changes := map[string][]byte{}
	for _, i := range patches {
		p := t.series.Patches[i]
		for _, f := range p.Data.Files {
			text, err := p.After.ReadFile(f.Path)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, fmt.Errorf("reading %s: %w", f.Path, err)
			}
			changes[f.Path] = text // nil: the patch removes it
		}
	}
	return world.Overlay(t.series.Base, changes), nil
}
