package javascript

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// shellFree are the functions that start a program without a shell, by those that
// start it with one.
var shellFree = map[string]string{"exec": "execFile", "execSync": "execFileSync", "spawn": "spawn", "spawnSync": "spawnSync"}

// argumentVector starts the program with a list of arguments and no shell. The second
// way leaves empty arguments out, as a shell does with what is empty and not quoted.
func argumentVector(in *fix.Input) ([]fix.Candidate, error) {
	plain, err := vector(in, "")
	if err != nil {
		return nil, err
	}
	sparing, err := vector(in, ".filter((word) => word !== '')")
	if err != nil {
		return nil, err
	}
	return append(plain, sparing...), nil
}

func vector(in *fix.Input, chosen string) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.call()
	callee, args := s.t.First(call), s.t.Child(call, 1)
	name := s.t.Text(callee)
	if s.t.Kind(callee) == syntax.Member {
		name = s.t.Text(s.t.Child(callee, 1))
	}
	free, command := shellFree[name], s.t.First(args)
	if call == 0 || free == "" || command == 0 || !strings.HasPrefix(in.Flow.At.Callee, "child_process.") {
		return nil, fmt.Errorf("the call is none of child_process that takes a command line")
	}
	made := s.made(command, call)
	words, err := s.words(pieces(s.t, made, nil))
	if err != nil {
		return nil, err
	}
	if err := s.withoutShell(command, free != name); err != nil {
		return nil, err
	}
	if free != name {
		if err := s.member(callee, "child_process", free); err != nil {
			return nil, err
		}
	}
	list := words[0] + ", [" + strings.Join(words[1:], ", ") + "]" + chosen
	if made != command {
		if s.uses(s.t.Text(command)) > 2 { // its declaration, this call and another
			return nil, fmt.Errorf("the command line is used elsewhere too")
		}
		s.replace(made, "["+strings.Join(words[1:], ", ")+"]"+chosen)
		list = words[0] + ", " + s.t.Text(command)
	}
	s.replace(command, list)
	return s.done("argument-vector", "the program gets the value as one argument, and no shell reads it"), nil
}

// withoutShell takes the option that asks for a shell away.
func (s *source) withoutShell(command syntax.Ref, implied bool) error {
	options := s.t.Next(command)
	if s.t.Kind(options) != syntax.Object {
		if implied {
			return nil
		}
		return fmt.Errorf("the option that asks for a shell was not found")
	}
	for p := range s.t.Children(options) {
		if s.t.Kind(p) == syntax.Property && s.t.Text(s.t.First(p)) == "shell" {
			s.replace(s.t.Child(p, 1), "false")
			return nil
		}
	}
	if implied {
		return nil
	}
	return fmt.Errorf("the option that asks for a shell was not found")
}

// words splits a command line as a shell would, as long as it has no sign that asks
// the shell for more; each is an expression.
func (s *source) words(parts []piece) ([]string, error) {
	var out []string
	var word []piece
	quoted, begun := byte(0), false
	end := func() {
		if begun {
			out = append(out, s.word(word))
		}
		word, begun = nil, false
	}
	for _, p := range parts {
		if p.expr != 0 {
			word, begun = append(word, p), true
			continue
		}
		for i := 0; i < len(p.text); i++ {
			c := p.text[i]
			switch {
			case quoted != 0 && c == quoted:
				quoted = 0
			case quoted == 0 && (c == '\'' || c == '"'):
				quoted, begun = c, true
			case quoted == 0 && (c == ' ' || c == '\t'):
				end()
			case quoted == 0 && strings.IndexByte("|&;<>()$`\\*?[]{}~#!\n", c) >= 0, quoted == '"' && strings.IndexByte("$`\\!", c) >= 0:
				return nil, fmt.Errorf("the command line asks more of the shell than to start a program")
			default:
				word, begun = append(word, piece{text: string(c)}), true
			}
		}
	}
	end()
	if quoted != 0 || len(out) < 2 || !strings.HasPrefix(out[0], s.quote()) {
		return nil, fmt.Errorf("the program's name or its arguments cannot be told apart")
	}
	return out, nil
}

// word writes one argument as an expression.
func (s *source) word(parts []piece) string {
	text, exprs := "", 0
	for _, p := range parts {
		if p.expr != 0 {
			exprs++
			text += "${" + s.t.Text(p.expr) + "}"
			continue
		}
		text += p.text
	}
	switch {
	case exprs == 0:
		return s.quote() + text + s.quote()
	case exprs == 1 && len(parts) == 1:
		return "String(" + s.t.Text(parts[0].expr) + ")"
	}
	return "`" + text + "`"
}
