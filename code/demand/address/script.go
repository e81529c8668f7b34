package address

import (
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// Script is the demand on addresses of links in a page: none may be a script (CWE-79;
// WHATWG HTML 7.4.2.2, "javascript: URL"). Arguments: the address.
type Script struct{}

// Kind is "script.url".
func (Script) Kind() string { return "script.url" }

// Check finds holes that can choose the scheme.
func (Script) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	return lexical.Check(0, args[0], func() lexical.Lexer { return &schemes{} })
}

type schemes struct{ begun bool }

// Feed reads constant text.
func (s *schemes) Feed(text string) { s.begun = s.begun || text != "" }

// Hole judges a hole: only the first part of an address says the scheme.
func (s *schemes) Hole(h *text.Hole, _ string) (string, string) {
	begun := s.begun
	s.begun = true
	if begun || h.Prefix != "" && !strings.HasPrefix("javascript:", strings.ToLower(h.Prefix)) || !h.MayContain(":") {
		return "url start", ""
	}
	if lexical.Marked(h, "url.host=") || lexical.Marked(h, "url.hostname=") || lexical.Marked(h, "url.origin=") || lexical.Marked(h, "url.local") {
		return "url start", ""
	}
	return "url start", "may be a javascript: address, which runs in the page"
}

// Attacks are scripts as an address.
func (Script) Attacks(demand.Violation) []string {
	return []string{"javascript:alert(1)", " JaVaScript:alert(1)", "java\nscript:alert(1)"}
}

// Broken reports that the address became a script.
func (Script) Broken(benign, attacked []any, _ string) (bool, string) {
	was, _ := lexical.AsText(benign, 0)
	is, ok := lexical.AsText(attacked, 0)
	if !ok || scripted(was) || !scripted(is) {
		return false, ""
	}
	return true, "the link runs a script"
}

// scripted reads the scheme as browsers do: blanks before it, and tabs and line breaks
// anywhere, do not count.
func scripted(address string) bool {
	address = strings.TrimLeft(strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(address), "\x00 \x01\x02\x1f")
	return strings.HasPrefix(strings.ToLower(address), "javascript:")
}
