package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/prunella/prunella/assure/foreign"
	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/flow"
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
	"github.com/prunella/prunella/views/cases"
)

// An assurance is one diff on its way up the ladder.
type assurance struct {
	options
	repo string
	by   string
}

func newAssure() *cobra.Command {
	o := &assurance{}
	o.mend = true
	c := &cobra.Command{
		Use:   "assure --repo DIR DIFF",
		Short: "Certify or refuse a patch that somebody else made",
		Long: "Assure reads a unified diff, whoever made it, finds out which findings of the repository it mends, and has it climb the\n" +
			"proof ladder for each. The diff is applied in memory and in the sandbox only.\n\n" +
			"It ends with 0 when the patch is certified and with 3 when it is refused; what was seen is on the record either way.",
		Example: "prunella assure --repo . fix.diff\ngit diff main feature | prunella assure --repo . --by model:reviewer -",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return misuse("prunella assure --repo . fix.diff; - reads from standard input", "want one DIFF, got %d", len(args))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return o.run(c, args[0]) },
	}
	o.flags(c)
	c.Flags().StringVar(&o.repo, "repo", ".", "the repository that the diff is for is in `DIR`")
	c.Flags().StringVar(&o.by, "by", "person:"+os.Getenv("USER"), "who made the diff, as `KIND:NAME`; kinds: person, tool, model, agent")
	c.Flags().BoolVar(&o.noRun, "no-run", false, "run no project code, not even in the sandbox: rungs L1 and L3 are not run")
	c.Flags().StringVar(&o.policy, "policy", "", "decide by the Cedar policy in `FILE`")
	return c
}

// author reads who made the diff.
func (o *assurance) author() (record.By, error) {
	kind, name, _ := strings.Cut(o.by, ":")
	switch kind {
	case record.Person, record.Tool, record.Model, record.Agent:
	default:
		return record.By{}, misuse("--by model:reviewer", "%q is not who made a diff", o.by)
	}
	if name == "" {
		name = "somebody"
	}
	return record.By{Kind: kind, Name: record.Text(name)}, nil
}

func readDiff(name string, in io.Reader) ([]byte, error) {
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, fail(err, "name a file that holds a diff; - reads from standard input")
		}
		defer f.Close()
		in = f
	}
	text, err := io.ReadAll(io.LimitReader(in, foreign.MaxBytes+1))
	if err != nil {
		return nil, fail(fmt.Errorf("reading the diff: %w", err), "name a file that holds a diff; - reads from standard input")
	}
	return text, nil
}

func (o *assurance) run(c *cobra.Command, name string) error {
	by, err := o.author()
	if err != nil {
		return err
	}
	diff, err := readDiff(name, c.InOrStdin())
	if err != nil {
		return err
	}
	engine, err := newEngine(o.jobs)
	if err != nil {
		return fail(err, "")
	}
	progress := newProgress(c.ErrOrStderr(), &o.options)
	defer progress.done()
	t, err := openTarget(c.Context(), o.repo, o.state, progress.notice)
	if err != nil {
		return err
	}
	why, err := o.weigh(c.Context(), c.OutOrStdout(), t, engine, progress, by, diff)
	if closing := t.close(); err == nil && closing != nil {
		err = fail(fmt.Errorf("closing the ledger: %w", closing), "")
	}
	if err == nil && why != "" {
		return errRefused
	}
	return err
}

// errRefused ends a run that refused a patch; it was told already.
var errRefused = &failure{err: errors.New("the patch is refused"), code: exitFindings}

// weigh has the diff climb the ladder and tells what came of it. It returns why the
// diff is refused, "" when it is certified.
func (o *assurance) weigh(ctx context.Context, out io.Writer, t *target, engine *code.Engine, progress *progress, by record.By, diff []byte) (string, error) {
	stream := newStream(out, o.json)
	events := func(e flow.Event) { progress.event(e); stream.event(e) }
	changes, err := foreign.Read(ctx, t.tree, diff)
	if errors.Is(err, foreign.ErrRefused) {
		return o.refuse(ctx, out, t, events, diff, err.Error())
	}
	if err != nil {
		return "", fail(err, "")
	}
	session := &code.Session{Engine: engine, Tree: t.tree, Repo: t.repo(), Changes: changes}
	steps, err := o.steps(ctx, session, t)
	if err != nil {
		return "", err
	}
	for i := range steps {
		if steps[i].Verb == flow.Plan {
			steps[i] = flow.Plans(by, session)
		}
	}
	loop := flow.Loop{Log: t.log, Steps: steps, Workers: max(1, o.jobs), Events: events}
	if err := loop.Run(ctx); err != nil {
		return "", runFailure(ctx, err)
	}
	progress.done()
	run, err := readRun(ctx, t, engine, ran{stream.tree, session.Told()})
	if err != nil {
		return "", err
	}
	series, err := session.Series(ctx)
	if err != nil {
		return "", fail(err, "")
	}
	why, grade := judged(run, series, by, changes)
	return why, o.tell(out, run, why, grade)
}

