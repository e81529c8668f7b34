package ops

import (
	"io/fs"
	"strings"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// Purpose is the operation that tells a model what its caller makes of the result
// (ir.Func.Purpose). Who executes the program answers it; taken by itself it knows
// nothing.
const Purpose = "call.purpose"

// Typeof is JavaScript's operator of that name. The twin, which has the value, answers
// it; taken by itself the operation knows the word for what is no instance and no
// function.
const Typeof = "value.typeof"

func typeofValue(args []any) (any, error) {
	if len(args) == 0 {
		return "undefined", nil
	}
	switch args[0].(type) {
	case nil:
		return "undefined", nil
	case string:
		return "string", nil
	case bool:
		return "boolean", nil
	case int64, float64:
		return "number", nil
	}
	return "object", nil
}

// Bare is the operation that makes an object without a prototype (JavaScript's
// Object.create(null)). Who executes the program answers it too.
const Bare = "object.bare"

// moreOps serve single languages and frameworks.
func moreOps() []Op {
	return []Op{
		{Name: Purpose, Doc: "() -> names of what the calling function makes of the result, \"\" for none",
			Concrete: func([]any) (any, error) { return "", nil },
			Abstract: func(*Context, []value.Abs) value.Abs { return made(text.Lit("")) }},
		{Name: Typeof, Doc: "(x) -> what typeof says of x",
			Concrete: typeofValue,
			Abstract: func(*Context, []value.Abs) value.Abs {
				return made(text.Unknown(text.Hole{Chars: text.Letters(), MaxLen: 9}))
			}},
		{Name: Bare, Doc: "() -> an object without a prototype",
			Concrete: func([]any) (any, error) { return &value.MapValue{Vals: map[any]any{}, Bare: true}, nil },
			Abstract: func(*Context, []value.Abs) value.Abs { return value.Abs{Kind: value.Map} }},
		{Name: "min", Doc: "(values…) -> num.min", Concrete: extreme(false), Abstract: absExtreme(false)},
		{Name: "max", Doc: "(values…) -> num.max", Concrete: extreme(true), Abstract: absExtreme(true)},
		{Name: "len", Doc: "(text, list or map) -> text.len in bytes", Concrete: textLen, Abstract: absLen},
		{Name: "text.index_any", Doc: "(s, chars) -> where one of the characters first occurs; -1: nowhere",
			Concrete: func(a []any) (any, error) { return int64(strings.IndexAny(str(a, 0), str(a, 1))), nil },
			Abstract: func(_ *Context, args []value.Abs) value.Abs { return number(-1, 1<<62, allLabels(args)) }},
		{Name: "text.valid_utf8", Doc: "(s, replacement) -> s with replacement for runs of bytes that are not UTF-8",
			Concrete: s2(strings.ToValidUTF8), Abstract: func(in *Context, args []value.Abs) value.Abs {
				if s := subject(args); ascii(s) {
					return made(s)
				}
				return hole(mixed(subject(args), textOf(arg(args, 1))))
			}},
		{Name: "text.split_after", Doc: "(s, sep, n=-1) -> text.split whose pieces keep their sep",
			Concrete: func(a []any) (any, error) {
				return listOf(strings.SplitAfterN(str(a, 0), str(a, 1), int(num(a, 2, -1)))), nil
			}, Abstract: func(in *Context, args []value.Abs) value.Abs {
				rest := hole(in.part(subject(args), ""))
				return value.Abs{Kind: value.List, Rest: &rest}
			}},
		{Name: "text.replacer", Doc: "(s, pairs list) -> strings.NewReplacer(pairs…).Replace(s): one pass, the first pair that fits",
			Concrete: sn(func(a []any) (string, error) {
				pairs := texts(a, 1)
				if len(pairs)%2 != 0 {
					return "", bad("odd number of arguments")
				}
				return strings.NewReplacer(pairs...).Replace(str(a, 0)), nil
			}), Abstract: absReplacer},
		{Name: "text.overlay", Doc: "(old, dst, src) -> bytes: old after its part dst was overwritten by src (Go's copy)",
			Concrete: func(a []any) (any, error) {
				old, dst, src := str(a, 0), str(a, 1), str(a, 2)
				n := min(len(dst), len(src))
				at := max(0, strings.Index(old, dst))
				return value.BytesValue(old[:at] + src[:n] + old[min(len(old), at+n):]), nil
			}, Abstract: func(_ *Context, args []value.Abs) value.Abs {
				return value.Abs{Kind: value.Bytes, Str: text.Unknown(mixed(subject(args), textOf(arg(args, 1)), textOf(arg(args, 2))))}
			}},
		{Name: "route.params", Doc: `(pattern) -> list of [name, converter] of the placeholders of a route: "/u/<int:id>", "/u/{id}", "/u/{id:path}", "/u/:id", "/f/*rest", "{rest...}"`,
			Concrete: func(a []any) (any, error) { return routeParams(str(a, 0)), nil },
			Abstract: func(_ *Context, args []value.Abs) value.Abs {
				pair := value.Abs{Kind: value.List, Items: []value.Abs{anyText(args), anyText(args)}}
				return value.Abs{Kind: value.List, Rest: &pair}
			}},
		{Name: "path.is_valid", Doc: "(name) -> io/fs.ValidPath: relative, clean, without . and .. segments",
			Concrete: bn(func(a []any) bool { return fs.ValidPath(str(a, 0)) }), Abstract: absIsLocal},
		{Name: "path.from_slash", Doc: "(p) -> p; on Unix nothing changes", Concrete: s1(func(s string) string { return s }),
			Abstract: func(_ *Context, args []value.Abs) value.Abs { return made(subject(args)) }},
		{Name: "path.volume", Doc: "(p) -> \"\"; Unix has no volumes", Concrete: s1(func(string) string { return "" }),
			Abstract: func(*Context, []value.Abs) value.Abs { return made(text.Lit("")) }},
		{Name: "list.enumerate", Doc: "(items, start=0) -> list of (i, item)", Concrete: enumerate, Abstract: absEnumerate},
		{Name: "list.zip", Doc: "(lists…) -> list of the tuples of elements at the same place", Concrete: zip, Abstract: absZip},
		{Name: "list.range", Doc: "(stop) or (start, stop, step=1) -> list of numbers", Concrete: numbers,
			Abstract: func(_ *Context, args []value.Abs) value.Abs {
				n := anyNumber(allLabels(args))
				return value.Abs{Kind: value.List, Rest: &n}
			}},
	}
}

// absReplacer is exact when every old text is one byte.
func absReplacer(in *Context, args []value.Abs) value.Abs {
	s := subject(args)
	pairs, ok := listWords(arg(args, 1))
	if !ok || len(pairs)%2 != 0 {
		return hole(mixed(s, text.Top(labelsOf(arg(args, 1)), 0)))
	}
	t := map[byte]string{}
	bytes, hits := true, false
	news := text.Str{}
	for i := 0; i < len(pairs); i += 2 {
		hits = hits || pairs[i] == "" || s.MayContain(pairs[i])
		news = text.Join(news, text.Lit(pairs[i+1]))
		if len(pairs[i]) != 1 {
			bytes = false
		} else if _, twice := t[pairs[i][0]]; !twice {
			t[pairs[i][0]] = pairs[i+1]
		}
	}
	switch {
	case !hits:
		return made(s)
	case bytes:
		return made(in.rewrite(s, escaping(t), key("text.replacer", pairs...)))
	case len(pairs) == 2 && pairs[0] != "":
		return made(in.replaced(s, pairs[0], pairs[1]))
	}
	return hole(mixed(s, news))
}

// routeParams reads the placeholders of the routers' notations.
func routeParams(pattern string) *value.ListValue {
	out := &value.ListValue{}
	add := func(name, conv string) {
		out.Items = append(out.Items, tuple(strings.TrimSpace(name), conv))
	}
	for i := 0; i < len(pattern); i++ {
		rest := pattern[i+1:]
		switch c := pattern[i]; {
		case c == '<' && strings.IndexByte(rest, '>') >= 0:
			body := rest[:strings.IndexByte(rest, '>')]
			conv, name, has := strings.Cut(body, ":")
			if !has {
				conv, name = "", body
			}
			conv, _, _ = strings.Cut(conv, "(")
			add(name, conv)
			i += len(body) + 1
		case c == '{' && strings.IndexByte(rest, '}') >= 0:
			body := rest[:strings.IndexByte(rest, '}')]
			name, conv, _ := strings.Cut(body, ":")
			if cut, all := strings.CutSuffix(name, "..."); all {
				name, conv = cut, "path"
			}
			if name != "$" {
				add(name, conv)
			}
			i += len(body) + 1
		case (c == ':' || c == '*') && i > 0 && pattern[i-1] == '/':
			name := rest
			if n := strings.IndexByte(rest, '/'); n >= 0 {
				name = rest[:n]
			}
			conv := ""
			if c == '*' {
				conv = "path"
			}
			add(name, conv)
			i += len(name)
		}
	}
	return out
}

func enumerate(args []any) (any, error) {
	out := &value.ListValue{}
	start := num(args, 1, 0)
	for i, it := range items(args, 0) {
		out.Items = append(out.Items, &value.ListValue{Tuple: true, Items: []any{start + int64(i), it}})
	}
	return out, nil
}

func absEnumerate(_ *Context, args []value.Abs) value.Abs {
	list := arg(args, 0)
	pair := func(it value.Abs) value.Abs {
		return value.Abs{Kind: value.List, Items: []value.Abs{number(-1<<63, 1<<63-1, 0), it}}
	}
	return mapList(list, pair)
}

// mapList is the list of f of each element.
func mapList(list value.Abs, f func(value.Abs) value.Abs) value.Abs {
	out := value.Abs{Kind: value.List}
	if list.Kind != value.List {
		rest := f(anyValue([]value.Abs{list}))
		out.Rest = &rest
		return out
	}
	for _, it := range list.Items {
		out.Items = append(out.Items, f(it))
	}
	if list.Rest != nil {
		rest := f(*list.Rest)
		out.Rest = &rest
	}
	return out
}

func zip(args []any) (any, error) {
	out := &value.ListValue{}
	for i := 0; len(args) > 0; i++ {
		row := &value.ListValue{Tuple: true}
		for k := range args {
			list := items(args, k)
			if i >= len(list) {
				return out, nil
			}
			row.Items = append(row.Items, list[i])
		}
		out.Items = append(out.Items, row)
	}
	return out, nil
}

func absZip(_ *Context, args []value.Abs) value.Abs {
	row := value.Abs{Kind: value.List}
	for _, a := range args {
		row.Items = append(row.Items, element(a))
	}
	return value.Abs{Kind: value.List, Rest: &row}
}

// element is what any element of the list may be.
func element(a value.Abs) value.Abs {
	if a.Kind != value.List {
		return anyValue([]value.Abs{a})
	}
	all := a.Items
	if a.Rest != nil {
		all = append(all[:len(all):len(all)], *a.Rest)
	}
	if len(all) == 0 {
		return anyValue([]value.Abs{a})
	}
	out := all[0]
	for _, it := range all[1:] {
		next, ok := joinAbs(out, it)
		if !ok || out.Guard != nil || it.Guard != nil {
			return anyValue([]value.Abs{a})
		}
		next.Labels |= it.Labels
		out = next
	}
	return out
}

// maxRange bounds the numbers that list.range makes.
const maxRange = 10000

func numbers(args []any) (any, error) {
	start, stop, step := int64(0), num(args, 0, 0), num(args, 2, 1)
	if len(args) > 1 {
		start, stop = num(args, 0, 0), num(args, 1, 0)
	}
	if step == 0 {
		return nil, bad("step must not be zero")
	}
	out := &value.ListValue{}
	for i := start; (step > 0 && i < stop || step < 0 && i > stop) && len(out.Items) < maxRange; i += step {
		out.Items = append(out.Items, i)
	}
	return out, nil
}
