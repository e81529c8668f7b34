package twin

import (
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// source is what the outside gives, in the form the model declares.
func (m *machine) source(f *frame, in *ir.Instr, args []any) any {
	if len(args) == 0 {
		return nil
	}
	names := make([]string, 0, len(args)-1)
	for _, a := range args[1:] {
		names = append(names, m.text(a))
	}
	kind := m.text(args[0])
	if kind == "db" { // columns of rows are different things
		m.columns++
		names = append(names, strconv.Itoa(m.columns))
	}
	t := resultType(f, in)
	if k := keyOf(kind, names); m.in.lacks(k) {
		m.run.lacked = append(m.run.lacked, k)
		if m.sem.ZeroValues {
			return ""
		}
		return nil
	}
	if (structured(kind, names) || m.foreign(t)) && basic(t) == "" {
		return &Lazy{keyOf(kind, names), t}
	}
	return m.typedPart(keyOf(kind, names), t, 0)
}

// foreign: an object of a type that is declared outside the program. What its methods give
// is part of what was sent.
func (m *machine) foreign(t *ir.Type) bool {
	return m.sem.Overloads && t != nil && t.Kind == ir.Named && strings.Contains(t.Name, ".") && m.p.Type(t.Name) == nil
}

// structured kinds hold many values.
func structured(kind string, names []string) bool {
	last := ""
	if len(names) > 0 {
		last = names[len(names)-1]
	}
	return kind == "http.json" || kind == "lib" || last == "all" || last == "view_args"
}

// document reads structured text that a source gave as what it is made of: a
// request's body that the program decodes. A body that the inputs spell out is
// decoded as it is.
func (m *machine) document(name string, args []any) (any, bool) {
	if name == "form.decode" && len(args) > 0 {
		return m.fields(m.text(args[0]))
	}
	if name != "json.decode" || len(args) == 0 {
		return nil, false
	}
	switch x := m.deref(args[0]).(type) {
	case *Lazy:
		return x, true
	case string, value.BytesValue:
		text := m.text(x)
		for _, k := range m.run.Asked {
			if _, spelled := m.in.Values[k]; !spelled && m.run.Given[k] == text && k.Kind != "db" {
				m.run.Documents[k.Kind] = true
				return &Lazy{Source: k}, true
			}
		}
	}
	return nil, false
}

// fields reads the query of a request's address, or the form that is its body, as what
// it is made of.
func (m *machine) fields(text string) (any, bool) {
	for _, k := range m.run.Asked {
		_, spelled := m.in.Values[k]
		switch {
		case k.Kind == "http.url" && text == "":
			return &Lazy{Source: SourceKey{"http.query", "all"}}, true
		case k.Kind == "http.body" && text == m.run.Given[k] && !spelled:
			return &Lazy{Source: SourceKey{"http.form", "all"}}, true
		}
	}
	return nil, false
}

// ask is the text a source gives.
func (m *machine) ask(k SourceKey) string {
	if v, ok := m.run.Given[k]; ok {
		return v
	}
	v := m.in.value(k)
	m.run.Given[k] = v
	m.run.Asked = append(m.run.Asked, k)
	m.bytes += int64(len(v))
	return v
}

// typedPart is a source's value in a declared form.
func (m *machine) typedPart(k SourceKey, t *ir.Type, depth int) any {
	switch basic(t) {
	case "int":
		return m.askInt(k)
	case "float":
		f, err := strconv.ParseFloat(m.ask(k), 64)
		if err != nil {
			return 1.0
		}
		return f
	case "bool":
		return m.ask(k) != "false" && m.ask(k) != ""
	case "bytes":
		return value.BytesValue(m.ask(k))
	case "str":
		return m.ask(k)
	}
	if t == nil || depth > 4 {
		return m.decoded(m.ask(k))
	}
	switch t.Kind {
	case ir.ListOf, ir.TupleOf:
		return &value.ListValue{Items: []any{m.typedPart(k, t.Elem, depth+1)}, Tuple: t.Kind == ir.TupleOf}
	case ir.MapOf:
		return &Lazy{Source: k}
	case ir.Pointer:
		return m.typedPart(k, t.Elem, depth+1)
	case ir.Named:
		if o, ok := m.zero(t).(*Object); ok {
			m.fill(o, &Lazy{Source: k})
			return o
		}
		if decl := m.p.Type(t.Name); decl != nil && decl.Kind == ir.Class {
			return &Lazy{k, t}
		}
	}
	return m.ask(k)
}

// askInt reads a source as a number; a word that is none suggests one.
func (m *machine) askInt(k SourceKey) any {
	s := m.ask(k)
	if _, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64); err != nil {
		m.hint(k, "1")
	}
	return m.asNumber(s)
}

