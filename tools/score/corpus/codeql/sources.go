package codeql

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/truth"
)

// Some tests say beside the program, in a file of CodeQL's own ("NAME.ext.yml"),
// that a method of theirs which gives null is where data from outside comes in. Only
// CodeQL reads that; the tree to analyse says the same in the program: such a
// method gives a parameter of a request. Lines stay where they are.

// declared is a row of a model of sources: package, class, …, method, "()", …
var declared = regexp.MustCompile(`(?m)^\s*-\s*\["[^"]*",\s*"([^"]+)",\s*\w+,\s*"(\w+)",\s*"\(\)",\s*"",\s*"ReturnValue",\s*"remote"`)

// javaSubject gives the sources that are declared outside the program their bodies.
func javaSubject(checkout fs.FS, t *truth.Truth) (map[string][]byte, error) {
	tree, err := corpus.Read(checkout, t.Files)
	if err != nil {
		return nil, err
	}
	models, err := corpus.Walk(checkout, "java/ql/test", func(f string) bool { return strings.HasSuffix(f, ".ext.yml") })
	if err != nil {
		return nil, err
	}
	for _, m := range models {
		text, err := fs.ReadFile(checkout, m)
		if err != nil {
			return nil, fmt.Errorf("reading the corpus: %w", err)
		}
		if !strings.Contains(string(text), "extensible: sourceModel") {
			continue
		}
		for _, row := range declared.FindAllStringSubmatch(string(text), -1) {
			file := path.Join(path.Dir(m), row[1]+".java")
			if body, ok := tree[file]; ok {
				tree[file] = given(body, row[2])
			}
		}
	}
	return tree, nil
}

// given makes a method that gives null give a parameter of a request.
func given(text []byte, method string) []byte {
	empty := regexp.MustCompile(`((?:public|private|protected)?[ \t]*(static )?(?:Object|String) ` + regexp.QuoteMeta(method) + `\(\)\s*\{\s*)return null;`)
	return empty.ReplaceAll(text, []byte(`${2}javax.servlet.http.HttpServletRequest _request; ${1}return _request.getParameter("x");`))
}
