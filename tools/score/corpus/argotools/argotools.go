// Package argotools loads the taint tests of ar-go-tools: Go programs whose sinks
// carry "// @Sink(source, …)". Their sources and sinks are functions of their own
// (source…, sink…), so the tree to analyse has real ones: a source's literals are
// read from a request, a call of a sink runs a shell. Lines stay where they are.
package argotools

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/truth"
)

// Corpus is the loader.
var Corpus = corpus.Corpus{
	Name: "argotools", About: "taint tests of ar-go-tools: sinks marked @Sink, every other call of a sink is good",
	From: "awslabs/ar-go-tools", Load: load, Subject: subject,
}

const root = "analysis/taint/testdata"

var (
	call  = regexp.MustCompile(`\b[sS]ink[0-9]?\(`)
	named = regexp.MustCompile(`^([sS]ource|[sS]ink)[0-9]?$`)
	asks  = regexp.MustCompile(`//.*@Sink\(([^)]*)\)`)
	comes = regexp.MustCompile(`@Source\(([^)]*)\)`)
	made  = regexp.MustCompile(`\b[sS]ource[0-9]?\(`)
)

func load(checkout fs.FS, _ corpus.Part) (*truth.Truth, error) {
	t := &truth.Truth{Corpus: "argotools"}
	files, err := corpus.Walk(checkout, root, corpus.HasExt(".go"))
	if err != nil {
		return nil, err
	}
	texts, err := corpus.Read(checkout, files)
	if err != nil {
		return nil, fmt.Errorf("reading the corpus: %w", err)
	}
	called := calledSources(texts)
	for _, f := range files {
		text := texts[f]
		t.Files = append(t.Files, f)
		for i, line := range corpus.Lines(text) {
			code, _, _ := strings.Cut(line, "//")
			if !call.MatchString(code) || strings.HasPrefix(code, "func ") {
				continue
			}
			ids := asks.FindStringSubmatch(line)
			bad := ids != nil
			if bad && !slices.ContainsFunc(names(ids[1]), func(id string) bool { return called[programOf(f)+" "+id] }) {
				continue
			}
			t.Labels = append(t.Labels, truth.Label{
				ID: fmt.Sprintf("%s:%04d", strings.TrimPrefix(f, root+"/"), i+1), CWE: []int{78}, Bad: bad, Through: true,
				Group: path.Base(path.Dir(f)), At: []truth.Region{{File: f, From: i + 1, To: i + 1}},
			})
		}
	}
	return corpus.Finish(t)
}

// calledSources lists the ids, by program, of the sources that are calls of a
// function named so: fields, receives and calls of libraries that a test's
// configuration declares to be sources have no body to give.
func calledSources(texts map[string][]byte) map[string]bool {
	out := map[string]bool{}
	for f, text := range texts {
		for _, line := range corpus.Lines(text) {
			code, _, _ := strings.Cut(line, "//")
			if at := comes.FindStringSubmatch(line); at != nil && made.MatchString(code) {
				for _, id := range names(at[1]) {
					out[programOf(f)+" "+id] = true
				}
			}
		}
	}
	return out
}

// programOf is the test a file belongs to: its ids are its own.
func programOf(file string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(file, root+"/"), "/")
	return name
}

func names(list string) []string {
	out := strings.Split(list, ",")
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return out
}

// subject gives sources and sinks their bodies.
func subject(checkout fs.FS, t *truth.Truth) (map[string][]byte, error) {
	tree, err := corpus.Read(checkout, t.Files)
	if err != nil {
		return nil, err
	}
	if mod, err := fs.ReadFile(checkout, "go.mod"); err == nil { // the programs import one another by the module's name
		tree["go.mod"] = mod
	}
	for name, text := range tree {
		if strings.HasSuffix(name, ".go") {
			tree[name] = real(text)
		}
	}
	return tree, nil
}

// An edit puts text in place of a range.
type edit struct {
	from, to int
	text     string
}

// real rewrites the bodies of source functions and the calls of sinks, on the lines
// they have.
func real(text []byte) []byte {
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, "", text, parser.SkipObjectResolution)
	if err != nil {
		return text
	}
	at := func(p token.Pos) int { return set.Position(p).Offset }
	var edits []edit
	put := func(from, to token.Pos, text string) { edits = append(edits, edit{at(from), at(to), text}) }
	for _, d := range f.Decls {
		fn, isFunc := d.(*ast.FuncDecl)
		source := isFunc && fn.Recv == nil && strings.HasPrefix(strings.ToLower(named.FindString(fn.Name.Name)), "source")
		ast.Inspect(d, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if source && n.Kind == token.STRING {
					put(n.Pos(), n.End(), `(&_http.Request{}).FormValue("x")`)
				}
			case *ast.CallExpr:
				if strings.HasPrefix(strings.ToLower(named.FindString(callee(n))), "sink") && len(n.Args) > 0 {
					put(n.Pos(), n.Lparen+1, `_exec.Command("sh", "-c", _fmt.Sprint(`)
					put(n.Rparen, n.Rparen, `)).Run(`)
				}
			}
			return true
		})
	}
	if len(edits) == 0 {
		return text
	}
	put(f.Name.End(), f.Name.End(), `; import _http "net/http"; import _exec "os/exec"; import _fmt "fmt"`)
	return apply(text, edits)
}

// callee is the last name of what is called: sink of sink(x), Sink of core.Sink(x).
func callee(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

func apply(text []byte, edits []edit) []byte {
	slices.SortStableFunc(edits, func(a, b edit) int { return a.from - b.from })
	var out bytes.Buffer
	last := 0
	for _, e := range edits {
		out.Write(text[last:e.from])
		out.WriteString(e.text)
		last = e.to
	}
	out.Write(text[last:])
	return out.Bytes()
}
