// Package trust is the demand on values that are kept where the program looks for
// what it has checked itself: a session's attributes (CWE-501).
//
// Arguments: the value or the name; which of the two. A number, a truth value and
// one of the program's own texts may be kept; a text that anybody chooses may not.
//
// Limits: that a value was checked is seen only as far as the check limits what the
// text can be.
package trust

import (
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// Demand is the demand on what a session keeps.
type Demand struct{}

// Kind is "trust".
func (Demand) Kind() string { return "trust" }

type lexer struct{}

func (lexer) Feed(string) {}

func (lexer) Hole(h *text.Hole, _ string) (string, string) {
	if lexical.Only(h, lexical.Word+".-") {
		return "session", ""
	}
	return "session", "is kept as if it had been checked"
}

// Check finds texts that anybody chooses.
func (Demand) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	return lexical.Check(0, args[0], func() lexical.Lexer { return lexer{} })
}

// Attacks are texts that no check would have let pass.
func (Demand) Attacks(demand.Violation) []string {
	return []string{"admin' <script>prunella()</script>", "prunella=1; ../etc"}
}

// Broken reports that the attacker's text is kept as it is.
func (Demand) Broken(benign, attacked []any, input string) (bool, string) {
	was, _ := lexical.AsText(benign, 0)
	is, ok := lexical.AsText(attacked, 0)
	start, end, landed := lexical.Landed(is, input)
	if !ok || !landed || was == is || !strings.ContainsAny(is[start:end], "'<;/ ") {
		return false, ""
	}
	return true, "the session keeps what the attacker wrote: " + is[start:end]
}
