package lang

// A Slab cuts many small slices from few large ones, so that lowering costs little
// garbage. It lives as long as the unit. The zero value is ready.
type Slab[T any] struct{ last []T }

// Slabs begin small, for most files are, and double.
const (
	minSlab = 64
	maxSlab = 1024
)

// Room makes a slice of n, nil for none.
func (s *Slab[T]) Room(n int) []T {
	if n == 0 {
		return nil
	}
	if n > cap(s.last)-len(s.last) {
		s.last = make([]T, 0, max(n, minSlab, min(2*cap(s.last), maxSlab)))
	}
	at := len(s.last)
	s.last = s.last[:at+n]
	return s.last[at : at+n : at+n]
}

// Keep makes a copy.
func (s *Slab[T]) Keep(items ...T) []T {
	out := s.Room(len(items))
	copy(out, items)
	return out
}

// New makes one zero value.
func (s *Slab[T]) New() *T { return &s.Room(1)[0] }
