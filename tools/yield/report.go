package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// A tally counts findings: all of them, those whose rule names a way to mend the
// language, and the certified.
type tally struct{ all, named, certified int }

func (t *tally) add(f fate) {
	t.all++
	if f.named {
		t.named++
	}
	if f.certified {
		t.certified++
	}
}

func (t tally) row(name string) string {
	share := func(of int) string {
		if of == 0 {
			return "-"
		}
		return fmt.Sprintf("%.1f %%", 100*float64(t.certified)/float64(of))
	}
	return fmt.Sprintf("| %s | %d | %d | %d | %s | %s |\n", name, t.all, t.named, t.certified, share(t.named), share(t.all))
}

// write prints the table by language, the one by rule where something is left, and
// what was asked for besides.
func write(w io.Writer, all []fate, o options) error {
	var b strings.Builder
	langs, rules := map[string]*tally{}, map[string]*tally{}
	sum := &tally{}
	count := func(m map[string]*tally, name string, f fate) {
		if m[name] == nil {
			m[name] = &tally{}
		}
		m[name].add(f)
	}
	for _, f := range all {
		count(langs, f.lang, f)
		count(rules, f.lang+" "+f.rule, f)
		sum.add(f)
	}
	b.WriteString("| language | reproduced | of a class that is mended | certified | yield | of all |\n|---|---:|---:|---:|---:|---:|\n")
	for _, name := range slices.Sorted(maps.Keys(langs)) {
		b.WriteString(langs[name].row(name))
	}
	b.WriteString(sum.row("all"))
	b.WriteString("\n")
	for _, name := range slices.Sorted(maps.Keys(rules)) {
		if t := rules[name]; t.certified < t.all {
			b.WriteString(t.row(name))
		}
	}
	for _, f := range all {
		switch {
		case f.certified && o.diffs:
			fmt.Fprintf(&b, "\n%s:%d %s %s\n%s", f.program, f.line, f.rule, f.strategy, f.diff)
		case !f.certified && o.left:
			fmt.Fprintf(&b, "left: %s %s %s:%d: %s\n", f.lang, f.rule, f.program, f.line, f.why)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
