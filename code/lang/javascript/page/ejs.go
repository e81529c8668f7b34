package page

import "strings"

// A piece of a template: text, or what stands between delimiters.
type piece struct {
	from, to int  // the text, or the code
	kind     byte // 't' text, 'c' code, '=' escaped, '-' raw
}

// ejs: <% code %>, <%= escaped %>, <%- raw %>, <%# comment %>.
func ejs(w *writer) {
	pieces := ejsPieces(w.src)
	var code strings.Builder
	for _, p := range pieces {
		if p.kind != 't' {
			code.WriteString(w.src[p.from:p.to] + "\n")
		}
	}
	w.wrap(code.String(), func() {
		for i, p := range pieces {
			switch p.kind {
			case 't':
				w.text(w.src[p.from:p.to])
			case 'c':
				w.copy(p.from, p.to)
				w.glue("\n")
			default:
				if strings.HasPrefix(w.src[p.from:p.to], "include(") { // it writes itself
					w.copy(p.from, p.to)
					w.glue(";\n")
					continue
				}
				w.write(p.kind == '-', p.from, p.to, following(w.src, pieces[i+1:]))
			}
		}
	})
}

// following is the markup behind a hole, other holes being x.
func following(src string, pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		switch p.kind {
		case 't':
			b.WriteString(src[p.from:min(p.to, p.from+1024)])
		case 'c':
		default:
			b.WriteByte('x')
		}
		if b.Len() > 512 {
			break
		}
	}
	return b.String()
}

func ejsPieces(src string) (out []piece) {
	at := 0
	for at < len(src) {
		i := strings.Index(src[at:], "<%")
		if i < 0 || at+i+2 >= len(src) {
			break
		}
		from := at + i + 2
		if src[from] == '%' { // <%% stands for <%
			out = append(out, piece{at, from, 't'})
			at = from + 1
			continue
		}
		out = append(out, piece{at, at + i, 't'})
		j := strings.Index(src[from:], "%>")
		if j < 0 {
			return out
		}
		to := from + j
		at = to + 2
		kind := byte('c')
		switch src[from] {
		case '=', '-':
			kind = src[from]
			from++
		case '#':
			continue
		case '_':
			from++
		}
		if to > from && (src[to-1] == '-' || src[to-1] == '_') {
			to--
		}
		for from < to && strings.IndexByte(" \t\r\n", src[from]) >= 0 {
			from++
		}
		for to > from && strings.IndexByte(" \t\r\n;", src[to-1]) >= 0 && kind != 'c' {
			to--
		}
		if from < to {
			out = append(out, piece{from, to, kind})
		}
	}
	return append(out, piece{at, len(src), 't'})
}
