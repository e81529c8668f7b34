package mutate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

type rng = *rand.Rand

// A Transformation changes a program and keeps what it means. Apply returns false
// when it found nothing to change.
type Transformation struct {
	Name, About string
	apply       func(c *change) bool
}

// A change is one application of a transformation to a program.
type change struct {
	program *Program
	lang    Language
	rng     rng
}

// All lists the transformations of a language: those of texts, then one for each
// carrier and each block.
func All(l Language) []Transformation {
	out := []Transformation{
		{"strip-comments", "all comments go", stripComments},
		{"false-comments", "comments that promise what is not so", falseComments},
		{"plain-names", "locals get names that say nothing", func(c *change) bool { return rename(c, plainNames) }},
		{"false-names", "locals get names that promise what is not so", func(c *change) bool { return rename(c, falseNames) }},
		{"split-literals", "text literals are joined from two", splitLiterals},
		{"reorder", "independent neighbours change places", reorder},
	}
	for _, f := range l.Carriers() {
		out = append(out, Transformation{"carry-" + f.Name, "a value passes through: " + f.Name, func(c *change) bool { return carry(c, f, false) }})
	}
	for _, f := range l.Carriers() {
		if name, _ := l.Sibling("a", nil); f.Name == "call" && name != "" {
			out = append(out, Transformation{"carry-file", "a value passes through a function of another file", func(c *change) bool { return carry(c, f, true) }})
		}
	}
	for _, b := range l.Blocks() {
		out = append(out, Transformation{"block-" + b.Name, "a statement stands in: " + b.Name, func(c *change) bool { return block(c, b) }})
	}
	return out
}

// each calls do for the files of the language, with their views, in order.
func (c *change) each(do func(file string, v *View) []edit) bool {
	done := false
	for _, file := range c.program.names() {
		if !c.lang.Owns(file) {
			continue
		}
		v, ok := c.lang.View(c.program.Files[file])
		if !ok {
			continue
		}
		if edits := do(file, v); len(edits) > 0 {
			c.program.rewrite(file, edits)
			done = true
		}
	}
	return done
}

func stripComments(c *change) bool {
	return c.each(func(_ string, v *View) []edit {
		var edits []edit
		for _, s := range v.Comments {
			edits = append(edits, replace(s, ""))
		}
		return edits
	})
}

var promises = []string{
	"validated and escaped by the caller", "safe: constant data only", "sanitised above", "checked against the allow-list", "not reachable from outside",
}

func falseComments(c *change) bool {
	return c.each(func(_ string, v *View) []edit {
		var edits []edit
		for _, s := range v.Statements {
			edits = append(edits, insert(s.From, c.lang.Comment(promises[c.rng.IntN(len(promises))])+"\n"+s.Indent))
		}
		return edits
	})
}

var (
	plainNames = []string{"a", "b", "d", "e", "k", "m", "n", "t", "u", "v", "x", "y", "z"}
	falseNames = []string{"escaped", "sanitized", "safe", "quoted", "constant", "trusted", "validated", "clean"}
)

// rename gives every name that may be changed another. In a program of several
// files only locals could be, and views do not tell; so it is left alone.
func rename(c *change, words []string) bool {
	if len(c.program.Files) > 1 {
		return false
	}
	return c.each(func(file string, v *View) []edit {
		var edits []edit
		text := string(c.program.Files[file])
		for i, n := range v.Names {
			name := fmt.Sprintf("%s%d", words[c.rng.IntN(len(words))], i+1)
			if strings.Contains(text, name) {
				continue
			}
			for _, u := range n.Uses {
				edits = append(edits, replace(u, name))
			}
		}
		return edits
	})
}

func splitLiterals(c *change) bool {
	return c.each(func(file string, v *View) []edit {
		var edits []edit
		text := string(c.program.Files[file])
		for _, l := range v.Literals {
			if len(l.Cuts) == 0 {
				continue
			}
			cut := l.Cuts[c.rng.IntN(len(l.Cuts))]
			edits = append(edits, replace(l.Span, "("+c.lang.Concat(text[l.From:cut]+l.Close, l.Open+text[cut:l.To])+")"))
		}
		return edits
	})
}

