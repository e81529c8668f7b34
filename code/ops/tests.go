package ops

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// testOps answer questions about texts. When the subject is one named unknown,
// the answer carries a guard that says what its truth tells.
func testOps() []Op {
	out := []Op{
		{Name: "text.contains", Doc: "(s, sub) -> whether sub occurs in s",
			Concrete: bn(func(a []any) bool { return strings.Contains(str(a, 0), str(a, 1)) }), Abstract: fact2(text.Contains)},
		{Name: "text.has_prefix", Doc: "(s, prefix) -> whether s starts with it; a list of prefixes: with any of them",
			Concrete: bn(anyOf(strings.HasPrefix)), Abstract: absFix(text.HasPrefix)},
		{Name: "text.has_suffix", Doc: "(s, suffix) -> whether s ends with it; a list of suffixes: with any of them",
			Concrete: bn(anyOf(strings.HasSuffix)), Abstract: absFix(text.HasSuffix)},
		{Name: "text.equals", Doc: "(a, b) -> whether they are the same text",
			Concrete: bn(func(a []any) bool { return str(a, 0) == str(a, 1) }), Abstract: absEquals},
		{Name: "text.equal_fold", Doc: "(a, b) -> whether they are the same but for case",
			Concrete: bn(func(a []any) bool { return strings.EqualFold(str(a, 0), str(a, 1)) }), Abstract: absEqualFold},
		{Name: "text.one_of", Doc: "(s, list) -> whether s is in the list",
			Concrete: bn(func(a []any) bool { return slices.Contains(texts(a, 1), str(a, 0)) }), Abstract: absOneOf},
		{Name: "text.contains_any", Doc: "(s, chars) -> whether one of the characters occurs in s",
			Concrete: bn(func(a []any) bool { return strings.ContainsAny(str(a, 0), str(a, 1)) }), Abstract: absContainsAny},
		{Name: "text.len", Doc: "(s, unit=\"byte\") -> the length in bytes (unit \"rune\": characters)",
			Concrete: textLen, Abstract: absLen},
		{Name: "text.index", Doc: "(s, sub) -> where sub first occurs, in bytes; -1: nowhere",
			Concrete: func(a []any) (any, error) { return int64(strings.Index(str(a, 0), str(a, 1))), nil }, Abstract: absIndex},
		{Name: "text.last_index", Doc: "(s, sub) -> where sub last occurs, in bytes; -1: nowhere",
			Concrete: func(a []any) (any, error) { return int64(strings.LastIndex(str(a, 0), str(a, 1))), nil }, Abstract: absIndex},
		{Name: "text.count", Doc: "(s, sub) -> how often sub occurs, without overlap",
			Concrete: func(a []any) (any, error) { return int64(strings.Count(str(a, 0), str(a, 1))), nil }, Abstract: absCount},
		{Name: "text.compare", Doc: "(a, b) -> -1, 0 or 1",
			Concrete: func(a []any) (any, error) { return int64(strings.Compare(str(a, 0), str(a, 1))), nil },
			Abstract: func(_ *Context, args []value.Abs) value.Abs { return number(-1, 1, allLabels(args)) }},
		{Name: "text.ord", Doc: "(c) -> the code point of the first character",
			Concrete: func(a []any) (any, error) {
				if str(a, 0) == "" {
					return nil, bad("no character")
				}
				r, _ := utf8.DecodeRuneInString(str(a, 0))
				return int64(r), nil
			}, Abstract: func(_ *Context, args []value.Abs) value.Abs { return number(0, unicode.MaxRune, allLabels(args)) }},
	}
	return append(out, classOps()...)
}

// A class is a test that every character of a text passes.
type class struct {
	name, doc string
	ascii     text.Set // the ASCII bytes that pass
	high      bool     // characters outside ASCII may pass
	empty     bool     // the empty text passes
	rune      func(rune) bool
}

