package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/govern"
	"github.com/prunella/prunella/govern/knowledge"
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
	"github.com/prunella/prunella/views/cases"
)

// How long knowledge holds unless the person says otherwise, in days. An accepted
// risk that was shown to be real may not be put off for longer than the first.
const (
	holdsSuppression = 90
	holdsSanitizer   = 180
	holdsFix         = 365
)

// A lecture is what one person wants to be known.
type lecture struct {
	path, state, key, by string
	reason, until        string
	scope, glob          string
	rule, kind, lang     string
	signers              string
	commits              int
}

func newLearn() *cobra.Command {
	o := &lecture{}
	c := &cobra.Command{
		Use:   "learn",
		Short: "Learn from what people did with findings and patches",
		Long: "Learn turns corrections into knowledge: how your house mends a flaw, which findings are none, what code does that nobody can\n" +
			"read. Alone it looks for your own remedies in the history of the repository. Each piece is checked by the engine, signed with your key, expires, and is on the\n" +
			"record; learn undo takes it back.",
		Example: "prunella learn\nprunella learn refuse 1f3a5c7e9b2d --reason 'guard.Clean is the WAF' --scope pattern\nprunella learn list\nprunella learn undo 24d908e8ff47",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return o.history(c) },
	}
	c.PersistentFlags().StringVar(&o.path, "path", ".", "the repository at `PATH`")
	c.PersistentFlags().StringVar(&o.state, "state", "", "the state is in `DIR`")
	c.PersistentFlags().StringVar(&o.key, "key", "", "your key is in `FILE` (default: made on first use in your configuration folder)")
	c.PersistentFlags().StringVar(&o.by, "by", os.Getenv("USER"), "your `NAME`")
	c.PersistentFlags().StringVar(&o.signers, "signers", "", "believe also the public keys in `FILE`, one a line")
	c.Flags().IntVar(&o.commits, "commits", 300, "look at the last `N` commits")
	c.AddCommand(o.refuse(), o.sanitizer(), o.source(), o.list(), o.undo(), o.printKey())
	return c
}

func (o *lecture) words(c *cobra.Command, days int) {
	c.Flags().StringVar(&o.reason, "reason", "", "why, in `WORDS` for who reads it later")
	c.Flags().StringVar(&o.until, "until", "", fmt.Sprintf("the last `DAY` it holds, as 2027-01-31 (default: %d days from now)", days))
}

func (o *lecture) refuse() *cobra.Command {
	c := &cobra.Command{
		Use:   "refuse FINDING|PROPOSAL",
		Short: "Turn down a finding or a patch, or all of its kind",
		Long: "Refuse of a patch tries other ways to mend its finding; --scope pattern: of any finding of its rule. Refuse of a finding suppresses it: --scope finding is this one; pattern is all findings with the same rule, sink, context, sources,\n" +
			"helpers and unknown code; path is the same pattern in files that --glob names. Findings whose attack succeeds while everything on the way is known can be\n" +
			"refused one by one only. When the functions that it rests on change, it holds no more.",
		Example: "prunella learn refuse 1f3a5c7e9b2d --reason 'only reachable from the VPN' --until 2027-01-31",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return o.teach(c, holdsSuppression, func(ctx context.Context, t *target) (string, record.Knowledge, []record.ID, error) {
				k := record.Knowledge{Scope: o.scope, Path: o.glob}
				if !slices.Contains([]string{record.ScopeFinding, record.ScopePattern, record.ScopePath}, o.scope) || (o.scope == record.ScopePath) != (o.glob != "") {
					return "", k, nil, misuse("--scope finding, --scope pattern, or --scope path --glob 'gen/**'", "%q is not a scope with its path", o.scope)
				}
				f, strategy, err := t.refusedPatch(ctx, args[0])
				if err == nil && strategy != "" {
					k.Key, k.Strategy = record.Sum([]byte(f.Key)), strategy
					return record.LearnAvoid, k, nil, nil
				}
				if err != nil {
					return "", k, nil, err
				}
				return o.refused(ctx, t, k, args[0])
			})
		},
	}
	o.words(c, holdsSuppression)
	c.Flags().StringVar(&o.scope, "scope", record.ScopeFinding, "what it covers: `SCOPE` finding, pattern or path")
	c.Flags().StringVar(&o.glob, "glob", "", "the files of --scope path, as `GLOB`; ** stands for any folders")
	return c
}

