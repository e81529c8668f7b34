package javascript

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/fix"
)

// A rawForm is how a language of pages writes an expression out as it is; escaped is how
// it does so escaped.
type rawForm struct {
	before, after *regexp.Regexp // beside the expression
	open, close   string         // in their place
}

var rawForms = []rawForm{
	{regexp.MustCompile(`<%-[-_]?\s*$`), regexp.MustCompile(`^\s*[-_]?%>`), "<%= ", " %>"},
	{regexp.MustCompile(`\{\{\{\s*$`), regexp.MustCompile(`^\s*\}\}\}`), "{{", "}}"},
	{regexp.MustCompile(`\{\{&\s*$`), regexp.MustCompile(`^\s*\}\}`), "{{", "}}"},
	{regexp.MustCompile(`\{@html\s+$`), regexp.MustCompile(`^\s*\}`), "{", "}"},
	{regexp.MustCompile(`\bv-html="$`), regexp.MustCompile(`^"`), `v-text="`, `"`},
	{regexp.MustCompile(`!\{$`), regexp.MustCompile(`^\}`), "#{", "}"},
}

// escapedOutput writes an expression of a page out escaped, where the page wrote it as it
// is and it holds no markup of the program's own.
func escapedOutput(in *fix.Input) ([]fix.Candidate, error) {
	u, span := in.Flow.At.Unit, in.Flow.At.Span
	if u == nil || u.Stub || in.Flow.Violation.Context != "html text" {
		return nil, fmt.Errorf("the place is no text of a page")
	}
	for _, p := range in.Flow.Violation.Seq {
		if p.Hole == nil && strings.ContainsAny(p.Text, "<>&") {
			return nil, fmt.Errorf("the text has markup of the program's own: escape the value where it becomes a part of it")
		}
	}
	text := string(u.Text)
	for _, f := range rawForms {
		before, after := f.before.FindStringIndex(text[:span.Start]), f.after.FindStringIndex(text[span.End:])
		if before == nil || after == nil {
			continue
		}
		edits := []fix.Edit{
			{File: u.Path, Start: uint32(before[0]), End: span.Start, New: f.open},
			{File: u.Path, Start: span.End, End: span.End + uint32(after[1]), New: f.close},
		}
		return []fix.Candidate{{Strategy: "escaped-output", Why: "the page writes the value escaped, as text", Edits: edits}}, nil
	}
	return nil, fmt.Errorf("the page does not write the value as it is here")
}
