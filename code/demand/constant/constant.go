// Package constant is what the demands on values share, whoever's they are: a
// setting, an algorithm, a size. They are judged where they are certain; an
// unknown value is no violation. There is nothing to attack: the value itself is
// the flaw, and reaching the sink with it reproduces it.
package constant

import (
	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/value"
)

// A Demand judges values.
type Demand struct {
	Name string // the kind
	// Judge tells what is wrong with the argument at index arg; reason "" when
	// nothing is.
	Judge func(args []value.Abs) (arg int, context, reason string)
}

// Kind names the sink.
func (d Demand) Kind() string { return d.Name }

// Check asks Judge.
func (d Demand) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	arg, context, reason := d.Judge(args)
	if reason == "" {
		return nil
	}
	return []demand.Violation{{Arg: arg, Context: context, Reason: reason}}
}

// Attacks is empty: there is no input to choose.
func (Demand) Attacks(demand.Violation) []string { return nil }

// Broken is never so: the value is not the attacker's.
func (Demand) Broken(_, _ []any, _ string) (bool, string) { return false, "" }

// Text is the certain text of the argument at i.
func Text(args []value.Abs, i int) (string, bool) {
	if i >= len(args) || args[i].Kind == 0 || args[i].Kind&^(value.Str|value.Bytes) != 0 {
		return "", false
	}
	return args[i].Str.Exact()
}

// Texts is every text that the argument may certainly be; a list's elements.
func Texts(args []value.Abs, i int) []string {
	if i >= len(args) {
		return nil
	}
	if args[i].Kind == value.List {
		var out []string
		for j := range args[i].Items {
			out = append(out, Texts(args[i].Items, j)...)
		}
		return out
	}
	if args[i].Kind&^(value.Str|value.Bytes) != 0 {
		return nil
	}
	out, _ := args[i].Str.Exacts()
	return out
}

// Int is the certain number of the argument at i.
func Int(args []value.Abs, i int) (int64, bool) {
	if i >= len(args) || args[i].Kind == 0 || args[i].Kind&^(value.Int|value.Float) != 0 || args[i].Lo != args[i].Hi {
		return 0, false
	}
	return args[i].Lo, true
}

// False and True report certain truth values.
func False(args []value.Abs, i int) bool {
	return i < len(args) && (args[i].Kind == value.Bool || args[i].Kind == value.Int) && args[i].Lo == 0 && args[i].Hi == 0
}

// True reports a value that is certainly true.
func True(args []value.Abs, i int) bool {
	return i < len(args) && args[i].Kind == value.Bool && args[i].Lo == 1
}

// Nil reports a value that is certainly absent.
func Nil(args []value.Abs, i int) bool { return i < len(args) && args[i].Kind == value.Nil }
