package memory

import "strconv"

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// A directive is a stretch of a format: plain text, or one conversion.
type directive struct {
	text      string
	verb      byte // 0: plain text
	width     int64
	precision int64 // -1: none
	stars     int   // widths given as arguments
	long      bool
	size      byte // 'h', 'H' (hh), 'l', 'q' (ll)
	skip      bool // scanf: %*d
}

// directives takes a format apart.
func directives(f string) []directive {
	var out []directive
	plain := ""
	for i := 0; i < len(f); i++ {
		if f[i] != '%' || i+1 >= len(f) {
			plain += f[i : i+1]
			continue
		}
		if f[i+1] == '%' {
			plain += "%"
			i++
			continue
		}
		if plain != "" {
			out = append(out, directive{text: plain, precision: -1})
			plain = ""
		}
		d := directive{precision: -1}
		i++
		for i < len(f) && (f[i] == '-' || f[i] == '+' || f[i] == ' ' || f[i] == '#' || f[i] == '0' || f[i] == '\'') {
			i++
		}
		if i < len(f) && f[i] == '*' {
			d.stars++
			d.skip = true
			i++
		}
		d.width, i = digits(f, i)
		if i < len(f) && f[i] == '.' {
			i++
			if i < len(f) && f[i] == '*' {
				d.stars++
				i++
			} else {
				d.precision, i = digits(f, i)
			}
		}
		for i < len(f) && (f[i] == 'l' || f[i] == 'h' || f[i] == 'z' || f[i] == 'j' || f[i] == 't' || f[i] == 'L' || f[i] == 'q') {
			switch {
			case f[i] == 'h' && d.size == 'h':
				d.size = 'H'
			case f[i] == 'h':
				d.size = 'h'
			default:
				d.size = 'l'
			}
			d.long = f[i] == 'l'
			i++
		}
		if i >= len(f) {
			break
		}
		d.verb = f[i]
		if d.verb == '[' {
			for i+1 < len(f) && f[i] != ']' {
				i++
			}
		}
		out = append(out, d)
	}
	if plain != "" {
		out = append(out, directive{text: plain, precision: -1})
	}
	return out
}

func digits(f string, i int) (int64, int) {
	n := int64(0)
	for i < len(f) && f[i] >= '0' && f[i] <= '9' {
		n = min(n*10+int64(f[i]-'0'), 1<<30)
		i++
	}
	return n, i
}
