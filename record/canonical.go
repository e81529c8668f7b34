package record

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// Limits on what may be said. They bound the work a hostile statement can ask
// for; anything larger is a blob, cited by digest.
const (
	MaxSize  = 1 << 20 // bytes of one encoded statement
	MaxDepth = 32      // nested arrays and objects in a statement
)

// maxInteger is the largest whole number every JSON reader keeps exactly
// (RFC 7493, section 2.2).
const maxInteger = 1<<53 - 1

// Errors of the canonical form. They are wrapped with the place they occurred.
var (
	ErrSize      = fmt.Errorf("larger than %d bytes", MaxSize)
	ErrDepth     = fmt.Errorf("nested deeper than %d", MaxDepth)
	ErrNumber    = errors.New("not a whole number between -(2^53-1) and 2^53-1")
	ErrDuplicate = errors.New("the same key twice in one object")
	ErrUTF8      = errors.New("not valid UTF-8")
	ErrSyntax    = errors.New("not JSON")
)

// Canonical returns the one canonical spelling of a JSON text: object keys
// sorted by UTF-16 code units, no white space, minimal string escapes (RFC
// 8785), whole numbers only. Duplicate keys, lone surrogates and invalid UTF-8
// are errors, for two readers could read them differently.
func Canonical(text []byte) ([]byte, error) { return canonicalBelow(text, 0) }

// canonicalBelow is Canonical for a text that lies inside depth containers.
func canonicalBelow(text []byte, depth int) ([]byte, error) {
	if len(text) > MaxSize {
		return nil, ErrSize
	}
	if !utf8.Valid(text) {
		return nil, ErrUTF8
	}
	r := reader{in: text, out: make([]byte, 0, len(text))}
	if err := r.value(depth); err != nil {
		return nil, fmt.Errorf("at byte %d: %w", r.pos, err)
	}
	r.space()
	if r.pos != len(text) {
		return nil, fmt.Errorf("at byte %d: %w", r.pos, ErrSyntax)
	}
	return r.out, nil
}

// A reader copies one JSON text to its canonical spelling.
type reader struct {
	in  []byte
	pos int
	out []byte
}

func (r *reader) space() {
	for r.pos < len(r.in) {
		switch r.in[r.pos] {
		case ' ', '\t', '\n', '\r':
			r.pos++
		default:
			return
		}
	}
}

// peek returns the next byte that is not white space, or 0 at the end.
func (r *reader) peek() byte {
	r.space()
	if r.pos == len(r.in) {
		return 0
	}
	return r.in[r.pos]
}

// value copies one value that lies inside depth containers.
func (r *reader) value(depth int) error {
	switch c := r.peek(); {
	case (c == '{' || c == '[') && depth >= MaxDepth:
		return ErrDepth
	case c == '{':
		return r.object(depth)
	case c == '[':
		return r.array(depth)
	case c == '"':
		s, err := r.text()
		r.out = appendString(r.out, s)
		return err
	case c == '-' || c >= '0' && c <= '9':
		return r.number()
	}
	for _, word := range []string{"true", "false", "null"} {
		if bytes.HasPrefix(r.in[r.pos:], []byte(word)) {
			r.pos += len(word)
			r.out = append(r.out, word...)
			return nil
		}
	}
	return ErrSyntax
}

// next steps over a comma or the closing byte of an array or object.
func (r *reader) next(end byte) (done bool, err error) {
	switch r.peek() {
	case ',':
		r.pos++
		return false, nil
	case end:
		r.pos++
		return true, nil
	}
	return false, ErrSyntax
}

func (r *reader) array(depth int) error {
	r.pos++
	r.out = append(r.out, '[')
	if r.peek() == ']' {
		r.pos++
		r.out = append(r.out, ']')
		return nil
	}
	for {
		if err := r.value(depth + 1); err != nil {
			return err
		}
		done, err := r.next(']')
		if err != nil {
			return err
		}
		if done {
			r.out = append(r.out, ']')
			return nil
		}
		r.out = append(r.out, ',')
	}
}

// A member is one key of an object and its value, already canonical.
type member struct {
	key   string
	value []byte
}

func (r *reader) object(depth int) error {
	r.pos++
	if r.peek() == '}' {
		r.pos++
		r.out = append(r.out, '{', '}')
		return nil
	}
	outer := r.out
	var members []member
	for done := false; !done; {
		if r.peek() != '"' {
			return ErrSyntax
		}
		key, err := r.text()
		if err != nil {
			return err
		}
		if r.peek() != ':' {
			return ErrSyntax
		}
		r.pos++
		r.out = nil
		if err := r.value(depth + 1); err != nil {
			return err
		}
		members = append(members, member{key: key, value: r.out})
		if done, err = r.next('}'); err != nil {
			return err
		}
	}
	r.out = outer
	return r.sorted(members)
}

// sorted writes the members of one object in the order of RFC 8785.
func (r *reader) sorted(members []member) error {
	slices.SortFunc(members, func(a, b member) int { return compareKeys(a.key, b.key) })
	r.out = append(r.out, '{')
	for i, m := range members {
		if i > 0 {
			if members[i-1].key == m.key {
				return fmt.Errorf("key %q: %w", m.key, ErrDuplicate)
			}
			r.out = append(r.out, ',')
		}
		r.out = appendString(r.out, m.key)
		r.out = append(r.out, ':')
		r.out = append(r.out, m.value...)
	}
	r.out = append(r.out, '}')
	return nil
}

// compareKeys orders by UTF-16 code units, which differs from byte order only
// where a key reaches beyond the basic plane.
func compareKeys(a, b string) int {
	if ascii(a) || ascii(b) {
		return cmp.Compare(a, b)
	}
	return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func (r *reader) number() error {
	start := r.pos
	for r.pos < len(r.in) && bytes.IndexByte([]byte("+-.0123456789eE"), r.in[r.pos]) >= 0 {
		r.pos++
	}
	text := string(r.in[start:r.pos])
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n > maxInteger || n < -maxInteger || strconv.FormatInt(n, 10) != text {
		return fmt.Errorf("%.40q: %w", text, ErrNumber)
	}
	r.out = append(r.out, text...)
	return nil
}
