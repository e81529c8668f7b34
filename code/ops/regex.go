package ops

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// regexBudget bounds the steps of one concrete match.
const regexBudget = 1 << 20

// regexOps apply regular expressions. The dialect is "go", "python", "java" or
// "js"; Go's when it is left out.
func regexOps() []Op {
	return []Op{
		{Name: "regex.valid", Doc: "(pattern, dialect) -> whether the dialect reads the pattern",
			Concrete: bn(func(a []any) bool { _, err := text.Parse(str(a, 0), dialectOf(a, 1)); return err == nil }),
			Abstract: func(_ *Context, args []value.Abs) value.Abs { return truth(subject(args).Labels()) }},
		{Name: "regex.match", Doc: `(pattern, s, mode="search", dialect) -> whether it matches: "search" anywhere, "match" at the start, "fullmatch" the whole`,
			Concrete: regexMatch(2, 3), Abstract: absRegexMatch(2, 3)},
		{Name: "regex.search", Doc: "(pattern, s, dialect) -> whether it matches anywhere",
			Concrete: regexMatch(-1, 2), Abstract: absRegexMatch(-1, 2)},
		{Name: "regex.find", Doc: "(pattern, s, mode, dialect) -> the first match, \"\" when there is none",
			Concrete: regexFind, Abstract: absRegexFind},
		{Name: "regex.groups", Doc: "(pattern, s, mode, dialect) -> list of the first match and its groups, empty when there is none; a group that took no part is nil (Go: \"\")",
			Concrete: regexGroups, Abstract: absRegexGroups},
		{Name: "regex.find_all", Doc: "(pattern, s, n=-1, dialect) -> list of the first n matches, of all when n < 0",
			Concrete: regexFindAll(false), Abstract: absRegexFindAll(false)},
		{Name: "regex.find_all_groups", Doc: "(pattern, s, n=-1, dialect) -> the same, each match the list that regex.groups gives",
			Concrete: regexFindAll(true), Abstract: absRegexFindAll(true)},
		{Name: "regex.index", Doc: "(pattern, s, mode, dialect) -> list of the byte offsets of the match and its groups, empty when there is none",
			Concrete: regexIndex, Abstract: func(_ *Context, args []value.Abs) value.Abs {
				n := anyNumber(allLabels(args))
				return value.Abs{Kind: value.List, Rest: &n}
			}},
		{Name: "regex.replace", Doc: `(pattern, s, repl, n=0, dialect) -> s with repl for the first n matches, all when n is 0; repl refers to groups as the dialect does (\1, \g<name>; $1, ${name})`,
			Concrete: regexReplace(true), Abstract: absRegexReplace(true)},
		{Name: "regex.replace_literal", Doc: "(pattern, s, repl, n=0, dialect) -> the same; repl is plain text",
			Concrete: regexReplace(false), Abstract: absRegexReplace(false)},
		{Name: "regex.escape", Doc: "(s, dialect) -> s as a pattern that matches s",
			Concrete: regexQuote, Abstract: absRegexQuote},
		{Name: "regex.quote", Doc: "(s, dialect) -> regex.escape", Concrete: regexQuote, Abstract: absRegexQuote},
		{Name: "regex.split", Doc: "(pattern, s, n=0, dialect) -> list of at most n pieces between matches; all when n <= 0; \"python\" puts the groups between them",
			Concrete: regexSplit, Abstract: func(in *Context, args []value.Abs) value.Abs {
				rest := hole(in.between(args))
				if absDialect(in, args, 3) == "python" {
					rest.Kind |= value.Nil
				}
				return value.Abs{Kind: value.List, Rest: &rest}
			}},
		{Name: "regex.names", Doc: "(pattern, dialect) -> list of the groups' names by number, \"\" for those without",
			Concrete: func(a []any) (any, error) {
				p, err := text.Parse(str(a, 0), dialectOf(a, 1))
				if err != nil {
					return nil, err
				}
				names := make([]string, p.Groups()+1)
				for name, i := range p.Names() {
					names[i] = name
				}
				return listOf(names), nil
			}, Abstract: func(_ *Context, args []value.Abs) value.Abs {
				rest := anyText(args)
				return value.Abs{Kind: value.List, Rest: &rest}
			}},
		{Name: "regex.group_index", Doc: "(pattern, name, dialect) -> the number of the group called name, -1 when there is none",
			Concrete: func(a []any) (any, error) {
				p, err := text.Parse(str(a, 0), dialectOf(a, 2))
				if err != nil {
					return nil, err
				}
				if n, ok := p.Names()[str(a, 1)]; ok {
					return int64(n), nil
				}
				return int64(-1), nil
			}, Abstract: func(_ *Context, args []value.Abs) value.Abs { return number(-1, 1<<16, 0) }},
	}
}

