package ops

import (
	"net/url"
	"slices"
	"strings"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// urlOps take URLs apart and put them together. Variant "python" asks for
// urllib.parse, which never refuses and keeps escapes; without it Go's net/url.
func urlOps() []Op {
	unreserved := text.Alnum().Union(text.Of("-_.~"))
	out := []Op{
		{Name: "url.query_escape", Doc: "(s) -> url.QueryEscape: all but letters, digits and -_.~ as %XX, blanks as +",
			Concrete: s1(url.QueryEscape), Abstract: rewritten("url.query_escape", percent(unreserved, true))},
		{Name: "url.quote_plus", Doc: "(s) -> Python's quote_plus: the same as url.query_escape",
			Concrete: s1(url.QueryEscape), Abstract: rewritten("url.query_escape", percent(unreserved, true))},
		{Name: "url.path_escape", Doc: "(s) -> url.PathEscape: one path segment; \"/\" is escaped, $&+:=@ are not",
			Concrete: s1(url.PathEscape), Abstract: rewritten("url.path_escape", percent(unreserved.Union(text.Of("$&+:=@")), false))},
		{Name: "url.quote", Doc: "(s, safe=\"/\") -> Python's quote: all but letters, digits, _.-~ and safe as %XX",
			Concrete: sn(func(a []any) (string, error) { return percent(safeSet(a), false).t.Run(str(a, 0)), nil }),
			Abstract: func(in *Context, args []value.Abs) value.Abs {
				safe := "/"
				if arg(args, 1).Kind != value.Nil {
					var ok bool
					if safe, ok = exactText(args, 1); !ok {
						return hole(mixed(subject(args), text.Unknown(text.Hole{Chars: text.Alnum().Add('%')})))
					}
				}
				r := percent(safeSet([]any{nil, safe}), false)
				return made(in.rewrite(subject(args), r, key("url.quote", safe)))
			}},
		{Name: "url.escape_path", Doc: "(s) -> a whole path escaped (URL.EscapedPath); slashes stay",
			Concrete: s1(func(s string) string { return (&url.URL{Path: s}).EscapedPath() }),
			Abstract: func(_ *Context, args []value.Abs) value.Abs {
				return hole(mixed(subject(args), text.Unknown(text.Hole{Chars: text.Alnum().Add('%')})))
			}},
		{Name: "url.unquote", Doc: "(s) -> Python's unquote: %XX resolved, wrong ones left",
			Concrete: s1(func(s string) string { return unquote(s, false) }), Abstract: unescaped("%")},
		{Name: "url.unquote_plus", Doc: "(s) -> Python's unquote_plus",
			Concrete: s1(func(s string) string { return unquote(s, true) }), Abstract: unescaped2("%", "+")},
		{Name: "url.query_unescape", Doc: "(s) -> url.QueryUnescape; an error for a wrong escape",
			Concrete: s1err(url.QueryUnescape), Abstract: unescaped2("%", "+")},
		{Name: "url.path_unescape", Doc: "(s) -> url.PathUnescape; an error for a wrong escape",
			Concrete: s1err(url.PathUnescape), Abstract: unescaped("%")},
		{Name: "url.valid", Doc: "(s) -> whether url.Parse reads s",
			Concrete: bn(func(a []any) bool { _, err := url.Parse(str(a, 0)); return err == nil }),
			Abstract: func(_ *Context, args []value.Abs) value.Abs {
				plain := text.Range(0, 31).Add(0x7f).Add('#').Complement()
				l := text.Seqs(text.Many(plain), text.Words("").Union(text.Starting("#")))
				return guard(subject(args), text.Fact{Kind: text.Matches, Lang: l}, false)
			}},
		{Name: "url.join", Doc: "(base, ref, variant) -> ref as seen from base (RFC 3986, 5.2); a ref with a scheme or // replaces the host",
			Concrete: urlJoin, Abstract: absURLJoin},
		{Name: "url.resolve", Doc: "(base, ref, variant) -> url.join; \"whatwg\": as browsers do, who read \\ as /", Concrete: urlJoin, Abstract: absURLJoin},
		{Name: "url.build", Doc: "(scheme, host, path, query, fragment) -> the URL of the parts (path unescaped)",
			Concrete: func(a []any) (any, error) {
				return buildURL(str(a, 0), str(a, 1), str(a, 2), str(a, 3), str(a, 4)), nil
			}, Abstract: func(in *Context, args []value.Abs) value.Abs { return absBuild(args) }},
		{Name: "url.rebuild", Doc: "(whole, scheme, host, path, query, fragment) -> whole when the parts are still its own, else url.build",
			Concrete: rebuild, Abstract: absRebuild},
		{Name: "url.is_local", Doc: "(url, hosts list) -> whether a browser that is sent there stays: no host, or one of hosts, and http if any scheme (Django's url_has_allowed_host_and_scheme)",
			Concrete: bn(func(a []any) bool { return staysHere(str(a, 0), texts(a, 1)) }),
			Abstract: func(_ *Context, args []value.Abs) value.Abs {
				return guard(subject(args), text.Fact{Kind: text.Marked, Mark: "url.local"}, false)
			}},
		{Name: "url.query_get", Doc: "(query, key) -> the first value of the key, unescaped; \"\" when there is none",
			Concrete: func(a []any) (any, error) {
				q, _ := url.ParseQuery(str(a, 0))
				return q.Get(str(a, 1)), nil
			}, Abstract: func(_ *Context, args []value.Abs) value.Abs { return made(text.Top(subject(args).Labels(), 0)) }},
	}
	return append(out, urlParts()...)
}

// staysHere reads a backslash as a slash too, as browsers do.
func staysHere(s string, hosts []string) bool {
	s = strings.TrimSpace(s)
	return s != "" && stays(s, hosts) && stays(strings.ReplaceAll(s, "\\", "/"), hosts)
}

func stays(s string, hosts []string) bool {
	p := splitURL(s)
	switch {
	case strings.HasPrefix(s, "///"), s[0] < ' ', p.netloc == "" && p.scheme != "":
		return false
	}
	return (p.netloc == "" || slices.Contains(hosts, p.netloc)) && (p.scheme == "" || p.scheme == "http" || p.scheme == "https")
}

func safeSet(args []any) text.Set {
	safe := "/"
	if given(args, 1) {
		safe = str(args, 1)
	}
	return text.Alnum().Union(text.Of("_.-~" + safe)).Minus(text.High())
}

// percent escapes what is not safe.
func percent(safe text.Set, plus bool) rewriting {
	const hex = "0123456789ABCDEF"
	return rewriting{t: text.Bytewise(safe.Complement(), func(c byte) string {
		if plus && c == ' ' {
			return "+"
		}
		return string([]byte{'%', hex[c>>4], hex[c&15]})
	})}
}

func unquote(s string, plus bool) string {
	if plus {
		s = strings.ReplaceAll(s, "+", " ")
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			b.WriteByte(unhex(s[i+1])<<4 | unhex(s[i+2]))
			i += 2
			continue
		}
		b.WriteByte(s[i])
	}
	return strings.ToValidUTF8(b.String(), "\uFFFD")
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}

