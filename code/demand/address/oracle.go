package address

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/prunella/prunella/code/demand/lexical"
)

// Broken reports that the browser leaves for another host, or runs script.
func (Redirect) Broken(benign, attacked []any, input string) (bool, string) {
	was, is, ok := texts(benign, attacked, input)
	if !ok {
		return false, ""
	}
	if len(attacked) > 1 && attacked[1] == true {
		was, is = encode(was), encode(is)
	}
	a, b := browserTarget(was), browserTarget(is)
	switch {
	case b == "script:":
		return true, "the browser runs the address as script"
	case b != a && b != "":
		return true, "the browser goes to " + b
	}
	return false, ""
}

// encode does to blanks and control characters what frameworks do.
func encode(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] <= ' ' {
			fmt.Fprintf(&b, "%%%02X", s[i])
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// Broken reports that the program connects to another host.
func (URL) Broken(benign, attacked []any, input string) (bool, string) {
	was, is, ok := texts(benign, attacked, input)
	if !ok {
		return false, ""
	}
	a, b := clientTarget(was), clientTarget(is)
	if a == b || b == "" || below(b, input) {
		return false, ""
	}
	return true, "the program connects to " + b
}

// below reports that what was put in stands in front of a domain of the program's.
func below(target, input string) bool {
	_, host, _ := strings.Cut(target, "://")
	_, behind, ok := strings.Cut(host, strings.ToLower(input))
	return ok && !strings.ContainsAny(input, "/\\?#@:") && Own(behind)
}

func texts(benign, attacked []any, input string) (string, string, bool) {
	was, ok1 := lexical.AsText(benign, 0)
	is, ok2 := lexical.AsText(attacked, 0)
	_, _, landed := lexical.Landed(is, input)
	return was, is, ok1 && ok2 && was != is && landed
}

// browserTarget is the host a browser goes to; "" for its own. White space is
// dropped and backslashes are slashes (WHATWG URL 4.4).
func browserTarget(s string) string {
	s = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(strings.TrimLeft(s, " \x00\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c"))
	scheme, rest := "", s
	if i := strings.IndexByte(s, ':'); i > 0 && !strings.ContainsAny(s[:i], "/?#\\") {
		scheme, rest = strings.ToLower(s[:i]), s[i+1:]
	}
	switch scheme {
	case "javascript", "data", "vbscript":
		return "script:"
	case "", "http", "https":
	default:
		return scheme + ":"
	}
	slashed := strings.ReplaceAll(rest, "\\", "/")
	if scheme == "" && !strings.HasPrefix(slashed, "//") {
		return ""
	}
	return hostOf(strings.TrimLeft(slashed, "/"))
}

// hostOf is the host at the start of what follows "//". An empty port is the scheme's
// own (RFC 3986, 6.2.3).
func hostOf(s string) string {
	if i := strings.IndexAny(s, "/?#"); i >= 0 {
		s = s[:i]
	}
	s = s[strings.LastIndexByte(s, '@')+1:]
	return strings.ToLower(strings.TrimSuffix(s, ":"))
}

// clientTarget is the scheme and host that a client library connects to.
func clientTarget(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err == nil && (u.Host != "" || u.Scheme == "file") {
		return strings.ToLower(u.Scheme + "://" + strings.TrimSuffix(u.Host, ":"))
	}
	if i := strings.Index(s, "://"); i >= 0 && !strings.ContainsAny(s[:i], "/?#") {
		return strings.ToLower(s[:i]) + "://" + hostOf(s[i+3:])
	}
	return ""
}