func dialectOf(args []any, i int) string {
	if d := str(args, i); d != "" {
		return d
	}
	return "go"
}

func absDialect(in *Context, args []value.Abs, i int) string {
	if d, ok := exactText(args, i); ok && d != "" {
		return d
	}
	if in.Dialect != "" {
		return in.Dialect
	}
	return "go"
}

func modeOf(name string) text.Mode {
	switch name {
	case "match", "prefix":
		return text.Prefix
	case "fullmatch", "full":
		return text.Full
	}
	return text.Search
}

func regexMatch(mode, dialect int) func([]any) (any, error) {
	return func(a []any) (any, error) {
		p, err := text.Parse(str(a, 0), dialectOf(a, dialect))
		if err != nil {
			return nil, err
		}
		m := text.Search
		if mode >= 0 {
			m = modeOf(str(a, mode))
		}
		return p.Find(m, str(a, 1), 0, regexBudget) != nil, nil
	}
}

func absRegexMatch(mode, dialect int) func(*Context, []value.Abs) value.Abs {
	return func(in *Context, args []value.Abs) value.Abs {
		pattern, ok := exactText(args, 0)
		m := text.Search
		if mode >= 0 {
			name, _ := exactText(args, mode)
			m = modeOf(name)
		}
		s := textOf(arg(args, 1))
		if !ok {
			return truth(allLabels(args))
		}
		l, err := in.compile(pattern, absDialect(in, args, dialect), m)
		if err != nil {
			return truth(s.Labels())
		}
		return guard(s, text.Fact{Kind: text.Matches, Lang: l}, true)
	}
}

func regexQuote(a []any) (any, error) {
	return sn(func(a []any) (string, error) { return regexEscaping(dialectOf(a, 1)).t.Run(str(a, 0)), nil })(a)
}

func absRegexQuote(in *Context, args []value.Abs) value.Abs {
	d := absDialect(in, args, 1)
	return made(in.rewrite(subject(args), regexEscaping(d), key("regex.escape", d)))
}

// groupsOf is the match and its groups as a list.
func groupsOf(s string, at []int, dialect string) *value.ListValue {
	out := &value.ListValue{}
	for i := 0; i < len(at); i += 2 {
		switch {
		case at[i] >= 0:
			out.Items = append(out.Items, s[at[i]:at[i+1]])
		case dialect == "go":
			out.Items = append(out.Items, "")
		default:
			out.Items = append(out.Items, nil)
		}
	}
	return out
}

// first is the pattern and its first match.
func first(args []any) (*text.Pattern, []int, error) {
	p, err := text.Parse(str(args, 0), dialectOf(args, 3))
	if err != nil {
		return nil, nil, err
	}
	return p, p.Find(modeOf(str(args, 2)), str(args, 1), 0, regexBudget), nil
}

func regexFind(args []any) (any, error) {
	_, at, err := first(args)
	if err != nil || at == nil {
		return "", err
	}
	return str(args, 1)[at[0]:at[1]], nil
}

func regexGroups(args []any) (any, error) {
	_, at, err := first(args)
	if err != nil {
		return nil, err
	}
	return groupsOf(str(args, 1), at, dialectOf(args, 3)), nil
}

