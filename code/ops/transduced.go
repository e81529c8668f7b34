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
