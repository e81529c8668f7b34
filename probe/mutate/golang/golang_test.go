package golang

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/prunella/prunella/probe/mutate/mutatetest"
)

const example = `package sample

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
)

// a comment that may go
func handle(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name") // read
	kind := r.URL.Query().Get("kind")
	count := 0
	label := "unknown label"
	var out string
	if kind == "list" {
		label = "list of names"
		count = len(name)
	}
	out = greet(name, count)
	write(w, "MARK "+label+": "+out+"\n")
}

func write(w http.ResponseWriter, text string) { fmt.Fprint(w, text) }

func greet(name string, n int) string {
	limit := 3
	first := "hello, "
	for i := 0; i < limit; i++ {
		n += i
	}
	return fmt.Sprintf("%s%s (%d)", first, name, n)
}

func Run() string {
	rec := httptest.NewRecorder()
	for _, q := range []string{"kind=list&name=" + url.QueryEscape("a,b'\"\\é\x00"), "name=x", ""} {
		handle(rec, httptest.NewRequest("GET", "/?"+q, nil))
	}
	return rec.Body.String()
}
`

func TestExample(t *testing.T) {
	run := run
	if _, err := exec.LookPath("go"); err != nil || testing.Short() {
		run = nil
	}
	mutatetest.Example(t, Language{}, "sample.go", example, run)
}

// run builds all programs into one, so that there is one linking.
func run(t *testing.T, programs []map[string][]byte) []string {
	dir := t.TempDir()
	var imports, calls strings.Builder
	for i, files := range programs {
		for name, text := range files {
			put(t, filepath.Join(dir, fmt.Sprintf("p%d", i), name), text)
		}
		fmt.Fprintf(&imports, "import p%d \"many/p%d\"\n", i, i)
		fmt.Fprintf(&calls, "\tfmt.Printf(\"%%q\\n\", p%d.Run())\n", i)
	}
	put(t, filepath.Join(dir, "go.mod"), []byte("module many\n\ngo 1.24\n"))
	put(t, filepath.Join(dir, "main.go"), []byte("package main\n\nimport \"fmt\"\n\n"+imports.String()+"\nfunc main() {\n"+calls.String()+"}\n"))
	cmd := exec.Command("go", "run", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off")
	out, err := cmd.Output()
	if err != nil {
		var text string
		if e, ok := err.(*exec.ExitError); ok {
			text = string(e.Stderr)
		}
		t.Fatalf("%v\n%s", err, text[:min(len(text), 4000)])
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

func put(t *testing.T, name string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

func FuzzView(f *testing.F) {
	f.Add(example)
	f.Fuzz(func(t *testing.T, text string) {
		v, ok := Language{}.View([]byte(text))
		if !ok {
			return
		}
		for _, x := range v.Values {
			if x.From < 0 || x.To > len(text) || x.From >= x.To {
				t.Errorf("a value at %v of %d bytes", x.Span, len(text))
			}
		}
	})
}
