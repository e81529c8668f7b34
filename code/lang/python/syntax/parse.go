package syntax

// Parse reads a whole file. It never fails and never panics; see Tree.Errors.
// The arenas of reuse, which may be nil, are taken over: that tree must not be
// used afterwards. The result keeps src, so src must not change.
func Parse(src []byte, reuse *Tree) *Tree {
	t := reuse
	if t == nil {
		t = &Tree{}
	}
	t.Src = src
	t.Nodes = append(t.Nodes[:0], Node{}, Node{Kind: Module, End: uint32(len(src))})
	t.Errors = t.Errors[:0]
	t.Root = 1
	return t
}

type parser struct{}
