// Package memory is the demand on memory and numbers in languages that leave them
// to the program: that accesses stay in their object and in its life, that what is
// read was written, that arithmetic fits its type (ISO/IEC 9899:2024, 6.5 and J.2).
//
// The executor of package code/memory knows objects, their sizes and lives, and
// says what is broken; the arguments are the numbers it says it by: for accesses
// the offset, the length and the object's size in bytes, for arithmetic the result
// and what its type holds.
package memory

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/value"
)

// A Demand is one of them.
type Demand struct{ Name string }

// names are the kinds, and what they are about.
var names = []string{
	"write.stack", "write.heap", "write.under", "read.over", "read.under", // accesses
	"null", "null.unchecked", "freed", "free.twice", "free.foreign", "free.mismatch", "leak", "leak.file", // lives
	"uninitialised", "noreturn", "overflow", "underflow", "sign", "truncate", "alloc.size", "divide", "dangerous", // values
	"shape.scale", "shape.wide", "shape.difference", "shape.sum", "shape.clear", "shape.wchar", "shape.new", "shape.mode", "shape.access", "shape.temporary", "shape.end", "shape.outcome", "shape.unread", "shape.verify", // what is wrong as it is written
	"lock.twice", "lock.held", "race.name", "xml.native", "clear.sent", "system.sent", // what models remember
	"wrap.over", "wrap.under", "wrap.zero", // values in languages that define what happens
}

// All lists the demands of this family.
func All() []Demand {
	out := make([]Demand, len(names))
	for i, n := range names {
		out[i] = Demand{n}
	}
	return out
}

// Kind names the sink.
func (d Demand) Kind() string { return d.Name }

// Check judges accesses and arithmetic by their numbers; lives are the
// executor's to tell.
func (d Demand) Check(args []value.Abs) []demand.Violation {
	bad := false
	switch d.Name {
	case "write.stack", "write.heap", "read.over":
		bad = len(args) > 2 && args[0].Hi+args[1].Hi > args[2].Lo
	case "write.under", "read.under":
		bad = len(args) > 2 && args[0].Lo < 0
	case "overflow", "underflow", "truncate":
		bad = len(args) > 1 && (args[0].Hi > args[1].Hi || args[0].Lo < args[1].Lo)
	case "wrap.over", "wrap.under":
		bad = wraps(d.Name, args)
	case "divide", "wrap.zero":
		bad = len(args) > 0 && args[0].Lo <= 0 && args[0].Hi >= 0
	}
	if !bad {
		return nil
	}
	return []demand.Violation{{Labels: args[0].Labels, Context: d.Name, Reason: reasons[d.Name]}}
}

// reasons say what is wrong where the executor does not say it better.
var reasons = map[string]string{
	"write.stack": "leaves its object", "write.heap": "leaves its object", "read.over": "leaves its object",
	"write.under": "begins before its object", "read.under": "begins before its object",
	"overflow": "exceeds what its type holds", "underflow": "is below what its type holds", "divide": "may divide by zero",
	"wrap.over": "can exceed what its type holds, and then is negative", "wrap.under": "can fall below what its type holds, and then is positive",
	"wrap.zero": "can be zero",
}

// wraps judges a result by what is left of it, when that is a number: a run was seen.
// The solver gives what the type holds in its place, and asks only when it is exceeded.
func wraps(name string, args []value.Abs) bool {
	switch {
	case len(args) < 2:
		return false
	case args[1].Lo != args[1].Hi:
		return true
	case name == "wrap.over":
		return args[0].Lo > args[1].Lo
	}
	return args[0].Lo < args[1].Lo
}

// Attacks are numbers at the ends of types and a length beyond most buffers.
func (d Demand) Attacks(demand.Violation) []string {
	switch d.Name {
	case "wrap.over":
		return append(largest[:len(largest):len(largest)], smallest...)
	case "wrap.under":
		return append(smallest[:len(smallest):len(smallest)], largest...)
	case "wrap.zero":
		return []string{"0"}
	}
	return []string{"2147483647", "-1", "0", "-2147483648", "4294967295", "1000"}
}

// The ends of the types whose numbers wrap, the commonest first.
var (
	largest  = []string{"2147483647", "127", "32767", "9223372036854775807"}
	smallest = []string{"-2147483648", "-128", "-32768", "-9223372036854775808"}
)

// Broken is told by the executor, which stops at the access; of numbers that wrap by
// what was asked for and what is left.
func (d Demand) Broken(benign, attacked []any, _ string) (bool, string) {
	if !strings.HasPrefix(d.Name, "wrap.") || !wrong(d.Name, attacked) || len(benign) == 0 || benign[0] == attacked[0] {
		return false, "" // or whatever is given does the same
	}
	if d.Name == "wrap.zero" {
		return true, "the divisor is zero"
	}
	return true, fmt.Sprintf("the result does not fit its type, and %d is left of it", attacked[1])
}

func wrong(name string, args []any) bool {
	if len(args) < 2 {
		return false
	}
	exact, ok := args[0].(int64)
	left, ok2 := args[1].(int64)
	switch {
	case !ok || !ok2:
		return false
	case name == "wrap.over":
		return exact > left
	case name == "wrap.under":
		return exact < left
	}
	return exact == 0
}
