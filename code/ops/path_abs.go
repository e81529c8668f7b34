package ops

import (
	"path"
	"strings"
	"sync"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// langs that paths are made of; built once.
var pathLangs = sync.OnceValue(func() (out struct{ local, base, secure *text.Lang }) {
	compile := func(p string) *text.Lang {
		l, err := text.Compile(p, "go", text.Full)
		if err != nil {
			return text.AnyText()
		}
		return l
	}
	up := text.Words("..").Union(text.Starting("../")).Union(text.Ending("/..")).Union(text.Containing("/../"))
	out.local = text.Starting("/").Union(up).Union(text.Words("")).Complement()
	out.base = text.Containing("/").Union(text.Words("")).Complement().Union(text.Words("/"))
	out.secure = compile(`([A-Za-z0-9-]([A-Za-z0-9_.-]*[A-Za-z0-9-])?)?`)
	return out
})

// unclean are the segments that a clean name cannot have inside.
func unclean(h text.Hole) text.Hole {
	return h.Without("//").Without("/./")
}

// climbs reports whether a text, put after a slash, may go up further than its
// own segments lead down. A hole without a slash is part of one segment, which
// may be ".."; one that is a local name between slashes goes nowhere.
func climbs(s text.Str) bool {
	for _, q := range s.Alts {
		if up, _ := seqClimbs(q); up {
			return true
		}
	}
	return false
}

// seqClimbs also says how far the text leads down at least.
func seqClimbs(q text.Seq) (up bool, depth int) {
	var segment text.Seq
	end := func() bool {
		depth += descent(segment)
		segment = nil
		return depth < 0
	}
	for i, p := range q {
		if p.Hole == nil {
			words := strings.Split(p.Text, "/")
			for j, w := range words {
				if w != "" {
					segment = append(segment, text.Part{Text: w})
				}
				if j < len(words)-1 && end() {
					return true, depth
				}
			}
			continue
		}
		if paths(p.Hole) {
			begins := i == 0 || q[i-1].Hole == nil && strings.HasSuffix(q[i-1].Text, "/")
			ends := i == len(q)-1 || q[i+1].Hole == nil && strings.HasPrefix(q[i+1].Text, "/")
			if !(p.Hole.HasMark(markLocal) && begins && ends) && (text.Str{Alts: []text.Seq{q}}).MayContain("..") {
				return true, depth
			}
			continue
		}
		segment = append(segment, p)
	}
	return end(), depth
}

// paths reports whether a hole may be of several segments; a base name may be a
// lone slash.
func paths(h *text.Hole) bool {
	return h.MayContain("/") && text.Unknown(*h).MayMatch(text.Containing("/").Intersect(text.Words("/").Complement()))
}

// descent is how far one segment of a path leads down at least.
func descent(q text.Seq) int {
	s := text.Str{Alts: []text.Seq{q}}
	switch {
	case len(q) == 0:
		return 0
	case s.Decide(text.Fact{Kind: text.Equals, Text: ".."}) != text.Never:
		return -1
	case s.Decide(text.Fact{Kind: text.OneOf, Set: []string{"", ".", "/"}}) != text.Never:
		return 0
	}
	return 1
}

// localPart is what a name without ".." segments becomes when it is cleaned
// below a directory.
func (in *Context) localPart(s text.Str) text.Hole {
	h := in.part(s, key("path.clean"))
	if whole, ok := s.Hole(); !ok || !whole.HasMark(markClean) {
		h.MaxLen = 0
	}
	h.Lang = pathLangs().local
	return unclean(h).WithMark(markClean).WithMark(markLocal)
}

// absPathJoin keeps the structure of a known base and a name that cannot climb.
func absPathJoin(in *Context, args []value.Abs) value.Abs {
	if w, ok := exactText(args, 0); ok && w == "node" && len(args) > 1 {
		return in.absNodeJoin(args[1:])
	}
	is, args := pythonAbs(args)
	if is {
		return made(absPyJoin(args))
	}
	if len(args) == 0 {
		return made(text.Lit(""))
	}
	whole := subject(args)
	for _, a := range args[1:] {
		whole = text.Concat(whole, text.Lit("/"), textOf(a))
	}
	n := 0
	var base []string
	for ; n < len(args); n++ {
		w, ok := exactText(args, n)
		if !ok {
			break
		}
		base = append(base, w)
	}
	if n > 0 && n < len(args) {
		dir := path.Join(base...)
		rest := textOf(args[n])
		for _, a := range args[n+1:] {
			rest = text.Concat(rest, text.Lit("/"), textOf(a))
		}
		if dir != "" && !climbs(rest) {
			return made(below(dir, text.Unknown(in.localPart(rest)), mayVanish(rest)))
		}
	}
	if out, ok := in.cleanRooted(whole); ok && n == 0 { // what was joined to a known directory before
		return made(out)
	}
	if out, ok := in.belowUnknown(args); ok {
		return made(out)
	}
	h := in.cleaned(whole, "")
	if whole.Decide(text.Fact{Kind: text.HasPrefix, Text: "/"}) == text.Always {
		h = h.WithMark(markRooted)
	}
	return hole(h)
}

// belowUnknown keeps a name that cannot climb apart from the unknown directory it
// is joined to: that may be nothing, the root, or anything else without a slash at
// its end.
func (in *Context) belowUnknown(args []value.Abs) (text.Str, bool) {
	if len(args) < 2 {
		return text.Str{}, false
	}
	rest := textOf(args[1])
	for _, a := range args[2:] {
		rest = text.Concat(rest, text.Lit("/"), textOf(a))
	}
	if climbs(rest) {
		return text.Str{}, false
	}
	dir, named := in.folder(textOf(args[0]))
	name := text.Unknown(in.localPart(rest))
	if w, ok := rest.Exact(); ok && strings.Trim(w, "./") != "" {
		name = text.Lit(strings.TrimPrefix(path.Clean(w), "/"))
	}
	out := text.Concat(dir, text.Lit("/"), name)
	if !named {
		out = text.Join(out, text.Join(name, text.Concat(text.Lit("/"), name)))
	}
	if mayVanish(rest) {
		out = text.Join(out, dir)
	}
	return out, true
}

// folder is a directory that something is joined to, without a slash at its end: itself
// where it is clean, with what is known of it; and whether it has a name at all.
func (in *Context) folder(s text.Str) (text.Str, bool) {
	h, one := s.Hole()
	if !one || !h.HasMark(markClean) || s.Decide(endsInSlash) == text.Always {
		return text.Unknown(in.cleaned(s, key("path.clean"))), false
	}
	return s, strings.Trim(h.Prefix, "./") != ""
}

// mayVanish reports whether a name may be nothing once it is cleaned.
func mayVanish(s text.Str) bool {
	for _, q := range s.Alts {
		if _, depth := seqClimbs(q); depth <= 0 {
			return true
		}
	}
	return s.MayMatch(text.Over(text.Of("./")))
}

// below is dir/rest, or dir itself.
func below(dir string, rest text.Str, empty bool) text.Str {
	slash := dir + "/"
	if dir == "/" {
		slash = dir
	}
	out := text.Concat(text.Lit(slash), rest)
	if dir == "." {
		out = rest
	}
	if empty {
		return text.Join(out, text.Lit(dir))
	}
	return out
}

// cleaned is any clean name of the bytes of s.
func (in *Context) cleaned(s text.Str, key string) text.Hole {
	h := settled(s).Flatten()
	out := text.Hole{Labels: h.Labels, Chars: h.Chars.Union(text.Of("/."))}
	if key != "" {
		out.Sym = in.derive(key, s.Name())
	}
	return unclean(out).WithMark(markClean)
}

// absPyJoin: an absolute name throws away what is before it.
func absPyJoin(args []value.Abs) text.Str {
	var out text.Str
	for i, a := range args {
		next := textOf(a)
		if h, one := next.Hole(); i == 0 || one && h.HasMark(markRooted) {
			out = next
			continue
		}
		var joined text.Str
		slash := text.Fact{Kind: text.HasPrefix, Text: "/"}
		if next.Decide(slash) != text.Never {
			reset, _ := next.Assume(slash, true)
			joined = reset
		}
		if rel, ok := next.Assume(slash, false); ok {
			for _, q := range out.Alts {
				joined = text.Join(joined, after(text.Str{Alts: []text.Seq{q}}, rel))
			}
		}
		out = joined
	}
	return out
}

// after puts a slash between when there is none.
func after(dir, rel text.Str) text.Str {
	with := text.Concat(dir, text.Lit("/"), rel)
	switch dir.Decide(text.Fact{Kind: text.HasSuffix, Text: "/"}) {
	case text.Always:
		return text.Concat(dir, rel)
	case text.Never:
		if dir.Decide(text.Fact{Kind: text.Equals, Text: ""}) == text.Never {
			return with
		}
		if w, ok := dir.Exact(); ok && w == "" {
			return rel
		}
	}
	return text.Join(with, text.Concat(dir, rel))
}

func absClean(in *Context, args []value.Abs) value.Abs {
	py, args := pythonAbs(args)
	s := subject(args)
	if py && s.MayMatch(text.Starting("//")) { // two slashes at the start stay
		h := s.Flatten()
		out := text.Hole{Labels: h.Labels, Chars: h.Chars.Union(text.Of("."))}
		out.Sym = in.derive(key("path.clean", "python"), s.Name())
		return hole(out.Without("/./").WithMark(markClean))
	}
	if h, ok := s.Hole(); ok && h.HasMark(markClean) {
		return made(s)
	}
	if out, ok := in.cleanRooted(s); ok {
		return made(out)
	}
	h := in.cleaned(s, key("path.clean"))
	if s.Decide(text.Fact{Kind: text.HasPrefix, Text: "/"}) == text.Always {
		h = h.WithMark(markRooted)
	}
	return hole(h)
}

// cleanRooted cleans a text that begins with a known directory, however it goes
// on.
func (in *Context) cleanRooted(s text.Str) (text.Str, bool) {
	var out text.Str
	for _, q := range s.Alts {
		if w, ok := q.Exact(); ok && strings.HasPrefix(w, "/") {
			out = text.Join(out, text.Lit(path.Clean(w)))
			continue
		}
		dir, rest, ok := rooted(q)
		if !ok || !strings.HasPrefix(dir, "/") {
			return out, false
		}
		switch {
		case !climbs(rest):
			out = text.Join(out, below(dir, text.Unknown(in.localPart(rest)), mayVanish(rest)))
		case dir == "/":
			out = text.Join(out, below("/", text.Unknown(in.localPart(rest)), true))
		default:
			return out, false
		}
	}
	return out, len(s.Alts) > 0
}

// rooted splits a known absolute directory from the rest.
func rooted(q text.Seq) (dir string, rest text.Str, ok bool) {
	for i, p := range q {
		if p.Hole != nil {
			cut := strings.LastIndexByte(dir, '/') + 1
			rest = text.Concat(text.Lit(dir[cut:]), text.Str{Alts: []text.Seq{q[i:]}})
			return path.Clean(dir[:cut]), rest, cut > 0
		}
		dir += p.Text
	}
	return "", text.Str{}, false
}

func absAbsolute(in *Context, args []value.Abs) value.Abs {
	_, args = pythonAbs(args)
	s := subject(args)
	if s.Decide(text.Fact{Kind: text.HasPrefix, Text: "/"}) == text.Always {
		return absClean(in, args)
	}
	if h, one := s.Hole(); one && h.HasMark(markRooted) && h.HasMark(markClean) {
		return made(s)
	}
	if h := s.Flatten(); h.HasMark(markClean) && strings.HasPrefix(h.Prefix, "/") {
		return made(s)
	}
	h := in.cleaned(text.Concat(s, text.Lit(workDir)), "").WithMark(markRooted)
	h.Sym = in.derive(key("path.abs"), s.Name())
	return hole(h)
}
