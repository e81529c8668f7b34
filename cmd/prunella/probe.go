package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/flow"
	"github.com/prunella/prunella/ledger/tessera"
	"github.com/prunella/prunella/probe/blind"
	"github.com/prunella/prunella/probe/mutate"
	"github.com/prunella/prunella/render"
	"github.com/prunella/prunella/world"
)

// probing is the flags of "probe code".
type probing struct {
	seed   uint64
	deep   int
	jobs   int
	rules  []string
	only   []string
	corpus string
	truth  string
	write  string
	state  string
	json   bool
}

func newProbe() *cobra.Command {
	c := &cobra.Command{Use: "probe", Short: "Ask how things stand attack"}
	o := &probing{}
	sub := &cobra.Command{
		Use:   "code",
		Short: "Find the engine's blind spots on variants of programs with known answers",
		Long: "Each program is analysed, and then variants of it: some mean the same, some differ in one operation that makes them\n" +
			"safe, or seems to. What the engine has right in the original and wrong in the variant is a blind spot.",
		Example: "prunella probe code --seed 7\nprunella probe code --rule sql-injection --only carry-map\nprunella probe code --corpus DIR --truth labels.json\nprunella probe code --corpus DIR --truth labels.json --write TWIN",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return o.run(c) },
	}
	f := sub.Flags()
	f.Uint64Var(&o.seed, "seed", 1, "variants of `NUMBER`; the same number gives the same variants")
	f.IntVar(&o.deep, "deep", 2, "make `N` variants of several transformations for each program")
	f.IntVar(&o.jobs, "jobs", 0, "work on `N` things at once (default: the number of processors)")
	f.StringSliceVar(&o.rules, "rule", nil, "only programs of `RULE`")
	f.StringSliceVar(&o.only, "only", nil, "only the transformation or check of this `NAME`")
	f.StringVar(&o.corpus, "corpus", "", "vary the labelled programs in `DIR`, each file by itself, in place of the rules' own cases")
	f.StringVar(&o.truth, "truth", "", "what is known of the corpus: `FILE` as written by tools/score -truth")
	f.StringVar(&o.write, "write", "", "write a mutated twin of the corpus into `DIR`, and analyse nothing")
	f.StringVar(&o.state, "state", "", "put the blind spots on the record in `DIR`")
	f.BoolVar(&o.json, "json", false, "write JSON")
	c.AddCommand(sub)
	return c
}

func (o *probing) run(c *cobra.Command) error {
	engine, err := newEngine(1)
	if err != nil {
		return fail(err, "")
	}
	var rep *blind.Report
	switch {
	case o.write != "":
		t, err := o.twin(c.Context())
		if err != nil {
			return err
		}
		return t.write(o)
	case o.corpus != "" || o.truth != "":
		rep, err = o.askCorpus(c.Context())
	default:
		rep, err = o.askCases(c.Context(), engine)
	}
	if err != nil {
		return err
	}
	if o.state != "" {
		if err := o.record(c.Context(), rep); err != nil {
			return err
		}
	}
	if err := o.show(c.OutOrStdout(), rep); err != nil {
		return fail(fmt.Errorf("writing: %w", err), "")
	}
	if len(rep.Spots) > 0 {
		return errFindings
	}
	return nil
}

// maker makes variants as the flags say.
func (o *probing) maker() mutate.Maker {
	only := map[string]bool{}
	for _, name := range o.only {
		only[name] = true
	}
	return mutate.Maker{Languages: mutable(), Seed: o.seed, Deep: o.deep, Only: only}
}

// askCases varies the rules' own cases, one engine a worker.
func (o *probing) askCases(ctx context.Context, engine *code.Engine) (*blind.Report, error) {
	programs, err := o.programs(engine)
	if err != nil {
		return nil, err
	}
	e, err := newEngine(o.jobs)
	if err != nil {
		return nil, fail(err, "")
	}
	rep, err := blind.Find(ctx, analyse(engine), programs, blind.Options{Maker: o.maker(), Jobs: e.Options.Jobs})
	if err != nil {
		return nil, fail(err, "")
	}
	return rep, nil
}

