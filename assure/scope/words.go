package scope

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// A word is one that a remedy has no need of, and why.
type word struct {
	is  *regexp.Regexp
	why string
	not []string // endings of files where it means something else
}

var words = []word{
	{is: indirect, why: "what is called cannot be read any more"},
	{is: regexp.MustCompile(`^\s*//\s*(go:(build|generate|cgo_\w+)|\+build)\b|^\s*(//)?\s*#cgo\b|^\s*import\s+"C"|^\s*#\s*pragma\s+(GCC|clang|comment)\b`),
		why: "what the build does is changed"},
	{is: regexp.MustCompile(`^\s*#\s*(define|undef)\s+(str\w+|mem\w+|wcs\w+|v?s?n?printf|v?f?s?scanf|f?gets|fread|malloc|calloc|realloc|free|system|popen|exec[lv]\w*|assert|NDEBUG|_FORTIFY_SOURCE)\b`),
		why: "a name of the library is given another meaning"},
	{is: regexp.MustCompile(`^\s*assert\b(\s+\S|\s*\()|\b__debug__\b|\bconsole\.assert\(|^\s*#\s*ifn?def\s+NDEBUG\b`), not: []string{".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".jsx", ".tsx", ".go"},
		why: "an assertion is left out of programs that run in earnest"},
	{is: regexp.MustCompile(`\bconsole\.assert\(`), why: "an assertion that stops nothing"},
	{is: regexp.MustCompile(`^\s*go\s+(func\b|[\w.]+\()|\bThread\(|\bTimer\(|\bCompletableFuture\.|\bcreate_task\(|\bensure_future\(|\brun_in_executor\(|\bExecutors\.|\bpthread_create\(|` +
		`\bForkJoinPool\b|\.submit\(\s*(\(\)|\w+)\s*->|\bsetImmediate\(|\bnextTick\(|\bqueueMicrotask\(|\bsetTimeout\(.*,\s*0?\s*\)|\brequestIdleCallback\(|\bPromise\.resolve\(\)\.then\(`),
		why: "nobody can tell when what runs beside is done"},
	{is: regexp.MustCompile(`\.peek\(\s*\(?\w+\)?\s*->|\.peek\(\w+::\w+\)`), not: []string{".c", ".cc", ".cpp", ".go", ".py", ".js", ".ts"},
		why: "what looks at a stream on its way is not always asked"},
	{is: regexp.MustCompile(`\bos\.environ\[[^\]]*\]\s*=[^=]|\bos\.environ\.(update|setdefault)\(|\bos\.(putenv|Setenv|Unsetenv|unsetenv)\(|\bprocess\.env(\.\w+|\[[^\]]*\])\s*=[^=]|\bSystem\.setProperty\(|(^|[^.\w])(setenv|putenv)\(`),
		why: "the surroundings of the whole program are changed"},
}

// lasting is a pattern of JavaScript's that everybody shares and that goes on where it
// stopped the last time: the same text passes it once and not the next time.
var lasting = regexp.MustCompile(`^(?:export\s+)?(?:const|let|var)\s+(\w+)\s*=\s*/.*/[a-z]*[gy][a-z]*\s*;?\s*$`)

// alternates finds an added pattern that remembers and is asked whether a text matches.
func alternates(added []string) string {
	all := strings.Join(added, "\n")
	for _, l := range added {
		if m := lasting.FindStringSubmatch(l); m != nil && (strings.Contains(all, m[1]+".test(") || strings.Contains(all, m[1]+".exec(")) {
			return strings.TrimSpace(l)
		}
	}
	return ""
}

// needless finds an added line with a word that no removed line has. A file decides what
// the word means when all that are touched end alike.
func needless(files, added, removed []string) (line, why string) {
	for _, w := range words {
		if len(files) > 0 && !slices.ContainsFunc(files, func(f string) bool { return !slices.Contains(w.not, path.Ext(f)) }) {
			continue
		}
		had := map[string]bool{}
		for _, l := range removed {
			for _, m := range w.is.FindAllString(l, -1) {
				had[strings.TrimSpace(m)] = true
			}
		}
		for _, l := range added {
			for _, m := range w.is.FindAllString(l, -1) {
				if !had[strings.TrimSpace(m)] {
					return strings.TrimSpace(l), w.why
				}
			}
		}
	}
	return "", ""
}
