// Package flow is how the parts of Prunella work together: six verbs with one
// method each, whose types say what each may utter, and the loop that lets them
// follow the ledger and append what they say.
//
//	Source     sees       evidence
//	Analyzer   claims     findings, and the evidence they rest on
//	Planner    proposes   proposals
//	Verifier   checks     evidence about a proposal
//	Judge      decides    a decision; a pure function
//	Driver     does       a receipt, for an order that was decided
//
// Steps never call each other. An adapter (Sees, Analyzes, …) makes a [Step] of
// a verb and the name it speaks under; [Loop.Run] takes steps and a log:
//
//   - Work is a step and a subject, the statement it works on. Sources start;
//     whatever is said, new or known, is work for the steps that want it.
//   - Verbs run in the order above: a judge is asked when all evidence that can
//     be had is on the record, a planner when all claims are.
//   - All work of one verb runs at once on as many workers as there are; what it
//     says is appended in the order of the work, never in that of finishing. So
//     the log is the same for any number of workers.
//   - What is said twice is said once, hence a run that was interrupted is
//     resumed by running again, and work that was done says nothing new.
//
// A step that fails or panics is reported and the others go on; Run returns all
// failures at the end.
//
// A [Foreign] analyzer is a program of somebody else's, spoken to in lines of
// JSON over any pair of streams. Starting programs is not this package's matter.
//
// Limits: the work list of a run is in memory. Evidence that arrives after a
// decision makes the judge decide again; drivers see the new decision too, and
// must refuse what they have done already.
package flow
