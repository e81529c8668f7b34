package assure_test

import (
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/assure/attack"
	"github.com/prunella/prunella/assure/behaviour"
	"github.com/prunella/prunella/assure/parses"
	"github.com/prunella/prunella/assure/proof"
	"github.com/prunella/prunella/assure/reanalysis"
	"github.com/prunella/prunella/assure/scope"
	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/golang"
	"github.com/prunella/prunella/code/lang/python"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/rules"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/world"
)

// engine is as the program wires it, without strategies: these patches are made by
// hand.
func engine(t *testing.T) *code.Engine {
	t.Helper()
	all, err := rule.Load(rules.Files)
	if err != nil {
		t.Fatal(err)
	}
	return &code.Engine{
		Languages: []lang.Language{golang.Language{}, python.Language{}}, Rules: all, Demands: demands.All(),
		Options: code.Options{Jobs: 1},
	}
}

// scan analyses a tree.
func scan(t *testing.T, e *code.Engine, tree world.Tree) *code.Report {
	t.Helper()
	p, err := e.Load(t.Context(), tree)
	if err != nil {
		t.Fatal(err)
	}
	r, err := e.Scan(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// patched is the patch that writes text to file, for the first finding of the rule.
func patched(t *testing.T, e *code.Engine, files world.MemTree, file, ruleID, text string) *code.Patch {
	t.Helper()
	after := world.Overlay(files, map[string][]byte{file: []byte(text)})
	p := &code.Patch{
		Before: files, After: after, Earlier: scan(t, e, files), Report: scan(t, e, after),
		Data: record.Patch{Files: []record.PatchFile{{Path: file}}},
	}
	for _, f := range p.Earlier.Found {
		if f.Rule.ID == ruleID && p.Found == nil {
			p.Found = f
		}
	}
	if p.Found == nil {
		t.Fatalf("no finding of %s in the program before the patch", ruleID)
	}
	return p
}

// swapped is a text with old replaced by new, once.
func swapped(t *testing.T, text, old, new string) string {
	t.Helper()
	if strings.Count(text, old) != 1 {
		t.Fatalf("%q is not once in the program", old)
	}
	return strings.Replace(text, old, new, 1)
}

// files serves documents below a folder that the operator names, to those who are
// logged in.
const files = `package main

import (
	"errors"
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

var errName = errors.New("no such document")

type library struct{ data string }

func (l library) document(name string) ([]byte, error) {
	return os.ReadFile(filepath.Join(l.data, "documents", name))
}

func session(token string) bool { return strings.HasPrefix(token, "prunella") && len(token) == 77 }

func main() {
	data := flag.String("data", "data", "folder of the documents")
	flag.Parse()
	l := library{*data}
	http.HandleFunc("GET /documents", func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie("session")
		if err != nil || !session(c.Value) {
			http.Error(w, "who are you?", http.StatusForbidden)
			return
		}
		content, err := l.document(r.FormValue("name"))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Write(content)
	})
	http.ListenAndServe(":8080", nil)
}
`

const read = `	return os.ReadFile(filepath.Join(l.data, "documents", name))`

// TestPathPatches: right and wrong patches of one program, and the rung that tells.
func TestPathPatches(t *testing.T) {
	e := engine(t)
	for _, c := range []struct {
		name, text string
		rung       string // that refuses; "" when all accept
		why        string // in its reason
	}{
		{"a name that leads out is refused", "\tif !filepath.IsLocal(name) {\n\t\treturn nil, errName\n\t}\n" + read, "", ""},
		{"the name is made local", strings.Replace(read, "name))", `filepath.Clean("/"+name)))`, 1), "", ""},
		{"nothing is done", read + " //", "L2", "still there"},
		{"only the known attack is refused", "\tif strings.HasPrefix(name, \"../../\") {\n\t\treturn nil, errName\n\t}\n" + read, "L2", "still there"},
		{"sub-folders are lost", strings.Replace(read, "name))", "filepath.Base(name)))", 1), "L6", "2024/06/report.pdf"},
		{"names of two words are refused", "\tif !filepath.IsLocal(name) || strings.Contains(name, \" \") {\n\t\treturn nil, errName\n\t}\n" + read, "L6", "Annual report"},
		{"an absolute folder for data is refused", "\tpath := filepath.Join(l.data, \"documents\", name)\n\tif !filepath.IsLocal(path) || !filepath.IsLocal(name) {\n\t\treturn nil, errName\n\t}\n\treturn os.ReadFile(path)", "L6", "/srv/"},
		{"nothing is read any more", "\treturn nil, errName", "L6", "documents"},
		{"it does not parse", read + "\n}", "L0", ""},
		{"a new flaw comes with it", "\tif !filepath.IsLocal(name) {\n\t\treturn nil, os.WriteFile(\"log\", []byte(name), 0o777)\n\t}\n" + read, "L2", "a new finding"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tree := world.MemTree{"go.mod": []byte("module example.org/files\n\ngo 1.26\n"), "main.go": []byte(files)}
			p := patched(t, e, tree, "main.go", "path-traversal", swapped(t, files, read, c.text))
			refused(t, e, p, c.rung, c.why)
		})
	}
}

// refused asks the rungs that run nothing and expects the one to refuse, or none.
func refused(t *testing.T, e *code.Engine, p *code.Patch, rung, why string) {
	t.Helper()
	s := &assure.Subject{Engine: e, Series: &code.Series{Base: p.Before, Patches: []*code.Patch{p}}, Patch: p, NoRunner: "a test", Shared: &assure.Shared{}}
	all := []assure.Rung{parses.Rung{}, reanalysis.Rung{}, scope.Rung{}, attack.Rung{}, behaviour.Rung{}, proof.Rung{}}
	said, _ := assure.Climb(t.Context(), all, s)
	got, told := "", ""
	for _, r := range said {
		if r.Status == assure.Failed {
			got, told = r.Rung, r.Why
		}
	}
	if got != rung || !strings.Contains(told, why) {
		t.Errorf("%q refuses (%s), want %q (%s)\n%v", got, told, rung, why, said)
	}
	if certified, grade := assure.Grade(said); certified != (rung == "") {
		t.Errorf("certified: %v, grade %s\n%v", certified, grade, said)
	}
}

// clinic searches its patients and prints letters.
const clinic = `import sqlite3
import subprocess

from flask import Flask, request

app = Flask(__name__)


@app.route("/patients")
def patients():
    name = request.args["name"]
    db = sqlite3.connect("clinic.db")
    rows = db.execute("SELECT id FROM patients WHERE name = '" + name + "'").fetchall()
    return {"patients": len(rows)}


@app.route("/letters", methods=["POST"])
def letters():
    letter = request.form["letter"]
    subprocess.run("print-letter " + letter, shell=True, check=True)
    return "printed"
`

// TestStatementPatches: what a statement or a command means is compared, not how
// it is written.
func TestStatementPatches(t *testing.T) {
	const query = `    rows = db.execute("SELECT id FROM patients WHERE name = '" + name + "'").fetchall()`
	const command = `    subprocess.run("print-letter " + letter, shell=True, check=True)`
	e := engine(t)
	for _, c := range []struct{ name, rule, old, new, rung, why string }{
		{"a parameter", "sql-injection", query, `    rows = db.execute("SELECT id FROM patients WHERE name = ?", (name,)).fetchall()`, "", ""},
		{"another column", "sql-injection", query, `    rows = db.execute("SELECT id FROM patients WHERE id = ?", (name,)).fetchall()`, "L6", "ID"},
		{"capitals", "sql-injection", query, `    rows = db.execute("SELECT id FROM patients WHERE name = ?", (name.upper(),)).fetchall()`, "L6", "was"},
		{"names of two words are refused", "sql-injection", query, "    if not name.isalnum():\n        raise ValueError(name)\n" + query, "L6", "gone: sql"},
		{"the error is swallowed", "sql-injection", query, "    try:\n        rows = db.execute(\"SELECT id FROM patients WHERE name = ?\", (name,)).fetchall()\n    except sqlite3.Error:\n        pass", "L8", "swallowed"},
		{"an argument vector", "command-injection", command, `    subprocess.run(["print-letter", letter], check=True)`, "", ""},
		{"another program", "command-injection", command, `    subprocess.run(["print", letter], check=True)`, "L6", "print"},
		{"no program", "command-injection", command, `    pass`, "L6", "process"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := patched(t, e, world.MemTree{"app.py": []byte(clinic)}, "app.py", c.rule, swapped(t, clinic, c.old, c.new))
			p.Data.Diff = udiff.Unified("a/app.py", "b/app.py", clinic, swapped(t, clinic, c.old, c.new))
			refused(t, e, p, c.rung, c.why)
		})
	}
}
