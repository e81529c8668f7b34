package page

import (
	"regexp"
	"strings"
)

// vue: what the template writes is said behind the script. With <script setup> its names
// are the script's; else they are those of the instance that the exported options make.
func vue(w *writer) {
	script, setup, typed := componentScript(w.src)
	w.typed = typed
	w.glue(imports)
	from, to := section(w.src, "template")
	if setup || !exportsOptions(script) {
		w.copyScript(script)
		w.glue("\n{\n")
		w.tags(from, to, vueAttribute)
		w.glue("}\n")
		return
	}
	i := strings.Index(script, "export default")
	w.copyText(script, 0, i)
	w.glue("const prunella_options = ")
	w.copyText(script, i+len("export default"), len(script))
	w.glue("\n;export default prunella_options;\nprunella_component(prunella_options, (prunella_self) => {\n")
	inner := &writer{src: w.src}
	inner.tags(from, to, vueAttribute)
	for _, name := range names(inner.code(), map[string]bool{}) {
		w.glue("const " + name + " = prunella_look(prunella_self, " + quoted(name) + ");\n")
	}
	w.tags(from, to, vueAttribute)
	w.glue("});\n")
}

func exportsOptions(script string) bool { return strings.Contains(script, "export default") }

// svelte: {@html raw}, blocks and links; what $name stands for is the store's value.
func svelte(w *writer) {
	script, _, typed := componentScript(w.src)
	w.typed = typed
	w.glue(imports)
	for _, name := range stores(script + w.src) {
		w.glue("var $" + name + " = prunella_store(" + name + ");\n")
	}
	w.copyScript(script)
	w.glue("\n{\n")
	(&svelteReader{writer: w}).read()
	w.glue("}\n")
}

var storeName = regexp.MustCompile(`\$([a-zA-Z]\w*)`)

// stores are the names that are used with a dollar sign and are declared without it.
func stores(src string) (out []string) {
	seen := map[string]bool{}
	for _, m := range storeName.FindAllStringSubmatch(src, 200) {
		name := m[1]
		if !seen[name] && regexp.MustCompile(`(import[^;\n]*|const|let)\b[^;=\n]*\b`+name+`\b`).MatchString(src) {
			seen[name] = true
			out = append(out, name)
		}
	}
	return out
}

// code is what the holes of a trial hold.
func (w *writer) code() string {
	var b strings.Builder
	for _, p := range w.parts {
		b.WriteString(w.src[p.from:p.from+p.length] + "\n")
	}
	return b.String()
}

// componentScript blanks all of a component but its scripts, so that what is left stands
// where it stood.
func componentScript(src string) (script string, setup, typed bool) {
	out := []byte(src)
	at := 0
	for {
		begin, open := scriptTag(src, at)
		if begin < 0 {
			blank(out, at, len(out))
			return string(out), setup, typed
		}
		for _, ts := range []string{`lang="ts"`, `lang='ts'`, `lang="typescript"`} {
			typed = typed || strings.Contains(open, ts)
		}
		setup = setup || strings.Contains(open, " setup")
		blank(out, at, begin)
		end := strings.Index(src[begin:], "</script")
		if end < 0 {
			return string(out), setup, typed
		}
		at = begin + end
	}
}

// scriptTag finds the next script, where its text begins, and the tag that opens it.
func scriptTag(src string, from int) (begin int, open string) {
	for from < len(src) {
		i := strings.Index(src[from:], "<script")
		if i < 0 {
			return -1, ""
		}
		i += from
		end := strings.IndexByte(src[i:], '>')
		if end < 0 {
			return -1, ""
		}
		if c := src[i+len("<script")]; c == '>' || c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			return i + end + 1, src[i : i+end]
		}
		from = i + end
	}
	return -1, ""
}

func blank(text []byte, from, to int) {
	for i := from; i < to; i++ {
		if text[i] != '\n' {
			text[i] = ' '
		}
	}
}

// section is the content of the first element of a name at the start of a line.
func section(src, name string) (from, to int) {
	at := strings.Index("\n"+src, "\n<"+name)
	if at < 0 {
		return 0, 0
	}
	open := strings.IndexByte(src[at:], '>')
	end := strings.LastIndex(src, "</"+name)
	if open < 0 || end < at+open {
		return 0, 0
	}
	return at + open + 1, end
}

