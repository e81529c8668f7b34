package code_test

import (
	"bytes"
	"maps"
	"slices"
	"testing"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/world"
)

type memStore map[string][]byte

func (s memStore) Load(key string) []byte       { return s[key] }
func (s memStore) Save(key string, data []byte) { s[key] = data }

// twoLanguages has a flaw in each of two programs.
func twoLanguages() world.MemTree {
	return world.MemTree{
		"go.mod":    []byte("module m\n"),
		"main.go":   []byte("package main\n\nimport (\n\t\"net/http\"\n\t\"os/exec\"\n)\n\nfunc main() {\n\thttp.HandleFunc(\"/\", func(w http.ResponseWriter, r *http.Request) {\n\t\texec.Command(\"sh\", \"-c\", r.FormValue(\"c\")).Run()\n\t})\n}\n"),
		"tool.py":   []byte("import os\nfrom flask import Flask, request\n\napp = Flask(__name__)\n\n@app.route('/')\ndef run():\n    os.system(request.args['c'])  # caf\xe9\n    return ''\n"),
		"README.md": []byte("nothing\n"),
	}
}

// TestStoredProgramsAreNotScannedAgain counts what is written to the store: a program
// is told again from it until something that its scan read is another.
func TestStoredProgramsAreNotScannedAgain(t *testing.T) {
	e, store, tree := cacheEngine(t), &countingStore{memStore: memStore{}}, twoLanguages()
	c := func() *code.Cache { return &code.Cache{Store: store, Build: "1"} }
	first := saidOf(t, e, tree, c())
	if n := bytes.Count(first, []byte("command-injection")); n < 2 {
		t.Fatalf("want a flaw in both programs: %s", first)
	}
	steps := []struct {
		what string
		edit func(world.MemTree)
		told int
	}{
		{"nothing changed", func(world.MemTree) {}, 0},
		{"a file that nobody read", func(m world.MemTree) { m["README.md"] = []byte("more\n") }, 0},
		{"a file of one program", func(m world.MemTree) { m["tool.py"] = append(slices.Clone(m["tool.py"]), "\n# more\n"...) }, 1},
		{"the module's name", func(m world.MemTree) { m["go.mod"] = []byte("module other\n") }, 1},
		{"one more file", func(m world.MemTree) { m["more.go"] = []byte("package main\n") }, 1},
		{"it is gone again", func(m world.MemTree) { delete(m, "more.go") }, 0},
	}
	for _, s := range steps {
		tree = maps.Clone(tree)
		s.edit(tree)
		store.saved = 0
		got := saidOf(t, e, tree, c())
		if store.saved != s.told {
			t.Errorf("%s: %d programs were scanned, want %d", s.what, store.saved, s.told)
		}
		if full := saidOf(t, e, tree, nil); !bytes.Equal(got, full) {
			t.Errorf("%s: with the store\n%s\nfrom nothing\n%s", s.what, got, full)
		}
	}
	store.saved = 0
	saidOf(t, e, tree, &code.Cache{Store: store, Build: "2"})
	if store.saved != 2 {
		t.Errorf("another build: %d programs were scanned, want both", store.saved)
	}
}

// TestDamagedStore scans with a store that gives back anything but what was saved.
func TestDamagedStore(t *testing.T) {
	e, tree := cacheEngine(t), twoLanguages()
	full := saidOf(t, e, tree, nil)
	for _, junk := range []string{"", "null", "{}", "[]", `{"Read":{}}x`, `{"Read":{"main.go":""}}`, "\x00"} {
		if got := saidOf(t, e, tree, &code.Cache{Store: junkStore(junk)}); !bytes.Equal(got, full) {
			t.Errorf("%q: %s", junk, got)
		}
	}
}

type countingStore struct {
	memStore
	saved int
}

func (s *countingStore) Save(key string, data []byte) {
	s.saved++
	s.memStore.Save(key, data)
}

type junkStore string

func (s junkStore) Load(string) []byte  { return []byte(s) }
func (s junkStore) Save(string, []byte) {}
