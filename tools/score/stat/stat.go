// Package stat has the few statistics that a comparison of analysers needs: exact
// binomial intervals and McNemar's exact test. It is for tools/score; sample sizes
// are those of labelled corpora (up to about 10^7).
package stat

import "math"

// An Interval is a range of proportions, both ends included.
type Interval struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// ClopperPearson is the exact interval for k successes in n trials at the given
// confidence (0.95): the proportions that a two-sided binomial test would not
// reject. No trials say nothing: [0, 1]. (Clopper and Pearson, Biometrika 26, 1934.)
func ClopperPearson(k, n int, confidence float64) Interval {
	if n <= 0 {
		return Interval{0, 1}
	}
	tail := (1 - confidence) / 2
	i := Interval{0, 1}
	if k > 0 {
		i.Low = betaQuantile(tail, float64(k), float64(n-k+1))
	}
	if k < n {
		i.High = betaQuantile(1-tail, float64(k+1), float64(n-k))
	}
	return i
}

// betaQuantile inverts the incomplete beta function by bisection, which needs no
// start value and cannot diverge; 100 halvings are more than a float64 holds.
func betaQuantile(p, a, b float64) float64 {
	low, high := 0.0, 1.0
	for range 100 {
		mid := (low + high) / 2
		if Beta(mid, a, b) < p {
			low = mid
		} else {
			high = mid
		}
	}
	return (low + high) / 2
}

// Beta is the regularised incomplete beta function I_x(a, b), by Lentz's method on
// its continued fraction (DLMF 8.17.22), to about 1e-14.
func Beta(x, a, b float64) float64 {
	switch {
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	case x > (a+1)/(a+b+2): // the fraction converges fast on the other side
		return 1 - Beta(1-x, b, a)
	}
	la, _ := math.Lgamma(a)
	lb, _ := math.Lgamma(b)
	lab, _ := math.Lgamma(a + b)
	front := math.Exp(lab - la - lb + a*math.Log(x) + b*math.Log1p(-x))
	return front * betaFraction(x, a, b) / a
}

// maxTerms is far beyond what is needed for parameters of 10^7 (about their root).
const maxTerms = 100_000

func betaFraction(x, a, b float64) float64 {
	const tiny, enough = 1e-300, 1e-15
	apart := func(v float64) float64 { // keeps divisors away from zero
		if math.Abs(v) < tiny {
			return tiny
		}
		return v
	}
	c := 1.0
	d := 1 / apart(1-(a+b)*x/(a+1))
	h := d
	for m := 1.0; m < maxTerms; m++ {
		even := m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		d = 1 / apart(1+even*d)
		c = apart(1 + even/c)
		h *= d * c
		odd := -(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1))
		d = 1 / apart(1+odd*d)
		c = apart(1 + odd/c)
		step := d * c
		h *= step
		if math.Abs(step-1) < enough {
			break
		}
	}
	return h
}

// McNemar is the two-sided exact p-value for b cases that only the one run has
// right and c that only the other has: a fair coin thrown b+c times. (McNemar,
// Psychometrika 12, 1947, with the binomial in place of the approximation.)
func McNemar(b, c int) float64 {
	n := b + c
	if n == 0 {
		return 1
	}
	k := min(b, c)
	// P(X <= k) for X ~ B(n, 1/2) is I_{1/2}(n-k, k+1).
	return min(1, 2*Beta(0.5, float64(n-k), float64(k+1)))
}
