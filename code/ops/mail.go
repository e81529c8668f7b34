package ops

import (
	"encoding/csv"
	"mime"
	"net/mail"
	"net/netip"
	"strings"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// mailOps write and read documents of other formats.
func mailOps() []Op {
	return []Op{
		{Name: "mail.headers", Doc: "(message) -> the header part of a mail message, before the first empty line",
			Concrete: sn(func(a []any) (string, error) { return headers(str(a, 0)), nil }), Abstract: absHeaders},
		{Name: "mail.address", Doc: "(name, address) -> net/mail's Address.String",
			Concrete: func(a []any) (any, error) {
				return (&mail.Address{Name: str(a, 0), Address: str(a, 1)}).String(), nil
			}, Abstract: func(_ *Context, args []value.Abs) value.Abs {
				h := mixed(subject(args), textOf(arg(args, 1)))
				h.Chars = h.Chars.Union(text.Range(' ', '~'))
				return hole(h)
			}},
		{Name: "mime.word", Doc: "(s) -> s as an encoded word when it is not plain (RFC 2047)",
			Concrete: s1(func(s string) string { return mime.QEncoding.Encode("utf-8", s) }),
			Abstract: func(_ *Context, args []value.Abs) value.Abs {
				return hole(text.Hole{Labels: allLabels(args), Chars: text.Range(' ', '~').Add('\t').Union(text.Of("\r\n"))})
			}},
		{Name: "mime.format", Doc: "(type, params map) -> mime.FormatMediaType",
			Concrete: func(a []any) (any, error) {
				params := map[string]string{}
				if m, ok := at2(a); ok {
					for _, k := range m.Keys {
						params[show(k)] = show(m.Vals[k])
					}
				}
				return mime.FormatMediaType(str(a, 0), params), nil
			}, Abstract: func(_ *Context, args []value.Abs) value.Abs {
				return hole(text.Hole{Labels: allLabels(args), Chars: text.Range(' ', '~').Union(text.High())})
			}},
		{Name: "ip.valid", Doc: "(s) -> whether s is an IP address (net.ParseIP)",
			Concrete: bn(func(a []any) bool { ip, err := netip.ParseAddr(str(a, 0)); return err == nil && ip.Zone() == "" }),
			Abstract: inSet(text.Digits().Union(text.Of("abcdefABCDEF.:")))},
		{Name: "csv.line", Doc: "(fields list) -> one record and a line end (encoding/csv)",
			Concrete: func(a []any) (any, error) {
				var b strings.Builder
				w := csv.NewWriter(&b)
				if err := w.Write(texts(a, 0)); err != nil {
					return nil, err
				}
				w.Flush()
				return b.String(), w.Error()
			}, Abstract: absMixed(",\"\n")},
		{Name: "template.render", Doc: "(text, data) -> the text with what is between {{ and }} replaced by the data's values as they are (text/template); a place that is no field of the data is written as the whole data, html, js and urlquery escape",
			Concrete: func(a []any) (any, error) {
				var data any = ""
				if len(a) > 1 {
					data = a[1]
				}
				return rendered(str(a, 0), data), nil
			}, Abstract: absRender},
		{Name: "template.html", Doc: "(text, data) -> the page that html/template makes of the text: each value escaped for the place it stands in; one that cannot be made ends where it fails",
			Concrete: func(a []any) (any, error) {
				var data any = ""
				if len(a) > 1 {
					data = a[1]
				}
				return page(str(a, 0), data), nil
			}, Abstract: func(*Context, []value.Abs) value.Abs { return made(text.Unknown(text.AnyHole(0, 0))) }},
		{Name: "xml.encode", Doc: "(value) -> the value as an XML element; the model writes texts, escaped, in <value>",
			Concrete: func(a []any) (any, error) {
				if len(a) == 0 {
					return nil, bad("no value")
				}
				return "<value>" + replacer(xmlText)(show(a[0])) + "</value>", nil
			}, Abstract: func(in *Context, args []value.Abs) value.Abs {
				a := arg(args, 0)
				if a.Kind == value.Str {
					return made(text.Concat(text.Lit("<value>"), in.rewrite(a.Str, escaping(xmlText), ""), text.Lit("</value>")))
				}
				return anyText(args)
			}},
		{Name: "xml.decode", Doc: "(s) -> what an XML document says; the model gives its text without the tags",
			Concrete: func(a []any) (any, error) { return stripTags(str(a, 0)), nil },
			Abstract: func(_ *Context, args []value.Abs) value.Abs { return anyValue(args) }},
	}
}

func headers(s string) string {
	end := len(s)
	for _, blank := range []string{"\r\n\r\n", "\n\n"} {
		if i := strings.Index(s, blank); i >= 0 {
			end = min(end, i)
		}
	}
	return s[:end]
}

// absHeaders keeps the parts before the first constant empty line.
func absHeaders(in *Context, args []value.Abs) value.Abs {
	s := subject(args)
	var out text.Str
	for _, q := range s.Alts {
		seq, open := text.Seq{}, false
		for _, p := range q {
			if p.Hole != nil {
				open = open || p.Hole.MayContain("\n")
				seq = append(seq, p)
				continue
			}
			cut := headers(p.Text)
			seq = append(seq, text.Part{Text: cut, Unit: p.Unit, Span: p.Span})
			if cut != p.Text {
				break
			}
		}
		whole := text.Str{Alts: []text.Seq{seq}}
		if open || whole.MayContain("\n\n") || whole.MayContain("\r\n\r\n") {
			// It may end earlier: any start of it.
			h := in.part(whole, "")
			out = text.Join(out, text.Join(text.Unknown(h), whole))
			continue
		}
		out = text.Join(out, whole)
	}
	return made(out)
}

func absMixed(extra string) func(*Context, []value.Abs) value.Abs {
	return func(_ *Context, args []value.Abs) value.Abs {
		h := text.Hole{Labels: allLabels(args), Chars: text.Of(extra)}
		for _, a := range args {
			items, rest := listText(a)
			if a.Kind != value.List {
				items, rest = nil, textOf(a)
			}
			for _, it := range append(items, rest) {
				if !it.None() {
					h.Chars = h.Chars.Union(it.Flatten().Chars)
				}
			}
		}
		return hole(h)
	}
}
