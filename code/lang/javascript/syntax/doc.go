// Package syntax parses JavaScript (ES2024), TypeScript and JSX into a flat tree,
// for the front end in the folder above. It never fails: what is not the language
// is listed in Tree.Errors with its span, and reading goes on at the next place
// that can begin a statement.
//
// The tree is an arena of fixed-size nodes ([Node]); the table of [Kind] says what
// children each has. Patterns have the shape of the expressions they look like: in
// "({a, b = 1}) => a" the parameter is an Object. Types are skipped; of an
// annotation the node [Type] keeps the span, for hints.
//
// One dialect is read for all files. Only two things differ by [Mode]: whether "<"
// may begin an element of JSX, and whether "f<T>(x)" is a call with type arguments.
//
// # Limits
//
// Nesting deeper than maxDepth is skipped as one Error node. Flow's type syntax is
// read as far as it looks like TypeScript's.
package syntax