func classList() []class {
	digits, letters := text.Digits(), text.Letters()
	ascii := text.Range(0, 0x7f)
	return []class{
		{"text.isdigit", "only digits, at least one", digits, true, false, unicode.IsDigit},
		{"text.isdecimal", "only decimal digits, at least one", digits, true, false, unicode.IsDigit},
		{"text.isnumeric", "only numbers, at least one", digits, true, false, unicode.IsNumber},
		{"text.isalpha", "only letters, at least one", letters, true, false, unicode.IsLetter},
		{"text.isalnum", "only letters and digits, at least one", text.Alnum(), true, false, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) }},
		{"text.isspace", "only white space, at least one", text.Of(spaces), true, false, unicode.IsSpace},
		{"text.isascii", "only ASCII", ascii, false, true, func(c rune) bool { return c < 0x80 }},
		{"text.isprintable", "only printable characters", text.Range(' ', '~'), true, true, unicode.IsPrint},
	}
}

func classOps() []Op {
	var out []Op
	for _, c := range classList() {
		out = append(out, Op{Name: c.name, Doc: "(s) -> whether s is " + c.doc,
			Concrete: bn(func(a []any) bool {
				return (c.empty || str(a, 0) != "") && !strings.ContainsFunc(str(a, 0), func(r rune) bool { return !c.rune(r) })
			}),
			Abstract: func(in *Context, args []value.Abs) value.Abs {
				return guard(subject(args), text.Fact{Kind: text.Matches, Lang: in.language(c.name, c.lang)}, true)
			}})
	}
	return append(out,
		Op{Name: "text.islower", Doc: "(s) -> whether s has a letter and no upper-case one",
			Concrete: bn(func(a []any) bool { return strings.ToLower(str(a, 0)) == str(a, 0) && title(str(a, 0)) != str(a, 0) }),
			Abstract: func(_ *Context, args []value.Abs) value.Abs {
				return guard(subject(args), text.Fact{Kind: text.Matches, Lang: text.Over(text.Range('A', 'Z').Complement())}, false)
			}},
		Op{Name: "text.isupper", Doc: "(s) -> whether s has a letter and no lower-case one",
			Concrete: bn(func(a []any) bool {
				return strings.ToUpper(str(a, 0)) == str(a, 0) && strings.ToLower(str(a, 0)) != str(a, 0)
			}),
			Abstract: func(_ *Context, args []value.Abs) value.Abs {
				return guard(subject(args), text.Fact{Kind: text.Matches, Lang: text.Over(text.Range('a', 'z').Complement())}, false)
			}},
		Op{Name: "text.isidentifier", Doc: "(s) -> whether s is a name: letters, digits, _, not starting with a digit",
			Concrete: bn(func(a []any) bool { return identifier(str(a, 0)) }),
			Abstract: func(_ *Context, args []value.Abs) value.Abs {
				chars := text.Alnum().Union(text.Of("_")).Union(text.High())
				return guard(subject(args), text.Fact{Kind: text.Matches, Lang: text.Over(chars)}, false)
			}})
}

// lang is the texts that pass: known exactly for ASCII.
func (c class) lang() *text.Lang {
	may, must := c.ascii, c.ascii
	if c.high {
		may = may.Union(text.High())
	}
	out := text.Over(may).Between(text.Over(must))
	if !c.empty {
		out = out.Intersect(text.Words("").Complement())
	}
	return out
}

func identifier(s string) bool {
	for i, c := range s {
		if c != '_' && !unicode.IsLetter(c) && (i == 0 || !unicode.IsDigit(c)) {
			return false
		}
	}
	return s != ""
}

func anyOf(test func(s, fix string) bool) func([]any) bool {
	return func(args []any) bool {
		if len(args) > 1 {
			if _, ok := args[1].(*value.ListValue); ok {
				return slices.ContainsFunc(texts(args, 1), func(w string) bool { return test(str(args, 0), w) })
			}
		}
		return test(str(args, 0), str(args, 1))
	}
}

// truth is a boolean of which only its data is known.
func truth(labels text.Labels) value.Abs { return value.Abs{Kind: value.Bool, Hi: 1, Labels: labels} }

// guard is whether the fact holds of the subject. exact: the test is true
// exactly when the fact holds; else only when.
func guard(s text.Str, f text.Fact, exact bool) value.Abs {
	switch s.Decide(f) {
	case text.Always:
		if exact {
			return boolAbs(true)
		}
	case text.Never:
		return boolAbs(false)
	}
	out := truth(s.Labels())
	if sym := s.Name(); sym != 0 {
		out.Guard = &value.Guard{Sym: sym, Fact: f, Exact: exact}
	}
	return out
}

