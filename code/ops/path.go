package ops

import (
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// The marks of file names.
const (
	markClean = "path.clean" // lexically normal
	markLocal = "path.local" // relative and without a ".." segment
)

// workDir is the working directory of the twin's model.
const workDir = "/app"

// pathOps work on file names, slash-separated. A first argument "python" asks
// for the functions of os.path; the others are Go's path/filepath on Unix.
func pathOps() []Op {
	return []Op{
		{Name: "path.join", Doc: `(names…) -> Go's filepath.Join, which cleans; ("python", base, names…) -> os.path.join, where an absolute name starts anew`,
			Concrete: pathJoin, Abstract: absPathJoin},
		{Name: "path.clean", Doc: `(p) -> filepath.Clean; ("python", p) -> os.path.normpath`,
			Concrete: pathFn(path.Clean, normpath), Abstract: absClean},
		{Name: "path.abs", Doc: "(p) -> the absolute, clean name; relative names are below the model's working directory",
			Concrete: pathFn(absolute, absolute), Abstract: absAbsolute},
		{Name: "path.realpath", Doc: "(p) -> path.abs; the model has no symbolic links",
			Concrete: pathFn(absolute, absolute), Abstract: absAbsolute},
		{Name: "path.base", Doc: `(p) -> the last element (Go: "." of "", "/" of "/"); ("python", p) -> what is after the last slash`,
			Concrete: pathFn(path.Base, pyBase), Abstract: absBase},
		{Name: "path.dir", Doc: `(p) -> all but the last element, cleaned; ("python", p) -> os.path.dirname`,
			Concrete: pathFn(path.Dir, pyDir), Abstract: absDir},
		{Name: "path.ext", Doc: `(p) -> the ending from the last dot of the last element; ("python", p) -> os.path.splitext(p)[1]`,
			Concrete: pathFn(path.Ext, pyExt), Abstract: absExt},
		{Name: "path.stem", Doc: `(p) -> p without its ending (os.path.splitext(p)[0])`,
			Concrete: pathFn(stem, stem), Abstract: absStem},
		{Name: "path.split", Doc: "(p) -> list of the directory with its slash and the last element (filepath.Split)",
			Concrete: func(a []any) (any, error) {
				_, a = python(a)
				dir, file := path.Split(str(a, 0))
				return tuple(dir, file), nil
			}, Abstract: func(in *Context, args []value.Abs) value.Abs {
				_, args = pythonAbs(args)
				s := subject(args)
				return value.Abs{Kind: value.List, Items: []value.Abs{hole(in.part(s, "")), hole(in.part(s, "").Without("/"))}}
			}},
		{Name: "path.rel", Doc: "(base, target) -> target as seen from base; an error when that takes knowing the working directory",
			Concrete: func(a []any) (any, error) { return filepath.Rel(str(a, 0), str(a, 1)) }, Abstract: absRel},
		{Name: "path.is_abs", Doc: "(p) -> whether p starts with a slash",
			Concrete: bn(func(a []any) bool { _, a = python(a); return strings.HasPrefix(str(a, 0), "/") }),
			Abstract: func(_ *Context, args []value.Abs) value.Abs {
				_, args = pythonAbs(args)
				return guard(subject(args), text.Fact{Kind: text.HasPrefix, Text: "/"}, true)
			}},
		{Name: "path.is_local", Doc: "(p) -> filepath.IsLocal: relative, not empty, never above where it starts",
			Concrete: bn(func(a []any) bool { return filepath.IsLocal(str(a, 0)) }), Abstract: absIsLocal},
		{Name: "path.common", Doc: "(list) -> the longest common directory (os.path.commonpath)",
			Concrete: func(a []any) (any, error) { return commonPath(texts(a, 0)) }, Abstract: absPieceOfList},
		{Name: "path.match", Doc: "(pattern, name) -> whether the shell pattern matches (filepath.Match)",
			Concrete: func(a []any) (any, error) { return path.Match(str(a, 0), str(a, 1)) },
			Abstract: func(_ *Context, args []value.Abs) value.Abs { return truth(allLabels(args)) }},
		{Name: "path.secure_filename", Doc: "(s) -> werkzeug.utils.secure_filename: ASCII letters, digits and _.- only, not starting or ending with a dot or _",
			Concrete: s1(secureFilename), Abstract: absSecure},
		{Name: "path.safe_join", Doc: "(base, names list) -> werkzeug.security.safe_join: the joined name, or nil when it would leave base",
			Concrete: safeJoin, Abstract: absSafeJoin},
	}
}

// python takes the dialect off the arguments.
func python(args []any) (bool, []any) {
	if len(args) > 1 && args[0] == any("python") {
		return true, args[1:]
	}
	return false, args
}

func pythonAbs(args []value.Abs) (bool, []value.Abs) {
	if w, ok := exactText(args, 0); ok && w == "python" && len(args) > 1 {
		return true, args[1:]
	}
	return false, args
}

// pathFn lifts the Go and the Python function of one name.
func pathFn(golang, py func(string) string) func([]any) (any, error) {
	return func(args []any) (any, error) {
		if is, rest := python(args); is {
			return s1(py)(rest)
		}
		return s1(golang)(args)
	}
}

func pathJoin(args []any) (any, error) {
	is, args := python(args)
	names := make([]string, len(args))
	for i := range args {
		names[i] = str(args, i)
	}
	if !is {
		return path.Join(names...), nil
	}
	return pyJoin(names), nil
}

func pyJoin(names []string) string {
	out := ""
	for i, n := range names {
		switch {
		case i == 0 || strings.HasPrefix(n, "/"):
			out = n
		case out == "" || strings.HasSuffix(out, "/"):
			out += n
		default:
			out += "/" + n
		}
	}
	return out
}

func normpath(p string) string {
	if strings.HasPrefix(p, "//") && !strings.HasPrefix(p, "///") {
		return "/" + path.Clean(p)
	}
	return path.Clean(p)
}

func absolute(p string) string {
	if !strings.HasPrefix(p, "/") {
		p = workDir + "/" + p
	}
	return path.Clean(p)
}

func pyBase(p string) string { return p[strings.LastIndexByte(p, '/')+1:] }

func pyDir(p string) string {
	head := p[:strings.LastIndexByte(p, '/')+1]
	if cut := strings.TrimRight(head, "/"); cut != "" {
		return cut
	}
	return head
}

func pyExt(p string) string { return p[len(stem(p)):] }

// stem leaves names that start with dots whole.
func stem(p string) string {
	base := pyBase(p)
	dots := len(base) - len(strings.TrimLeft(base, "."))
	if i := strings.LastIndexByte(base, '.'); i >= dots && i > 0 {
		return p[:len(p)-len(base)+i]
	}
	return p
}

func commonPath(names []string) (any, error) {
	if len(names) == 0 {
		return nil, bad("commonpath() arg is an empty sequence")
	}
	split := func(p string) []string {
		return strings.FieldsFunc(p, func(c rune) bool { return c == '/' })
	}
	abs := strings.HasPrefix(names[0], "/")
	common := split(names[0])
	for _, n := range names[1:] {
		if strings.HasPrefix(n, "/") != abs {
			return nil, bad("cannot mix absolute and relative paths")
		}
		other := split(n)
		k := 0
		for k < len(common) && k < len(other) && common[k] == other[k] {
			k++
		}
		common = common[:k]
	}
	out := strings.Join(common, "/")
	if abs {
		out = "/" + out
	}
	return out, nil
}

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

// climbs reports whether a text, put after a slash, may go up.
func climbs(s text.Str) bool {
	if h, ok := s.Hole(); ok && h.HasMark(markLocal) {
		return false
	}
	return s.MayContain("..")
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
	return hole(in.cleaned(whole, ""))
}

// mayVanish reports whether a name may be nothing once it is cleaned.
func mayVanish(s text.Str) bool {
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
	h := s.Flatten()
	out := text.Hole{Labels: h.Labels, Chars: h.Chars.Union(text.Of("/."))}
	if whole, ok := s.Hole(); ok && key != "" {
		out.Sym = in.derive(key, whole.Sym)
	}
	return unclean(out).WithMark(markClean)
}

// absPyJoin: an absolute name throws away what is before it.
func absPyJoin(args []value.Abs) text.Str {
	var out text.Str
	for i, a := range args {
		next := textOf(a)
		if i == 0 {
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
		if whole, ok := s.Hole(); ok {
			out.Sym = in.derive(key("path.clean", "python"), whole.Sym)
		}
		return hole(out.Without("/./").WithMark(markClean))
	}
	if h, ok := s.Hole(); ok && h.HasMark(markClean) {
		return made(s)
	}
	if strings.HasPrefix(s.Prefix(), "/") && len(s.Alts) == 1 {
		if dir, rest, ok := rooted(s.Alts[0]); ok {
			if !climbs(rest) {
				return made(below(dir, text.Unknown(in.localPart(rest)), mayVanish(rest)))
			}
			if dir == "/" {
				return made(below("/", text.Unknown(in.localPart(rest)), true))
			}
		}
	}
	return hole(in.cleaned(s, key("path.clean")))
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
	if h := s.Flatten(); h.HasMark(markClean) && strings.HasPrefix(h.Prefix, "/") {
		return made(s)
	}
	h := in.cleaned(text.Concat(s, text.Lit(workDir)), "")
	if whole, ok := s.Hole(); ok {
		h.Sym = in.derive(key("path.abs"), whole.Sym)
	}
	return hole(h)
}

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
		h := in.part(s, key("path.dir", "python"))
		prefix := s.Prefix()
		h.Prefix = strings.TrimRight(prefix[:strings.LastIndexByte(prefix, '/')+1], "/")
		return hole(h)
	}
	return hole(in.cleaned(s, key("path.dir")))
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
		h.Sym = in.derive(key("path.rel", base), whole.Sym)
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
		if strings.HasPrefix(n, "/") || n == ".." || strings.HasPrefix(n, "../") {
			return nil, nil
		}
		names = append(names, n)
	}
	if names[0] == "" {
		names[0] = "."
	}
	return pyJoin(names), nil
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
	for _, it := range items {
		h := in.localPart(it)
		h.Chars = h.Chars.Add('.')
		h.Not = nil
		out = text.Join(after(out, text.Unknown(h)), after(out, text.Lit("")))
	}
	a := made(out)
	a.Kind |= value.Nil
	return a
}
