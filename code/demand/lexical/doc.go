// Package lexical is what the demands on texts share: reading the constant parts
// of an abstract text with a lexer of the sink's grammar, so that every hole is
// judged in the context it stands in; and finding, for an oracle, where the
// attacker's input landed in what reached the sink.
//
// Who writes a demand brings a [Lexer], usually fifty lines, and [Check] does the
// rest. Limits: a hole is taken to keep its demand while what follows it is read,
// so one broken hole does not hide the next; a hole that nobody attacks (no
// labels) is passed over.
package lexical
