package ops

import (
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// dsnOps read the names by which programs open databases.
func dsnOps() []Op {
	return []Op{
		{Name: "dsn.password", Doc: "(dsn) -> the password in a URL, in user:password@… or in password=… ; \"\" when there is none",
			Concrete: s1(dsnPassword),
			Abstract: func(_ *Context, args []value.Abs) value.Abs {
				if s, ok := exactText(args, 0); ok {
					return made(text.Lit(dsnPassword(s)))
				}
				return hole(text.Hole{Labels: allLabels(args), Chars: text.All()})
			}},
	}
}

var (
	keyedPassword = regexp.MustCompile(`(?i)(?:^|[\s;])(?:password|pwd)\s*=\s*('[^']*'|[^\s;]*)`)
	namedPassword = regexp.MustCompile(`^(?:[A-Za-z][\w+.-]*://)?[^:@/\s]*:([^@/\s]+)@`)
)

func dsnPassword(s string) string {
	if m := namedPassword.FindStringSubmatch(s); m != nil {
		return unquote(m[1], false)
	}
	if m := keyedPassword.FindStringSubmatch(s); m != nil {
		return strings.Trim(m[1], "'")
	}
	return ""
}
