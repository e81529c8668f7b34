package truth

import (
	"fmt"
	"slices"
	"strings"

	"github.com/prunella/prunella/tools/score/stat"
)

// A Row is the confusion matrix of one class or group. Extra are false alarms
// beside all labels: they count against precision, and not in the false positive
// rate, which is of labels.
type Row struct {
	Name      string        `json:"name"`
	TP        int           `json:"tp"`
	FN        int           `json:"fn"`
	FP        int           `json:"fp"`
	TN        int           `json:"tn"`
	Extra     int           `json:"extra"`
	Shown     int           `json:"shown"` // of the true positives: by an attack that succeeded
	Recall    float64       `json:"recall"`
	RecallCI  stat.Interval `json:"recall_ci"`
	FPR       float64       `json:"fpr"`
	FPRCI     stat.Interval `json:"fpr_ci"`
	Precision float64       `json:"precision"`
	PrecCI    stat.Interval `json:"precision_ci"`
	F1        float64       `json:"f1"`
	J         float64       `json:"j"` // Youden's: recall - false positive rate
}

// confidence of the intervals.
const confidence = 0.95

func (r *Row) finish() {
	r.Recall, r.RecallCI = rate(r.TP, r.TP+r.FN)
	r.FPR, r.FPRCI = rate(r.FP, r.FP+r.TN)
	r.Precision, r.PrecCI = rate(r.TP, r.TP+r.FP+r.Extra)
	if r.Precision+r.Recall > 0 {
		r.F1 = 2 * r.Precision * r.Recall / (r.Precision + r.Recall)
	}
	r.J = r.Recall - r.FPR
}

// rate of nothing is 0, within everything.
func rate(k, n int) (float64, stat.Interval) {
	if n == 0 {
		return 0, stat.Interval{Low: 0, High: 1}
	}
	return float64(k) / float64(n), stat.ClopperPearson(k, n, confidence)
}

func (r *Row) add(v Verdict) {
	if v.Label.Bad && v.Shown {
		r.Shown++
	}
	switch {
	case v.Label.Bad && v.Said:
		r.TP++
	case v.Label.Bad:
		r.FN++
	case v.Said:
		r.FP++
	default:
		r.TN++
	}
}

// ByCWE and ByGroup name the row of a label.
func ByCWE(l Label) string {
	if len(l.CWE) == 0 {
		return "any"
	}
	return fmt.Sprintf("CWE-%d", l.CWE[0])
}

// ByGroup is the corpus's own division.
func ByGroup(l Label) string { return l.Group }

// A Table is rows in the order of their names, and the sum of all.
type Table struct {
	Rows  []Row `json:"rows"`
	Total Row   `json:"total"`
	// MacroJ is the mean of the rows' J that have both answers, as OWASP's score
	// card counts.
	MacroJ float64 `json:"macro_j"`
}

// Count makes the table of a judgement.
func (j *Judgement) Count(by func(Label) string) Table {
	rows := map[string]*Row{}
	t := Table{Total: Row{Name: "all"}}
	for _, v := range j.Verdicts {
		name := by(v.Label)
		if rows[name] == nil {
			rows[name] = &Row{Name: name}
		}
		rows[name].add(v)
		t.Total.add(v)
	}
	t.Total.Extra = len(j.Extra)
	j.spread(rows, by)
	judged := 0
	for _, r := range rows {
		r.finish()
		t.Rows = append(t.Rows, *r)
	}
	slices.SortFunc(t.Rows, func(a, b Row) int { return natural(a.Name, b.Name) })
	for _, r := range t.Rows {
		if r.TP+r.FN > 0 && r.FP+r.TN > 0 {
			t.MacroJ += r.J
			judged++
		}
	}
	if judged > 0 {
		t.MacroJ /= float64(judged)
	}
	t.Total.finish()
	return t
}

// spread gives each extra finding to the row of a label in the same file and class.
func (j *Judgement) spread(rows map[string]*Row, by func(Label) string) {
	for _, f := range j.Extra {
		for _, v := range j.Verdicts {
			if (Label{CWE: v.Label.CWE, Any: v.Label.Any, At: whole(v.Label.At)}).hit(f) {
				rows[by(v.Label)].Extra++
				break
			}
		}
	}
}

func whole(at []Region) []Region {
	out := make([]Region, len(at))
	for i, r := range at {
		out[i] = Region{File: r.File}
	}
	return out
}

// natural puts CWE-22 before CWE-121.
func natural(a, b string) int {
	if len(a) != len(b) && strings.HasPrefix(a, "CWE-") && strings.HasPrefix(b, "CWE-") {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}

// A Difference is a label that two runs answer differently.
type Difference struct {
	Label  Label `json:"label"`
	Better bool  `json:"better"` // the second run is right
}

// Compare lists the labels of one truth that two runs answer differently.
func Compare(before, after *Judgement) []Difference {
	var out []Difference
	for i, b := range before.Verdicts {
		if a := after.Verdicts[i]; a.Said != b.Said {
			out = append(out, Difference{a.Label, a.Right()})
		}
	}
	return out
}
