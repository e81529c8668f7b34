package written

import (
	"strconv"

	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// biased: a random byte modulo what does not divide 256 prefers small numbers (CWE-327).
func (r *reader) biased(n syntax.Ref) {
	t := r.t
	if t.Kind(n) != syntax.Binary || t.Op(n) != syntax.Mod || !r.drawn(t.First(n)) {
		return
	}
	of := r.value(t.Child(n, 1))
	if k, err := strconv.Atoi(t.Text(of)); err == nil && k > 0 && 256%k == 0 {
		return
	}
	r.fault(n, "bias", "prefers small numbers, since what it divides by does not divide 256")
}

// drawn reports a byte of a generator for keys.
func (r *reader) drawn(n syntax.Ref) bool {
	t := r.t
	n = r.value(n)
	if t.Kind(n) != syntax.Index {
		return false
	}
	_, name, _ := r.method(r.value(t.First(n)))
	return name == "randomBytes" || name == "getRandomValues" || name == "randomFillSync"
}
