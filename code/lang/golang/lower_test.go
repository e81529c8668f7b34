package golang

import (
	"flag"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/prunella/prunella/code/ir"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestLower compares the lowering of small programs with what testdata/lower.txtar
// says: x.go is followed by x.ir.
func TestLower(t *testing.T) {
	const golden = "testdata/lower.txtar"
	archive, err := txtar.ParseFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	for i := range archive.Files {
		name, ok := strings.CutSuffix(archive.Files[i].Name, ".go")
		if !ok {
			continue
		}
		got := dump(Language{}.Lower(name+".go", "m", archive.Files[i].Data))
		if i+1 == len(archive.Files) || archive.Files[i+1].Name != name+".ir" {
			t.Fatalf("%s.go is not followed by %s.ir", name, name)
		}
		if want := &archive.Files[i+1].Data; *update {
			*want = []byte(got)
		} else if got != string(*want) {
			t.Errorf("%s:\n%s\nwant:\n%s", name, got, *want)
		}
	}
	if *update {
		if err := os.WriteFile(golden, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func dump(u *ir.Unit) string {
	var out strings.Builder
	for _, p := range u.Problems {
		out.WriteString("problem: " + p.Text + "\n")
	}
	if len(u.Init.Body) > 0 {
		out.WriteString(u.Init.String())
	}
	for _, f := range u.Funcs {
		out.WriteString(f.String())
	}
	return out.String()
}

func TestModules(t *testing.T) {
	files := map[string]string{
		"go.mod":                         "module example.org/shop\n",
		"tools/go.mod":                   "module example.org/tools\n",
		"store/db_test.go":               "// comment\n\n/* package no\n*/\npackage store_test\n",
		"store/in_test.go":               "package store\n",
		"lib/go/net_http.go.txt":         "// doc\npackage http // import \"net/http\"\n",
		"vendor/github.com/a/b/c.go":     "",
		"store/vendor/github.com/x/y.go": "",
		"store/db.go":                    "",
		"main.go":                        "",
		"tools/gen/gen.go":               "",
	}
	want := map[string]string{
		"main.go":                        "example.org/shop",
		"store/db.go":                    "example.org/shop/store",
		"store/db_test.go":               "example.org/shop/store_test",
		"store/in_test.go":               "example.org/shop/store",
		"tools/gen/gen.go":               "example.org/tools/gen",
		"vendor/github.com/a/b/c.go":     "github.com/a/b",
		"store/vendor/github.com/x/y.go": "github.com/x",
		"lib/go/net_http.go.txt":         "net/http",
	}
	var paths []string
	for p := range want {
		paths = append(paths, p)
	}
	got := Language{}.Modules(paths, func(p string) []byte {
		if text, ok := files[p]; ok {
			return []byte(text)
		}
		return nil
	})
	for p, module := range want {
		if got[p] != module {
			t.Errorf("%s is of %q, want %q", p, got[p], module)
		}
	}
	loose := Language{}.Modules([]string{"a.go", "x/y/b.go"}, func(string) []byte { return nil })
	if loose["a.go"] != rootModule || loose["x/y/b.go"] != "x/y" {
		t.Errorf("without go.mod: %v", loose)
	}
}

func TestExcluded(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"x_windows.go", "package p", true},
		{"x_linux.go", "package p", false},
		{"x_linux_arm64.go", "package p", true},
		{"windows.go", "package p", false},
		{"x_test.go", "package p", false},
		{"x.go", "//go:build ignore\n\npackage p", true},
		{"x.go", "//go:build !windows\n\npackage p", false},
		{"x.go", "//go:build windows || integration\n\npackage p", false},
		{"x.go", "//go:build linux && !cgo\n\npackage p", true},
		{"x.go", "package p\n\n//go:build ignore", false},
	} {
		u := Language{}.Lower("dir/"+c.name, "m", []byte(c.text))
		if got := u.Init == nil; got != c.want {
			t.Errorf("%s %q: excluded %v, want %v", c.name, c.text, got, c.want)
		}
	}
}

func TestGuessNames(t *testing.T) {
	for path, want := range map[string]string{
		"net/http": "http", "github.com/go-chi/chi/v5": "chi", "gopkg.in/yaml.v3": "yaml", "github.com/mattn/go-sqlite3": "sqlite3",
		"github.com/dgrijalva/jwt-go": "jwt", "math/rand/v2": "rand", "github.com/jackc/pgx/v5/pgxpool": "pgxpool", "v2": "v2",
	} {
		if got, _ := guessNames(path); got != want {
			t.Errorf("%s is package %s, want %s", path, got, want)
		}
	}
}

// Deep nesting ends in a problem, not in a stack overflow.
func TestDeepNesting(t *testing.T) {
	for name, text := range map[string]string{
		"parentheses": "package p\nvar x = " + strings.Repeat("(", 50000) + "1" + strings.Repeat(")", 50000),
		"unary":       "package p\nvar x = " + strings.Repeat("-", 50000) + "1",
		"blocks":      "package p\nfunc f() " + strings.Repeat("{", 50000) + strings.Repeat("}", 50000),
		"functions":   "package p\nvar x = " + strings.Repeat("func() { return ", 5000) + "1" + strings.Repeat("}", 5000),
		"types":       "package p\ntype t " + strings.Repeat("[]", 50000) + "int",
		"literals":    "package p\nvar x = T" + strings.Repeat("{", 50000) + strings.Repeat("}", 50000),
		"calls":       "package p\nvar x = a" + strings.Repeat(".b()", 20000),
	} {
		u := Language{}.Lower("x.go", "m", []byte(text))
		if len(u.Problems) == 0 && name != "types" {
			t.Errorf("%s: no problem", name)
		}
	}
	flat := "package p\nvar x = " + strings.Repeat("\"a\" + ", 20000) + "\"b\""
	if u := (Language{}).Lower("x.go", "m", []byte(flat)); len(u.Problems) > 0 {
		t.Errorf("a long sum: %v", u.Problems[0])
	}
}
