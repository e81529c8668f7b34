package ops

import (
	"path"
	"strings"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

func absBase(in *Context, args []value.Abs) value.Abs {
	py, args := pythonAbs(args)
	s := subject(args)
	h := in.part(s, key("path.base", show(py)))
	h = h.Without("/")
	if !py {
		h.Chars, h.Lang = h.Chars.Union(text.Of("/.")), pathLangs().base
		if h.MaxLen == 0 && s.Flatten().Chars.Empty() {
			h.MaxLen = 1
		}
	}
	if suffix := s.Suffix(); !strings.HasSuffix(suffix, "/") {
		h.Suffix = pyBase(suffix)
	}
	return hole(h)
}

func absDir(in *Context, args []value.Abs) value.Abs {
	py, args := pythonAbs(args)
	s := subject(args)
	if py {
		return hole(in.folderOf(s))
	}
	if out, ok := in.dirBelow(s); ok {
		return made(out)
	}
	return hole(in.cleaned(s, key("path.dir")))
}

// folderOf is the text before the last separator. The folder of a resolved name that
// lies below another one is that one, or lies below it as well; of a name that lies
// below some folder this is said once.
func (in *Context) folderOf(s text.Str) text.Hole {
	h := in.part(s, key("path.dir", "python"))
	prefix := s.Prefix()
	h.Prefix = strings.TrimRight(prefix[:strings.LastIndexByte(prefix, '/')+1], "/")
	whole, one := s.Hole()
	if !one || !whole.HasMark(markClean) {
		return h
	}
	h = h.WithMark(markClean)
	if h.Prefix != "" {
		h.Lang = text.Words(h.Prefix).Union(text.Starting(h.Prefix + "/"))
	}
	if whole.HasMark(markBelow) || whole.HasMark(markChild) {
		h = h.WithMark(markFolder)
	}
	return h
}

// dirBelow is the directory of a clean path that ends in a local name: the one
// that the name is joined to, or one below it.
func (in *Context) dirBelow(s text.Str) (text.Str, bool) {
	var out text.Str
	for _, q := range s.Alts {
		n := len(q) - 1
		if n < 0 || !local(q[n]) {
			return out, false
		}
		deeper := text.Str{Alts: []text.Seq{{{Hole: inner(*q[n].Hole)}}}}
		switch {
		case n == 0:
			out = text.Join(out, text.Join(text.Lit("."), deeper))
			continue
		case q[n-1].Hole != nil || !strings.HasSuffix(q[n-1].Text, "/"):
			return out, false
		}
		dir := text.Str{Alts: []text.Seq{q[:n:n]}}
		top, ok := topOf(q[:n])
		if !ok {
			return out, false
		}
		out = text.Join(out, text.Join(top, text.Concat(dir, deeper)))
	}
	return out, len(s.Alts) > 0
}

func local(p text.Part) bool {
	return p.Hole != nil && p.Hole.HasMark(markLocal) && p.Hole.HasMark(markClean)
}

// inner is what a local name leaves when its last segment is cut off.
func inner(h text.Hole) *text.Hole {
	return &text.Hole{Labels: h.Labels, Chars: h.Chars, Not: h.Not, Lang: pathLangs().local, Marks: h.Marks}
}

// topOf is a directory written with a slash at its end, without it.
func topOf(q text.Seq) (text.Str, bool) {
	last := q[len(q)-1]
	words := strings.TrimSuffix(last.Text, "/")
	switch {
	case len(q) == 1 && words == "":
		return text.Lit("/"), true
	case len(q) == 1:
		return text.Lit(path.Clean(words)), path.Clean(words) == words
	case words == "":
		before := q[len(q)-2].Hole
		return text.Str{Alts: []text.Seq{q[: len(q)-1 : len(q)-1]}}, before != nil && before.HasMark(markClean)
	}
	return text.Str{}, false
}

func absExt(in *Context, args []value.Abs) value.Abs {
	py, args := pythonAbs(args)
	s := subject(args)
	h := in.part(s, key("path.ext", show(py))).Without("/")
	dots := text.Words("").Union(text.Starting("."))
	h.Lang = dots
	suffix := s.Suffix()
	if i := strings.LastIndexByte(suffix, '.'); i > 0 && strings.IndexByte(suffix[i:], '/') < 0 && suffix[i-1] != '/' && suffix[i-1] != '.' {
		return made(text.Lit(suffix[i:]))
	}
	return hole(h)
}

func absStem(in *Context, args []value.Abs) value.Abs {
	_, args = pythonAbs(args)
	s := subject(args)
	h := in.part(s, key("path.stem"))
	prefix := s.Prefix()
	h.Prefix = prefix[:strings.LastIndexByte(prefix, '/')+1]
	return hole(h)
}

func absRel(in *Context, args []value.Abs) value.Abs {
	base, ok := exactText(args, 0)
	target := textOf(arg(args, 1))
	h := in.cleaned(text.Concat(subject(args), text.Lit("/../"), target), "")
	if whole, one := target.Hole(); one && ok {
		k := key("path.rel", base)
		if path.IsAbs(base) && path.Clean(base) == base && whole.HasMark(markClean) && whole.HasMark(markRooted) {
			k = key("path.rel", "absolute", base)
		}
		h.Sym = in.derive(k, whole.Sym)
	} else if one && !sharedChoice(args[:1], target) {
		h.Sym = in.derive(key("path.rel", "somewhere"), whole.Sym)
	}
	return hole(h)
}

func absIsLocal(_ *Context, args []value.Abs) value.Abs {
	s := subject(args)
	relative := text.Starting("/").Union(text.Starting("../")).Union(text.Words("", "..")).Complement()
	out := guard(s, text.Fact{Kind: text.Matches, Lang: relative}, false)
	if out.Guard != nil {
		out.Guard.And = []*value.Guard{{Sym: out.Guard.Sym, Fact: text.Fact{Kind: text.Marked, Mark: markLocal}}}
	}
	return out
}
