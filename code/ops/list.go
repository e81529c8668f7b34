package ops

import (
	"strings"
	"unicode/utf8"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// listOps take texts apart and put them together.
func listOps() []Op {
	return []Op{
		{Name: "text.split", Doc: "(s, sep, n=0) -> list of at most n pieces between sep, the last one the rest; all when n <= 0; an empty sep gives characters; sep nil: text.fields",
			Concrete: split, Abstract: absSplit("text.split")},
		{Name: "text.rsplit", Doc: "(s, sep, n=0) -> text.split that counts its pieces from the right",
			Concrete: rsplit, Abstract: absSplit("text.rsplit")},
		{Name: "text.split_any", Doc: "(s, chars) -> list of the pieces between any of the bytes of chars, empty ones left out",
			Concrete: func(a []any) (any, error) {
				return listOf(strings.FieldsFunc(str(a, 0), func(c rune) bool { return strings.ContainsRune(str(a, 1), c) })), nil
			}, Abstract: pieces("")},
		{Name: "text.fields", Doc: "(s) -> list of the words between white space",
			Concrete: func(a []any) (any, error) { return listOf(strings.Fields(str(a, 0))), nil }, Abstract: absFields},
		{Name: "text.lines", Doc: "(s) -> list of the lines without their ends (Python's splitlines)",
			Concrete: func(a []any) (any, error) { return listOf(lines(str(a, 0))), nil }, Abstract: pieces("\r\n")},
		{Name: "text.partition", Doc: "(s, sep) -> list of what is before the first sep, sep, and what is after; (s, \"\", \"\") without sep",
			Concrete: func(a []any) (any, error) {
				if i := strings.Index(str(a, 0), str(a, 1)); i >= 0 {
					return tuple(str(a, 0)[:i], str(a, 1), str(a, 0)[i+len(str(a, 1)):]), nil
				}
				return tuple(str(a, 0), "", ""), nil
			}, Abstract: absPartition("text.partition")},
		{Name: "text.rpartition", Doc: "(s, sep) -> text.partition at the last sep; (\"\", \"\", s) without sep",
			Concrete: func(a []any) (any, error) {
				if i := strings.LastIndex(str(a, 0), str(a, 1)); i >= 0 {
					return tuple(str(a, 0)[:i], str(a, 1), str(a, 0)[i+len(str(a, 1)):]), nil
				}
				return tuple("", "", str(a, 0)), nil
			}, Abstract: absPartition("text.rpartition")},
		{Name: "text.join", Doc: "(list, sep) -> the texts of the list with sep between them",
			Concrete: func(a []any) (any, error) { return strings.Join(texts(a, 0), str(a, 1)), nil }, Abstract: absJoin},
		{Name: "text.common_prefix", Doc: "(list) -> the longest text that all start with",
			Concrete: func(a []any) (any, error) { return commonPrefix(texts(a, 0)), nil }, Abstract: absPieceOfList},
		{Name: "text.slice", Doc: "(s, lo=0, hi=len, unit=\"byte\") -> the bytes (unit \"rune\": characters) from lo to hi; negative ones count from the end; bounds beyond s are cut (Python)",
			Concrete: sn(slice), Abstract: absSlice},
		{Name: "text.at", Doc: "(s, i, unit=\"byte\") -> the byte or character at i as text",
			Concrete: sn(at), Abstract: func(in *Context, args []value.Abs) value.Abs {
				h := in.part(subject(args), "")
				h.MaxLen = utf8.UTFMax
				if h.Chars.Intersect(text.High()).Empty() {
					h.MaxLen = 1
				}
				return hole(h)
			}},
		{Name: "text.chars", Doc: "(s) -> list of the characters",
			Concrete: func(a []any) (any, error) { return listOf(strings.Split(str(a, 0), "")), nil }, Abstract: pieces("")},
	}
}

func tuple(words ...string) *value.ListValue {
	out := listOf(words)
	out.Tuple = true
	return out
}

func split(args []any) (any, error) {
	if !given(args, 1) {
		return listOf(strings.Fields(str(args, 0))), nil
	}
	n := int(num(args, 2, 0))
	if n <= 0 {
		n = -1
	}
	return listOf(strings.SplitN(str(args, 0), str(args, 1), n)), nil
}

func rsplit(args []any) (any, error) {
	s, sep, n := str(args, 0), str(args, 1), int(num(args, 2, 0))
	if !given(args, 1) {
		return listOf(strings.Fields(s)), nil
	}
	all := strings.Split(s, sep)
	if n > 0 && len(all) > n {
		head := strings.Join(all[:len(all)-n+1], sep)
		all = append([]string{head}, all[len(all)-n+1:]...)
	}
	return listOf(all), nil
}

// absSplit: the pieces cannot contain the separator, except the one that keeps
// the rest when their number is bounded.
func absSplit(name string) func(*Context, []value.Abs) value.Abs {
	return func(in *Context, args []value.Abs) value.Abs {
		s := subject(args)
		sep, ok := exactText(args, 1)
		n, counted := exactInt(args, 2, 0)
		if !ok || sep == "" {
			return pieces("")(in, args)
		}
		if !s.MayContain(sep) {
			return value.Abs{Kind: value.List, Items: []value.Abs{made(s)}}
		}
		whole := in.part(s, "")
		clean := whole.Without(sep)
		if !counted || n > 0 && n != 2 {
			rest := hole(whole)
			return value.Abs{Kind: value.List, Items: []value.Abs{rest}, Rest: &rest}
		}
		first, other := clean, clean
		if n == 2 {
			if name == "text.rsplit" {
				first = whole
			} else {
				other = whole
			}
		}
		if h, one := s.Hole(); one {
			first.Sym = in.derive(key(name, sep, show(n), "0"), h.Sym)
			if n == 2 {
				other.Sym = in.derive(key(name, sep, show(n), "1"), h.Sym)
			}
		}
		if name == "text.split" || n != 2 {
			first.Prefix = before(s.Prefix(), sep)
		} else if suffix := s.Suffix(); strings.Contains(suffix, sep) {
			other.Suffix = suffix[strings.LastIndex(suffix, sep)+len(sep):]
		}
		rest := hole(other)
		out := value.Abs{Kind: value.List, Items: []value.Abs{hole(first)}, Rest: &rest}
		if n == 2 && s.Decide(text.Fact{Kind: text.Contains, Text: sep}) == text.Always {
			out.Items, out.Rest = append(out.Items, rest), nil
		}
		return out
	}
}

// before is the part of a known prefix that a split surely keeps in its first
// piece.
func before(prefix, sep string) string {
	if i := strings.Index(prefix, sep); i >= 0 {
		return prefix[:i]
	}
	for i := range prefix {
		if strings.HasPrefix(sep, prefix[i:]) {
			return prefix[:i]
		}
	}
	return prefix
}

// pieces are parts of the text without the bytes that end them.
func pieces(ends string) func(*Context, []value.Abs) value.Abs {
	return func(in *Context, args []value.Abs) value.Abs {
		h := in.part(subject(args), "")
		h.Chars = h.Chars.Minus(text.Of(ends))
		rest := hole(h)
		return value.Abs{Kind: value.List, Rest: &rest}
	}
}

var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\x1c", "\n", "\x1d", "\n", "\x1e", "\n",
	"\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// lines are what Python's splitlines gives.
func lines(s string) []string {
	s = lineBreaks.Replace(s)
	if s == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(s, "\n"), "\n")
}

