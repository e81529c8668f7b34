package code

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/solve"
)

// sourceWords says what a source kind is, for a person.
var sourceWords = map[string]string{
	"http.query": "query parameter", "http.query.form": "query parameter", "http.query.again": "second query parameter", "http.form.again": "second form field", "http.path": "path parameter", "http.form": "form field", "http.header": "header",
	"http.cookie": "cookie", "http.body": "request body", "http.json": "JSON body", "http.file": "uploaded file",
	"http.file.entry": "name inside the uploaded archive", "http.filename": "name of the uploaded file", "http.host": "Host header",
	"http.url": "request URL", "http.method": "request method", "args": "command-line argument", "env": "environment variable",
	"stdin": "standard input", "file": "file content", "db": "stored value", "net": "network input",
	"ipc": "what another program sends", "dom.url": "URL of the page", "dom.message": "message from another window", "lib": "argument of an exported function",
}

// describe says what a source is: `query parameter "q"`.
func describe(s solve.Source) string {
	words, ok := sourceWords[s.Kind]
	if !ok {
		words = s.Kind
	}
	if len(s.Names) == 1 && s.Names[0] != "" && !strings.HasSuffix(words, s.Names[0]) {
		return fmt.Sprintf("%s %q", words, s.Names[0])
	}
	return words
}

// describeAll joins the sources of a flow: "a", "a and b", "a, b and 2 more".
func describeAll(sources []solve.Source) string {
	var words []string
	seen := map[string]bool{}
	for _, s := range sources {
		if d := describe(s); !seen[d] {
			seen[d] = true
			words = append(words, d)
		}
	}
	switch n := len(words); {
	case n == 0:
		return "a value"
	case n == 1:
		return words[0]
	case n == 2:
		return words[0] + " and " + words[1]
	default:
		return fmt.Sprintf("%s, %s and %d more", words[0], words[1], n-2)
	}
}

// claim fills in a rule's sentence for a flow.
func claim(r *rule.Rule, f *solve.Flow) string {
	return strings.NewReplacer(
		"{source}", describeAll(f.Sources),
		"{sink}", callee(f),
		"{reason}", f.Violation.Reason,
		"{context}", f.Violation.Context,
	).Replace(r.Claim)
}

// callee is the sink as the program names it.
func callee(f *solve.Flow) string {
	if f.At.Callee == "" {
		return f.Sink
	}
	return f.At.Callee
}
