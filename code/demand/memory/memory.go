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
	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/value"
)

// A Demand is one of them.
type Demand struct{ Name string }

// names are the kinds, and what they are about.
var names = []string{
	"write.stack", "write.heap", "write.under", "read.over", "read.under", // accesses
	"null", "null.unchecked", "freed", "free.twice", "free.foreign", "free.mismatch", "leak", "leak.file", // lives
	"uninitialised", "noreturn", "overflow", "underflow", "sign", "alloc.size", "divide", "dangerous", // values
	"shape.scale", "shape.wide", "shape.difference", "shape.sum", "shape.clear", "shape.wchar", "shape.new", "shape.mode", "shape.access", "shape.temporary", "shape.end", // what is wrong as it is written
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
	case "overflow", "underflow":
		bad = len(args) > 1 && (args[0].Hi > args[1].Hi || args[0].Lo < args[1].Lo)
	case "wrap.over", "wrap.under": // the executor asks when it is; results may exceed its own numbers
		bad = len(args) > 1
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

// Attacks are numbers at the ends of types and a length beyond most buffers.
func (Demand) Attacks(demand.Violation) []string {
	return []string{"2147483647", "-1", "0", "-2147483648", "4294967295", "1000"}
}

// Broken is told by the executor, which stops at the access.
func (Demand) Broken(_, _ []any, _ string) (bool, string) { return false, "" }
