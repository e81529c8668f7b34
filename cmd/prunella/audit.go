package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/tessera"
	"github.com/prunella/prunella/render"
)

func newAudit() *cobra.Command {
	c := &cobra.Command{
		Use:   "audit",
		Short: "Show or verify the record",
		RunE: func(_ *cobra.Command, args []string) error {
			return misuse("prunella audit show, or prunella audit verify", "audit what? %s", strings.Join(args, " "))
		},
	}
	c.AddCommand(newAuditShow(), newAuditVerify())
	return c
}

func newAuditShow() *cobra.Command {
	var state string
	c := &cobra.Command{
		Use:   "show [PATH]",
		Short: "List what was said, when and by whom",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			path := pathArg(args)
			if err := mustHaveState(path, state); err != nil {
				return err
			}
			t, err := openTarget(c.Context(), path, state, func(string) {})
			if err != nil {
				return err
			}
			defer t.close()
			for e, err := range t.log.Scan(c.Context(), 0) {
				if err != nil {
					return fail(fmt.Errorf("reading the ledger: %w", err), "prunella audit verify says what is wrong")
				}
				fmt.Fprintln(c.OutOrStdout(), auditLine(e))
			}
			return nil
		},
	}
	c.Flags().StringVar(&state, "state", "", "the state is in `DIR`")
	return c
}

func pathArg(args []string) string {
	if len(args) == 0 {
		return "."
	}
	return args[0]
}

// auditLine is an entry in one line: index, time, id, speaker, what.
func auditLine(e ledger.Entry) string {
	what := "(erased)"
	if !e.Erased {
		what = saying(e)
	}
	return fmt.Sprintf("%5d  %s  %s  %-8s  %-12s %s", e.Index, e.Time.UTC().Format(time.RFC3339), render.Short(e.ID), e.Kind,
		render.Plain(e.Statement.By.Name), render.Plain(what))
}

func saying(e ledger.Entry) string {
	b := e.Statement.Body
	switch {
	case b.Evidence != nil:
		return b.Evidence.Type + ": " + b.Evidence.Summary
	case b.Finding != nil:
		return fmt.Sprintf("%s at %s:%d (%s)", b.Finding.Rule, b.Finding.Where.File, b.Finding.Where.Line, b.Finding.Level)
	case b.Proposal != nil:
		return b.Proposal.Action + ": " + b.Proposal.Summary
	case b.Decision != nil:
		word := "refused"
		if b.Decision.Allow {
			word = "allowed"
		}
		return word + ": " + b.Decision.Reason
	case b.Receipt != nil:
		return b.Receipt.Outcome + ": " + b.Receipt.Summary
	}
	return ""
}

func newAuditVerify() *cobra.Command {
	var state, key, signersFile, kept string
	c := &cobra.Command{
		Use:   "verify [PATH]",
		Short: "Check every hash and signature of the record, offline",
		Long: "Verify recomputes the log from its leaves and checks every body. Then it looks into what was said: leaves that nobody\n" +
			"could give, certificates by other keys, deeds that nobody allowed. It ends with 1 when something does not hold.",
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			t, err := findTarget(pathArg(args), state)
			if err != nil {
				return err
			}
			if err := mustHaveState(pathArg(args), state); err != nil {
				return err
			}
			if key == "" {
				if key, err = tessera.PublicKey(t.ledgerDir()); err != nil {
					return ledgerFailure(err, t.state)
				}
			}
			a, err := t.auditor(signersFile)
			if err != nil {
				return err
			}
			known, err := keptCheckpoint(kept, strings.TrimSpace(key))
			if err != nil {
				return err
			}
			rep, err := tessera.VerifyEach(c.Context(), t.ledgerDir(), strings.TrimSpace(key), a.hear, known...)
			if err != nil {
				return ledgerFailure(err, t.state)
			}
			if forged := a.tell(c.OutOrStdout()); forged > 0 {
				return fail(fmt.Errorf("%d statements do not hold", forged), "who holds the keys in the state folder can say anything: find out who did")
			}
			fmt.Fprintf(c.OutOrStdout(), "verified: %d entries, %d erased, %d blobs whole\nroot %x\nkey  %s\n", rep.Entries, rep.Erased, rep.Blobs, rep.Checkpoint.Root, strings.TrimSpace(key))
			return nil
		},
	}
	c.Flags().StringVar(&state, "state", "", "the state is in `DIR`")
	c.Flags().StringVar(&key, "key", "", "trust this public `KEY` and not the one beside the record")
	c.Flags().StringVar(&kept, "checkpoint", "", "the record must go on from the checkpoint in `FILE`, a copy of .prunella/ledger/log/checkpoint kept elsewhere")
	c.Flags().StringVar(&signersFile, "signers", "", "public keys of people who may sign are in `FILE`, one a line")
	return c
}

// keptCheckpoint reads a checkpoint that somebody kept elsewhere: a state that is put back
// to an older one verifies by itself, and does not go on from there.
func keptCheckpoint(file, key string) ([]ledger.Checkpoint, error) {
	if file == "" {
		return nil, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fail(fmt.Errorf("reading the checkpoint: %w", err), "--checkpoint FILE names a copy of .prunella/ledger/log/checkpoint")
	}
	cp, err := ledger.OpenCheckpoint(text, key)
	if err != nil {
		return nil, fail(fmt.Errorf("%s: %w", file, err), "it is of another record, or was changed")
	}
	return []ledger.Checkpoint{cp}, nil
}

// mustHaveState refuses to make a state folder only to read it.
func mustHaveState(path, state string) error {
	t, err := findTarget(path, state)
	if err != nil {
		return err
	}
	if _, err := os.Stat(t.ledgerDir()); errors.Is(err, fs.ErrNotExist) {
		return fail(fmt.Errorf("no record in %s", t.state), "prunella heal PATH makes one")
	}
	return nil
}
