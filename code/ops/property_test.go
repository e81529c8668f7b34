package ops

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// shapes say which arguments the property test makes for an operation, one word
// each: text (anything, known or not), word (known), pat/perl (a pattern), int,
// num, list (of texts), words (known list), a literal in quotes, ? before an
// optional one.
var shapes = map[string]string{
	"text.replace": "text word word ?int", "text.translate": "text word word", "text.strip_chars": "text word", "text.keep_chars": "text word",
	"text.translate_table": "text", "text.repeat": "text small", "text.pad_left": "text small ?char", "text.pad_right": "text small ?char",
	"text.chr": "small", "text.encode": "text ?enc ?mode", "text.decode": "text ?enc ?mode", "text.trim": "text ?word", "text.trim_left": "text ?word",
	"text.trim_right": "text ?word", "text.trim_prefix": "text word", "text.trim_suffix": "text word",
	"text.contains": "text word", "text.has_prefix": "text wordlist", "text.has_suffix": "text wordlist", "text.equals": "text text",
	"text.equal_fold": "text word", "text.one_of": "text words", "text.contains_any": "text word", "text.len": "text ?unit",
	"text.index": "text word", "text.last_index": "text word", "text.count": "text word", "text.compare": "text text",
	"text.split": "text sep ?small", "text.rsplit": "text sep ?small", "text.split_any": "text word", "text.partition": "text sep", "text.rpartition": "text sep",
	"text.join": "list text", "text.common_prefix": "list", "text.slice": "text ?int ?int ?unit", "text.at": "text int ?unit",
	"int.valid": "text ?base ?dialect ?bits", "int.parse": "text ?base ?dialect ?bits", "int.format": "int ?base", "float.format": "num", "num.min": "int int", "num.max": "int int int",
	"min": "int int", "max": "int int", "num.sum": "ints", "num.abs": "num", "num.round": "num",
	"fmt.sprintf": "gofmt any any", "fmt.sprint": "any any", "fmt.sprintln": "any any", "fmt.percent": "pyfmt pair", "fmt.format": "braces anys",
	"fmt.fstring_spec": "any spec", "text.str": "any", "text.repr": "any", "html.escape": "text ?htmlv", "path.join": "?python path path path",
	"path.clean": "?python path", "path.abs": "path", "path.realpath": "path", "path.base": "?python path", "path.dir": "?python path", "path.ext": "?python path",
	"path.stem": "path", "path.split": "path", "path.rel": "path path", "path.is_abs": "path", "path.is_local": "path", "url.is_local": "url words", "dsn.password": "url", "path.within": "path path", "path.parent_is": "path path", "path.is_valid": "path", "path.common": "paths",
	"path.match": "word path", "path.secure_filename": "path", "path.safe_join": "path paths", "base64.encode": "text ?b64", "base64.decode": "text ?b64",
	"base64.valid": "text ?b64", "hash.hex": "alg text", "hash.bytes": "alg text", "json.quote": "text", "json.encode": "any", "json.encode_raw": "any", "json.script": "any", "hash.sum": "alg text", "hash.mac": "alg text text", "csv.line": "list", "rune.is_letter": "small", "rune.is_digit": "small", "rune.is_space": "small", "rune.is_upper": "small", "rune.is_lower": "small", "rune.is_control": "small", "rune.lower": "int", "rune.upper": "int", "hash.password": "alg text", "hash.verify": "alg text text", "yaml.encode": "any", "mail.address": "text text", "template.render": "text any", "template.html": "text any", "time.format": "text",
	"url.quote": "text ?word", "url.join": "url url ?python", "url.resolve": "url url", "url.origin": "url ?python", "url.build": "word url path text text", "url.rebuild": "url word url path text text",
	"url.query_get": "text word", "url.hostname": "url ?python", "url.valid": "url", "regex.valid": "pat", "regex.match": "pat text ?remode perl", "regex.search": "pat text ?perl", "regex.find": "pat text ?remode perl",
	"regex.groups": "pat text ?remode perl", "regex.find_all": "pat text ?small perl", "regex.find_all_groups": "pat text ?small perl", "regex.index": "pat text ?remode perl",
	"regex.replace": "pat text word ?small perl", "regex.replace_literal": "pat text word ?small perl", "regex.escape": "text perl", "regex.quote": "text perl",
	"regex.split": "pat text ?small perl", "regex.names": "pat perl", "regex.group_index": "pat word perl", "text.index_any": "text word", "text.valid_utf8": "text word", "text.split_after": "text sep", "text.replacer": "text pairs",
	"text.overlay": "text text text", "list.enumerate": "list ?int", "list.zip": "list list", "list.range": "small ?small", "len": "text",
	"html.unescape": "text", "route.params": "route", "url.path": "url ?python", "url.scheme": "url ?python", "url.host": "url ?python", "url.query": "url ?python",
	"url.fragment": "url ?python", "url.username": "url ?python", "url.password": "url ?python", "url.port": "url",
	"float.valid": "text", "bool.parse": "bool",
}

