package mutants

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/world"
)

// Rights makes the right patches of a rule's bad cases: what people wrote down as the
// remedy of a case, and each patch that the engine's own strategies make of it and its
// ladder lets through. It gives nothing for cases that neither mends.
func Rights(ctx context.Context, e *code.Engine, r *rule.Rule, languages []*Language) (out []*Right, err error) {
	programs := r.Programs()
	for _, p := range programs {
		i := slices.IndexFunc(languages, func(l *Language) bool { return l.Name == p.Language() })
		if p.Want != "bad" || i < 0 {
			continue
		}
		s, err := e.Mend(ctx, world.MemTree(p.Files))
		if err != nil {
			return nil, err
		}
		name := r.ID + "/" + p.Name
		for _, f := range programs {
			if f.Want == "fixed" && f.Name == p.Name && len(s.First.Found) > 0 {
				after := maps.Clone(p.Files)
				maps.Copy(after, f.Files)
				out = append(out, &Right{Name: name, Origin: People, Language: languages[i], Found: s.First.Found[0], Before: p.Files, After: after})
			}
		}
		made, err := ofSeries(name, languages[i], s)
		if err != nil {
			return nil, err
		}
		out = append(out, made...)
	}
	return distinct(out), nil
}

// ofSeries are the patches of a series, each for itself.
func ofSeries(name string, l *Language, s *code.Series) (out []*Right, err error) {
	for i, p := range s.Patches {
		r := &Right{Name: name, Origin: Strategies, Language: l, Found: p.Found}
		if len(s.Patches) > 1 {
			r.Name = fmt.Sprintf("%s, patch %d", name, i+1)
		}
		if r.Before, err = copied(p.Before); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		r.After = maps.Clone(r.Before)
		for file, text := range p.Changes {
			r.After = with(r.After, file, text)
		}
		out = append(out, r)
	}
	return out, nil
}

// copied is a tree in memory.
func copied(t world.Tree) (world.MemTree, error) {
	listing, err := t.List(context.Background())
	if err != nil {
		return nil, err
	}
	out := world.MemTree{}
	for _, f := range listing.Files {
		if out[f.Path], err = t.ReadFile(f.Path); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// distinct drops patches that another one is already.
func distinct(rights []*Right) (out []*Right) {
	for _, r := range rights {
		if !slices.ContainsFunc(out, func(o *Right) bool { return same(o.Before, r.Before) && same(o.After, r.After) }) {
			out = append(out, r)
		}
	}
	return out
}

// Variants are the right patch as others would hand it in: with a comment, with a
// line in the change log, with blank lines of their own.
func (r *Right) Variants() []world.MemTree {
	out := []world.MemTree{r.After, with(r.After, "CHANGELOG.md", []byte("# Changes\n\n- Mended a flaw.\n"))}
	file, text := r.patched()
	changed := firstChange(r.Before[file], text)
	if changed < 0 {
		return out
	}
	start, _, indent := line(text, uint32(changed))
	remark := "// The value is the user's, and must not become code."
	if r.Language.Name == "python" {
		remark = "# The value is the user's, and must not become code."
	}
	note := slices.Concat(text[:start], []byte(indent+remark+"\n"), text[start:])
	return append(out, with(r.After, file, note), with(r.After, file, append(bytes.Clone(text), '\n')))
}

// firstChange is the offset of the first line that differs, -1 when none does or
// when a line before it goes on into it.
func firstChange(before, after []byte) int {
	i := 0
	for i < len(before) && i < len(after) && before[i] == after[i] {
		i++
	}
	if i >= len(after) {
		return -1
	}
	start := bytes.LastIndexByte(after[:i], '\n') + 1
	previous := bytes.TrimSpace(after[:start])
	if len(previous) == 0 || bytes.ContainsAny(previous[len(previous)-1:], "(,[{+\\") {
		return -1
	}
	return start
}

// Pair makes a right patch of a program with a flaw and one without, nil where the
// engine finds nothing that the second mends.
func Pair(ctx context.Context, e *code.Engine, l *Language, before, after world.MemTree) (*Right, error) {
	changes := map[string][]byte{}
	for name, text := range after {
		if !bytes.Equal(text, before[name]) {
			changes[name] = text
		}
	}
	s, err := e.Weigh(ctx, before, changes)
	if err != nil || len(s.Patches) == 0 {
		return nil, err
	}
	return &Right{Language: l, Found: s.Patches[0].Found, Before: before, After: after}, nil
}
