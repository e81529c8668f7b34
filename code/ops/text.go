package ops

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// textOps make texts from texts.
func textOps() []Op {
	return []Op{
		{Name: "text.lower", Doc: "(s) -> s in lower case",
			Concrete: s1(strings.ToLower), Abstract: cased("text.lower", lowering())},
		{Name: "text.upper", Doc: "(s) -> s in upper case",
			Concrete: s1(strings.ToUpper), Abstract: cased("text.upper", uppering())},
		{Name: "text.casefold", Doc: "(s) -> s for comparing without case",
			Concrete: s1(strings.ToLower), Abstract: cased("text.casefold", lowering())},
		{Name: "text.title", Doc: "(s) -> the first letter of each word in upper case, the others in lower case",
			Concrete: s1(title), Abstract: recased("text.title")},
		{Name: "text.capitalize", Doc: "(s) -> the first letter in upper case, the others in lower case",
			Concrete: s1(capitalize), Abstract: recased("text.capitalize")},
		{Name: "text.swapcase", Doc: "(s) -> upper for lower and lower for upper case",
			Concrete: s1(swapcase), Abstract: recased("text.swapcase")},
		{Name: "text.replace", Doc: "(s, old, new, n=-1) -> s with new for the first n old, in one pass from the left; all when n < 0",
			Concrete: sn(replace), Abstract: absReplace},
		{Name: "text.translate", Doc: "(s, from, to) -> each byte of from replaced by the one of to at its place, or dropped",
			Concrete: sn(func(a []any) (string, error) { return translator(str(a, 1), str(a, 2)).t.Run(str(a, 0)), nil }),
			Abstract: absTranslate},
		{Name: "text.strip_chars", Doc: "(s, chars) -> s without the bytes of chars, anywhere",
			Concrete: sn(func(a []any) (string, error) { return translator(str(a, 1), "").t.Run(str(a, 0)), nil }),
			Abstract: absTranslate},
		{Name: "text.keep_chars", Doc: "(s, chars) -> s with the bytes of chars only",
			Concrete: s2(keepChars), Abstract: absKeep},
		{Name: "text.translate_table", Doc: "(s, map) -> Python's str.translate: characters (ordinals) to texts, ordinals or nil",
			Concrete: sn(translateTable), Abstract: func(_ *Context, args []value.Abs) value.Abs { return anyText(args) }},
		{Name: "text.repeat", Doc: "(s, n) -> s n times",
			Concrete: sn(repeat), Abstract: absRepeat},
		{Name: "text.reverse", Doc: "(s) -> the characters backwards",
			Concrete: s1(reverse), Abstract: shuffled("text.reverse")},
		{Name: "text.segment", Doc: "(s) -> s without \"/\": what a router's path segment can be",
			Concrete: s1(func(s string) string { return strings.ReplaceAll(s, "/", "") }),
			Abstract: absSegment},
		{Name: "text.pad_left", Doc: "(s, width, fill=\" \") -> s with fill before it up to width characters",
			Concrete: sn(padding(true)), Abstract: absPad(true)},
		{Name: "text.pad_right", Doc: "(s, width, fill=\" \") -> s with fill after it up to width characters",
			Concrete: sn(padding(false)), Abstract: absPad(false)},
		{Name: "text.chr", Doc: "(i) -> the character of the code point",
			Concrete: func(a []any) (any, error) { return string(rune(num(a, 0, 0))), nil }, Abstract: absChr},
		{Name: "text.encode", Doc: "(s, encoding=utf-8, errors=strict) -> bytes",
			Concrete: encodeText, Abstract: sameText(value.Bytes)},
		{Name: "text.decode", Doc: "(bytes, encoding=utf-8, errors=strict) -> text",
			Concrete: decodeText, Abstract: sameText(value.Str)},
		{Name: "bytes.to_text", Doc: "(bytes) -> the same as text",
			Concrete: func(a []any) (any, error) { return str(a, 0), nil }, Abstract: sameText(value.Str)},
		{Name: "text.to_bytes", Doc: "(s) -> the same as bytes",
			Concrete: func(a []any) (any, error) { return value.BytesValue(str(a, 0)), nil }, Abstract: sameText(value.Bytes)},
	}
}

