package ops

import (
	"sync"

	"github.com/prunella/prunella/code/text"
)

// A Context is what the solver lends an operation: fresh names for the unknown
// values it makes. One context serves a whole run; it remembers the patterns
// that it compiled.
type Context struct {
	Dialect string // regular expression dialect of the language: "go", "python"
	// Derive names the value that op makes of the value called from; the same
	// question gets the same answer.
	Derive func(op string, from text.Sym) text.Sym

	patterns sync.Map // compiled languages by patternKey
	origins  sync.Map // what names stand for: text.Sym to origin
}

type patternKey struct {
	pattern, dialect string
	mode             text.Mode
}

// language makes a language once for each name.
func (in *Context) language(name string, make func() *text.Lang) *text.Lang {
	k := patternKey{pattern: name}
	if l, ok := in.patterns.Load(k); ok {
		return l.(*text.Lang)
	}
	l := make()
	in.patterns.Store(k, l)
	return l
}

// compile is text.Compile, once for each pattern.
func (in *Context) compile(pattern, dialect string, mode text.Mode) (*text.Lang, error) {
	k := patternKey{pattern, dialect, mode}
	if l, ok := in.patterns.Load(k); ok {
		return l.(*text.Lang), nil
	}
	l, err := text.Compile(pattern, dialect, mode)
	if err == nil {
		in.patterns.Store(k, l)
	}
	return l, err
}

// Adopt notes that sym is made of the value called from as old was made of its own
// in another context, so that [Context.Back] answers for it too.
func (in *Context) Adopt(other *Context, old, sym, from text.Sym) {
	v, ok := other.origins.Load(old)
	if o, isOrigin := v.(origin); ok && isOrigin {
		o.from = from
		in.origins.Store(sym, o)
	}
}
