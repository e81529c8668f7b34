// Package token is the demand on signed tokens (CWE-347; RFC 8725 3.1 and 3.2).
//
// Arguments: jwt.verify: whether the signature is verified; must not be false.
// jwt.alg: the algorithms that are accepted, a text or a list: not "none", and
// at least one.
package token

import (
	"strings"

	"github.com/prunella/prunella/code/demand/constant"
	"github.com/prunella/prunella/code/value"
)

// All lists the demands of this family.
func All() []constant.Demand {
	return []constant.Demand{{Name: "jwt.verify", Judge: verify}, {Name: "jwt.alg", Judge: algorithm}, {Name: "jwt.key", Judge: key}}
}

func key(args []value.Abs) (int, string, string) {
	text, ok := constant.Text(args, 0)
	if !constant.Nil(args, 0) && !(ok && text == "") {
		return 0, "", ""
	}
	return 0, "token key", "the key is empty"
}

func verify(args []value.Abs) (int, string, string) {
	if constant.False(args, 0) {
		return 0, "token", "verification is off"
	}
	return 0, "", ""
}

func algorithm(args []value.Abs) (int, string, string) {
	for _, a := range constant.Texts(args, 0) {
		if strings.EqualFold(a, "none") {
			return 0, "token algorithm", "the algorithm \"none\" is accepted"
		}
	}
	if args[0].Kind == value.List && len(args[0].Items) == 0 && args[0].Rest == nil {
		return 0, "token algorithm", "the accepted algorithms are not said"
	}
	return 0, "", ""
}
