package ops

import (
	"path"
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

var sureChars = regexp.MustCompile(`[^A-Za-z0-9_.-]`)

// secureFilename is werkzeug's algorithm, without its Unicode decomposition:
// characters outside ASCII are dropped.
func secureFilename(s string) string {
	s = strings.ReplaceAll(s, "/", " ")
	s = sureChars.ReplaceAllString(strings.Join(strings.Fields(dropHigh(s)), "_"), "")
	return strings.Trim(s, "._")
}

func dropHigh(s string) string {
	return strings.Map(func(c rune) rune {
		if c >= 0x80 {
			return -1
		}
		return c
	}, s)
}

func absSecure(in *Context, args []value.Abs) value.Abs {
	h := in.part(subject(args), key("path.secure_filename"))
	h.Not = nil
	h.Chars = h.Chars.Intersect(text.Alnum().Union(text.Of("._-"))).Add('_')
	h.Lang = pathLangs().secure
	return hole(h.WithMark(markLocal))
}

func safeJoin(args []any) (any, error) {
	names := []string{str(args, 0)}
	for _, n := range texts(args, 1) {
		if n != "" {
			n = path.Clean(n)
		}
		if climbsOut(n) {
			return nil, nil
		}
		names = append(names, n)
	}
	if names[0] == "" {
		names[0] = "."
	}
	return pyJoin(names), nil
}

// climbsOut: what a cleaned name names is not below the folder that it is joined to.
func climbsOut(n string) bool {
	return strings.HasPrefix(n, "/") || n == ".." || strings.HasPrefix(n, "../")
}

func absSafeJoin(in *Context, args []value.Abs) value.Abs {
	base := subject(args)
	items, rest := listText(arg(args, 1))
	out := base
	if rest, ok := base.Assume(text.Fact{Kind: text.Equals}, false); !ok {
		out = text.Lit(".")
	} else if base.Decide(text.Fact{Kind: text.Equals}) != text.Never {
		out = text.Join(rest, text.Lit("."))
	}
	if !rest.None() {
		items = append(items, text.Unknown(star(rest, text.Lit("/"))))
	}
	for len(items) > 0 { // what the program wrote stays as it is
		w, ok := items[0].Exact()
		if !ok || w == "" || w != path.Clean(w) || climbsOut(w) {
			break
		}
		out, items = after(out, items[0]), items[1:]
	}
	if len(items) > 0 { // all that follows is one part
		below := items[0]
		for _, it := range items[1:] {
			below = text.Concat(below, text.Lit("/"), it)
		}
		h := in.localPart(below)
		h.Chars = h.Chars.Add('.')
		h.Not = nil
		out = text.Join(after(out, text.Unknown(h)), after(out, text.Lit("")))
	}
	a := made(out)
	a.Kind |= value.Nil
	return a
}

// within reports whether p is dir, or goes on after it with a separator.
func within(p, dir string) bool {
	dir = strings.TrimRight(dir, "/")
	return p == dir || strings.HasPrefix(p, dir+"/")
}

// absWithin: below a folder that is not known a name is below some folder, unless
// those chose the folder who chose the name. That it may be the folder itself is
// let go: no other file comes within reach.
func absWithin(_ *Context, args []value.Abs) value.Abs {
	dir, ok := exactText(args, 1)
	if !ok {
		return someFolder(args, markBelow)
	}
	dir = strings.TrimRight(dir, "/")
	return guard(subject(args), text.Fact{Kind: text.Matches, Lang: text.Words(dir).Union(text.Starting(dir + "/"))}, true)
}

// absParentIs: whatever its last name is, the text stays in that folder.
func absParentIs(_ *Context, args []value.Abs) value.Abs { return someFolder(args, markChild) }

// someFolder marks a name that a folder was found to hold, unless those chose the
// folder who chose the name.
func someFolder(args []value.Abs, mark string) value.Abs {
	if chosenToo(args[1:2], subject(args)) {
		return truth(allLabels(args))
	}
	return guard(subject(args), text.Fact{Kind: text.Marked, Mark: mark}, false)
}

// sharedChoice reports whether anybody who chose the text p had a say in a directory as
// well: who chose a part of it may have led out of where it should be.
func sharedChoice(dirs []value.Abs, p text.Str) bool { return allLabels(dirs)&p.Labels() != 0 }

// chosenToo reports whether those who chose the text p chose every bit of a directory
// as well: what is found about the two then proves nothing.
func chosenToo(dirs []value.Abs, p text.Str) bool {
	whose := allLabels(dirs)
	return whose != 0 && p.Labels()&^whose == 0
}
