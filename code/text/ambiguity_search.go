package text

// A crossroads is up to three places reached by one word; split says that two
// of its ways differed.
type crossroads struct {
	a, b, c int32
	split   bool
}

// loop finds a shortest word that leads from one crossroads to another, moving
// within the given cycles.
func (g *graph) loop(from, to crossroads, three bool, inside func(crossroads) bool) (string, bool) {
	type step struct {
		prev int
		at   crossroads
		c    byte
	}
	seen := map[crossroads]bool{from: true}
	list := []step{{-1, from, 0}}
	for i := 0; i < len(list); i++ {
		x := list[i].at
		for i1, p := range g.out[x.a] {
			for i2, q := range g.out[x.b] {
				if g.work++; g.work > maxWork {
					return "", false
				}
				if max(p.lo, q.lo) > min(p.hi, q.hi) {
					continue
				}
				pq := arc{lo: max(p.lo, q.lo), hi: min(p.hi, q.hi)}
				split := x.split || x.a != x.b || i1 != i2 || p.many
				third := []arc{pq}
				if three {
					third = g.out[x.c]
				}
				for _, r := range third {
					c, ok := meet(pq, r)
					if !ok {
						continue
					}
					y := crossroads{p.to, q.to, r.to, split}
					if !three {
						y.c = 0
					} else {
						y.split = false
					}
					if seen[y] && y != to || !inside(y) {
						continue
					}
					seen[y] = true
					list = append(list, step{i, y, c})
					if y == to {
						var word []byte
						for k := len(list) - 1; list[k].prev >= 0; k = list[k].prev {
							word = append(word, list[k].c)
						}
						for l, r := 0, len(word)-1; l < r; l, r = l+1, r-1 {
							word[l], word[r] = word[r], word[l]
						}
						return string(word), true
					}
				}
			}
		}
	}
	return "", false
}

// exponential lists candidates for EDA: a place with two different ways back
// to itself for one word.
func (g *graph) exponential() []Pump {
	cycle := g.cycles()
	var out []Pump
	done := map[int]bool{}
	for q := range g.out {
		id := cycle[q]
		if id < 0 || done[id] {
			continue
		}
		s := int32(q)
		word, ok := g.loop(crossroads{a: s, b: s}, crossroads{a: s, b: s, split: true}, false, func(x crossroads) bool {
			return cycle[x.a] == id && cycle[x.b] == id
		})
		if !ok {
			continue
		}
		done[id] = true
		if prefix, ok := g.path(s); ok {
			out = append(out, Pump{Prefix: prefix, Pump: word})
		}
	}
	return out
}

// polynomial lists candidates for IDA: places p, q on loops with ways p-p, p-q
// and q-q for one word.
func (g *graph) polynomial() []Pump {
	g.work = 0
	cycle := g.cycles()
	var out []Pump
	for p := range g.out {
		for q := range g.out {
			if p == q || cycle[p] < 0 || cycle[q] < 0 || g.work > maxWork || len(out) >= 8 {
				continue
			}
			from := crossroads{a: int32(p), b: int32(p), c: int32(q)}
			to := crossroads{a: int32(p), b: int32(q), c: int32(q)}
			word, ok := g.loop(from, to, true, func(x crossroads) bool {
				return cycle[x.a] == cycle[p] && cycle[x.c] == cycle[q]
			})
			if !ok {
				continue
			}
			if prefix, ok := g.path(int32(p)); ok {
				out = append(out, Pump{Prefix: prefix, Pump: word})
			}
		}
	}
	return out
}

// confirm looks for a suffix with which the match takes its time, and measures that the
// backtracker's steps grow as they should. In a search something may have to stand
// before, where another branch of the pattern begins at the start of the text.
func (re *regex) confirm(p Pump, mode Mode, kind Ambiguous) (Pump, bool) {
	if got, ok := re.confirmAfter(p, mode, kind); ok || mode != Search || p.Prefix != "" {
		return got, ok
	}
	p.Prefix = "x"
	return re.confirmAfter(p, mode, kind)
}

func (re *regex) confirmAfter(p Pump, mode Mode, kind Ambiguous) (Pump, bool) {
	for _, suffix := range suffixes {
		p.Suffix = suffix
		if kind == Exponential && re.doubles(p, mode) || kind == Polynomial && re.squares(p, mode) {
			return p, true
		}
	}
	return p, false
}

// suffixes are what most patterns do not match.
var suffixes = []string{"\x00", "!", "\n\n", "~", " ", "-", "x", "0", "A", "", "\n", "@", "<", "\u00e9"}

// maxBorders bounds the characters that a pattern tells apart.
const maxBorders = 20

// borders lists the characters at which the pattern's classes begin and end: one of
// them is the letter that alone it refuses.
func (g *graph) borders() []string {
	var seen [256]bool
	var out []string
	add := func(c int) {
		if c >= 0 && c < 128 && !seen[c] && len(out) < maxBorders {
			seen[c] = true
			out = append(out, string(rune(c)))
		}
	}
	for _, arcs := range g.out {
		for _, a := range arcs {
			add(int(a.hi) + 1)
			add(int(a.lo))
			add(int(a.hi))
			add(int(a.lo) - 1)
		}
	}
	return out
}

// confirmBy tries what the pattern itself names: as what follows, alone or on a new
// line, then as what is repeated, and at the end of it, where look-around decides.
func (re *regex) confirmBy(p Pump, mode Mode, borders []string) (Pump, bool) {
	pumps := []string{p.Pump}
	for _, c := range borders {
		if len(p.Pump) == 1 {
			pumps = append(pumps, c)
		}
		pumps = append(pumps, p.Pump+c)
	}
	ends := []string{"", "\x00"}
	for _, c := range borders {
		ends = append(ends, c, "\n"+c)
	}
	for i, pump := range pumps {
		p.Pump = pump
		for _, p.Suffix = range ends {
			if re.doubles(p, mode) {
				return p, true
			}
		}
		if i == 0 {
			ends = []string{"", "\x00", "\na"}
		}
	}
	return p, false
}

// steps are those of a match, whether it finds something in the end or not.
func (re *regex) steps(p Pump, n int, mode Mode, budget int) int {
	return re.backtrack(mode, p.Subject(n), 0, budget).steps
}

// doubles: eight pumps more take at least thirty times the steps.
func (re *regex) doubles(p Pump, mode Mode) bool {
	few := re.steps(p, 4, mode, 1<<16)
	return re.steps(p, 12, mode, 40*few) >= 30*few
}

// squares: four times the pumps take at least ten times the steps.
func (re *regex) squares(p Pump, mode Mode) bool {
	few := re.steps(p, 40, mode, 1<<18)
	return re.steps(p, 160, mode, 1<<22) >= 10*few
}
