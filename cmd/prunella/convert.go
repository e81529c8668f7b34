package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/prunella/prunella/render"
	"github.com/prunella/prunella/render/text"
)

func newConvert() *cobra.Command {
	var state, format, signersFile string
	var verbose bool
	c := &cobra.Command{
		Use:     "convert PATH",
		Short:   "Show the last run on the record in another format",
		Example: "prunella convert --to sarif . > prunella.sarif",
		Args:    onePath,
		RunE: func(c *cobra.Command, args []string) error {
			out := c.OutOrStdout()
			r, err := rendererFor(format, forTerminal(out, verbose))
			if err != nil {
				return err
			}
			run, done, err := storedRun(c, args[0], state, signersFile)
			if err != nil {
				return err
			}
			defer done()
			if err := r.Render(out, run); err != nil {
				return fail(err, "")
			}
			return nil
		},
	}
	c.Flags().StringVar(&state, "state", "", "the state is in `DIR`")
	c.Flags().StringVar(&signersFile, "signers", "", "believe also what was taught under the public keys in `FILE`")
	c.Flags().BoolVarP(&verbose, "verbose", "v", false, "list the calls that no model covers")
	c.Flags().StringVar(&format, "to", "text", "`FORMAT`: "+formats())
	return c
}

func formats() string {
	var names []string
	for _, r := range renderers(text.Renderer{}) {
		names = append(names, r.Name())
	}
	return strings.Join(names, ", ")
}

func rendererFor(name string, t text.Renderer) (render.Renderer, error) {
	for _, r := range renderers(t) {
		if r.Name() == name {
			return r, nil
		}
	}
	return nil, misuse("formats: "+formats(), "no format is called %q", name)
}

// storedRun opens the ledger of a repository and reads its last run.
func storedRun(c *cobra.Command, path, state, signersFile string) (*render.Run, func(), error) {
	engine, err := newEngine(0)
	if err != nil {
		return nil, nil, fail(err, "")
	}
	if err := mustHaveState(path, state); err != nil {
		return nil, nil, err
	}
	t, err := openTarget(c.Context(), path, state, func(string) {})
	if err != nil {
		return nil, nil, err
	}
	done := func() { _ = t.close() } // nothing was written
	if err := t.recall(c.Context(), signersFile); err != nil {
		done()
		return nil, nil, err
	}
	last, err := lastRun(c.Context(), t)
	if err != nil {
		done()
		return nil, nil, err
	}
	run, err := readRun(c.Context(), t, engine, last)
	if err != nil {
		done()
		return nil, nil, err
	}
	return run, done, nil
}
