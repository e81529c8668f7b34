package stat

import (
	"math"
	"testing"
)

// The values are those of R's binom.test (also printed in many textbooks): 95 %
// unless said.
func TestClopperPearson(t *testing.T) {
	for _, c := range []struct {
		k, n       int
		confidence float64
		low, high  float64
	}{
		{0, 10, 0.95, 0, 0.3084971},
		{10, 10, 0.95, 0.6915029, 1},
		{5, 10, 0.95, 0.1870860, 0.8129140},
		{1, 10, 0.95, 0.0025286, 0.4450161},
		{81, 263, 0.95, 0.2527, 0.3676}, // Newcombe, Statistics in Medicine 17 (1998), table I
		{15, 148, 0.95, 0.0578, 0.1617},
		{0, 20, 0.95, 0, 0.1684},
		{1, 29, 0.95, 0.0009, 0.1776},
		{0, 0, 0.95, 0, 1},
	} {
		got := ClopperPearson(c.k, c.n, c.confidence)
		if math.Abs(got.Low-c.low) > 6e-5 || math.Abs(got.High-c.high) > 6e-5 {
			t.Errorf("%d of %d: got %.7f to %.7f, want %.7f to %.7f", c.k, c.n, got.Low, got.High, c.low, c.high)
		}
	}
}

// An interval's ends are where the binomial tail is 2.5 %.
func TestIntervalIsExact(t *testing.T) {
	for _, c := range [][2]int{{3, 17}, {120, 2740}, {9999, 10000}, {400_000, 1_000_000}} {
		i := ClopperPearson(c[0], c[1], 0.95)
		k, n := float64(c[0]), float64(c[1])
		if upper := Beta(i.Low, k, n-k+1); math.Abs(upper-0.025) > 1e-9 {
			t.Errorf("%v: P(X >= k | low) = %v", c, upper)
		}
		if lower := 1 - Beta(i.High, k+1, n-k); math.Abs(lower-0.025) > 1e-9 {
			t.Errorf("%v: P(X <= k | high) = %v", c, lower)
		}
	}
}

func TestMcNemar(t *testing.T) {
	for _, c := range []struct {
		b, c int
		want float64
	}{
		{0, 0, 1}, {5, 5, 1}, {0, 1, 1}, {0, 5, 0.0625}, {1, 9, 0.021484375}, {0, 10, 0.001953125}, {9, 1, 0.021484375},
	} {
		if got := McNemar(c.b, c.c); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%d against %d: got %v, want %v", c.b, c.c, got, c.want)
		}
	}
}
