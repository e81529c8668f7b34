package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
	"github.com/prunella/prunella/views/gap"
)

func newExplain() *cobra.Command {
	var path, state, signersFile string
	c := &cobra.Command{
		Use:     "explain RULE|FINDING",
		Short:   "Tell what a rule is about, or all that is known of a finding",
		Example: "prunella explain sql-injection\nprunella explain 1f3a5c7e9b2d --path examples/shop",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			engine, err := newEngine(0)
			if err != nil {
				return fail(err, "")
			}
			if r := engine.Rule(args[0]); r != nil {
				_, err := fmt.Fprintf(c.OutOrStdout(), "%s\n\n%s  %s\n%s\n", r.Prose, strings.Join(r.CWE, " "), r.Severity, r.Hint)
				return err
			}
			return explainFinding(c, path, state, signersFile, args[0])
		},
	}
	c.Flags().StringVar(&path, "path", ".", "the repository at `PATH`")
	c.Flags().StringVar(&state, "state", "", "the state is in `DIR`")
	c.Flags().StringVar(&signersFile, "signers", "", "believe also what was taught under the public keys in `FILE`")
	return c
}

// explainFinding shows the case whose finding's id begins with the given digits.
func explainFinding(c *cobra.Command, path, state, signersFile, id string) error {
	run, done, err := storedRun(c, path, state, signersFile)
	if err != nil {
		return err
	}
	defer done()
	for _, h := range run.Held { // here they are shown with all that is known of them
		run.Cases, run.Remarked = append(run.Cases, h.Case), append(run.Remarked, h)
	}
	run.Held = nil
	kept := run.Cases[:0]
	for _, k := range run.Cases {
		if len(id) >= 4 && strings.HasPrefix(render.Short(k.Finding().ID), strings.ToLower(id)) {
			kept = append(kept, k)
		}
	}
	if len(kept) == 0 {
		return misuse("prunella convert lists the findings of the last run", "%q is neither a rule nor a finding of the last run", id)
	}
	run.Cases, run.Notes, run.Gap = kept, record.Notes{}, gap.Spread{}
	out := c.OutOrStdout()
	return forTerminal(out, false).Render(out, run)
}
