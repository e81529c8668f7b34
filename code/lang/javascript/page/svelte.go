package page

import "strings"

// A svelteReader reads the braces in Svelte's markup.
type svelteReader struct {
	*writer
	open int
}

const maxOpen = 200

func (s *svelteReader) read() {
	for at := 0; at < len(s.src); {
		i := strings.IndexAny(s.src[at:], "{<")
		if i < 0 {
			break
		}
		at += i
		if s.src[at] == '<' {
			at = s.skip(at)
			continue
		}
		end := closing(s.src, at+1, '}')
		if end < 0 {
			at++
			continue
		}
		s.brace(at+1, end)
		at = end + 1
	}
	for ; s.open > 0; s.open-- {
		s.glue("}\n")
	}
}

// skip goes over scripts, styles and comments; of other tags over the sign alone.
func (s *svelteReader) skip(at int) int {
	for _, e := range [][2]string{{"<script", "</script"}, {"<style", "</style"}, {"<!--", "-->"}} {
		if !strings.HasPrefix(s.src[at:], e[0]) {
			continue
		}
		if j := strings.Index(s.src[at:], e[1]); j >= 0 {
			return at + j + len(e[1])
		}
		return len(s.src)
	}
	return at + 1
}

func (s *svelteReader) brace(from, to int) {
	word, _, _ := strings.Cut(strings.TrimSpace(s.src[from:to]), " ")
	rest := from + strings.Index(s.src[from:to], word) + len(word)
	switch {
	case word == "@html":
		s.write(true, rest, to, "")
	case word == "@const":
		s.glue("const ")
		s.copy(rest, to)
		s.glue(";\n")
	case word == "#each":
		s.each(rest, to)
	case word == "#await":
		s.begin("{\n")
		if i := strings.LastIndex(s.src[rest:to], " then "); i > 0 {
			s.glue("const " + s.src[rest+i+6:to] + " = ")
			s.copy(rest, rest+i)
			s.glue(";\n")
		}
	case strings.HasPrefix(word, "#"):
		s.begin("if (prunella_sure()) {\n")
	case strings.HasPrefix(word, ":") && s.open > 0:
		s.glue("}\nif (prunella_sure()) {\n")
	case strings.HasPrefix(word, "/") && s.open > 0:
		s.glue("}\n")
		s.open--
	case strings.HasSuffix(s.src[:from-1], "href="):
		s.glue("prunella_link(")
		s.copy(from, to)
		s.glue(");\n")
	}
}

func (s *svelteReader) begin(text string) {
	if s.open < maxOpen {
		s.glue(text)
		s.open++
	}
}

// each: "#each list as name, index (key)".
func (s *svelteReader) each(from, to int) {
	i := strings.LastIndex(s.src[from:to], " as ")
	if i < 0 || s.open >= maxOpen {
		s.begin("{\n")
		return
	}
	name := s.src[from+i+4 : to]
	if !strings.HasPrefix(strings.TrimSpace(name), "{") && !strings.HasPrefix(strings.TrimSpace(name), "[") {
		name, _, _ = strings.Cut(name, ",")
	}
	name, _, _ = strings.Cut(name, "(")
	s.begin("for (const " + strings.TrimSpace(name) + " of prunella_items(")
	s.copy(from, from+i)
	s.glue(")) {\n")
}
