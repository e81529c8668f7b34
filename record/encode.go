package record

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
)

// Sum names a blob by its content.
func Sum(blob []byte) Digest {
	sum := sha256.Sum256(blob)
	return Digest("sha256:" + hex.EncodeToString(sum[:]))
}

// ID is the hash of the canonical encoding: the statement's only name. It is an
// error to ask it of a statement that may not be said.
func (s Statement) ID() (ID, error) {
	text, err := Encode(s)
	if err != nil {
		return "", err
	}
	return ID(Sum(text)), nil
}

// Encode validates the statement and returns its canonical encoding.
func Encode(s Statement) ([]byte, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	w := writer{out: make([]byte, 0, 1024)}
	w.statement(s)
	if w.err != nil {
		return nil, fmt.Errorf("record: %w", w.err)
	}
	if len(w.out) > MaxSize {
		return nil, fmt.Errorf("record: statement is %w", ErrSize)
	}
	return w.out, nil
}

// Decode reads a statement in its canonical encoding and in no other: whatever
// Encode would not have written byte for byte is an error, so one statement has
// one encoding and one ID.
func Decode(text []byte) (Statement, error) {
	s, canonical, err := decode(text)
	if err != nil {
		return Statement{}, err
	}
	if !bytes.Equal(canonical, text) {
		return Statement{}, fmt.Errorf("record: not in canonical form")
	}
	return s, nil
}

// Parse reads a statement as foreign programs write it: white space, the order
// of keys and the spelling of strings are free, all else is as strict as Decode.
func Parse(text []byte) (Statement, error) {
	sorted, err := Canonical(text)
	if err != nil {
		return Statement{}, fmt.Errorf("record: %w", err)
	}
	s, canonical, err := decode(sorted)
	if err != nil {
		return Statement{}, err
	}
	// The standard decoder takes keys in any case, and null for nothing.
	if again, err := Canonical(canonical); err != nil || !bytes.Equal(again, sorted) {
		return Statement{}, fmt.Errorf("record: a key is misspelt, empty or null")
	}
	return s, nil
}

func decode(text []byte) (Statement, []byte, error) {
	if len(text) > MaxSize {
		return Statement{}, nil, fmt.Errorf("record: statement is %w", ErrSize)
	}
	if err := checkDepth(text); err != nil {
		return Statement{}, nil, fmt.Errorf("record: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	var s Statement
	if err := d.Decode(&s); err != nil {
		return Statement{}, nil, fmt.Errorf("record: %w", err)
	}
	canonical, err := Encode(s)
	return s, canonical, err
}

// checkDepth counts brackets outside strings, before any parser recurses.
func checkDepth(text []byte) error {
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > MaxDepth {
				return ErrDepth
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return nil
}

// A writer appends JSON in the order it is called. A key whose value is empty
// is left out unless it must be there.
type writer struct {
	out []byte
	err error
}

func (w *writer) open(c byte)  { w.out = append(w.out, c) }
func (w *writer) close(c byte) { w.out = append(w.out, c) }

// comma separates from what was written before in the same array or object.
func (w *writer) comma() {
	if last := w.out[len(w.out)-1]; last != '{' && last != '[' {
		w.out = append(w.out, ',')
	}
}

func (w *writer) key(k string) {
	w.comma()
	w.out = append(w.out, '"')
	w.out = append(w.out, k...)
	w.out = append(w.out, '"', ':')
}

func (w *writer) must(k, v string) {
	w.key(k)
	w.out = appendString(w.out, v)
}

func (w *writer) may(k, v string) {
	if v != "" {
		w.must(k, v)
	}
}

func (w *writer) number(k string, n int64) {
	w.key(k)
	w.out = strconv.AppendInt(w.out, n, 10)
}

func (w *writer) mayNumber(k string, n int64) {
	if n != 0 {
		w.number(k, n)
	}
}

func (w *writer) bytes(k string, b []byte) {
	w.key(k)
	w.out = append(w.out, '"')
	w.out = base64.StdEncoding.AppendEncode(w.out, b)
	w.out = append(w.out, '"')
}

// raw writes the foreign JSON of a noun, which lies inside three objects: the
// statement, its body and the noun.
func (w *writer) raw(k string, text json.RawMessage) {
	if len(text) == 0 {
		return
	}
	canonical, err := canonicalBelow(text, 3)
	if err != nil && w.err == nil {
		w.err = fmt.Errorf("%s: %w", k, err)
	}
	w.key(k)
	w.out = append(w.out, canonical...)
}

// list writes an array of strings of any named string type.
func list[S ~string](w *writer, k string, all []S) {
	if len(all) == 0 {
		return
	}
	w.key(k)
	w.open('[')
	for _, s := range all {
		w.comma()
		w.out = appendString(w.out, string(s))
	}
	w.close(']')
}
