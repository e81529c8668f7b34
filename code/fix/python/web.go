package python

import (
	"regexp"
	"sort"
	"strings"

	"github.com/prunella/prunella/code/demand/address"
	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

func sorted(names []string) []string {
	sort.Strings(names)
	return names
}

const localPath = `
def NAME(target):
    """Return target when it is a path of this site, else its home page."""
    if not target.startswith("/") or target.startswith("//"):
        return "/"
    if "\\" in target or "\r" in target or "\n" in target or "\t" in target:
        return "/"
    return target
`

func toLocal(s *source, n syntax.Ref, expr string) string {
	return s.helper(n, "_local_path", localPath) + "(" + expr + ")"
}

// localRedirect keeps redirects on the site: with the project's own function for
// that, else with a helper, at the call or where the value comes from.
func localRedirect(in *fix.Input) ([]fix.Candidate, error) {
	if host := redirectHost(in); host != "" {
		return nil, shape("redirects to %s are meant: compare scheme and host of the parsed address with it whole; paths alone would break them", host)
	}
	return own("only paths of the site are followed, as decided by ", localName, whole("only paths of the site are followed", toLocal))(in)
}

// redirectHost is a host that the sink's file compares a text with, or part of it:
// addresses of that host are meant to pass.
func redirectHost(in *fix.Input) string {
	s, err := newPatch(in).open(in.Flow.At.Unit)
	if err != nil {
		return ""
	}
	host := ""
	note := func(n syntax.Ref) {
		s.each(n, func(c syntax.Ref) {
			if v, ok := s.literal(c); ok && host == "" && s.is(c, syntax.Str, syntax.Name) {
				host = hostInText.FindString(v)
			}
		})
	}
	s.each(s.tree.Root, func(n syntax.Ref) {
		switch s.kind(n) {
		case syntax.Compare:
			note(n)
		case syntax.Call:
			switch lastName(s.text(s.child(n, 0))) {
			case "startswith", "endswith", "match", "fullmatch", "removeprefix", "removesuffix":
				note(s.child(n, 1))
			}
		}
	})
	return host
}

// whole passes the first argument of the sink through a wrapper, then tries the
// places before it.
func whole(why string, w wrapper) func(*fix.Input) ([]fix.Candidate, error) {
	return func(in *fix.Input) ([]fix.Candidate, error) {
		var out []fix.Candidate
		p := newPatch(in)
		if s, call, err := p.sink(); err == nil {
			if a := s.argument(call, 0, "url"); a != 0 && s.taint(in.Flow).in(a) {
				if text := w(s, a, s.text(a)); text != "" {
					s.replace(a, text)
					out = append(out, p.done("%s", why))
				}
			}
		}
		cs, err := wrapValues(why, w)(in)
		if out = distinct(append(out, cs...)); len(out) > 0 {
			return out, nil
		}
		return nil, err
	}
}

// distinct drops candidates that make the same edits as one before.
func distinct(cs []fix.Candidate) []fix.Candidate {
	var out []fix.Candidate
	seen := map[string]bool{}
	for _, c := range cs {
		if key := editsKey(c.Edits); !seen[key] {
			seen[key] = true
			out = append(out, c)
		}
	}
	return out
}

var (
	localName  = regexp.MustCompile(`(local|safe|internal|relative)_?(path|url|target|redirect|next|link)`)
	escapeName = regexp.MustCompile(`escape|quote|sanit|clean`)
	hostInText = regexp.MustCompile(`[A-Za-z0-9-]+(?:\\?\.[A-Za-z0-9-]+)*\\?\.[A-Za-z]{2,}`)
)

// allowHost compares the host of an outgoing request with those the function's
// own check names, or with what the environment says.
func allowHost(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	hosts := s.hostsChecked(call)
	exception, _ := s.refusal(call)
	why := "only hosts in ALLOWED_HOSTS are asked, none until it is set"
	if len(hosts) > 0 {
		why = "only " + strings.Join(hosts, ", ") + " is asked"
	}
	if len(hosts) == 0 && len(in.Flow.Violation.Seq) > 0 && in.Flow.Violation.Seq[0].Hole == nil { // the value becomes the host's name
		if _, after := fix.Around(in); address.Own(after) {
			return ownHost(exception)(in)
		}
		return wrapValues(why, func(s *source, n syntax.Ref, expr string) string {
			return s.helper(n, "_allowed_host", `
def NAME(host):
    """Return host when it is one that we have business with."""
    if not host or host not in `+s.use("os")+`.environ.get("ALLOWED_HOSTS", "").split(","):
        raise `+exception+`(host)
    return host
`) + "(" + expr + ")"
		})(in)
	}
	return whole(why, func(s *source, n syntax.Ref, expr string) string {
		set := `("` + strings.Join(hosts, `", "`) + `",)`
		host := s.useFrom("urllib.parse", "urlparse") + "(address).hostname"
		test := "if " + host
		switch len(hosts) {
		case 0: // an empty list has one member, the empty text
			set = s.use("os") + `.environ.get("ALLOWED_HOSTS", "").split(",")`
			test = "host = " + host + "\n    if not host or host"
		case 1:
		default:
			set = `("` + strings.Join(hosts, `", "`) + `")`
		}
		return s.helper(n, "_allowed_address", `
def NAME(address):
    """Return address when it leads to a host that we have business with."""
    `+test+` not in `+set+`:
        raise `+exception+`(address)
    return address
`) + "(" + expr + ")"
	})(in)
}

// ownHost lets a label of a host's name through that stands in front of a domain which
// the program names.
func ownHost(exception string) func(*fix.Input) ([]fix.Candidate, error) {
	return wrapValues("the value is one label of the host's name", func(s *source, n syntax.Ref, expr string) string {
		return s.helper(n, "_host_label", `
def NAME(label):
    """Return label when it is one label of a host's name (RFC 1123)."""
    if not `+s.use("re")+`.fullmatch(r"[A-Za-z0-9-]{1,63}", label):
        raise `+exception+`(label)
    return label
`) + "(" + expr + ")"
	})
}

// hostsChecked lists the host names in constants that the function around a call
// tests something with.
func (s *source) hostsChecked(call syntax.Ref) []string {
	var hosts []string
	seen := map[string]bool{}
	look := func(text string) {
		for _, h := range hostInText.FindAllString(text, -1) {
			if h = strings.ReplaceAll(h, `\.`, "."); !seen[h] {
				seen[h] = true
				hosts = append(hosts, h)
			}
		}
	}
	s.each(s.function(call), func(n syntax.Ref) {
		if !s.is(n, syntax.If, syntax.Assert) {
			return
		}
		s.each(s.child(n, 0), func(c syntax.Ref) {
			switch {
			case s.is(c, syntax.Str):
				look(s.text(c))
			case s.is(c, syntax.Name):
				if v := s.constant(s.text(c)); v != 0 {
					s.each(v, func(d syntax.Ref) {
						if s.is(d, syntax.Str) {
							look(s.text(d))
						}
					})
				}
			}
		})
	})
	return sorted(hosts)
}

// refusal is how the function around n refuses bad input: the exception it
// raises; ValueError when it raises none.
func (s *source) refusal(n syntax.Ref) (exception, argument string) {
	exception = "ValueError"
	s.each(s.function(n), func(r syntax.Ref) {
		if c := s.child(r, 0); s.is(r, syntax.Raise) && s.is(c, syntax.Call) && s.is(s.child(c, 0), syntax.Name) && len(s.args(c)) == 1 {
			exception = s.text(s.child(c, 0))
		}
	})
	return exception, "address"
}

// secureCookie sets the flags of a cookie.
func secureCookie(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err == nil && lastName(s.text(s.child(call, 0))) == "set_cookie" {
		var add []string
		for _, flag := range []string{"secure", "httponly"} {
			if at := s.settings(call, flag); len(at) > 0 && s.keyword(call, flag) == 0 {
				s.setAll(call, "True", flag)
			} else if k := s.keyword(call, flag); k == 0 {
				add = append(add, flag+"=True")
			} else if s.text(s.child(k, 1)) != "True" {
				s.replace(s.child(k, 1), "True")
			}
		}
		if len(s.settings(call, "samesite")) == 0 {
			add = append(add, "samesite="+s.quote()+"Lax"+s.quote())
		}
		if len(add) > 0 {
			s.addArgument(call, strings.Join(add, ", "))
		}
		return p.one("the cookie is sent over TLS only and hidden from scripts")
	}
	return setConfig(in, "the session cookie is protected", "True", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_SECURE")
}

// setConfig sets settings that the sink's statement gives.
func setConfig(in *fix.Input, why, value string, names ...string) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, err := p.open(in.Flow.At.Unit)
	if err != nil {
		return nil, err
	}
	path := s.nodesAt(in.Flow.At.Span)
	st := s.statement(path[len(path)-1])
	s.each(st, func(n syntax.Ref) {
		for _, name := range names {
			switch {
			case s.is(n, syntax.Keyword) && s.text(s.child(n, 0)) == name && s.text(s.child(n, 1)) != value:
				s.replace(s.child(n, 1), value)
			case s.is(n, syntax.Assign) && s.text(s.child(n, 0)) == name && s.text(s.tree.Last(n)) != value: // a module of settings
				s.replace(s.tree.Last(n), value)
			case s.is(n, syntax.Subscript) && strings.Trim(s.text(s.child(n, 1)), `"'`) == name && s.is(s.up[n], syntax.Assign):
				s.replace(s.tree.Last(s.up[n]), value)
			case s.is(n, syntax.DictItem) && strings.Trim(s.text(s.child(n, 0)), `"'`) == name && s.text(s.child(n, 1)) != value:
				s.replace(s.child(n, 1), value)
			}
		}
	})
	if len(s.edits) == 0 {
		return nil, shape("the setting was not found at the call")
	}
	return p.one("%s", why)
}

// debugOff takes the switch from the environment, off by default.
func debugOff(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err == nil {
		if k := s.keyword(call, "debug"); k != 0 {
			s.replace(s.child(k, 1), s.use("os")+".environ.get("+s.quote()+"FLASK_DEBUG"+s.quote()+") == "+s.quote()+"1"+s.quote())
			q := newPatch(in)
			o, c, _ := q.sink()
			o.replace(o.child(o.keyword(c, "debug"), 1), "False")
			return []fix.Candidate{
				p.done("the debugger is started only where FLASK_DEBUG says so"), q.done("the debugger is not started"),
			}, nil
		}
	}
	if err == nil && s.setAll(call, "False", "debug", "use_debugger") {
		return p.one("the debugger is not started")
	}
	return setConfig(in, "the debugger is not started", "False", "DEBUG", "debug")
}

// literalPattern escapes a pattern that somebody else chooses: what they seek is text.
func literalPattern(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	t, pattern := s.taint(in.Flow), syntax.Ref(0)
	s.each(s.function(call), func(n syntax.Ref) {
		if s.is(n, syntax.Call) && pattern == 0 && strings.HasPrefix(s.text(s.child(n, 0)), "re.") {
			if first := s.argument(n, 0, "pattern"); t.in(first) {
				pattern = first
			}
		}
	})
	if pattern == 0 {
		return nil, shape("the pattern is the program's own")
	}
	s.replace(pattern, s.use("re")+".escape("+s.text(pattern)+")")
	return p.one("what is sought is text, and no pattern")
}
