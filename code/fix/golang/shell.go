package golang

import (
	"go/ast"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
)

// argumentVector replaces exec.Command("sh", "-c", "prog -x " + v) by
// exec.Command("prog", "-x", v), when the command line is one simple command.
func argumentVector(in *fix.Input) ([]fix.Candidate, error) {
	s, call, body, err := sinkCall(in)
	if err != nil {
		return nil, err
	}
	call = s.commandOf(call, body)
	if call == nil {
		return nil, shape("the command is not made by exec.Command in this function")
	}
	first := 0
	if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "CommandContext" {
		first = 1
	}
	if len(call.Args) != first+3 || !isShell(call.Args[first]) || !isLiteral(call.Args[first+1], "-c") {
		return nil, shape("the program is not a shell with -c")
	}
	b, ok := s.build(call.Args[first+2], body)
	if !ok {
		return nil, shape("the command line is put together in more than one place")
	}
	words, ok := s.words(b.pieces)
	if !ok {
		return nil, shape("the command line uses the shell: pipes, redirections, expansions or several commands")
	}
	from, to := s.start(call.Args[first]), s.end(call.Args[first+2])
	if e := b.segments[0].expr; len(b.segments) != 1 || e.Pos() < call.Args[first+2].Pos() || e.End() > call.Args[first+2].End() {
		return nil, shape("the command line is made in another statement")
	}
	s.edits = append(s.edits, fix.Edit{File: s.unit.Path, Start: from, End: to, New: strings.Join(words, ", ")})
	return s.done("the program is called with a list of arguments, without a shell")
}

// sinkCall opens the file of the sink and finds its call.
func sinkCall(in *fix.Input) (*source, *ast.CallExpr, *ast.BlockStmt, error) {
	s, err := look(in).open(in.Flow.At.Unit)
	if err != nil {
		return nil, nil, nil, err
	}
	call, path := s.callAt(in.Flow.At.Span)
	if call == nil {
		return nil, nil, nil, shape("the sink is not a call")
	}
	body, _ := funcOf(path)
	return s, call, body, nil
}

// commandOf finds the exec.Command behind cmd.Run() and the like.
func (s *source) commandOf(call *ast.CallExpr, body *ast.BlockStmt) *ast.CallExpr {
	if s.isCall(call, "os/exec", "Command") || s.isCall(call, "os/exec", "CommandContext") {
		return call
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	switch x := ast.Unparen(sel.X).(type) {
	case *ast.CallExpr:
		return s.commandOf(x, body)
	case *ast.Ident:
		if body == nil {
			return nil
		}
		if as := assignments(body, x.Name); len(as) == 1 {
			if c, ok := ast.Unparen(as[0].value).(*ast.CallExpr); ok {
				return s.commandOf(c, body)
			}
		}
	}
	return nil
}

func isLiteral(e ast.Expr, want string) bool {
	lit, ok := ast.Unparen(e).(*ast.BasicLit)
	if !ok {
		return false
	}
	v, err := strconv.Unquote(lit.Value)
	return err == nil && v == want
}

func isShell(e ast.Expr) bool {
	for _, sh := range []string{"sh", "bash", "/bin/sh", "/bin/bash", "/usr/bin/bash", "dash", "zsh"} {
		if isLiteral(e, sh) {
			return true
		}
	}
	return false
}

// words splits the pieces of a command line into words as a shell would, each a
// Go expression; false when the line needs a shell.
func (s *source) words(pieces []piece) ([]string, bool) {
	var words []string
	var word []piece
	open := false // a word has begun
	quoted := byte(0)
	for _, p := range pieces {
		if !p.constant() {
			word, open = append(word, p), true
			continue
		}
		for i := 0; i < len(p.text); i++ {
			c := p.text[i]
			switch {
			case quoted != 0 && c == quoted:
				quoted = 0
			case quoted == 0 && (c == '\'' || c == '"'):
				quoted, open = c, true
			case quoted == 0 && (c == ' ' || c == '\t' || c == '\n'):
				if open {
					words = append(words, s.join(word))
				}
				word, open = nil, false
			case strings.IndexByte("$`\\", c) >= 0 && quoted != '\'', quoted == 0 && strings.IndexByte("|&;<>()*?[]{}~#!", c) >= 0:
				return nil, false
			default:
				word, open = append(word, piece{text: string(c)}), true
			}
		}
	}
	if open {
		words = append(words, s.join(word))
	}
	return words, quoted == 0 && len(words) > 0
}
