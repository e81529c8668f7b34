package twin

import (
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"strconv"
	"strings"
)

// hintsOf: a test of a source's value against a text suggests that text, before
// it and after it.
func (m *machine) hintsOf(name string, args []any) {
	if len(m.run.Asked) == 0 || len(args) == 0 {
		return
	}
	if s, ok := args[0].(string); ok && (name == "int.valid" || name == "float.valid" || name == "text.isdigit") {
		m.hintNumber(s, args[1:])
	}
	if name == "num.min" && len(args) == 2 {
		m.hintBelow(args[0], args[1])
	}
	if code, what, _ := strings.Cut(name, "."); isText(args[0]) && (strings.HasPrefix(what, "decode") || what == "valid") {
		m.hintEncoded(code, m.text(args[0]))
	}
	if name == "text.strip_chars" && len(args) > 1 && isText(args[0]) && strings.ContainsAny(m.text(args[0]), m.text(args[1])) {
		m.hintEscaped(m.text(args[0]))
	}
	if strings.HasPrefix(name, "regex.") {
		m.hintPatterns(args)
		return
	}
	var texts []string
	for _, a := range args {
		if isText(a) && len(texts) < 3 && len(m.text(a)) < 512 {
			texts = append(texts, m.text(a))
		}
	}
	for i, a := range texts {
		for j, b := range texts {
			if i == j || a == "" || b == "" {
				continue
			}
			for _, k := range m.gave(a) {
				m.suggest(name, k, m.run.Given[k], b)
			}
		}
	}
}

// gave lists the sources that a text may come from.
func (m *machine) gave(s string) (out []SourceKey) {
	for _, k := range m.open() {
		if given := m.run.Given[k]; strings.EqualFold(given, s) || len(s) >= 4 && strings.Contains(given, s) {
			out = append(out, k)
		}
	}
	return out
}

// hintPatterns: a source's text that is matched with a pattern suggests words that match.
func (m *machine) hintPatterns(args []any) {
	if len(args) < 2 || !isText(args[0]) || !isText(args[1]) || m.text(args[1]) == "" || len(m.text(args[1])) >= 512 {
		return
	}
	for _, k := range m.gave(m.text(args[1])) {
		m.hintPattern(k, m.run.Given[k], m.text(args[0]))
	}
}

// hintEncoded: where a source's text is decoded, what it says encoded.
func (m *machine) hintEncoded(code, s string) {
	for _, k := range m.run.Asked {
		if given := m.run.Given[k]; given == s && given != "" && len(given) < 4096 {
			switch {
			case strings.HasPrefix(code, "base64"):
				m.note(Hint{k, base64.StdEncoding.EncodeToString([]byte(given)), true})
				m.note(Hint{k, base64.RawURLEncoding.EncodeToString([]byte(given)), true})
			case code == "hex":
				m.note(Hint{k, hex.EncodeToString([]byte(given)), true})
			}
		}
	}
}

// hintEscaped: where letters of a source's text are left out, it may say them escaped.
func (m *machine) hintEscaped(s string) {
	for _, k := range m.run.Asked {
		if m.run.Given[k] == s {
			m.note(Hint{k, strings.ReplaceAll(url.PathEscape(s), "%2F", "/"), true})
		}
	}
}

// hintNumber: where a number is wanted, a word that is none suggests one, also at the
// end of what a source gives; where one of few bits is, a number suggests a small one.
func (m *machine) hintNumber(s string, how []any) {
	for _, k := range m.run.Asked {
		given := m.run.Given[k]
		switch {
		case given == "":
		case given != s:
			if head, ok := strings.CutSuffix(given, s); ok && (len(s) >= 4 || s == "" && endsWithSign(given)) {
				m.hint(k, head+smallNumber)
			}
		case strings.Trim(given, "0123456789") != "":
			m.hint(k, digits(Benign(k)))
		case fewBits(how) && given != smallNumber:
			m.hint(k, smallNumber)
		}
	}
}

// endsWithSign: a value is missing, as in "id=".
func endsWithSign(s string) bool { return strings.ContainsAny(s[len(s)-1:], "=:,;/ ") }

// hintBelow: a source's number that is kept below a bound may be in the middle of what
// is left (a little above: numbers of either sign are drawn that way), or at its end.
func (m *machine) hintBelow(a, b any) {
	x, ok1 := a.(int64)
	y, ok2 := b.(int64)
	if !ok1 || !ok2 || y <= 1 {
		return
	}
	for _, k := range m.open() {
		if m.run.Given[k] == strconv.FormatInt(x, 10) {
			m.hint(k, strconv.FormatInt(y/2+2, 10))
			m.hint(k, strconv.FormatInt(y, 10))
		}
	}
}

// fewBits: the number that is read has less than the common 32.
func fewBits(how []any) bool {
	if len(how) < 3 {
		return false
	}
	bits, ok := how[2].(int64)
	return ok && bits < 32
}

// digits are those of a text, or 7.
func digits(s string) string {
	out := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
	if out == "" {
		return "7"
	}
	return out
}

func (m *machine) suggest(op string, k SourceKey, given, other string) {
	switch {
	case strings.Contains(op, "has_prefix") || strings.Contains(op, "trim_prefix"):
		m.hint(k, other+given)
		if strings.Contains(other, "/") || strings.Contains(given, "..") { // a directory beside it, with a longer name
			m.hint(k, "../"+other[strings.LastIndexByte(other, '/')+1:]+"-prunella/x")
		}
	case strings.Contains(op, "has_suffix") || strings.Contains(op, "trim_suffix"):
		m.hint(k, given+other)
	case strings.Contains(op, "contains"), strings.Contains(op, "index"), strings.Contains(op, "split"), strings.Contains(op, "cut"), strings.Contains(op, "partition"), strings.Contains(op, "count"):
		m.hint(k, given+other)
		m.hint(k, given+other+"bq1")
	case strings.Contains(op, "equal"), strings.Contains(op, "compare"):
		m.hint(k, other)
	}
}
