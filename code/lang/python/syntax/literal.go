package syntax

// Encoding is what the file declares (PEP 263), as far as it matters here.
type Encoding uint8

// Encodings.
const (
	UTF8  Encoding = iota
	Other          // bytes that are not UTF-8 are read as Latin-1
)

// StringValue decodes a Str, Bytes or FStringText node: escapes, prefixes and
// adjacent literals. A str value is UTF-8 (lone surrogates as three bytes each,
// as in WTF-8); a bytes value is the bytes. exact is false when part of the
// value is not known, as with \N{...} (given as U+FFFD) or a broken literal.
func (t *Tree) StringValue(n Ref) (value []byte, exact bool) { return nil, false }

// SelfDocText is the text that the field n prints before its value: the source
// from the opening brace to behind the equals sign, as in {x = }.
func (t *Tree) SelfDocText(n Ref) []byte { return nil }
