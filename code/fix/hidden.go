package fix

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/prunella/prunella/code/lang"
)

// A Kind of place in a source file, for who writes a letter there otherwise.
type Kind int

// Comments say anything; texts have escapes, or have none.
const (
	Comment Kind = iota
	Escaped
	Raw
)

// ShowHidden writes the letters that hide what a program says so that they are seen: as
// escapes in texts, which means the same, and by their names in comments. kind tells
// what stands at a byte of the file.
func ShowHidden(in *Input, kind func(at uint32) Kind) ([]Candidate, error) {
	u := in.Flow.At.Unit
	var edits []Edit
	for _, s := range lang.Seen(u.Text) {
		if s.Sink != "hidden" {
			continue
		}
		r, _ := utf8.DecodeRune(u.Text[s.Start:])
		now := fmt.Sprintf("U+%04X", r)
		switch kind(uint32(s.Start)) {
		case Escaped:
			now = fmt.Sprintf("\\u%04x", r)
		case Raw:
			return nil, errors.New("the letter stands in a text without escapes: write that text otherwise, or take the letter out")
		}
		edits = append(edits, Edit{File: u.Path, Start: uint32(s.Start), End: uint32(s.End), New: now})
	}
	if len(edits) == 0 {
		return nil, errors.New("the letter was not found")
	}
	return []Candidate{{Why: "letters that hide what the program says are seen", Edits: edits}}, nil
}
