package mutate

import "slices"

// A Span is a range of bytes.
type Span struct{ From, To int }

// A Mark is the place of a flaw: a line of a file, from 1.
type Mark struct {
	File string
	Line int
}

// A Program is source with a known answer.
type Program struct {
	ID    string
	Rule  string // the weakness it has, or nearly has
	Files map[string][]byte
	Bad   bool
	Flows bool   // the rule is about data from outside
	Salt  string // what new names end in, where programs of one run share a name space
	Marks []Mark // where the flaws of the rule are; none when it is not bad
}

// A Variant is a program made out of another.
type Variant struct {
	Program
	Of    string   // the ID of the original
	Steps []string // names of the transformations, in their order
}

// A Language shows and writes source text. Implementations are stateless values.
type Language interface {
	Name() string
	Owns(file string) bool
	// View reads a file; false when it does not parse.
	View(text []byte) (*View, bool)
	// Concat joins source texts of expressions by the language's "+".
	Concat(a, b string) string
	// Comment writes a comment line without its end.
	Comment(text string) string
	// Carriers are functions that return their argument.
	Carriers() []Form
	// Checks are functions from a text to a text that make it harmless, or do not.
	Checks() []Check
	// Blocks are statements around a statement that change nothing.
	Blocks() []Block
	// Import makes the file at path use a declaration of another file; "" where
	// files of one folder see each other.
	Import(from, name string) string
	// Sibling names a file beside the one at path, and what it begins with ({f} is
	// the name that is declared there); "" where
	// values do not pass through another file.
	Sibling(path string, text []byte) (name, head string)
}

// A Form is a function's text: {f} stands for its name, {g} for a second one.
type Form struct {
	Name   string // "map"
	Text   bool   // only for values that are texts
	Source string
	Needs  []string // what it imports, as the language writes it
}

// A Check is a form that takes a text from outside.
type Check struct {
	Form
	Safe bool
	// Rules for which the label holds; none means all that have a source.
	Rules []string
	// Not lists rules for which it does not.
	Not []string
}

// Holds reports whether the check has its label for a rule.
func (c Check) Holds(rule string) bool {
	return !slices.Contains(c.Not, rule) && (len(c.Rules) == 0 || slices.Contains(c.Rules, rule))
}

// A Block puts text before and after a statement. {i} is its indentation; the
// statement's lines are indented once more when Deeper.
type Block struct {
	Name, Before, After string
	Deeper              bool
}

// A View is what may be changed in a file.
type View struct {
	Values     []Value
	Literals   []Literal
	Names      []Name
	Statements []Statement
	Comments   []Span // whole comments that no tool reads
	Declare    int    // where declarations may be added
	Imports    int    // where imports may be added
	End        string // what follows a declaration at Declare
}

// A Value is an expression that may be wrapped in a call.
type Value struct {
	Span
	Source bool // it comes from outside
	Text   bool // it is a text
}

// A Literal is a text literal. Quote and Close are its delimiters; Cuts are offsets
// inside it where it may be split.
type Literal struct {
	Span
	Open, Close string
	Cuts        []int
}

// A Name is something local that may be called otherwise.
type Name struct {
	Text string
	Uses []Span
}

// A Statement is a simple one, with all of its lines.
type Statement struct {
	Span          // from its first byte to its last, without the line's end
	Block  int    // statements of one block in a row have the same number
	Indent string // the white space before it
	Reads  []string
	Writes []string
	Calls  bool
	Plain  bool // a call or an assignment to what is declared before: may stand in a block of its own
}
