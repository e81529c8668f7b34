package ops

import (
	"html"
	"strings"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// The characters that the escapers of the languages write as references.
var (
	goHTML    = map[byte]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\'': "&#39;"}
	goTmpl    = map[byte]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\'': "&#39;", 0: "\uFFFD"}
	pyHTML    = map[byte]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&quot;", '\'': "&#x27;"}
	pyNoQuote = map[byte]string{'&': "&amp;", '<': "&lt;", '>': "&gt;"}
	xmlText   = map[byte]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\'': "&#39;", '\t': "&#x9;", '\n': "&#xA;", '\r': "&#xD;"}
	ldapChars = map[byte]string{'\\': `\5c`, '*': `\2a`, '(': `\28`, ')': `\29`, 0: `\00`}
	ldapDN    = map[byte]string{'\\': `\\`, ',': `\,`, '+': `\+`, '"': `\"`, '<': `\<`, '>': `\>`, ';': `\;`, '=': `\=`, 0: `\00`}
	jsChars   = map[byte]string{'\\': `\\`, '\'': `\'`, '"': `\"`, '\n': `\n`, '\r': `\r`, '<': `\u003C`, '>': `\u003E`, '&': `\u0026`, '=': `\u003D`}
	doubledQ  = map[byte]string{'\'': "''"}
	mysqlQ    = map[byte]string{0: `\0`, '\n': `\n`, '\r': `\r`, '\\': `\\`, '\'': `\'`, '"': `\"`, 0x1a: `\Z`}
	csvQ      = map[byte]string{'"': `""`}
)

// escapeOps write characters that a context treats specially in another way.
func escapeOps() []Op {
	return []Op{
		{Name: "html.escape", Doc: `(s, variant="go") -> & < > " ' as references: "go" (html.EscapeString), "template" (also NUL), "python" (html.escape), "python-noquote" (quote=False: & < > only)`,
			Concrete: sn(func(a []any) (string, error) { return replacer(htmlTable(str(a, 1)))(str(a, 0)), nil }),
			Abstract: func(in *Context, args []value.Abs) value.Abs {
				variant, _ := exactText(args, 1)
				return made(in.rewrite(subject(args), escaping(htmlTable(variant)), key("html.escape", variant)))
			}},
		{Name: "html.unescape", Doc: "(s) -> references resolved",
			Concrete: s1(html.UnescapeString), Abstract: unescaped("&")},
		{Name: "html.strip_tags", Doc: "(s) -> s without what is between < and >, in one pass (Python's strip_tags and its like)",
			Concrete: s1(stripTags), Abstract: func(in *Context, args []value.Abs) value.Abs {
				h := in.part(subject(args), key("html.strip_tags")).Without("<").Without(">")
				h.Not = nil
				return hole(h)
			}},
		table("xml.escape", "(s) -> s for XML text and attributes (Go's xml.EscapeText)", xmlText),
		table("xml.escape_text", "(s) -> & < > as references (Python's xml.sax.saxutils.escape)", pyNoQuote),
		table("ldap.escape_filter", `(s) -> \ * ( ) NUL in hexadecimal (RFC 4515, 3)`, ldapChars),
		table("ldap.escape_dn", `(s) -> the special characters of RFC 4514 behind a backslash`, ldapDN),
		table("js.escape", "(s) -> s for a JavaScript string literal (Go's template.JSEscapeString)", jsChars),
		table("sql.double", "(s) -> every ' twice, as inside a SQL string literal", doubledQ),
		table("sql.escape_mysql", `(s) -> \ ' " NUL and line ends behind a backslash (mysql_real_escape_string)`, mysqlQ),
		table("csv.double", `(s) -> every " twice`, csvQ),
		{Name: "csv.quote", Doc: `(s) -> s in double quotes, with every " twice, when it has a comma, quote, line end or leading space`,
			Concrete: s1(csvQuote), Abstract: func(in *Context, args []value.Abs) value.Abs {
				s := subject(args)
				in2 := in.rewrite(s, escaping(csvQ), "")
				return made(text.Join(s, text.Concat(text.Lit(`"`), in2, text.Lit(`"`))))
			}},
		{Name: "sql.quote", Doc: "(s) -> s as a SQL string literal: in single quotes, every ' twice",
			Concrete: s1(func(s string) string { return "'" + replacer(doubledQ)(s) + "'" }),
			Abstract: quoted("'", escaping(doubledQ), "doubled='")},
		{Name: "sql.quote_identifier", Doc: `(s) -> s as a SQL identifier: in double quotes, every " twice, cut at NUL (pq.QuoteIdentifier)`,
			Concrete: s1(func(s string) string {
				s, _, _ = strings.Cut(s, "\x00")
				return `"` + replacer(csvQ)(s) + `"`
			}),
			Abstract: quoted(`"`, escaping(csvQ), `doubled="`)},
		{Name: "sql.escape_like", Doc: `(s) -> % _ \ behind a backslash`,
			Concrete: s1(replacer(likeChars)), Abstract: rewritten("sql.escape_like", escaping(likeChars))},
		{Name: "shell.quote", Doc: "(s) -> one shell word: s when it has safe characters only, else in single quotes (Python's shlex.quote)",
			Concrete: s1(shellQuote), Abstract: absShellQuote},
		{Name: "shell.split", Doc: "(s) -> list of the words of a shell command line, quotes removed (shlex.split)",
			Concrete: func(a []any) (any, error) { return shellSplit(str(a, 0)) }, Abstract: absFields1},
		{Name: "log.escape", Doc: `(s) -> \n and \r written as escapes`,
			Concrete: s1(replacer(lineEnds)), Abstract: rewritten("log.escape", escaping(lineEnds))},
	}
}

