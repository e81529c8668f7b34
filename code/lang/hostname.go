package lang

import (
	"fmt"
	"regexp"

	"github.com/prunella/prunella/code/text"
)

// A HostCheck is how a program looks for the name of a host in an address.
type HostCheck int

// Ways of looking.
const (
	HostAnywhere HostCheck = iota // contains, in
	HostBegins                    // starts with
	HostEnds                      // ends with
)

var (
	hostname   = regexp.MustCompile(`(?i)^(?:[a-z]*:?//)?\.?(?:[a-z0-9-]+\.)+` + text.HostEnding + `(?::[0-9]+)?/?$`)
	wholeBegin = regexp.MustCompile(`(?i)^[a-z]*:?//(?:[a-z0-9-]+\.)+[a-z]+(?::[0-9]+)?/$`)
	wholeEnd   = regexp.MustCompile(`(?i)^\.(?:[a-z0-9-]+\.)+[a-z]+(?::[0-9]+)?/?$|//`)
)

// Check says what is wrong with deciding about an address by a constant part of
// it (CWE-20): that another host's address passes too. "" when the constant names no
// host, or is so complete that only that host passes.
func (c HostCheck) Check(constant string) string {
	switch {
	case len(constant) > 253 || !hostname.MatchString(constant):
		return ""
	case c == HostBegins && wholeBegin.MatchString(constant), c == HostEnds && wholeEnd.MatchString(constant):
		return ""
	case c == HostBegins:
		return fmt.Sprintf("%q may be followed by more of another host's name", constant)
	case c == HostEnds:
		return fmt.Sprintf("%q may be the end of another host's name", constant)
	}
	return fmt.Sprintf("%q may stand anywhere in the address of another host", constant)
}
