package twin

import (
	"slices"
	"strings"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// attacks are those for the violation that the solver told and, behind them, those for
// the places at which harmless words stand in what reached the sink: the solver may not
// have known those, and a refutation has to try them all.
func (r *replay) attacks(benign *Run, targets []SourceKey) []string {
	d := r.flow.Demand
	out := d.Attacks(r.flow.Violation)
	for _, h := range r.hits(benign) {
		for _, k := range targets {
			word := benign.Given[k]
			if len(word) < 3 {
				continue
			}
			args := Abstract(h.Args)
			for i := range args {
				args[i] = opened(args[i], word)
			}
			for _, v := range d.Check(args) {
				if v.Context != r.flow.Violation.Context {
					out = append(out, d.Attacks(v)...)
				}
			}
		}
	}
	return distinct(out)
}

// opened is a value with somebody's data in the place of a word.
func opened(a value.Abs, word string) value.Abs {
	if s, ok := a.Str.Exact(); ok && a.Kind&(value.Str|value.Bytes) != 0 {
		for i, part := range strings.Split(s, word) {
			if i == 0 {
				a.Str = text.Lit(part)
				continue
			}
			a.Str = text.Concat(a.Str, text.Top(1, 1), text.Lit(part))
			a.Labels = 1
		}
	}
	a.Items = slices.Clone(a.Items)
	for i := range a.Items {
		a.Items[i] = opened(a.Items[i], word)
	}
	return a
}

// distinct leaves out what was there before.
func distinct(words []string) []string {
	var out []string
	for _, w := range words {
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}
