package java

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// shells take a command line behind -c.
var shells = map[string]bool{"sh": true, "bash": true, "dash": true, "zsh": true, "/bin/sh": true, "/bin/bash": true, "/usr/bin/bash": true}

// argumentVector calls the program with a list of words where a shell, or the splitting
// of Runtime.exec, made words of a text.
func argumentVector(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.at()
	list, err := s.command(call)
	if err != nil {
		return nil, err
	}
	words, err := s.words(list.line, list.shell)
	if err != nil {
		return nil, err
	}
	text := strings.Join(words, ", ")
	if !list.shell && list.alone {
		text = "new String[] {" + text + "}"
	}
	s.edit(list.start, list.end, text)
	return s.done("argument-vector", "the program is called with a list of words, and nothing makes more of them"), nil
}

// A commandLine is where a command is written, and the line that words are made of.
type commandLine struct {
	line       syntax.Ref
	shell      bool
	alone      bool   // Runtime.exec(line)
	start, end uint32 // what the words replace
}

// command finds the line: Runtime.exec(line), or "sh", "-c", line among the arguments
// of exec, of new ProcessBuilder or in an array or list that they are given.
func (s *source) command(call syntax.Ref) (*commandLine, error) {
	for depth := 0; depth < maxDepth; depth++ {
		_, name := s.receiver(call)
		receiver, _ := s.receiver(call)
		if name != "start" && name != "redirectErrorStream" && name != "inheritIO" && name != "directory" {
			break
		}
		call = s.made(receiver)
	}
	args := s.args(call)
	if len(args) == 0 {
		return nil, fmt.Errorf("where the command is written was not found")
	}
	if _, name := s.receiver(call); name == "exec" && len(args) > 1 && s.carries(args[1]) {
		return nil, fmt.Errorf("the environment of the program is set from outside: which variables may be is for people to say; name them, and refuse PATH and LD_ ones")
	}
	words := args
	switch first := s.listed(args[0]); {
	case s.t.Kind(first) == syntax.NewArray:
		words = s.children(s.t.Child(first, syntax.ArrayInit))
	case s.t.Kind(first) == syntax.ArrayInit:
		words = s.children(first)
	case s.t.Kind(first) == syntax.Call && len(args) == 1:
		if _, name := s.receiver(first); name == "asList" || name == "of" {
			words = s.args(first)
		}
	}
	if len(words) == 3 && s.isText(words[1], "-c") && s.isShell(words[0]) {
		return &commandLine{line: words[2], shell: true, start: s.t.Nodes[words[0]].Start, end: s.t.Nodes[words[2]].End}, nil
	}
	if _, name := s.receiver(call); name == "exec" && len(args) <= 3 && len(words) == len(args) {
		return &commandLine{line: args[0], alone: true, start: s.t.Nodes[args[0]].Start, end: s.t.Nodes[args[0]].End}, nil
	}
	return nil, fmt.Errorf("the program is not a shell with -c")
}

// listed is the array or list that a value is: of a variable that is used nowhere else, what
// it is declared with.
func (s *source) listed(n syntax.Ref) syntax.Ref {
	d := s.declaration(n)
	if values := s.values(d); s.t.Kind(n) == syntax.Name && len(values) == 1 && s.t.Kind(values[0]) == syntax.ArrayInit && len(s.uses(d)) == 1 {
		return values[0]
	}
	return s.made(n)
}

func (s *source) isText(n syntax.Ref, want string) bool {
	text, err := strconv.Unquote(s.t.Text(s.made(n)))
	return err == nil && text == want
}

func (s *source) isShell(n syntax.Ref) bool {
	text, err := strconv.Unquote(s.t.Text(s.made(n)))
	return err == nil && shells[text]
}

// words splits a line as a shell would, or at white space alone; each word is an
// expression. What a shell would do more than that is refused.
func (s *source) words(line syntax.Ref, shell bool) ([]string, error) {
	made := s.made(line)
	if made != line && len(s.uses(s.declaration(line))) != 1 {
		return nil, fmt.Errorf("the command line is used elsewhere too")
	}
	w := words{shell: shell}
	for _, p := range s.pieces(made) {
		if !p.lit {
			w.value(s, p.node)
		} else if err := w.text(p.text); err != nil {
			return nil, err
		}
	}
	w.end()
	if w.quote != 0 || len(w.out) == 0 {
		return nil, fmt.Errorf("the command line is no list of words")
	}
	if !strings.HasPrefix(w.out[0], `"`) {
		return nil, fmt.Errorf("the program itself comes from outside: which ones may be called is for people to say")
	}
	return w.out, nil
}

type words struct {
	shell bool
	out   []string
	parts []string // of the word that is being made
	lit   string   // its last literal
	open  bool
	quote byte
}

func (w *words) value(s *source, n syntax.Ref) {
	w.flush()
	expr := s.t.Text(n)
	if s.typeOf(n) != "String" {
		expr = "String.valueOf(" + expr + ")"
	}
	w.parts, w.open = append(w.parts, expr), true
}

func (w *words) flush() {
	if w.lit != "" {
		w.parts, w.lit = append(w.parts, strconv.Quote(w.lit)), ""
	}
}

func (w *words) end() {
	w.flush()
	if w.open && len(w.parts) == 0 {
		w.parts = []string{`""`}
	}
	if len(w.parts) > 0 {
		w.out = append(w.out, strings.Join(w.parts, " + "))
	}
	w.parts, w.open = nil, false
}

func (w *words) text(text string) error {
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case w.shell && w.quote != 0 && c == w.quote:
			w.quote = 0
		case w.shell && w.quote == 0 && (c == '\'' || c == '"'):
			w.quote, w.open = c, true
		case w.quote == 0 && (c == ' ' || c == '\t' || c == '\n'):
			w.end()
		case w.shell && (strings.IndexByte("$`\\", c) >= 0 && w.quote != '\'' || w.quote == 0 && strings.IndexByte("|&;<>()*?[]{}~#!", c) >= 0):
			return fmt.Errorf("the command line uses the shell: pipes, redirections, expansions or several commands")
		default:
			w.lit, w.open = w.lit+string(c), true
		}
	}
	return nil
}
