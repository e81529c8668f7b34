// Package syntax parses preprocessed C and C++ into a flat tree. It serves package
// c, which lowers the tree.
//
// The parser knows as much of types as it needs to tell declarations from
// expressions: names that were declared, and where a name was not (its header is
// missing), what the tokens around it look like. It never fails: what makes no
// sense is skipped up to the end of the statement or declaration and noted, and
// every bracket is matched beforehand, so that broken input costs linear time.
//
// C is C23 with GNU and Microsoft extensions. Of C++ it reads what programs
// consist of: classes, templates (as if their parameters were types), namespaces,
// references, lambdas, exceptions, casts, new and delete. Not read: concepts,
// modules, coroutines.
package syntax