func unescaped2(signs ...string) func(*Context, []value.Abs) value.Abs {
	return func(in *Context, args []value.Abs) value.Abs {
		s := subject(args)
		for _, sign := range signs {
			if s.MayContain(sign) {
				return made(text.Top(s.Labels(), 0))
			}
		}
		return made(s)
	}
}

func urlJoin(args []any) (any, error) {
	base, ref := str(args, 0), str(args, 1)
	if str(args, 2) == "python" {
		return pyURLJoin(base, ref), nil
	}
	b, err := url.Parse(base)
	if err != nil {
		return nil, err
	}
	if str(args, 2) == "whatwg" { // as browsers read addresses
		ref = strings.NewReplacer("\\", "/", "\t", "", "\n", "", "\r", "").Replace(strings.TrimFunc(ref, func(c rune) bool { return c <= ' ' }))
	}
	r, err := b.Parse(ref)
	if err != nil {
		return nil, err
	}
	return r.String(), nil
}

// pyURLJoin is urllib.parse.urljoin: unlike RFC 3986 it takes a reference with
// the base's own scheme as relative, and it escapes nothing.
func pyURLJoin(base, ref string) string {
	if base == "" || ref == "" {
		return base + ref
	}
	b, r := splitURL(base), splitURL(ref)
	if r.scheme == "" {
		r.scheme = b.scheme
	}
	known := map[string]bool{"": true, "http": true, "https": true, "ftp": true, "file": true, "ws": true, "wss": true, "sftp": true, "svn": true, "gopher": true}
	switch {
	case r.scheme != b.scheme || !known[r.scheme]:
		return ref
	case r.netloc != "":
		return r.join()
	}
	r.netloc = b.netloc
	switch {
	case r.path == "":
		r.path = b.path
		if r.query == "" {
			r.query = b.query
		}
	case !strings.HasPrefix(r.path, "/"):
		r.path = dotless(b.path[:strings.LastIndexByte(b.path, '/')+1]+r.path, true)
	default:
		r.path = dotless(r.path, false)
	}
	return r.join()
}

// join is urlunsplit.
func (p parts) join() string {
	out := p.path
	if p.netloc != "" || strings.HasPrefix(out, "//") {
		if out != "" && !strings.HasPrefix(out, "/") {
			out = "/" + out
		}
		out = "//" + p.netloc + out
	}
	if p.scheme != "" {
		out = p.scheme + ":" + out
	}
	if p.query != "" {
		out += "?" + p.query
	}
	if p.fragment != "" {
		out += "#" + p.fragment
	}
	return out
}

