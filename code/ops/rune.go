package ops

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// runeOps test and change single characters, which are numbers.
func runeOps() []Op {
	test := func(name, doc string, f func(rune) bool) Op {
		return Op{Name: name, Doc: "(c) -> whether the character is " + doc,
			Concrete: bn(func(a []any) bool { return f(rune(num(a, 0, 0))) }),
			Abstract: func(_ *Context, args []value.Abs) value.Abs { return truth(allLabels(args)) }}
	}
	change := func(name, doc string, f func(rune) rune) Op {
		return Op{Name: name, Doc: "(c) -> the character in " + doc + " case",
			Concrete: func(a []any) (any, error) { return int64(f(rune(num(a, 0, 0)))), nil },
			Abstract: func(_ *Context, args []value.Abs) value.Abs {
				return number(math.MinInt32, math.MaxInt32, allLabels(args))
			}}
	}
	return []Op{
		test("rune.is_letter", "a letter", unicode.IsLetter), test("rune.is_digit", "a digit", unicode.IsDigit),
		test("rune.is_space", "white space", unicode.IsSpace), test("rune.is_upper", "of upper case", unicode.IsUpper),
		test("rune.is_lower", "of lower case", unicode.IsLower), test("rune.is_control", "a control", unicode.IsControl),
		change("rune.lower", "lower", unicode.ToLower), change("rune.upper", "upper", unicode.ToUpper),
		{Name: "text.runes", Doc: "(s) -> how many characters s has",
			Concrete: func(a []any) (any, error) { return int64(utf8.RuneCountInString(str(a, 0))), nil },
			Abstract: func(in *Context, args []value.Abs) value.Abs {
				return absLen(in, []value.Abs{arg(args, 0), made(text.Lit("rune"))})
			}},
		{Name: "hash.password", Doc: "(alg, password) -> a salted hash in crypt notation; the model's salt is fixed",
			Concrete: func(a []any) (any, error) { return passwordHash(str(a, 0), str(a, 1)), nil },
			Abstract: func(_ *Context, args []value.Abs) value.Abs {
				return hole(text.Hole{Chars: text.Alnum().Union(text.Of("./$")), MaxLen: 255})
			}},
		{Name: "hash.verify", Doc: "(alg, hash, password) -> whether the password has that hash",
			Concrete: bn(func(a []any) bool { return passwordHash(str(a, 0), str(a, 2)) == str(a, 1) }),
			Abstract: func(_ *Context, args []value.Abs) value.Abs { return truth(allLabels(args)) }},
		{Name: "ldap.escape", Doc: `(s) -> \ * ( ) NUL and bytes outside ASCII in hexadecimal (go-ldap's EscapeFilter)`,
			Concrete: s1(replacer(ldapHigh())), Abstract: rewritten("ldap.escape", escaping(ldapHigh()))},
		{Name: "sql.quote_ident", Doc: "(s) -> sql.quote_identifier", Concrete: s1(quoteIdent), Abstract: quoted(`"`, escaping(csvQ), `doubled="`)},
		{Name: "sql.quote_literal", Doc: `(s) -> lib/pq's QuoteLiteral: single quotes, every ' twice; with a \ in it " E'" and every \ twice`,
			Concrete: s1(quoteLiteral), Abstract: absQuoteLiteral},
		{Name: "sql.rebind", Doc: "(query) -> the ? placeholders as $1, $2, …",
			Concrete: s1(rebind), Abstract: func(_ *Context, args []value.Abs) value.Abs {
				return made(rewriteParts(subject(args), reboundPart))
			}},
		{Name: "yaml.decode", Doc: "(s) -> what the document says; the model reads the JSON part of YAML, other documents as one text",
			Concrete: func(a []any) (any, error) {
				if v, err := decodeJSON(str(a, 0)); err == nil {
					return v, nil
				}
				return strings.TrimSpace(str(a, 0)), nil
			}, Abstract: func(_ *Context, args []value.Abs) value.Abs { return anyValue(args) }},
		{Name: "yaml.encode", Doc: "(value) -> the value as YAML; the model writes its JSON part",
			Concrete: func(a []any) (any, error) {
				if len(a) == 0 {
					return nil, bad("no value")
				}
				return goJSON(a[0], false)
			}, Abstract: func(_ *Context, args []value.Abs) value.Abs { return anyText(args) }},
	}
}

func passwordHash(alg, password string) string {
	const crypt = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	sum := digest("sha256", "salt"+password)
	out := make([]byte, len(sum))
	for i, c := range sum {
		out[i] = crypt[c&63]
	}
	return "$" + keepChars(alg, shellSafe[:62]) + "$" + string(out)
}

func ldapHigh() map[byte]string {
	const hex = "0123456789abcdef"
	out := map[byte]string{}
	for c, w := range ldapChars {
		out[c] = w
	}
	for c := 0x80; c < 0x100; c++ {
		out[byte(c)] = `\` + hex[c>>4:c>>4+1] + hex[c&15:c&15+1]
	}
	return out
}

func quoteIdent(s string) string {
	s, _, _ = strings.Cut(s, "\x00")
	return `"` + replacer(csvQ)(s) + `"`
}

func quoteLiteral(s string) string {
	s = replacer(doubledQ)(s)
	if strings.Contains(s, `\`) {
		return ` E'` + strings.ReplaceAll(s, `\`, `\\`) + `'`
	}
	return "'" + s + "'"
}

func absQuoteLiteral(in *Context, args []value.Abs) value.Abs {
	s := subject(args)
	body := func(t map[byte]string, chars text.Set) text.Str {
		return withMark(in.rewrite(s.MapHoles(func(h text.Hole) text.Hole { return h.Within(chars, 0) }), escaping(t), ""), "doubled='")
	}
	plain := text.Concat(text.Lit("'"), body(doubledQ, text.Of(`\`).Complement()), text.Lit("'"))
	if !s.MayContain(`\`) {
		return made(plain)
	}
	escaped := text.Concat(text.Lit(" E'"), body(map[byte]string{'\'': "''", '\\': `\\`}, text.All()), text.Lit("'"))
	return made(text.Join(plain, escaped))
}

// reboundPart keeps what is around the placeholders; whether one stands in quotes
// and which number it gets is not followed.
func reboundPart(p text.Part) text.Str {
	number := text.Unknown(text.Hole{Chars: text.Digits().Union(text.Of("$?")), MaxLen: 20})
	if p.Hole != nil {
		one := text.Str{Alts: []text.Seq{{p}}}
		if !p.Hole.MayContainByte('?') {
			return one
		}
		return text.Unknown(mixed(one, number))
	}
	out := text.Lit("")
	for i, w := range strings.Split(p.Text, "?") {
		if i > 0 {
			out = text.Concat(out, number)
		}
		out = text.Concat(out, text.Const(w, p.Unit, p.Span))
	}
	return out
}

// rebind numbers the placeholders outside of quotes.
func rebind(query string) string {
	var b strings.Builder
	quote, n := byte(0), int64(0)
	for i := 0; i < len(query); i++ {
		c := query[i]
		switch {
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '\'' || c == '"' || c == '`'):
			quote = c
		case quote == 0 && c == '?':
			n++
			b.WriteString("$" + show(n))
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
