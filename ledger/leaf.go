package ledger

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/prunella/prunella/record"
)

// A Leaf is what the Merkle tree commits to: who wants the words themselves
// looks the ID up in the blob store.
type Leaf struct {
	ID   record.ID `json:"id"`
	Kind string    `json:"kind"`
	Time int64     `json:"time"` // Unix milliseconds
}

// NewLeaf is the leaf of a statement whose canonical encoding is given.
func NewLeaf(s record.Statement, encoding []byte, at time.Time) Leaf {
	return Leaf{ID: record.ID(record.Sum(encoding)), Kind: s.Body.Kind(), Time: at.UnixMilli()}
}

// Encode writes the leaf in its one canonical form.
func (l Leaf) Encode() []byte {
	return fmt.Appendf(nil, `{"id":%q,"kind":%q,"time":%d}`, string(l.ID), l.Kind, l.Time)
}

// ParseLeaf reads a leaf and accepts its canonical form only.
func ParseLeaf(text []byte) (Leaf, error) {
	var l Leaf
	if err := json.Unmarshal(text, &l); err != nil {
		return l, fmt.Errorf("leaf: %w: %w", ErrCorrupt, err)
	}
	known := slices.Contains([]string{"evidence", "finding", "proposal", "decision", "receipt"}, l.Kind)
	if !known || !record.Digest(l.ID).Valid() || !bytes.Equal(l.Encode(), text) {
		return l, fmt.Errorf("leaf %.200q: %w", text, ErrCorrupt)
	}
	return l, nil
}

// Entry is the leaf's entry, without the statement.
func (l Leaf) Entry(index uint64) Entry {
	return Entry{Index: index, Time: time.UnixMilli(l.Time).UTC(), ID: l.ID, Kind: l.Kind}
}

// Fill adds to an entry the statement whose encoding is given, and checks that
// it is the one the leaf names.
func (e Entry) Fill(encoding []byte) (Entry, error) {
	if got := record.ID(record.Sum(encoding)); got != e.ID {
		return e, fmt.Errorf("entry %d: body of %s hashes to %s: %w", e.Index, e.ID, got, ErrCorrupt)
	}
	s, err := record.Decode(encoding)
	if err != nil {
		return e, fmt.Errorf("entry %d: %w: %w", e.Index, ErrCorrupt, err)
	}
	if s.Body.Kind() != e.Kind {
		return e, fmt.Errorf("entry %d: leaf says %s, body is %s: %w", e.Index, e.Kind, s.Body.Kind(), ErrCorrupt)
	}
	e.Statement = s
	return e, nil
}
