package ops

import (
	"path"
	"strings"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// nodeJoin is Node's path.join on POSIX: names that are empty do not count, and a slash
// at the end stays.
func nodeJoin(args []any) string {
	var names []string
	for i := range args {
		if n := str(args, i); n != "" {
			names = append(names, n)
		}
	}
	whole := strings.Join(names, "/")
	out := path.Clean(whole)
	if strings.HasSuffix(whole, "/") && out != "/" {
		out += "/"
	}
	return out
}

// absNodeJoin is Go's join and the slash that the last name surely ends in.
func (in *Context) absNodeJoin(args []value.Abs) value.Abs {
	last := textOf(args[len(args)-1])
	if last.Decide(endsInSlash) != text.Always {
		return absPathJoin(in, args)
	}
	if w, ok := last.Exact(); ok && strings.Trim(w, "/") == "" && len(args) > 1 {
		args = args[:len(args)-1]
	}
	out := absPathJoin(in, args)
	var with text.Str
	for _, q := range out.Str.Alts {
		alt := text.Str{Alts: []text.Seq{q}}
		if alt.Decide(endsInSlash) != text.Always {
			alt = text.Concat(alt, text.Lit("/"))
		}
		with = text.Join(with, alt)
	}
	return made(with)
}

var endsInSlash = text.Fact{Kind: text.HasSuffix, Text: "/"}

// resolvePath is Node's path.resolve on POSIX.
func resolvePath(args []any) (any, error) {
	names := make([]string, len(args))
	for i := range args {
		names[i] = str(args, i)
	}
	return absolute(pyJoin(names)), nil
}

// absResolve names what p becomes, so that what a test says of the file tells of p too:
// it is the same file, however p is written.
func absResolve(in *Context, args []value.Abs) value.Abs {
	out := absAbsolute(in, []value.Abs{made(absPyJoin(args))})
	if len(args) == 0 {
		return out
	}
	dirs, p := args[:len(args)-1], textOf(args[len(args)-1])
	h, one := out.Str.Hole()
	if !one || p.Name() == 0 || h.Sym == p.Name() || sharedChoice(dirs, p) {
		return out
	}
	named := *h
	named.Sym = in.derive(key("path.resolve"), p.Name())
	return hole(named)
}

// resolveBack: where the file that p names as seen from a directory was found to be is where it is.
func resolveBack(f text.Fact) (text.Fact, bool) {
	held := text.Fact{Kind: text.Marked, Mark: markHeld}
	if f.Kind == text.Marked {
		return held, f.Mark == markBelow || f.Mark == markHeld || f.Mark == text.MarkFinite
	}
	l, ok := language(f)
	if !ok {
		return held, false
	}
	dir := strings.TrimSuffix(l.Prefix(), "/")
	return held, dir != "" && l.Subset(text.Words(dir).Union(text.Starting(dir+"/")))
}

// relHeld: a path as seen from a directory that nobody knows leads out of it when it is ".."
// or begins with "../". What lets those through and is denied (turned), or does not let
// them through, tells that the path is below the directory.
func relHeld(f text.Fact) (about text.Fact, turned, ok bool) {
	held := text.Fact{Kind: text.Marked, Mark: markHeld}
	l, known := language(f)
	if !known {
		return held, false, false
	}
	above := text.Starting("../")
	if above.Subset(l) {
		return held, true, true
	}
	return held, false, !l.Intersects(above) && !l.Match("..")
}
