package git

import (
	"context"
	"strconv"
	"strings"

	"github.com/prunella/prunella/govern/patch"
	"github.com/prunella/prunella/record"
)

// maxBranch bounds how many commits of its own branch a driver looks through.
const maxBranch = 10_000

// Base is what a proposal's base must be for it to be in time: the digest of the
// files it touches, at HEAD or at that commit of the branch where they are as the
// proposal found them. It is for warrant.Trust.
func (d *Driver) Base(ctx context.Context, proposal record.Proposal) (record.Digest, error) {
	p, err := patch.Parse(proposal.Data)
	if err != nil {
		return "", err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	r, err := open(ctx, d.Dir)
	if err != nil {
		return "", err
	}
	_, tip, err := d.branch(ctx, r)
	if err != nil {
		return "", err
	}
	commits := []string{r.head}
	if tip != "" {
		list, err := r.git.line(ctx, "rev-list", "--reverse", "--max-count="+strconv.Itoa(maxBranch), tip, "^"+r.head)
		if err != nil {
			return "", err
		}
		commits = append(commits, strings.Fields(list)...)
	}
	var first record.Digest
	for _, c := range commits {
		base, err := r.base(ctx, c, p)
		if err != nil || base == proposal.Base {
			return base, err
		}
		if first == "" {
			first = base
		}
	}
	return first, nil
}
