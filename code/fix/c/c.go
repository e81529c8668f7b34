// Package c holds the ways to mend C and C++. Each edits the author's text by byte
// ranges found with the front end's parser; nothing is reformatted, and what comes
// from a macro is left alone.
//
// Where something must be tested before a place there are several ways (guard.go): a
// test that is there already says more, the statement is done only where it may be,
// or the function ends as it does elsewhere when it fails. The ladder chooses.
//
// # Limits
//
// A buffer's size is what its declaration, its structure or its last allocation in
// the function says. Where a whole command is chosen from outside, nothing is proposed.
package c

import (
	"github.com/prunella/prunella/code/fix"
)

// Strategies lists them; rules name them.
func Strategies() []fix.Strategy {
	return []fix.Strategy{
		{Name: "absolute-path", Doc: "name a program or library with its folder", Apply: absolutePath},
		{Name: "bound-copy", Doc: "tell a function that writes how much room there is", Apply: boundCopy},
		{Name: "bound-input", Doc: "tell a function that reads texts how long they may be", Apply: boundInput},
		{Name: "check-allocation", Doc: "end the function when no memory could be had", Apply: checkAllocation},
		{Name: "check-arithmetic", Doc: "refuse operands whose result would not fit", Apply: checkArithmetic},
		{Name: "check-divisor", Doc: "divide by nothing that is zero", Apply: checkDivisor},
		{Name: "check-index", Doc: "test an index against the bounds of its array", Apply: checkIndex},
		{Name: "check-null", Doc: "test a pointer before it is used", Apply: checkNull},
		{Name: "check-size", Doc: "refuse a size that is negative or too large", Apply: checkSize},
		{Name: "clear-surely", Doc: "clear memory by a function that compilers do not leave out", Apply: rewriting("clear-surely", "the memory is cleared by a function that compilers do not leave out", clearSurely)},
		{Name: "compare-both", Doc: "compare two numbers, not their difference with zero", Apply: rewriting("compare-both", "two numbers are compared, not their difference, which wraps", compareBoth)},
		{Name: "constant-format", Doc: "print a value by a format of the program's own", Apply: constantFormat},
		{Name: "count-elements", Doc: "count an offset in elements", Apply: rewriting("count-elements", "the offset is counted in elements", countElements)},
		{Name: "drop-release", Doc: "free nothing that was freed before or never allocated", Apply: dropRelease},
		{Name: "end-room", Doc: "allocate room for the end of a text", Apply: rewriting("end-room", "the memory has room for the end of the text", endRoom)},
		{Name: "enlarge", Doc: "give a buffer the room that what is written to it needs", Apply: enlarge},
		{Name: "entities-off", Doc: "follow nothing that a document refers to", Apply: rewriting("entities-off", "what a document refers to is not followed", entitiesOff)},
		{Name: "forget", Doc: "set a pointer to NULL where it is freed", Apply: forget},
		{Name: "give-back", Doc: "give a value on every way out of a function that promises one", Apply: giveBack},
		{Name: "initialise", Doc: "give a variable a value where it is declared", Apply: initialise},
		{Name: "keep-owner", Doc: "let an object live as long as the address of what it holds", Apply: keepOwner},
		{Name: "keep-start", Doc: "free a block by where it begins", Apply: keepStart},
		{Name: "let-go", Doc: "let a lock go on every way out", Apply: rewriting("let-go", "the lock is let go on every way out", letGo)},
		{Name: "nothrow", Doc: "have new give null, where null is tested for", Apply: nothrow},
		{Name: "own-mode", Doc: "make a file for its owner only", Apply: rewriting("own-mode", "the file is made for its owner only", ownMode)},
		{Name: "refuse-climb", Doc: "let no file name lead out of its folder", Apply: refuseClimb},
		{Name: "refuse-folders", Doc: "load libraries of one folder only", Apply: refuseFolders},
		{Name: "refuse-signs", Doc: "let no text reach a shell that is more than a word", Apply: refuseSigns},
		{Name: "release", Doc: "give back on every way out what the function makes", Apply: releaseOnce},
		{Name: "release-later", Doc: "free memory once nothing uses it any more", Apply: releaseLater},
		{Name: "result-codes", Doc: "ask result codes as such", Apply: resultCodes},
		{Name: "right-release", Doc: "free memory as it was allocated", Apply: rightRelease},
		{Name: "save-next", Doc: "read the next link before this one is freed", Apply: saveNext},
		{Name: "start-inside", Doc: "let a pointer begin where its buffer does", Apply: startInside},
		{Name: "subtract-first", Doc: "ask what is left, where a sum that wraps was asked", Apply: rewriting("subtract-first", "what is left is asked, where a sum that wraps was", subtractFirst)},
		{Name: "terminate", Doc: "write the end of a text before it is read", Apply: terminate},
		{Name: "use-moved", Doc: "use the block that realloc gave", Apply: useMoved},
		{Name: "wide-counter", Doc: "give a counter the type of its bound", Apply: rewriting("wide-counter", "the counter holds every number up to its bound", wideCounter)},
	}
}