func absPartition(name string) func(*Context, []value.Abs) value.Abs {
	return func(in *Context, args []value.Abs) value.Abs {
		s := subject(args)
		sep, ok := exactText(args, 1)
		whole := in.part(s, "")
		a, b := whole, whole
		mid := textOf(arg(args, 1))
		if ok && sep != "" {
			if name == "text.partition" {
				a = a.Without(sep)
			} else {
				b = b.Without(sep)
			}
			if h, one := s.Hole(); one {
				a.Sym = in.derive(key(name, sep, "0"), h.Sym)
				b.Sym = in.derive(key(name, sep, "2"), h.Sym)
			}
		}
		mid = text.Join(mid, text.Lit(""))
		return value.Abs{Kind: value.List, Items: []value.Abs{hole(a), made(mid), hole(b)}}
	}
}

// listText is what any element of the list is.
func listText(a value.Abs) (items []text.Str, rest text.Str) {
	if a.Kind != value.List {
		return nil, text.Top(labelsOf(a), 0)
	}
	for _, it := range a.Items {
		items = append(items, textOf(it))
	}
	if a.Rest != nil {
		rest = textOf(*a.Rest)
	}
	return items, rest
}

func absJoin(_ *Context, args []value.Abs) value.Abs {
	items, rest := listText(arg(args, 0))
	sep := textOf(arg(args, 1))
	var out text.Str
	for i, it := range items {
		if i == 0 {
			out = it
		} else {
			out = text.Concat(out, sep, it)
		}
	}
	if rest.None() {
		if out.None() {
			out = text.Lit("")
		}
		return made(out)
	}
	more := text.Unknown(star(rest, sep))
	if out.None() {
		return made(more)
	}
	return made(text.Join(out, text.Concat(out, sep, more)))
}

func commonPrefix(words []string) string {
	if len(words) == 0 {
		return ""
	}
	out := words[0]
	for _, w := range words[1:] {
		for !strings.HasPrefix(w, out) {
			out = out[:len(out)-1]
		}
	}
	return out
}

