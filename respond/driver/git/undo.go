package git

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/respond/driver"
)

// undo is what Undo needs to know.
type undo struct {
	Ref string `json:"ref"`
	Old string `json:"old"` // all zeros when the branch was new
	New string `json:"new"`
}

// Undo implements driver.Driver. The commit stays in the object store until git
// itself drops what nothing refers to.
func (d *Driver) Undo(ctx context.Context, receipt record.Receipt) error {
	if receipt.Outcome != record.Done {
		return nil
	}
	var u undo
	if err := json.Unmarshal(receipt.Undo, &u); err != nil {
		return fmt.Errorf("git: undo: %w", err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	r, err := open(ctx, d.Dir)
	if err != nil {
		return err
	}
	if !strings.HasPrefix(u.Ref, "refs/heads/") || len(u.Old) != len(r.zero) || len(u.New) != len(r.zero) {
		return errors.New("git: undo: not a receipt of this repository")
	}
	if err := r.contained(u.Ref); err != nil {
		return err
	}
	tip, err := r.ref(ctx, u.Ref)
	switch {
	case err != nil:
		return err
	case tip == "" && u.Old == r.zero || tip == u.Old:
		return nil
	case tip != u.New:
		return &driver.Refusal{Reason: "the branch has moved on since: " + u.Ref, Advice: "undo the later patches first, or delete the branch yourself"}
	}
	if place, err := r.checkedOut(ctx, u.Ref); err != nil || place != "" {
		return errors.Join(err, &driver.Refusal{Reason: u.Ref + " is checked out", Advice: "switch to another branch first"})
	}
	if u.Old == r.zero {
		_, err = r.git.run(ctx, "update-ref", "--no-deref", "-d", u.Ref, u.New)
		return err
	}
	_, err = r.git.run(ctx, "update-ref", "--no-deref", "-m", "prunella: undo", u.Ref, u.Old, u.New)
	return err
}
