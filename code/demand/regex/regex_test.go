package regex

import (
	"testing"

	"github.com/prunella/prunella/code/demand/demandtest"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

func TestPump(t *testing.T) {
	for pattern, want := range map[string]bool{
		`^(a+)+$`: true, `^([a-zA-Z0-9]+)*@x$`: true, `(x+x+)+y`: true, `^(\w+\s?)*$`: true, `(.*)*z`: true, `([a-z]*)*!|(a)\2+`: true,
		`^[a-z]+$`: false, `^\d{1,3}(,\d{3})*$`: false, `^(ab)+$`: false, `(a*)b*c*`: false, `^\w+@\w+\.com$`: false, `(?=a)`: false, `^(a|b)*$`: false,
	} {
		if _, got := Pump(pattern); got != want {
			t.Errorf("%s: %v, want %v", pattern, got, want)
		}
	}
}

func TestContexts(t *testing.T) {
	demandtest.Run(t, Demand{}, demandtest.Options{}, []demandtest.Case{
		{"{}", "regex pattern"},
		{"^{word}$", ""},
		{"^a+$", ""},
	})
	slowOne := demandtest.Text("^(a+)+$")
	vs := Demand{}.Check([]value.Abs{slowOne, demandtest.Text("{}")})
	if len(vs) != 1 || vs[0].Context != "regex subject" {
		t.Fatalf("got %v", vs)
	}
	attack := Demand{}.Attacks(vs[0])[0]
	if ok, _ := (Demand{}).Broken([]any{"^(a+)+$", "x"}, []any{"^(a+)+$", attack}, attack); !ok {
		t.Errorf("%q is not slow", attack)
	}
	short := demandtest.Text("{}")
	short.Str.Alts[0][0].Hole.MaxLen = 10
	if vs := (Demand{}).Check([]value.Abs{slowOne, short}); len(vs) > 0 {
		t.Errorf("a short subject is harmless: %v", vs)
	}
}

// TestSlow: patterns that take quadratic time, whatever else they could match.
func TestSlow(t *testing.T) {
	for pattern, want := range map[string]text.Ambiguous{`\s+$`: text.Polynomial, `^\s+|\s+$`: text.Polynomial, `^\s+`: text.Linear, `(a)\1`: text.Linear} {
		if got := costOf(pattern).kind; got != want {
			t.Errorf("%s: %v, want %v", pattern, got, want)
		}
	}
}

func FuzzPump(f *testing.F) {
	f.Add("(a+)+$")
	f.Fuzz(func(t *testing.T, pattern string) { Pump(pattern) })
}