// refused is what follows from a finding that is turned down.
func (o *lecture) refused(ctx context.Context, t *target, k record.Knowledge, id string) (string, record.Knowledge, []record.ID, error) {
	f, err := t.findingOf(ctx, id)
	if err != nil {
		return "", k, nil, err
	}
	k.Key = record.Sum([]byte(f.Statement.Body.Finding.Key))
	return record.LearnSuppression, k, []record.ID{f.ID}, nil
}

// refusedPatch finds the patch whose proposal's id begins so, and the finding that it
// mends; no strategy when there is none.
func (t *target) refusedPatch(ctx context.Context, id string) (record.Finding, string, error) {
	view := cases.New(cases.Standard{})
	if err := view.Update(ctx, t.log); err != nil {
		return record.Finding{}, "", fail(fmt.Errorf("reading the ledger: %w", err), "prunella audit verify says what is wrong")
	}
	for _, c := range view.All() {
		for _, p := range c.Proposals {
			var data record.Patch
			if len(id) < 6 || c.Repo != t.repo() || !strings.HasPrefix(render.Short(p.Entry.ID), strings.ToLower(id)) ||
				json.Unmarshal(p.Entry.Statement.Body.Proposal.Data, &data) != nil {
				continue
			}
			return *c.Finding().Statement.Body.Finding, data.Strategy, nil
		}
	}
	return record.Finding{}, "", nil
}

func (o *lecture) sanitizer() *cobra.Command {
	c := &cobra.Command{
		Use:   "sanitizer FUNCTION",
		Short: "Say that code which the engine cannot read makes data harmless, for one rule",
		Long: "Sanitizer believes the calls that nobody can read: those of FUNCTION itself when the project does not hold it, or those in its\n" +
			"body when it does. What can be read is executed: a body that lets data through is refused, with what gets through.",
		Example: "prunella learn sanitizer example.org/guard.Clean --rule sql-injection --reason 'the WAF team owns it'",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return o.teach(c, holdsSanitizer, func(context.Context, *target) (string, record.Knowledge, []record.ID, error) {
				return record.LearnSanitizer, record.Knowledge{Func: args[0], Rule: o.rule, Path: o.glob, Lang: o.lang}, nil, nil
			})
		},
	}
	o.words(c, holdsSanitizer)
	c.Flags().StringVar(&o.rule, "rule", "", "the `RULE` that it holds for")
	c.Flags().StringVar(&o.lang, "lang", "", "the `LANGUAGE` of the calls, where several know the name")
	c.Flags().StringVar(&o.glob, "glob", "", "only for findings in files that `GLOB` names")
	return c
}

func (o *lecture) source() *cobra.Command {
	c := &cobra.Command{
		Use:     "source FUNCTION",
		Short:   "Say that code which the engine cannot read hands out foreign data",
		Example: "prunella learn source example.org/bus.Receive --kind net --reason 'messages of other tenants'",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return o.teach(c, holdsSanitizer, func(context.Context, *target) (string, record.Knowledge, []record.ID, error) {
				return record.LearnSource, record.Knowledge{Func: args[0], Source: o.kind}, nil, nil
			})
		},
	}
	o.words(c, holdsSanitizer)
	c.Flags().StringVar(&o.kind, "kind", "net", "what the data is, as a `KIND` of source: http.query, net, file, db")
	return c
}

// A topic says what is to be learnt, and on which statements it rests.
type topic func(context.Context, *target) (action string, k record.Knowledge, about []record.ID, err error)

