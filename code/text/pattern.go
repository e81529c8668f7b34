package text

// A CharClass is a pattern that is one character of a class, or a run of them.
type CharClass struct {
	ASCII Set
	High  Truth // whether characters outside ASCII belong to it: all, none, some
	Run   bool  // one or more of them
}

// Literal is the word when the pattern is only that.
func (p *Pattern) Literal() (string, bool) {
	var out []rune
	nodes := []*node{p.re.root}
	if p.re.root.op == nCat {
		nodes = p.re.root.subs
	}
	for _, n := range nodes {
		if n.op != nClass || len(n.ranges) != 2 || n.ranges[0] != n.ranges[1] {
			return "", false
		}
		out = append(out, n.ranges[0])
	}
	return string(out), true
}

// Class is the class when the pattern is only that.
func (p *Pattern) Class() (CharClass, bool) {
	var out CharClass
	n := p.re.root
	for n.op == nCat && len(n.subs) == 1 || n.op == nGroup {
		n = n.subs[0]
	}
	if n.op == nRepeat && n.min == 1 && n.max < 0 && !n.lazy {
		out.Run = true
		n = n.subs[0]
	}
	if n.op != nClass {
		return out, false
	}
	high := rune(0)
	for i := 0; i < len(n.ranges); i += 2 {
		lo, hi := n.ranges[i], n.ranges[i+1]
		if lo < 0x80 {
			out.ASCII = out.ASCII.Union(Range(byte(lo), byte(min(hi, 0x7f))))
		}
		if hi >= 0x80 {
			high += hi - max(lo, 0x80) + 1
		}
	}
	switch high {
	case 0:
		out.High = Never
	case 0x10ffff - 0x7f:
		out.High = Always
	}
	return out, true
}

// Group is the texts that group i may have matched (0: the whole match); nil
// when that is not known.
func (p *Pattern) Group(i int) *Lang {
	n := p.re.root
	if i > 0 {
		if n = n.find(i); n == nil {
			return nil
		}
	}
	b := &builder{loose: true}
	from, to := b.state(), b.state()
	p.re.build(b, n, from, to)
	may := b.determinize(to)
	if may == nil {
		return nil
	}
	return &Lang{may: may.minimize(), must: fromSet(Set{}).none(), source: "group of " + p.re.source}
}

func (n *node) find(group int) *node {
	if n.op == nGroup && n.group == group {
		return n
	}
	for _, sub := range n.subs {
		if found := sub.find(group); found != nil {
			return found
		}
	}
	return nil
}
