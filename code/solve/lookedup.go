package solve

import (
	"slices"
	"strings"
	"unicode"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

// What unknown code finds by a key is not made of the key (JavaScript): a session by its
// id, an entry of a cache, a row by its number. The text that such code gives may still be
// the key's (getPath, getUrl), and so that much of its result carries it; what stands in
// the fields of an object does not. Objects that are passed along may come back whole, and
// count as ever.

// finders are the words with which names of such functions begin.
var finders = map[string]bool{"get": true, "find": true, "fetch": true, "load": true, "lookup": true}

// partsOfText end the names of functions that find what stands in a text (getParams), and
// with makers the names of those begin that make something of what they are given.
var (
	partsOfText = []string{"Params", "Parameters", "Query", "Args", "Arguments", "Parts", "Pieces", "Segments", "Tokens", "Words", "Lines", "Matches", "Url", "URL", "Uri", "Parsed"}
	makers      = map[string]bool{
		"parse": true, "decode": true, "encode": true, "render": true, "compile": true, "convert": true, "format": true, "transform": true,
		"translate": true, "normalize": true, "sanitize": true, "escape": true, "unescape": true, "stringify": true, "serialize": true,
		"deserialize": true, "tokenize": true, "split": true, "expand": true, "highlight": true, "minify": true, "each": true, "map": true,
		"to": true, "markdown": true, "marked": true, "process": true, "generate": true, "build": true, "make": true, "wrap": true,
	}
)

// firstWord is the word with which the last part of a name begins, and what follows it.
func firstWord(name string) (word, rest string) {
	name = name[strings.LastIndexByte(name, '.')+1:]
	end := strings.IndexFunc(name, unicode.IsUpper)
	if end < 0 {
		end = len(name)
	}
	return name[:end], name[end:]
}

// findsByKey reports a call of that kind: its name, and only texts among what is somebody's.
func findsByKey(name string, args []*val) bool {
	word, rest := firstWord(name)
	if !finders[word] || word == "load" && rest == "" || slices.ContainsFunc(partsOfText, func(p string) bool { return strings.HasSuffix(rest, p) }) {
		return false // what loads a text, whatever it is, reads it
	}
	for _, v := range keyless(args) {
		if v.labels != 0 || len(v.refs) > 0 || len(v.fns) > 0 {
			return false
		}
	}
	return true
}

// keyless is the arguments without those that are surely texts of somebody's.
func keyless(args []*val) []*val {
	var out []*val
	for _, v := range args {
		if v.labels == 0 || v.kind == value.Unknown || !v.hasText() || len(v.refs) > 0 {
			out = append(out, v)
		}
	}
	return out
}

// answeredBack reports a last argument that is called with an error or what was asked for,
// as Node's asynchronous functions do: that comes from elsewhere, as what is awaited does,
// but from functions that say in their name that they make it.
func (a *arguments) answeredBack(name string) bool {
	if word, _ := firstWord(name); len(a.pos) < 2 || makers[word] {
		return false
	}
	last := a.pos[len(a.pos)-1]
	return len(last.fns) == 1 && last.fns[0].fn != nil && answersBack(last.fns[0].fn)
}

// foundByKey is the text of an unknown value, or an object of which nothing is known.
func (r *run) foundByKey(out *val) *val {
	c := *out
	c.h, c.kind = 0, value.Str|value.Nil
	return join(&c, r.lazyObject(value.Map|value.Nil, &obj{kind: aMap, lazy: true}, question{}))
}

// answersBack reports a function that is called with an error or what was asked for, as
// Node's asynchronous functions do: by the name of its first parameter.
func answersBack(f *ir.Func) bool {
	params := f.Params
	if f.Recv && len(params) > 0 { // this
		params = params[1:]
	}
	if len(params) < 2 {
		return false
	}
	switch strings.ToLower(strings.TrimLeft(params[0].Name, "_")) {
	case "", "e", "er", "err", "error":
		return true
	}
	return false
}