func regexIndex(args []any) (any, error) {
	_, at, err := first(args)
	if err != nil {
		return nil, err
	}
	out := &value.ListValue{}
	for _, n := range at {
		out.Items = append(out.Items, int64(n))
	}
	return out, nil
}

// eachMatch calls f with every match in s until it says no.
func eachMatch(p *text.Pattern, s string, f func(at []int) bool) {
	for from := 0; from <= len(s); {
		at := p.Find(text.Search, s, from, regexBudget)
		if at == nil || !f(at) {
			return
		}
		from = at[1]
		if at[0] == at[1] {
			_, n := utf8.DecodeRuneInString(s[from:])
			from += max(1, n)
		}
	}
}

func regexFindAll(groups bool) func([]any) (any, error) {
	return func(args []any) (any, error) {
		p, err := text.Parse(str(args, 0), dialectOf(args, 3))
		if err != nil {
			return nil, err
		}
		s, n := str(args, 1), num(args, 2, -1)
		out := &value.ListValue{}
		eachMatch(p, s, func(at []int) bool {
			if int64(len(out.Items)) == n {
				return false
			}
			if groups {
				out.Items = append(out.Items, groupsOf(s, at, dialectOf(args, 3)))
			} else {
				out.Items = append(out.Items, s[at[0]:at[1]])
			}
			return true
		})
		return out, nil
	}
}

// absGroups is what the match and its groups may be.
func absGroups(in *Context, pattern, dialect string, mode text.Mode, s text.Str) (value.Abs, bool) {
	p, err := text.Parse(pattern, dialect)
	if err != nil {
		return value.Abs{}, false
	}
	out := value.Abs{Kind: value.List}
	for i := 0; i <= p.Groups(); i++ {
		h := in.part(s, key("regex.group", pattern, dialect, show(int64(mode)), show(int64(i))))
		if l := p.Group(i); l != nil {
			h.Lang = l
			h.Chars = h.Chars.Intersect(l.Chars())
			if n := l.MaxLen(); n > 0 && (h.MaxLen == 0 || n < h.MaxLen) {
				h.MaxLen = n
			}
		}
		g := hole(h)
		if i > 0 && dialect == "go" {
			g.Str = text.Join(g.Str, text.Lit(""))
		} else if i > 0 {
			g.Kind |= value.Nil
		}
		out.Items = append(out.Items, g)
	}
	return out, true
}

func regexReplace(refs bool) func([]any) (any, error) {
	return func(args []any) (any, error) { return replaceMatches(args, refs) }
}

func replaceMatches(args []any, refs bool) (any, error) {
	dialect := dialectOf(args, 4)
	p, err := text.Parse(str(args, 0), dialect)
	if err != nil {
		return nil, err
	}
	s, repl, n := str(args, 1), str(args, 2), num(args, 3, 0)
	var b strings.Builder
	last := 0
	eachMatch(p, s, func(at []int) bool {
		if at[0] == at[1] && at[0] == last && last > 0 && dialect == "go" {
			return true // Go allows no empty match right after a match
		}
		b.WriteString(s[last:at[0]])
		if refs {
			b.WriteString(expand(p, repl, s, at, dialect))
		} else {
			b.WriteString(repl)
		}
		last = at[1]
		n--
		return n != 0
	})
	return b.String() + s[last:], nil
}

