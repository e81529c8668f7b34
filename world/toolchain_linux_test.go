package world

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"
)

var project = MemTree{
	"go.mod":      []byte("module example.org/x\n\ngo 1.21\n"),
	"x.go":        []byte("package x\n\nfunc Two() int { return 2 }\n"),
	"x_test.go":   []byte("package x\n\nimport (\"os\"; \"testing\")\n\nfunc TestTwo(t *testing.T) {\n\tif Two() != 2 { t.Fatal() }\n\tif os.Getenv(\"GOPROXY\") != \"off\" { t.Fatal(\"network\") }\n}\n"),
	"bad/bad.go":  []byte("package bad\n\nfunc x() int { return \"\" }\n"),
	"py/two.py":   []byte("def two():\n    return 2\n"),
	"py/test2.py": []byte("import unittest\nfrom two import two\nclass T(unittest.TestCase):\n    def test(self):\n        self.assertEqual(two(), 2)\n"),
	"py/bad.txt":  []byte("def two(:\n"),
}

func TestGoInTheSandbox(t *testing.T) {
	cache := t.TempDir()
	must(t, os.Chmod(cache, 0o755))
	goes, err := GoToolchain(t.Context(), "")
	if errors.Is(err, ErrNoToolchain) {
		t.Skip(err)
	}
	must(t, err)
	own, err := GoToolchain(t.Context(), cache)
	must(t, err)
	if !strings.HasPrefix(goes.Version, "go1.") {
		t.Errorf("version %q", goes.Version)
	}
	w := workspace(t, project)
	limits := Limits{Wall: 5 * time.Minute}
	for _, test := range []struct {
		name string
		with Toolchain
		argv string
		ok   bool
	}{
		{"vet", goes, "go vet .", true},
		{"test", goes, "go test .", true},
		{"build what does not build", goes, "go build ./bad", false},
		{"a missing module is not fetched", goes, "go run example.org/y@latest", false},
	} {
		r := run(t, w, test.with.Apply(Command{Argv: strings.Fields(test.argv), Limits: limits}))
		if r.OK() != test.ok {
			t.Errorf("%s: exit %d, hit %v\n%s%s", test.name, r.Exit, r.Hit, r.Stdout, r.Stderr)
		}
	}
	if names, _ := os.ReadDir(cache); len(names) != 0 {
		t.Errorf("the cache holds %d entries before it was used", len(names))
	}
	r := run(t, w, own.Keep().Apply(Command{Argv: strings.Fields("go list ."), Limits: limits}))
	if !r.OK() {
		t.Errorf("own cache: exit %d\n%s", r.Exit, r.Stderr)
	}
	if names, _ := os.ReadDir(cache); len(names) == 0 {
		t.Error("the own cache stayed empty")
	}
}

func TestPythonInTheSandbox(t *testing.T) {
	python, err := PythonToolchain(t.Context())
	if errors.Is(err, ErrNoToolchain) {
		t.Skip(err)
	}
	must(t, err)
	w := workspace(t, project)
	for argv, ok := range map[string]bool{
		"python3 -m compileall -q py":                  true,
		"python3 -m unittest discover -s py -p t*2.py": true,
		"python3 py/bad.txt":                           false,
		"python3 -c print(open('/etc/shadow'))":        false,
	} {
		r := run(t, w, python.Apply(Command{Argv: strings.Fields(argv)}))
		if r.OK() != ok {
			t.Errorf("%s: exit %d, hit %v\n%s%s", argv, r.Exit, r.Hit, r.Stdout, r.Stderr)
		}
	}
}
