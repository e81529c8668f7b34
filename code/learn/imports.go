package learn

import (
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/fix"
)

// importLine tells lines that bring in other code, by language.
var importLine = map[string]*regexp.Regexp{
	"go":         regexp.MustCompile(`^(?:import\s+)?(?:[A-Za-z_][\w]*\s+)?"[^"\s]+"$`),
	"python":     regexp.MustCompile(`^(?:import\s+[\w.]+(?:\s+as\s+\w+)?|from\s+[\w.]+\s+import\s+[\w., ]+)$`),
	"java":       regexp.MustCompile(`^import\s+(?:static\s+)?[\w.]+(?:\.\*)?;$`),
	"javascript": regexp.MustCompile(`^(?:import\s.*\sfrom\s+['"][^'"]+['"];?|(?:const|let|var)\s.*=\s*require\(['"][^'"]+['"]\)(?:\.\w+)?;?)$`),
}

// isImport reports whether a line brings in other code.
func isImport(lang, line string) bool {
	re := importLine[lang]
	return re != nil && len(line) < 300 && re.MatchString(strings.TrimSpace(line))
}

// importing adds to edits the lines that a style needs and that the file has not, and
// takes away imports of Go that the edits leave without use.
func importing(lang, file, text string, want []string, edits []fix.Edit) []fix.Edit {
	have := map[string]bool{}
	last, at := -1, 0
	block := false
	for line := range strings.SplitAfterSeq(text, "\n") {
		trimmed := strings.TrimSpace(line)
		switch {
		case lang == "go" && trimmed == "import (":
			block, last = true, at+len(line)
		case block && trimmed == ")":
			block = false
		case lang == "go" && !block && !strings.HasPrefix(trimmed, "import "):
		case isImport(lang, line) && (block || line == strings.TrimLeft(line, " \t")):
			have[goBare(trimmed)] = true
			last = at + len(line)
		}
		at += len(line)
	}
	var add strings.Builder
	inBlock := lang == "go" && strings.Contains(text, "\nimport (")
	for _, w := range want {
		if have[goBare(w)] {
			continue
		}
		switch {
		case lang != "go":
			add.WriteString(w + "\n")
		case inBlock:
			if standard(lastLine(text, last)) && !standard(w) && add.Len() == 0 {
				add.WriteString("\n") // as gofmt's users part the standard library from the rest
			}
			add.WriteString("\t" + goBare(w) + "\n")
		default:
			add.WriteString("import " + goBare(w) + "\n")
		}
	}
	if add.Len() > 0 {
		if last < 0 {
			last = headEnd(lang, text)
		}
		edits = append(edits, fix.Edit{File: file, Start: uint32(last), End: uint32(last), New: add.String()})
	}
	if lang == "go" {
		edits = append(edits, unused(file, text, edits)...)
	}
	return edits
}

// goBare is an import of Go's without what only its place in the file asks for.
func goBare(line string) string { return strings.TrimPrefix(strings.TrimSpace(line), "import ") }

// lastLine is the line that ends at a place.
func lastLine(text string, end int) string {
	text = strings.TrimSuffix(text[:max(end, 0)], "\n")
	return text[strings.LastIndexByte(text, '\n')+1:]
}

// standard reports whether a Go import is of the standard library: its first element
// has no dot.
func standard(line string) bool {
	_, path, ok := strings.Cut(line, `"`)
	first, _, _ := strings.Cut(path, "/")
	return ok && !strings.Contains(first, ".")
}

// headEnd is where the first import goes.
func headEnd(lang, text string) int {
	if lang != "go" && lang != "java" {
		return 0
	}
	at := 0
	for line := range strings.SplitAfterSeq(text, "\n") {
		at += len(line)
		if strings.HasPrefix(line, "package ") {
			return at
		}
	}
	return 0
}

var goImport = regexp.MustCompile(`(?m)^(?:\t|import )(?:(\w+) )?"(?:[^"\n]*/)?([^"/\n]+)"\n`)

// unused lists the imports whose package is selected from before, and no more.
func unused(file, text string, edits []fix.Edit) []fix.Edit {
	after, err := fix.Apply(edits, func(string) ([]byte, error) { return []byte(text), nil })
	if err != nil {
		return nil
	}
	var out []fix.Edit
	for _, m := range goImport.FindAllStringSubmatchIndex(text, -1) {
		name := text[m[4]:m[5]]
		if m[2] >= 0 {
			name = text[m[2]:m[3]]
		}
		re, err := regexp.Compile(`\b` + regexp.QuoteMeta(name) + `\.`)
		if err == nil && re.MatchString(text[m[1]:]) && !re.MatchString(string(after[file])[strings.LastIndex(string(after[file]), text[m[0]:m[1]])+m[1]-m[0]:]) {
			out = append(out, fix.Edit{File: file, Start: uint32(m[0]), End: uint32(m[1])})
		}
	}
	return out
}
