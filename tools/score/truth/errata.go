package truth

import (
	"slices"
	"strings"
)

// Errata reads the ids of labels that are wrong from a Markdown page: the headings
// "## `id`", each followed by the argument.
func Errata(page string) []string {
	var out []string
	for line := range strings.Lines(page) {
		rest, ok := strings.CutPrefix(strings.TrimSpace(line), "## `")
		if id, _, closed := strings.Cut(rest, "`"); ok && closed {
			out = append(out, id)
		}
	}
	return out
}

// LeaveOut drops labels, and the places "FILE:LINE" (four digits) of a closed corpus at
// which there is a flaw that it has no label for: an answer there is neither right nor
// extra.
func (t *Truth) LeaveOut(ids []string) {
	t.left = append(t.left, ids...)
	t.Labels = slices.DeleteFunc(t.Labels, func(l Label) bool { return slices.Contains(ids, l.ID) })
}
