// Package mutants tests the proof ladder: it makes wrong patches from right ones,
// in the ways in which people, bots and models get patches wrong, so that it can be
// counted how many the ladder lets through.
//
// A wrong patch is wrong by how it is made, not because a rung says so: a guard that
// knows the proof of concept alone, a check after the use, a sanitizer for another
// context. A [Kind] is one such way. What languages need for it (helpers to call,
// statements to insert) is told by a [Language], one folder below this one each.
//
// Limits: guards are put around the expression that gives the outside's value, so
// kinds of guards need a flow whose first source is such an expression.
package mutants

import (
	"bytes"
	"maps"
	"regexp"
	"slices"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/world"
)

// A Right is a patch that is right, for one finding of the tree before.
type Right struct {
	Name     string // "sql-injection/concat.go"
	Origin   string // who says that it is right: [People], [Strategies], or the name of a corpus
	Language *Language
	Found    *code.Found // in Before
	Before   world.MemTree
	After    world.MemTree
}

// Where right patches come from.
const (
	People     = "written down beside the rule"
	Strategies = "made by a strategy"
)

// A Mutant is a wrong patch of the tree Before.
type Mutant struct {
	Kind, Name    string
	Before, After world.MemTree
}

// A Kind is one way to get a patch wrong. Make gives nothing where it does not fit.
type Kind struct {
	Name, Doc string
	Make      func(r *Right) []Mutant
}

// A Language is what mutants need to know of one.
type Language struct {
	Name string
	// Outside matches the text of an expression that gives a text from outside.
	Outside *regexp.Regexp
	Guards  []Guard
	Call    string     // how a guard is called; "": guarded
	If      *Condition // nil: tests that a patch brings are left alone
	Sizes   bool       // bounds and sizes matter to the byte
	// Define adds a guard's code to a file.
	Define func(file []byte, g Guard) []byte
	// Reject is a statement that stops when a text (an expression) has more than
	// letters and digits, with the indentation given.
	Reject func(indent, text string) string
	// Swaps turn a weak setting into another weak one that looks better.
	Swaps []Swap
	// Import is how a line that brings a NAME ends, where weak settings are modules; ""
	// where that is told otherwise.
	Import string
	// Default matches statements that set what is so without them; nil: there are none.
	Default *regexp.Regexp
	// Hide writes the call of a function so that its name is not seen; nil: it cannot.
	Hide func(callee string) (call string, helper Guard)
	// Twice are sanitizers that one applies once.
	Twice []string
	// Swallow throws the errors of a line or of the block behind it away.
	Swallow func(file []byte) [][]byte
	// Empty is the text of a function without what it does; "" where that cannot be said.
	Empty func(text string, f *ir.Func) string
	// Flaws are files with a flaw; Weak are secure files and what makes them weak.
	Flaws []string
	Weak  [][2]string
	// Judge is a test file and the same one that no longer asks; File names files.
	Judge [2]string
	File  func(base string) string
	// Note is a comment line.
	Note string
}

// A Guard is a function guarded(text) text that stands between source and sink, and
// is wrong.
type Guard struct {
	Kind    string
	Classes []string // of rules; none: all
	Code    string   // WITNESS stands for the attack as a literal
	Imports []string
	Benign  bool // it harms honest users, whatever the rule
}

// A Swap is a rule, a weak text and another one for it.
type Swap [3]string

// Classes group rules by what breaks their demand.
var classes = map[string]string{
	"sql-injection": "sql", "command-injection": "shell", "path-traversal": "path", "zip-slip": "path", "cross-site-scripting": "html",
	"code-injection": "code", "header-injection": "line", "log-injection": "line", "open-redirect": "redirect", "request-forgery": "url",
	"ldap-injection": "ldap", "xpath-injection": "xpath",
}

// Kinds lists the ways, those of guards first.
func Kinds() []Kind {
	return []Kind{
		{"guard", "a function between source and sink that does not do what it should; named by what it does", guards},
		{"remedy", "a test that the right patch brings, not quite as it should be; named by what is wrong with it", remedies},
		{"half done", "the right patch without one of its statements", halves},
		{"off by one", "the right patch with a size that is wrong by one", sizes},
		{"check after use", "the right check stands after the sink", afterUse},
		{"hidden", "the sink is called so that its name is not seen", hidden},
		{"weak for weak", "one weak setting is exchanged for another", swapped},
		{"error swallowed", "the right patch, and an error thrown away", swallowed},
		{"feature deleted", "the function that holds the sink does nothing any more", emptied},
		{"function removed", "the function that holds the sink is gone", removed},
		{"test edited", "the right patch, and a test that no longer asks", judged},
		{"build edited", "the right patch, and the continuous integration tests less", built},
		{"new flaw", "the right patch, and another flaw", flawed},
		{"weakened elsewhere", "the right patch, and a setting elsewhere is made weak", weakened},
		{"encoded twice", "the right sanitizer, twice", twice},
		{"comment only", "a comment says that it is safe", commented},
	}
}

// with is a tree with one file changed; no content removes it.
func with(t world.MemTree, file string, text []byte) world.MemTree {
	out := maps.Clone(t)
	out[file] = text
	if text == nil {
		delete(out, file)
	}
	return out
}

// splice replaces the bytes of a span.
func splice(text []byte, s ir.Span, with string) []byte {
	if s.Start > s.End || int(s.End) > len(text) {
		return nil
	}
	return slices.Concat(text[:s.Start], []byte(with), text[s.End:])
}

// same reports whether two trees hold the same, so that a mutant is none.
func same(a, b world.MemTree) bool { return maps.EqualFunc(a, b, bytes.Equal) }