// lowering and uppering treat ASCII; what is outside may become a letter (the
// Kelvin sign, the dotless i, ligatures), so its image is rough.
func lowering() rewriting {
	return rewriting{rough: text.Range('a', 'z'), t: text.Bytewise(text.Range('A', 'Z'), func(c byte) string {
		return string([]byte{c + 'a' - 'A'})
	})}
}

func uppering() rewriting {
	return rewriting{rough: text.Range('A', 'Z'), t: text.Bytewise(text.Range('a', 'z'), func(c byte) string {
		return string([]byte{c - ('a' - 'A')})
	})}
}

// cased rewrites ASCII exactly; a hole with other characters may get any letter
// of the case, and grow.
func cased(name string, r rewriting) func(*Context, []value.Abs) value.Abs {
	return func(in *Context, args []value.Abs) value.Abs {
		s := subject(args)
		if ascii(s) {
			return made(in.rewrite(s, r, key(name)))
		}
		return made(in.rewriteRough(s, r, key(name)))
	}
}

func ascii(s text.Str) bool {
	for _, q := range s.Alts {
		for _, p := range q {
			if p.Hole == nil && strings.ContainsFunc(p.Text, func(c rune) bool { return c >= utf8.RuneSelf }) ||
				p.Hole != nil && !p.Hole.Chars.Intersect(text.High()).Empty() {
				return false
			}
		}
	}
	return true
}

// rewriteRough is rewrite for texts with characters outside ASCII: words that
// such a character may help to spell are not excluded.
func (in *Context) rewriteRough(s text.Str, r rewriting, key string) text.Str {
	exact := func(h text.Hole) bool { return h.Chars.Intersect(text.High()).Empty() }
	loosen := func(h text.Hole) text.Hole {
		out := text.Hole{Labels: h.Labels, Sym: in.deriveBy(origin{from: h.Sym, key: key, rewriting: &r})}
		out.Chars = h.Chars.Map(func(c byte) string { _, w := r.t.Step(0, c); return w })
		out.Chars = out.Chars.Union(r.rough).Union(text.High())
		if h.MaxLen > 0 {
			out.MaxLen = 3 * h.MaxLen
		}
		for _, not := range h.Not {
			if !text.Of(not).Intersect(text.Letters().Union(text.High())).Empty() {
				continue
			}
			out = out.Without(not)
		}
		out.Prefix, out.Suffix = asciiHead(h.Prefix, r), asciiTail(h.Suffix, r)
		return out
	}
	return rewriteParts(s, func(p text.Part) text.Str {
		if p.Hole == nil {
			return text.Const(changeCase(p.Text, r), p.Unit, p.Span)
		}
		if exact(*p.Hole) {
			return in.rewrite(text.Unknown(*p.Hole), r, key)
		}
		return text.Unknown(loosen(*p.Hole))
	})
}

// changeCase is the case change of known text that the rewriting stands for.
func changeCase(s string, r rewriting) string {
	if r.rough.Has('A') {
		return strings.ToUpper(s)
	}
	return strings.ToLower(s)
}

func asciiHead(s string, r rewriting) string {
	n := strings.IndexFunc(s, func(c rune) bool { return c >= utf8.RuneSelf })
	if n < 0 {
		n = len(s)
	}
	return r.t.Run(s[:n])
}

func asciiTail(s string, r rewriting) string {
	n := len(s)
	for n > 0 && s[n-1] < utf8.RuneSelf {
		n--
	}
	return r.t.Run(s[n:])
}

// rewriteParts puts f of each part in its place.
func rewriteParts(s text.Str, f func(p text.Part) text.Str) text.Str {
	var out text.Str
	for _, q := range s.Alts {
		one := text.Lit("")
		for _, p := range q {
			one = text.Concat(one, f(p))
		}
		out = text.Join(out, one)
	}
	return out
}

