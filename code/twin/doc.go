// Package twin executes the IR with concrete values. No project code is run for
// it: library models (stubs) and primitive operations (package ops) stand for
// everything outside, so it is safe, offline and fast.
//
//	RunEntry  one execution of one entry with given inputs: what reached the
//	          sinks, what was observable, what came back
//	Replay    for a flow of the solver: find inputs with which the sink is reached
//	          and its demand broken ([Reproduced], with a [Witness]), or a reason
//	          why not ([Refuted], [Open])
//	Compare   whether two runs did the same, as far as anybody can observe
//
// An execution starts as the program does: module bodies and main run, with
// servers' loops returning at once, and what they register as entries is called
// with the objects it is really bound to. Sources ask the [Inputs].
//
// How guards are passed: whenever a value of a source is compared with
// something, that something is noted as a further input worth trying
// ([Run.Hints]), so action == "export", method checks and prefixes need no
// constraint solver. Which source a value came from is told by content: benign
// inputs are unmistakable words.
//
// A session is passed, too: when a function of the project is handed a credential
// (a cookie, an Authorization header), the search also tries that it accepts it
// (Inputs.Session), and the witness says where to put a real one. What the data
// base holds is a source like others, so that a password check is passed by a
// row that fits.
//
// What is not known is an [Unknown] of its declared type. Branches on unknown
// values are counted, taken one way first and the other when that leads nowhere,
// and told: a refutation never rests on one.
//
// Limits: a generator runs to its end before its first value is used;
// goroutines run at once; integers have 64 bits. Budgets count work: steps,
// calls and bytes, never time.
package twin
