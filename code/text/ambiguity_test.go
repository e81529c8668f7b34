package text

import "testing"

func TestAmbiguity(t *testing.T) {
	for _, tt := range []struct {
		pattern string
		want    Ambiguous
	}{
		{`^(a+)+$`, Exponential},
		{`^(a|a)*$`, Exponential},
		{`^(a*)*b$`, Exponential},
		{`^([a-zA-Z]+)*$`, Exponential},
		{`^(a|aa)+$`, Exponential},
		{`^(.*a){12}$`, Exponential}, // a power of twelve, read as a loop
		{`^(\w+\s?)*$`, Exponential},
		{`^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$`, Exponential},
		{`^a*a*$`, Polynomial},
		{`^\s*\w*\s*$`, Polynomial},
		{`^\s*\w+\s*$`, Linear},
		{`^.*=.*;.*$`, Polynomial},
		{`^\d+\.?\d+$`, Polynomial},
		{`^[a-z]+$`, Linear},
		{`^(ab)*$`, Linear},
		{`^(a|b)*c$`, Linear},
		{`^[\w.-]+@[\w-]+\.com$`, Linear},
		{`^(a+)+`, Linear}, // never fails after an a
	} {
		got, pump := Ambiguity(tt.pattern, "python")
		if got != tt.want {
			t.Errorf("%s: %v %q, want %v", tt.pattern, got, pump, tt.want)
		}
	}
	if got, _ := AmbiguityIn(`\s+$`, "python", Search); got != Polynomial {
		t.Errorf(`searching \s+$: %v`, got)
	}
}
