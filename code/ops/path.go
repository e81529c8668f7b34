package ops

import (
	"path"
	"path/filepath"
	"strings"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// The marks of file names.
const (
	markClean  = "path.clean"  // lexically normal
	markRooted = "path.rooted" // absolute
	markLocal  = "path.local"  // relative and without a ".." segment
	markChild  = "path.child"  // stands directly in a directory that is not known
	markBelow  = "path.below"  // begins with a directory that is not known, and a separator
	markFolder = "path.folder" // is a directory that is not known, or lies below it
	markHeld   = "path.held"   // however it is written, the file it names is below a directory that is not known
)

// workDir is the working directory of the twin's model.
const workDir = "/app"

// pathOps work on file names, slash-separated. A first argument "python" asks
// for the functions of os.path; the others are Go's path/filepath on Unix.
func pathOps() []Op {
	return []Op{
		{Name: "path.join", Doc: `(names…) -> Go's filepath.Join, which cleans; ("python", base, names…) -> os.path.join, where an absolute name starts anew; ("node", names…) -> Node's path.join, which keeps a slash at the end`,
			Concrete: pathJoin, Abstract: absPathJoin},
		{Name: "path.clean", Doc: `(p) -> filepath.Clean; ("python", p) -> os.path.normpath`,
			Concrete: pathFn(path.Clean, normpath), Abstract: absClean},
		{Name: "path.resolve", Doc: "(dirs…, p) -> Node's path.resolve: p as seen from the directories, absolute and clean", Concrete: resolvePath, Abstract: absResolve},
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
		{Name: "path.within", Doc: "(p, dir) -> whether p is dir or a name below it, compared by whole names",
			Concrete: bn(func(a []any) bool { return within(str(a, 0), str(a, 1)) }), Abstract: absWithin},
		{Name: "path.parent_is", Doc: "(p, dir) -> whether dir is the directory that p's last name stands in",
			Concrete: bn(func(a []any) bool { return pyDir(str(a, 0)) == str(a, 1) }), Abstract: absParentIs},
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
	if len(args) > 1 && args[0] == any("node") {
		return nodeJoin(args[1:]), nil
	}
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