// teach asks the engine, signs, and puts all of it on the record.
func (o *lecture) teach(c *cobra.Command, days int, what topic) error {
	if strings.TrimSpace(o.reason) == "" {
		return misuse("--reason 'why this is so'", "knowledge needs a reason")
	}
	until, err := expiry(o.until, days, time.Now())
	if err != nil {
		return err
	}
	return o.with(c, true, func(ctx context.Context, out io.Writer, t *target) error {
		action, k, about, err := what(ctx, t)
		if err != nil {
			return err
		}
		k.Reason = record.Text(o.reason)
		engine, err := newEngine(0)
		if err != nil {
			return fail(err, "")
		}
		k, check, err := engine.Consider(ctx, t.tree, action, k)
		if errors.Is(err, code.ErrTeaching) {
			return misuse("prunella learn --help tells what can be learnt", "%w", err)
		}
		if err != nil {
			return fail(err, "")
		}
		if check.Witness != "" && action == record.LearnSuppression && time.Until(until) > holdsSuppression*24*time.Hour {
			return misuse("--until an earlier day", "the attack on it succeeds: such a finding may be put off for %d days", holdsSuppression)
		}
		return o.say(ctx, out, t, lesson{action: action, knowledge: k, check: check, about: about, until: until})
	})
}

// expiry reads a day, or counts days from now.
func expiry(day string, days int, now time.Time) (time.Time, error) {
	if day == "" {
		return now.AddDate(0, 0, days), nil
	}
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return t, misuse("--until 2027-01-31", "%q is not a day", day)
	}
	if t = t.AddDate(0, 0, 1); !t.After(now) {
		return t, misuse("--until a day to come", "%s is over", day)
	}
	return t, nil
}

// A lesson is one piece of knowledge on its way to the record.
type lesson struct {
	action    string
	knowledge record.Knowledge
	check     record.Lesson
	about     []record.ID
	until     time.Time
}

// correctionEvidence is the type of evidence that a person said something.
const correctionEvidence = "learn.correction"

// say puts a lesson on the record: the person's words, what follows from them, what
// the engine makes of it and, unless that refutes it, the signed decision.
func (o *lecture) say(ctx context.Context, out io.Writer, t *target, l lesson) error {
	key, err := approverKey(o.key)
	if err != nil {
		return err
	}
	proposal, check, err := o.propose(ctx, t, l)
	if err != nil {
		return err
	}
	for _, e := range []struct{ head, text string }{{"", l.check.Verdict + ": " + l.check.Why}, {"witness  ", l.check.Witness}} {
		if e.text != "" {
			fmt.Fprintf(out, "%s%s\n", e.head, render.Plain(e.text))
		}
	}
	if l.check.Verdict == "refuted" {
		fmt.Fprintln(out, "not learnt; what was said is on the record")
		return errRefused
	}
	d, err := govern.Approve(key, proposal, check, l.until.Unix())
	if err != nil {
		return fail(err, "")
	}
	if _, err := t.tell(ctx, o.person(), record.Body{Decision: &d}, proposal, check); err != nil {
		return err
	}
	fmt.Fprintf(out, "learnt %s  %s until %s\n", render.Short(proposal), render.Plain(described(l.action, l.knowledge)), l.until.UTC().Format(time.DateOnly))
	return nil
}

func (o *lecture) propose(ctx context.Context, t *target, l lesson) (proposal, check record.ID, err error) {
	word, err := t.tell(ctx, o.person(), record.Body{Evidence: &record.Evidence{Type: correctionEvidence, Summary: l.knowledge.Reason}}, l.about...)
	if err != nil {
		return "", "", err
	}
	cites := []record.ID{word}
	if proposal, err = t.proposeLesson(ctx, l, cites); err != nil {
		return "", "", err
	}
	// What was taken back stays so; the same again rests on that.
	for i := slices.IndexFunc(t.taught, func(it *knowledge.Item) bool { return it.ID == proposal && it.Against != "" }); i >= 0; {
		cites = append(cites, t.taught[i].Against)
		if proposal, err = t.proposeLesson(ctx, l, cites); err != nil {
			return "", "", err
		}
		i = slices.IndexFunc(t.taught, func(it *knowledge.Item) bool { return it.ID == proposal && it.Against != "" })
	}
	data, err := json.Marshal(l.check)
	if err != nil {
		return "", "", fail(err, "")
	}
	check, err = t.tell(ctx, tool(knowledge.Checker), record.Body{Evidence: &record.Evidence{
		Type: record.LessonEvidence, Summary: record.Text(l.check.Verdict + ": " + l.check.Why), Data: data}}, proposal)
	return proposal, check, err
}