var (
	likeChars = map[byte]string{'%': `\%`, '_': `\_`, '\\': `\\`}
	lineEnds  = map[byte]string{'\n': `\n`, '\r': `\r`}
)

func htmlTable(variant string) map[byte]string {
	switch variant {
	case "python":
		return pyHTML
	case "python-noquote":
		return pyNoQuote
	case "template":
		return goTmpl
	}
	return goHTML
}

// table is an operation that rewrites bytes by a table.
func table(name, doc string, t map[byte]string) Op {
	return Op{Name: name, Doc: doc, Concrete: s1(replacer(t)), Abstract: marked(name, escaping(t))}
}

// marks are what demands ask for by name.
var marks = map[string]string{
	"sql.double":       "doubled='",
	"sql.escape_mysql": "sql.escaped",
	"csv.double":       `doubled="`,
}

// marked rewrites, and puts the operation's mark on the holes it made.
func marked(name string, r rewriting) func(*Context, []value.Abs) value.Abs {
	mark := marks[name]
	return func(in *Context, args []value.Abs) value.Abs {
		s := in.rewrite(subject(args), r, key(name))
		return made(withMark(s, mark))
	}
}

func withMark(s text.Str, mark string) text.Str {
	if mark == "" {
		return s
	}
	return s.MapHoles(func(h text.Hole) text.Hole { return h.WithMark(mark) })
}

// quoted is the rewritten text between quotes.
func quoted(q string, r rewriting, mark string) func(*Context, []value.Abs) value.Abs {
	return func(in *Context, args []value.Abs) value.Abs {
		return made(text.Concat(text.Lit(q), withMark(in.rewrite(subject(args), r, ""), mark), text.Lit(q)))
	}
}

// unescaped: a text without the escape sign stays as it is; another may become
// anything.
func unescaped(sign string) func(*Context, []value.Abs) value.Abs {
	return func(in *Context, args []value.Abs) value.Abs {
		s := subject(args)
		if !s.MayContain(sign) {
			return made(s)
		}
		return made(text.Top(s.Labels(), 0))
	}
}

func stripTags(s string) string {
	var b strings.Builder
	depth := 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '<':
			depth = 1
		case s[i] == '>':
			depth = 0
		case depth == 0:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func csvQuote(s string) string {
	if s == "" || !strings.ContainsAny(s, "\",\r\n") && s[0] != ' ' && s[0] != '\t' && s != `\.` {
		return s
	}
	return `"` + replacer(csvQ)(s) + `"`
}

const shellSafe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@%+=:,./-_"

func shellQuote(s string) string {
	if s == "" {
		return "''"
	}
	if strings.Trim(s, shellSafe) == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'"'"'`) + "'"
}

// absShellQuote: the result is one word, whatever s is.
func absShellQuote(in *Context, args []value.Abs) value.Abs {
	s := subject(args)
	h := s.Flatten()
	if h.Chars.Subset(text.Of(shellSafe)) {
		if h.MayBeEmpty() {
			return made(text.Join(withMark(s, "shell.word"), text.Lit("''")))
		}
		return made(withMark(s, "shell.word"))
	}
	out := text.Hole{Labels: h.Labels, Chars: h.Chars.Union(text.Of(`'"`))}.WithMark("shell.word")
	out.Sym = in.derive(key("shell.quote"), s.Name())
	return hole(out)
}

// shellSplit takes words apart at blanks, with the quoting of POSIX 2.2.
func shellSplit(s string) (any, error) {
	var words []string
	var word []byte
	in, quote := false, byte(0)
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case quote == '\'' && c != '\'':
			word = append(word, c)
		case c == '\\' && i+1 < len(s) && quote != '\'':
			i++
			if quote == '"' && s[i] != '"' && s[i] != '\\' {
				word = append(word, c)
			}
			word, in = append(word, s[i]), true
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '\'' || c == '"'):
			quote, in = c, true
		case quote == 0 && strings.IndexByte(" \t\r\n", c) >= 0:
			if in {
				words = append(words, string(word))
			}
			word, in = nil, false
		default:
			word, in = append(word, c), true
		}
	}
	if quote != 0 {
		return nil, bad("no closing quotation")
	}
	if in {
		words = append(words, string(word))
	}
	return listOf(words), nil
}

// absFields1: pieces of which only the bytes are known.
func absFields1(_ *Context, args []value.Abs) value.Abs {
	rest := hole(mixed(subject(args)))
	return value.Abs{Kind: value.List, Rest: &rest}
}
