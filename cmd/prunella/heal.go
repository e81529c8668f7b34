package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/flow"
	"github.com/prunella/prunella/govern/warrant"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
)

// options are the flags that scan and heal share.
type options struct {
	state   string
	json    bool
	quiet   bool
	verbose bool
	jobs    int
	apply   bool
	mend    bool
	noRun   bool
	policy  string

	since    string // a git revision: only findings that it did not have
	baseline string // a file of findings that are known
	writes   string // a file to write them to
	signers  string // a file of public keys whose knowledge counts
	watches  bool
	fresh    bool // tell nothing again from earlier scans
}

func (o *options) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.state, "state", "", "keep the state in `DIR` (default PATH/"+stateFolder+")")
	c.Flags().BoolVar(&o.json, "json", false, "stream the records, one JSON object a line")
	c.Flags().BoolVarP(&o.quiet, "quiet", "q", false, "say nothing but errors")
	c.Flags().BoolVarP(&o.verbose, "verbose", "v", false, "list the calls that no model covers")
	c.Flags().StringVar(&o.signers, "signers", "", "believe also what was taught under the public keys in `FILE`, one a line")
	c.Flags().IntVar(&o.jobs, "jobs", 0, "work on `N` things at once (default: the number of processors)")
}

func newScan() *cobra.Command {
	o := &options{}
	c := &cobra.Command{
		Use:     "scan PATH",
		Short:   "Find flaws, and replay the attack on each; change nothing",
		Example: "prunella scan examples/shop\nprunella scan --since main .\nprunella scan --baseline known.txt .\nprunella scan --watch .",
		Args:    onePath,
		RunE:    func(c *cobra.Command, args []string) error { return o.run(c, args[0]) },
	}
	o.flags(c)
	c.Flags().StringVar(&o.since, "since", "", "show only findings that the git revision `REV` did not have")
	c.Flags().StringVar(&o.baseline, "baseline", "", "leave out the findings that `FILE` lists")
	c.Flags().StringVar(&o.writes, "write-baseline", "", "list the findings in `FILE`; what it says of them is kept")
	c.Flags().BoolVar(&o.watches, "watch", false, "scan again whenever a file changes, and tell what changed")
	c.Flags().BoolVar(&o.fresh, "fresh", false, "believe nothing that an earlier scan kept in the user's cache folder")
	return c
}

func newHeal() *cobra.Command {
	o := &options{mend: true}
	c := &cobra.Command{
		Use:     "heal PATH",
		Short:   "Find flaws, replay the attacks, write patches and prove them",
		Example: "prunella heal examples/shop\nprunella heal --apply .",
		Args:    onePath,
		RunE:    func(c *cobra.Command, args []string) error { return o.run(c, args[0]) },
	}
	o.flags(c)
	c.Flags().BoolVar(&o.noRun, "no-run", false, "run no project code, not even in the sandbox: rungs L1 and L3 are not run")
	c.Flags().StringVar(&o.policy, "policy", "", "decide by the Cedar policy in `FILE`")
	c.Flags().BoolVar(&o.apply, "apply", false, "put certified patches on a new git branch, one commit each")
	return c
}

func onePath(_ *cobra.Command, args []string) error {
	if len(args) != 1 {
		return misuse("prunella heal . works on the folder you are in", "want one PATH, got %d", len(args))
	}
	return nil
}

// run does a scan or a heal and shows it.
func (o *options) run(c *cobra.Command, path string) error {
	ctx := c.Context()
	engine, err := newEngine(o.jobs)
	if err != nil {
		return fail(err, "")
	}
	progress := newProgress(c.ErrOrStderr(), o)
	defer progress.done()
	t, err := openTarget(ctx, path, o.state, progress.notice)
	if err != nil {
		return err
	}
	if err := t.recall(ctx, o.signers); err != nil {
		return errors.Join(err, t.close())
	}
	engine.Known = t.lessons()
	engine.Mended = progress.mended
	left, partial, err := o.work(ctx, c.OutOrStdout(), t, engine, progress)
	if closing := t.close(); err == nil && closing != nil {
		err = fail(fmt.Errorf("closing the ledger: %w", closing), "")
	}
	switch {
	case err != nil:
		return err
	case left > 0:
		return errFindings
	case partial:
		return errPartial
	}
	return nil
}

