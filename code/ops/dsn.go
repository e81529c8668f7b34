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
					return made(piecePlaced(subject(args), dsnPassword(s)))
				}
				return hole(text.Hole{Labels: allLabels(args), Chars: text.All()})
			}},
	}
}

var (
	keyedPassword = regexp.MustCompile(`(?i)(?:^|[\s;])(?:password|pwd)\s*=\s*('[^']*'|[^\s;]*)`)
	namedPassword = regexp.MustCompile(`^(?:[A-Za-z][\w+.-]*://)?[^:@/\s]*:([^@/\s]+)@`)
)

// piecePlaced is a piece of a constant text, which stands where the text does.
func piecePlaced(s text.Str, piece string) text.Str {
	out := text.Lit(piece)
	if len(s.Alts) == 1 && len(s.Alts[0]) > 0 && len(out.Alts) == 1 && len(out.Alts[0]) == 1 {
		out.Alts[0][0].Unit, out.Alts[0][0].Span = s.Alts[0][0].Unit, s.Alts[0][0].Span
	}
	return out
}

func dsnPassword(s string) string {
	if m := namedPassword.FindStringSubmatch(s); m != nil {
		return unquote(m[1], false)
	}
	if m := keyedPassword.FindStringSubmatch(s); m != nil {
		return strings.Trim(m[1], "'")
	}
	return ""
}