// dotless resolves . and .. segments as urljoin does; of a relative reference
// the empty segments inside go too.
func dotless(path string, relative bool) string {
	segments := strings.Split(path, "/")
	kept := segments[:1:1]
	for i, s := range segments[1:] {
		if s != "" || !relative || i == len(segments)-2 {
			kept = append(kept, s)
		}
	}
	var out []string
	for _, s := range kept {
		switch s {
		case "..":
			if len(out) > 0 {
				out = out[:len(out)-1]
			}
		case ".":
		default:
			out = append(out, s)
		}
	}
	if last := kept[len(kept)-1]; last == "." || last == ".." {
		out = append(out, "")
	}
	if joined := strings.Join(out, "/"); joined != "" {
		return joined
	}
	return "/"
}

// absURLJoin: a reference that starts with one slash stays on the base's host, one that names
// a host goes there.
func absURLJoin(in *Context, args []value.Abs) value.Abs {
	base, ref := subject(args), textOf(arg(args, 1))
	h := mixed(base, ref)
	h.Chars = h.Chars.Union(text.Of("/.%")).Union(text.Alnum())
	variant, _ := exactText(args, 2)
	p := ref.Prefix()
	_, whole := ref.Exact()
	if there := beginning(p + "/"); there != "" && whole {
		if out, err := urlJoin([]any{there, p, variant}); err == nil && (variant != "python" || out == p) { // from another scheme Python leaves it as it is
			return made(text.Lit(str([]any{out}, 0)))
		}
	} else if there != "" && strings.HasPrefix(p, there) {
		h.Prefix = there
		return hole(h)
	}
	if here := beginning(base.Prefix()); here != "" {
		if len(p) > 1 && p[0] == '/' && text.Alnum().Has(p[1]) || whole && (p == "" || p == "/") {
			h.Prefix = here
		}
	}
	if variant == "whatwg" && beginning(base.Prefix()+"/") != "" {
		h.Sym = in.derive(key("url.resolve"), ref.Name())
	}
	return hole(h)
}

// beginning is the scheme and host that a text begins with, and the slash after them; "" when
// they are not all there, or may be written otherwise in what comes of them.
func beginning(prefix string) string {
	scheme, rest, ok := strings.Cut(prefix, "://")
	host, _, slash := strings.Cut(rest, "/")
	if !ok || !slash || !schemeName(scheme) || host == "" || strings.Trim(host, hostChars) != "" || scheme != strings.ToLower(scheme) {
		return ""
	}
	return scheme + "://" + host + "/"
}

func buildURL(scheme, host, path, query, fragment string) string {
	return (&url.URL{Scheme: scheme, Host: host, Path: path, RawQuery: query, Fragment: fragment}).String()
}

func rebuild(args []any) (any, error) {
	whole := str(args, 0)
	u, err := url.Parse(whole)
	if err == nil && u.Scheme == str(args, 1) && u.Host == str(args, 2) && u.Path == str(args, 3) && u.RawQuery == str(args, 4) && u.Fragment == str(args, 5) {
		return whole, nil
	}
	return buildURL(str(args, 1), str(args, 2), str(args, 3), str(args, 4), str(args, 5)), nil
}

// absBuild keeps a known scheme and host as the prefix.
func absBuild(args []value.Abs) value.Abs {
	var all []text.Str
	for i := range args {
		all = append(all, textOf(args[i]))
	}
	h := mixed(all...)
	h.Chars = h.Chars.Union(text.Of(":/?#%.")).Union(text.Alnum())
	scheme, ok1 := exactText(args, 0)
	host, ok2 := exactText(args, 1)
	if ok1 && ok2 && schemeName(scheme) && host != "" && strings.Trim(host, hostChars) == "" {
		prefix := scheme + "://" + host
		return made(text.Concat(text.Lit(prefix), text.Unknown(h)))
	}
	if len(args) > 1 && chosen(args[1]) {
		h.Marks = append(h.Marks, "url.host:"+text.MarkFinite)
	}
	return hole(h)
}

// absRebuild is the whole as it was, or put together anew: with the same host, of which
// the same is known.
func absRebuild(in *Context, args []value.Abs) value.Abs {
	whole, anew := subject(args), absBuild(args[min(1, len(args)):]).Str
	host := textOf(arg(args, 2)).Name()
	if host == 0 || host != in.derive(key("url.host", ""), whole.Name()) {
		return made(text.Join(whole, anew))
	}
	h := anew.Flatten()
	for _, m := range whole.Flatten().Marks {
		if strings.HasPrefix(m, "url.host") {
			h = h.WithMark(m)
		}
	}
	return made(text.Join(whole, text.Unknown(h)))
}

// chosen reports a text that is one of a few that the program named.
func chosen(a value.Abs) bool {
	for _, q := range a.Str.Alts {
		for _, p := range q {
			if p.Hole != nil && !p.Hole.HasMark(text.MarkFinite) && !p.Hole.HasMark("url.hostname:"+text.MarkFinite) {
				return false
			}
		}
	}
	return len(a.Str.Alts) > 0
}

const hostChars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:"
