package ops

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// codecOps change how a text is written down.
func codecOps() []Op {
	b64 := text.Alnum().Union(text.Of("+/="))
	b64url := text.Alnum().Union(text.Of("-_="))
	hexes := text.Digits().Union(text.Range('a', 'f'))
	return []Op{
		{Name: "base64.encode", Doc: `(s, alphabet="std") -> base 64: "std", "url", "rawstd", "rawurl" (RFC 4648)`,
			Concrete: sn(func(a []any) (string, error) { return alphabet(str(a, 1)).EncodeToString([]byte(str(a, 0))), nil }),
			Abstract: func(in *Context, args []value.Abs) value.Abs {
				return in.encoded("base64.encode", args, b64.Union(b64url), 2)
			}},
		{Name: "base64.decode", Doc: "(s, alphabet) -> the bytes; an error for other characters",
			Concrete: sn(func(a []any) (string, error) {
				b, err := alphabet(str(a, 1)).DecodeString(str(a, 0))
				return string(b), err
			}),
			Abstract: decoded("base64.decode")},
		{Name: "base64.valid", Doc: "(s, alphabet) -> whether base64.decode reads s",
			Concrete: bn(func(a []any) bool { _, err := alphabet(str(a, 1)).DecodeString(str(a, 0)); return err == nil }),
			Abstract: inSet(b64.Union(b64url).Union(text.Of("\r\n")))},
		{Name: "hex.encode", Doc: "(s) -> two hexadecimal digits for each byte",
			Concrete: sn(func(a []any) (string, error) { return hex.EncodeToString([]byte(str(a, 0))), nil }),
			Abstract: func(in *Context, args []value.Abs) value.Abs { return in.encoded("hex.encode", args, hexes, 2) }},
		{Name: "hex.decode", Doc: "(s) -> the bytes; an error for other characters",
			Concrete: sn(func(a []any) (string, error) { b, err := hex.DecodeString(str(a, 0)); return string(b), err }),
			Abstract: decoded("hex.decode")},
		{Name: "hex.valid", Doc: "(s) -> whether hex.decode reads s",
			Concrete: bn(func(a []any) bool { _, err := hex.DecodeString(str(a, 0)); return err == nil }),
			Abstract: inSet(hexes.Union(text.Range('A', 'F')))},
		{Name: "hash.hex", Doc: "(alg, s) -> the digest in hexadecimal; the twin computes unknown algorithms as sha256",
			Concrete: func(a []any) (any, error) { return hex.EncodeToString(digest(str(a, 0), str(a, 1))), nil },
			Abstract: func(_ *Context, args []value.Abs) value.Abs {
				return hole(text.Hole{Labels: allLabels(args), Chars: hexes, MaxLen: 128})
			}},
		{Name: "hash.bytes", Doc: "(alg, s) -> the digest",
			Concrete: func(a []any) (any, error) { return value.BytesValue(digest(str(a, 0), str(a, 1))), nil },
			Abstract: func(_ *Context, args []value.Abs) value.Abs {
				return value.Abs{Kind: value.Bytes, Str: text.Unknown(text.Hole{Labels: allLabels(args), Chars: text.All(), MaxLen: 64})}
			}},
		{Name: "hash.sum", Doc: "(alg, s) -> hash.bytes", Concrete: func(a []any) (any, error) { return value.BytesValue(digest(str(a, 0), str(a, 1))), nil },
			Abstract: absDigest},
		{Name: "hash.mac", Doc: "(alg, key, s) -> the HMAC as bytes",
			Concrete: func(a []any) (any, error) {
				m := hmac.New(func() hash.Hash { return hasher(str(a, 0)) }, []byte(str(a, 1)))
				m.Write([]byte(str(a, 2)))
				return value.BytesValue(m.Sum(nil)), nil
			}, Abstract: absDigest},
		{Name: "json.quote", Doc: `(s, html=true) -> s as a JSON string; html: < > & as \u003c and so on (Go's encoding/json)`,
			Concrete: sn(func(a []any) (string, error) { return jsonQuote(str(a, 0), !given(a, 1) || num(a, 1, 1) != 0), nil }),
			Abstract: absJSONQuote},
		{Name: "json.encode", Doc: "(value) -> Go's json.Marshal; (args list, kwargs map) -> Python's json.dumps of one simple value, or of the list of several",
			Concrete: func(a []any) (any, error) {
				if len(a) == 1 {
					return goJSON(a[0], true)
				}
				return jsonEncode(jsonSubject(a))
			}, Abstract: absJSON(true)},
		{Name: "json.encode_raw", Doc: "(value) -> json.encode that leaves < > & as they are",
			Concrete: func(a []any) (any, error) {
				if len(a) == 0 {
					return nil, bad("no value")
				}
				return goJSON(a[0], false)
			}, Abstract: absJSON(false)},
		{Name: "json.escape_html", Doc: `(s) -> < > & of a JSON text as \u003c and so on (json.HTMLEscape)`,
			Concrete: s1(replacer(jsonHTML)), Abstract: rewritten("json.escape_html", escaping(jsonHTML))},
		{Name: "json.decode", Doc: "(s) -> the maps, lists and scalars of a JSON text; an error for others",
			Concrete: func(a []any) (any, error) { return decodeJSON(str(a, 0)) },
			Abstract: func(_ *Context, args []value.Abs) value.Abs { return anyValue(args) }},
		{Name: "go.quote", Doc: "(s) -> Go's strconv.Quote", Concrete: s1(strconv.Quote), Abstract: absGoQuote},
		{Name: "go.quote_ascii", Doc: "(s) -> Go's strconv.QuoteToASCII", Concrete: s1(strconv.QuoteToASCII), Abstract: absGoQuote},
		{Name: "uuid.format", Doc: "(s) -> the UUID in its usual form; an error when s is none",
			Concrete: s1err(uuidFormat), Abstract: func(_ *Context, args []value.Abs) value.Abs {
				return hole(text.Hole{Labels: allLabels(args), Chars: hexes.Add('-'), MaxLen: 36})
			}},
		{Name: "uuid.valid", Doc: "(s) -> whether s is a UUID",
			Concrete: bn(func(a []any) bool { _, err := uuidFormat(str(a, 0)); return err == nil }),
			Abstract: inSet(hexes.Union(text.Of("ABCDEF-{}:urnid")))},
		{Name: "time.format", Doc: "(layout, time) -> the model's only time, 2020-01-02 03:04:05, whatever the layout",
			Concrete: func([]any) (any, error) { return "2020-01-02T03:04:05Z", nil },
			Abstract: func(_ *Context, args []value.Abs) value.Abs {
				layout := textOf(arg(args, 0)).Flatten()
				chars := text.Range(' ', '~').Union(layout.Chars)
				return hole(text.Hole{Labels: layout.Labels, Chars: chars})
			}},
	}
}