const letters = "aabkKsSiI01.../\\'\"<>&;%:@?# +=-_\n\té\u212aé"

func drawText(t *rapid.T, label string) string {
	if rapid.IntRange(0, 3).Draw(t, label+" token") == 0 {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"../", "..", "<script", "'", "&amp;", "%2e", "a", "/", "12", "x.pdf", "....//", " ", "K"}), 0, 4).Draw(t, label), "")
	}
	return rapid.StringOfN(rapid.RuneFrom([]rune(letters)), 0, 7, -1).Draw(t, label)
}

// abstraction is a Str that stands for x, among others.
func abstraction(t *rapid.T, x string) text.Str {
	if n := len(x); n > 1 && rapid.IntRange(0, 2).Draw(t, "cut") == 0 {
		cuts := []int{0}
		for i := range x {
			if i > 0 && rapid.IntRange(0, 2).Draw(t, "here") == 0 {
				cuts = append(cuts, i)
			}
		}
		out := text.Lit("")
		for i, c := range cuts {
			end := n
			if i+1 < len(cuts) {
				end = cuts[i+1]
			}
			out = text.Concat(out, piecewise(t, x[c:end]))
		}
		return out
	}
	out := piecewise(t, x)
	if rapid.IntRange(0, 4).Draw(t, "or") == 0 {
		out = text.Join(out, piecewise(t, drawText(t, "other")))
	}
	return out
}

var nextSym text.Sym

func piecewise(t *rapid.T, x string) text.Str {
	if rapid.IntRange(0, 2).Draw(t, "const") == 0 {
		return text.Lit(x)
	}
	nextSym++
	h := text.Hole{Sym: nextSym, Labels: 1, Chars: text.All()}
	switch rapid.IntRange(0, 3).Draw(t, "chars") {
	case 0:
		h.Chars = text.Of(x).Union(text.Of(drawText(t, "more")))
	case 1:
		h.Chars = text.Of(x).Union(text.Of("a"))
	}
	for range rapid.IntRange(0, 2).Draw(t, "nots") {
		if w := drawText(t, "not"); w != "" && !strings.Contains(x, w) {
			h = h.Without(w)
		}
	}
	if x != "" {
		h.Prefix = x[:rapid.IntRange(0, len(x)).Draw(t, "prefix")]
		h.Suffix = x[rapid.IntRange(0, len(x)).Draw(t, "suffix"):]
		if rapid.Bool().Draw(t, "bound") {
			h.MaxLen = len(x) + rapid.IntRange(0, 3).Draw(t, "room")
		}
	}
	if rapid.IntRange(0, 4).Draw(t, "lang") == 0 {
		h.Lang = text.Words(x, drawText(t, "word"))
	}
	return text.Unknown(h)
}

func opt(t *rapid.T, s string) value.Abs { return made(text.Lit(s)) }