func (t *target) proposeLesson(ctx context.Context, l lesson, cites []record.ID) (record.ID, error) {
	data, err := json.Marshal(l.knowledge)
	if err != nil {
		return "", fail(err, "")
	}
	var base []byte
	for _, b := range l.knowledge.Bodies {
		base = fmt.Appendf(base, "%s %s\n", b.Sum, b.Func)
	}
	return t.tell(ctx, tool(knowledge.Checker), record.Body{Proposal: &record.Proposal{
		Action: l.action, Target: t.repo(), Summary: record.Text(described(l.action, l.knowledge)), Base: record.Sum(base), Data: data, Undo: "prunella learn undo",
	}}, cites...)
}

// tell puts one statement about the repository on the record.
func (t *target) tell(ctx context.Context, by record.By, body record.Body, cites ...record.ID) (record.ID, error) {
	s, err := record.New(by, body, []record.Ref{t.repo()}, cites)
	if err != nil {
		return "", fail(err, "")
	}
	e, err := t.log.Append(ctx, s)
	if err != nil {
		return "", fail(fmt.Errorf("putting it on the record: %w", err), "")
	}
	return e.ID, nil
}

func (o *lecture) person() record.By {
	if o.by == "" {
		return record.By{Kind: record.Person, Name: "somebody"}
	}
	return record.By{Kind: record.Person, Name: record.Text(o.by)}
}

// described is knowledge in one line.
func described(action string, k record.Knowledge) string {
	switch action {
	case record.LearnSuppression:
		words := "suppression of " + k.Rule + ", scope " + k.Scope
		if k.Path != "" {
			words += " " + k.Path
		}
		if k.Shape != nil {
			words += " (" + strings.Join(append(append([]string{k.Shape.Callee}, k.Shape.Through...), k.Shape.Unknown...), ", ") + ")"
		}
		return words
	case record.LearnSanitizer:
		words := "sanitizer " + k.Func + " for " + k.Rule
		if k.Path != "" {
			words += " in " + k.Path
		}
		return words
	case record.LearnSource:
		return "source " + k.Func + " of " + k.Source
	case record.LearnAvoid:
		return strings.TrimSpace("no patch by " + k.Strategy + " for " + k.Rule + " in " + k.Lang + ", scope " + k.Scope + " " + k.Path)
	case record.LearnFix:
		if k.Fix != nil {
			return fmt.Sprintf("fix of %s in %s: %s -> %s", k.Rule, k.Lang, k.Fix.Callee, k.Fix.Text)
		}
	}
	return action
}

// findingOf finds the finding of the last run whose id begins so.
func (t *target) findingOf(ctx context.Context, id string) (ledger.Entry, error) {
	view := cases.New(cases.Standard{})
	if err := view.Update(ctx, t.log); err != nil {
		return ledger.Entry{}, fail(fmt.Errorf("reading the ledger: %w", err), "prunella audit verify says what is wrong")
	}
	var found *cases.Case
	for _, c := range view.All() {
		for _, e := range c.Findings {
			if len(id) < 6 || !strings.HasPrefix(render.Short(e.ID), strings.ToLower(id)) || c.Repo != t.repo() {
				continue
			}
			if found != nil && found != c {
				return ledger.Entry{}, misuse("give more digits", "%q names more than one finding", id)
			}
			found = c
		}
	}
	if found == nil {
		return ledger.Entry{}, misuse("prunella convert lists the findings of the last run", "%q names no finding", id)
	}
	return found.Finding(), nil
}

