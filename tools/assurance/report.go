package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/prunella/prunella/assure/mutants"
	"github.com/prunella/prunella/tools/score/stat"
)

// columns are the columns of the table.
var columns = []string{"L0", "L2", "L8", "L4", "L5", "L6", "L7", "none"}

// A row counts the wrong patches of one kind.
type row struct {
	made, passed, gate int
	by                 map[string]int
}

// write prints the tables.
func (r *results) write(w io.Writer, o options) error {
	var b strings.Builder
	kinds := map[string]*row{}
	all := &row{by: map[string]int{}}
	for _, t := range r.wrong {
		if kinds[t.Kind] == nil {
			kinds[t.Kind] = &row{by: map[string]int{}}
		}
		kinds[t.Kind].add(t)
		all.add(t)
	}
	fmt.Fprintf(&b, "| wrong patches | made | the usual gate lets through | %s | certified |\n|---|---:|---:|%s---:|\n", strings.Join(columns, " | "), strings.Repeat("---:|", len(columns)))
	var names []string
	for k := range kinds {
		names = append(names, k)
	}
	slices.Sort(names)
	for _, k := range names {
		kinds[k].print(&b, k)
	}
	all.print(&b, "all")
	r.sums(&b, all)
	r.origins(&b)
	if o.jobs == 1 {
		r.times(&b)
	}
	for _, t := range r.wrong {
		if o.passed && t.Certified {
			fmt.Fprintf(&b, "certified (%s): %s: %s\n", t.Grade, t.Kind, t.Name)
		}
	}
	for _, t := range r.right {
		if o.refused && !t.Certified {
			fmt.Fprintf(&b, "refused: %s: %s %s\n", t.Name, t.Rung, t.Why)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *row) add(t mutants.Trial) {
	r.made++
	if t.Gate {
		r.gate++
	}
	if t.Certified {
		r.passed++
		return
	}
	r.by[t.Rung]++
}

func (r *row) print(b *strings.Builder, name string) {
	fmt.Fprintf(b, "| %s | %d | %d |", name, r.made, r.gate)
	for _, k := range columns {
		fmt.Fprintf(b, " %d |", r.by[k])
	}
	fmt.Fprintf(b, " %d |\n", r.passed)
}

// sums are the figures that have targets, with exact 95 % intervals.
func (r *results) sums(b *strings.Builder, all *row) {
	accepted := 0
	for _, t := range r.right {
		if t.Certified {
			accepted++
		}
	}
	share := func(what string, k, n int) {
		if n == 0 {
			return
		}
		i := stat.ClopperPearson(k, n, 0.95)
		fmt.Fprintf(b, "| %s | %d of %d | %.2f %% | %.2f to %.2f %% |\n", what, k, n, 100*float64(k)/float64(n), 100*i.Low, 100*i.High)
	}
	fmt.Fprintf(b, "\n| | | | 95 %% interval |\n|---|---:|---:|---:|\n")
	share("wrong patches refused", all.made-all.passed, all.made)
	share("right patches certified", accepted, len(r.right))
	share("wrong among the certified", all.passed, all.passed+accepted)
	share("wrong patches that the usual gate lets through", all.gate, all.made)
	languages := map[string]*row{}
	for _, t := range r.wrong {
		if languages[t.Language] == nil {
			languages[t.Language] = &row{by: map[string]int{}}
		}
		languages[t.Language].add(t)
	}
	for _, l := range []string{"c", "go", "java", "javascript", "python"} {
		if row := languages[l]; row != nil {
			share("wrong patches refused, "+l, row.made-row.passed, row.made)
		}
	}
}

// origins says how many right patches of each origin are certified.
func (r *results) origins(b *strings.Builder) {
	made, accepted, base := map[string]int{}, map[string]int{}, map[string]map[string]bool{}
	for _, t := range r.right {
		made[t.Origin]++
		if base[t.Origin] == nil {
			base[t.Origin] = map[string]bool{}
		}
		name, _, _ := strings.Cut(t.Name, ", variant ")
		base[t.Origin][name] = true
		if t.Certified {
			accepted[t.Origin]++
		}
	}
	fmt.Fprintf(b, "\n| right patches | remedies | with variants | certified | |\n|---|---:|---:|---:|---:|\n")
	for _, origin := range slices.Sorted(maps.Keys(made)) {
		fmt.Fprintf(b, "| %s | %d | %d | %d | %.1f %% |\n", origin, len(base[origin]), made[origin], accepted[origin], 100*float64(accepted[origin])/float64(made[origin]))
	}
	if r.tasks > 0 {
		fmt.Fprintf(b, "\nThe flaw is found in %d of %d tasks of CWEval.\n", r.seen, r.tasks)
	}
}

// times are percentiles of how long a verdict on a right patch takes.
func (r *results) times(b *strings.Builder) {
	if len(r.took) == 0 {
		return
	}
	all := slices.Sorted(slices.Values(r.took))
	at := func(share float64) time.Duration {
		return all[min(len(all)-1, int(share*float64(len(all))))].Round(time.Millisecond)
	}
	fmt.Fprintf(b, "\nFrom a patch to the verdict of the rungs, processor time of %d trials: median %v, 90 %% within %v, 99 %% within %v, all within %v.\n", len(all), at(0.5), at(0.9), at(0.99), all[len(all)-1].Round(time.Millisecond))
}