// work runs the loop and renders; it returns how many findings are left,
// and whether some may be missing.
func (o *options) work(ctx context.Context, out io.Writer, t *target, engine *code.Engine, progress *progress) (left int, partial bool, err error) {
	if o.watches {
		return 0, false, o.watch(ctx, out, t, engine, progress)
	}
	run, failed, err := o.once(ctx, out, t, engine, progress, o.cache())
	if err != nil {
		return 0, false, err
	}
	if !o.json && !o.quiet {
		if err := forTerminal(out, o.verbose).Render(out, run); err != nil {
			return 0, false, fail(fmt.Errorf("writing: %w", err), "")
		}
	}
	if n := refused(run); o.apply && n > 0 {
		progress.notice(fmt.Sprintf("%d patches were not applied, as their receipts say; approve those they are made on top of, then heal --apply again", n))
	}
	if failed != nil {
		return 0, false, runFailure(ctx, failed)
	}
	return o.left(run), len(run.Notes.Partial) > 0, nil
}

// once runs the loop over the tree as it is now and reads the run back, with what
// the user wants to see of it. failed is what went wrong in some of the steps.
func (o *options) once(ctx context.Context, out io.Writer, t *target, engine *code.Engine, progress *progress, cache *code.Cache) (run *render.Run, failed, err error) {
	session := &code.Session{Engine: engine, Tree: t.tree, Repo: t.repo(), Mends: o.mend, Cache: cache}
	steps, err := o.steps(ctx, session, t)
	if err != nil {
		return nil, nil, err
	}
	stream := newStream(out, o.json)
	loop := flow.Loop{Log: t.log, Steps: steps, Workers: max(1, o.jobs), Events: func(e flow.Event) {
		progress.event(e)
		stream.event(e)
	}}
	failed = loop.Run(ctx)
	progress.done()
	if failed != nil && (ctx.Err() != nil || stream.tree == "") {
		return nil, nil, runFailure(ctx, failed)
	}
	which := ran{stream.tree, session.Told()}
	if err := t.remember(which); err != nil {
		return nil, nil, errors.Join(failed, err)
	}
	if run, err = readRun(ctx, t, engine, which); err != nil {
		return nil, nil, errors.Join(failed, err)
	}
	return run, failed, o.narrow(ctx, t, session, run, progress)
}

// narrow takes out of a run what the user does not want to see: what is older than
// a revision, and what a baseline knows.
func (o *options) narrow(ctx context.Context, t *target, s *code.Session, run *render.Run, progress *progress) error {
	if o.writes != "" {
		if err := writeBaseline(o.writes, run); err != nil {
			return err
		}
	}
	if o.since != "" {
		if err := o.sinceRevision(ctx, t, s, run); err != nil {
			return err
		}
	}
	if o.baseline != "" {
		known, err := readBaseline(o.baseline)
		if err != nil {
			return err
		}
		known.apply(run, time.Now(), progress.notice)
	}
	return nil
}

// refused counts the patches that the driver had leave to apply and could not.
func refused(run *render.Run) int {
	n := 0
	for _, c := range run.Cases {
		for _, p := range c.Proposals {
			if last := len(p.Receipts) - 1; last >= 0 && p.Receipts[last].Statement.Body.Receipt.Outcome == record.Refused {
				n++
			}
		}
	}
	return n
}

func runFailure(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fail(errors.New("interrupted"), "what was said until now is on the record; run again to go on")
	}
	if errors.Is(err, flow.ErrPanic) {
		first, _, _ := strings.Cut(err.Error(), "\n")
		return fail(errors.New(first), "this is a fault of Prunella's own; the rest was done and is on the record")
	}
	if errors.Is(err, warrant.ErrStale) {
		return fail(err, "commit your changes first: patches are for what is committed; the rest was done and is on the record")
	}
	if errors.Is(err, syscall.ENOSPC) {
		return fail(err, "make room, and run again to go on; what was said until now is on the record")
	}
	return fail(err, "the rest was done and is on the record")
}
