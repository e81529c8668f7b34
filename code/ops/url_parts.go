package ops

import (
	"net/url"
	"strings"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// parts of a URL as urllib.parse.urlsplit gives them.
type parts struct{ scheme, netloc, path, query, fragment string }

func splitURL(s string) parts {
	var p parts
	s = strings.TrimLeft(s, "\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\v\f\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f ")
	s = strings.NewReplacer("\t", "", "\r", "", "\n", "").Replace(s)
	if i := strings.IndexByte(s, ':'); i > 0 && schemeName(s[:i]) {
		p.scheme, s = strings.ToLower(s[:i]), s[i+1:]
	}
	if strings.HasPrefix(s, "//") {
		s = s[2:]
		n := len(s)
		if i := strings.IndexAny(s, "/?#"); i >= 0 {
			n = i
		}
		p.netloc, s = s[:n], s[n:]
	}
	s, p.fragment, _ = strings.Cut(s, "#")
	p.path, p.query, _ = strings.Cut(s, "?")
	return p
}

func schemeName(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (i == 0 || !('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.')) {
			return false
		}
	}
	return s != ""
}

// hostname is the host without user, port and brackets, in lower case.
func hostname(netloc string) string {
	h := netloc[strings.LastIndexByte(netloc, '@')+1:]
	if _, rest, ok := strings.Cut(h, "["); ok {
		h, _, _ = strings.Cut(rest, "]")
	} else {
		h, _, _ = strings.Cut(h, ":")
	}
	return strings.ToLower(h)
}

// noHost are the letters that are forbidden in the name of a host (URL Standard 3.2).
// Addresses of IPv6 have some of them; they are no names.
const noHost = "\x00\t\n\r #/:<>?@[\\]^|%"

// A part is one component of a URL.
type urlPart struct {
	name, doc string
	golang    func(u *url.URL) string
	python    func(p parts) string
	stop      string // bytes that the part cannot have, "%" told apart
}

func urlParts() []Op {
	list := []urlPart{
		{"url.scheme", "the scheme in lower case", func(u *url.URL) string { return u.Scheme }, func(p parts) string { return p.scheme }, ":/?#%"},
		{"url.host", "host and port (python: with user info, the netloc)", func(u *url.URL) string { return u.Host }, func(p parts) string { return p.netloc }, "/?#"},
		{"url.origin", "scheme, host and port", func(u *url.URL) string { return u.Scheme + "://" + u.Host }, func(p parts) string { return p.scheme + "://" + p.netloc }, "?#"},
		{"url.path", "the path (Go: unescaped)", func(u *url.URL) string { return u.Path }, func(p parts) string { return p.path }, "?#"},
		{"url.query", "the query without its ?", func(u *url.URL) string { return u.RawQuery }, func(p parts) string { return p.query }, "#"},
		{"url.fragment", "the fragment without its # (Go: unescaped)", func(u *url.URL) string { return u.Fragment }, func(p parts) string { return p.fragment }, ""},
		{"url.username", "the user", func(u *url.URL) string { return u.User.Username() }, func(p parts) string { return user(p.netloc, 0) }, "/?#"},
		{"url.password", "the password", func(u *url.URL) string { w, _ := u.User.Password(); return w }, func(p parts) string { return user(p.netloc, 1) }, "/?#"},
	}
	out := []Op{
		{Name: "url.hostname", Doc: "(host or URL, variant) -> the host without port, user and brackets; Go takes host:port, \"go\" and \"python\" a whole URL, whose host Python lowers; \"whatwg\": as it does, of letters that browsers let stand in a host",
			Concrete: sn(func(a []any) (string, error) {
				switch str(a, 1) {
				case "go":
					u, err := url.Parse(str(a, 0))
					if err != nil {
						return "", err
					}
					return u.Hostname(), nil
				case "python":
					return hostname(splitURL(str(a, 0)).netloc), nil
				case "whatwg":
					h := hostname(splitURL(str(a, 0)).netloc)
					if strings.ContainsAny(h, noHost) {
						h = "" // browsers take no such address
					}
					return h, nil
				}
				return (&url.URL{Host: str(a, 0)}).Hostname(), nil
			}), Abstract: absHostname},
		{Name: "url.port", Doc: "(host:port) -> the port, \"\" when there is none",
			Concrete: sn(func(a []any) (string, error) { return (&url.URL{Host: str(a, 0)}).Port(), nil }),
			Abstract: func(in *Context, args []value.Abs) value.Abs {
				h := in.part(subject(args), key("url.port"))
				h.Chars = h.Chars.Intersect(text.Digits())
				return hole(h)
			}},
	}
	for _, p := range list {
		out = append(out, Op{Name: p.name, Doc: "(url, variant) -> " + p.doc + "; \"\" when there is none",
			Concrete: sn(func(a []any) (string, error) {
				if str(a, 1) == "python" {
					return p.python(splitURL(str(a, 0))), nil
				}
				u, err := url.Parse(str(a, 0))
				if err != nil {
					return "", err
				}
				return p.golang(u), nil
			}),
			Abstract: p.abstract,
		})
	}
	return out
}

