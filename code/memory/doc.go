// Package memory executes programs of languages in which variables are bytes at
// addresses (lang.Semantics.Memory: C, C++), for package code: abstractly to find
// accesses that leave their object or its life, and concretely to see them do so.
//
//	Solve       the counterpart of solve.Solve: flows that break a demand
//	NewLab      and Lab.Replay: the counterpart of the twin
//
// # Concepts, one file each
//
//   - val: a number in an interval, an address in an object with an interval of
//     offsets; whose data it is; whether a bound is a fact or the lack of one.
//   - object: a piece of memory: its size, life and family, cells of what was written,
//     strings by their length and text.
//   - state: registers, memory and facts on one way; forked where a branch is not
//     decided, joined where ways come to be alike or too many.
//   - run, control: instructions, branches, loops (turned while their condition is
//     decided, else widened, then narrowed once), calls into known code.
//   - cost, share: what functions take, told by their text, and so which calls a root
//     can afford, and on how many ways.
//   - arith, convert: arithmetic in the width of its type.
//   - access, strings: reads, writes and copies, each checked; strings in memory.
//   - intrinsic, text, source: the primitives of library models.
//   - program, start: functions and variables by name, what a program starts with.
//   - mark: what models remember of something beside its bytes: locks, settings.
//   - report, replay: flows; concrete runs with inputs at the ends of types.
//
// A concrete run is the same executor with inputs: every number is one number
// and every branch one way, so what it reports did happen there.
//
// # What is reported
//
// An access whose end lies behind its object for certain, by a bound that is a fact
// of the program, or by data from outside that nothing bounds. A bound that is
// merely unknown (a parameter nobody passed) reports nothing.
//
// # Primitives
//
// Models call prunella_NAME: alloc, zeroed, maybe_null, maybe, realloc, free, new,
// delete, drop; read, write, copy, fill, member; strlen, strcpy, strncpy, strcat,
// strncat, strchr, snprintf; compare, equal, contains, contains_any, contains_other
// (what tests tell of texts); joined, part, formatted (texts of objects); places, put,
// slot, anywhere, cloned, kept (containers); input, receive, scan, text, getenv, number
// (sources), parse, sink; open, close, file; abs, sqrt, result, upto, either, exit,
// noreturn, havoc, escape, dangerous; mark, marked,
// settled, lock, unlock, told (what models remember and say). Their arguments are told where each is defined.
//
// # Limits
//
// At most eight ways are followed apart, fewer in large functions; a root is executed for a
// bounded number of instructions: calls that cost too much for it are unknown code, and
// what lies beyond is a note. Threads run where they are
// started. 64-bit unsigned numbers above 2^63 are one huge number.
package memory
