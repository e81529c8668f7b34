package behaviour

import (
	"encoding/hex"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/demand/shell"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
	"github.com/prunella/prunella/code/value"
)

// own are the sinks of values that the program makes itself. To give another value
// is what a patch is for; that anything is done with it must stay.
var own = []string{"hash.weak", "cipher.weak", "key.size", "random.weak", "secret"}

// told are those of them whose values somebody may have kept to compare with. That
// only kinds of effects are the same is then no proof of the same behaviour.
var told = []string{"hash.weak", "cipher.weak"}

// differ lists how two runs differ, where the flow of the finding allows for it.
func differ(flow *solve.Flow, old, is *twin.Run) []string {
	switch {
	case slices.Contains(own, flow.Sink):
		if (old.Raised == "") != (is.Raised == "") {
			return []string{"was: raised " + old.Raised, "is: raised " + is.Raised}
		}
		a, b := kinds(old), kinds(is)
		if a != b {
			return []string{"was: " + a, "is: " + b}
		}
		return nil
	case flow.Sink == "html":
		return twin.CompareBy(old, is, func(e twin.Event) string { return html.UnescapeString(twin.Meaning(e)) })
	}
	return twin.Compare(apart(flow, old), apart(flow, is))
}

// kinds are the effects of a run without their values, and whether it gives any.
func kinds(r *twin.Run) string {
	var out []string
	for _, e := range r.Effects {
		out = append(out, e.Kind)
	}
	if r.Result == nil || r.Result == "" || r.Result == false || r.Result == int64(0) {
		return strings.Join(append(out, "nothing returned"), ", ")
	}
	return strings.Join(append(out, "something returned"), ", ")
}

// elsewhereGiven are the sinks whose values honest people do not choose freely, or
// that run a text of which other ways than running it show nothing.
var elsewhereGiven = []string{"url", "redirect", "template", "code", "deserialize"}

// lost reports a value of honest people that came to the sink and comes nowhere any
// more: a patch that throws the value away stops every attack.
func lost(t *trials, now runner) string {
	if t.key.Kind == "" || slices.Contains(elsewhereGiven, t.flow.Sink) || slices.Contains(own, t.flow.Sink) || chosen(t.flow) {
		return ""
	}
	in := t.base.Without(t.key)
	word := t.run().Given[t.key]
	if len(word) < 4 || t.run().Raised != "" || !shows(assure.Sinks(t.run(), t.flow.Sink), word) {
		return ""
	}
	is := now(in)
	if is.Exhausted || shows(is.Sinks, word) || shows(is.Effects, word) || strings.Contains(flat(is.Result), word) {
		return ""
	}
	return fmt.Sprintf("with %q: the value came to %s and comes nowhere any more", word, t.flow.Sink)
}

// shows reports whether a text is seen in what reached the events.
func shows(events []twin.Event, word string) bool {
	return slices.ContainsFunc(events, func(e twin.Event) bool {
		return slices.ContainsFunc(e.Args, func(a any) bool { return strings.Contains(flat(a), word) })
	})
}

// flat is all the text in a value.
func flat(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case *value.ListValue:
		var out []string
		for _, item := range v.Items {
			out = append(out, flat(item))
		}
		return strings.Join(out, "\n")
	case *value.MapValue:
		var out []string
		for _, k := range v.Keys {
			out = append(out, flat(k), flat(v.Vals[k]))
		}
		return strings.Join(out, "\n")
	}
	if s, ok := lexical.AsText([]any{v}, 0); ok {
		return s
	}
	return fmt.Sprint(v)
}

// A reading takes the escapes of one context off again.
type reading struct {
	word   string // with what the context escapes
	plain  string // a part of it that no context touches
	decode func(string) string
}

var escaped = regexp.MustCompile(`\\[0-9a-fA-F]{2}`)

// readings are the contexts in which every text can be written.
var readings = map[string]reading{
	"html":  {"Tom & O'Hara", "Tom", html.UnescapeString},
	"shell": {"it's two words", "two", func(line string) string { return strings.Join(shell.Words(line), "\n") }},
	"ldap": {"Smith (jr)", "Smith", func(filter string) string {
		return escaped.ReplaceAllStringFunc(filter, func(code string) string {
			b, err := hex.DecodeString(code[1:])
			if err != nil {
				return code
			}
			return string(b)
		})
	}},
}

// garbled reports a value that arrives otherwise than it was given: encoded twice,
// or for another context.
func garbled(t *trials, now runner) string {
	r, ok := readings[t.flow.Sink]
	if !ok || t.key.Kind == "" || strings.Contains(t.flow.Violation.Context, "script") || strings.Contains(t.flow.Violation.Context, "url") {
		return ""
	}
	is := now(t.base.With(t.key, r.word))
	for _, e := range assure.Sinks(is, t.flow.Sink) {
		if len(e.Args) == 0 || !strings.Contains(flat(e.Args[0]), r.plain) {
			continue
		}
		if !strings.Contains(r.decode(flat(e.Args[0])), r.word) {
			return fmt.Sprintf("with %q: the value arrives as %s", r.word, clip(flat(e.Args[0])))
		}
	}
	return ""
}
