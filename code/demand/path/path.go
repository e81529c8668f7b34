// Package path is the demand on file names (CWE-22, CWE-73): the name that an
// attacker gives leads no further than below the directory that the program
// wrote before it. The same demand stands against zip slip.
//
// Arguments: the file name. Honoured: the marks "path.local" (relative, no ".."
// segment) and "path.clean" (lexically normal) together with a prefix that ends
// in a separator or "path.below" (begins with some directory and a separator); "path.child" (its directory was compared); "path.folder" (the directory of such a name); "path.held" (the file was found below a directory); texts without separators (a base name); texts without "..".
// A text without separators may still be "..", the directory above: no other
// file comes within reach, and so it passes.
// Resolution is lexical: POSIX.1-2024, XBD 4.16, without symbolic links.
package path

import (
	"path"
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// Demand is the demand on file names.
type Demand struct{}

// Kind is "path".
func (Demand) Kind() string { return "path" }

// Resource is the same demand on names of what a program carries with it (Java's
// class path): who climbs out of a folder there reads classes and settings.
type Resource struct{ Demand }

// Kind is "path.resource".
func (Resource) Kind() string { return "path.resource" }

// Forward is the same demand on what the server answers with in place of a page
// (CWE-552): who chooses it reads what the server shows nobody.
type Forward struct{ Demand }

// Kind is "forward".
func (Forward) Kind() string { return "forward" }

// Content is the same demand on addresses of Android's content resolver (CWE-441):
// who chooses one has the program open its own private files.
type Content struct{ Demand }

// Kind is "content".
func (Content) Kind() string { return "content" }

// Check finds holes that can leave the directory before them.
func (Demand) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	return lexical.Check(0, args[0], func() lexical.Lexer { return &lexer{} })
}

// lexer knows only what came before: nothing, or a directory that is complete.
type lexer struct {
	before string
}

// Feed reads constant text.
func (l *lexer) Feed(s string) { l.before += s }

// Hole judges a hole at this place.
func (l *lexer) Hole(h *text.Hole, next string) (string, string) {
	start, whole := l.before == "", l.before == "" || strings.HasSuffix(l.before, "/")
	l.before += "x"
	if whole && lexical.Marked(h, "path.local") {
		return "path below", ""
	}
	if start && lexical.Marked(h, "path.clean") && (strings.HasSuffix(h.Prefix, "/") || lexical.Marked(h, "path.below") || inFolder(h)) {
		return "path below", ""
	}
	if start && (lexical.Marked(h, "path.child") || lexical.Marked(h, "path.folder") || lexical.Marked(h, "path.held")) {
		return "path below", ""
	}
	_, separator := lexical.May(h, "/")
	up := h.MayContain("../") || h.MayContain("..") && strings.HasPrefix(next, "/") && whole
	switch {
	case start && strings.Trim(h.Prefix, "/") == "" && separator:
		return "path whole", "may be any path, also an absolute one"
	case up && (separator || strings.HasPrefix(next, "/")):
		return "path below", "may contain .., which leaves " + shown(l.before)
	}
	return "path below", ""
}

// inFolder reports a text that is a folder's name, or goes on with a separator: what
// a test for the folder itself or for anything below it lets through.
func inFolder(h *text.Hole) bool {
	dir := h.Prefix
	if dir == "" && h.Lang != nil {
		dir = strings.TrimSuffix(h.Lang.Prefix(), "/")
	}
	return h.Lang != nil && strings.Trim(dir, "/") != "" && h.Lang.Subset(text.Words(dir).Union(text.Starting(dir+"/")))
}

func shown(before string) string {
	dir := path.Dir(before)
	if dir == "." {
		return "the directory"
	}
	return dir
}

const ups = "../../../../../../../../"

// Attacks climb out of the directory, or name an absolute file.
func (Demand) Attacks(v demand.Violation) []string {
	all := []string{
		ups + "etc/passwd", "../prunella-secret", "..", "/etc/passwd", strings.ReplaceAll(ups, "../", "....//") + "etc/passwd",
		"x/" + ups + "etc/passwd", "%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%2f..%2f..%2f..%2fetc/passwd",
		strings.ReplaceAll(ups, "../", "..\\") + "etc\\passwd", ups + "etc/passwd\x00.png", "/" + ups + "etc/passwd",
	}
	if v.Context == "path whole" {
		all[0], all[3] = all[3], all[0]
	}
	if v.Hole != nil && v.Hole.Prefix != "" {
		all = append([]string{"../" + path.Base(v.Hole.Prefix) + "-prunella/secret"}, all...)
		all = append([]string{v.Hole.Prefix + "/" + ups + "etc/passwd", v.Hole.Prefix + ups + "etc/passwd"}, all...)
	}
	if v.Hole != nil && v.Hole.Suffix != "" {
		all = append([]string{ups + "etc/passwd" + v.Hole.Suffix}, all...)
	}
	return all
}

