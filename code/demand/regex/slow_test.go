package regex

import "testing"

// TestUnbounded: a pattern that repeats a number of times is linear in its subject.
func TestUnbounded(t *testing.T) {
	for pattern, want := range map[string]bool{
		`[A-Za-z0-9 .,_@/+*-]{0,100}`: false, `[a-z]{1,64}`: false, `a\*b\+`: false, `[^*]{2}`: false, `a?b?`: false, `[]*]x`: false,
		`\s+$`: true, `[a-z]*`: true, `x{2,}`: true, `[]]*`: true, `([a-z]{1,9})+`: true,
	} {
		if got := unbounded(pattern); got != want {
			t.Errorf("%s: %v, want %v", pattern, got, want)
		}
	}
}
