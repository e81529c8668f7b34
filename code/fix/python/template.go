package python

import (
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/jinja"
)

var declaredSafe = regexp.MustCompile(`\s*\|\s*(safe|safeseq)\b`)

// isTemplate reports whether a unit is a template file, not Python.
func isTemplate(u *ir.Unit) bool { return strings.HasPrefix(u.Module, jinja.Prefix) }

// templateContext mends a hole of a template for the place it stands in: as JSON
// in scripts, in quotes as an attribute, and no longer declared to be safe.
func templateContext(in *fix.Input) ([]fix.Candidate, error) {
	u, at := in.Flow.At.Unit, in.Flow.At.Span
	if u == nil || u.Stub || int(at.End) > len(u.Text) || at.Start >= at.End {
		return nil, shape("the sink is not in a template")
	}
	hole := string(u.Text[at.Start:at.End])
	if !strings.HasPrefix(hole, "{{") || !strings.HasSuffix(hole, "}}") {
		return nil, shape("the sink is not an expression of a template")
	}
	var out []fix.Candidate
	offer := func(start, end uint32, text, why string) {
		if string(u.Text[start:end]) != text {
			out = append(out, fix.Candidate{Why: why, Edits: []fix.Edit{{File: u.Path, Start: start, End: end, New: text}}})
		}
	}
	bare := declaredSafe.ReplaceAllString(hole, "")
	switch context := in.Flow.Violation.Context; {
	case context == "html script":
		offer(at.Start, at.End, filtered(bare, "tojson"), "the value is written as JSON")
	case context == "html script string":
		start, end := widened(u.Text, at, "\"'")
		if start < at.Start { // the quotes are JSON's own
			offer(start, end, filtered(bare, "tojson"), "the value is written as JSON, which has quotes of its own")
		}
	case context == "html attribute" && u.Text[max(at.Start, 1)-1] == '=':
		offer(at.Start, at.End, `"`+bare+`"`, "the attribute has quotes, which the value cannot leave")
	}
	offer(at.Start, at.End, bare, "the value is escaped like any other")
	offer(at.Start, at.End, filtered(bare, "e"), "the value is escaped")
	return out, nil
}

// filtered puts a filter last.
func filtered(hole, filter string) string {
	body := strings.TrimSuffix(hole, "}}")
	mark := ""
	if strings.HasSuffix(body, "-") {
		body, mark = strings.TrimSuffix(body, "-"), "-"
	}
	words := strings.TrimRight(body, " \t\r\n")
	if strings.ContainsAny(words, "+-*/~") || strings.Contains(words, " if ") || strings.Contains(words, " or ") {
		start := 2
		if strings.HasPrefix(words, "{{-") {
			start = 3
		}
		words = words[:start] + " (" + strings.TrimSpace(words[start:]) + ")"
	}
	return words + "|" + filter + body[len(strings.TrimRight(body, " \t\r\n")):] + mark + "}}"
}

// widened takes in one quote on both sides, when the same stands there.
func widened(text []byte, at ir.Span, quotes string) (start, end uint32) {
	start, end = at.Start, at.End
	if start > 0 && int(end) < len(text) && text[start-1] == text[end] && strings.IndexByte(quotes, text[end]) >= 0 {
		return start - 1, end + 1
	}
	return start, end
}