// recased is for changes of case that depend on the place: letters may become
// the other case, all else stays.
func recased(name string) func(*Context, []value.Abs) value.Abs {
	return func(in *Context, args []value.Abs) value.Abs {
		h := in.part(subject(args), key(name))
		h.Not = nil
		if !h.Chars.Intersect(text.Letters().Union(text.High())).Empty() {
			old := h
			for _, c := range h.Chars.Intersect(text.Letters()).Bytes() {
				h.Chars = h.Chars.Add(c ^ 0x20)
			}
			if !old.Chars.Intersect(text.High()).Empty() {
				h.Chars = h.Chars.Union(text.High()).Union(text.Letters())
				h.MaxLen *= 3
			}
		}
		src := subject(args).Flatten()
		for _, w := range src.Not {
			if text.Of(w).Intersect(text.Letters().Union(text.High())).Empty() {
				h = h.Without(w)
			}
		}
		return hole(h)
	}
}

func title(s string) string {
	prev := false
	return strings.Map(func(c rune) rune {
		first := !prev
		if prev = unicode.IsLetter(c); !prev {
			return c
		}
		if first {
			return unicode.ToTitle(c)
		}
		return unicode.ToLower(c)
	}, s)
}

func capitalize(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:n]) + strings.ToLower(s[n:])
}

func swapcase(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsUpper(c) {
			return unicode.ToLower(c)
		}
		return unicode.ToUpper(c)
	}, s)
}

func replace(args []any) (string, error) {
	return strings.Replace(str(args, 0), str(args, 1), str(args, 2), int(num(args, 3, -1))), nil
}

func absReplace(in *Context, args []value.Abs) value.Abs {
	old, ok := exactText(args, 1)
	n, counted := exactInt(args, 3, -1)
	s := subject(args)
	if ok && old != "" && !s.MayContain(old) {
		return made(s)
	}
	new := textOf(arg(args, 2))
	if word, exact := new.Exact(); ok && old != "" && exact && counted && n < 0 {
		return made(in.replaced(s, old, word))
	}
	if whole, exact := s.Exact(); ok && counted && old != "" && exact && strings.Count(whole, old) <= maxFilled {
		return made(filled(whole, old, new, int(n)))
	}
	return hole(mixed(s, new))
}

// maxFilled bounds the places of a template that are filled one by one.
const maxFilled = 8

// filled is a known text with another in the place of the first n occurrences of a word, of
// all when n is negative.
func filled(whole, word string, by text.Str, n int) text.Str {
	if n >= 0 {
		n++
	}
	parts := strings.SplitN(whole, word, n)
	if n == 1 {
		parts = []string{whole}
	}
	out := text.Lit(parts[0])
	for _, part := range parts[1:] {
		out = text.Concat(out, by, text.Lit(part))
	}
	return out
}

// mixed is any text of the bytes of both, the labels of both.
func mixed(strs ...text.Str) text.Hole {
	var out text.Hole
	for _, s := range strs {
		h := s.Flatten()
		out.Labels |= h.Labels
		out.Chars = out.Chars.Union(h.Chars)
	}
	return out
}

func translator(from, to string) rewriting {
	table := map[byte]string{}
	for i := 0; i < len(from); i++ {
		if _, ok := table[from[i]]; !ok {
			table[from[i]] = ""
			if i < len(to) {
				table[from[i]] = to[i : i+1]
			}
		}
	}
	return escaping(table)
}

func absTranslate(in *Context, args []value.Abs) value.Abs {
	from, ok := exactText(args, 1)
	to, ok2 := exactText(args, 2)
	if len(args) < 3 {
		ok2 = true
	}
	if !ok || !ok2 {
		return hole(mixed(subject(args), textOf(arg(args, 2))))
	}
	return made(in.rewrite(subject(args), translator(from, to), key("text.translate", from, to)))
}

func keepChars(s, chars string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if strings.IndexByte(chars, s[i]) >= 0 {
			out = append(out, s[i])
		}
	}
	return string(out)
}

func absKeep(in *Context, args []value.Abs) value.Abs {
	chars, ok := exactText(args, 1)
	if !ok {
		return hole(mixed(subject(args)))
	}
	r := rewriting{t: text.Bytewise(text.Of(chars).Complement(), func(byte) string { return "" })}
	return made(in.rewrite(subject(args), r, key("text.keep_chars", chars)))
}

