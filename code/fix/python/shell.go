package python

import (
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// argumentVector calls a program with a list of arguments instead of through a
// shell, when the command line is one simple command. What the call gives stays
// what it was.
func argumentVector(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	line := s.argument(call, 0, "args")
	if line == 0 {
		line = s.argument(call, 0, "command")
	}
	if line == 0 {
		return nil, shape("the command line is not an argument of the call")
	}
	where, made, err := p.commandLine(s, line)
	if err != nil {
		return nil, err
	}
	words, err := where.words(where.read(made))
	if err != nil {
		return nil, err
	}
	list := "[" + strings.Join(words, ", ") + "]"
	if made != line {
		where.replace(made, list)
		list = s.text(line)
	}
	if err := s.listCall(call, line, list, made == line); err != nil {
		return nil, err
	}
	return p.one("the program is called with a list of arguments, without a shell")
}

// commandLine finds the expression that makes the command line: the argument, the
// only assignment to its name, or what the project's function called there
// returns. In the latter cases nobody else may use it.
func (p *patch) commandLine(s *source, line syntax.Ref) (*source, syntax.Ref, error) {
	switch s.kind(line) {
	case syntax.Name:
		parts := s.built(line)
		if len(parts) != 1 || parts[0].failed != "" || s.uses(line) != 1 {
			return nil, 0, shape("the command line is put together in more than one place")
		}
		return s, parts[0].whole, nil
	case syntax.Call:
		name := lastName(s.text(s.child(line, 0)))
		for _, u := range p.in.Program.Units {
			if u.Stub || !p.onPath(name) {
				continue
			}
			for _, f := range u.Funcs {
				if lastName(f.Name) != name {
					continue
				}
				if p.callers(name) != 1 {
					return nil, 0, shape("the function that makes the command line has other callers")
				}
				o, err := p.open(u)
				if err != nil {
					return nil, 0, err
				}
				if made := o.returned(f.NameSpan.Start); made != 0 {
					return o, made, nil
				}
			}
		}
	}
	return s, line, nil
}

func (p *patch) onPath(function string) bool {
	for _, st := range p.in.Flow.Path {
		if lastName(st.Func) == function {
			return true
		}
	}
	return false
}

// callers counts the calls of a function by name.
func (p *patch) callers(name string) int {
	count := 0
	for _, u := range p.in.Program.Units {
		if u.Stub {
			continue
		}
		s := newSource(u)
		for i := range s.tree.Nodes {
			if n := syntax.Ref(i); s.is(n, syntax.Call) && lastName(s.text(s.child(n, 0))) == name {
				count++
			}
		}
	}
	return count
}

// returned is what the function around an offset returns, when it has one return.
func (s *source) returned(at uint32) syntax.Ref {
	for i := range s.tree.Nodes {
		n := syntax.Ref(i)
		if !s.is(n, syntax.FunctionDef) || s.start(s.child(n, 0)) != at && s.start(n) != at {
			continue
		}
		value, count := syntax.Ref(0), 0
		s.each(n, func(r syntax.Ref) {
			if s.is(r, syntax.Return) {
				value, count = s.child(r, 0), count+1
			}
		})
		if count == 1 {
			return value
		}
	}
	return 0
}

// uses counts the readings of a name in its function.
func (s *source) uses(name syntax.Ref) int {
	count := 0
	s.each(s.function(name), func(n syntax.Ref) {
		if s.is(n, syntax.Name) && s.text(n) == s.text(name) && !s.isTarget(n) {
			count++
		}
	})
	return count
}

// listCall rewrites the call around a command line.
func (s *source) listCall(call, line syntax.Ref, list string, here bool) error {
	fn := s.child(call, 0)
	run := func() string { return s.use("subprocess") + ".run(" + list }
	switch name := s.dotted(fn); name {
	case "subprocess.run", "subprocess.call", "subprocess.check_call", "subprocess.check_output", "subprocess.Popen":
		shell := s.keyword(call, "shell")
		if shell == 0 {
			return shape("the call has no shell")
		}
		if here {
			s.replace(line, list)
		}
		s.removeArgument(call, shell)
	case "os.system":
		s.replace(call, run()+").returncode")
	case "os.popen":
		read := s.up[s.up[call]]
		if !s.is(s.up[call], syntax.Attribute) || s.text(s.child(s.up[call], 1)) != "read" || !s.is(read, syntax.Call) {
			return shape("the pipe is not read at once")
		}
		s.replace(read, run()+", stdout="+s.use("subprocess")+".PIPE, text=True).stdout")
	case "subprocess.getoutput":
		sub := s.use("subprocess")
		s.replace(call, run()+", stdout="+sub+".PIPE, stderr="+sub+`.STDOUT, text=True).stdout.rstrip("\n")`)
	default:
		return shape("%s has no form with a list of arguments", name)
	}
	return nil
}

// words splits the pieces of a command line into words as a shell would, each a
// Python expression.
func (s *source) words(b *building) ([]string, error) {
	if b.failed != "" {
		return nil, shape("%s", b.failed)
	}
	w := &splitter{s: s}
	for _, p := range b.pieces {
		if p.how != constant {
			w.word, w.open = append(w.word, p), true
			continue
		}
		for i := 0; i < len(p.value); i++ {
			if !w.feed(p.value[i]) {
				return nil, shape("the command line uses the shell: pipes, redirections, expansions or several commands")
			}
		}
	}
	w.flush()
	if w.err != nil {
		return nil, w.err
	}
	if w.quoted != 0 || len(w.words) == 0 || strings.HasPrefix(w.words[0], "f") || !strings.ContainsAny(w.words[0][:1], `"'`) {
		return nil, shape("the program is not a constant")
	}
	return w.words, nil
}

type splitter struct {
	s      *source
	words  []string
	word   []piece
	open   bool
	quoted byte
	err    error
}

func (w *splitter) feed(c byte) bool {
	switch {
	case w.quoted != 0 && c == w.quoted:
		w.quoted = 0
	case w.quoted == 0 && (c == '\'' || c == '"'):
		w.quoted, w.open = c, true
	case w.quoted == 0 && (c == ' ' || c == '\t' || c == '\n'):
		w.flush()
	case strings.IndexByte("$`\\", c) >= 0 && w.quoted != '\'', w.quoted == 0 && strings.IndexByte("|&;<>()*?[]{}~#!", c) >= 0:
		return false
	default:
		w.open = true
		if n := len(w.word); n > 0 && w.word[n-1].how == constant {
			w.word[n-1].value += string(c)
		} else {
			w.word = append(w.word, piece{value: string(c)})
		}
	}
	return true
}

func (w *splitter) flush() {
	if w.open {
		text, err := w.s.wordOf(w.word)
		if err != nil {
			w.err = err
		}
		w.words = append(w.words, text)
	}
	w.word, w.open = nil, false
}

// wordOf writes one word as an expression of type str; shlex.quote, which only
// the shell needed, goes.
func (s *source) wordOf(parts []piece) (string, error) {
	q := s.quote()
	switch {
	case len(parts) == 0:
		return q + q, nil
	case len(parts) == 1 && parts[0].how == constant:
		return q + strings.ReplaceAll(parts[0].value, q, `\`+q) + q, nil
	case len(parts) == 1 && parts[0].spec == "":
		e := s.unquoted(parts[0].expr)
		if parts[0].how == added {
			return s.text(e), nil
		}
		return "str(" + s.text(e) + ")", nil
	}
	for i := range parts {
		if parts[i].spec != "" && parts[i].how != field {
			return "", shape("a value is formatted on its way")
		}
		if parts[i].how != constant {
			parts[i].expr = s.unquoted(parts[i].expr)
		}
	}
	return s.fstringOf(parts)
}

// unquoted looks through shlex.quote(x).
func (s *source) unquoted(n syntax.Ref) syntax.Ref {
	if s.calls(n, "shlex.quote", "pipes.quote") && len(s.args(n)) == 1 {
		return s.arg(n, 0)
	}
	return n
}
