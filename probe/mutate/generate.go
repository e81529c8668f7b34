package mutate

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"
)

// A Maker makes variants. The same seed and program give the same variants, in
// whatever order programs are handed in.
type Maker struct {
	Languages []Language
	Seed      uint64
	// Deep is how many variants of two or three transformations are made besides
	// those of one.
	Deep int
	// Only, where not empty, names the transformations and checks that are used.
	Only map[string]bool
}

// language is that of the program's files, or nil when they are in none or in two.
func (m *Maker) language(p Program) Language {
	var found Language
	for name := range p.Files {
		for _, l := range m.Languages {
			if !l.Owns(name) {
				continue
			}
			if found != nil && found.Name() != l.Name() {
				return nil
			}
			found = l
		}
	}
	return found
}

func (m *Maker) random(words ...string) rng {
	h := fnv.New64a()
	for _, w := range words {
		fmt.Fprintf(h, "%d:%s", len(w), w)
	}
	return rand.New(rand.NewPCG(m.Seed, h.Sum64()))
}

// Variants makes programs that mean the same: one for each transformation that
// finds something to change, and m.Deep of several.
func (m *Maker) Variants(p Program) []Variant {
	l := m.language(p)
	if l == nil {
		return nil
	}
	var out []Variant
	all := m.chosen(All(l))
	for _, t := range all {
		out = m.add(out, l, p, []Transformation{t}, t.Name)
	}
	r := m.random(p.ID, "deep")
	for i := range m.Deep {
		var steps []Transformation
		for range 2 + r.IntN(2) {
			steps = append(steps, all[r.IntN(len(all))])
		}
		out = m.add(out, l, p, steps, fmt.Sprintf("deep-%d", i))
	}
	return out
}

func (m *Maker) chosen(all []Transformation) []Transformation {
	var out []Transformation
	for _, t := range all {
		if len(m.Only) == 0 || m.Only[t.Name] {
			out = append(out, t)
		}
	}
	return out
}

// add applies steps one after the other and keeps the variant when something
// changed and all of its files still parse.
func (m *Maker) add(out []Variant, l Language, p Program, steps []Transformation, name string) []Variant {
	c := &change{program: new(Program), lang: l, rng: m.random(p.ID, name)}
	*c.program = p.clone()
	var done []string
	for _, t := range steps {
		before := c.program.clone()
		if !t.apply(c) || !parses(c) {
			*c.program = before
			continue
		}
		done = append(done, t.Name)
	}
	if len(done) == 0 {
		return out
	}
	c.program.ID = p.ID + "+" + name
	return append(out, Variant{Program: *c.program, Of: p.ID, Steps: done})
}

func parses(c *change) bool {
	for name, text := range c.program.Files {
		if c.lang.Owns(name) {
			if _, ok := c.lang.View(text); !ok {
				return false
			}
		}
	}
	return true
}

// Mutate makes one variant of n transformations; false when none found anything to
// change.
func (m *Maker) Mutate(p Program, n int) (Variant, bool) {
	l := m.language(p)
	if l == nil {
		return Variant{Program: p}, false
	}
	all := m.chosen(All(l))
	r := m.random(p.ID, "mutate")
	var steps []Transformation
	for _, i := range r.Perm(len(all)) {
		steps = append(steps, all[i])
	}
	out := m.add(nil, l, p, steps[:min(n, len(steps))], "mutate")
	if len(out) == 0 {
		return Variant{Program: p}, false
	}
	return out[0], true
}

// Twins makes programs that differ from a bad one by a check around everything
// that comes from outside: some checks make it safe, some only look so.
func (m *Maker) Twins(p Program) []Variant {
	l := m.language(p)
	if l == nil || !p.Bad || !p.Flows {
		return nil
	}
	var out []Variant
	for _, k := range l.Checks() {
		name := "check-" + k.Name
		if !k.Holds(p.Rule) || len(m.Only) > 0 && !m.Only[name] {
			continue
		}
		c := &change{program: new(Program), lang: l, rng: m.random(p.ID, name)}
		*c.program = p.clone()
		if !c.guard(k.Form) || !parses(c) {
			continue
		}
		if c.program.ID = p.ID + "+" + name; k.Safe {
			c.program.Bad, c.program.Marks = false, nil
		}
		out = append(out, Variant{Program: *c.program, Of: p.ID, Steps: []string{name}})
	}
	return out
}

// guard wraps all sources of all files in a check.
func (c *change) guard(f Form) bool {
	return c.each(func(_ string, v *View) []edit {
		var edits []edit
		name := c.program.fresh(c.rng, c.words()...)
		for _, s := range v.Values {
			if s.Source {
				edits = append(edits, around(s.Span, name+"(", ")")...)
			}
		}
		if len(edits) == 0 {
			return nil
		}
		return append(edits, c.declare(v, f, name)...)
	})
}

// Constant is the program with a constant in place of every source that is known
// here: where an analyser still sees the flaw, there is another source, and the
// safe twins of the program are not to be trusted. False when there is no source.
func (m *Maker) Constant(p Program) (Program, bool) {
	l := m.language(p)
	if l == nil {
		return p, false
	}
	c := &change{program: new(Program), lang: l}
	*c.program = p.clone()
	ok := c.each(func(_ string, v *View) []edit {
		var edits []edit
		for _, s := range v.Values {
			if s.Source {
				edits = append(edits, replace(s.Span, `"a"`))
			}
		}
		return edits
	})
	c.program.ID = p.ID + "+constant"
	return *c.program, ok
}

// String names a variant for people: "sql-injection/concat.go by carry-map".
func (v Variant) String() string { return v.Of + " by " + strings.Join(v.Steps, ", ") }
