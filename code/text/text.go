package text

import "github.com/prunella/prunella/code/ir"

// The bounds of the domain.
const (
	MaxAlts  = 6
	MaxParts = 48
)

// Labels is a set of up to 64 origins of data; the solver keeps what each bit
// stands for. Zero: nobody's data, or nobody we worry about.
type Labels uint64

// A Sym names one unknown value within one analysis; 0 is no name.
type Sym uint32

// A Str is what is known of a text. The zero Str stands for no text at all
// (unreachable).
type Str struct {
	Alts []Seq
	Sym  Sym // names the whole when it is no single hole; 0: nameless. See [Str.Name]
}

// A Seq is one alternative: parts in order. Adjacent constant parts are merged
// only when they come from the same place in the source.
type Seq []Part

// A Part is constant text (Hole nil) or a hole, and where in the source it was
// written, for the fixer. Unit is the index of the source unit plus one; 0 when
// the place is unknown.
type Part struct {
	Text string
	Hole *Hole
	Unit int32
	Span ir.Span
}

// A Hole is an unknown stretch of text and what is known of it.
type Hole struct {
	Sym    Sym
	Labels Labels
	Chars  Set      // the bytes it may contain
	Not    []string // substrings it cannot contain; sorted
	Prefix string   // it starts with this
	Suffix string   // it ends with this
	Lang   *Lang    // it is a word of this language; nil: no more is known
	MaxLen int      // in bytes; 0: no bound is known
	// Marks are facts that later demands ask for by name and that no set of
	// strings can say, such as "path.clean" (lexically normal), "path.local"
	// (relative, no ".." segment), "url.host=example.org". Sorted.
	Marks []string
}
