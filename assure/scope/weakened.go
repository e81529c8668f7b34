package scope

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/prunella/prunella/assure"
)

// The words of tests, in all languages and the runners that are usual.
var (
	asks        = regexp.MustCompile(`\b(assert\w*|expect\w*|require|should\w*|fail|verify|raises|throws|Error|Errorf|Fatal|Fatalf|CHECK\w*|EXPECT\w*|ASSERT\w*|ok|equal|deepEqual|strictEqual)\b\s*[(. ]`)
	names       = regexp.MustCompile(`\bfunc (Test|Fuzz|Benchmark|Example)\w*|\bdef test\w*|\bclass \w*Test\w*|\b(it|test|describe)\(\s*['"` + "`" + `][^'"` + "`" + `]*|@Test\b|\bvoid \w+\(`)
	identifiers = regexp.MustCompile(`[A-Za-z_]\w*`)
	quoted      = regexp.MustCompile(`"(\\.|[^"\\])*"|'(\\.|[^'\\])*'|` + "`[^`]*`")
	remark      = regexp.MustCompile(`^\s*(//|#([^a-z]|$)|\*|/\*.*\*/\s*$)`)
	// steers is what tells a runner to run less, or that ends it.
	steers = regexp.MustCompile(`(?i)\bskip|xfail|expectedFailure|\.only\b|\b(xit|xdescribe|xtest|fdescribe|fit)\(|@Ignore|@Disabled|\bTestMain\b|\bos\.(Exit|_exit)|\bsys\.exit|\bprocess\.exit|\b_?exit\(|\bpytest_\w+|collect_ignore|load_tests|__test__|\bif \(?(false|0)\b|#\s*if(n?def)?\b|^\s*/\*[^/]*$`)
	leaves = regexp.MustCompile(`^\s*return;?\s*$`)
)

// weakened says how a patch makes a test ask less than it did; "" when it asks as much
// or more. Rung L3 is judged by the tests as they were, whatever is changed here.
func weakened(s *assure.Subject, p assure.Part) string {
	old, err := s.Patch.Before.ReadFile(p.File)
	if err != nil {
		return steered(p.Added)
	}
	now := s.Patch.Changes[p.File]
	switch {
	case now == nil:
		return "it is removed"
	case !program(p.File):
		return "what tests read is another"
	}
	if line := steered(p.Added); line != "" {
		return line
	}
	if i := slices.IndexFunc(p.Added, leaves.MatchString); i >= 0 {
		return "a test ends early"
	}
	if strings.Count(strings.Join(p.Added, "\n"), `"""`)%2 != strings.Count(strings.Join(p.Removed, "\n"), `"""`)%2 {
		return "a part of it is a text now"
	}
	if len(asks.FindAll(bare(old), -1)) > len(asks.FindAll(bare(now), -1)) {
		return "it asks less"
	}
	left := map[string]int{}
	for _, n := range names.FindAllString(string(now), -1) {
		left[n]++
	}
	for _, n := range names.FindAllString(string(old), -1) {
		if left[n]--; left[n] < 0 {
			return n + " is gone"
		}
	}
	return undone(p)
}

// undone is a line of a test that was taken away, and none came that has its words.
func undone(p assure.Part) string {
	var fresh []map[string]bool
	for _, l := range p.Added {
		has := map[string]bool{}
		for _, w := range identifiers.FindAllString(quoted.ReplaceAllString(l, " "), -1) {
			has[w] = true
		}
		fresh = append(fresh, has)
	}
	for _, l := range p.Removed {
		if remark.MatchString(l) {
			continue
		}
		need := identifiers.FindAllString(quoted.ReplaceAllString(l, " "), -1)
		kept := func(has map[string]bool) bool {
			return !slices.ContainsFunc(need, func(w string) bool { return !has[w] })
		}
		if !slices.ContainsFunc(fresh, kept) {
			return "it does no more: " + strings.TrimSpace(l)
		}
	}
	return ""
}

// steered is the first line that tells the runner of tests what to do.
func steered(added []string) string {
	for _, l := range added {
		if steers.MatchString(l) {
			return "it says which tests are run: " + strings.TrimSpace(l)
		}
	}
	return ""
}

// bare is a program without the lines that are remarks.
func bare(text []byte) []byte {
	kept := slices.DeleteFunc(strings.Split(string(text), "\n"), remark.MatchString)
	return []byte(strings.Join(kept, "\n"))
}

// program reports a file that runners of tests run, not one that tests read.
func program(file string) bool {
	return slices.Contains([]string{".go", ".py", ".java", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx", ".c", ".h", ".cc", ".cpp", ".cxx", ".hpp"}, path.Ext(file))
}
