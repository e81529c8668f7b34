package code

// The text of a finding's line is part of its key, and a patch may change that
// line, for its own finding or for another one. So findings of two reports that
// speak of the same call are paired.

// renamed pairs the findings whose key the other report does not have: from the key
// before to the key after, for the same rule, function and callee, in order.
func renamed(before, after *Report) map[string]string {
	out := map[string]string{}
	taken := map[string]bool{}
	for _, f := range before.Found {
		if after.find(f.Finding.Key) != nil {
			continue
		}
		for _, g := range after.Found {
			if !taken[g.Finding.Key] && before.find(g.Finding.Key) == nil && sameCall(f, g) {
				out[f.Finding.Key], taken[g.Finding.Key] = g.Finding.Key, true
				break
			}
		}
	}
	return out
}

func sameCall(f, g *Found) bool {
	a, b := f.Finding.Where, g.Finding.Where
	return f.Rule.ID == g.Rule.ID && a.File == b.File && a.Func == b.Func && callee(f.Flow()) == callee(g.Flow())
}

// Still is the finding of an earlier report in a later one, nil when it is gone.
func Still(earlier, later *Report, key string) *Found {
	if f := later.find(key); f != nil {
		return f
	}
	if now, ok := renamed(earlier, later)[key]; ok {
		return later.find(now)
	}
	return nil
}

// Brought lists the findings of a later report that an earlier one does not have.
func Brought(earlier, later *Report) []*Found {
	known := map[string]bool{}
	for _, key := range renamed(earlier, later) {
		known[key] = true
	}
	var out []*Found
	for _, f := range later.Found {
		if earlier.find(f.Finding.Key) == nil && !known[f.Finding.Key] {
			out = append(out, f)
		}
	}
	return out
}

// follow finds a finding of the first report in the last one, where its key may be
// another, or the patch that ended it.
func (s *Series) follow(key string) (*Found, *Patch) {
	f := s.First.find(key)
	for _, p := range s.Patches {
		if f = Still(p.Earlier, p.Report, key); f == nil {
			return nil, p
		}
		key = f.Finding.Key
	}
	return f, nil
}
