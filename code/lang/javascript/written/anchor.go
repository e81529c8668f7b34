package written

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/lang/javascript/syntax"
	"github.com/prunella/prunella/code/text"
)

var namesHost = regexp.MustCompile(`(?i)[a-z0-9)*+\]-]\\?\.` + text.HostEnding + `(?:$|[^a-z0-9.\\-]|\\/|\\b)`)

// anchors judges expressions by which an address is decided about (CWE-20): that they
// are tied to the beginning, in all of their alternatives.
func (r *reader) anchors(n syntax.Ref) {
	t := r.t
	if _, name, args := r.method(n); (name == "replace" || name == "replaceAll" || name == "split") && len(args) > 0 {
		r.about[r.value(args[0])] = true
		return
	}
	var pattern string
	switch k := t.Kind(n); {
	case k == syntax.Regex, (k == syntax.New || k == syntax.Call) && t.Text(t.First(n)) == "RegExp":
		p, _, ok := r.regex(n)
		if !ok {
			return
		}
		pattern = p
	case k == syntax.Call:
		of, name, args := r.method(n)
		if of == 0 || name != "match" && name != "search" || len(args) != 1 {
			return
		}
		p, ok := r.str(args[0])
		if !ok {
			return
		}
		pattern = p
	default:
		return
	}
	if r.about[n] || len(pattern) > 500 {
		return
	}
	if why := unanchored(pattern); why != "" {
		r.fault(n, "anchor", why)
	}
}

func unanchored(pattern string) string {
	if !namesHost.MatchString(pattern) {
		return ""
	}
	var with, without []string
	ends := 0
	alts := text.Alternatives(pattern)
	for _, a := range alts {
		open := strings.TrimLeft(a, "(?:")
		if strings.HasPrefix(open, "^") || strings.HasPrefix(open, `\b`) || strings.HasPrefix(open, "<") || strings.HasPrefix(open, "!") {
			with = append(with, a)
		} else if strings.HasSuffix(strings.TrimRight(a, ")"), "$") {
			ends++
		} else {
			without = append(without, a)
		}
	}
	switch {
	case len(alts) > 1 && len(with) > 0 && len(with) < len(alts):
		return fmt.Sprintf("ties only some of its alternatives to the beginning: not %q", append(without, alts[len(alts)-1])[0])
	case len(with) == 0 && len(without) > 0 && ends == 0:
		return "finds the name of the host anywhere in the address of another one"
	}
	return ""
}
