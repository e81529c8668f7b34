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

// Rights makes the right patches of a rule's bad cases: to the case of the same name
// that people wrote down as its remedy, else to what the engine's own strategies make
// of it. It gives nothing for cases that neither mends.
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
		if len(s.Patches) == 0 {
			continue
		}
		after := world.MemTree(maps.Clone(p.Files))
		for name := range after {
			if after[name], err = s.Patches[len(s.Patches)-1].After.ReadFile(name); err != nil {
				return nil, fmt.Errorf("%s: %w", p.Name, err)
			}
		}
		for _, f := range programs {
			if f.Want == "fixed" && f.Name == p.Name {
				maps.Copy(after, f.Files)
			}
		}
		out = append(out, &Right{Name: r.ID + "/" + p.Name, Language: languages[i], Found: s.Patches[0].Found, Before: p.Files, After: after})
	}
	return out, nil
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
