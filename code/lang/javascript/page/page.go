// Package page reads templates of JavaScript's world and says them in JavaScript: a
// template is a function that writes its holes. It serves the front end, which lowers
// what comes out as any other file.
//
//   - EJS (.ejs), Handlebars and Mustache (.hbs, .handlebars, .mustache), Pug (.pug,
//     .jade): the function prunella_template of the locals;
//   - Vue (.vue) and Svelte (.svelte): the script stays where it is, and behind it the
//     markup is written with what the script has.
//
// Each hole is one call, raw or hole (escaped), with the constant markup around it, in
// which other holes are the letter x: so it is judged in its very context. Where parts of
// the template stand in the script is kept ([Script.Place]), so that what is found has the
// template's own lines.
//
// # Limits
//
// Layouts are not put together with what they surround; of slots, filters and directives of
// a project's own nothing is known; Pug's blocks of text below a dot are text. A template
// that is not closed as it should be is read as far as it goes.
package page

import (
	"encoding/json"
	"path"
	"regexp"
	"sort"
	"strings"

	"github.com/prunella/prunella/code/lang/markup"
)

// A Script is JavaScript that writes what a template writes.
type Script struct {
	Text       string
	TypeScript bool
	parts      []part
}

// A part of the script, so long, is a stretch of the template, or is made of one.
type part struct{ at, size, from, length int }

// readers by ending.
var readers = map[string]func(*writer){
	".ejs": ejs, ".hbs": handlebars, ".handlebars": handlebars, ".mustache": handlebars, ".pug": pug, ".jade": pug, ".vue": vue, ".svelte": svelte,
}

// Is tells files that this package reads.
func Is(file string) bool { return readers[path.Ext(file)] != nil }

// IsComponent tells files of markup with scripts in them: Vue's and Svelte's.
func IsComponent(file string) bool {
	ext := path.Ext(file)
	return ext == ".vue" || ext == ".svelte"
}

// Read says a template in JavaScript; kind is the ending of its file, ".ejs".
func Read(kind, text string) Script {
	w := &writer{src: text}
	if read := readers[kind]; read != nil {
		read(w)
	}
	return Script{Text: w.out.String(), TypeScript: w.typed, parts: w.parts}
}

// Place finds what a span of the script's text is in the template: glue stands where the
// parts beside it do.
func (s Script) Place(start, end int) (int, int) {
	i := sort.Search(len(s.parts), func(i int) bool { p := s.parts[i]; return p.at+p.size > start })
	if i == len(s.parts) {
		if i == 0 {
			return 0, 0
		}
		last := s.parts[i-1]
		return last.from + last.length, last.from + last.length
	}
	first := s.parts[i]
	from := first.from + min(first.length, max(0, start-first.at))
	j := sort.Search(len(s.parts), func(j int) bool { return s.parts[j].at >= end }) - 1
	if j < i {
		return from, from
	}
	p := s.parts[j]
	return from, max(from, p.from+min(p.length, end-p.at))
}

// A writer writes the script of one template.
type writer struct {
	src    string
	out    strings.Builder
	parts  []part
	typed  bool
	before string // markup before, in which something is open
}

// glue writes JavaScript that the template does not have.
func (w *writer) glue(text string) { w.out.WriteString(text) }

// copy writes a stretch of the template as it is.
func (w *writer) copy(from, to int) {
	if from >= to {
		return
	}
	w.made(w.src[from:to], from, to)
}

// made writes JavaScript that says a stretch of the template.
func (w *writer) made(text string, from, to int) {
	w.parts = append(w.parts, part{w.out.Len(), len(text), from, to - from})
	w.out.WriteString(text)
}

// text notes constant markup.
func (w *writer) text(s string) {
	w.before += s
	if len(w.before) > markup.MaxBefore {
		w.before = markup.Tail(w.before)
	}
}

// write writes a hole: the expression between two offsets.
func (w *writer) write(raw bool, from, to int, after string) {
	w.says(raw, w.src[from:to], from, to, after)
}

// says writes a hole whose expression is said otherwise in JavaScript.
func (w *writer) says(raw bool, expression string, from, to int, after string) {
	w.before = markup.Tail(w.before)
	name := "prunella_hole("
	if raw {
		name = "prunella_raw("
	}
	w.glue(name + quoted(w.before) + ", (")
	w.made(expression, from, to)
	w.glue("), " + quoted(markup.Behind(w.before, after)) + ");\n")
	w.text("x")
}

func quoted(s string) string {
	out, err := json.Marshal(s)
	if err != nil {
		return `""` // unreachable: every text can be said
	}
	return string(out)
}

const imports = "import { raw as prunella_raw, hole as prunella_hole, look as prunella_look, items as prunella_items, sure as prunella_sure, helper as prunella_helper, link as prunella_link, component as prunella_component, store as prunella_store } from \"prunella_page\";\n"

var identifier = regexp.MustCompile(`[A-Za-z_$][\w$]*`)

// known are names that are none of the locals'.
var known = words("break case catch class const continue debugger default delete do else export extends false finally for function if import in instanceof let new null of return super switch this throw true try typeof var void while with yield async await undefined NaN Infinity JSON Math Object Array String Number Boolean Date RegExp Map Set Symbol Promise Error Intl encodeURIComponent encodeURI decodeURIComponent decodeURI escape parseInt parseFloat isNaN isFinite console process require include locals arguments")

func words(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(s) {
		out[w] = true
	}
	return out
}

// names lists the names that code uses, in order: no property behind a dot, nothing in a
// text.
func names(code string, seen map[string]bool) (out []string) {
	code = withoutTexts(code)
	for _, at := range identifier.FindAllStringIndex(code, -1) {
		name := code[at[0]:at[1]]
		before := strings.TrimRight(code[:at[0]], " \t\n")
		if known[name] || seen[name] || strings.HasPrefix(name, "prunella_") || strings.HasSuffix(before, ".") && !strings.HasSuffix(before, "...") {
			continue
		}
		if at[0] > 0 && code[at[0]-1] >= '0' && code[at[0]-1] <= '9' {
			continue
		}
		seen[name] = true
		out = append(out, name)
	}
	return out
}

// withoutTexts blanks what stands in quotes; of a template literal the holes stay.
func withoutTexts(code string) string {
	out := []byte(code)
	for i := 0; i < len(out); i++ {
		q := out[i]
		if q != '\'' && q != '"' && q != '`' {
			continue
		}
		for i++; i < len(out) && out[i] != q; i++ {
			if q == '`' && out[i] == '$' && i+1 < len(out) && out[i+1] == '{' {
				for ; i < len(out) && out[i] != '}'; i++ {
				}
				continue
			}
			if out[i] == '\\' {
				out[i] = ' '
				i++
			}
			if i < len(out) {
				out[i] = ' '
			}
		}
	}
	return string(out)
}

// wrap puts what body writes into the function of the locals, whose names become
// variables.
func (w *writer) wrap(code string, body func()) {
	w.glue(imports + "export function prunella_template(locals, prunella_of) {\n")
	for _, name := range names(code, map[string]bool{}) {
		w.glue("var " + name + " = prunella_look(locals, " + quoted(name) + ", prunella_of);\n")
	}
	body()
	w.glue("}\n")
}
