package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	rendergap "github.com/prunella/prunella/render/gaps"
	"github.com/prunella/prunella/views/cases"
	"github.com/prunella/prunella/views/gap"
)

func newGap() *cobra.Command {
	var state, format string
	c := &cobra.Command{
		Use:   "gap PATH",
		Short: "Show how long it took from a flaw being knowable to its remedy",
		Long: "Gap shows every case on the record: when the flaw could be known, and how long it took from there until it was found, until\n" +
			"a remedy was certified, and until that was applied; and the percentiles of each.",
		Example: "prunella gap .\nprunella gap --to html . > gap.html",
		Args:    onePath,
		RunE: func(c *cobra.Command, args []string) error {
			write := rendergap.Writers()[format]
			if write == nil {
				names := slices.Sorted(maps.Keys(rendergap.Writers()))
				return misuse("formats: "+strings.Join(names, ", "), "no format is called %q", format)
			}
			if err := mustHaveState(args[0], state); err != nil {
				return err
			}
			t, err := openTarget(c.Context(), args[0], state, func(string) {})
			if err != nil {
				return err
			}
			defer t.close()
			r, err := gapOf(c.Context(), t)
			if err != nil {
				return err
			}
			if err := write(c.OutOrStdout(), r); err != nil {
				return fail(fmt.Errorf("writing: %w", err), "")
			}
			return nil
		},
	}
	c.Flags().StringVar(&state, "state", "", "the state is in `DIR`")
	c.Flags().StringVar(&format, "to", "text", "`FORMAT`: html, json, text")
	return c
}

// gapOf measures all cases of a repository, those first that could be known first.
func gapOf(ctx context.Context, t *target) (rendergap.Report, error) {
	report := rendergap.Report{Repo: string(t.repo())}
	view := cases.New(cases.Standard{})
	if err := view.Update(ctx, t.log); err != nil {
		return report, fail(fmt.Errorf("reading the ledger: %w", err), "prunella audit verify says what is wrong")
	}
	for _, c := range view.All() {
		if c.Repo == t.repo() {
			report.Cases = append(report.Cases, c)
		}
	}
	slices.SortStableFunc(report.Cases, func(a, b *cases.Case) int { return a.Findings[0].Time.Compare(b.Findings[0].Time) })
	var err error
	if report.Summary, err = gap.Of(ctx, t.log, report.Cases); err != nil {
		return report, fail(fmt.Errorf("measuring the gap: %w", err), "prunella audit verify says what is wrong")
	}
	return report, nil
}
