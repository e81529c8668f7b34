package text

// constHole describes constant text as a hole.
func constHole(s string) Hole {
	return Hole{Chars: Of(s), Prefix: s, Suffix: s, MaxLen: len(s)}
}

// Flatten is one hole that stands for all that s stands for. A Str that is one
// hole gives that hole, name and all.
func (s Str) Flatten() Hole {
	if len(s.Alts) == 0 {
		return Hole{}
	}
	out := flatten(s.Alts[0])
	for _, q := range s.Alts[1:] {
		out = joinHoles(out, flatten(q))
	}
	if s.Sym != 0 {
		out.Sym = s.Sym
	}
	return out
}

func flatten(q Seq) Hole {
	switch {
	case len(q) == 0:
		return Hole{}
	case len(q) == 1 && q[0].Hole != nil:
		return *q[0].Hole
	case len(q) == 1:
		return constHole(q[0].Text)
	}
	out := Hole{Prefix: q.prefix(), Suffix: q.suffix()}
	var nots []string
	bounded := true
	for _, p := range q {
		if p.Hole == nil {
			out.Chars = out.Chars.Union(Of(p.Text))
			out.MaxLen += len(p.Text)
			continue
		}
		h := p.Hole
		out.Labels |= h.Labels
		out.Chars = out.Chars.Union(h.Chars)
		out.MaxLen += h.MaxLen
		bounded = bounded && bound(*h)
		nots = append(nots, h.Not...)
	}
	if !bounded {
		out.MaxLen = 0
	}
	for _, w := range nots {
		if !q.MayContain(w) {
			out = out.Without(w)
		}
	}
	return out
}

// maxFix bounds the known prefix and suffix that are computed.
const maxFix = 256

// prefix is the text that the sequence is known to start with.
func (q Seq) prefix() string {
	out := ""
	for _, p := range q {
		if len(out) > maxFix {
			break
		}
		if p.Hole == nil {
			out += p.Text
			continue
		}
		out += p.Hole.Prefix
		if _, exact := p.Hole.Exact(); !exact {
			break
		}
	}
	return out
}

// suffix is the text that the sequence is known to end with.
func (q Seq) suffix() string {
	out := ""
	for i := len(q) - 1; i >= 0 && len(out) <= maxFix; i-- {
		p := q[i]
		if p.Hole == nil {
			out = p.Text + out
			continue
		}
		out = p.Hole.Suffix + out
		if _, exact := p.Hole.Exact(); !exact {
			break
		}
	}
	return out
}

// Prefix is the text that every text of s starts with.
func (s Str) Prefix() string {
	if len(s.Alts) == 0 {
		return ""
	}
	out := s.Alts[0].prefix()
	for _, q := range s.Alts[1:] {
		out = commonPrefix(out, q.prefix())
	}
	return out
}

// Suffix is the text that every text of s ends with.
func (s Str) Suffix() string {
	if len(s.Alts) == 0 {
		return ""
	}
	out := s.Alts[0].suffix()
	for _, q := range s.Alts[1:] {
		out = commonSuffix(out, q.suffix())
	}
	return out
}
