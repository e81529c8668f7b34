// Package braces finds the functions of C, C++, Java and JavaScript files by their
// braces, for loaders whose labels are names of functions. It knows comments,
// strings and preprocessor lines, and no grammar; unbalanced #ifdef branches may
// confuse it. It is not for analysis.
package braces

import (
	"regexp"
	"slices"
	"strings"
)

// A Func is a function with a body. From is the line on which its header begins,
// with annotations.
type Func struct {
	Name     string // with its class in C++: "A::run"
	Header   string // without comments
	From, To int
}

// Functions lists the outermost functions of a text.
func Functions(text string) []Func {
	clean := blank(text)
	var out []Func
	line, start, startLine, parens := 1, 0, 1, 0
	reset := func(at int) { start, startLine, parens = at, line, 0 }
	for i := 0; i < len(clean); i++ {
		switch clean[i] {
		case '\n':
			line++
			if strings.TrimSpace(clean[start:i]) == "" {
				reset(i + 1)
			}
		case '(':
			parens++
		case ')':
			parens--
		case ';', '}':
			if parens <= 0 {
				reset(i + 1)
			}
		case '{':
			if parens > 0 {
				continue
			}
			name := nameOf(clean[start:i])
			if name == "" && !assigns(clean[start:i]) {
				reset(i + 1) // a class or a namespace: look inside
				continue
			}
			end := closing(clean, i)
			f := Func{Name: name, Header: strings.TrimSpace(clean[start:i]), From: startLine}
			line += strings.Count(clean[i:end], "\n")
			if f.To = line; name != "" {
				out = append(out, f)
			}
			i = end - 1
			reset(end)
		}
	}
	return out
}

var (
	annotation = regexp.MustCompile(`@[\w.]+\s*(\((?:[^()]|\([^()]*\))*\))?`)
	called     = regexp.MustCompile(`([A-Za-z_~$][\w:~$]*)\s*\(`)
	control    = []string{"if", "for", "while", "switch", "catch", "synchronized", "return", "sizeof", "extern", "defined"}
)

// nameOf is the name of the function whose header this is, or "".
func nameOf(header string) string {
	header = annotation.ReplaceAllString(header, " ")
	m := called.FindStringSubmatch(header)
	if m == nil || slices.Contains(control, m[1]) || assigns(header) {
		return ""
	}
	return m[1]
}

// assigns reports an initialiser, whose braces are data.
func assigns(header string) bool {
	depth := 0
	for _, c := range header {
		switch c {
		case '(':
			depth++
		case ')':
			depth--
		case '=':
			if depth == 0 {
				return true
			}
		}
	}
	return false
}

// closing finds the end of the block that opens at i, after its brace.
func closing(clean string, i int) int {
	depth := 0
	for ; i < len(clean); i++ {
		switch clean[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(clean)
}

// blank overwrites comments, the content of strings and preprocessor lines with
// spaces; lines and offsets stay.
func blank(text string) string {
	b := []byte(text)
	for i := 0; i < len(b); {
		end := i + 1
		switch {
		case strings.HasPrefix(text[i:], "//") || b[i] == '#' && strings.TrimSpace(text[strings.LastIndexByte(text[:i], '\n')+1:i]) == "":
			end = i + lineEnd(text[i:])
			erase(b[i:end])
		case strings.HasPrefix(text[i:], "/*"):
			end = len(text)
			if n := strings.Index(text[i+2:], "*/"); n >= 0 {
				end = i + 2 + n + 2
			}
			erase(b[i:end])
		case b[i] == '"' || b[i] == '\'' || b[i] == '`':
			end = i + quoted(text[i:])
			erase(b[i:end])
		}
		i = end
	}
	return string(b)
}

// lineEnd is where a line ends that may go on after a backslash.
func lineEnd(s string) int {
	for i := range len(s) {
		if s[i] == '\n' && (i == 0 || strings.TrimRight(s[:i], "\r") == "" || s[i-1] != '\\') {
			return i
		}
	}
	return len(s)
}

func quoted(s string) int {
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case s[i] == s[0]:
			return i + 1
		case s[i] == '\n' && s[0] != '`':
			return i
		}
	}
	return len(s)
}

func erase(b []byte) {
	for i := range b {
		if b[i] != '\n' {
			b[i] = ' '
		}
	}
}
