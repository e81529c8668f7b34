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
	marked = regexp.MustCompile(`//.*@Sink\(`)
	call   = regexp.MustCompile(`\bsink[0-9]?\(`)
	named  = regexp.MustCompile(`^(source|sink)[0-9]?$`)
)

func load(checkout fs.FS, _ corpus.Part) (*truth.Truth, error) {
	t := &truth.Truth{Corpus: "argotools"}
	files, err := corpus.Walk(checkout, root, corpus.HasExt(".go"))
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		text, err := fs.ReadFile(checkout, f)
		if err != nil {
			return nil, fmt.Errorf("reading the corpus: %w", err)
		}
		t.Files = append(t.Files, f)
		for i, line := range corpus.Lines(text) {
			code, _, _ := strings.Cut(line, "//")
			bad := marked.MatchString(line)
			if !bad && (!call.MatchString(code) || strings.HasPrefix(code, "func ")) {
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

// subject gives sources and sinks their bodies.
func subject(checkout fs.FS, t *truth.Truth) (map[string][]byte, error) {
	tree, err := corpus.Read(checkout, t.Files)
	if err != nil {
		return nil, err
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
		source := isFunc && fn.Recv == nil && strings.HasPrefix(named.FindString(fn.Name.Name), "source")
		ast.Inspect(d, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if source && n.Kind == token.STRING {
					put(n.Pos(), n.End(), `(&_http.Request{}).FormValue("x")`)
				}
			case *ast.CallExpr:
				if name, ok := n.Fun.(*ast.Ident); ok && strings.HasPrefix(named.FindString(name.Name), "sink") && len(n.Args) > 0 {
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
