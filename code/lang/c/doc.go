// Package c is the front end for C and C++: it lowers source without building the
// project, and brings the models of the libraries.
//
// Macros and includes are followed as far as the tree has them (package
// preprocess), the tokens parsed (package syntax), the tree lowered to the IR's
// instructions on memory (package ir, "Memory"). What is particular:
//
//   - a file is a module, named by its path; functions are "path.name", and found
//     by their bare name from other files unless they are static (ir.Func.Static);
//   - a variable whose address nobody takes is a register; all others are objects;
//   - records as values are addresses, copied where C copies them;
//   - goto becomes Scopes that are left and Loops that are started again;
//   - methods are functions "path.Class.method" with a parameter this; calls name
//     them "Class.method/PARAMETERS", virtual ones are ir.Method;
//   - destructors are called where a block is left;
//   - variables with static storage are made and initialised by Unit.Init.
//
// # Stubs
//
// The models are C++ in stubs/: their #defines, types and prototypes are known to
// every file whatever it includes, their bodies tell what a function does. They
// call prunella_NAME for the intrinsic NAME; package memory lists those about
// memory.
//
// # Limits
//
// Sizes are those of Linux on x86-64. Templates are lowered once, their parameters
// being unknown types. Computed
// gotos, jumps into blocks and case labels inside other statements of a switch are
// not followed.
package c
