package ops

import (
	"fmt"
	"testing"
)

// TestFormula: what Python says of such a text.
func TestFormula(t *testing.T) {
	for s, want := range map[string]string{
		"1 + 2": "3", "2 + 3 * 4": "14", "(2 + 3) * 4": "20", "7 / 2": "3.5", "7 // 2": "3", "-7 // 2": "-4", "-7 % 3": "2", "2 ** 3 ** 2": "512", "-2 ** 2": "-4",
		"1.5 * 2": "3", "'a b'": "a b", "true": "true", "10 - 4 - 3": "3",
		"name": "-", "1 +": "-", "__import__('os')": "-", "1 if x else 2": "-", "'a' + 'b'": "-", "1 / 0": "!", "9999999 ** 9": "!", "007": "-", "1_0": "-", "": "-",
	} {
		got := "-"
		if f, ok := parseFormula(s); ok {
			v, err := f.compute()
			if got = fmt.Sprint(v); err != nil {
				got = "!"
			}
		}
		if got != want {
			t.Errorf("%s is %s, want %s", s, got, want)
		}
	}
	for s, want := range map[string]bool{"1": true, "-1": true, "[1, 'a']": true, "1 + 2": false, "[1 + 2]": false} {
		if f, ok := parseFormula(s); !ok || f.literal != want {
			t.Errorf("%s: literal is %v, want %v", s, !want, want)
		}
	}
}

func FuzzFormula(f *testing.F) {
	f.Add("(1 + 2) * -3 // 4 ** 2")
	f.Add("[1, 'a', [true]]")
	f.Fuzz(func(t *testing.T, s string) {
		if n, ok := parseFormula(s); ok {
			_, _ = n.compute()
			n.tree()
		}
	})
}
