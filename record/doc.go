// Package record holds the five things that can be said in Prunella and the one
// envelope they are said in. Nothing else crosses a wing's border.
//
//	Evidence   what was seen            a path, a replayed attack, a test run
//	Finding    what is wrong            rule, claim, severity, level
//	Proposal   what should be done      a patch, an isolation; with its undo
//	Decision   who allows it, until when
//	Receipt    what was done            outcome, output digest, undo handle
//
// A [Statement] names who says it (By), what it is about (About, the join key
// of all wings), what it rests on (Cites) and says one Body. Its [ID] is the
// SHA-256 of its canonical encoding, so saying a thing twice is saying it once;
// time belongs to the log entry, never to the statement.
//
// The canonical encoding is JSON in the order of the struct fields below, map
// keys sorted, no insignificant white space, no floating-point numbers, UTF-8
// that is valid and not escaped beyond what RFC 8785 asks.
//
// [New] sorts and validates; [Encode] and [Decode] know one spelling of each
// statement, [Parse] takes what foreign programs write. What may not be said is
// refused with its reason ([Statement.Validate]): unknown speakers and
// severities, references that are none, places outside the repository, text that
// is not UTF-8, anything above [MaxSize] or nested deeper than [MaxDepth]. Text
// of projects is made fit to be said with [Text]; it is still hostile, and who
// shows it escapes it.
//
// Limits: whether what is cited was ever said, and whether what is said is true,
// is not checked here. Large and personal things do not belong into statements;
// they are blobs, cited by digest.
//
// The package imports the standard library only, and has no clock, no random
// source and no I/O.
package record
