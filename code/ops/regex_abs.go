package ops

import (
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// match is what the match and its groups may be.
func (in *Context) match(args []value.Abs, mode text.Mode) value.Abs {
	s := textOf(arg(args, 1))
	if pattern, ok := exactText(args, 0); ok {
		if out, ok := absGroups(in, pattern, absDialect(in, args, 3), mode, s); ok {
			return out
		}
	}
	rest := hole(in.part(s, ""))
	rest.Kind |= value.Nil
	return value.Abs{Kind: value.List, Items: []value.Abs{hole(in.part(s, ""))}, Rest: &rest}
}

func (in *Context) modeArg(args []value.Abs) text.Mode {
	name, _ := exactText(args, 2)
	return modeOf(name)
}

func absRegexFind(in *Context, args []value.Abs) value.Abs {
	return made(text.Join(in.match(args, in.modeArg(args)).Items[0].Str, text.Lit("")))
}

// absRegexGroups: nothing is surely in the list, for there may be no match.
func absRegexGroups(in *Context, args []value.Abs) value.Abs {
	out := in.match(args, in.modeArg(args))
	pattern, ok := exactText(args, 0)
	if ok {
		l, err := in.compile(pattern, absDialect(in, args, 3), in.modeArg(args))
		if err == nil && !textOf(arg(args, 1)).MayMiss(l) {
			return out
		}
	}
	rest := element(out)
	return value.Abs{Kind: value.List, Rest: &rest}
}

func absRegexFindAll(groups bool) func(*Context, []value.Abs) value.Abs {
	return func(in *Context, args []value.Abs) value.Abs {
		one := in.match(args, text.Search)
		if !groups {
			one = one.Items[0]
		}
		return value.Abs{Kind: value.List, Rest: &one}
	}
}

// between is what may stand between matches of a pattern: no character of its class, when
// it is one, and no text that it is.
func (in *Context) between(args []value.Abs) text.Hole {
	h := in.part(textOf(arg(args, 1)), "")
	pattern, ok := exactText(args, 0)
	n, ok2 := exactInt(args, 2, 0)
	p, err := text.Parse(pattern, absDialect(in, args, 3))
	if !ok || !ok2 || n > 0 || err != nil {
		return h
	}
	if w, ok := p.Literal(); ok && w != "" {
		return h.Without(w)
	}
	if c, ok := p.Class(); ok {
		return h.Within(h.Chars.Minus(c.ASCII), h.MaxLen)
	}
	return h
}
