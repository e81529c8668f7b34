package lang

import "testing"

// What a slab gave stays as it is when more is cut from it, or appended to it.
func TestSlab(t *testing.T) {
	var s Slab[int]
	var kept [][]int
	for i := range 3000 {
		kept = append(kept, s.Keep(i, -i))
		if i%7 == 0 {
			*s.New() = 5
			kept[i] = append(kept[i][:2:2], 1)
		}
	}
	for i, k := range kept {
		if k[0] != i || k[1] != -i || cap(k) > 4 {
			t.Fatalf("slice %d is %v", i, k)
		}
	}
	if s.Keep() != nil || len(s.Room(5000)) != 5000 {
		t.Error("none is nil, and what is larger than a slab gets one")
	}
}