func absPieceOfList(in *Context, args []value.Abs) value.Abs {
	items, rest := listText(arg(args, 0))
	for _, it := range items {
		rest = text.Join(rest, it)
	}
	if rest.None() {
		return made(text.Lit(""))
	}
	return hole(in.part(rest, ""))
}

func slice(args []any) (string, error) {
	s := str(args, 0)
	if str(args, 3) == "rune" {
		r := []rune(s)
		lo, hi := bounds(args, 1, len(r))
		return string(r[lo:hi]), nil
	}
	lo, hi := bounds(args, 1, len(s))
	return s[lo:hi], nil
}

// bounds are Python's: negative ones count from the end, the others are cut.
func bounds(args []any, i, n int) (lo, hi int) {
	lo, hi = cutIndex(num(args, i, 0), n), n
	if given(args, i+1) {
		hi = cutIndex(num(args, i+1, 0), n)
	}
	return min(lo, hi), hi
}

func cutIndex(i int64, n int) int {
	if i < 0 {
		i += int64(n)
	}
	return int(min(max(i, 0), int64(n)))
}

// absSlice keeps the structure when the bounds fall into constants at the
// ends; otherwise the slice is some piece.
func absSlice(in *Context, args []value.Abs) value.Abs {
	s := subject(args)
	lo, okLo := exactInt(args, 1, 0)
	hi, okHi := exactInt(args, 2, 0)
	openEnd := arg(args, 2).Kind == value.Nil
	var out text.Str
	for _, q := range s.Alts {
		one := text.Str{Alts: []text.Seq{q}}
		if okLo && okHi && lo >= 0 && (openEnd || hi < 0) {
			if cut, ok := dropEnds(q, int(lo), int(-hi)); ok {
				out = text.Join(out, text.Str{Alts: []text.Seq{cut}})
				continue
			}
		}
		if okLo && lo == 0 && !openEnd && !okHi {
			if front, ok := frontOf(in, q); ok {
				out = text.Join(out, front)
				continue
			}
		}
		k := ""
		if okLo && okHi {
			k = key("text.slice", show(lo), show(hi), show(openEnd))
		}
		h := in.part(one, k)
		if okLo && lo == 0 {
			h.Prefix = one.Prefix()
			switch {
			case !openEnd && (!okHi || hi < 0):
				h.Prefix = ""
			case !openEnd:
				h.Prefix = h.Prefix[:min(len(h.Prefix), int(hi))]
			}
		}
		if okLo && okHi && !openEnd && lo >= 0 && hi > lo && h.Chars.Intersect(text.High()).Empty() {
			h = h.Within(text.All(), int(hi-lo))
		}
		out = text.Join(out, text.Unknown(h))
	}
	return made(out)
}

// frontOf is what stands before some place of a text that begins with what the program
// wrote: that and a piece of the rest, or less than that, in which nobody has a say.
func frontOf(in *Context, q text.Seq) (text.Str, bool) {
	if len(q) < 2 || q[0].Hole != nil || q[0].Text == "" {
		return text.Str{}, false
	}
	begin := q[0].Text
	less := text.Hole{Chars: text.Of(begin), MaxLen: len(begin)}
	rest := in.part(text.Str{Alts: []text.Seq{q[1:]}}, "")
	return text.Join(text.Concat(text.Lit(begin), text.Unknown(rest)), text.Unknown(less)), true
}

// dropEnds takes lo bytes off the start and hi off the end when constant ASCII
// text is there; what remains between must not be able to vanish below zero.
func dropEnds(q text.Seq, lo, hi int) (text.Seq, bool) {
	out := append(text.Seq{}, q...)
	for lo > 0 {
		if len(out) == 0 || out[0].Hole != nil || !text.ASCII(out[0].Text) {
			return nil, false
		}
		n := min(lo, len(out[0].Text))
		out[0].Text, lo = out[0].Text[n:], lo-n
		if out[0].Text == "" {
			out = out[1:]
		}
	}
	for hi > 0 {
		last := len(out) - 1
		if last < 0 || out[last].Hole != nil || !text.ASCII(out[last].Text) {
			return nil, false
		}
		n := min(hi, len(out[last].Text))
		out[last].Text, hi = out[last].Text[:len(out[last].Text)-n], hi-n
		if out[last].Text == "" {
			out = out[:last]
		}
	}
	return out, true
}

func at(args []any) (string, error) {
	s, i := str(args, 0), num(args, 1, 0)
	n := int64(len(s))
	r := []rune(nil)
	if str(args, 2) == "rune" {
		r = []rune(s)
		n = int64(len(r))
	}
	if i < 0 {
		i += n
	}
	if i < 0 || i >= n {
		return "", bad("index %d out of range", i)
	}
	if r != nil {
		return string(r[i : i+1]), nil
	}
	return s[i : i+1], nil
}
