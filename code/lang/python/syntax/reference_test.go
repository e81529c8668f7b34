package syntax

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var (
	full   = flag.Bool("full", false, "compare every file of the standard library, not one in ten")
	python = flag.String("python", "python3", "the reference")
	corpus = flag.String("corpus", "", "compare the files below this folder instead of the standard library")
)

// standardLibrary lists the Python files of the python3 that is installed.
func standardLibrary(t testing.TB) []string {
	root := *corpus
	if root == "" {
		out, err := exec.Command(*python, "-c", `import sysconfig; print(sysconfig.get_paths()["stdlib"])`).Output()
		if err != nil {
			t.Skip("the reference is not installed")
		}
		root = strings.TrimSpace(string(out))
	}
	var files []string
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() && strings.HasSuffix(path, ".py") {
			files = append(files, path)
		}
		return nil
	})
	if err != nil || len(files) == 0 {
		t.Skip("the standard library is not there")
	}
	return files
}

// TestReference compares our trees with those of CPython over its standard
// library: statements, expressions, operators, names, constants and positions.
func TestReference(t *testing.T) {
	files := standardLibrary(t)
	if !*full {
		some := files[:0]
		for i := 0; i < len(files); i += 10 {
			some = append(some, files[i])
		}
		files = some
	}
	cmd := exec.Command(*python, "testdata/dump.py")
	cmd.Stdin = strings.NewReader(strings.Join(files, "\x00"))
	cmd.Stderr = os.Stderr
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	in := bufio.NewReaderSize(pipe, 1<<20)
	vague, err := in.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	var tree *Tree
	same, invalid, lines, failed := 0, 0, 0, 0
	for {
		path, want, err := readRecord(in)
		if err != nil {
			break
		}
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		tree = Parse(src, tree)
		if string(want) == "invalid" {
			invalid++
			continue
		}
		lines += bytes.Count(src, []byte("\n"))
		if len(tree.Errors) > 0 {
			e := tree.Errors[0]
			t.Errorf("%s:%d: valid, but: %s", path, 1+bytes.Count(src[:e.Start], []byte("\n")), e.Msg)
			failed++
		} else if got := dump(tree, vague == "vague\n"); !bytes.Equal(got, want) && !(tree.Encoding == Other) {
			t.Errorf("%s: %s", path, firstDifference(got, want))
			failed++
		} else {
			same++
		}
		if failed > 300 {
			t.Fatal("too many differences")
		}
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d files with %d lines have the same tree; CPython itself rejects %d", same, lines, invalid)
}

func readRecord(in *bufio.Reader) (path string, data []byte, err error) {
	head, err := in.ReadString('\n')
	if err != nil {
		return "", nil, err
	}
	n := 0
	i := strings.LastIndexByte(head, ' ')
	if _, err := fmt.Sscan(head[i+1:], &n); err != nil {
		return "", nil, err
	}
	data = make([]byte, n)
	_, err = io.ReadFull(in, data)
	return head[:i], data, err
}

func firstDifference(got, want []byte) string {
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	cut := func(b []byte) []byte { return b[max(0, min(i-60, len(b))):min(i+100, len(b))] }
	return fmt.Sprintf("got\n%s\nwant\n%s", cut(got), cut(want))
}