func translateTable(args []any) (string, error) {
	m, _ := args[min(1, len(args)-1)].(*value.MapValue)
	var b strings.Builder
	for _, c := range str(args, 0) {
		var v any = int64(c)
		if m != nil {
			if to, ok := m.Vals[int64(c)]; ok {
				v = to
			} else if to, ok := m.Vals[string(c)]; ok {
				v = to
			}
		}
		switch v := v.(type) {
		case int64:
			b.WriteRune(rune(v))
		case string:
			b.WriteString(v)
		}
	}
	return b.String(), nil
}

// maxRepeat bounds what the concrete reading builds.
const maxRepeat = 1 << 20

func repeat(args []any) (string, error) {
	s, n := str(args, 0), max(0, num(args, 1, 0))
	if n > 0 && int64(len(s)) > maxRepeat/n {
		return "", bad("text too long: %d times %d bytes", n, len(s))
	}
	return strings.Repeat(s, int(n)), nil
}

func absRepeat(_ *Context, args []value.Abs) value.Abs {
	s := subject(args)
	if n, ok := exactInt(args, 1, 0); ok && n <= 8 {
		out := text.Lit("")
		for ; n > 0; n-- {
			out = text.Concat(out, s)
		}
		return made(out)
	}
	return hole(star(s, text.Lit("")))
}

// star is any number of elements with sep between them.
func star(elem, sep text.Str) text.Hole {
	out := mixed(elem, sep)
	five := text.Concat(elem, sep, elem, sep, elem)
	between, _ := sep.Exact()
	for _, w := range elem.Flatten().Not {
		if between != "" && !strings.Contains(w, between) && !five.MayContain(w) {
			out = out.Without(w)
		}
	}
	return out
}

func reverse(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}

// shuffled is for operations that keep the bytes but not their order.
func shuffled(name string) func(*Context, []value.Abs) value.Abs {
	return func(in *Context, args []value.Abs) value.Abs {
		h := in.part(subject(args), key(name))
		if nots := h.Not; nots != nil {
			h.Not = nil
			for _, w := range nots {
				if w == reverse(w) && len(w) == utf8.RuneCountInString(w) {
					h = h.Without(w)
				}
			}
		}
		if !h.Chars.Intersect(text.High()).Empty() {
			h.Chars, h.MaxLen = h.Chars.Union(text.High()), h.MaxLen*3
		}
		return hole(h)
	}
}

func absSegment(in *Context, args []value.Abs) value.Abs {
	s := subject(args)
	if h, ok := s.Hole(); ok {
		out := *h
		out.Chars = out.Chars.Remove('/')
		if h.Lang == nil && strings.IndexByte(h.Prefix+h.Suffix, '/') < 0 && len(h.Not) == 0 {
			return hole(out)
		}
	}
	return made(in.rewrite(s, translator("/", ""), key("text.segment")))
}

func padding(left bool) func(args []any) (string, error) {
	return func(args []any) (string, error) {
		s, fill := str(args, 0), " "
		if given(args, 2) {
			fill = str(args, 2)
		}
		n := num(args, 1, 0) - int64(utf8.RuneCountInString(s))
		if n <= 0 || fill == "" {
			return s, nil
		}
		if n > maxRepeat {
			return "", bad("text too long: %d characters", n)
		}
		if left {
			return strings.Repeat(fill, int(n)) + s, nil
		}
		return s + strings.Repeat(fill, int(n)), nil
	}
}

func absPad(left bool) func(*Context, []value.Abs) value.Abs {
	return func(_ *Context, args []value.Abs) value.Abs {
		fill := text.Lit(" ")
		if arg(args, 2).Kind != value.Nil {
			fill = textOf(arg(args, 2))
		}
		pad := text.Unknown(star(fill, text.Lit("")))
		if left {
			return made(text.Concat(pad, subject(args)))
		}
		return made(text.Concat(subject(args), pad))
	}
}

func absChr(_ *Context, args []value.Abs) value.Abs {
	a := arg(args, 0)
	h := text.Hole{Labels: a.Labels, Chars: text.All(), MaxLen: 4}
	if a.Kind == value.Int && a.Lo >= 0 && a.Hi < utf8.RuneSelf {
		h.Chars, h.MaxLen = text.Range(byte(a.Lo), byte(a.Hi)), 1
	}
	return hole(h)
}
