package address

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// Part is the demand on what follows the host of an address that the program asks
// (CWE-918 with a fixed host, CWE-74): a value stays one segment of the path, or one
// parameter. What comes after a "#" is never sent. An address that is somebody's
// from its start on is URL's question.
type Part struct{}

// Kind is "url.part".
func (Part) Kind() string { return "url.part" }

// Check finds holes behind a fixed host that can be more than they stand for.
func (Part) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	return lexical.Check(0, args[0], func() lexical.Lexer { return &partLexer{} })
}

// partLexer keeps what was read, as lexer does.
type partLexer struct {
	read   string
	chosen bool // somebody chooses the host
}

// Feed reads constant text.
func (l *partLexer) Feed(s string) { l.read += s }

// Hole judges a hole at this place.
func (l *partLexer) Hole(h *text.Hole, _ string) (string, string) {
	before := l.read
	if before == "" && h.Labels == 0 { // the program's own address begins here
		l.read = "https://x"
		return "url", ""
	}
	l.read += "x"
	if hostEnd(before) < 0 || l.chosen || ours(h) {
		l.chosen = l.chosen || h.Labels != 0
		return "url", ""
	}
	switch {
	case strings.Contains(before, "#"):
		return "url fragment", ""
	case strings.Contains(before, "?"):
		if b, may := lexical.May(h, "&#"); may {
			return "url parameter", lexical.Say(b, "begins a further parameter or ends them")
		}
		return "url parameter", ""
	}
	if b, may := lexical.May(h, "/\\?#"); may {
		return "url path", lexical.Say(b, "leads to another path of the same host")
	}
	return "url path", ""
}

// Attacks climb to another path, and add parameters.
func (Part) Attacks(v demand.Violation) []string {
	if v.Context == "url parameter" {
		return []string{"x&prunella=1", "x#"}
	}
	return []string{"../prunella", "../../prunella", "x/../../prunella", "prunella/x", "x?prunella=1", "x#", "..\\prunella"}
}

// Broken reports another place on the same host, other parameters, or what the
// program wrote behind the value cut off.
func (Part) Broken(benign, attacked []any, input string) (bool, string) {
	was, is, ok := texts(benign, attacked, input)
	if !ok {
		return false, ""
	}
	a, err1 := url.Parse(strings.ReplaceAll(was, "\\", "/"))
	b, err2 := url.Parse(strings.ReplaceAll(is, "\\", "/"))
	if err1 != nil || err2 != nil || a.Host != b.Host || a.Host == "" {
		return false, ""
	}
	switch {
	case elsewhere(a, b):
		return true, "the program asks for " + b.Path
	case !slices.Equal(names(a), names(b)):
		return true, "the program asks with the parameters " + b.RawQuery
	case a.Fragment == "" && strings.HasSuffix(is, "#") && !strings.HasSuffix(was, "#"):
		return true, "what follows is no part of the address any more"
	}
	return false, ""
}

// elsewhere reports a path with more segments or fewer, or with others than those that
// the value is in, as clients that resolve ".." see it: an encoded dot is a dot for them, an
// encoded slash is none (URL Standard, 4.4).
func elsewhere(a, b *url.URL) bool {
	was, is := segments(a), segments(b)
	if len(was) != len(is) {
		return true
	}
	value := ""
	for i := range was {
		if was[i] == is[i] {
			continue
		}
		if value != "" && was[i] != value {
			return true
		}
		value = was[i]
	}
	return false
}

func segments(u *url.URL) []string {
	p := "/" + dots.Replace(u.EscapedPath())
	out := path.Clean(p)
	if strings.HasSuffix(p, "/") {
		out += "/"
	}
	return strings.Split(out, "/")
}

var dots = strings.NewReplacer("%2e", ".", "%2E", ".")

func names(u *url.URL) []string {
	var out []string
	for _, pair := range strings.Split(u.RawQuery, "&") {
		name, _, _ := strings.Cut(pair, "=")
		out = append(out, name)
	}
	return out
}