// fact2 is the test of a fact with the second argument as its text.
func fact2(kind text.FactKind) func(*Context, []value.Abs) value.Abs {
	return func(_ *Context, args []value.Abs) value.Abs {
		word, ok := exactText(args, 1)
		if !ok {
			return truth(allLabels(args))
		}
		return guard(subject(args), text.Fact{Kind: kind, Text: word}, true)
	}
}

func absFix(kind text.FactKind) func(*Context, []value.Abs) value.Abs {
	one := fact2(kind)
	return func(in *Context, args []value.Abs) value.Abs {
		if arg(args, 1).Kind != value.List {
			if kind == text.HasPrefix && belowDirectory(args) {
				return guard(subject(args), text.Fact{Kind: text.Marked, Mark: markBelow}, false)
			}
			return one(in, args)
		}
		words, ok := listWords(args[1])
		if !ok || len(words) == 0 {
			return truth(allLabels(args))
		}
		var l *text.Lang
		for _, w := range words {
			next := text.Starting(w)
			if kind == text.HasSuffix {
				next = text.Ending(w)
			}
			if l == nil {
				l = next
			} else {
				l = l.Union(next)
			}
		}
		return guard(subject(args), text.Fact{Kind: text.Matches, Lang: l}, true)
	}
}

// belowDirectory reports whether a prefix that is not known proves of a path that it is
// below a directory: those alone who chose the path did not choose it, and it is nowhere
// seen to end without a separator, as cleaned names do.
func belowDirectory(args []value.Abs) bool {
	prefix := textOf(arg(args, 1))
	if _, ok := prefix.Exact(); ok || len(args) < 2 || chosenToo(args[1:2], subject(args)) {
		return false
	}
	if prefix.Decide(endsInSlash) == text.Always {
		return true
	}
	for _, q := range prefix.Alts { // a setting, or else what the program has in its place
		if (text.Str{Alts: []text.Seq{q}}).Decide(endsInSlash) == text.Never {
			return false
		}
	}
	h, ok := prefix.Hole()
	return !(ok && h.HasMark(markClean) || sharedChoice(args[1:2], subject(args)))
}

// listWords is the elements of a list of known texts.
func listWords(a value.Abs) ([]string, bool) {
	if a.Kind != value.List || a.Rest != nil {
		return nil, false
	}
	var out []string
	for _, it := range a.Items {
		words, ok := textOf(it).Exacts()
		if !ok || len(words) != 1 {
			return nil, false
		}
		out = append(out, words[0])
	}
	return out, true
}

func absEquals(in *Context, args []value.Abs) value.Abs {
	a, b := textOf(arg(args, 0)), textOf(arg(args, 1))
	for range 2 {
		if words, ok := b.Exacts(); ok {
			if len(words) == 1 {
				return guard(a, text.Fact{Kind: text.Equals, Text: words[0]}, true)
			}
			return guard(a, text.Fact{Kind: text.OneOf, Set: words}, false)
		}
		a, b = b, a
	}
	out := truth(allLabels(args))
	out.Guard = in.vouched(args)
	return out
}

func absEqualFold(_ *Context, args []value.Abs) value.Abs {
	a, b := textOf(arg(args, 0)), textOf(arg(args, 1))
	for range 2 {
		if word, ok := b.Exact(); ok && text.ASCII(word) {
			return guard(a, text.Fact{Kind: text.Matches, Lang: foldLang(word)}, true)
		}
		a, b = b, a
	}
	return truth(allLabels(args))
}

// foldLang is the texts equal to the word but for case. The Kelvin sign and the
// long s fold to k and s.
func foldLang(word string) *text.Lang {
	strict := text.Chain(len(word), func(i int) []string {
		return []string{strings.ToLower(word[i : i+1]), strings.ToUpper(word[i : i+1])}
	})
	if !strings.ContainsAny(word, "ksKS") {
		return strict
	}
	return strict.Union(text.Chain(len(word), func(i int) []string {
		w := []string{strings.ToLower(word[i : i+1]), strings.ToUpper(word[i : i+1])}
		switch w[0] {
		case "k":
			w = append(w, "\u212a")
		case "s":
			w = append(w, "\u017f")
		}
		return w
	}))
}

