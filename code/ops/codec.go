package ops

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"hash"
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
		{Name: "hash.hex", Doc: "(alg, s, key for hmac) -> the digest in hexadecimal; the twin computes unknown algorithms as sha256",
			Concrete: func(a []any) (any, error) { return hex.EncodeToString(digest(str(a, 0), str(a, 1))), nil },
			Abstract: func(in *Context, args []value.Abs) value.Abs {
				return hole(text.Hole{Sym: in.macOf(args, 1, 2), Labels: allLabels(args), Chars: hexes, MaxLen: 128})
			}},
		{Name: "hash.bytes", Doc: "(alg, s, key for hmac) -> the digest",
			Concrete: func(a []any) (any, error) { return value.BytesValue(digest(str(a, 0), str(a, 1))), nil },
			Abstract: func(in *Context, args []value.Abs) value.Abs {
				h := text.Hole{Sym: in.macOf(args, 1, 2), Labels: allLabels(args), Chars: text.All(), MaxLen: 64}
				return value.Abs{Kind: value.Bytes, Str: text.Unknown(h)}
			}},
		{Name: "hash.sum", Doc: "(alg, s) -> hash.bytes", Concrete: func(a []any) (any, error) { return value.BytesValue(digest(str(a, 0), str(a, 1))), nil },
			Abstract: absDigest},
		{Name: "hash.mac", Doc: "(alg, key, s) -> the HMAC as bytes",
			Concrete: func(a []any) (any, error) {
				m := hmac.New(func() hash.Hash { return hasher(str(a, 0)) }, []byte(str(a, 1)))
				m.Write([]byte(str(a, 2)))
				return value.BytesValue(m.Sum(nil)), nil
			}, Abstract: func(in *Context, args []value.Abs) value.Abs {
				h := text.Hole{Sym: in.macOf(args, 2, 1), Labels: allLabels(args), Chars: text.All(), MaxLen: 64}
				return value.Abs{Kind: value.Bytes, Str: text.Unknown(h)}
			}},
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
		{Name: "json.script", Doc: "(value) -> json.Marshal with ' as \\u0027: JSON for scripts and single-quoted attributes (Jinja's tojson)",
			Concrete: func(a []any) (any, error) {
				if len(a) == 0 {
					return nil, bad("no value")
				}
				s, err := goJSON(a[0], true)
				text, ok := s.(string)
				if err != nil || !ok {
					return s, err
				}
				return strings.ReplaceAll(text, "'", `\u0027`), nil
			}, Abstract: absScriptJSON},
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
		{Name: "form.decode", Doc: "(s) -> the map of a query or a form (application/x-www-form-urlencoded), the first value of each name",
			Concrete: func(a []any) (any, error) { return decodeForm(str(a, 0)), nil },
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
	variant, _ := exactText(args, 1)
	h.Sym = in.derive(key(name, variant), s.Name())
	return hole(h)
}

func decoded(name string) func(*Context, []value.Abs) value.Abs {
	return func(in *Context, args []value.Abs) value.Abs {
		s := subject(args)
		h := text.Hole{Labels: s.Labels(), Chars: text.All(), MaxLen: s.Flatten().MaxLen, Marks: authentic(s.Flatten())}
		variant, _ := exactText(args, 1)
		h.Sym = in.derive(key(name, variant), s.Name())
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
