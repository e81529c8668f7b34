package html

import (
	"strings"

	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/demand/script"
	"github.com/prunella/prunella/code/text"
)

type state uint8

const (
	inText state = iota
	tagOpen
	tagName
	beforeAttr
	attrName
	afterAttrName
	beforeValue
	inValue // quote tells which
	inRaw   // script, style, title, textarea
	comment
	declaration
)

// lexer follows the HTML tokenizer over the constant parts.
type lexer struct {
	state  state
	quote  byte // of the attribute value; 0: unquoted
	tag    string
	closes bool // the tag is an end tag
	attr   string
	val    string // of the attribute so far; holes as "x"
	tail   string // the last bytes, to find "-->" and "</script"
	js     script.Lexer
}

// Feed reads constant text.
func (l *lexer) Feed(s string) {
	for i := 0; i < len(s); i++ {
		l.step(s[i])
	}
}

func space(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

func (l *lexer) step(c byte) {
	switch l.state {
	case inText:
		if c == '<' {
			l.state, l.tag, l.closes, l.tail = tagOpen, "", false, ""
		}
	case tagOpen, tagName:
		l.name(c)
	case inValue:
		l.value(c)
	case inRaw:
		l.raw(c)
	case comment, declaration:
		l.skip(c)
	default:
		l.attribute(c)
	}
}

func (l *lexer) name(c byte) {
	switch {
	case l.state == tagOpen && c == '/':
		l.closes = true
	case l.state == tagOpen && c == '!':
		l.state = declaration
	case l.state == tagOpen && !letter(c):
		l.state = inText
	case c == '>':
		l.endTag()
	case space(c) || c == '/':
		l.state = beforeAttr
	default:
		l.state = tagName
		l.tag += string(c | 0x20)
	}
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func (l *lexer) endTag() {
	l.state, l.tail, l.attr, l.val = inText, "", "", ""
	if l.closes {
		return
	}
	switch l.tag {
	case "script", "style", "title", "textarea":
		l.state, l.js = inRaw, script.Lexer{}
	}
}

func (l *lexer) attribute(c byte) {
	switch {
	case c == '>':
		l.endTag()
	case l.state == beforeValue && (c == '"' || c == '\''):
		l.open(c)
	case space(c):
		if l.state == attrName {
			l.state = afterAttrName
		}
	case c == '=' && l.state != beforeAttr:
		l.state = beforeValue
	case l.state == beforeValue:
		l.open(0)
		l.value(c)
	case c == '/':
		l.state = beforeAttr
	case l.state == attrName:
		l.attr += string(lower(c))
	default:
		l.state, l.attr = attrName, string(lower(c))
	}
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}

func (l *lexer) open(quote byte) { l.state, l.quote, l.val, l.js = inValue, quote, "", script.Lexer{} }

func (l *lexer) value(c byte) {
	switch {
	case l.quote != 0 && c == l.quote, l.quote == 0 && space(c):
		l.state = beforeAttr
	case l.quote == 0 && c == '>':
		l.endTag()
	default:
		l.val += string(c)
		l.js.Feed(string(c))
	}
}

func (l *lexer) raw(c byte) {
	l.js.Feed(string(c))
	l.tail = tail(l.tail+string(lower(c)), 12)
	if strings.HasSuffix(l.tail, "</"+l.tag) {
		l.state, l.closes = tagName, true
	}
}

func (l *lexer) skip(c byte) {
	l.tail = tail(l.tail+string(c), 4)
	switch {
	case l.state == declaration && strings.HasPrefix(l.tail, "--"):
		l.state, l.tail = comment, ""
	case l.state == declaration && c == '>', strings.HasSuffix(l.tail, "-->"):
		l.state, l.tail = inText, ""
	}
}

func tail(s string, n int) string {
	if len(s) > n {
		return s[len(s)-n:]
	}
	return s
}

// Hole judges a hole at this place.
func (l *lexer) Hole(h *text.Hole, _ string) (context, reason string) {
	if h.HasMark("html.safe") {
		return "html", ""
	}
	switch l.state {
	case inText:
		return judge(h, "html text", "<", "starts a tag")
	case inRaw:
		return l.inRawText(h)
	case comment, declaration:
		return judge(h, "html comment", ">", "may end the comment")
	case beforeValue, inValue:
		if l.state == beforeValue {
			l.open(0)
		}
		context, reason = l.inAttribute(h)
		l.val += "x"
		return context, reason
	}
	if lexical.Only(h, lexical.Word+"-") && l.state != tagOpen && l.state != tagName {
		return "html tag", ""
	}
	l.name('x')
	return "html tag", "is part of the tag itself"
}

func (l *lexer) inRawText(h *text.Hole) (string, string) {
	switch l.tag {
	case "script":
		if context, reason := judge(h, "html script", "<", "may start </script>"); reason != "" && h.MayContain("</") {
			return context + l.stringSuffix(), reason
		}
		return l.inScript(h)
	case "style":
		if !lexical.Only(h, lexical.Word+" #%.-,") {
			return "html style", "is not confined to one style value"
		}
		return "html style", ""
	}
	return judge(h, "html text", "<", "starts a tag")
}

func (l *lexer) stringSuffix() string {
	if l.js.Quote() != 0 {
		return " string"
	}
	return ""
}

func (l *lexer) inScript(h *text.Hole) (string, string) {
	defer l.js.Skip()
	q := l.js.Quote()
	switch {
	case q == '/' || q == '*':
		return judge(h, "html script", "\n*", "may end the comment")
	case q == '`':
		return judge(h, "html script string", "`$\\", "leaves the template")
	case q != 0:
		return judge(h, "html script string", string(q)+"\\\n", "ends the string")
	case h.HasMark("json") || lexical.Only(h, lexical.Number):
		return "html script", ""
	}
	return "html script", "is part of the script's code"
}

// ofHost: the program compared the address's host, and a script has none.
func ofHost(h *text.Hole) bool {
	return lexical.Marked(h, "url.host=") || lexical.Marked(h, "url.hostname=") || lexical.Marked(h, "url.origin=")
}

// addresses are the attributes that hold a URL (HTML standard, attributes index).
var addresses = map[string]bool{"href": true, "src": true, "action": true, "formaction": true, "data": true, "poster": true, "xlink:href": true, "background": true, "cite": true}

func (l *lexer) inAttribute(h *text.Hole) (string, string) {
	if strings.HasPrefix(l.attr, "on") && len(l.attr) > 2 {
		return l.inHandler(h)
	}
	context, reason := l.inQuotes(h)
	if reason == "" && addresses[l.attr] && strings.TrimSpace(l.val) == "" && mayBeScript(h) && !ofHost(h) {
		return "html address", "may be a javascript: address"
	}
	return context, reason
}

func (l *lexer) inQuotes(h *text.Hole) (string, string) {
	switch l.quote {
	case '"', '\'':
		return judge(h, "html attribute "+string(l.quote), string(l.quote), "ends the attribute")
	}
	if lexical.Only(h, lexical.Word+"-.:/%#?+,@") {
		return "html attribute", ""
	}
	return judge(h, "html attribute", " \t\n\f>\"'`=<", "ends the unquoted attribute")
}

// inHandler judges script inside an attribute: there a character reference
// (&#39;) is decoded before the script is read.
func (l *lexer) inHandler(h *text.Hole) (string, string) {
	if context, reason := l.inQuotes(h); reason != "" {
		return context, reason
	}
	context, reason := l.inScript(h)
	if reason == "" && !lexical.Only(h, lexical.Number) {
		if _, may := lexical.May(h, "&"); may {
			return context, "may contain a character reference, which is decoded before the script is read"
		}
	}
	return context, reason
}

func mayBeScript(h *text.Hole) bool {
	_, colon := lexical.May(h, ":")
	return colon && (h.MayStartWith("javascript:") || h.MayStartWith("data:") || h.MayStartWith("JAVASCRIPT:") || h.MayStartWith(" "))
}

func judge(h *text.Hole, context, set, what string) (string, string) {
	if b, ok := lexical.May(h, set); ok {
		return context, lexical.Say(b, what)
	}
	return context, ""
}
