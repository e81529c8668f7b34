// Package syntax reads Java source, versions 8 to 21, into a flat arena of nodes.
// It serves package java, which lowers the tree.
//
//	t := syntax.Parse(text)
//	for c := t.First(t.Root); c != 0; c = t.Next(c) { … }
//
// A node is a kind, an operator, flags, a byte range, its first child and its
// next sibling; the table of kinds in node.go says what children each has. Ref 0
// is "none". Texts stay in the source.
//
// # Tolerance
//
// Parse never fails. What it cannot read becomes a node of kind Error and an entry
// in Tree.Errors; the rest of the file is read all the same. A missing token is
// taken to be there; then tokens are skipped to the end of the statement or member,
// seen by semicolons, braces and line starts. Fragments (members or statements
// without a class) are read as such. Work is linear in the text, whatever is in it:
// look-ahead is bounded, and what is nested deeper than 1,000 levels is skipped.
//
// # Limits
//
// Unicode escapes (\u0041) are read in literals only, not in names or keywords.
// Modules (module-info.java) are read to their end and leave no nodes.
package syntax
