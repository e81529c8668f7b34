package sql

import (
	"slices"
	"strconv"
	"strings"

	"github.com/DataDog/go-sqllexer"

	"github.com/prunella/prunella/code/demand/lexical"
)

// token is one token as far as structure goes: literals count by kind only.
type token struct {
	kind       sqllexer.TokenType
	text       string // upper case; "" for literals and quoted names
	start, end int
}

// Broken compares the token lists of a benign and an attacked statement.
func (Demand) Broken(benign, attacked []any, input string) (bool, string) {
	was, ok1 := lexical.AsText(benign, 0)
	is, ok2 := lexical.AsText(attacked, 0)
	if !ok1 || !ok2 || was == is {
		return false, ""
	}
	dialect := sqllexer.DBMSPostgres
	if name, _ := lexical.AsText(attacked, 1); strings.EqualFold(name, "mysql") || strings.Contains(is, "`") {
		dialect = sqllexer.DBMSMySQL
	}
	start, end, landed := lexical.Landed(is, input)
	if !landed || end-start < len(input) && strings.Contains(strings.ToLower(was), strings.ToLower(is[start:end])) { // the program's own words
		return false, ""
	}
	before, after := tokens(was, dialect), tokens(is, dialect)
	at := differ(before, after)
	if at < 0 {
		return false, ""
	}
	place := len(is)
	if at < len(after) {
		place = after[at].start
	}
	if start, end, ok := lexical.LandedAt(is, input, place); ok && within(after, start, end) {
		return false, ""
	}
	return true, "the statement has other tokens than with harmless input, from " + show(after, at) + " on: " + clip(is)
}

// tokens lexes a statement. The lexer takes a NUL for the end; databases do not.
func tokens(s string, dialect sqllexer.DBMSType) []token {
	l := sqllexer.New(strings.ReplaceAll(s, "\x00", "\uFFFD"), sqllexer.WithDBMS(dialect))
	var out []token
	for pos := 0; ; {
		t := l.Scan()
		if t.Type == sqllexer.EOF || len(t.Value) == 0 {
			return out
		}
		n := token{kind: t.Type, start: pos, end: pos + len(t.Value)}
		pos = n.end
		switch t.Type {
		case sqllexer.SPACE:
			continue
		case sqllexer.STRING, sqllexer.NUMBER, sqllexer.COMMENT, sqllexer.MULTILINE_COMMENT, sqllexer.DOLLAR_QUOTED_STRING, sqllexer.QUOTED_IDENT:
		default:
			n.text = strings.ToUpper(t.Value)
		}
		if last := len(out) - 1; last >= 0 && doubledQuote(s, out[last], n) {
			out[last].end = n.end
			continue
		}
		out = append(out, n)
	}
}

// doubledQuote reports two tokens that are one name: the lexer ends it at a quote that,
// twice, stands for itself (SQL:2016 part 2, 5.2).
func doubledQuote(s string, a, b token) bool {
	return a.kind == sqllexer.QUOTED_IDENT && b.kind == sqllexer.QUOTED_IDENT && a.end == b.start && b.start < len(s) && s[a.start] == s[b.start]
}

// differ is the index of the first token that differs, or -1.
func differ(a, b []token) int {
	for i := range b {
		if i >= len(a) || a[i].kind != b[i].kind || a[i].text != b[i].text {
			return i
		}
	}
	if len(b) < len(a) {
		return len(b)
	}
	return -1
}

// within reports whether the bytes from start to end are no more than one value:
// inside one token that is a literal or a plain identifier.
func within(ts []token, start, end int) bool {
	for _, t := range ts {
		if t.start > start || end > t.end {
			continue
		}
		switch t.kind {
		case sqllexer.STRING, sqllexer.NUMBER, sqllexer.COMMENT, sqllexer.MULTILINE_COMMENT, sqllexer.DOLLAR_QUOTED_STRING:
			return true
		case sqllexer.IDENT: // the name of a column or procedure, or a part of it
			return true
		case sqllexer.QUOTED_IDENT:
			return start > t.start && end < t.end
		}
	}
	return false
}

func show(ts []token, i int) string {
	if i >= len(ts) {
		return "its early end"
	}
	if ts[i].text == "" {
		return "a literal"
	}
	return ts[i].text
}

func clip(s string) string {
	if len(s) > 200 {
		return s[:200] + "…"
	}
	return s
}

// Meaning writes a statement so that one with parameters and one with the values
// written into it come out the same: literals and placeholders in their order.
func Meaning(statement string, params []string) string {
	var b strings.Builder
	next, order := 0, false // order: a list by which rows are sorted, where a value names no column
	param := func() string {
		next++
		if next <= len(params) && order && number(params[next-1]) == 0 {
			return "'" + params[next-1] + "'"
		}
		if next <= len(params) {
			return word(params[next-1])
		}
		return "?"
	}
	all := tokens(statement, sqllexer.DBMSPostgres)
	written := func(i int) string {
		return statement[min(all[i].start, len(statement)):min(all[i].end, len(statement))]
	}
	for i := 0; i < len(all); i++ {
		t, text := all[i], written(i)
		switch {
		case text == "%" && i+1 < len(all) && all[i+1].start == t.end && written(i+1) == "s":
			i++ // the lexer takes Python's placeholder for an operator and a name
			text = param()
		case text == "??": // mysql's, a name
			text = strings.ToUpper(strings.Trim(param(), "'"))
		case text == "?" && i+1 < len(all) && all[i+1].start == t.end && number(written(i+1)) > 0:
			i++ // JPQL's ?1
			next = number(written(i)) - 1
			text = param()
		case t.kind == sqllexer.STRING:
			text = word(strings.ReplaceAll(strings.Trim(text, "'"), "''", "'"))
		case text == "?" || t.kind == sqllexer.POSITIONAL_PARAMETER || t.kind == sqllexer.BIND_PARAMETER || text == "%s":
			text = param()
		case t.kind == sqllexer.IDENT, t.kind == sqllexer.KEYWORD, t.kind == sqllexer.COMMAND:
			text = strings.ToUpper(text)
			order = text == "BY" || order && !slices.Contains(ends, text)
		}
		b.WriteString(text + " ")
	}
	return strings.TrimSpace(b.String())
}

// ends are the words that end a list by which rows are sorted or grouped.
var ends = []string{"LIMIT", "OFFSET", "FETCH", "HAVING", "WINDOW", "UNION", "FOR"}

// number is the number that a text is, 0 for none.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// word is a value as names are written: where no quotes stood, a word was one.
func word(v string) string {
	if strings.Trim(v, "._abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == "" {
		return strings.ToUpper(v)
	}
	return v
}
