package git

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/prunella/prunella/govern/patch"
	"github.com/prunella/prunella/govern/warrant"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/respond/driver"
)

// A Driver commits patches to one branch of one repository.
type Driver struct {
	Dir    string    // the folder that was scanned; patches are relative to it
	Branch string    // the branch to make, "prunella/heal" or alike
	Time   time.Time // of the commits
	Author string    // "Name <mail>"; DefaultAuthor when empty

	mu   sync.Mutex
	step func(name string) error // tests interrupt here; nil in earnest
}

// DefaultAuthor is who commits.
const DefaultAuthor = "Prunella <prunella@localhost>"

// trailer is the line of a commit message that names the proposal.
const trailer = "Prunella-Proposal: "

var _ driver.Driver = (*Driver)(nil)

// Actions implements driver.Driver.
func (*Driver) Actions() []string { return []string{patch.Action} }

// Lease implements driver.Driver: a branch stays until it is removed.
func (*Driver) Lease() time.Duration { return 0 }

// Drive implements driver.Driver.
func (d *Driver) Drive(ctx context.Context, order warrant.Order) (record.Receipt, error) {
	proposal, err := order.Proposal()
	if err != nil {
		return record.Receipt{}, err
	}
	if proposal.Action != patch.Action {
		return record.Receipt{}, fmt.Errorf("git: cannot do %q", proposal.Action)
	}
	p, err := patch.Parse(proposal.Data)
	if err != nil {
		return record.Receipt{}, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	u, err := d.commit(ctx, order, proposal, p)
	receipt := record.Receipt{Proposal: order.ID(), Decision: order.Decision()}
	var conflict *conflict
	if errors.As(err, &conflict) {
		receipt.Outcome, receipt.Summary = record.Refused, record.Text(conflict.Error())
		return receipt, nil
	}
	if err != nil {
		return record.Receipt{}, err
	}
	receipt.Outcome = record.Done
	receipt.Summary = fmt.Sprintf("commit %s on branch %s", u.New, d.Branch)
	receipt.Output = record.Sum([]byte(u.New))
	receipt.Undo, err = json.Marshal(u)
	return receipt, err
}

// A conflict is a reason why this one patch cannot go onto the branch.
type conflict struct{ why string }

func (c *conflict) Error() string { return c.why }

func (d *Driver) at(step string) error {
	if d.step == nil {
		return nil
	}
	return d.step(step)
}

// commit makes the commit and moves the branch to it, or finds it made already.
func (d *Driver) commit(ctx context.Context, order warrant.Order, proposal record.Proposal, p *patch.Patch) (undo, error) {
	r, err := open(ctx, d.Dir)
	if err != nil {
		return undo{}, err
	}
	ref, tip, err := d.branch(ctx, r)
	if err != nil {
		return undo{}, err
	}
	if done, err := d.find(ctx, r, tip, order.ID(), p); err != nil || done.New != "" {
		done.Ref = ref
		return done, err
	}
	u := undo{Ref: ref, Old: r.zero}
	parent := r.head
	if tip != "" {
		u.Old, parent = tip, tip
	}
	tree, err := d.tree(ctx, r, parent, p)
	if err != nil {
		return undo{}, err
	}
	if u.New, err = d.commitTree(ctx, r, tree, parent, order, proposal); err != nil {
		return undo{}, err
	}
	if err := d.at("before the branch moves"); err != nil {
		return undo{}, err
	}
	if _, err := r.git.run(ctx, "update-ref", "--no-deref", "-m", "prunella: apply a certified patch", ref, u.New, u.Old); err != nil {
		return undo{}, err
	}
	return u, d.at("after the branch moved")
}

// branch checks the name of the branch and that nobody else owns or uses it.
func (d *Driver) branch(ctx context.Context, r *repository) (ref, tip string, err error) {
	ref = "refs/heads/" + d.Branch
	if _, err := r.git.run(ctx, "check-ref-format", ref); err != nil || strings.HasPrefix(d.Branch, "-") {
		return "", "", &driver.Refusal{Reason: fmt.Sprintf("%q is no name for a branch", d.Branch), Advice: "choose another with --branch"}
	}
	if err := r.contained(ref); err != nil {
		return "", "", err
	}
	if tip, err = r.ref(ctx, ref); err != nil || tip == "" {
		return ref, "", err
	}
	if place, err := r.checkedOut(ctx, ref); err != nil || place != "" {
		return "", "", errors.Join(err, &driver.Refusal{Reason: "branch " + d.Branch + " is checked out", Advice: "choose another with --branch, or switch away"})
	}
	if merged, err := r.ancestor(ctx, tip, r.head); err != nil || merged {
		return "", "", errors.Join(err, &driver.Refusal{Reason: "branch " + d.Branch + " exists and has nothing that HEAD has not", Advice: "choose another with --branch, or delete it"})
	}
	foreign, err := r.git.line(ctx, "rev-list", "--max-count=1", "--invert-grep", "--basic-regexp", "--grep=^"+trailer, tip, "^"+r.head)
	if err == nil && foreign != "" {
		err = &driver.Refusal{Reason: "branch " + d.Branch + " exists and is not Prunella's", Advice: "choose another with --branch"}
	}
	return ref, tip, err
}

// find looks for the commit of a proposal on the branch, and checks that it
// holds what the proposal says: anybody can write a trailer.
func (d *Driver) find(ctx context.Context, r *repository, tip string, id record.ID, p *patch.Patch) (undo, error) {
	if tip == "" {
		return undo{}, nil
	}
	commit, err := r.git.line(ctx, "rev-list", "--max-count=1", "--basic-regexp", "--grep=^"+trailer+string(id)+"$", tip, "^"+r.head)
	if err != nil || commit == "" {
		return undo{}, err
	}
	old, err := r.git.line(ctx, "rev-parse", "--verify", commit+"^1")
	if err != nil {
		return undo{}, err
	}
	want, err := d.tree(ctx, r, old, p)
	if err != nil {
		return undo{}, err
	}
	got, err := r.git.line(ctx, "rev-parse", "--verify", commit+"^{tree}")
	if err == nil && got != want {
		err = &driver.Refusal{Reason: fmt.Sprintf("commit %s says it holds this patch, but does not", commit), Advice: "look at branch " + d.Branch}
	}
	if old == r.head {
		old = r.zero
	}
	return undo{Old: old, New: commit}, err
}

// commitTree writes the commit. Nothing refers to it yet.
func (d *Driver) commitTree(ctx context.Context, r *repository, tree, parent string, order warrant.Order, proposal record.Proposal) (string, error) {
	author := d.Author
	if author == "" {
		author = DefaultAuthor
	}
	name, mail, ok := strings.Cut(strings.TrimSuffix(author, ">"), " <")
	if !ok {
		return "", fmt.Errorf("git: author %q is not like %q", author, DefaultAuthor)
	}
	date := fmt.Sprintf("%d +0000", d.Time.Unix())
	g := r.git
	g.env = []string{"GIT_AUTHOR_NAME=" + name, "GIT_AUTHOR_EMAIL=" + mail, "GIT_AUTHOR_DATE=" + date,
		"GIT_COMMITTER_NAME=" + name, "GIT_COMMITTER_EMAIL=" + mail, "GIT_COMMITTER_DATE=" + date}
	g.stdin = []byte(message(order, proposal))
	return g.line(ctx, "commit-tree", tree, "-p", parent)
}

// message says what the commit is for and names what it rests on. What people or
// programs wrote is made one harmless line each, so that it cannot hold a trailer.
func message(order warrant.Order, proposal record.Proposal) string {
	subject := oneLine(proposal.Summary, 100)
	if subject == "" {
		subject = "certified patch"
	}
	b := "heal: " + subject + "\n\n"
	if against := oneLine(proposal.Against, 400); against != "" {
		b += "Against " + against + "\n\n"
	}
	for _, finding := range order.Cites() {
		b += "Prunella-Finding: " + string(finding) + "\n"
	}
	b += "Prunella-Certificate: " + string(order.Certificate()) + "\n"
	b += "Prunella-Decision: " + string(order.Decision()) + "\n"
	return b + trailer + string(order.ID()) + "\n"
}

// oneLine is text as one line of at most so many characters, without control characters.
func oneLine(text string, atMost int) string {
	control := func(r rune) bool { return r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 }
	text = strings.TrimSpace(strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, "\uFFFD"), control), " "))
	if cut := []rune(text); len(cut) > atMost {
		return string(cut[:atMost-1]) + "…"
	}
	return text
}
