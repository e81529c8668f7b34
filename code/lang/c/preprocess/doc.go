// Package preprocess turns C and C++ source into tokens as a compiler's first
// phases do, without needing what a compiler needs: headers that cannot be found
// are left out, a condition that cannot be evaluated takes its first branch, and
// both are said. It serves package syntax.
//
// Every token has a span in the file that was asked for: what comes from a macro
// has the span of its use there, what comes from a header that of the #include.
//
// Limits: no trigraphs; #line and pragmas are ignored; the work of macro
// expansion is bounded by the size of the file.
package preprocess