func absOneOf(_ *Context, args []value.Abs) value.Abs {
	if words, ok := listWords(arg(args, 1)); ok {
		return guard(subject(args), text.Fact{Kind: text.OneOf, Set: words}, true)
	}
	items, rest := listText(arg(args, 1))
	var words []string
	for _, it := range append(items, rest) {
		if it.None() {
			continue
		}
		some, ok := it.Exacts()
		if !ok {
			return truth(allLabels(args))
		}
		words = append(words, some...)
	}
	return guard(subject(args), text.Fact{Kind: text.OneOf, Set: words}, false)
}

func absContainsAny(_ *Context, args []value.Abs) value.Abs {
	chars, ok := exactText(args, 1)
	if !ok || !text.ASCII(chars) {
		return truth(allLabels(args))
	}
	l := text.Over(text.Of(chars).Complement()).Complement()
	return guard(subject(args), text.Fact{Kind: text.Matches, Lang: l}, true)
}

func textLen(args []any) (any, error) {
	if str(args, 1) == "rune" {
		return int64(utf8.RuneCountInString(str(args, 0))), nil
	}
	if len(args) > 0 {
		switch v := args[0].(type) {
		case *value.ListValue:
			return int64(len(v.Items)), nil
		case *value.MapValue:
			return int64(len(v.Keys)), nil
		}
	}
	return int64(len(str(args, 0))), nil
}

func absLen(_ *Context, args []value.Abs) value.Abs {
	a := arg(args, 0)
	if a.Kind&^(value.Str|value.Bytes) != 0 {
		if a.Kind == value.List && a.Rest == nil {
			return number(int64(len(a.Items)), int64(len(a.Items)), 0)
		}
		return number(0, longest, labelsOf(a))
	}
	lo, hi := int64(math.MaxInt64), int64(0)
	for _, q := range a.Str.Alts {
		low, high := int64(0), int64(0)
		for _, p := range q {
			if p.Hole == nil {
				low += characters(p.Text)
				high += int64(len(p.Text))
				continue
			}
			low += max(characters(p.Hole.Prefix), characters(p.Hole.Suffix))
			if p.Hole.MaxLen == 0 {
				high = math.MaxInt64 / 2
			} else {
				high += int64(p.Hole.MaxLen)
			}
		}
		lo, hi = min(lo, low), max(hi, high)
	}
	if hi >= math.MaxInt64/2 {
		hi = longest
	}
	if arg(args, 1).Kind == value.Nil && !ascii(a.Str) {
		return number(min(lo, hi), hi, a.Str.Labels())
	}
	return number(lo, hi, a.Str.Labels())
}

// characters counts the bytes that begin a character: at least as many are
// there, also when s was cut inside one.
func characters(s string) int64 {
	n := int64(0)
	for i := 0; i < len(s); i++ {
		if utf8.RuneStart(s[i]) {
			n++
		}
	}
	return n
}

// longest is more than a text or list is long: sums of lengths and places fit their
// types.
const longest = 1 << 30

func absIndex(_ *Context, args []value.Abs) value.Abs {
	sub, ok := exactText(args, 1)
	s := subject(args)
	if ok && !s.MayContain(sub) {
		return number(-1, -1, 0)
	}
	out := number(-1, longest, allLabels(args))
	if ok && s.Decide(text.Fact{Kind: text.Contains, Text: sub}) == text.Always {
		out.Lo = 0
		if s.Decide(text.Fact{Kind: text.HasPrefix, Text: sub}) == text.Never {
			out.Lo = 1
		}
	}
	return out
}

func absCount(_ *Context, args []value.Abs) value.Abs {
	sub, ok := exactText(args, 1)
	if ok && sub != "" && !subject(args).MayContain(sub) {
		return number(0, 0, 0)
	}
	return number(0, math.MaxInt64, allLabels(args))
}
