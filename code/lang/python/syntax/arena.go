package syntax

// close makes a node of everything on the stack above mark.
func (p *parser) close(k Kind, start uint32, mark int) *Node {
	id := Ref(len(p.nodes))
	first, height := Ref(0), int32(0)
	for j := len(p.stack) - 1; j >= mark; j-- {
		c := p.stack[j]
		p.nodes[c.ref].Next = first
		first, height = c.ref, max(height, c.height)
	}
	start = min(start, p.end)
	for c := first; c != 0 && p.nodes[c].Start < start; c = p.nodes[c].Next {
		if n := &p.nodes[c]; n.Start != n.End {
			start = n.Start
		} else {
			p.moveEmpty(c, start) // empty parts do not widen their parent
		}
	}
	p.nodes = append(p.nodes, Node{Start: start, End: p.end, First: first, Kind: k})
	if p.hurt {
		p.nodes[id].Flags, p.hurt = Damaged, false
	}
	p.stack = append(p.stack[:mark], pending{id, height + 1})
	return &p.nodes[id]
}

// moveEmpty moves a node of no width, and so do its descendants.
func (p *parser) moveEmpty(n Ref, at uint32) {
	p.nodes[n].Start, p.nodes[n].End = at, at
	for c := p.nodes[n].First; c != 0; c = p.nodes[c].Next {
		p.moveEmpty(c, at)
	}
}

// leaf makes a node of the current token.
func (p *parser) leaf(k Kind) *Node {
	t := p.toks[p.i]
	id := Ref(len(p.nodes))
	p.nodes = append(p.nodes, Node{Start: t.start, End: t.end, Kind: k})
	p.stack = append(p.stack, pending{id, 1})
	p.next()
	return &p.nodes[id]
}

// absent stands for an optional part.
func (p *parser) absent() { p.empty(Absent) }

func (p *parser) empty(k Kind) {
	p.stack = append(p.stack, pending{Ref(len(p.nodes)), 1})
	p.nodes = append(p.nodes, Node{Start: p.end, End: p.end, Kind: k})
}

// missing stands for a required part that is not there.
func (p *parser) missing(msg string) {
	p.fail(msg)
	p.empty(Error)
}

// top is the node made last.
func (p *parser) top() *Node { return &p.nodes[p.stack[len(p.stack)-1].ref] }

// tall tells whether the node made last must not be wrapped any further.
func (p *parser) tall() bool { return p.stack[len(p.stack)-1].height > maxHeight }
