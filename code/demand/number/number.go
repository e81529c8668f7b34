// Package number is the demand on whole numbers that somebody else gives, where
// the program goes on with them: which element of an array (CWE-129), how much is
// made, waited for or gone through (CWE-400, CWE-606, CWE-789), what is put into a
// smaller type (CWE-197, CWE-681).
//
// Arguments: index: the number, the length of the array, nil when unknown. amount:
// the number, of what ("turns", "bytes", "milliseconds", …). narrow: the number, the type.
//
// A number that was compared is bounded; one that was compared with what is not
// known here counts as bounded too.
package number

import (
	"fmt"
	"math"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/constant"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// A Demand is one of them.
type Demand struct {
	Name   string
	breaks func(lo, hi int64, rest []value.Abs) string
}

// All lists the demands of this family.
func All() []Demand {
	return []Demand{{"index", index}, {"amount", amount}, {"narrow", narrow}}
}

// Kind names the sink.
func (d Demand) Kind() string { return d.Name }

// Check judges the range of a number from outside.
func (d Demand) Check(args []value.Abs) []demand.Violation {
	if len(args) < 2 || args[0].Labels == 0 || args[0].Kind&^value.Nil != value.Int { // what is perhaps no number was chosen by nobody
		return nil
	}
	reason := d.breaks(args[0].Lo, args[0].Hi, args[1:])
	if reason == "" {
		return nil
	}
	return []demand.Violation{{Labels: args[0].Labels, Context: d.Name, Reason: reason}}
}

// index: below zero, or beyond the end. Whoever compared a number has made its
// range smaller, be it with a length that is not known.
func index(lo, hi int64, rest []value.Abs) string {
	if lo < 0 {
		return "may be negative"
	}
	if n, ok := constant.Int(rest, 0); ok && hi >= n && hi >= math.MaxInt32 {
		return fmt.Sprintf("may be %d and more", n)
	} else if !ok && hi >= math.MaxInt32 {
		return "may be any number"
	}
	return ""
}

// plenty is more than a program makes, waits for or goes through for one stranger:
// bytes, milliseconds (half an hour), turns.
const plenty = 1_800_000

func amount(_, hi int64, rest []value.Abs) string {
	what, _ := constant.Text(rest, 0)
	if hi <= plenty || hi < math.MaxInt32-1 {
		return ""
	}
	return "may be any number of " + what
}

// holds is what types hold; of Java's, the lower bits of a number are taken on purpose
// when it fits without its sign.
var holds = map[string][2]int64{
	"byte": {math.MinInt8, math.MaxUint8}, "short": {math.MinInt16, math.MaxUint16}, "int": {math.MinInt32, math.MaxUint32},
	"int8": {math.MinInt8, math.MaxInt8}, "int16": {math.MinInt16, math.MaxInt16}, "int32": {math.MinInt32, math.MaxInt32},
	"uint8": {0, math.MaxUint8}, "uint16": {0, math.MaxUint16}, "uint32": {0, math.MaxUint32},
}

func narrow(lo, hi int64, rest []value.Abs) string {
	name, ok := constant.Text(rest, 0)
	t, known := holds[name]
	if !ok || !known || lo >= t[0] && hi <= t[1] {
		return ""
	}
	return "may be more than " + name + " holds, and then is another number"
}

// Attacks are numbers at the ends of types, and in the upper half of those without a sign.
func (Demand) Attacks(demand.Violation) []string {
	return []string{"2147483647", "-1", "-2147483648", "9223372036854775807", "70000", "3000000000", "40000", "200"}
}

// Broken holds the number that arrived against the same bounds.
func (d Demand) Broken(_, attacked []any, _ string) (bool, string) {
	if len(attacked) < 2 {
		return false, ""
	}
	n, ok := attacked[0].(int64)
	if !ok {
		return false, ""
	}
	rest := value.Abs{Kind: value.Unknown}
	switch x := attacked[1].(type) {
	case int64:
		rest = value.Abs{Kind: value.Int, Lo: x, Hi: x}
		if d.Name == "index" && n >= x {
			return true, fmt.Sprintf("element %d of %d is asked for", n, x)
		}
	case string:
		rest = value.Abs{Kind: value.Str, Str: text.Lit(x)}
	}
	if why := d.breaks(n, n, []value.Abs{rest}); why != "" {
		return true, fmt.Sprintf("%d arrives", n)
	}
	return false, ""
}
