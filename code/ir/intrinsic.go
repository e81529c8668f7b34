package ir

import "strings"

// Intrinsics are the functions of the pseudo-module "prunella" that library
// stubs call. Names are lower case in the IR whatever the stub's language.
//
//	source(kind, name…)      what an attacker or the outside gives: "http.query", "q"
//	sink(kind, value, …)     value goes where it must meet the demand called kind
//	op(name, args…)          a primitive operation of package ops
//	entry(kind, methods, pattern, handler, args…)
//	                         the outside may call handler(args…); returns handler
//	unknown(args…)           an unknown value that carries what its arguments carry
//	clean(args…)             an unknown value that carries nothing (a count, a clock)
//	members(x)               the list of [name, value] of an object's properties and methods, and
//	                         of a class's own: what others can reach when they hold x; a
//	                         function, or class, is its own first member, called ""
//	become(x, y)             the list or map x gets the content of y, and stays the one it is
//	new(type)                an unknown instance of a declared type; when the type has a
//	                         method called unknown, what that gives (executors call it
//	                         also for parameters of functions nobody called)
//	effect(kind, args…)      something observable happened (a file written, a query run):
//	                         recorded by the twin, compared before and after a fix
const (
	IntrinsicModule  = "prunella"
	IntrinsicSource  = "prunella.source"
	IntrinsicSink    = "prunella.sink"
	IntrinsicOp      = "prunella.op"
	IntrinsicEntry   = "prunella.entry"
	IntrinsicUnknown = "prunella.unknown"
	IntrinsicClean   = "prunella.clean"
	IntrinsicNew     = "prunella.new"
	IntrinsicEffect  = "prunella.effect"
	IntrinsicMembers = "prunella.members"
	IntrinsicBecome  = "prunella.become"
)

// IsIntrinsic reports whether a qualified name is a function of the pseudo-module
// itself. A model's own package may be called prunella.web.
func IsIntrinsic(name string) bool {
	rest, ok := strings.CutPrefix(name, IntrinsicModule+".")
	return ok && !strings.Contains(rest, ".")
}
