package syntax

import "bytes"

// decoder evaluates the body of one literal.
type decoder struct {
	src     []byte
	raw     bool
	bytes   bool
	doubled bool // {{ stands for {
	latin   bool // the file is not UTF-8
	exact   bool // cleared when the value is not known
	out     []byte
}

// body is the value; it is src itself when there is nothing to decode.
func (d *decoder) body() []byte {
	if !d.changes() {
		return d.src
	}
	d.out = make([]byte, 0, len(d.src))
	for i := 0; i < len(d.src); {
		switch c := d.src[i]; {
		case c == '\\' && !d.raw && i+1 < len(d.src):
			i = d.escape(i + 1)
		case c == '\r': // source line breaks are \n
			d.out = append(d.out, '\n')
			i++
			if i < len(d.src) && d.src[i] == '\n' {
				i++
			}
		case d.doubled && (c == '{' || c == '}') && i+1 < len(d.src) && d.src[i+1] == c:
			d.out = append(d.out, c)
			i += 2
		case c >= 0x80 && d.latin && !d.bytes:
			d.out = appendRune(d.out, uint32(c))
			i++
		default:
			d.out = append(d.out, c)
			i++
		}
	}
	return d.out
}

// changes tells whether decoding changes anything.
func (d *decoder) changes() bool {
	if !d.raw && bytes.IndexByte(d.src, '\\') >= 0 || bytes.IndexByte(d.src, '\r') >= 0 {
		return true
	}
	if d.doubled && bytes.ContainsAny(d.src, "{}") {
		return true
	}
	if d.latin {
		for _, c := range d.src {
			if c >= 0x80 {
				return true
			}
		}
	}
	return false
}

var simpleEscapes = [256]byte{'\\': '\\', '\'': '\'', '"': '"', 'a': 7, 'b': 8, 'f': 12, 'n': 10, 'r': 13, 't': 9, 'v': 11}

// escape decodes what follows the backslash before i and returns where it ends.
func (d *decoder) escape(i int) int {
	c := d.src[i]
	if v := simpleEscapes[c]; v != 0 {
		d.out = append(d.out, v)
		return i + 1
	}
	switch {
	case c == '\n':
		return i + 1
	case c == '\r':
		if i+1 < len(d.src) && d.src[i+1] == '\n' {
			i++
		}
		return i + 1
	case c >= '0' && c <= '7':
		v, n := uint32(0), 0
		for ; n < 3 && i+n < len(d.src) && d.src[i+n] >= '0' && d.src[i+n] <= '7'; n++ {
			v = v*8 + uint32(d.src[i+n]-'0')
		}
		d.code(v)
		return i + n
	case c == 'x':
		return d.hex(i+1, 2)
	case c == 'u' && !d.bytes:
		return d.hex(i+1, 4)
	case c == 'U' && !d.bytes:
		return d.hex(i+1, 8)
	case c == 'N' && !d.bytes:
		d.exact = false
		d.out = appendRune(d.out, 0xfffd)
		if n := bytes.IndexByte(d.src[i:], '}'); n > 0 {
			return i + n + 1
		}
		return i + 1
	}
	d.out = append(d.out, '\\') // not an escape: the backslash stays
	return i
}

// code appends a byte or a code point.
func (d *decoder) code(v uint32) {
	if d.bytes {
		d.out = append(d.out, byte(v))
		return
	}
	d.out = appendRune(d.out, v)
}

// hex decodes exactly n hexadecimal digits at i.
func (d *decoder) hex(i, n int) int {
	v := uint32(0)
	for k := range n {
		h := -1
		if i+k < len(d.src) {
			h = hexDigit(d.src[i+k])
		}
		if h < 0 {
			d.exact = false
			return i + k
		}
		v = v<<4 | uint32(h)
	}
	if v > 0x10ffff {
		d.exact = false
		v = 0xfffd
	}
	d.code(v)
	return i + n
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|32 >= 'a' && c|32 <= 'f':
		return int(c|32-'a') + 10
	}
	return -1
}