// judged leaves in a run the cases that the change mends, with the proposals of
// this change alone. It says why the change is refused, or its lowest grade.
func judged(run *render.Run, series *code.Series, by record.By, changes map[string][]byte) (why, grade string) {
	ours := map[string]string{} // the proposal's summary by the case's key
	for _, p := range series.Patches {
		ours[p.Key] = p.Data.Why
	}
	var kept []*cases.Case
	for _, c := range run.Cases {
		if p := proposed(c, ours[c.Key], by, series); p != nil {
			one := *c
			one.Proposals = []*cases.Proposal{p}
			kept = append(kept, &one)
		}
	}
	run.Cases = kept
	for _, b := range code.Brought(series.First, series.Last) {
		why = fmt.Sprintf("L2 re-analysis: a new finding: %s at %s:%d", b.Rule.ID, b.Finding.Where.File, b.Finding.Where.Line)
	}
	for _, c := range kept {
		d := render.Look(run, c)
		switch {
		case d.Cert == nil:
			why = "it has no certificate"
		case !d.Cert.Certified:
			why = refusal(d.Cert)
		}
		if d.Cert != nil {
			grade = max(grade, d.Cert.Grade)
		}
	}
	if len(kept) == 0 {
		mends := "it mends none of the findings of this repository" + left(series, changes)
		if why != "" {
			mends += "; " + why
		}
		why = mends
	}
	return why, grade
}

// left names a finding that is still there in a file that the change touches.
func left(series *code.Series, touched map[string][]byte) string {
	for _, f := range series.Last.Found {
		if _, ok := touched[f.Finding.Where.File]; ok {
			return fmt.Sprintf("; %s at %s:%d is still there", f.Rule.ID, f.Finding.Where.File, f.Finding.Where.Line)
		}
	}
	return ""
}

// proposed finds the proposal of this change for a case.
func proposed(c *cases.Case, summary string, by record.By, series *code.Series) *cases.Proposal {
	for _, p := range c.Proposals {
		st := p.Entry.Statement
		var data record.Patch
		if summary == "" || st.By != by || st.Body.Proposal.Summary != summary || json.Unmarshal(st.Body.Proposal.Data, &data) != nil {
			continue
		}
		if data.Diff == series.Patches[0].Data.Diff {
			return p
		}
	}
	return nil
}

// refusal is the rung that said no.
func refusal(c *record.Certification) string {
	for _, r := range c.Rungs {
		if r.Status == "failed" {
			return fmt.Sprintf("%s %s: %s", r.Rung, r.Name, r.Why)
		}
	}
	return "too little is proved"
}

func (o *assurance) tell(out io.Writer, run *render.Run, why, grade string) error {
	if o.json || o.quiet {
		return nil
	}
	if len(run.Cases) > 0 {
		if err := forTerminal(out, o.verbose).Render(out, run); err != nil {
			return fail(fmt.Errorf("writing: %w", err), "")
		}
	}
	verdict := "certified, grade " + grade
	if why != "" {
		verdict = "refused: " + render.Plain(why)
	}
	if _, err := fmt.Fprintln(out, verdict); err != nil {
		return fail(fmt.Errorf("writing: %w", err), "")
	}
	return nil
}

// A refused diff is evidence as well: that it was handed over, and why it was not
// even weighed.
type refusedDiff struct {
	repo record.Ref
	diff record.Digest
	why  string
}

// See implements flow.Source.
func (r refusedDiff) See(_ context.Context, say func(flow.Seen) error) error {
	data, err := json.Marshal(map[string]any{"diff": r.diff, "why": r.why})
	if err != nil {
		return err
	}
	return say(flow.Seen{
		Body:  record.Evidence{Type: "assure.refusal", Summary: record.Text("a diff is refused: " + r.why), Data: data},
		About: []record.Ref{r.repo},
	})
}

// refuse puts on the record that a diff cannot be weighed.
func (o *assurance) refuse(ctx context.Context, out io.Writer, t *target, events func(flow.Event), diff []byte, why string) (string, error) {
	seen := refusedDiff{repo: t.repo(), diff: record.Sum(diff), why: record.Text(why)}
	loop := flow.Loop{Log: t.log, Steps: []flow.Step{flow.Sees(tool("assure"), seen)}, Events: events}
	if err := loop.Run(ctx); err != nil {
		return why, runFailure(ctx, err)
	}
	return why, o.tell(out, &render.Run{Tree: ledger.Entry{}}, why, "")
}
