// Package text is the abstract string domain: what can be known of a text
// without knowing it. A sanitizer is judged by what it does to a value here,
// never by its name.
//
// A [Str] is a small set of alternatives; each is a sequence of parts; a part is
// constant text or a [Hole]. So
//
//	"SELECT * FROM t WHERE n='" + name + "'"
//
// stays the three parts it is, and a sink can see that the hole stands inside a
// quoted SQL literal. A hole knows the bytes it may contain, substrings it
// cannot contain, a prefix, a suffix, at times a regular language ([Lang]), its
// labels (whose data it is) and its symbol (which value it is, so that a fact
// learnt about the value holds wherever the value went).
//
// Facts ([Fact]) are what a test in the program tells about a text: it equals,
// contains, starts with, matches. [Str.Assume] refines a text by a fact or by
// its negation; [Str.Decide] says whether the fact must, cannot or may hold.
//
// A [Lang] is a regular language, from a pattern of Go, Python, Java or JavaScript
// ([Compile]) or put together; it knows the words it may have and those it surely
// has, so that a test tells the truth in both branches even where a pattern goes
// beyond automata. A [Transducer] rewrites byte by byte, in one pass, as replacing
// and escaping do: [Str.Apply] says what can still be in the result, and
// Preimage what a test of the result tells of the original. [Ambiguity] finds
// patterns that take a backtracking engine exponential time, [Backtrack] is such
// an engine that counts its steps.
//
// The domain over-approximates: the texts a Str stands for always include the
// texts the program can make. Bounds: [MaxAlts] alternatives, [MaxParts] parts;
// beyond them alternatives are joined and parts melt into one hole.
package text