// expand writes the replacement of one match.
func expand(p *text.Pattern, repl, s string, at []int, dialect string) string {
	group := func(name string) string {
		i, err := strconv.Atoi(name)
		if err != nil {
			var ok bool
			if i, ok = p.Names()[name]; !ok {
				return ""
			}
		}
		if 2*i+1 >= len(at) || at[2*i] < 0 {
			return ""
		}
		return s[at[2*i]:at[2*i+1]]
	}
	refs := pyRefs
	if dialect != "python" {
		refs = dollarRefs
	}
	return refs.ReplaceAllStringFunc(repl, func(ref string) string {
		switch {
		case ref == "$$":
			return "$"
		case ref == `\\`:
			return `\`
		case ref == `\n`:
			return "\n"
		}
		return group(strings.Trim(strings.TrimPrefix(ref[1:], "g<"), "{}>"))
	})
}

var (
	pyRefs     = regexp.MustCompile(`\\\\|\\n|\\g<\w+>|\\\d{1,2}`)
	dollarRefs = regexp.MustCompile(`\$\$|\$\{\w+\}|\$\w+`)
)

// absRegexReplace: a class of characters or a literal word is replaced exactly;
// of other patterns only the bytes of the result are known.
func absRegexReplace(refs bool) func(*Context, []value.Abs) value.Abs {
	return func(in *Context, args []value.Abs) value.Abs { return in.replaceMatches(args, refs) }
}

func (in *Context) replaceMatches(args []value.Abs, refs bool) value.Abs {
	s, repl := textOf(arg(args, 1)), textOf(arg(args, 2))
	pattern, ok := exactText(args, 0)
	word, ok2 := repl.Exact()
	n, ok3 := exactInt(args, 3, 0)
	dialect := absDialect(in, args, 4)
	loose := hole(mixed(s, repl))
	if !ok {
		return loose
	}
	l, err := in.compile(pattern, dialect, text.Search)
	if err != nil {
		return loose
	}
	if !s.MayMatch(l) {
		return made(s)
	}
	if !ok2 || !ok3 || n != 0 || refs && strings.ContainsAny(word, `\$`) {
		return loose
	}
	p, err := text.Parse(pattern, dialect)
	if err != nil {
		return loose
	}
	if w, ok := p.Literal(); ok && w != "" {
		return made(in.replaced(s, w, word))
	}
	if c, ok := p.Class(); ok {
		return made(in.replaceClass(s, c, word, key("regex.replace", pattern, word, dialect)))
	}
	return loose
}

// replaceClass puts word for each character (or each run) of the class.
func (in *Context) replaceClass(s text.Str, c text.CharClass, word, k string) text.Str {
	if !c.Run && (ascii(s) || c.High == text.Never || c.High == text.Always && word == "") {
		gone := c.ASCII
		if c.High == text.Always {
			gone = gone.Union(text.High())
		}
		return in.rewrite(s, rewriting{t: text.Bytewise(gone, func(byte) string { return word })}, k)
	}
	h := s.Flatten()
	out := text.Hole{Labels: h.Labels, Chars: h.Chars.Minus(c.ASCII).Union(text.Of(word))}
	if c.High == text.Always {
		out.Chars = out.Chars.Minus(text.High()).Union(text.Of(word))
	}
	if word == "" {
		out.MaxLen = h.MaxLen
	}
	out.Sym = in.derive(k, s.Name())
	return text.Unknown(out)
}

func regexEscaping(dialect string) rewriting {
	special := `\.+*?()|[]{}^$`
	if dialect == "python" {
		special = "\\.+*?()|[]{}^$-&~# \t\n\r\v\f"
	}
	t := map[byte]string{}
	for i := 0; i < len(special); i++ {
		t[special[i]] = `\` + special[i:i+1]
	}
	return escaping(t)
}

func regexSplit(args []any) (any, error) {
	p, err := text.Parse(str(args, 0), dialectOf(args, 3))
	if err != nil {
		return nil, err
	}
	s, n := str(args, 1), num(args, 2, 0)
	py := dialectOf(args, 3) == "python"
	out := &value.ListValue{}
	last := 0
	eachMatch(p, s, func(at []int) bool {
		if int64(len(out.Items)) == n-1 {
			return false
		}
		if !py && at[1] == at[0] && (at[0] == 0 || at[0] == len(s)) {
			return true
		}
		out.Items = append(out.Items, s[last:at[0]])
		if py {
			out.Items = append(out.Items, groupsOf(s, at, "python").Items[1:]...)
		}
		last = at[1]
		return true
	})
	out.Items = append(out.Items, s[last:])
	return out, nil
}
