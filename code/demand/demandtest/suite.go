package demandtest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// A Case is one text for the first argument of a sink and the context of the
// violation that is expected, "" for none.
type Case [2]string

// Options tell the suite about the demand's other arguments.
type Options struct {
	Rest     []value.Abs // abstract arguments after the first
	Concrete []any       // the same for the oracle
	Benign   string      // what harmless users send; "bq17" when empty
	// CheckOnly names contexts that no input of Attacks must break.
	CheckOnly []string
}

// Run checks all cases, and that the three readings agree on them.
func Run(t *testing.T, d demand.Demand, opt Options, cases []Case) {
	t.Helper()
	for _, c := range cases {
		t.Run(c[0], func(t *testing.T) { one(t, d, opt, c) })
	}
	t.Run("odd arguments", func(t *testing.T) { Odd(t, d) })
}

func one(t *testing.T, d demand.Demand, opt Options, c Case) {
	a := Text(c[0])
	vs := d.Check(append([]value.Abs{a}, opt.Rest...))
	if c[1] == "" {
		if len(vs) > 0 {
			t.Errorf("complains: %s %s", vs[0].Context, vs[0].Reason)
		}
		if hit := breaking(d, opt, a, violations(d)); hit != "" {
			t.Errorf("Check lets it pass, but the oracle says that %q breaks it", hit)
		}
		return
	}
	if len(vs) == 0 || vs[0].Context != c[1] {
		t.Fatalf("got %s, want context %q", show(vs), c[1])
	}
	if vs[0].Reason == "" || vs[0].Labels != Attacker || vs[0].Hole == nil {
		t.Errorf("the violation is incomplete: %+v", vs[0])
	}
	for _, skip := range opt.CheckOnly {
		if skip == c[1] {
			return
		}
	}
	if breaking(d, opt, a, vs) == "" {
		t.Errorf("no attack breaks %q: %q", c[1], d.Attacks(vs[0]))
	}
}

// breaking returns the first admitted attack that the oracle sees.
func breaking(d demand.Demand, opt Options, a value.Abs, vs []demand.Violation) string {
	benign := opt.Benign
	if benign == "" {
		benign = "bq17"
	}
	for _, v := range vs {
		for _, attack := range d.Attacks(v) {
			sym := text.Sym(0)
			if v.Hole != nil {
				sym = v.Hole.Sym
			}
			if !admitted(a, sym, attack) {
				continue
			}
			was, is := append([]any{fill(a, 0, benign, benign)}, opt.Concrete...), append([]any{fill(a, sym, attack, benign)}, opt.Concrete...)
			if broken, _ := d.Broken(was, is, attack); broken {
				return attack
			}
		}
	}
	return ""
}

// violations makes up one violation per context the demand speaks of in its
// cases; an unknown context gives the general attacks.
func violations(d demand.Demand) []demand.Violation {
	return []demand.Violation{{}, {Context: d.Kind()}}
}

func show(vs []demand.Violation) string {
	if len(vs) == 0 {
		return "no violation"
	}
	var parts []string
	for _, v := range vs {
		parts = append(parts, fmt.Sprintf("%q (%s)", v.Context, v.Reason))
	}
	return strings.Join(parts, ", ")
}

// Odd gives every reading arguments of forms it does not expect.
func Odd(t *testing.T, d demand.Demand) {
	unknown := value.Abs{Kind: value.Unknown, Labels: Attacker, Str: text.Top(Attacker, 1)}
	for _, args := range [][]value.Abs{nil, {}, {{}}, {{Kind: value.Nil}}, {unknown}, {unknown, unknown, unknown}, {{Kind: value.List, Items: []value.Abs{unknown}}, {Kind: value.List, Rest: &unknown}}, {{Kind: value.Int, Lo: -1 << 63, Hi: 1<<63 - 1}}} {
		for _, v := range d.Check(args) {
			d.Attacks(v)
		}
	}
	values := []any{nil, true, int64(1), 1.5, "", "\x00\xff", value.BytesValue("x"), &value.ListValue{}, &value.ListValue{Items: []any{nil}}, &value.MapValue{}, (*value.ListValue)(nil)}
	for _, a := range values {
		for _, b := range values {
			if broken, how := d.Broken([]any{a}, []any{a}, "x"); broken {
				t.Errorf("equal runs differ: %v %s", a, how)
			}
			d.Broken([]any{a, b}, []any{b, a}, "x")
			d.Broken(nil, []any{a}, "")
		}
	}
}