// draw makes one argument by its shape: a value and what is known of it.
func draw(t *rapid.T, shape string) (any, value.Abs) {
	pick := func(words ...string) (any, value.Abs) {
		w := rapid.SampledFrom(words).Draw(t, shape)
		return w, opt(t, w)
	}
	whole := func(lo, hi int64) (any, value.Abs) {
		n := rapid.Int64Range(lo, hi).Draw(t, shape)
		if rapid.Bool().Draw(t, "known") {
			return n, number(n, n, 0)
		}
		return n, number(n-1, n+2, 1)
	}
	some := func(x string) (any, value.Abs) { return x, made(abstraction(t, x)) }
	list := func(n int, of string) (any, value.Abs) {
		out, abs := &value.ListValue{}, value.Abs{Kind: value.List}
		for range rapid.IntRange(0, n).Draw(t, "n") {
			v, a := draw(t, of)
			out.Items, abs.Items = append(out.Items, v), append(abs.Items, a)
		}
		if k := len(abs.Items); k > 0 && of != "any" && rapid.IntRange(0, 2).Draw(t, "rest") == 0 {
			rest := abs.Items[k-1]
			abs.Rest, abs.Items = &rest, abs.Items[:k-1]
		}
		return out, abs
	}
	switch shape {
	case "text":
		return some(drawText(t, shape))
	case "path":
		return some(strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"/", "..", ".", "a", "b.pdf", "//", "../", "x/y", ".hid", "é", " "}), 0, 5).Draw(t, shape), ""))
	case "url":
		return some(strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"http", "HTTPS", "://", "//", "good.org", "/", "u:p", "@", "?a=b", "#f", "\\", ":80", "Evil", "%41", "é", "\t", "."}), 0, 7).Draw(t, shape), ""))
	case "word":
		return pick("", "a", "..", "../", "'", "<", "%", "ab", "aa", "/", "Kk", " \n", "&", "é", ".")
	case "sep":
		return pick("a", "/", "..", ".", "aa", "=")
	case "char":
		return pick(" ", "0", "é")
	case "enc":
		return pick("utf-8", "ascii", "latin-1", "utf-16le", "utf-16be")
	case "mode":
		return pick("strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace")
	case "unit":
		return pick("rune", "byte")
	case "dialect", "perl":
		return pick("go", "python")
	case "python":
		return "python", opt(t, "python")
	case "htmlv":
		return pick("go", "python", "python-noquote", "template")
	case "b64":
		return pick("std", "url", "rawstd", "rawurl")
	case "alg":
		return pick("md5", "sha1", "sha256", "sha512", "other")
	case "remode":
		return pick("search", "match", "fullmatch")
	case "bool":
		return pick("true", "F", "0", "no")
	case "pat":
		return pick(`a+`, `[^a-z]`, `\.\.`, `^[a-z0-9]+$`, `(a)|(b)`, `[<>]+`, `\s`, `^$`, `(?i)script`, `([a-z]*)(\d)?`, `/$`, `\w+`, `.`, `\bs`)
	case "route":
		return pick("/u/<int:id>", "/u/{id}", "/u/:id/*rest", "/f/{p...}", "/x")
	case "gofmt":
		return pick("%s-%d", "%v %v", "<%q %q>", "%5s%-4d", "%x %t", "%.2s|%05d", "100%% %s", "%d %s", "%s", "%z%v", "%+v%#v", "%c%U")
	case "pyfmt":
		return pick("%s-%s", "%r %r", "%d %s", "%5s %-4s|", "%.2s%s", "%x%%%s", "%s", "%(a)s %s", "%05d%s", "%c%s", "%+d%a")
	case "braces":
		return pick("{}-{}", "{0}{0}", "{1!r}", "{0:>5}{{}}", "{:.2}", "{0[0]}", "{0:05}", "{0:^6}")
	case "spec":
		return pick("", ">5", "<5", "^6", "05", "x", ".2f", ",", "e^7", "+d", "c", "%", "10s")
	case "base":
		n := rapid.SampledFrom([]int64{10, 16, 2, 0}).Draw(t, shape)
		return n, number(n, n, 0)
	case "bits":
		n := rapid.SampledFrom([]int64{8, 32, 64}).Draw(t, shape)
		return n, number(n, n, 0)
	case "int":
		return whole(-3, 12)
	case "small":
		return whole(0, 5)
	case "num":
		if rapid.Bool().Draw(t, "float") {
			return rapid.Float64Range(-1e3, 1e3).Draw(t, shape), value.Abs{Kind: value.Float}
		}
		return whole(-300, 300)
	case "any":
		switch rapid.IntRange(0, 4).Draw(t, "kind") {
		case 0:
			return whole(-20, 200)
		case 1:
			b := rapid.Bool().Draw(t, shape)
			return b, value.Abs{Kind: value.Bool, Hi: 1}
		case 2:
			return nil, value.Abs{Kind: value.Nil}
		}
		return some(drawText(t, shape))
	case "list", "paths":
		of := "text"
		if shape == "paths" {
			of = "path"
		}
		return list(3, of)
	case "ints":
		return list(3, "int")
	case "anys":
		return list(3, "any")
	case "words":
		return list(3, "word")
	case "wordlist":
		if rapid.Bool().Draw(t, "list") {
			return list(2, "word")
		}
		return draw(t, "word")
	case "pair":
		v, a := list(2, "any")
		l := v.(*value.ListValue)
		l.Tuple = true
		return v, a
	case "pairs":
		out, abs := &value.ListValue{}, value.Abs{Kind: value.List}
		for range 2 * rapid.IntRange(0, 2).Draw(t, "pairs") {
			v, a := draw(t, "word")
			out.Items, abs.Items = append(out.Items, v), append(abs.Items, a)
		}
		return out, abs
	}
	t.Fatalf("no shape %q", shape)
	return nil, value.Abs{}
}

