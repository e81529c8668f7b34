package written

import (
	"strings"

	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// commands: the folder in which a program happens to be may have blanks and other marks in
// its name, which a shell reads (CWE-78).
func (r *reader) commands(n syntax.Ref) {
	of, name, args := r.method(n)
	if name != "exec" && name != "execSync" || len(args) == 0 || of != 0 && r.t.Kind(r.value(of)) == syntax.Regex {
		return
	}
	if r.placed(r.value(args[0]), "") {
		r.fault(n, "place", "holds the name of the folder in which the program is, which may have blanks and marks that a shell reads")
	}
}

// placed reports a place that stands unquoted in a command; before is the constant text
// in front of it.
func (r *reader) placed(n syntax.Ref, before string) bool {
	t := r.t
	switch t.Kind(n) {
	case syntax.Binary:
		return t.Op(n) == syntax.Add && (r.placed(t.First(n), before) || r.placed(t.Child(n, 1), before+r.constants(t.First(n))))
	case syntax.Template:
		for c := range t.Children(n) {
			if t.Kind(c) == syntax.TemplateText {
				before += t.StringValue(c)
			} else if r.placed(c, before) {
				return true
			}
		}
	}
	return before != "" && !quoted(before) && r.place(r.value(n))
}

// constants are the constant texts of a sum.
func (r *reader) constants(n syntax.Ref) string {
	if s, ok := r.str(n); ok {
		return s
	}
	if r.t.Kind(n) == syntax.Binary {
		return r.constants(r.t.First(n)) + r.constants(r.t.Child(n, 1))
	}
	return ""
}

func quoted(before string) bool {
	return strings.Count(before, `"`)%2 == 1 || strings.Count(before, "'")%2 == 1
}

// place reports the folder of the program or of its user, or a path below it.
func (r *reader) place(n syntax.Ref) bool {
	of, name, args := r.method(n)
	switch {
	case r.t.Kind(n) == syntax.Name:
		return r.t.Text(n) == "__dirname" || r.t.Text(n) == "__filename"
	case of != 0 && (name == "join" || name == "resolve") && len(args) > 0 && r.t.Text(of) == "path":
		return r.place(r.value(args[0]))
	case of != 0 && (name == "cwd" || name == "homedir" || name == "tmpdir"):
		return r.t.Text(of) == "process" || r.t.Text(of) == "os"
	}
	return false
}
