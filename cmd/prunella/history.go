package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/learn"
	"github.com/prunella/prunella/govern/knowledge"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
	"github.com/prunella/prunella/respond/driver/git"
	"github.com/prunella/prunella/views/cases"
	"github.com/prunella/prunella/world"
)

// maxWeighed bounds the commits that are analysed, before and after: each costs two
// scans.
const maxWeighed = 20

// history is learn alone: it looks for remedies of known findings in the history of
// the repository, and for how they were made. What the engine does not see mended teaches
// nothing.
func (o *lecture) history(c *cobra.Command) error {
	return o.with(c, true, func(ctx context.Context, out io.Writer, t *target) error {
		h, err := t.reading(ctx)
		if err != nil {
			return err
		}
		changes, err := git.History(ctx, t.abs, o.commits)
		if err != nil {
			return fail(err, hintOf(err))
		}
		engine, err := newEngine(0)
		if err != nil {
			return fail(err, "")
		}
		for _, change := range changes {
			if err := h.look(ctx, engine, change); err != nil {
				return err
			}
		}
		for _, id := range h.accepted {
			if _, err := t.tell(ctx, tool(knowledge.Checker), record.Body{Evidence: &record.Evidence{
				Type: correctionEvidence, Summary: "the patch was taken as it was proposed"}}, id); err != nil {
				return err
			}
		}
		fmt.Fprintf(out, "%d commits, %d touch known findings; %d patches were taken as proposed, %d findings were mended in other ways\n",
			len(changes), h.weighed, len(h.accepted), h.mended)
		for _, why := range h.unread {
			fmt.Fprintf(out, "not learnt: %s\n", render.Plain(why))
		}
		return o.sayStyles(ctx, out, t, h.styles)
	})
}

// A reading is what was looked at in a history, and what came of it.
type reading struct {
	t        *target
	lines    map[string][]string           // of findings, by file
	patches  map[record.Digest][]record.ID // proposals by the content they lead to
	styles   []record.Knowledge
	accepted []record.ID
	unread   []string
	weighed  int
	mended   int
}

// reading gathers what the record knows of findings and proposals.
func (t *target) reading(ctx context.Context) (*reading, error) {
	view := cases.New(cases.Standard{})
	if err := view.Update(ctx, t.log); err != nil {
		return nil, fail(fmt.Errorf("reading the ledger: %w", err), "prunella audit verify says what is wrong")
	}
	h := &reading{t: t, lines: map[string][]string{}, patches: map[record.Digest][]record.ID{}}
	for _, c := range view.All() {
		parts := strings.SplitN(c.Key, "|", 5) // as package code makes keys
		if c.Repo != t.repo() || len(parts) < 5 {
			continue
		}
		line := strings.TrimRight(parts[4], "0123456789")
		h.lines[parts[1]] = append(h.lines[parts[1]], parts[4], strings.TrimSuffix(line, "|")) // with and without its count
		for _, p := range c.Proposals {
			var data record.Patch
			if json.Unmarshal(p.Entry.Statement.Body.Proposal.Data, &data) != nil {
				continue
			}
			for _, f := range data.Files {
				h.patches[f.After] = append(h.patches[f.After], p.Entry.ID)
			}
		}
	}
	return h, nil
}

// look weighs one commit that takes the line of a known finding away.
func (h *reading) look(ctx context.Context, engine *code.Engine, c git.Change) error {
	if h.weighed >= maxWeighed || !slices.ContainsFunc(c.Files, func(f string) bool { return len(h.lines[f]) > 0 }) {
		return nil
	}
	old, err := git.Snapshot(ctx, h.t.abs, c.Parent, world.DefaultMaxFile)
	if err != nil {
		return nil // the first of a shallow history
	}
	now, err := git.Snapshot(ctx, h.t.abs, c.Commit, world.DefaultMaxFile)
	if err != nil {
		return fail(err, hintOf(err))
	}
	before, after := newCommitTree(old), newCommitTree(now)
	if !h.takes(before.MemTree, after.MemTree, c.Files) {
		return nil
	}
	h.weighed++
	for _, f := range c.Files {
		for _, id := range h.patches[record.Sum(after.MemTree[f])] {
			if !slices.Contains(h.accepted, id) {
				h.accepted = append(h.accepted, id)
			}
		}
	}
	if len(h.accepted) > 0 && strings.HasPrefix(git.DefaultAuthor, c.Author+" <") {
		return nil // our own words teach us nothing
	}
	series, err := engine.Weigh(ctx, before, changed(before.MemTree, after.MemTree))
	if err != nil {
		return fail(err, "")
	}
	if len(code.Brought(series.First, series.Last)) > 0 {
		h.unread = append(h.unread, fmt.Sprintf("commit %.12s brings new findings", c.Commit))
		return nil
	}
	for _, p := range series.Patches {
		h.mended++
		where := p.Found.Finding.Where
		lang := p.Found.Program.Lang.Name()
		style, err := learn.Correction(p.Found.Flow(), lang, string(after.MemTree[where.File]))
		if err != nil {
			h.unread = append(h.unread, fmt.Sprintf("commit %.12s mends %s at %s:%d: %v", c.Commit, p.Found.Finding.Rule, where.File, where.Line, err))
			continue
		}
		h.styles = append(h.styles, record.Knowledge{Rule: p.Found.Finding.Rule, Lang: lang, Fix: &style,
			Reason: record.Text(fmt.Sprintf("so did %s in commit %.12s", c.Author, c.Commit))})
	}
	return nil
}

// takes reports whether a change takes the line of a known finding away.
func (h *reading) takes(before, after world.MemTree, files []string) bool {
	for _, f := range files {
		for _, line := range h.lines[f] {
			if line != "" && bytes.Contains(before[f], []byte(line)) && bytes.Count(after[f], []byte(line)) < bytes.Count(before[f], []byte(line)) {
				return true
			}
		}
	}
	return false
}

// changed is the difference of two trees.
func changed(before, after world.MemTree) map[string][]byte {
	out := map[string][]byte{}
	for name, text := range after {
		if old, ok := before[name]; !ok || !bytes.Equal(old, text) {
			out[name] = text
		}
	}
	for name := range before {
		if _, ok := after[name]; !ok {
			out[name] = nil
		}
	}
	return out
}

// sayStyles joins corrections that are alike and puts what is new on the record.
func (o *lecture) sayStyles(ctx context.Context, out io.Writer, t *target, all []record.Knowledge) error {
	slices.Reverse(all) // the oldest first
	for i, k := range all {
		same := func(other record.Knowledge) bool {
			return other.Fix != nil && other.Rule == k.Rule && other.Lang == k.Lang && learn.SameStyle(*other.Fix, *k.Fix)
		}
		if slices.IndexFunc(all, same) < i {
			continue // told with the first
		}
		if slices.ContainsFunc(t.taught, func(it *knowledge.Item) bool { return same(it.Knowledge) }) {
			continue // known, or taken back
		}
		var examples []record.Style
		for _, other := range all {
			if same(other) {
				examples = append(examples, *other.Fix)
			}
		}
		style := learn.Join(examples)[0]
		k.Fix = &style
		check := record.Lesson{Verdict: knowledge.Agrees, Why: fmt.Sprintf("the finding is gone and no other has come, in %d places", style.Examples)}
		if err := o.say(ctx, out, t, lesson{action: record.LearnFix, knowledge: k, check: check, until: time.Now().AddDate(0, 0, holdsFix)}); err != nil {
			return err
		}
	}
	return nil
}
