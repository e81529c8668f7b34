package pattern

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/text"
)

// A filter is a kind of markup that patterns look for: a specimen of it, and other
// spellings that browsers read alike.
type filter struct {
	specimen string
	alike    []string
}

// Filters of markup, from what browsers do (HTML 13.2.5: tag names in any case,
// white space and attributes in end tags, --!> ends a comment).
var (
	script = filter{"<script>a</script>", []string{
		"<SCRIPT>a</SCRIPT>", "<ScRiPt>a</ScRiPt>", "<script>a</script >", "<script>a</script\n>", "<script>a</script x=y>", "<script>\na\n</script>",
		"<script\tsrc=\"a\">b</script>", "<script src='a'>b</script>", "<script src=\"a\">b</script>", "<script\nsrc=a>b</script>",
	}}
	comment = filter{"<!-- a --!>", []string{"<!-- a -->", "<!-- a\nb -->", "<!-- a\nb --!>"}}
)

// maxSteps bounds one try.
const maxSteps = 20_000

// tags tries what a filter of scripts or comments lets pass. A pattern that finds
// the specimen is such a filter; one that finds all sorts of tags is not.
func tags(pattern, dialect string) string {
	lower := strings.ToLower(pattern)
	if !strings.Contains(lower, "script") && !strings.Contains(lower, "<!--") {
		return ""
	}
	re, err := text.Parse(pattern, dialect)
	if err != nil {
		return ""
	}
	finds := func(s string) bool { return re.Find(text.Search, s, 0, maxSteps) != nil }
	for _, f := range []filter{script, comment} {
		if !finds(f.specimen) || finds("<p>") {
			continue
		}
		for _, s := range f.alike {
			if !finds(s) {
				return fmt.Sprintf("finds %q and not %q, which browsers read alike", f.specimen, s)
			}
		}
	}
	return ""
}
