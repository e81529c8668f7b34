// Package solve executes a linked program abstractly and reports the values that
// can break a sink's demand. It serves package code, which makes findings of its
// flows, and through it the twin and the fixers.
//
//	result := solve.Solve(program, demands.All(), solve.Options{Jobs: 2})
//
// The IR is interpreted from the top, context by context, with abstract values.
// Library models are code like any other; eight intrinsics ([intrinsic.go]) are
// the only things it knows by name.
//
// # Concepts, one file each
//
//   - val: what is known of a value: forms, text (package text), range, labels
//     (whose data), symbol (which value), objects pointed to, functions, a cond, the
//     way it came. Values never change, so states share them. join and widen, hash.
//   - obj, heap: objects by allocation; named parts, elements from 0, a summary of
//     the rest. The heap is a persistent tree: branches are free, joins look at what
//     differs. An object in a loop that settles stands for many and is written weakly.
//   - unknown: a value of a declared type. Its parts are made when they are asked for,
//     and the same part is the same value.
//   - facts: what is known on the way here of symbols, not of variables; so a check on
//     one copy holds for all, wherever they are stored.
//   - cond: what the truth of a boolean says; a value carries its cond, however far
//     from the test it was computed. learn carries a fact back to what a value was
//     made of (ops.Context.Back).
//   - cases: where ways meet (a branch, the returns of a function), what only one way
//     knew is kept beside the values that differ. Testing one of them later (err, ok,
//     a flag) rules ways out. That is how guards in helpers, three files away, count.
//   - names: a text in which ways met, or that was built of named parts, has a name of its
//     own, so that later checks of it tell.
//   - refine: a value with the facts put into it. Done at uses and before a join
//     forgets the facts.
//   - exec, control, range, unwind: instructions, branches, loops (three turns, then
//     widened until they rest), exceptions, panics, defer.
//   - memory, fields, index, pointers, strings, binary, contains: the data instructions.
//   - call, arguments, dispatch, unknowncall: functions by name, value, type; unknown
//     code carries labels from arguments to result and calls what it is handed.
//   - shape, recorder, recall, renaming, gathering, birth: a call is remembered by its
//     shape, and had again by any of the same shape, in later roots too: objects,
//     names, labels and ways are numbered in the order in which a call sees them, and
//     what it gave and changed is said in those of the call at hand.
//   - carried: which registers a loop hands from turn to turn. A loop rests as soon as
//     a further turn could see nothing new.
//   - graph, infer, edges, resolve: one cheap look at every function: names, and what may be
//     reached. Calls in which nothing is at stake are not followed.
//   - watch, trial, past: whose data matters at all (Options.Watch); calls by nobody's
//     data are tried for a few instructions and else undone, and no other call may use
//     up all that its root has left; calls that look like
//     earlier ones which told their callers nothing are not followed again.
//   - opmemo: what an operation makes of equal arguments is computed once.
//   - roots, waves: module bodies, mains, entries, then what nothing reached. The
//     roots of a wave run side by side; the result does not depend on how many do.
//   - sink, trace, solve: flows and their ways.
//
// # Rules of the interface
//
// A violation of a demand counts when it has labels, or when it has no hole: then
// the value itself is wrong, whoever's it is. A flow is reported at the innermost
// project call; flows with one place, context and set of sources are one.
// Work is counted in instructions, per root and in all ([Options]); a root that
// uses up its share is cut off, keeps what it found, and a [Note] says so; likewise of a
// function that no call executed to its end. No
// input makes it panic or run on.
//
// # Limits
//
// A call that looks like earlier ones (the same function of the project, the same kinds of data in
// the same places, after the same treatment) is answered as unknown when twice in a
// run, or six times in all, such calls showed nothing new and told their callers
// nothing of that data. What only a later one shows, because of another constant or
// of what its objects hold deeper down, may be missed.
// A call that is had again is taken to look at no deeper labels than those within
// reach of its arguments, and costs half of the instructions that it stands for. Calls
// that throw, that register entries or show flows of somebody's data are executed
// each time. A method of a receiver nobody knows is guessed only when at most four of
// the project's could be meant and lead to a sink for the data at hand.
//
// At most 48 sources per root have labels of their own, 21 of the modules' bodies;
// further ones share one with the last of their kind. Data that one request leaves in a global for another is not followed.
// Exceptions that operations raise by themselves are assumed to happen at the
// start or the end of a try body. Goroutines run where they are started. Lists
// keep 48 elements apart, values 12 objects and 8 functions. A recursive call
// beyond two activations is unknown code.
package solve
