// Package exec is the demand on starting programs without a shell (CWE-78,
// CWE-88): the attacker chooses neither the program, nor the script of an
// interpreter it runs, nor an option of a program whose options run commands or
// write files.
//
// Arguments: the program and its argument list; or one list, program first.
// Interpreters: a shell's -c is judged by package shell; other languages' -c and
// -e are code. Options: a value that starts with "-" where no constant "--" came
// before, for the programs in dangerous (GTFOBins, and each program's manual).
package exec

import (
	"path"
	"slices"
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/demand/shell"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// Demand is the demand on started programs.
type Demand struct{}

// Kind is "exec".
func (Demand) Kind() string { return "exec" }

// scripts tells after which option an interpreter takes its script.
var scripts = map[string]string{
	"sh": "-c", "bash": "-c", "dash": "-c", "zsh": "-c", "ksh": "-c", "ash": "-c", "su": "-c", "cmd": "/c", "cmd.exe": "/c",
	"powershell": "-Command", "pwsh": "-Command", "python": "-c", "python3": "-c", "perl": "-e", "ruby": "-e", "node": "-e", "php": "-r",
}

var dangerous = map[string]bool{
	"git": true, "tar": true, "ssh": true, "scp": true, "rsync": true, "find": true, "curl": true, "wget": true, "zip": true, "sed": true, "awk": true, "man": true, "sendmail": true,
}

// Check judges program and arguments.
func (Demand) Check(args []value.Abs) []demand.Violation {
	program, rest, restArg := split(args)
	if program == nil {
		return nil
	}
	var out []demand.Violation
	for _, seq := range lexical.Texts(*program) {
		for _, p := range seq {
			if p.Hole == nil && strings.ContainsAny(p.Text, " \t") {
				break // a command line where a program's name is asked for: no file is called so
			}
			if p.Hole != nil && p.Hole.Labels != 0 {
				out = append(out, demand.Violation{Labels: p.Hole.Labels, Context: "exec program", Reason: "names the program that runs", Hole: p.Hole, Seq: seq})
			}
		}
	}
	names := constants(*program)
	if len(names) == 0 {
		return fresh(out, arguments(unnamed, rest, restArg))
	}
	for _, name := range names {
		out = fresh(out, arguments(path.Base(name), rest, restArg))
	}
	return out
}

// unnamed is the program that the code does not name.
const unnamed = ""

// fresh adds the violations that no earlier program showed.
func fresh(out, more []demand.Violation) []demand.Violation {
	for _, v := range more {
		known := slices.ContainsFunc(out, func(o demand.Violation) bool {
			return o.Arg == v.Arg && o.Context == v.Context && o.Labels == v.Labels
		})
		if !known {
			out = append(out, v)
		}
	}
	return out
}

// split tells program and arguments apart; the latter's place in args as well.
func split(args []value.Abs) (*value.Abs, []value.Abs, int) {
	switch {
	case len(args) == 0:
		return nil, nil, 0
	case len(args[0].Items) > 0:
		return &args[0].Items[0], elements(args[0])[1:], 0
	case len(args) == 1 && mixed(args[0]):
		return nil, nil, 0
	case len(args) == 1:
		return &args[0], nil, 0
	}
	return &args[0], elements(args[1]), 1
}

// mixed reports a list whose elements are not told apart and of which some are the
// program's own: which of them comes first is not known, and most lists begin with the
// program that their author chose.
func mixed(a value.Abs) bool {
	if a.Kind != value.List || a.Rest == nil {
		return false
	}
	for _, seq := range a.Rest.Str.Alts {
		if len(seq) == 1 && seq[0].Hole == nil {
			return true
		}
	}
	return false
}

// elements are those of a list that are told apart, and one for all others.
func elements(a value.Abs) []value.Abs {
	if a.Rest == nil {
		return a.Items
	}
	return append(a.Items[:len(a.Items):len(a.Items)], *a.Rest)
}

// versioned are commands of git and Mercurial. Both have options that run commands, so
// that a program nobody names (a path from the settings) is one of them when it is told to do one of these.
var versioned = []string{"clone", "fetch", "pull", "push", "ls-remote"}

func isVersioned(word string) bool { return slices.Contains(versioned, word) }

// versions reports whether the first words tell a program to do one of these.
func versions(rest []value.Abs) bool {
	return slices.ContainsFunc(rest[:min(2, len(rest))], func(a value.Abs) bool {
		return slices.ContainsFunc(lexical.Texts(a), func(seq text.Seq) bool {
			return len(seq) == 1 && seq[0].Hole == nil && isVersioned(seq[0].Text)
		})
	})
}

func arguments(program string, rest []value.Abs, arg int) []demand.Violation {
	var out []demand.Violation
	options := dangerous[program]
	if program == unnamed && versions(rest) {
		options, program = true, "git or its like"
	}
	script := false
	for _, a := range rest {
		switch {
		case script:
			out = append(out, inScript(program, a, arg)...)
			script = false
		case options:
			out = append(out, asOption(program, a, arg)...)
		}
		words := constants(a)
		script = script || scripts[program] != "" && slices.Contains(words, scripts[program])
		options = options && !(len(words) == 1 && slices.Contains(endOfOptions, words[0]))
	}
	return out
}

// endOfOptions are the words after which nothing is an option; the second is git's
// (gitcli), where names of files would follow the first.
var endOfOptions = []string{"--", "--end-of-options"}

func inScript(program string, a value.Abs, arg int) []demand.Violation {
	if strings.HasSuffix(program, "sh") || program == "su" {
		vs := shell.Demand{}.Check([]value.Abs{a})
		for i := range vs {
			vs[i].Arg = arg
		}
		return vs
	}
	return lexical.Check(arg, a, func() lexical.Lexer {
		return anywhere{"exec script", "is part of the script that " + program + " runs", harmless(program)}
	})
}

// harmless are the characters that a hole in a script may be made of. To Windows'
// command line a word is one, whatever it says; in a programming language it is code.
func harmless(program string) string {
	if program == "cmd.exe" || program == "cmd" {
		return lexical.Word + "-.,:/@+="
	}
	return lexical.Number
}

// anywhere complains about every hole that is more than harmless.
type anywhere struct{ context, reason, harmless string }

func (anywhere) Feed(string) {}
func (l anywhere) Hole(h *text.Hole, _ string) (string, string) {
	if lexical.Only(h, l.harmless) {
		return l.context, ""
	}
	return l.context, l.reason
}

func asOption(program string, a value.Abs, arg int) []demand.Violation {
	var out []demand.Violation
	for _, seq := range lexical.Texts(a) {
		if len(seq) == 0 || seq[0].Hole == nil {
			continue
		}
		h := seq[0].Hole
		if h.Labels != 0 && h.MayStartWith("-") {
			out = append(out, demand.Violation{Arg: arg, Labels: h.Labels, Context: "exec option", Reason: "may start with -, which makes it an option of " + program, Hole: h, Seq: seq})
		}
	}
	return out
}

// constants are the texts that a value can be, in branches that met; none when it
// can be others too.
func constants(a value.Abs) []string {
	var out []string
	for _, seq := range lexical.Texts(a) {
		text, exact := "", true
		for _, p := range seq {
			text, exact = text+p.Text, exact && p.Hole == nil
		}
		if !exact {
			return nil
		}
		out = append(out, text)
	}
	return out
}

// Attacks name a program, an option, or leave the script's word.
func (Demand) Attacks(v demand.Violation) []string {
	switch v.Context {
	case "exec program":
		return []string{"/tmp/prunella-evil", "id", "sh"}
	case "exec option":
		return []string{"--prunella-option", "-oProxyCommand=id", "--upload-pack=id", "-exec"}
	case "exec script":
		return []string{"__import__('os').system('id')", "'+__import__('os').system('id')+'", "1;id"}
	}
	return shell.Demand{}.Attacks(v)
}

// Broken compares the started programs: name, options, and the words of scripts.
func (Demand) Broken(benign, attacked []any, input string) (bool, string) {
	was, is := vector(benign), vector(attacked)
	if len(was) == 0 || len(is) == 0 {
		return false, ""
	}
	if _, _, landed := lexical.Landed(is[0], input); landed && was[0] != is[0] {
		return true, "the program that runs is " + is[0]
	}
	program := path.Base(is[0])
	for i := 1; i < len(is); i++ {
		if _, _, landed := lexical.Landed(is[i], input); !landed || i >= len(was) || was[i] == is[i] {
			continue
		}
		switch {
		case is[i-1] == scripts[program] && (strings.HasSuffix(program, "sh") || program == "su"):
			if broken, how := shell.Differs(was[i], is[i], input); broken {
				return true, how
			}
		case is[i-1] == scripts[program] && strings.Trim(input, harmless(program)) == "":
		case is[i-1] == scripts[program]:
			return true, "the script that " + program + " runs is " + is[i]
		case (dangerous[program] || slices.ContainsFunc(is[1:min(3, len(is))], isVersioned)) && strings.HasPrefix(is[i], "-") && !strings.HasPrefix(was[i], "-"):
			return true, program + " gets the option " + is[i]
		}
	}
	return false, ""
}

func vector(args []any) []string {
	if len(args) == 0 {
		return nil
	}
	if words, ok := lexical.Words(args[0]); ok {
		return words
	}
	program, _ := lexical.AsText(args, 0)
	out := []string{program}
	if len(args) > 1 {
		words, _ := lexical.Words(args[1])
		out = append(out, words...)
	}
	return out
}
