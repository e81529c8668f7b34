package html

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/demand/script"
)

// Broken parses both texts as a browser would and compares elements, attributes
// and scripts.
func (Demand) Broken(benign, attacked []any, input string) (bool, string) {
	was, ok1 := lexical.AsText(benign, 0)
	is, ok2 := lexical.AsText(attacked, 0)
	if !ok1 || !ok2 || was == is || !shown(attacked, is) {
		return false, ""
	}
	if _, _, landed := lexical.Landed(is, input); !landed {
		return false, ""
	}
	before, after := shape(was), shape(is)
	left := map[string]int{}
	for _, s := range before {
		left[s]++
	}
	for _, s := range after {
		if left[s]--; left[s] < 0 {
			return true, "the page has " + s + " that only the attacker wanted"
		}
	}
	return false, ""
}

// shown reports whether a browser takes the response for a page.
func shown(args []any, markup string) bool {
	if contentType, ok := lexical.AsText(args, 1); ok && contentType != "" {
		return isMarkup(contentType)
	}
	first, ok := false, false
	if len(args) > 2 {
		first, ok = args[2].(bool)
	}
	s := strings.TrimLeft(markup, "\t\n\x0c\r ")
	return !ok || !first || strings.HasPrefix(s, "<")
}

// breaks are the elements that programs make of line breaks in what people write;
// without attributes they do nothing that an attacker wants.
var breaks = map[string]bool{"br": true, "hr": true, "p": true, "wbr": true}

// shape lists elements, attributes by name, script tokens, and addresses that
// run script.
func shape(s string) []string {
	var out []string
	z := html.NewTokenizer(strings.NewReader(s))
	raw := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			raw = t.Data
			if !breaks[t.Data] || len(t.Attr) > 0 {
				out = append(out, "the element <"+t.Data+">")
			}
			for _, a := range t.Attr {
				out = append(out, attribute(t.Data, a)...)
			}
		case html.EndTagToken:
			raw = ""
		case html.TextToken:
			if raw == "script" {
				out = append(out, code(string(z.Raw()))...)
			}
		}
	}
}

func attribute(tag string, a html.Attribute) []string {
	out := []string{"the attribute " + a.Key + " of <" + tag + ">"}
	if strings.HasPrefix(a.Key, "on") {
		out = append(out, code(a.Val)...)
	}
	address := strings.ToLower(strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(strings.TrimLeft(a.Val, " \x01\x02\x03\x04\x05\x06\a\b")))
	if addresses[a.Key] && (strings.HasPrefix(address, "javascript:") || strings.HasPrefix(address, "data:text/html")) {
		out = append(out, "a script address in "+a.Key)
	}
	return out
}

func code(s string) []string {
	tokens := script.Tokens(s)
	for i, t := range tokens {
		tokens[i] = "the script token " + t
	}
	return tokens
}
