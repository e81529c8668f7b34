// Package learn turns what people did with findings and patches into knowledge that
// the code wing can use: what findings of one pattern have in common ([ShapeOf]),
// what of the code a judgement rests on ([Bodies]), what unknown code was said to do
// ([Solver]), and how a house mends its flaws ([StyleOf], [Strategy]).
//
// It serves package code, which applies and checks knowledge, and the command line,
// which asks people and puts their words on the record. Whether knowledge is in force
// (signed, not expired, not taken back) is for package govern/knowledge to say; here it is
// taken as given.
//
// # What keeps knowledge in its bounds
//
//   - A suppression by pattern or path never covers a finding whose attack succeeded
//     while everything on the way was known: the engine's proof stands above words.
//   - A pattern holds everything that tells its findings from others: rule, sink, callee,
//     context, kinds of sources, the project's functions passed on the way, and the unknown
//     code that the claim rests on. All flows of a finding must match.
//   - Judgements are bound to the text of the functions that they looked at.
//   - A sanitizer or source only says what code does that nobody can read.
//
// # Limits
//
// Expressions are read by brackets, quotes and commas, alike in all languages; what a
// style makes of them is proved by the ladder like any other patch.
package learn
