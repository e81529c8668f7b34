// Package format is the demand on format strings (CWE-134; ISO/IEC 9899:2024,
// 7.23.6): what the outside writes must not be read as conversions.
//
// Arguments: the format, the list of what it formats.
package format

import (
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// Demand is the demand on formats.
type Demand struct{}

// Kind is "format".
func (Demand) Kind() string { return "format" }

// Check lists the holes that may hold a percent sign.
func (Demand) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	return lexical.Check(0, args[0], func() lexical.Lexer { return conversions{} })
}

type conversions struct{}

func (conversions) Feed(string) {}
func (conversions) Hole(h *text.Hole, _ string) (string, string) {
	if _, may := lexical.May(h, "%"); !may {
		return "format", ""
	}
	return "format", "may contain conversions such as %n"
}

// Attacks read the stack and write to memory.
func (Demand) Attacks(demand.Violation) []string { return []string{"%s%s%n", "%x%x%n"} }

// Broken counts conversions.
func (Demand) Broken(benign, attacked []any, _ string) (bool, string) {
	was, _ := lexical.AsText(benign, 0)
	is, _ := lexical.AsText(attacked, 0)
	if n := conversionsIn(is); n > conversionsIn(was) {
		return true, "the format has conversions of the sender's: " + is
	}
	return false, ""
}

func conversionsIn(s string) int {
	return strings.Count(strings.ReplaceAll(s, "%%", ""), "%")
}