// working is the folder in which programs run on the twin (see path.abspath of package ops).
const working = "/app"

// Broken reports whether the attacked path leaves the directory that the program
// wrote before the attacker's part, or that the benign path is in.
func (Demand) Broken(benign, attacked []any, input string) (bool, string) {
	was, ok1 := lexical.AsText(benign, 0)
	is, ok2 := lexical.AsText(attacked, 0)
	start, _, landed := lexical.Landed(is, input)
	if !ok1 || !ok2 || was == is || !landed {
		return false, ""
	}
	if dir, ok := sibling(path.Clean(was), path.Clean(is), input); ok {
		return true, "the path resolves to " + path.Clean(is) + ", beside " + dir + " and not below it"
	}
	if prefix := is[:start]; path.Dir(path.Clean(was)) == "/" && start > 1 && path.IsAbs(prefix) && !strings.HasPrefix(path.Clean(is), prefix) && strings.Trim(path.Clean(is), "/") != "" {
		return true, "the path resolves to " + path.Clean(is) + ", which no longer begins with " + prefix
	}
	base := directory(was, is, start)
	was, resolved := path.Clean(was), path.Clean(is)
	if below(path.Dir(was), resolved) || strings.Trim(resolved, "./") == "" {
		return false, "" // a directory above, but no file elsewhere
	}
	if path.IsAbs(resolved) && !path.IsAbs(was) && below(resolved, path.Dir(path.Join(working, was))) {
		return false, "" // the same folder by its whole name
	}
	escaped := "the path resolves to " + resolved + ", which leaves "
	switch {
	case is == input && path.IsAbs(is) && strings.Count(resolved, "/") > 1:
		return true, "the path is " + resolved + ": any file can be named"
	case base != "" && !below(resolved, path.Clean(base)):
		return true, escaped + path.Clean(base)
	case strings.HasPrefix(resolved, "..") && (len(resolved) == 2 || resolved[2] == '/') && !strings.HasPrefix(was, ".."):
		return true, escaped + "the working directory"
	case path.IsAbs(resolved) && !path.IsAbs(was):
		return true, escaped + "the working directory"
	case path.IsAbs(resolved) && start <= 1 && strings.Count(was, "/") > 1 && first(was) != first(resolved):
		return true, escaped + path.Dir(was)
	}
	return false, ""
}

// sibling reports a path that went up and down again into a directory whose name
// only begins like the one it should be in: what a comparison of prefixes without
// a separator lets pass.
func sibling(was, resolved, input string) (string, bool) {
	target := strings.TrimLeft(input, "./")
	at := strings.Index(resolved, target)
	if !strings.HasPrefix(input, "../") || target == "" || at < 0 || !strings.HasPrefix(was, resolved[:at]) {
		return "", false
	}
	dir, _, deeper := strings.Cut(was[at:], "/")
	name, _, _ := strings.Cut(target, "/")
	return resolved[:at] + dir, deeper && dir != "" && name != dir && strings.HasPrefix(name, dir)
}

// directory is the one that the program wrote before the attacker's part: a separator
// that the harmless part begins with as well ends its name.
func directory(was, is string, start int) string {
	same := common(was, is)
	end := min(start, same)
	if end < same && is[end] == '/' {
		end++
	}
	return is[:strings.LastIndexByte(is[:end], '/')+1]
}

// common is the length of what two texts start with.
func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func below(name, dir string) bool {
	switch dir {
	case "/":
		return path.IsAbs(name)
	case ".":
		return !path.IsAbs(name) && name != ".." && !strings.HasPrefix(name, "../")
	}
	return name == dir || strings.HasPrefix(name, dir+"/")
}

func first(abs string) string {
	segment, _, _ := strings.Cut(strings.TrimPrefix(abs, "/"), "/")
	return segment
}