// with opens the repository and what was taught about it.
func (o *lecture) with(c *cobra.Command, _ bool, do func(context.Context, io.Writer, *target) error) error {
	if err := mustHaveState(o.path, o.state); err != nil {
		return err
	}
	t, err := openTarget(c.Context(), o.path, o.state, func(string) {})
	if err != nil {
		return err
	}
	err = t.recall(c.Context(), o.signers)
	if err == nil {
		err = do(c.Context(), c.OutOrStdout(), t)
	}
	if closing := t.close(); err == nil && closing != nil {
		err = fail(fmt.Errorf("closing the ledger: %w", closing), "")
	}
	return err
}

func (o *lecture) list() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "list",
		Short: "List what was taught, and whether it is in force",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return o.with(c, false, func(_ context.Context, out io.Writer, t *target) error { return list(out, t.taught, asJSON) })
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "one JSON object a line")
	return c
}

func list(out io.Writer, all []*knowledge.Item, asJSON bool) error {
	for _, it := range all {
		var err error
		if asJSON {
			var text []byte
			if text, err = json.Marshal(it); err == nil {
				_, err = fmt.Fprintf(out, "%s\n", render.Escape(text))
			}
		} else {
			until := "-"
			if it.Until > 0 {
				until = time.Unix(it.Until, 0).UTC().Format(time.DateOnly)
			}
			_, err = fmt.Fprintf(out, "%s  %-8s  until %-10s  by %s  %s: %s\n", render.Short(it.ID), it.State, until, render.Plain(it.By.Name),
				render.Plain(described(it.Action, it.Knowledge)), render.Plain(it.Knowledge.Reason))
		}
		if err != nil {
			return fail(fmt.Errorf("writing: %w", err), "")
		}
	}
	if len(all) == 0 && !asJSON {
		fmt.Fprintln(out, "nothing was taught")
	}
	return nil
}

func (o *lecture) undo() *cobra.Command {
	var why string
	c := &cobra.Command{
		Use:   "undo ID",
		Short: "Take knowledge back; what was said stays on the record",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return o.with(c, true, func(ctx context.Context, out io.Writer, t *target) error {
				return o.takeBack(ctx, out, t, args[0], why)
			})
		},
	}
	c.Flags().StringVar(&why, "reason", "taken back", "why, in `WORDS`")
	return c
}

func (o *lecture) takeBack(ctx context.Context, out io.Writer, t *target, id, why string) error {
	var found *knowledge.Item
	for _, it := range t.taught {
		if len(id) >= 6 && strings.HasPrefix(render.Short(it.ID), strings.ToLower(id)) {
			if found != nil {
				return misuse("give more digits", "%q names more than one piece of knowledge", id)
			}
			found = it
		}
	}
	switch {
	case found == nil:
		return misuse("prunella learn list shows what there is", "%q names no knowledge", id)
	case found.Against != "":
		return misuse("prunella learn list shows what there is", "%q was taken back before", id)
	}
	key, err := approverKey(o.key)
	if err != nil {
		return err
	}
	d, err := govern.Revoke(key, found.ID, why)
	if err != nil {
		return fail(err, "")
	}
	if _, err := t.tell(ctx, o.person(), record.Body{Decision: &d}, found.ID); err != nil {
		return err
	}
	fmt.Fprintf(out, "undone %s  %s\n", render.Short(found.ID), render.Plain(described(found.Action, found.Knowledge)))
	return nil
}

func (o *lecture) printKey() *cobra.Command {
	return &cobra.Command{
		Use:   "key",
		Short: "Print your public key, for the --signers file of others",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			key, err := approverKey(o.key)
			if err != nil {
				return err
			}
			fmt.Fprint(c.OutOrStdout(), key.Public().Marshal())
			return nil
		},
	}
}
