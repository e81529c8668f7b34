package native

import (
	"path"
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// A Load is the demand on modules that are loaded into the process (CWE-114): their
// names lead nowhere that somebody else chose. Arguments: the module's name.
type Load struct{ path demand.Demand }

// Kind is "load".
func (Load) Kind() string { return "load" }

// Check judges the name as a file's.
func (l Load) Check(args []value.Abs) []demand.Violation {
	return demand.Told(l.path.Check(args), "load", "names the code that is loaded")
}

// Attacks are other modules.
func (Load) Attacks(demand.Violation) []string {
	return []string{"/tmp/evil.so", "../../../../../../tmp/evil.so"}
}

// Broken: another file is loaded than before.
func (Load) Broken(was, is []any, attack string) (bool, string) {
	a, b := word(was), word(is)
	if path.Clean(b) == path.Clean(a) || !strings.Contains(b, attack) {
		return false, ""
	}
	return true, "the code that is loaded is " + path.Clean(b)
}

// A Search is the demand that programs and modules are not looked for where
// somebody else may have put one (CWE-426, CWE-427). Arguments: what is looked for;
// "shell" when it is a command line, "spaces" when it is one that Windows takes apart,
// "module", "program", or "setting" for a text NAME=VALUE of the environment.
type Search struct{}

// Kind is "search".
func (Search) Kind() string { return "search" }

// Check judges constant names that have no directory, and settings of the search
// path that come from outside.
func (Search) Check(args []value.Abs) []demand.Violation {
	if len(args) < 2 {
		return nil
	}
	what, _ := args[1].Str.Exact()
	if what == "setting" {
		return settings(args[0])
	}
	said := leading(args[0].Str)
	if what == "spaces" {
		return spaced(said)
	}
	if what == "shell" {
		said = program(said)
	}
	if said == "" || strings.ContainsAny(said, `/\%$`) || what == "shell" && builtins[said] {
		return nil
	}
	return []demand.Violation{{Context: "search", Reason: "looks for " + said + " along a path that others may have set"}}
}

// spaced finds a program's path that ends at its first space for who looks for it
// (CWE-428): C:\Program.exe is tried before C:\Program Files\App.
func spaced(line string) []demand.Violation {
	line = strings.TrimLeft(line, " \t")
	end := strings.IndexAny(line, " \t")
	if end < 0 || strings.HasPrefix(line, `"`) || !strings.Contains(line[:end], `\`) || strings.HasSuffix(strings.ToLower(line[:end]), ".exe") {
		return nil
	}
	return []demand.Violation{{Context: "search", Reason: "looks for " + line[:end] + ".exe first, since the path has a space and no quotes"}}
}

// leading is the text when it is constant.
func leading(s text.Str) string {
	if whole, ok := s.Exact(); ok {
		return whole
	}
	return ""
}

// program is the first word of a command line, empty when it is quoted or set.
func program(line string) string {
	line = strings.TrimLeft(line, " \t")
	end := strings.IndexAny(line, " \t;|&<>()")
	if end >= 0 {
		line = line[:end]
	}
	if strings.ContainsAny(line, "=\"'`") {
		return ""
	}
	return line
}

// builtins are commands that a shell has itself.
var builtins = map[string]bool{
	"cd": true, "echo": true, "exit": true, "test": true, "[": true, "true": true, "false": true, ":": true, ".": true, "export": true, "set": true, "unset": true,
	"exec": true, "if": true, "for": true, "while": true, "umask": true, "ulimit": true, "printf": true, "pwd": true, "read": true, "type": true, "wait": true,
	"cls": true, "pause": true, "title": true, "color": true,
}

// settings finds parts from outside in what tells where programs and modules are.
func settings(a value.Abs) []demand.Violation {
	var out []demand.Violation
	for _, seq := range lexical.Texts(a) {
		before := ""
		for _, p := range seq {
			if p.Hole == nil {
				before += p.Text
				continue
			}
			name, _, named := strings.Cut(before, "=")
			if p.Hole.Labels != 0 && (!named || steers(name)) {
				out = append(out, demand.Violation{Labels: p.Hole.Labels, Context: "setting", Reason: "tells where programs and modules are looked for", Hole: p.Hole, Seq: seq})
			}
			before += "x"
		}
	}
	return out
}

// steers reports variables that tell where code comes from.
func steers(name string) bool {
	name = strings.ToUpper(name)
	return strings.HasSuffix(name, "PATH") || strings.HasPrefix(name, "LD_") || name == "IFS" || name == "ENV" || name == "BASH_ENV" || name == "PERL5LIB" || name == "PYTHONHOME"
}

// Attacks put a folder of the attacker's first.
func (Search) Attacks(demand.Violation) []string { return []string{"PATH=/tmp/evil", "/tmp/evil"} }

// Broken: the setting has the attacker's folder in it.
func (Search) Broken(_, is []any, attack string) (bool, string) {
	s := word(is)
	name, _, ok := strings.Cut(s, "=")
	if !ok || !steers(name) || !strings.Contains(s, attack) {
		return false, ""
	}
	return true, "the setting is " + s
}

func word(args []any) string {
	if len(args) == 0 {
		return ""
	}
	s, _ := args[0].(string)
	return s
}
