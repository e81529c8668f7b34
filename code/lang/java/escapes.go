package java

import (
	"bytes"
	"strconv"

	"github.com/prunella/prunella/code/ir"
)

// Java turns \uXXXX into a character before it looks at anything else, so that an
// escape can end a comment or a literal, or spell a name. Files are read here as they
// stand; where that makes a difference it is a problem of the file: what it says is
// not all that it does.

// A ground is where an escape stands in the text as it is read here.
type ground int

const (
	inCode ground = iota
	inComment
	inLiteral
)

// misread finds the escapes that Java reads in another way.
func misread(text []byte) []ir.Problem {
	if !bytes.Contains(text, []byte(`\u`)) {
		return nil
	}
	var out []ir.Problem
	where, end := inCode, ""
	for i := 0; i < len(text); i++ {
		rest := text[i:]
		if c, width := escape(rest); width > 0 {
			if telling(where, c) {
				out = append(out, ir.Problem{Span: ir.Span{Start: uint32(i), End: uint32(i + width)},
					Text: strconv.Quote(string(text[i:i+width])) + " is syntax to Java, and not read as such"})
			}
			i += width - 1
			continue
		}
		switch {
		case where == inCode:
			var skip int
			where, end, skip = opens(rest)
			i += skip
		case bytes.HasPrefix(rest, []byte(end)):
			i += len(end) - 1
			where = inCode
		case where == inLiteral && rest[0] == '\\' || where == inLiteral && rest[0] == '\n' && end != `"""`:
			if rest[0] == '\n' {
				where = inCode
			} else {
				i++
			}
		}
	}
	return out
}

// opens tells what begins at a place of the code, how it ends, and how many bytes
// more than one its beginning has.
func opens(rest []byte) (in ground, end string, skip int) {
	for _, o := range []struct {
		begin, end string
		in         ground
	}{{"//", "\n", inComment}, {"/*", "*/", inComment}, {`"""`, `"""`, inLiteral}, {`"`, `"`, inLiteral}, {`'`, `'`, inLiteral}} {
		if bytes.HasPrefix(rest, []byte(o.begin)) {
			return o.in, o.end, len(o.begin) - 1
		}
	}
	return inCode, "", 0
}

// escape reads a \uXXXX; width is 0 where there is none.
func escape(text []byte) (c rune, width int) {
	if !bytes.HasPrefix(text, []byte(`\u`)) {
		return 0, 0
	}
	for width = 2; width < len(text) && text[width] == 'u'; width++ {
	}
	if width+4 > len(text) {
		return 0, 0
	}
	n, err := strconv.ParseUint(string(text[width:width+4]), 16, 16)
	if err != nil {
		return 0, 0
	}
	return rune(n), width + 4
}

// telling reports a character that is more than a letter where it stands.
func telling(where ground, c rune) bool {
	switch {
	case c == '\n' || c == '\r':
		return true
	case where == inComment:
		return c == '*' || c == '/'
	case where == inLiteral:
		return c == '"' || c == '\\'
	}
	return c < 0x80
}
