// Package demand says what a sink asks of the values that reach it, in the
// lexical context they land in, and how one sees that the demand was broken.
// A demand is one folder below this one and one line of the list in [All] of
// package demands.
//
// The same knowledge serves three readers: the solver asks which holes may break
// the demand, the twin asks which inputs would, and the oracle compares what
// reached the sink in a benign and in an attacked run, by structure (token tree,
// shell words, resolved path, HTML tree, URL host), never by pattern.
package demand

import (
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// A Demand is what one kind of sink asks. Args are the arguments of the sink
// intrinsic after its kind.
type Demand interface {
	// Kind is the sink kind stubs name: "sql", "shell", "path", "html".
	Kind() string
	// Check lists how the arguments may break the demand. An empty list is a
	// proof that they cannot, as far as the domain over-approximates.
	Check(args []value.Abs) []Violation
	// Attacks lists inputs worth trying for the violation, most telling first.
	// They are what the attacker-controlled value should be.
	Attacks(v Violation) []string
	// Broken is the oracle: whether the values that reached the sink in the
	// attacked run break the structure that the benign run had. input is what
	// the attacker sent. The text says how, for a person.
	Broken(benign, attacked []any, input string) (bool, string)
}

// A Violation is one way in which a demand may be broken.
type Violation struct {
	Arg     int         // which argument
	Labels  text.Labels // whose data does it; 0 for demands on constants
	Context string      // the lexical context: "sql string '", "html attribute \"", "value"
	Reason  string      // for a person: "may contain ', which ends the literal"
	Hole    *text.Hole  // the hole, when a text breaks it
	Seq     text.Seq    // the whole text it stands in
}

// Told are violations of one demand as another tells them: in its context, for its reason.
func Told(out []Violation, context, reason string) []Violation {
	for i := range out {
		out[i].Context, out[i].Reason = context, reason
	}
	return out
}