func alphabet(name string) *base64.Encoding {
	switch name {
	case "url":
		return base64.URLEncoding
	case "rawurl":
		return base64.RawURLEncoding
	case "rawstd", "raw":
		return base64.RawStdEncoding
	}
	return base64.StdEncoding
}

// encoded is a text of the alphabet; each byte takes at most grow bytes (and
// the end a few more).
func (in *Context) encoded(name string, args []value.Abs, chars text.Set, grow int) value.Abs {
	s := subject(args)
	h := text.Hole{Labels: s.Labels(), Chars: chars}
	if n := s.Flatten().MaxLen; n > 0 {
		h.MaxLen = grow*n + 4
	}
	if whole, ok := s.Hole(); ok {
		variant, _ := exactText(args, 1)
		h.Sym = in.derive(key(name, variant), whole.Sym)
	}
	return hole(h)
}

func decoded(name string) func(*Context, []value.Abs) value.Abs {
	return func(in *Context, args []value.Abs) value.Abs {
		s := subject(args)
		h := text.Hole{Labels: s.Labels(), Chars: text.All(), MaxLen: s.Flatten().MaxLen}
		if whole, ok := s.Hole(); ok {
			variant, _ := exactText(args, 1)
			h.Sym = in.derive(key(name, variant), whole.Sym)
		}
		return hole(h)
	}
}

func inSet(s text.Set) func(*Context, []value.Abs) value.Abs {
	l := text.Over(s)
	return func(_ *Context, args []value.Abs) value.Abs {
		return guard(subject(args), text.Fact{Kind: text.Matches, Lang: l}, false)
	}
}

func hasher(alg string) hash.Hash {
	switch strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(alg)) {
	case "md5":
		return md5.New()
	case "sha1":
		return sha1.New()
	case "sha224":
		return sha256.New224()
	case "sha384":
		return sha512.New384()
	case "sha512":
		return sha512.New()
	}
	return sha256.New()
}

func digest(alg, s string) []byte {
	h := hasher(alg)
	h.Write([]byte(s))
	return h.Sum(nil)
}

func absDigest(_ *Context, args []value.Abs) value.Abs {
	h := text.Hole{Labels: allLabels(args), Chars: text.All(), MaxLen: 64}
	return value.Abs{Kind: value.Bytes, Str: text.Unknown(h)}
}

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

func s1err(f func(string) (string, error)) func([]any) (any, error) {
	return sn(func(a []any) (string, error) { return f(str(a, 0)) })
}

func uuidFormat(s string) (string, error) {
	s = strings.TrimPrefix(strings.ToLower(s), "urn:uuid:")
	s = strings.ReplaceAll(strings.Trim(s, "{}"), "-", "")
	if b, err := hex.DecodeString(s); err != nil || len(b) != 16 {
		return "", bad("badly formed UUID")
	}
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:], nil
}
