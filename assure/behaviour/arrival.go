package behaviour

import (
	"encoding/base64"
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
var own = []string{"hash.weak", "cipher.weak", "key.size", "random.weak", "secret", "bind", "jwt.key", "written.bias"}

// told are those of them whose values somebody may have kept to compare with. That
// only kinds of effects are the same is then no proof of the same behaviour.
var told = []string{"hash.weak", "cipher.weak"}

// changed lists how two runs differ, where neither the finding nor another one that the
// patch mends allows for it: a line of a log may be forged and show a password.
func changed(s *assure.Subject, flow *solve.Flow, old, is *twin.Run) []string {
	why := differ(flow, old, is)
	if len(why) == 0 || s.Series == nil {
		return why
	}
	for _, p := range s.Series.Patches {
		other := p.Found.Flow()
		if mended[other.Sink] != nil && other != flow && (illegible(other, old) || len(differ(other, old, is)) == 0) {
			return nil
		}
	}
	return why
}

// differ lists how two runs differ, where the flow of the finding allows for it.
func differ(flow *solve.Flow, old, is *twin.Run) []string {
	switch {
	case slices.Contains(own, flow.Sink):
		if (old.Raised == "") != (is.Raised == "") {
			return []string{"was: raised " + old.Raised, "is: raised " + is.Raised}
		}
		a, b := kinds(old), kinds(is)
		if a != b && strings.Replace(a, "nothing returned", "something returned", 1) != b { // a short number, cut off at its point, is nothing
			return []string{"was: " + a, "is: " + b}
		}
		if v := bared(flow, old, is); v != "" {
			return []string{fmt.Sprintf("%q is seen as it is, and was not", v)}
		}
		return nil
	case flow.Sink == "html" && strings.Contains(flow.Violation.Context, "script"):
		// A name of the script became a text of it, as it has to.
		return twin.CompareBy(old, is, func(e twin.Event) string { return unquoted.Replace(html.UnescapeString(twin.Meaning(e))) })
	case flow.Sink == "html":
		return twin.CompareBy(old, is, func(e twin.Event) string { return html.UnescapeString(twin.Meaning(e)) })
	case (flow.Sink == "shell" || flow.Sink == "exec") && !slices.ContainsFunc(old.Effects, ended):
		return twin.CompareBy(old, is, func(e twin.Event) string {
			if e.Kind == process {
				return endOfOptions.ReplaceAllString(twin.Meaning(e), " ")
			}
			return twin.Meaning(e)
		})
	}
	if m, ok := mended[flow.Sink]; ok {
		return m(flow, old, is).compare(old, is)
	}
	return twin.Compare(apart(flow, old), apart(flow, is))
}

// What a program is started with after the end of its options is no option: a patch
// may say so, and may not leave it out.
const process = "process"

var endOfOptions = regexp.MustCompile(` (--|--end-of-options) `)

func ended(e twin.Event) bool {
	return e.Kind == process && endOfOptions.MatchString(twin.Meaning(e))
}

// bared is a value that the program hid, by a hash or a cipher, and shows now.
func bared(flow *solve.Flow, old, is *twin.Run) string {
	if !slices.Contains(told, flow.Sink) {
		return ""
	}
	for _, k := range is.Asked {
		v := is.Given[k]
		forms := []string{v, hex.EncodeToString([]byte(v)), base64.StdEncoding.EncodeToString([]byte(v))}
		seen := func(r *twin.Run) bool {
			return slices.ContainsFunc(forms, func(form string) bool { return shows(r.Effects, form) || strings.Contains(flat(r.Result), form) })
		}
		if len(v) > 3 && seen(is) && !seen(old) {
			return v
		}
	}
	return ""
}

var unquoted = strings.NewReplacer(`"`, "", "'", "")

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
var elsewhereGiven = []string{"url", "jndi", "redirect", "template", "code", "deserialize", "mail", "trace"}

// looking are the sinks that only look at a value.
var looking = []string{"bomb", "grant", "narrow", "timing"}

// lost reports a value of honest people that came to the sink and comes nowhere any
// more: a patch that throws the value away stops every attack.
//
// Nothing goes through sinks that only look: where it goes on is compared there.
func lost(t *trials, now runner) string {
	if t.key.Kind == "" || slices.Contains(looking, t.flow.Sink) || slices.Contains(elsewhereGiven, t.flow.Sink) || slices.Contains(own, t.flow.Sink) || chosen(t.flow) || numbered(t.flow) || replaced(t.flow) {
		return ""
	}
	in := t.peace
	word := t.run().Given[t.key]
	if len(word) < 4 || t.run().Raised != "" || !shows(assure.Sinks(t.run(), t.flow.Sink), word) {
		return ""
	}
	is := now(in)
	arrived := is.Sinks
	if t.flow.Sink != "regex" {
		arrived = elsewhereThan(arrived, "regex")
	}
	if is.Exhausted || shows(arrived, word) || shows(is.Effects, word) || strings.Contains(flat(is.Result), word) {
		return ""
	}
	return fmt.Sprintf("with %q: the value came to %s and comes nowhere any more", word, t.flow.Sink)
}

// answers are the effects by which somebody who asked is told something.
var answers = []string{"respond", "http.write", "http.status", "http.error", "http.redirect", "http.header", "http.cookie", "redirect", "header", "cookie", "render", "send", "show", "flash", "next", "process", "exit"}

func answered(r *twin.Run) bool {
	return r.Exhausted || r.Raised != "" || r.Result != nil || slices.ContainsFunc(r.Effects, func(e twin.Event) bool { return slices.Contains(answers, e.Kind) })
}

// untold reports a patch that refuses the attack and tells nobody, where every request
// had an answer: who asked by mistake waits, or takes silence for success.
func untold(t *trials, now runner) string {
	if t.flow.Entry == nil || t.flow.Entry.Kind != "http" || t.key.Kind == "" || t.flow.At.Func != t.flow.Root || !answered(t.run()) {
		return "" // what helpers tell their callers the program passes on, or does not, as ever
	}
	if attacked := t.then(t.base); attacked.Raised == "" && !answered(attacked) { // it was silent before
		return ""
	}
	if is := now(t.base); !answered(is) && answered(now(t.peace)) {
		return "nobody is told of what is refused"
	}
	return ""
}

// replaced: what an expression makes of the value is compared where it goes, and need not
// be made by an expression.
func replaced(f *solve.Flow) bool { return f.Sink == "regex.slow" && f.At.Callee == "replace" }

// elsewhereThan leaves out the sinks of a kind: what is only looked at there has not
// arrived.
func elsewhereThan(events []twin.Event, kind string) []twin.Event {
	return slices.DeleteFunc(slices.Clone(events), func(e twin.Event) bool { return e.Kind == kind })
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
	words  []string // with what the context escapes; the first that the program lets through tells
	plain  string   // a part of them that no context touches
	decode func(string) string
}

var escaped = regexp.MustCompile(`\\[0-9a-fA-F]{2}`)

func shellWords(line string) string { return strings.Join(shell.Words(line), "\n") }

// readings are the contexts in which every text can be written.
var readings = map[string]reading{
	"html":  {[]string{"Tom & O'Hara", "Tom's"}, "Tom", html.UnescapeString},
	"shell": {[]string{"it's two words", "two'words"}, "two", shellWords},
	"exec":  {[]string{"it's two words", "two'words"}, "two", shellWords},
	"ldap": {[]string{"Smith (jr)", "Smith(jr)"}, "Smith", func(filter string) string {
		return escaped.ReplaceAllStringFunc(filter, func(code string) string {
			b, err := hex.DecodeString(code[1:])
			if err != nil {
				return code
			}
			return string(b)
		})
	}},
}

// comes is how a value stands at a sink: as it was given, with the escapes of the
// context, or both ways wrong.
type comes int

const (
	absent comes = iota
	arrives
	wrong
)

// seen looks for a word in what reached the sink.
func (r reading) seen(events []twin.Event, word string) (comes, string) {
	out, how := absent, ""
	for _, e := range events {
		for _, line := range lines(e.Args) {
			switch {
			case !strings.Contains(line, r.plain):
			case strings.Contains(line, word), strings.Contains(r.decode(line), word):
				out = max(out, arrives)
			default:
				out, how = wrong, line
			}
		}
	}
	return out, how
}

// lines are the texts among a sink's arguments: a list's one by one.
func lines(args []any) []string {
	var out []string
	for _, a := range args {
		if l, ok := a.(*value.ListValue); ok {
			out = append(out, lines(l.Items)...)
			continue
		}
		out = append(out, flat(a))
	}
	return out
}

// garbled reports a value that arrives otherwise than it was given: encoded twice,
// or for another context. A word that the program always made something else of
// tells nothing.
func garbled(t *trials, now runner) string {
	r, ok := readings[t.flow.Sink]
	if !ok || t.key.Kind == "" || strings.Contains(t.flow.Violation.Context, "script") || strings.Contains(t.flow.Violation.Context, "url") {
		return ""
	}
	for _, lead := range t.leads() {
		for _, word := range r.words {
			in := t.base.With(t.key, lead+word)
			if before, _ := r.seen(assure.Sinks(t.then(in), t.flow.Sink), word); before != arrives {
				continue
			}
			if after, how := r.seen(assure.Sinks(now(in), t.flow.Sink), word); after == wrong {
				return fmt.Sprintf("with %q: the value arrives as %s", lead+word, clip(how))
			}
			break
		}
	}
	return ""
}

// leads are beginnings that the program asks for, and none.
func (t *trials) leads() []string {
	out := []string{""}
	if t.key.Kind == "dom.url" { // "#" and "?" are a part of what is after them
		out = append(out, "#", "?")
	}
	for _, h := range t.run().Hints {
		if h.Source == t.key && !h.Encoded && len(h.Value) <= maxWord && len(out) < maxHints && !slices.Contains(out, h.Value) {
			out = append(out, h.Value)
		}
	}
	return out
}
