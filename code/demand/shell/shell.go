// Package shell is the demand on shell command lines (CWE-78): a value may be one
// word, or part of one, and never an operator, a substitution or another word.
//
// Arguments: the command line. Grammar: POSIX.1-2024, XCU 2.2 (quoting), 2.3
// (tokens), 2.6 (expansions). Contexts: the command's name, an unquoted word,
// inside '…', inside "…", a comment. The mark "shell.word" is on texts that
// bring their own quotes (shlex.quote) and is honoured outside of quotes only.
//
// Limits: here-documents are read as words; cmd.exe and PowerShell are not told
// apart from sh.
package shell

import (
	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/value"
)

// Demand is the demand on command lines.
type Demand struct{}

// Kind is "shell".
func (Demand) Kind() string { return "shell" }

// Check finds holes that can become more than one word.
func (Demand) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	return lexical.Check(0, args[0], func() lexical.Lexer { return &lexer{} })
}

// Attacks leave the word and run a command of the attacker's.
func (Demand) Attacks(v demand.Violation) []string {
	switch v.Context {
	case "shell word '":
		return []string{"'; id; '", "x' $(id) '", "'|id #", "'\nid\n'"}
	case "shell word \"":
		return []string{"$(id)", "`id`", "\"; id; \"", "${IFS}", "x\" | id #"}
	case "shell command":
		return []string{"id", "id; id", "/tmp/evil"}
	case "shell comment":
		return []string{"\nid\n"}
	}
	return []string{"x; id", "x && id", "x | id", "$(id)", "`id`", "x\nid", "x & id", "x > /tmp/prunella", "x ${IFS}y", "x -v", "x*"}
}
