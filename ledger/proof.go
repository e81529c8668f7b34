package ledger

import (
	"bytes"
	"fmt"

	"github.com/transparency-dev/formats/log"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/note"

	"github.com/prunella/prunella/record"
)

// Origin names our logs in their checkpoints.
const Origin = "prunella.dev/ledger"

// A Checkpoint is a signed statement of the tree's size and root.
type Checkpoint struct {
	Size uint64
	Root []byte // 32 bytes
	Note []byte // the signed note, as C2SP tlog-checkpoint writes it
}

// OpenCheckpoint checks the signature of a checkpoint against a public key.
func OpenCheckpoint(text []byte, key string) (Checkpoint, error) {
	v, err := note.NewVerifier(key)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("ledger: public key: %w", err)
	}
	cp, _, _, err := log.ParseCheckpoint(text, v.Name(), v)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("ledger: checkpoint: %w: %w", ErrCorrupt, err)
	}
	if len(cp.Hash) != rfc6962.DefaultHasher.Size() {
		return Checkpoint{}, fmt.Errorf("ledger: checkpoint: root of %d bytes: %w", len(cp.Hash), ErrCorrupt)
	}
	return Checkpoint{Size: cp.Size, Root: cp.Hash, Note: text}, nil
}

// SignCheckpoint makes the checkpoint of a tree.
func SignCheckpoint(size uint64, root []byte, signer note.Signer) (Checkpoint, error) {
	body := log.Checkpoint{Origin: signer.Name(), Size: size, Hash: root}.Marshal()
	text, err := note.Sign(&note.Note{Text: string(body)}, signer)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("ledger: sign checkpoint: %w", err)
	}
	return Checkpoint{Size: size, Root: root, Note: text}, nil
}

// A Proof shows, without the log at hand, that a statement was said.
type Proof struct {
	Index      uint64   `json:"index"`
	Leaf       []byte   `json:"leaf"`
	Path       [][]byte `json:"path,omitempty"` // sibling hashes, from the leaf up
	Checkpoint []byte   `json:"checkpoint"`
}

// Verify checks the proof for one statement against the log's public key, and
// returns the entry it proves (without the statement itself).
func (p Proof) Verify(id record.ID, key string) (Entry, error) {
	cp, err := OpenCheckpoint(p.Checkpoint, key)
	if err != nil {
		return Entry{}, err
	}
	leaf, err := ParseLeaf(p.Leaf)
	if err != nil {
		return Entry{}, fmt.Errorf("ledger: proof: %w", err)
	}
	if leaf.ID != id {
		return Entry{}, fmt.Errorf("ledger: proof is of %s, not of %s: %w", leaf.ID, id, ErrCorrupt)
	}
	h := rfc6962.DefaultHasher
	if err := proof.VerifyInclusion(h, p.Index, cp.Size, h.HashLeaf(p.Leaf), p.Path, cp.Root); err != nil {
		return Entry{}, fmt.Errorf("ledger: proof: %w: %w", ErrCorrupt, err)
	}
	return leaf.Entry(p.Index), nil
}

// Extends checks that the log whose leaf hashes are given has grown from an
// older checkpoint: nothing of what that one covered was cut off or changed.
func Extends(hashes [][]byte, old Checkpoint) error {
	if uint64(len(hashes)) < old.Size {
		return fmt.Errorf("ledger: %d entries, but a checkpoint was signed over %d: the log was cut: %w", len(hashes), old.Size, ErrCorrupt)
	}
	if root := Root(hashes[:old.Size]); !bytes.Equal(root, old.Root) {
		return fmt.Errorf("ledger: the first %d entries are not those a checkpoint was signed over: %w", old.Size, ErrCorrupt)
	}
	return nil
}
