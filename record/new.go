package record

import "slices"

// New makes a statement that may be said: About and Cites are sorted, repeats
// are dropped, and the whole is validated. The slices given are not changed.
func New(by By, body Body, about []Ref, cites []ID) (Statement, error) {
	s := Statement{By: by, About: Sorted(about), Cites: Sorted(cites), Body: body}
	return s, s.Validate()
}

// Sorted returns a sorted copy without repeats; nil when there is nothing.
func Sorted[S ~string](all []S) []S {
	if len(all) == 0 {
		return nil
	}
	out := slices.Clone(all)
	slices.Sort(out)
	return slices.Compact(out)
}

// Kind is which of the five nouns a body is, "" when it is none.
func (b Body) Kind() string {
	switch {
	case b.Evidence != nil:
		return "evidence"
	case b.Finding != nil:
		return "finding"
	case b.Proposal != nil:
		return "proposal"
	case b.Decision != nil:
		return "decision"
	case b.Receipt != nil:
		return "receipt"
	}
	return ""
}

// Blobs are the digests of the blobs that a body cites, in the order written.
func (b Body) Blobs() []Digest {
	switch {
	case b.Evidence != nil:
		return b.Evidence.Blobs
	case b.Proposal != nil:
		return b.Proposal.Blobs
	case b.Receipt != nil && b.Receipt.Output != "":
		return []Digest{b.Receipt.Output}
	}
	return nil
}

// Rank orders severities: 4 critical, 3 high, 2 medium, 1 low, 0 unknown.
func (s Severity) Rank() int {
	return 1 + slices.Index([]Severity{Low, Medium, High, Critical}, s)
}

// Rank orders levels: 4 reproduced, 3 traced, 2 located, 1 claimed, 0 unknown.
func (l Level) Rank() int {
	return 1 + slices.Index([]Level{Claimed, Located, Traced, Reproduced}, l)
}
