// Package tls is the demand on connections (CWE-295, CWE-327; RFC 8996 retires
// TLS 1.0 and 1.1).
//
// Arguments: tls.verify: must not be false. tls.skip: must not be true (for
// settings that turn verification off). tls.version: the lowest version allowed,
// as the number of the protocol (0x0301) or its name ("TLSv1.1", "SSLv3"); true where
// it is what is left when nobody says a lowest version.
package tls

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/demand/constant"
	"github.com/prunella/prunella/code/value"
)

// All lists the demands of this family.
func All() []constant.Demand {
	return []constant.Demand{
		{Name: "tls.verify", Judge: verify},
		{Name: "tls.skip", Judge: skip},
		{Name: "tls.version", Judge: version},
	}
}

func verify(args []value.Abs) (int, string, string) {
	if constant.False(args, 0) {
		return 0, "tls", "the other side's certificate is not verified"
	}
	return 0, "", ""
}

func skip(args []value.Abs) (int, string, string) {
	if constant.True(args, 0) {
		return 0, "tls", "the other side's certificate is not verified"
	}
	return 0, "", ""
}

var old = map[int64]string{0x0002: "SSL 2.0", 0x0300: "SSL 3.0", 0x0301: "TLS 1.0", 0x0302: "TLS 1.1"}

func version(args []value.Abs) (int, string, string) {
	n, ok := constant.Int(args, 0)
	if ok && old[n] != "" && constant.True(args, 1) {
		return 0, "negotiated version", "whatever the other side asks for, down to " + old[n] + " where the library sets no bound of its own"
	}
	if ok && old[n] != "" {
		return 0, "tls version", old[n] + ", which RFC 8996 retired"
	}
	name, ok := constant.Text(args, 0)
	plain := strings.NewReplacer("v", "", "_", "", ".", "", " ", "", "PROTOCOL", "").Replace(strings.ToUpper(name))
	plain = strings.ReplaceAll(plain, "V", "")
	if ok && (plain == "SSL" || plain == "SSL2" || plain == "SSL3" || plain == "SSL20" || plain == "SSL30" || plain == "TLS1" || plain == "TLS10" || plain == "TLS11") {
		return 0, "tls version", fmt.Sprintf("%s, which RFC 8996 retired", name)
	}
	return 0, "", ""
}
