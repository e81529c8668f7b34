package ops

import (
	"net/url"
	"slices"
	"strings"
	"text/template"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// Templates of text/template, as far as what they write of the data goes: conditions
// and loops write what is in them once.

// A place is what stands between {{ and }}.
type place struct {
	words   []string  // without the functions that escape
	escapes []escaper // in the order in which they are applied
}

// An escaper is a function of text/template, and the bytes that nothing it writes has.
type escaper struct {
	write   func(string) string
	without string
}

func escapers(name string) (escaper, bool) {
	switch name {
	case "html":
		return escaper{template.HTMLEscapeString, "<>'\""}, true
	case "js":
		return escaper{template.JSEscapeString, "<>&=\n\r"}, true
	case "urlquery":
		return escaper{url.QueryEscape, "<>'\"&=/:\\ \n\r\t"}, true
	}
	return escaper{}, false
}

// control are words with which a place that writes nothing begins.
var control = []string{"if", "else", "end", "range", "with", "define", "block", "template", "break", "continue", "/*"}

// placeOf reads a place; false for one that writes nothing of the data.
func placeOf(inner string) (place, bool) {
	var p place
	for i, part := range strings.Split(inner, "|") {
		words := strings.Fields(strings.Trim(part, "- "))
		if i == 0 && (len(words) == 0 || slices.Contains(control, words[0]) || strings.HasPrefix(words[0], "/*")) {
			return p, false
		}
		for len(words) > 0 {
			e, ok := escapers(words[0])
			if !ok {
				break
			}
			p.escapes = append(p.escapes, e)
			words = words[1:]
		}
		if i == 0 {
			p.words = words
		}
	}
	return p, true
}

// each calls constant for the text outside of places, and filled for each place.
func each(layout string, constant func(string), filled func(place)) {
	for {
		head, rest, ok := strings.Cut(layout, "{{")
		constant(head)
		if !ok {
			return
		}
		inner, after, ok := strings.Cut(rest, "}}")
		if !ok {
			return
		}
		layout = after
		if p, ok := placeOf(inner); ok {
			filled(p)
		}
	}
}

// of is what {{.Name}} or {{.Name.Part}} stands for; the whole data when the
// words are no field, and what is known of it when only its beginning is.
func (p place) of(data any) any {
	path, isField := strings.CutPrefix(strings.Join(p.words, " "), ".")
	if !isField || path == "" {
		return data
	}
	for name := range strings.SplitSeq(path, ".") {
		m, ok := data.(*value.MapValue)
		if !ok {
			return data
		}
		v, has := m.Vals[name]
		if !has {
			return data
		}
		data = v
	}
	return data
}

func rendered(layout string, data any) string {
	var b strings.Builder
	each(layout, func(s string) { b.WriteString(s) }, func(p place) {
		s := show(p.of(data))
		for _, e := range p.escapes {
			s = e.write(s)
		}
		b.WriteString(s)
	})
	return b.String()
}

// absRender keeps the constant text around the places.
func absRender(_ *Context, args []value.Abs) value.Abs {
	layout, ok := exactText(args, 0)
	if !ok {
		return anyText(args)
	}
	labels := labelsOf(arg(args, 1))
	out := text.Lit("")
	each(layout, func(s string) { out = text.Concat(out, text.Lit(s)) }, func(p place) {
		data := text.AnyHole(labels, 0)
		if n := len(p.escapes); n > 0 { // the last one says what is there
			data.Chars = data.Chars.Minus(text.Of(p.escapes[n-1].without))
		}
		out = text.Concat(out, text.Unknown(data))
	})
	return made(out)
}
