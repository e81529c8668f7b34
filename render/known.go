package render

import (
	"fmt"
	"time"

	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/views/cases"
)

// A Held is what people taught about a case: what it did, and who answers for it.
type Held struct {
	Case   *cases.Case
	What   string // record.Suppressed and the like
	Why    string // their words, or what has changed
	By     record.ID
	Who    string // who signed
	Signer string // with which key
	Scope  string
	Until  time.Time
}

// Hides reports whether the case is not to be shown as open.
func (h Held) Hides() bool { return h.What == record.Suppressed || h.What == record.Answered }

// Says is who answers for it and until when, in one line.
func (h Held) Says() string {
	return fmt.Sprintf("%s, by %s until %s, %s", scope(h), h.Who, h.Until.UTC().Format(time.DateOnly), Short(h.By))
}

func scope(h Held) string {
	if h.Scope == "" {
		return h.What
	}
	return h.What + " (" + h.Scope + ")"
}

// Remarks are what was taught about a case that hides nothing.
func (r *Run) Remarks(c *cases.Case) []Held {
	var out []Held
	for _, h := range r.Remarked {
		if h.Case == c {
			out = append(out, h)
		}
	}
	return out
}
