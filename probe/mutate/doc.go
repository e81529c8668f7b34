// Package mutate makes programs with a known answer into others with a known
// answer: variants that mean the same (renamed, moved into helpers, containers,
// closures, other files; strings split; dead branches; comments gone or misleading),
// and twins that differ in one operation (an allow-list makes it safe; the same
// operation on a copy does not). It is for finding out what an analyser
// understands, and what it only recognises.
//
// # How it works
//
// A [Language] shows a file as a [View]: values that may be wrapped, literals that
// may be split, names that may be changed, statements that may be moved. The
// transformations ([All]) are written once, on views; a language brings the forms
// in which a value can be carried ([Language.Carriers]) and checked
// ([Language.Checks]).
//
// Everything is edits of byte ranges, and the places of flaws move along ([Mark]).
// The same program and the same seed give the same variants.
//
// # What keeps labels true
//
// A carrier returns what it is given. Statements change places only when neither
// touches what the other does and only one calls anything. Names are changed only
// where the language's own scoping shows all their uses. A check stands around
// every value that comes from outside and has a form that the language knows;
// whoever uses the safe twins should make sure that there is no other source (see
// [Constant]).
//
// # Limits
//
// Names are changed in programs of one file only. Values are wrapped where they
// are calls of known sources or local variables passed to a call.
package mutate
