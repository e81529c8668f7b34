package text

// A Fact is what a test in the program says of a text.
type Fact struct {
	Kind FactKind
	Text string   // Equals, Contains, HasPrefix, HasSuffix
	Set  []string // OneOf
	Lang *Lang    // Matches: the whole text is a word of Lang
	Mark string   // Marked: see Hole.Marks
	Len  int      // LenAtMost
	// Via is the chain of operations between the named value and the text the
	// fact speaks of, outermost first: host(u) == "x" is Equals "x" Via "url.host".
	Via []string
}

// FactKind is the form of a Fact.
type FactKind uint8

// The forms of facts.
const (
	Equals FactKind = iota
	Contains
	HasPrefix
	HasSuffix
	OneOf
	Matches
	Marked
	LenAtMost
)

// A Truth is the answer to whether a fact holds.
type Truth uint8

// The answers.
const (
	Maybe Truth = iota
	Always
	Never
)
