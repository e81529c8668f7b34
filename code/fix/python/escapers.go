package python

import (
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// escapeHTML prefers markupsafe where the program has it. A Markup on the right of
// a + escapes what is on the left, so there the text of html.escape is used.
func escapeHTML(s *source, n syntax.Ref, expr string) string {
	if s.is(n, syntax.Call) && s.dotted(s.child(n, 0)) == "markupsafe.Markup" {
		return ""
	}
	if base := s.beforeMarkup(n); base != n {
		old := s.text(base)
		return strings.Replace(expr, old, s.use("html")+".escape("+old+")", 1)
	}
	if s.is(s.up[n], syntax.BinaryOp) || !s.knows("markupsafe", "flask", "jinja2") {
		return s.use("html") + ".escape(" + expr + ")"
	}
	return s.useFrom("markupsafe", "escape") + "(" + expr + ")"
}

// beforeMarkup is the text to which methods add markup: text in
// text.replace("\n", "<br>"); else n itself.
func (s *source) beforeMarkup(n syntax.Ref) syntax.Ref {
	base := n
	for e := n; s.is(e, syntax.Call) && s.is(s.child(e, 0), syntax.Attribute); {
		receiver := s.child(s.child(e, 0), 0)
		if strings.Contains(s.text(s.child(e, 1)), "<") {
			base = receiver
		}
		e = receiver
	}
	return base
}

// knows reports whether the file imports from one of the packages.
func (s *source) knows(packages ...string) bool {
	for _, q := range s.names {
		for _, p := range packages {
			if q == p || strings.HasPrefix(q, p+".") {
				return true
			}
		}
	}
	return false
}

// primary puts parentheses around what a dot would not take whole.
func (s *source) primary(n syntax.Ref, expr string) string {
	if s.tree.Has(n, syntax.Paren) || s.is(n, syntax.Name, syntax.Attribute, syntax.Call, syntax.Subscript, syntax.Str) {
		return expr
	}
	return "(" + expr + ")"
}

const oneLine = `
def NAME(text):
    """Return text without line breaks."""
    return text.replace("\r", "").replace("\n", "")
`

const logLine = `
def NAME(value):
    """Return value as text without line breaks and commands to a terminal."""
    return str(value).replace("\r", "").replace("\n", "").replace("\x1b", "")
`

func plainLine(s *source, n syntax.Ref, expr string) string {
	return s.helper(n, "_log_text", logLine) + "(" + expr + ")"
}

// stripNewlines calls a helper inside f-strings, where old versions allow no
// backslash.
func stripNewlines(s *source, n syntax.Ref, expr string) string {
	if s.inFString(n) {
		return s.helper(n, "_one_line", oneLine) + "(" + expr + ")"
	}
	q := s.quote()
	return s.primary(n, expr) + ".replace(" + q + `\r` + q + ", " + q + q + ").replace(" + q + `\n` + q + ", " + q + q + ")"
}

func (s *source) inFString(n syntax.Ref) bool {
	for p := s.up[n]; p != 0 && !s.isStatement(p); p = s.up[p] {
		if s.is(p, syntax.FStringField) {
			return true
		}
	}
	return false
}

func quoteShell(s *source, n syntax.Ref, expr string) string {
	return s.useFrom("shlex", "quote") + "(" + expr + ")"
}

const escapeFilter = `
def NAME(text):
    """Return text for use as a value in an LDAP filter (RFC 4515)."""
    text = text.replace("\\", "\\5c").replace("*", "\\2a")
    return text.replace("(", "\\28").replace(")", "\\29").replace("\0", "\\00")
`

func escapeLDAP(s *source, n syntax.Ref, expr string) string {
	switch {
	case s.is(n, syntax.Call) && escapeName.MatchString(strings.ToLower(s.text(s.child(n, 0)))),
		escapeName.MatchString(strings.ToLower(s.functionName(n))):
		return "" // escaping twice would change honest values
	case s.always("ldap3"):
		return s.useFrom("ldap3.utils.conv", "escape_filter_chars") + "(" + expr + ")"
	case s.always("ldap"):
		return s.useFrom("ldap.filter", "escape_filter_chars") + "(" + expr + ")"
	}
	return s.helper(n, "_escape_filter", escapeFilter) + "(" + expr + ")"
}

// always reports whether a package is imported for certain, at the head of the
// module.
func (s *source) always(name string) bool {
	for _, n := range s.block() {
		if m := s.importOf(n); m == name || strings.HasPrefix(m, name+".") {
			return true
		}
	}
	return false
}

const xpathText = `
def NAME(text):
    """Return text for use inside quotes of an XPath expression."""
    if "'" in text or '"' in text:
        raise ValueError(text)
    return text
`

func escapeXPath(s *source, n syntax.Ref, expr string) string {
	return s.helper(n, "_xpath_text", xpathText) + "(" + expr + ")"
}

// own makes a strategy that first tries the project's own functions for the job:
// those of one parameter in this file, or imported from another, whose name says
// so. Whether one does what it says is for the engine to see.
func own(why string, name *regexp.Regexp, otherwise func(*fix.Input) ([]fix.Candidate, error)) func(*fix.Input) ([]fix.Candidate, error) {
	return func(in *fix.Input) ([]fix.Candidate, error) {
		var out []fix.Candidate
		for _, fn := range ownFunctions(in, name) {
			cs, err := wrapValues(why+fn, func(s *source, n syntax.Ref, expr string) string {
				if s.unit != in.Flow.At.Unit || s.functionName(n) == fn || strings.HasPrefix(expr, fn+"(") {
					return "" // elsewhere the name may mean another function; once is enough
				}
				return fn + "(" + expr + ")"
			})(in)
			if err == nil {
				out = append(out, cs...)
			}
		}
		cs, err := otherwise(in)
		if out = append(out, cs...); len(out) > 0 {
			return out, nil
		}
		return nil, err
	}
}

// ownFunctions lists the names under which the sink's file can call the project's
// functions of one parameter that match.
func ownFunctions(in *fix.Input, name *regexp.Regexp) []string {
	u := in.Flow.At.Unit
	if u == nil || u.Stub {
		return nil
	}
	s := newSource(u)
	var out []string
	for _, other := range in.Program.Units {
		if other.Stub {
			continue
		}
		for _, f := range other.Funcs {
			short := lastName(f.Name)
			if !name.MatchString(strings.ToLower(short)) || len(f.Params) != 1 || f.Class != "" || f.Name != other.Module+"."+short {
				continue
			}
			if other == u {
				out = append(out, short)
			}
			for local, q := range s.names {
				if q == f.Name {
					out = append(out, local)
				}
			}
		}
	}
	return sorted(out)
}
