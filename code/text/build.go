package text

// Languages put together without a pattern.

// Class is the texts of exactly one byte of s.
func Class(s Set) *Lang { return UpTo(s, 1).Intersect(Words("").Complement()) }

// Many is the texts of any number of bytes of s.
func Many(s Set) *Lang { return Over(s) }

// UpTo is the texts of at most n bytes of s.
func UpTo(s Set, n int) *Lang {
	d := &dfa{}
	d.class, d.n = classes(s)
	in := d.class
	for i := 0; i <= n+1; i++ {
		d.accept = append(d.accept, i <= n)
		row := make([]int32, d.n)
		for c := 0; c < 256; c++ {
			row[in[c]] = int32(n + 1)
			if s.Has(byte(c)) && i <= n {
				row[in[c]] = int32(i + 1)
			}
		}
		d.next = append(d.next, row...)
	}
	return exactLang(d, s.String()+" up to some")
}

// Options is exactly these words, for Seqs.
func Options(words ...string) *Lang { return Words(words...) }

// Seqs is a word of each language, one after another.
func Seqs(langs ...*Lang) *Lang {
	out := seqSide(langs, func(l *Lang) *dfa { return l.may })
	if out == nil {
		return &Lang{may: fromSet(all), must: fromSet(Set{}).none(), source: "any"}
	}
	l := exactLang(out, "sequence")
	for _, sub := range langs {
		if !sub.Exact() {
			l.must = l.may.none()
			if must := seqSide(langs, func(l *Lang) *dfa { return l.must }); must != nil {
				l.must = must.minimize()
			}
			break
		}
	}
	return l
}

func seqSide(langs []*Lang, side func(*Lang) *dfa) *dfa {
	b := &builder{}
	from := b.state()
	for _, l := range langs {
		to := b.state()
		b.embed(side(l), from, to)
		from = to
	}
	return b.determinize(from)
}

// embed adds an automaton between two states.
func (b *builder) embed(d *dfa, from, to int32) {
	base := int32(len(b.edges))
	for range d.accept {
		b.state()
	}
	b.skip(from, base)
	live := d.live()
	for q, yes := range d.accept {
		if yes {
			b.skip(base+int32(q), to)
		}
		for c := 0; c < 256; {
			next, end := d.step(int32(q), byte(c)), c
			for end < 255 && d.step(int32(q), byte(end+1)) == next {
				end++
			}
			if live[next] {
				b.bytes(base+int32(q), byte(c), byte(end), base+next)
			}
			c = end + 1
		}
	}
}
