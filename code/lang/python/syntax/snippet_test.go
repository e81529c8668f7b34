package syntax

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "record the trees of testdata again")

// snippets are our own Python files.
func snippets(t testing.TB) map[string]string {
	files, _ := filepath.Glob("testdata/*.py.txt")
	m := map[string]string{}
	for _, path := range files {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		m[strings.TrimSuffix(path, ".py.txt")] = string(src)
	}
	return m
}

// TestRecorded compares each snippet with the tree recorded beside it. The
// trees of what Python 3.11 knows are those of CPython (run TestReference with
// -corpus on copies named .py); those of newer syntax and of broken code were
// read by a person.
func TestRecorded(t *testing.T) {
	for path, src := range snippets(t) {
		tree := Parse([]byte(src), nil)
		check(t, tree)
		var got bytes.Buffer
		got.Write(dump(tree, true))
		for _, e := range tree.Errors {
			got.WriteString("error " + strings.ReplaceAll(string(src[e.Start:min(int(e.End), len(src))]), "\n", "\\n") + ": " + e.Msg + "\n")
		}
		if *update {
			if err := os.WriteFile(path+".tree", got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path + ".tree")
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s: %s", path, firstDifference(got.Bytes(), want))
		}
	}
}
