package argotools

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/corpus/corpustest"
)

const program = `package main

func source() string {
	return "!taint!"
}

func sink(s string) {
	println(s)
}

func main() {
	s := source() // @Source(a)
	sink(s)       // @Sink(a)
	sink("fine")
}
`

func TestCorpus(t *testing.T) {
	const file = root + "/basic/main.go"
	corpustest.Run(t, Corpus, map[string]string{file: program}, corpus.Tune,
		"basic/main.go:0013 bad CWE-78 "+file+":13",
		"basic/main.go:0014 good CWE-78 "+file+":14")
}

// The tree to analyse has real sources and sinks, on the same lines.
func TestSubject(t *testing.T) {
	const file = root + "/basic/main.go"
	fsys := fstest.MapFS{file: {Data: []byte(program)}}
	tr, err := load(fsys, corpus.Tune)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := subject(fsys, tr)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Split(string(tree[file]), "\n")
	for line, want := range map[int]string{4: `FormValue("x")`, 8: "println(s)", 13: `Command("sh", "-c", _fmt.Sprint(s)).Run()`} {
		if !strings.Contains(got[line-1], want) {
			t.Errorf("line %d is %q, want %q in it", line, got[line-1], want)
		}
	}
}
