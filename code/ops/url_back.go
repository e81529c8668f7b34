package ops

import (
	"strings"

	"github.com/prunella/prunella/code/text"
)

// urlBack is what a fact about a part of a URL says of the whole: that a part is
// empty is a language of URLs; a word becomes a mark (text.Hole.Marks).
func (in *Context) urlBack(f text.Fact, name, args string) (text.Fact, bool) {
	words := f.Set
	switch f.Kind {
	case text.Marked:
		return text.Fact{Kind: text.Marked, Mark: name + ":" + f.Mark}, f.Mark == text.MarkFinite
	case text.Equals:
		words = []string{f.Text}
	case text.OneOf:
	default:
		return f, false
	}
	if len(words) == 1 && words[0] == "" {
		if l := in.without(name, strings.TrimPrefix(args, "\x00")); l != nil {
			return text.Fact{Kind: text.Matches, Lang: l}, true
		}
	}
	f.Via = []string{name}
	return f, true
}

// without is the language of URLs whose part is empty; nil where none is known.
func (in *Context) without(part, variant string) *text.Lang {
	if part != "url.host" && part != "url.scheme" {
		return nil
	}
	return in.language("without "+part+" "+variant, func() *text.Lang {
		dropped := text.Words("")
		lead := dropped
		if variant == "python" { // urlsplit takes these away before it looks
			dropped = text.Many(text.Of("\t\r\n"))
			lead = text.Many(text.Range(0, ' '))
		}
		scheme := text.Seqs(text.Class(asciiLetters()), text.Many(schemeBytes(variant)), text.Words(":"))
		if part == "url.scheme" {
			return text.Seqs(lead, scheme, text.AnyText()).Complement()
		}
		slash := text.Words("/")
		start := text.Seqs(lead, text.Words("").Union(scheme), dropped, slash, dropped, slash)
		if variant == "python" {
			return text.Seqs(start, dropped, text.Class(text.Of("/?#\t\r\n").Complement()), text.AnyText()).Complement()
		}
		host := text.Seqs(text.Many(text.Of("/?#").Complement()), text.Class(text.Of("/?#@").Complement()))
		rest := text.Words("").Union(text.Seqs(text.Class(text.Of("/?#")), text.AnyText()))
		return text.Seqs(start, host, rest).Complement()
	})
}

func asciiLetters() text.Set { return text.Range('a', 'z').Union(text.Range('A', 'Z')) }

func schemeBytes(variant string) text.Set {
	s := asciiLetters().Union(text.Digits()).Union(text.Of("+-."))
	if variant == "python" {
		s = s.Union(text.Of("\t\r\n"))
	}
	return s
}