func user(netloc string, which int) string {
	i := strings.LastIndexByte(netloc, '@')
	if i < 0 {
		return ""
	}
	name, word, _ := strings.Cut(netloc[:i], ":")
	return []string{name, word}[which]
}

// abstract: a known start of the URL that holds the whole part gives it;
// otherwise it is some piece without the bytes that end it.
func (p urlPart) abstract(in *Context, args []value.Abs) value.Abs {
	s := subject(args)
	variant, _ := exactText(args, 1)
	if w, ok := p.known(s.Prefix(), variant); ok {
		return made(text.Lit(w))
	}
	k := key(p.name, variant)
	h := s.Flatten()
	if w, ok := h.Marked(p.name); ok {
		return made(w)
	}
	out := text.Hole{Labels: h.Labels, Chars: h.Chars}
	out.Sym = in.derive(k, s.Name())
	if p.name == "url.origin" { // put together anew
		out.Chars = text.All()
		return hole(out)
	}
	if h.Chars.Has('%') && variant != "python" {
		out.Chars = text.All()
		if p.name == "url.path" || p.name == "url.fragment" {
			return hole(out)
		}
	} else if variant == "python" || p.name == "url.query" {
		out.Not = h.Not
	}
	for i := 0; i < len(p.stop); i++ {
		if p.stop[i] != '%' && variant == "python" || p.name == "url.scheme" || p.name == "url.query" {
			out = out.Without(p.stop[i : i+1])
		}
	}
	if variant == "python" && h.Chars.Intersect(text.Of("\t\r\n")) != (text.Set{}) {
		out.Not = nil // these bytes are dropped, what is around them comes together
	}
	if p.name == "url.scheme" {
		for _, c := range out.Chars.Intersect(text.Range('A', 'Z')).Bytes() {
			out.Chars = out.Chars.Add(c | 0x20)
		}
		out.Chars = out.Chars.Intersect(text.Alnum().Union(text.Of("+-.")))
		out.Not = nil
	}
	return hole(out)
}

// known is the part when a URL that starts so must have it. Only plain prefixes
// count: scheme://host followed by what ends the host.
func (p urlPart) known(prefix, variant string) (string, bool) {
	i := strings.Index(prefix, "://")
	if i <= 0 || !schemeName(prefix[:i]) || variant == "python" && strings.ContainsAny(prefix, "\t\r\n") {
		return "", false
	}
	if p.name == "url.scheme" {
		return strings.ToLower(prefix[:i]), true
	}
	end := strings.IndexAny(prefix[i+3:], "/?#")
	if end < 0 {
		return "", false
	}
	u, err := url.Parse(prefix[:i+3+end])
	if err != nil {
		return "", false
	}
	switch {
	case p.name == "url.host" && variant == "python":
		return splitURL(prefix).netloc, true
	case p.name == "url.host" || p.name == "url.username" || p.name == "url.password":
		return p.golang(u), true
	}
	return "", false
}

func absHostname(in *Context, args []value.Abs) value.Abs {
	s := subject(args)
	variant, _ := exactText(args, 1)
	whole := variant == "go" || variant == "python" || variant == "whatwg"
	if whole {
		host := urlPart{name: "url.host", golang: func(u *url.URL) string { return u.Host }}
		if w, ok := host.known(s.Prefix(), "python"); ok {
			return made(text.Lit(hostname(w)))
		}
	}
	k := key("url.hostname", variant)
	h := s.Flatten()
	if w, ok := h.Marked("url.hostname"); ok {
		return made(w)
	}
	out := text.Hole{Labels: h.Labels, Chars: h.Chars}
	out.Sym = in.derive(k, s.Name())
	if whole {
		for _, c := range h.Chars.Intersect(text.Range('A', 'Z')).Bytes() {
			out.Chars = out.Chars.Add(c | 0x20)
		}
		if !h.Chars.Intersect(text.High()).Empty() {
			out.Chars = out.Chars.Union(text.High()).Union(text.Range('a', 'z'))
		}
		out = out.Without("/").Without("?").Without("#").Without("@")
	}
	if variant == "whatwg" {
		out.Chars = out.Chars.Minus(text.Of(noHost)).Minus(text.Range('A', 'Z')).Minus(text.High()) // in Punycode
	}
	return hole(out)
}