// analyse makes the engine a function of files.
func analyse(e *code.Engine) blind.Engine {
	return func(ctx context.Context, files map[string][]byte) ([]blind.Said, error) {
		project, err := e.Load(ctx, world.MemTree(files))
		if err != nil {
			return nil, err
		}
		rep, err := e.Scan(ctx, project)
		if err != nil {
			return nil, err
		}
		var out []blind.Said
		for _, f := range rep.Found {
			w := f.Finding.Where
			out = append(out, blind.Said{Rule: f.Finding.Rule, File: w.File, Line: w.Line, End: w.EndLine})
		}
		return out, nil
	}
}

func (o *probing) programs(e *code.Engine) ([]mutate.Program, error) {
	var out []mutate.Program
	for _, r := range e.Rules {
		if len(o.rules) > 0 && !slices.Contains(o.rules, r.ID) {
			continue
		}
		for _, p := range r.Programs() {
			if p.Want == "bad" || p.Want == "good" {
				out = append(out, programOf(r, p))
			}
		}
	}
	if len(out) == 0 {
		return nil, misuse("prunella explain RULE tells what a rule is about", "no rule is called %s", strings.Join(o.rules, ", "))
	}
	return out, nil
}

var wanted = regexp.MustCompile(`(?://|#) want((?: [a-z-]+)*)$`)

// programOf reads a rule's case: comments "want" mark the flaws of the rule.
func programOf(r *rule.Rule, p *rule.Program) mutate.Program {
	out := mutate.Program{ID: r.ID + "/" + p.Want + "/" + p.Name, Rule: r.ID, Files: p.Files, Flows: len(r.Sources) > 0}
	for name, text := range p.Files {
		for i, line := range strings.Split(string(text), "\n") {
			m := wanted.FindStringSubmatch(line)
			if m != nil && (m[1] == "" || slices.Contains(strings.Fields(m[1]), r.ID)) {
				out.Marks = append(out.Marks, mutate.Mark{File: name, Line: i + 1})
			}
		}
	}
	slices.SortFunc(out.Marks, func(a, b mutate.Mark) int {
		return strings.Compare(fmt.Sprintf("%s:%06d", a.File, a.Line), fmt.Sprintf("%s:%06d", b.File, b.Line))
	})
	out.Bad = len(out.Marks) > 0
	return out
}

// show writes the report for people, or as JSON.
func (o *probing) show(w io.Writer, rep *blind.Report) error {
	if o.json {
		text, err := json.MarshalIndent(rep, "", "  ")
		if err != nil {
			return err
		}
		_, err = w.Write(append(render.Escape(text), '\n'))
		return err
	}
	fmt.Fprintf(w, "%d programs, %d variants by seed %d: %d blind spots\n", rep.Programs, rep.Variants, rep.Seed, len(rep.Spots))
	if n := len(rep.Wrong); n > 0 {
		fmt.Fprintf(w, "%d programs are answered wrongly themselves and were not varied\n", n)
	}
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, table := range []struct {
		name   string
		counts []blind.Count
	}{{"rule", rep.ByRule}, {"transformation", rep.ByStep}} {
		fmt.Fprintf(tw, "\n%s\tvariants\tmissed\tfalse alarms\n", table.name)
		for _, c := range table.counts {
			fmt.Fprintf(tw, "%s\t%d\t%d\t%d\n", c.Name, c.Variants, c.Missed, c.Alarms)
		}
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	for _, s := range rep.Spots {
		word := "missed"
		if !s.Missed {
			word = "false alarm"
		}
		fmt.Fprintf(w, "\n%s: %s (%s)", word, s.Variant, s.Detail)
	}
	_, err := fmt.Fprintln(w)
	return err
}

// record says what was found on the ledger of a state folder.
func (o *probing) record(ctx context.Context, rep *blind.Report) error {
	if err := os.MkdirAll(o.state, 0o700); err != nil {
		return fail(fmt.Errorf("making the state folder: %w", err), "")
	}
	log, err := tessera.Open(ctx, filepath.Join(o.state, "ledger"), tessera.Options{})
	if err != nil {
		return ledgerFailure(err, o.state)
	}
	loop := flow.Loop{Log: log, Steps: []flow.Step{flow.Sees(tool("probe"), rep)}, Workers: 1}
	if err := errors.Join(loop.Run(ctx), log.Close()); err != nil {
		return fail(fmt.Errorf("writing the record: %w", err), "prunella audit verify says what is wrong")
	}
	return nil
}