// stands reports whether v is among the values that a stands for.
func stands(a value.Abs, v any) bool {
	switch v := v.(type) {
	case nil:
		return a.Kind&value.Nil != 0
	case bool:
		n := num([]any{v}, 0, 0)
		return a.Kind&value.Bool != 0 && (a.Kind != value.Bool || a.Lo <= n && n <= a.Hi)
	case int64:
		return a.Kind&value.Int != 0 && a.Lo <= v && v <= a.Hi
	case float64:
		return a.Kind&value.Float != 0
	case string:
		return a.Kind&value.Str != 0 && a.Str.Admits(v) != text.Never
	case value.BytesValue:
		return a.Kind&value.Bytes != 0 && a.Str.Admits(string(v)) != text.Never
	case *value.MapValue:
		return a.Kind == value.Unknown || a.Kind&value.Map != 0 && len(v.Keys) == 0
	case *value.ListValue:
		if a.Kind&value.List == 0 || len(v.Items) < len(a.Items) {
			return a.Kind == value.Unknown
		}
		for i, it := range v.Items {
			switch {
			case i < len(a.Items):
				if !stands(a.Items[i], it) {
					return false
				}
			case a.Rest == nil || !stands(*a.Rest, it):
				return false
			}
		}
		return true
	}
	return false
}

func TestEveryOperationHasTwoReadingsThatAgree(t *testing.T) {
	names := map[text.Sym]bool{}
	in := &Context{Derive: func(op string, from text.Sym) text.Sym { names[from] = true; return from + 1<<20 }}
	for _, op := range All() {
		t.Run(op.Name, func(t *testing.T) {
			shape, ok := shapes[op.Name]
			if !ok {
				shape = "text"
			}
			rapid.Check(t, func(t *rapid.T) {
				var args []any
				var abs []value.Abs
				for _, w := range strings.Fields(shape) {
					if rest, optional := strings.CutPrefix(w, "?"); optional {
						if w = rest; rapid.Bool().Draw(t, "without "+w) {
							if w == "python" {
								continue
							}
							break
						}
					}
					v, a := draw(t, w)
					args, abs = append(args, v), append(abs, a)
				}
				want, err := op.Concrete(args)
				got := op.Abstract(in, abs)
				if err != nil {
					return
				}
				if !stands(got, want) {
					t.Fatalf("%s\nargs %s\nknown %s\ngives %s\nwhich is not among %s", op.Name, showAll(args), absAll(abs), repr(want), absAll([]value.Abs{got}))
				}
				if g := got.Guard; g != nil {
					checkGuard(t, op.Name, g, abs, args, want)
				}
			})
		})
	}
}

// checkGuard: what the guard says of the subject is so.
func checkGuard(t *rapid.T, name string, g *value.Guard, abs []value.Abs, args []any, result any) {
	for i, a := range abs {
		h, ok := a.Str.Hole()
		if !ok || h.Sym != g.Sym {
			continue
		}
		x := str(args, i)
		holds := text.Lit(x).Decide(g.Fact)
		if g.Fact.Kind == text.Marked {
			return
		}
		if result == true && holds == text.Never || result == false && g.Exact && holds == text.Always {
			t.Fatalf("%s(%q) is %v, but its guard %v is %v", name, x, result, g.Fact, holds)
		}
		refined, ok := h.Assume(g.Fact, result == true)
		if (result == true || g.Exact) && (!ok || refined.Admits(x) == text.Never) {
			t.Fatalf("%s(%q) is %v; assuming so loses the text: %v", name, x, result, refined)
		}
	}
}

func showAll(args []any) string {
	out := make([]string, len(args))
	for i, a := range args {
		out[i] = repr(a)
	}
	return strings.Join(out, ", ")
}

func absAll(args []value.Abs) string {
	out := make([]string, len(args))
	for i, a := range args {
		switch {
		case a.Kind == value.Str || a.Kind == value.Bytes:
			out[i] = a.Str.String()
		case a.Kind&value.List != 0:
			out[i] = "[" + absAll(a.Items) + "]"
			if a.Rest != nil {
				out[i] += "+" + absAll([]value.Abs{*a.Rest})
			}
		default:
			out[i] = fmt.Sprintf("%b[%d,%d]%v", a.Kind, a.Lo, a.Hi, a.Str)
		}
	}
	return strings.Join(out, ", ")
}
