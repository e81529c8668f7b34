package assure

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
)

// Retired reports a function that a patch takes away and that nobody misses: it was
// moved as it stood, or it was the program's own (nobody outside may call it), others of
// the program called it, and none so much as names it any more. What those others do now
// is compared like anything else that a patch touches.
func Retired(before, after *link.Program, f *ir.Func) bool {
	if before == nil || after == nil || f.Unit == nil {
		return false
	}
	if f.Unit.Lang == "javascript" && unasked(before, after, f.Unit) {
		return true
	}
	if strings.Contains(f.Name, "<") {
		return false
	}
	name := f.Name[strings.LastIndexByte(f.Name, '.')+1:]
	if name == "" {
		return false
	}
	return moved(before, after, f, name) || own(f, name) && mentions(before, name) > 1 && mentions(after, name) == 0
}

// unasked: a module that nobody asked for by its name is gone as a whole.
func unasked(before, after *link.Program, gone *ir.Unit) bool {
	stem := strings.TrimSuffix(path.Base(gone.Path), path.Ext(gone.Path))
	if stem == "index" || slices.ContainsFunc(after.Units, func(u *ir.Unit) bool { return u.Path == gone.Path && len(bytes.TrimSpace(u.Text)) > 0 }) {
		return false
	}
	name := regexp.MustCompile("['\"`/]" + regexp.QuoteMeta(stem) + `\b`)
	return !slices.ContainsFunc(before.Units, func(u *ir.Unit) bool { return !u.Stub && u != gone && name.Match(u.Text) })
}

// moved: a function of the same name and the same text is somewhere else now.
func moved(before, after *link.Program, f *ir.Func, name string) bool {
	text := bytes.Join(bytes.Fields(source(f)), []byte(" "))
	for _, u := range after.Units {
		if u.Stub || u.Test { // in tests nothing is looked for
			continue
		}
		for _, now := range u.Funcs {
			if strings.HasSuffix("."+now.Name, "."+name) && before.Func(now.Name) == nil && len(text) > 0 && bytes.Equal(text, bytes.Join(bytes.Fields(source(now)), []byte(" "))) {
				return true
			}
		}
	}
	return false
}

// hidden is the word by which a language keeps a function from others.
var hidden = map[string]*regexp.Regexp{"java": regexp.MustCompile(`\bprivate\b`), "c": regexp.MustCompile(`\bstatic\b`)}

// own reports a function that is the program's own by its name or its declaration.
func own(f *ir.Func, name string) bool {
	if f.Unit.Lang == "go" {
		return name != "main" && name != "init" && strings.ToLower(name[:1]) == name[:1]
	}
	if word := hidden[f.Unit.Lang]; word != nil {
		head, _, _ := bytes.Cut(source(f), []byte("("))
		return word.Match(head)
	}
	return strings.HasPrefix(name, "_") && !strings.HasPrefix(name, "__") || strings.HasPrefix(name, "#")
}

// mentions counts how often a name stands in a program.
func mentions(p *link.Program, name string) int {
	word := regexp.MustCompile(`(^|[^\w$])` + regexp.QuoteMeta(name) + `($|[^\w$])`)
	n := 0
	for _, u := range p.Units {
		if !u.Stub {
			n += len(word.FindAllIndex(u.Text, -1))
		}
	}
	return n
}
