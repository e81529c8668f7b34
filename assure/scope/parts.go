package scope

import (
	"slices"

	"github.com/prunella/prunella/assure"
)

// lines are those of the parts that are the program itself: not its tests, and not
// what only people read.
func lines(parts []assure.Part, tests map[string]bool) (added, removed []string) {
	for _, p := range parts {
		if !tests[p.File] && !assure.IsProse(p.File) {
			added, removed = append(added, p.Added...), append(removed, p.Removed...)
		}
	}
	return added, removed
}

// tested lists the tests that somebody else's patch brings or changes, by file, and why
// one of them may not be changed as it is. A test that the finding is in is a program
// like any other.
func tested(s *assure.Subject, parts []assure.Part) (tests map[string]bool, why string) {
	tests = map[string]bool{}
	for _, file := range s.Touched() {
		p := assure.Part{File: file}
		if i := slices.IndexFunc(parts, func(p assure.Part) bool { return p.File == file }); i >= 0 {
			p = parts[i]
		}
		judges := file + " judges the patch and is changed by it"
		switch {
		case !builds(file) && !assure.IsTest(file):
			continue
		case s.Series.Whole && p.Versions():
		case builds(file) || !s.Series.Whole || file == s.Patch.Found.Finding.Where.File:
			return nil, judges
		default:
			if what := weakened(s, p); what != "" {
				return nil, judges + ": " + what
			}
		}
		tests[file] = true
	}
	return tests, ""
}
