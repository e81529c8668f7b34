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
// The domain over-approximates: the texts a Str stands for always include the
// texts the program can make. Bounds: [MaxAlts] alternatives, [MaxParts] parts;
// beyond them alternatives are joined and parts melt into one hole.
package text
