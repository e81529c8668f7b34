package ops

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

func jsonQuote(s string, escape bool) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(escape)
	if err := e.Encode(s); err != nil {
		return `""`
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// jsonTable rewrites what JSON strings escape; bytes that are not UTF-8 become
// an escape too, whose characters the result may have.
func jsonTable(escape bool) rewriting {
	t := map[byte]string{'"': `\"`, '\\': `\\`, '\n': `\n`, '\r': `\r`, '\t': `\t`, '\b': `\b`, '\f': `\f`}
	for c := byte(0); c < ' '; c++ {
		if _, ok := t[c]; !ok {
			t[c] = fmt.Sprintf(`\u%04x`, c)
		}
	}
	if escape {
		t['<'], t['>'], t['&'] = `\u003c`, `\u003e`, `\u0026`
	}
	return escaping(t)
}

func absJSONQuote(in *Context, args []value.Abs) value.Abs {
	escape, known := exactInt(args, 1, 1)
	html := known && escape != 0
	return made(in.jsonText(subject(args), html, func(s string) string { return jsonQuote(s, html) }))
}

// jsonText is the text as a JSON string; quote writes known parts.
func (in *Context) jsonText(s text.Str, html bool, quote func(string) string) text.Str {
	body := rewriteParts(s, func(p text.Part) text.Str {
		if p.Hole == nil {
			q := quote(p.Text)
			return text.Const(q[1:len(q)-1], p.Unit, p.Span)
		}
		return in.rewrite(loosened(text.Unknown(*p.Hole), `\u0123456789abcdef`), jsonTable(html), "")
	})
	return text.Concat(text.Lit(`"`), body, text.Lit(`"`))
}

// loosened: where a text has characters outside ASCII, escapes of them may
// stand in the result; their letters are added.
func loosened(s text.Str, letters string) text.Str {
	return s.MapHoles(func(h text.Hole) text.Hole {
		if h.Chars.Intersect(text.High()).Empty() {
			return h
		}
		out := text.Hole{Labels: h.Labels, Chars: h.Chars.Union(text.Of(letters))}
		for _, w := range h.Not {
			if text.Of(w).Intersect(text.Of(letters).Union(text.High())).Empty() {
				out = out.Without(w)
			}
		}
		return out
	})
}

func absGoQuote(in *Context, args []value.Abs) value.Abs {
	t := map[byte]string{'"': `\"`, '\\': `\\`, '\n': `\n`, '\r': `\r`, '\t': `\t`, '\b': `\b`, '\f': `\f`, '\v': `\v`, '\a': `\a`, 0x7f: `\x7f`}
	for c := byte(0); c < ' '; c++ {
		if _, ok := t[c]; !ok {
			t[c] = fmt.Sprintf(`\x%02x`, c)
		}
	}
	s := subject(args)
	if !ascii(s) {
		s = text.Unknown(loosened(text.Unknown(anonymous(s.Flatten())), `\xuU0123456789abcdef`).Flatten())
		t['\\'] = `\\`
	}
	return made(text.Concat(text.Lit(`"`), in.rewrite(s, escaping(t), ""), text.Lit(`"`)))
}

// anonymous is the hole without its name.
func anonymous(h text.Hole) text.Hole { h.Sym = 0; return h }

func jsonSubject(args []any) any {
	if len(args) > 0 {
		if l, ok := args[0].(*value.ListValue); ok {
			if m, isMap := at2(args); isMap && len(l.Items) == 0 && len(m.Keys) > 0 {
				return m
			}
			if len(l.Items) == 1 && len(args) > 1 {
				return l.Items[0]
			}
			return l
		}
		return args[0]
	}
	return nil
}

func at2(args []any) (*value.MapValue, bool) {
	if len(args) < 2 {
		return nil, false
	}
	m, ok := args[1].(*value.MapValue)
	return m, ok && m != nil
}

func jsonEncode(v any) (any, error) {
	switch v := v.(type) {
	case nil:
		return "null", nil
	case bool:
		return strconv.FormatBool(v), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	case float64:
		return pyFloat(v), nil
	case string:
		return pyJSON(v), nil
	case *value.ListValue:
		parts := make([]string, len(v.Items))
		for i, it := range v.Items {
			p, err := jsonEncode(it)
			if err != nil {
				return nil, err
			}
			parts[i], _ = p.(string)
		}
		return "[" + strings.Join(parts, ", ") + "]", nil
	case *value.MapValue:
		parts := make([]string, 0, len(v.Keys))
		for _, k := range v.Keys {
			p, err := jsonEncode(v.Vals[k])
			if err != nil {
				return nil, err
			}
			parts = append(parts, pyJSON(show(k))+": "+p.(string))
		}
		return "{" + strings.Join(parts, ", ") + "}", nil
	}
	return nil, bad("not JSON serializable: %T", v)
}

// pyJSON quotes as Python's json does: ASCII only, no HTML escapes.
func pyJSON(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c == '\b':
			b.WriteString(`\b`)
		case c == '\f':
			b.WriteString(`\f`)
		case c < ' ' || c >= 0x7f && c < 0x10000:
			if c == 0x7f {
				b.WriteByte(0x7f)
				continue
			}
			fmt.Fprintf(&b, `\u%04x`, c)
		case c >= 0x10000:
			c -= 0x10000
			fmt.Fprintf(&b, `\u%04x\u%04x`, 0xd800+c>>10, 0xdc00+c&0x3ff)
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

var jsonHTML = map[byte]string{'<': `\u003c`, '>': `\u003e`, '&': `\u0026`}

// goJSON is json.Marshal of a value, or the encoder without escaping.
func goJSON(v any, escape bool) (any, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(escape)
	if err := e.Encode(goValues([]any{v})[0]); err != nil {
		return nil, err
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

// decodeForm reads a query; of a name that comes again, the first value.
func decodeForm(s string) *value.MapValue {
	out := &value.MapValue{Vals: map[any]any{}}
	for _, field := range strings.Split(s, "&") {
		name, v, _ := strings.Cut(field, "=")
		name = unquote(name, true)
		if _, again := out.Vals[name]; name != "" && !again {
			out.Keys = append(out.Keys, name)
			out.Vals[name] = unquote(v, true)
		}
	}
	return out
}

func decodeJSON(s string) (any, error) {
	var v any
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	return fromJSON(v), nil
}

func fromJSON(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return n
		}
		f, _ := v.Float64()
		return f
	case []any:
		out := &value.ListValue{}
		for _, it := range v {
			out.Items = append(out.Items, fromJSON(it))
		}
		return out
	case map[string]any:
		out := &value.MapValue{Vals: map[any]any{}}
		for _, k := range slices.Sorted(maps.Keys(v)) {
			out.Keys = append(out.Keys, k)
			out.Vals[k] = fromJSON(v[k])
		}
		return out
	}
	return v
}

func absJSON(escape bool) func(*Context, []value.Abs) value.Abs {
	return func(in *Context, args []value.Abs) value.Abs {
		a := arg(args, 0)
		html := escape && len(args) == 1
		if a.Kind == value.Str {
			if len(args) == 1 {
				return made(in.jsonText(a.Str, html, func(s string) string { return jsonQuote(s, html) }))
			}
			return made(in.jsonText(a.Str, false, pyJSON))
		}
		h := text.AnyHole(allLabels(args), 0)
		h.Chars = text.Range(0, 31).Complement()
		if html {
			h.Chars = h.Chars.Minus(text.Of("<>&"))
		}
		return hole(h.WithMark("json"))
	}
}

// absScriptJSON is a JSON text as a whole: what it may be in a script is known
// by its mark, what in markup by its characters.
func absScriptJSON(_ *Context, args []value.Abs) value.Abs {
	h := text.AnyHole(allLabels(args), 0)
	h.Chars = text.Range(0, 31).Complement().Minus(text.Of("<>&'"))
	return hole(h.WithMark("json"))
}
