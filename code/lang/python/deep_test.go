package python

import (
	"strings"
	"testing"
	"time"
)

// Nesting that is deep, and chains that are long, cost what they are long. The
// test would not end otherwise.
func TestDeepAndLong(t *testing.T) {
	for name, text := range map[string]string{
		"lambdas in defaults":  strings.Repeat("lambda x=", 400) + "1" + strings.Repeat(": x", 400),
		"lambdas":              strings.Repeat("lambda x: ", 900) + "x",
		"comprehensions":       strings.Repeat("[x for x in ", 400) + "y" + strings.Repeat("]", 400),
		"inner comprehensions": strings.Repeat("[", 300) + "x" + strings.Repeat(" for x in y]", 300),
		"loops of one":         "[x" + strings.Repeat(" for x in y if x", 2000) + "]",
		"parentheses":          strings.Repeat("(", 900) + "x" + strings.Repeat(")", 900),
		"attributes":           "import a\na" + strings.Repeat(".b", 20000),
		"calls":                "a" + strings.Repeat("(1)", 5000),
		"additions":            "x = 1" + strings.Repeat(" + y", 20000),
		"elifs":                "if a: pass\n" + strings.Repeat("elif b: pass\n", 5000),
		"arguments":            "f(" + strings.Repeat("a, ", 20000) + ")",
		"functions":            nested("def f(a, b=c):\n", 90) + strings.Repeat(" ", 90) + "return a\n",
		"names":                names(5000),
		"cases":                "match x:\n" + strings.Repeat("    case 1: pass\n", 3000),
		"imports":              strings.Repeat("from a import b\n", 5000),
		"with items":           "with " + strings.Repeat("a as b, ", 900) + "c: pass\n",
	} {
		start := time.Now()
		Language{}.Lower("m.py", "m", []byte(text))
		t.Logf("%s: %v", name, time.Since(start))
	}
}

func nested(line string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + line)
	}
	return b.String()
}

// names is one function with n variables.
func names(n int) string {
	var b strings.Builder
	b.WriteString("def f():\n")
	for i := range n {
		b.WriteString("    v" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + " = 1\n")
	}
	return b.String()
}
