package twin

import (
	"encoding/hex"
	"regexp"
	"strings"
)

var percent = regexp.MustCompile(`%[0-9a-fA-F]{2}`)

// normalized is an address as a server reads it: what a client escapes by itself, and
// letters that need no escape, are the same with and without it (RFC 3986, sections 2.1
// and 6.2.2.2; a blank in a query is also written "+"). Signs that part an address keep
// theirs.
func normalized(address string) string {
	place, query, has := strings.Cut(address, "?")
	place = unescaped(place)
	if has {
		place += "?" + unescaped(strings.ReplaceAll(query, "+", " "))
	}
	return place
}

func unescaped(s string) string {
	return percent.ReplaceAllStringFunc(s, func(code string) string {
		b, err := hex.DecodeString(code[1:])
		if err != nil || strings.IndexByte("%/?#[]@!$&'()*+,;=:\\", b[0]) >= 0 || b[0] < ' ' {
			return code
		}
		return string(b)
	})
}
