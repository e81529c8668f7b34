package assure_test

import (
	"strings"
	"testing"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/assure/tests"
	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/world"
)

const greeter = `package main

import (
	"io"
	"net/http"
)

func hello(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	io.WriteString(w, "<p>Hello "+r.FormValue("name")+"</p>")
}

func main() {
	http.HandleFunc("/hello", hello)
	http.ListenAndServe(":8080", nil)
}
`

const slugs = `def slug(title):
    return title.lower().replace(" ", "-")
`

// TestCharacterised: a project without tests gets some, made from what it answered. A
// patch that keeps to it passes, one that answers otherwise fails, and one that takes
// the function away is not measured by it.
func TestCharacterised(t *testing.T) {
	runner, err := world.NewRunner("")
	if err != nil {
		t.Skip("no sandbox: ", err)
	}
	mod := []byte("module example.org/p\n\ngo 1.22\n")
	for _, c := range []struct {
		name, file, before, after, fn string
		status, says                  string
	}{
		{"go: escaped", "main.go", greeter, strings.NewReplacer(`r.FormValue("name")+`, `html.EscapeString(r.FormValue("name"))+`, "import (\n", "import (\n\t\"html\"\n").Replace(greeter), "", assure.Passed, "5 calls"},
		{"go: thrown away", "main.go", greeter, strings.Replace(greeter, `r.FormValue("name")+`, `"you"+`, 1), "", assure.Failed, "otherwise"},
		{"go: gone", "main.go", greeter, strings.Replace(greeter, "func hello(w", "func hallo(w", 1), "", assure.NotRun, "by itself"},
		{"python: kept", "app.py", slugs, strings.Replace(slugs, "title.lower()", "str(title).lower()", 1), "app.slug", assure.Passed, "5 calls"},
		{"python: changed", "app.py", slugs, strings.Replace(slugs, `"-"`, `"_"`, 1), "app.slug", assure.Failed, "otherwise"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			e := engine(t)
			base := world.MemTree{c.file: []byte(c.before)}
			if c.file == "main.go" {
				base["go.mod"] = mod
			}
			after := world.Overlay(base, map[string][]byte{c.file: []byte(c.after)})
			p := &code.Patch{Before: base, After: after, Earlier: scan(t, e, base), Report: scan(t, e, after)}
			if c.fn == "" {
				for _, f := range p.Earlier.Found {
					if f.Rule.ID == "cross-site-scripting" {
						p.Found = f
					}
				}
			} else {
				prog := p.Earlier.Programs[len(p.Earlier.Programs)-1]
				p.Found = &code.Found{Program: prog, Flows: []*solve.Flow{{Sink: "path", Root: prog.Func(c.fn)}}}
			}
			s := &assure.Subject{Engine: e, Series: &code.Series{Base: base, Patches: []*code.Patch{p}}, Patch: p, Runner: runner, Shared: &assure.Shared{}}
			res := tests.Rung{}.Check(t.Context(), s)
			if strings.Contains(res.Why, world.ErrNoToolchain.Error()) {
				t.Skip(res.Why)
			}
			if res.Status != c.status || !strings.Contains(res.Why, c.says) {
				t.Errorf("%s (%s), want %s that says %q", res.Status, res.Why, c.status, c.says)
			}
			if (res.Offer != nil) != (c.status != assure.NotRun) {
				t.Errorf("offered: %+v", res.Offer)
			}
		})
	}
}
