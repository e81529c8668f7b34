package main

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/prunella/prunella/tools/score/stat"
	"github.com/prunella/prunella/tools/score/truth"
)

// A report is the JSON of one run.
type report struct {
	Corpus  string          `json:"corpus"`
	Part    string          `json:"part"`
	Table   truth.Table     `json:"table"`
	Unknown int             `json:"unknown"` // findings in files that the truth does not know
	Wrong   []truth.Verdict `json:"wrong,omitempty"`
	Right   []truth.Verdict `json:"right,omitempty"`
	Open    []truth.Verdict `json:"open,omitempty"` // right, without an attack that succeeded
	Extra   []truth.Finding `json:"extra,omitempty"`
}

func (o *options) rows() func(truth.Label) string {
	if o.by == "group" {
		return truth.ByGroup
	}
	return truth.ByCWE
}

func (o *options) report(out io.Writer, t *truth.Truth, j *truth.Judgement) error {
	r := report{Corpus: t.Corpus, Part: o.part, Table: j.Count(o.rows()), Unknown: j.Unknown}
	if o.open {
		for _, v := range j.Verdicts {
			if v.Label.Bad && v.Said && !v.Shown {
				r.Open = append(r.Open, v)
			}
		}
	}
	if o.right {
		for _, v := range j.Verdicts {
			if v.Right() {
				r.Right = append(r.Right, v)
			}
		}
	}
	if o.wrong {
		for _, v := range j.Verdicts {
			if !v.Right() {
				r.Wrong = append(r.Wrong, v)
			}
		}
		r.Extra = j.Extra
	}
	if o.json {
		return write(out, r)
	}
	table(out, r.Table)
	if j.Unknown > 0 {
		fmt.Fprintf(out, "%d findings are in files without labels and count for nothing\n", j.Unknown)
	}
	for _, v := range r.Wrong {
		word := "missed"
		if v.Said {
			word = "false"
		}
		fmt.Fprintf(out, "%-7s %-8s %s %v\n", word, truth.ByCWE(v.Label), v.Label.ID, v.By)
	}
	for _, v := range r.Right {
		word := "safe"
		if v.Said {
			word = "found"
		}
		fmt.Fprintf(out, "%-7s %-8s %s %v\n", word, truth.ByCWE(v.Label), v.Label.ID, v.By)
	}
	for _, v := range r.Open {
		fmt.Fprintf(out, "%-7s %-8s %s %v\n", "open", truth.ByCWE(v.Label), v.Label.ID, v.By)
	}
	for _, f := range r.Extra {
		fmt.Fprintf(out, "%-7s %-8v %s:%d %s\n", "extra", f.CWE, f.File, f.From, f.Rule)
	}
	return nil
}

func write(out io.Writer, v any) error {
	e := json.NewEncoder(out)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// table writes percentages; the intervals are exact, at 95 %.
func table(out io.Writer, t truth.Table) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\tTP\tFN\tFP\tTN\textra\trecall\t95 %\tfalse +\t95 %\tprecision\t95 %\tshown\tF1\tJ\t")
	for _, r := range append(t.Rows, t.Total) {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%.3f\t%.3f\t\n", r.Name, r.TP, r.FN, r.FP, r.TN, r.Extra,
			share(r.Recall, r.TP+r.FN), span(r.RecallCI), share(r.FPR, r.FP+r.TN), span(r.FPRCI),
			share(r.Precision, r.TP+r.FP+r.Extra), span(r.PrecCI), share(ratio(r.Shown, r.TP), r.Shown), r.F1, r.J)
	}
	w.Flush()
	fmt.Fprintf(out, "mean J of the rows that have both answers: %.3f\n", t.MacroJ)
}

func ratio(k, n int) float64 { return float64(k) / float64(max(n, 1)) }

// share is a percentage, or a dash for one of nothing.
func share(v float64, of int) string {
	if of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f", 100*v)
}

func span(i stat.Interval) string { return fmt.Sprintf("%.1f-%.1f", 100*i.Low, 100*i.High) }

// A comparison is the JSON of two runs.
type comparison struct {
	Corpus  string             `json:"corpus"`
	Part    string             `json:"part"`
	Before  truth.Row          `json:"before"`
	After   truth.Row          `json:"after"`
	Better  int                `json:"better"`
	Worse   int                `json:"worse"`
	P       float64            `json:"p"` // McNemar's exact test
	Changes []truth.Difference `json:"changes"`
}

func (o *options) compare(out io.Writer, t *truth.Truth, before, after *truth.Judgement) error {
	c := comparison{
		Corpus: t.Corpus, Part: o.part, Before: before.Count(o.rows()).Total, After: after.Count(o.rows()).Total,
		Changes: truth.Compare(before, after),
	}
	for _, d := range c.Changes {
		if d.Better {
			c.Better++
		} else {
			c.Worse++
		}
	}
	c.P = stat.McNemar(c.Better, c.Worse)
	if o.json {
		return write(out, c)
	}
	for _, d := range c.Changes {
		word := "worse"
		if d.Better {
			word = "better"
		}
		fmt.Fprintf(out, "%-7s %-8s %s\n", word, truth.ByCWE(d.Label), d.Label.ID)
	}
	fmt.Fprintf(out, "J %.3f before, %.3f after; extra alarms %d before, %d after\n", c.Before.J, c.After.J, c.Before.Extra, c.After.Extra)
	fmt.Fprintf(out, "%d labels better, %d worse; by chance alone with p = %.4f (McNemar, exact)\n", c.Better, c.Worse, c.P)
	return nil
}
