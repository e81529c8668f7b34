package behaviour

import (
	"encoding/base64"
	"slices"
	"strings"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
)

// Trials are the runs of the old program with values for one source.
type trials struct {
	flow  *solve.Flow
	then  runner
	key   twin.SourceKey // varied; the zero key when the flow has no source
	base  twin.Inputs    // of the run that came to the sink, with the attack still in it
	peace twin.Inputs    // of the harmless run
	plain *twin.Run      // the run with what is benign by default
}

// run is the plain run, done once.
func (t *trials) run() *twin.Run {
	if t.plain == nil {
		t.plain = t.then(t.peace)
	}
	return t.plain
}

// inputs are what both programs are given: each word for the source, and the plain
// ones with other values of what the operator decides. Where only the program knows
// what is meant, a column of its tables or an address of its partners, or where the whole is code, the plain
// word is nothing that people give.
func (t *trials) inputs(words []string) []twin.Inputs {
	var all []twin.Inputs
	if t.flow.Sink == "deserialize" && t.key.Kind != "" { // a word is nothing that any format can mean
		for _, data := range []string{"{}", base64.StdEncoding.EncodeToString([]byte("{}"))} {
			all = append(all, t.base.With(t.key, data))
		}
		return all
	}
	if t.flow.Sink != "url" && t.flow.Sink != "jndi" && !chosen(t.flow) && (t.flow.Sink != "code" || len(t.flow.Violation.Seq) > 1) {
		all = append(all, t.plainly())
	}
	if t.key.Kind != "" {
		for _, w := range words {
			all = append(all, t.base.With(t.key, w))
		}
	}
	return append(all, t.elsewhere()...)
}

// plainly is the harmless run; of a place to go to, one on the program's own site.
func (t *trials) plainly() twin.Inputs {
	if numbered(t.flow) && t.key.Kind != "" {
		return t.base.With(t.key, someNumber)
	}
	if v := twin.Benign(t.key); t.flow.Sink == "redirect" && t.key.Kind != "" && !strings.HasPrefix(v, "/") {
		return t.base.With(t.key, "/"+v)
	}
	return t.peace
}

// worked: the old program was content with the input, or as little as with the
// plain one, and the input broke nothing.
func (t *trials) worked(old *twin.Run, in twin.Inputs) bool {
	if old.Raised != "" && (t.flow.Sink == "written.crash" || old.Raised != t.run().Raised || len(old.Effects) == 0) {
		return false // some frameworks end what they have answered by raising
	}
	if status := old.Response().Status; old.Exhausted || status >= 400 && status != t.run().Response().Status {
		return false
	}
	calm, hits := assure.Sinks(t.run(), t.flow.Sink), assure.Sinks(old, t.flow.Sink)
	if len(t.flow.Sources) == 0 || chosen(t.flow) || t.flow.Sink == "code" && (slices.Contains(formulas, in.Values[t.key]) || slices.Contains(numbers, in.Values[t.key])) {
		return true // another name is another statement: that is what it is for
	}
	for i, h := range hits {
		if i >= len(calm) {
			break
		}
		if broken, _ := t.flow.Demand.Broken(calm[i].Args, h.Args, in.Values[t.key]); broken {
			return false
		}
	}
	return true
}

// operators are the sources that belong to whoever runs the program.
var operators = []string{"args", "env"}

// maxSettings bounds how many choices of the start are tried the other way.
const maxSettings = 24

// elsewhere are inputs with which the program works in another folder: settings of
// the operator's that are seen in a file name become absolute.
func (t *trials) elsewhere() []twin.Inputs {
	if t.flow.Sink != "path" || slices.Contains(operators, t.key.Kind) {
		return nil
	}
	plain := t.peace
	if moved := t.moved(plain, t.run()); moved != nil {
		return moved
	}
	for n := range min(t.run().SetupChoices, maxSettings) {
		in := plain.Flipped(n)
		if moved := t.moved(in, t.then(in)); moved != nil {
			return moved
		}
	}
	return nil
}

// moved makes the settings absolute that a run's file names show.
func (t *trials) moved(in twin.Inputs, r *twin.Run) []twin.Inputs {
	names := ""
	for _, e := range assure.Sinks(r, t.flow.Sink) {
		name, _ := lexical.AsText(e.Args, 0)
		names += "\n" + name
	}
	for _, k := range r.Asked {
		if v := r.Given[k]; slices.Contains(operators, k.Kind) && len(v) > 2 && !strings.HasPrefix(v, "/") && strings.Contains(names, v) {
			return []twin.Inputs{in.With(k, "/srv/"+v)}
		}
	}
	return nil
}
