// Package syntax turns the bytes of a Python file into a tree, whatever the
// bytes are. It is for the lowering of package python, and knows nothing of it.
//
// It reads Python 3.8 to 3.14 as one language: what any of these accepts is
// accepted without an error, including match statements, except*, type
// parameters, nested f-strings and t-strings. Python 2's print and exec
// statements, `except X, e` and `raise E, v` are errors with a useful tree.
//
// The tree is an arena of fixed-size nodes (see Node and the table at Kind)
// that a later Parse may reuse. Names and literals are not copied: a node is a
// kind and a byte range. StringValue decodes literals on demand.
//
// # Recovery
//
// Parse never fails. A missing token is first imagined, then the rest of the
// line is skipped; the next line, by its indentation, is parsed as if nothing
// had happened. A bracket that is never closed ends where a line starts with a
// statement keyword, which no valid file has inside brackets. What was skipped
// is in Error nodes and in Tree.Errors.
//
// In a file that has errors, triple quotes are doubted in a second reading, since
// one lost quote turns code into text down to the next docstring: the reading
// that makes more sense is kept.
//
// # Reading order
//
// node.go has the table, tree.go how to walk it, parse.go the way through.
// lex.go, layout.go and the other lex files make tokens; arena.go makes nodes;
// stmt.go and expr.go lead to the rest of the grammar; recover.go is what
// happens to damage; literal.go and escape.go give values.
//
// # Limits
//
// The checks that CPython makes after parsing (assignment to a call, return
// outside a function, duplicate parameters) are not made: such a file has a
// tree and no error. Nesting deeper than about 1,000 becomes an Error node, so
// that trees are at most about 20,000 high. Source in an encoding other than
// UTF-8 is read as bytes; string values are then decoded as Latin-1. \N{...}
// escapes are not looked up. Of a file over 1 GiB only the first is read.
package syntax
