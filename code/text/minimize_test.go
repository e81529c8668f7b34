package text

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestMinimizeMergesWhatIsEqual compares with the definition: no two states that are
// left accept the same words, and what is accepted is as before.
func TestMinimizeMergesWhatIsEqual(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		d := random(r)
		m := d.minimize()
		told := apart(m)
		for p := range m.accept {
			for q := range p {
				if !told[p][q] {
					t.Fatalf("states %d and %d of %+v accept the same", p, q, m)
				}
			}
		}
		for range 50 {
			w := make([]byte, r.IntN(8))
			for i := range w {
				w[i] = byte(r.IntN(256))
			}
			if d.accept[d.run(0, string(w))] != m.accept[m.run(0, string(w))] {
				t.Fatalf("%q is accepted by one of %+v and %+v", w, d, m)
			}
		}
	}
}

// random has few states, so that many of them are equal.
func random(r *rand.Rand) *dfa {
	d := &dfa{n: 1 + r.IntN(4)}
	for c := range d.class {
		d.class[c] = uint8(r.IntN(d.n))
	}
	for range 1 + r.IntN(12) {
		d.accept = append(d.accept, r.IntN(3) == 0)
	}
	for range d.states() * d.n {
		d.next = append(d.next, int32(r.IntN(d.states())))
	}
	return d
}

// apart marks the pairs of states that some word tells apart, by rounds until nothing
// changes.
func apart(d *dfa) [][]bool {
	out := make([][]bool, d.states())
	for p := range out {
		out[p] = make([]bool, d.states())
		for q := range out[p] {
			out[p][q] = d.accept[p] != d.accept[q]
		}
	}
	for changed := true; changed; {
		changed = false
		for p := range out {
			for q := range out[p] {
				for k := 0; k < d.n && !out[p][q]; k++ {
					if out[d.next[p*d.n+k]][d.next[q*d.n+k]] {
						out[p][q], changed = true, true
					}
				}
			}
		}
	}
	return out
}

func BenchmarkContaining(b *testing.B) {
	w := strings.Repeat("the quick brown fox; ", 24)
	for b.Loop() {
		Containing(w)
	}
}
