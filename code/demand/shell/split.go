package shell

import (
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// Split is the demand on command lines that no shell reads, and that are split at white
// space (Java's Runtime.exec with a text; CWE-88): a value is a part of one word, so that it
// adds no argument. Arguments: the line. Contexts: the name of the program, a word.
type Split struct{}

// Kind is "split".
func (Split) Kind() string { return "split" }

const blanks = " \t\n\r\f"

// splitter reads a line that is split at white space.
type splitter struct{ begun, named bool }

// Feed reads constant text.
func (l *splitter) Feed(s string) {
	for i := 0; i < len(s); i++ {
		blank := strings.IndexByte(blanks, s[i]) >= 0
		l.named = l.named || l.begun && blank
		l.begun = l.begun || !blank
	}
}

// Hole judges a hole at this place.
func (l *splitter) Hole(h *text.Hole, _ string) (string, string) {
	if !l.named {
		l.begun = true
		return "command program", "" // what runs is the demand exec's question
	}
	if b, ok := lexical.May(h, blanks); ok {
		return "command word", lexical.Say(b, "begins another argument")
	}
	return "command word", ""
}

// Check finds holes that can become more than one word.
func (Split) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	return lexical.Check(0, args[0], func() lexical.Lexer { return &splitter{} })
}

// Attacks add an argument.
func (Split) Attacks(demand.Violation) []string {
	return []string{"x --prunella", "x\t--prunella", "x\n--prunella", "x\r--prunella", "x\f--prunella"}
}

// Broken reports arguments that the attacker added.
func (Split) Broken(benign, attacked []any, input string) (bool, string) {
	was, ok1 := lexical.AsText(benign, 0)
	is, ok2 := lexical.AsText(attacked, 0)
	start, end, landed := lexical.Landed(is, input)
	if !ok1 || !ok2 || !landed || len(strings.Fields(is)) <= len(strings.Fields(was)) || !strings.ContainsAny(is[start:end], blanks) {
		return false, ""
	}
	return true, "the program gets one more argument, which the attacker wrote"
}
