package ops

import (
	"strings"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// A rewriting is an operation that a transducer describes: escaping, replacing,
// changing case. words are substrings worth trying to exclude from the result.
type rewriting struct {
	t     text.Transducer
	words []string
	rough text.Set // bytes whose image the transducer gives only roughly
}

// rewritten is the abstract reading of a rewriting of the first argument.
func rewritten(name string, r rewriting) func(*Context, []value.Abs) value.Abs {
	return func(in *Context, args []value.Abs) value.Abs {
		return made(in.rewrite(subject(args), r, key(name)))
	}
}

func (in *Context) rewrite(s text.Str, r rewriting, key string) text.Str {
	return s.Apply(r.t, r.words, func(from text.Sym) text.Sym {
		return in.deriveBy(origin{from: from, key: key, rewriting: &r})
	})
}

// escaping rewrites some bytes and leaves the others.
func escaping(table map[byte]string) rewriting {
	var special text.Set
	for c := range table {
		special = special.Add(c)
	}
	return rewriting{t: text.Bytewise(special, func(c byte) string { return table[c] })}
}

// replacer is the concrete reading of escaping.
func replacer(table map[byte]string) func(string) string {
	return func(s string) string {
		var b strings.Builder
		for i := 0; i < len(s); i++ {
			if w, ok := table[s[i]]; ok {
				b.WriteString(w)
			} else {
				b.WriteByte(s[i])
			}
		}
		return b.String()
	}
}

// replacing is the operation that puts new for old.
func replacing(old, new string) rewriting {
	words := []string{old}
	for i := 2; i < len(old); i++ {
		words = append(words, old[:i], old[i:])
	}
	return rewriting{t: text.Replacing(old, new), words: words}
}

// replaced is a text with new for old everywhere. What quotes ask for of a text within
// them no set of bytes can say, so that it is marked: that each quote stands twice
// (SQL), or ends the quotes, stands quoted in another way, and begins them again (shells).
func (in *Context) replaced(s text.Str, old, word string) text.Str {
	out := in.rewrite(s, replacing(old, word), key("text.replace", old, word))
	switch {
	case len(old) != 1:
	case word == old+old:
		return withMark(out, "doubled="+old)
	case word == old+`\`+old+old, old == "'" && word == `'"'"'`:
		return withMark(out, "reopened="+old)
	}
	return out
}
