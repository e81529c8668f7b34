// Package address is the demand on addresses (RFC 3986; WHATWG URL 4.4 for what
// browsers make of them): where a browser is sent (CWE-601) and where the program
// itself connects (CWE-918).
//
// and links in pages (CWE-79, script.url).
//
// Arguments: the address; redirect: true where the framework encodes blanks and
// control characters in it. redirect: a local path, or a host that the program
// wrote. url: scheme and host must be the program's; path and query may be
// anybody's.
//
// Honoured: a constant scheme and host with a "/", "?" or "#" after it; a
// constant path that does not begin with "//" or "/\"; the marks "url.local" and
// "url.host=…", "url.hostname=…" and "url.origin=…" (the host was compared with constants); for a
// redirect whatever leaves no text that names a scheme or a host.
//
// Limits: a host that the program wrote may answer with a redirect; ".." in the
// path of a request is not judged.
package address

import (
	"regexp"
	"strings"
	"sync"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/constant"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// Redirect is the demand on where a browser is sent.
type Redirect struct{}

// URL is the demand on where the program connects.
type URL struct{}

// Kind is "redirect".
func (Redirect) Kind() string { return "redirect" }

// Kind is "url".
func (URL) Kind() string { return "url" }

// Check finds holes that can choose the host.
func (Redirect) Check(args []value.Abs) []demand.Violation { return check(args, true) }

// Check finds holes that can choose scheme or host.
func (URL) Check(args []value.Abs) []demand.Violation { return check(args, false) }

func check(args []value.Abs, local bool) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	encoded := local && constant.True(args, 1)
	return lexical.Check(0, args[0], func() lexical.Lexer { return &lexer{local: local, encoded: encoded} })
}

// lexer keeps what was read; holes that kept to their place are an "x".
type lexer struct {
	local   bool // relative addresses are fine
	encoded bool // blanks and control characters are encoded
	held    bool // a hole came before
	read    string
}

// Feed reads constant text.
func (l *lexer) Feed(s string) { l.read += s }

// Hole judges a hole at this place.
func (l *lexer) Hole(h *text.Hole, next string) (string, string) {
	before := l.read
	l.read += "x"
	defer func() { l.held = true }()
	if ours(h) || l.local && lexical.Marked(h, "url.local") {
		return "url", ""
	}
	if l.local && len(before) < 2 && l.stays(before, h, next) {
		return "url path", ""
	}
	if before == "" && h.Prefix != "" {
		before = h.Prefix
		if hostEnd(before) >= 0 || l.pathStart(before) {
			return "url", ""
		}
		if before == "/" && l.local && !l.escapesPath(h) {
			return "url", ""
		}
	}
	switch {
	case hostEnd(before) >= 0 || !l.local && l.held && strings.ContainsAny(before, "/?#"): // what came first named the host
		return "url path", ""
	case inHost(before):
		return l.host(h, before, next)
	case !l.local && len(before) > 1 && strings.Contains(before, "/") && !strings.Contains(before, ":") && !strings.HasPrefix(before, "//"): // a path, or a host and a path
		return "url path", ""
	case before == "" || !l.local && !strings.Contains(before, ":"):
		if before == "" && next == "" && !l.local && lexical.Only(h, lexical.Word+"-") { // one word is no address of another host
			return "url path", ""
		}
		return l.whole(h, before)
	case before == "/" && l.local:
		if h.MayStartWith("/") || h.MayStartWith("\\") || !l.encoded && h.MayStartWith("\t") {
			return "url start", "may start with /, which makes //host of it"
		}
		return "url path", ""
	case l.pathStart(before):
		return "url path", ""
	case strings.HasSuffix(before, ":") && l.local:
		return "url start", "may be // and a host"
	}
	return "url path", ""
}

// ours reports a host that was compared with what the program or its operator names.
func ours(h *text.Hole) bool {
	for _, part := range []string{"url.host", "url.hostname", "url.origin"} {
		if lexical.Marked(h, part+"=") || lexical.Marked(h, part+":"+text.MarkFinite) {
			return true
		}
	}
	return false
}

// stays reports that no text which begins so leads a browser away.
func (l *lexer) stays(before string, h *text.Hole, next string) bool {
	if h.Lang == nil {
		return false // the cheaper questions say as much
	}
	whole := text.Concat(text.Lit(before), text.Unknown(*h), text.Lit(next))
	lang := leaving()
	if l.encoded {
		lang = leavingEncoded()
	}
	return whole.Decide(text.Fact{Kind: text.Matches, Lang: lang}) == text.Never
}

// leavingEncoded is the same of addresses without blanks and control characters.
var leavingEncoded = sync.OnceValue(func() *text.Lang {
	letters := text.Range('a', 'z').Union(text.Range('A', 'Z'))
	scheme := text.Seqs(text.Class(letters), text.Many(letters.Union(text.Digits()).Union(text.Of("+-."))), text.Words(":"))
	slash := text.Class(text.Of("/\\"))
	return text.Seqs(scheme.Union(text.Seqs(slash, slash)), text.AnyText())
})