// asNumber reads a text as a number; a word that is none is 1.
func (m *machine) asNumber(s string) any {
	n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	if err != nil {
		return int64(1)
	}
	return n
}

// lazyPart is one value of a structured source.
func (m *machine) lazyPart(l *Lazy, name string) any {
	m.asked(l, nil)
	if f := m.p.Field(l.Type.Base(), name); f != nil && f.Type != nil {
		return m.typedPart(l.Source.child(name), f.Type, 1)
	}
	return m.decoded(m.ask(l.Source.child(name)))
}

// decoded is what a JavaScript framework makes of a part of a request that is an
// object or a list: "?name[$ne]=", "?name[]=" or a part of a JSON body, written as JSON here.
func (m *machine) decoded(s string) any {
	if !m.sem.PropertyKeys || !strings.HasPrefix(s, "{") && !strings.HasPrefix(s, `["`) || !json.Valid([]byte(s)) {
		return s
	}
	v, ok := m.op("json.decode", []any{s})
	if !ok || v == nil {
		return s
	}
	return v
}

func (m *machine) lazyText(l *Lazy) string { return m.ask(l.Source) }

// lazyMethod is a dictionary's method of a structured source.
func (m *machine) lazyMethod(l *Lazy, name string, args []any) (any, bool) {
	key := "value"
	if len(args) > 0 {
		key = m.text(args[0])
	}
	switch name {
	case "get", "pop", "setdefault":
		return m.lazyPart(l, key), true
	case "items":
		return list(&value.ListValue{Tuple: true, Items: []any{"key", m.lazyPart(l, "key")}}), true
	case "values", "keys":
		return list(m.lazyPart(l, "value")), true
	case "copy":
		return l, true
	}
	if len(args) == 0 && m.foreign(l.Type) {
		return m.lazyPart(l, strings.TrimPrefix(name, "get")), true
	}
	return m.unknownOf(nil, "the method "+name+" of structured input"), true
}

// tags are the keys of struct tags that name a field where it is bound to a kind of
// source; json for all others.
var tags = map[string][]string{
	"http.query": {"form", "query"}, "http.form": {"form"}, "http.path": {"uri", "param"}, "http.header": {"header"},
}

// tagName is the name a field has in a kind of source.
func tagName(fd *ir.Field, kind string) string {
	for _, key := range append(slices.Clone(tags[kind]), "json") {
		name, _, _ := strings.Cut(reflect.StructTag(fd.Tag).Get(key), ",")
		if name != "" && name != "-" {
			return name
		}
	}
	return fd.Name
}

// hintPattern suggests words that a pattern matches: one with what was given in
// it, when there is one, else the shortest.
func (m *machine) hintPattern(k SourceKey, given, pattern string) {
	for _, mode := range []text.Mode{text.Full, text.Search} {
		l := m.patterns.compile(pattern, m.sem.RegexDialect, mode)
		if l == nil {
			continue
		}
		if word, ok := l.ExampleAround(given); ok && l.Match(word) {
			m.hint(k, word)
		}
		if word, ok := l.Example(); ok {
			m.hint(k, word)
		}
	}
}
