package syntax

import "iter"

// Tree is the parse of one file. It is read-only after Parse: any number of
// goroutines may read it.
type Tree struct {
	Src    string
	Nodes  []Node // Nodes[0] is the Absent that the zero Ref names
	Root   Ref    // a Program
	Errors []SyntaxError
}

// SyntaxError is one place where the text is not the language. Msg is a fixed
// phrase: it quotes nothing from the source.
type SyntaxError struct {
	Start, End uint32
	Msg        string
}

// Kind of n.
func (t *Tree) Kind(n Ref) Kind { return t.Nodes[n].Kind }

// Op of n; see the table of kinds.
func (t *Tree) Op(n Ref) Op { return t.Nodes[n].Op }

// Has tells whether all the flags are set on n.
func (t *Tree) Has(n Ref, f Flag) bool { return t.Nodes[n].Flags&f == f }

// Text is the source of n.
func (t *Tree) Text(n Ref) string { return t.Src[t.Nodes[n].Start:t.Nodes[n].End] }

// First child of n, or 0.
func (t *Tree) First(n Ref) Ref { return t.Nodes[n].First }

// Next sibling of n, or 0.
func (t *Tree) Next(n Ref) Ref { return t.Nodes[n].Next }

// Child number i of n, counted from 0, or 0. Its cost is i steps.
func (t *Tree) Child(n Ref, i int) Ref {
	c := t.Nodes[n].First
	for ; i > 0 && c != 0; i-- {
		c = t.Nodes[c].Next
	}
	return c
}

// Count of n's children.
func (t *Tree) Count(n Ref) int {
	k := 0
	for c := t.Nodes[n].First; c != 0; c = t.Nodes[c].Next {
		k++
	}
	return k
}

// Children of n in order.
func (t *Tree) Children(n Ref) iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		for c := t.Nodes[n].First; c != 0; c = t.Nodes[c].Next {
			if !yield(c) {
				return
			}
		}
	}
}