// leaving is the addresses that name a scheme or a host, as browsers read them:
// control characters and blanks in front do not count, nor tabs and line breaks
// anywhere, and a backslash is a slash.
var leaving = sync.OnceValue(func() *text.Lang {
	dropped := text.Many(text.Of("\t\r\n"))
	letters := text.Range('a', 'z').Union(text.Range('A', 'Z'))
	scheme := text.Seqs(text.Class(letters), text.Many(letters.Union(text.Digits()).Union(text.Of("+-.\t\r\n"))), text.Words(":"))
	slash := text.Class(text.Of("/\\"))
	return text.Seqs(text.Many(text.Range(0, ' ')), scheme.Union(text.Seqs(slash, dropped, slash)), text.AnyText())
})

// escapesPath: a text that starts with one slash may go on with another.
func (l *lexer) escapesPath(h *text.Hole) bool {
	return h.MayStartWith("//") || h.MayStartWith("/\\") || !l.encoded && (h.MayStartWith("/\t") || h.MayStartWith("/\n"))
}

// ownDomain matches what stands behind the labels that a program puts in front of a
// domain of its own.
var ownDomain = regexp.MustCompile(`^[A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*\.[A-Za-z0-9-]+\.[A-Za-z]{2,}(?:[/:?#]|$)`)

// Own reports whether text behind a value in an address ends the host's name with a
// domain that the program names: whatever label is put in front stays below it.
func Own(behind string) bool { return ownDomain.MatchString(behind) }

func (l *lexer) host(h *text.Hole, before, next string) (string, string) {
	if h.Prefix != "" && strings.Contains("/?#", h.Prefix[:1]) && !strings.HasSuffix(before, "//") {
		return "url path", "" // the host's name has ended
	}
	if _, may := lexical.May(h, "/\\?#@:"); !may && Own(next) {
		return "url host", "" // a name below a domain that the program wrote
	}
	if strings.HasSuffix(before, ":") && strings.Count(before, ":") > 1 && lexical.Only(h, lexical.Digits) {
		return "url port", ""
	}
	if strings.HasSuffix(before, "//") {
		return "url host", "chooses the host"
	}
	if lexical.Only(h, lexical.Digits) {
		return "url host", ""
	}
	return "url host", "continues the host's name"
}

func (l *lexer) whole(h *text.Hole, before string) (string, string) {
	if l.local && !strings.Contains(before, ":") {
		if _, may := lexical.May(h, "/\\:"); !may {
			return "url path", ""
		}
	}
	if !l.local && lexical.Only(h, lexical.Digits) {
		return "url path", ""
	}
	return "url start", "may name any host"
}

// pathStart reports whether the text begins a path on the program's own host.
func (l *lexer) pathStart(s string) bool {
	if !l.local || s == "" {
		return false
	}
	if s[0] == '/' {
		return len(s) > 1 && s[1] != '/' && s[1] != '\\'
	}
	first := strings.TrimLeft(s, "/?#") // "?" alone asks this very page
	if end := strings.IndexAny(first, "/?#"); end >= 0 {
		first = first[:end]
	}
	return !strings.Contains(first, ":")
}

// authority is where the host begins; -1 when there is none.
func authority(s string) int {
	if i := strings.Index(s, "://"); i >= 0 && !strings.ContainsAny(s[:i], "/?#") {
		return i + 3
	}
	if strings.HasPrefix(s, "//") {
		return 2
	}
	return -1
}

// hostEnd is where the host is over; -1 when it is not.
func hostEnd(s string) int {
	at := authority(s)
	if at < 0 {
		return -1
	}
	i := strings.IndexAny(s[at:], "/?#\\")
	if i <= 0 {
		return -1
	}
	return at + i
}

func inHost(s string) bool { return authority(s) >= 0 }

// Attacks send the browser to another site.
func (Redirect) Attacks(v demand.Violation) []string {
	return append(attacks(v), "//prunella.example", "https://prunella.example/", "/\\prunella.example", "/\t/prunella.example", "/\t///prunella.example", " ///prunella.example", "///prunella.example", "javascript:prunella()", "https:prunella.example", "/prunella.example", "\\prunella.example")
}

// Attacks connect to another host, or to the program's own surroundings.
func (URL) Attacks(v demand.Violation) []string {
	return append(attacks(v), "http://169.254.169.254/latest/meta-data/", "https://prunella.example/", "//prunella.example/", "file:///etc/passwd", "http://127.0.0.1:22/", "prunella.example/")
}

func attacks(v demand.Violation) []string {
	var out []string
	if v.Context == "url host" {
		out = []string{"prunella.example/", ".prunella.example", "@prunella.example", "prunella.example#"}
	}
	if h := v.Hole; h != nil && h.Prefix != "" {
		out = append(out, h.Prefix+"/prunella.example", h.Prefix+".prunella.example", h.Prefix+"@prunella.example", h.Prefix+"prunella.example")
	}
	return out
}