// copyScript writes a blanked script, whose offsets are the template's.
func (w *writer) copyScript(script string) { w.copyText(script, 0, len(script)) }

func (w *writer) copyText(script string, from, to int) {
	if from >= to {
		return
	}
	w.made(script[from:to], from, to)
}

// tags reads the elements of Vue's markup: v-for opens a loop for what is in it.
func (w *writer) tags(from, to int, attribute func(w *writer, name string, from, to int)) {
	var open []string // for each element that is open, what ends it in JavaScript
	for at := from; at < to; {
		i := strings.IndexByte(w.src[at:to], '<')
		if i < 0 {
			break
		}
		at += i + 1
		if strings.HasPrefix(w.src[at:], "!--") {
			j := strings.Index(w.src[at:to], "-->")
			if j < 0 {
				break
			}
			at += j
			continue
		}
		if at < to && w.src[at] == '/' {
			if len(open) > 0 {
				w.glue(open[len(open)-1])
				open = open[:len(open)-1]
			}
			continue
		}
		name := elementName.FindString(w.src[at:to])
		if name == "" {
			continue
		}
		end, single, shut := w.element(at+len(name), to, attribute)
		at = end
		if single || void[strings.ToLower(name)] {
			w.glue(shut)
			continue
		}
		open = append(open, shut)
	}
	for i := len(open) - 1; i >= 0; i-- {
		w.glue(open[i])
	}
}

var elementName = regexp.MustCompile(`^[A-Za-z][\w-]*`)

var void = words("area base br col embed hr img input link meta source track wbr")

// An attr is an attribute: its name, and where its value is.
type attr struct {
	name     string
	from, to int
}

// element reads the attributes of one tag.
func (w *writer) element(at, to int, attribute func(w *writer, name string, from, to int)) (end int, single bool, shut string) {
	var list []attr
	for at < to && w.src[at] != '>' {
		for at < to && strings.IndexByte(" \t\r\n", w.src[at]) >= 0 {
			at++
		}
		begin := at
		for at < to && strings.IndexByte(" \t\r\n=>", w.src[at]) < 0 {
			at++
		}
		name := w.src[begin:at]
		single = name == "/"
		if at+1 < to && w.src[at] == '=' && (w.src[at+1] == '"' || w.src[at+1] == '\'') {
			value := at + 2
			j := strings.IndexByte(w.src[value:to], w.src[at+1])
			if j < 0 {
				return to, true, shut
			}
			list = append(list, attr{name, value, value + j})
			at = value + j + 1
		} else if at < to && w.src[at] != '>' && at == begin {
			at++
		} else if at < to && w.src[at] == '=' {
			at++
		}
	}
	for _, a := range list {
		if i := strings.Index(w.src[a.from:a.to], " in "); a.name == "v-for" && i > 0 {
			w.loop(strings.Trim(w.src[a.from:a.from+i], "() "), a.from+i+4, a.to)
			shut = "}\n"
		} else if i := strings.Index(w.src[a.from:a.to], " of "); a.name == "v-for" && i > 0 {
			w.loop(strings.Trim(w.src[a.from:a.from+i], "() "), a.from+i+4, a.to)
			shut = "}\n"
		}
	}
	for _, a := range list {
		attribute(w, a.name, a.from, a.to)
	}
	return min(at+1, to), single, shut
}

func (w *writer) loop(names string, from, to int) {
	name, _, _ := strings.Cut(names, ",")
	if strings.HasPrefix(names, "{") {
		name = names
	}
	w.glue("for (const " + strings.TrimSpace(name) + " of prunella_items(")
	w.copy(from, to)
	w.glue(")) {\n")
}

// vueAttribute writes what an attribute puts into the page, as it is or as text.
func vueAttribute(w *writer, name string, from, to int) {
	switch strings.TrimPrefix(name, "v-bind") {
	case "v-html", ":innerHTML", ":innerHTML.prop", ":srcdoc":
		w.write(true, from, to, "")
	case "v-text", ":textContent", ":textContent.prop":
		w.write(false, from, to, "")
	case ":href":
		w.glue("prunella_link(")
		w.copy(from, to)
		w.glue(");\n")
	}
}
