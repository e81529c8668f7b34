package git

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/prunella/prunella/record"
)

// Continue makes the driver work on the branch of the latest of the receipts that
// still has one on top of HEAD, so that patches that build upon others find them.
// Where there is none the driver's own branch stays.
func (d *Driver) Continue(ctx context.Context, receipts []record.Receipt) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	r, err := open(ctx, d.Dir)
	if err != nil {
		return err
	}
	tried := map[string]bool{}
	for i := len(receipts) - 1; i >= 0; i-- {
		var u undo
		if receipts[i].Outcome != record.Done || json.Unmarshal(receipts[i].Undo, &u) != nil || tried[u.Ref] {
			continue
		}
		tried[u.Ref] = true
		if d.goesOn(ctx, r, u.Ref) {
			d.Branch = strings.TrimPrefix(u.Ref, "refs/heads/")
			return nil
		}
	}
	return nil
}

// goesOn reports a branch of ours, on top of HEAD, that a patch may be added to.
func (d *Driver) goesOn(ctx context.Context, r *repository, ref string) bool {
	name, ok := strings.CutPrefix(ref, "refs/heads/")
	if !ok {
		return false
	}
	_, tip, err := (&Driver{Dir: d.Dir, Branch: name}).branch(ctx, r)
	if err != nil || tip == "" {
		return false
	}
	above, err := r.ancestor(ctx, r.head, tip)
	return err == nil && above
}
