// Package line is the demand on texts that are one line of something: a header
// of a message (CWE-113; RFC 9110 5.5: no CR, LF, NUL) and a log line (CWE-117:
// no line break that forges an entry, no terminal escape).
//
// Arguments: header: the value, and the name; or a whole message, whose head is
// meant. log: the line.
package line

import (
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// Header is the demand on header values.
type Header struct{}

// Log is the demand on log lines.
type Log struct{}

// Kind is "header".
func (Header) Kind() string { return "header" }

// Kind is "log".
func (Log) Kind() string { return "log" }

// head reads a message up to the blank line that ends its head: what comes behind
// it, the body, may have lines.
type head struct {
	forbid
	seen string // the constant text right before
	body bool
}

// Feed reads constant text.
func (l *head) Feed(s string) {
	l.seen += s
	l.body = l.body || strings.Contains(l.seen, "\r\n\r\n") || strings.Contains(l.seen, "\n\n")
}

// Hole judges a hole at this place.
func (l *head) Hole(h *text.Hole, next string) (string, string) {
	if l.seen = ""; l.body {
		return "message body", ""
	}
	return l.forbid.Hole(h, next)
}

// forbid is a lexer that complains of bytes, wherever they stand.
type forbid struct{ context, set, what string }

func (forbid) Feed(string) {}

func (f forbid) Hole(h *text.Hole, _ string) (string, string) {
	if b, ok := lexical.May(h, f.set); ok {
		return f.context, lexical.Say(b, f.what)
	}
	return f.context, ""
}

// Check finds values that may contain a line break.
func (Header) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	return lexical.Check(0, args[0], func() lexical.Lexer { return &head{forbid: forbid{"header value", "\r\n", "starts another header"}} })
}

// Check finds lines that may contain a line break.
func (Log) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	return lexical.Check(0, args[0], func() lexical.Lexer { return forbid{"log line", "\n\r", "forges an entry"} })
}

// Attacks start another header, or the body.
func (Header) Attacks(demand.Violation) []string {
	return []string{"x\r\nX-Prunella: 1", "x\nX-Prunella: 1", "x\r\n\r\n<script>prunella()</script>", "x\rX-Prunella: 1"}
}

// Attacks forge an entry, or overwrite the line.
func (Log) Attacks(demand.Violation) []string {
	return []string{"x\n2024-05-17 00:00:00 INFO prunella logged in", "x\r\nprunella logged in", "x\rprunella logged in"}
}

// Broken reports a line break that the attacker brought.
func (Header) Broken(benign, attacked []any, input string) (bool, string) {
	return brought(headOf(benign), headOf(attacked), input, "\r\n", "the header value has a line break, after which another header starts")
}

// headOf leaves the body of a message out. A value that begins a body of its own
// has a line more in its head.
func headOf(args []any) []any {
	message, ok := lexical.AsText(args, 0)
	if !ok {
		return args
	}
	for _, blank := range []string{"\r\n\r\n", "\n\n"} {
		if at := strings.Index(message, blank); at >= 0 {
			message = message[:at+len(blank)/2]
		}
	}
	return []any{message}
}

// Broken reports a line break that the attacker brought.
func (Log) Broken(benign, attacked []any, input string) (bool, string) {
	return brought(benign, attacked, input, "\r\n", "the log has an entry that the attacker wrote")
}

func brought(benign, attacked []any, input, set, how string) (bool, string) {
	was, ok1 := lexical.AsText(benign, 0)
	is, ok2 := lexical.AsText(attacked, 0)
	start, end, landed := lexical.Landed(is, input)
	if !ok1 || !ok2 || !landed || count(is, set) <= count(was, set) || !strings.ContainsAny(is[start:end], set) {
		return false, ""
	}
	return true, how
}

func count(s, set string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if strings.IndexByte(set, s[i]) >= 0 {
			n++
		}
	}
	return n
}
