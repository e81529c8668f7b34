package fix

import (
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/text"
)

// parts of a constant by which a program tells whose an address is.
var hostText = regexp.MustCompile(`(?i)^([a-z]+:)?(//)?(\.)?((?:[a-z0-9-]+\.)+[a-z]+)(:[0-9]+)?(/)?$`)

// HostForm is an expression that whole addresses of a host match, and those of no other
// one, for a constant that programs look for in addresses: "example.com",
// "https://example.com/", ".example.com". Hosts below it match as well where the constant says no scheme.
// Of a name of a host that is no address (alone) the whole matches. ok is false when the constant names
// no host.
func HostForm(constant string, alone bool) (pattern string, ok bool) {
	m := hostText.FindStringSubmatch(constant)
	if m == nil {
		return "", false
	}
	scheme, slashes, dot, host, port, slash := m[1], m[2], m[3], regexp.QuoteMeta(m[4]), m[5], m[6]
	switch {
	case scheme != "" && slashes != "":
		scheme = regexp.QuoteMeta(scheme) + "//"
	case scheme != "":
		return "", false
	case slashes != "":
		scheme = "(?:https?:)?//"
	default:
		scheme = "https?://(?:[a-z0-9-]+\\.)*"
	}
	below := scheme
	if dot != "" {
		below = strings.TrimSuffix(scheme, "*") + "+"
	}
	if dot != "" && slashes != "" {
		return "", false
	}
	if port == "" {
		port = "(?::[0-9]+)?"
	}
	if alone {
		if slashes != "" || slash != "" {
			return "", false
		}
		return "^" + strings.TrimPrefix(below, "https?://") + host + port + "$", true
	}
	end := "(?:[/?#]|$)"
	if slash != "" {
		end = "/"
	}
	return "^" + below + host + port + end, true
}

var (
	beginsScheme = regexp.MustCompile(`^\(?(?:\?:)?(?:https?|http\(?s|ftp|wss?|\\?/\\?/|\^)`)
	beginsName   = regexp.MustCompile(`(?i)^[a-z0-9(\[]`)
	endsHost     = regexp.MustCompile(`(?i)` + text.HostEnding + `(?:\\b)?$`)
)

// Anchored ties an expression that looks for a host to both ends of what it is asked about: an
// address, or the name of a host alone. ok is false where it is not plain what is meant.
func Anchored(pattern string, alone bool) (out string, ok bool) {
	alternatives := text.Alternatives(pattern)
	tied := strings.HasPrefix(pattern, "^")
	for i, a := range alternatives {
		tied = tied || strings.HasPrefix(a, "^")
		alternatives[i] = strings.TrimSuffix(strings.TrimPrefix(a, "^"), "$")
	}
	body, first := strings.Join(alternatives, "|"), alternatives[0]
	if len(alternatives) > 1 {
		body = "(?:" + body + ")"
	}
	if !beginsScheme.MatchString(first) && !beginsName.MatchString(first) {
		return pattern, false
	}
	switch {
	case alone && !beginsScheme.MatchString(first) && !tied:
		body = `(?:[a-z0-9-]+\.)*` + body
	case !alone && !beginsScheme.MatchString(first) && !tied:
		body = `https?://(?:[a-z0-9-]+\.)*` + body
	}
	switch {
	case alone:
		body += "$"
	case endsHost.MatchString(alternatives[len(alternatives)-1]):
		body += "(?:[:/?#]|$)"
	}
	return "^" + body, true
}