// reorder swaps neighbours that do not touch each other's variables, of which at
// most one calls anything.
func reorder(c *change) bool {
	return c.each(func(_ string, v *View) []edit {
		var edits []edit
		for i := 0; i+1 < len(v.Statements); i++ {
			a, b := v.Statements[i], v.Statements[i+1]
			if a.Block != b.Block || !independent(a, b) {
				continue
			}
			edits = append(edits, edit{a.Span, []piece{{old: b.Span}}}, edit{b.Span, []piece{{old: a.Span}}})
			i++
		}
		return edits
	})
}

func independent(a, b Statement) bool {
	if a.Calls && b.Calls {
		return false
	}
	touches := func(x, y []string) bool {
		return slices.ContainsFunc(x, func(s string) bool { return slices.Contains(y, s) })
	}
	return !touches(a.Writes, b.Reads) && !touches(a.Writes, b.Writes) && !touches(a.Reads, b.Writes)
}

// carry sends a value through a function that returns it: one of those from
// outside when there are any and the coin says so, else one that is passed on.
func carry(c *change, f Form, elsewhere bool) bool {
	done := false
	return c.each(func(file string, v *View) []edit {
		if done && elsewhere {
			return nil
		}
		values := pick(c.rng, v.Values, f.Text)
		if len(values) == 0 {
			return nil
		}
		name := c.program.fresh(c.rng, c.words()...)
		var edits []edit
		for _, s := range values {
			edits = append(edits, around(s.Span, name+"(", ")")...)
		}
		if !elsewhere {
			return append(edits, c.declare(v, f, name)...)
		}
		if len(f.Needs) > 0 {
			return nil
		}
		more, ok := c.declareElsewhere(file, v, f, name)
		if done = ok; !ok {
			return nil
		}
		return append(edits, more...)
	})
}

// words are names of functions that say nothing.
func (c *change) words() []string {
	return []string{"relay", "handOver", "forward", "settle", "carryOn", "bringBack", "passAlong"}
}

// pick chooses the values to wrap: all sources, or one that is passed to a call.
func pick(r rng, values []Value, text bool) []Value {
	var sources, others []Value
	for _, v := range values {
		switch {
		case text && !v.Text:
		case v.Source:
			sources = append(sources, v)
		default:
			others = append(others, v)
		}
	}
	if len(sources) > 0 && (len(others) == 0 || r.IntN(2) == 0) {
		return sources
	}
	if len(others) == 0 {
		return nil
	}
	return []Value{others[r.IntN(len(others))]}
}

// declare adds a form to the file, under a name.
func (c *change) declare(v *View, f Form, name string) []edit {
	return append(c.imports(v, f), insert(v.Declare, c.source(f, name)+v.End))
}

func (c *change) source(f Form, name string) string {
	return strings.NewReplacer("{f}", name, "{g}", name+"Inner", "{h}", name+"Kept").Replace(f.Source)
}

func (c *change) imports(v *View, f Form) []edit {
	var edits []edit
	for _, n := range f.Needs {
		edits = append(edits, insert(v.Imports, n))
	}
	return edits
}

// declareElsewhere adds a form in a file of its own, beside the one at path.
func (c *change) declareElsewhere(file string, v *View, f Form, name string) ([]edit, bool) {
	sibling, head := c.lang.Sibling(file, c.program.Files[file])
	if sibling == "" || c.program.Files[sibling] != nil {
		return nil, false
	}
	c.program.Files[sibling] = []byte(c.source(Form{Source: head + f.Source}, name) + "\n")
	if line := c.lang.Import(sibling, name); line != "" {
		return []edit{insert(v.Imports, line)}, true
	}
	return nil, true
}

// block puts one statement into a block that changes nothing.
func block(c *change, b Block) bool {
	return c.each(func(file string, v *View) []edit {
		plain := slices.DeleteFunc(slices.Clone(v.Statements), func(s Statement) bool {
			return !s.Plain || b.Deeper && strings.Contains(string(c.program.Files[file][s.From:s.To]), "\n")
		})
		if len(plain) == 0 {
			return nil
		}
		s := plain[c.rng.IntN(len(plain))]
		fill := strings.NewReplacer("{i}", s.Indent, "{n}", c.program.fresh(c.rng, "turn", "step", "round"))
		return around(s.Span, fill.Replace(b.Before), fill.Replace(b.After))
	})
}
