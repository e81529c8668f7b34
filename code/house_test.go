package code_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/fix"
	fixgo "github.com/prunella/prunella/code/fix/golang"
	fixpython "github.com/prunella/prunella/code/fix/python"
	"github.com/prunella/prunella/code/learn"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/world"
)

const pyHead = "import sqlite3\nfrom flask import Flask, request\n\napp = Flask(__name__)\ndb = sqlite3.connect(\"x.db\")\n"

const goHead = `package main

import (
	"database/sql"
	"net/http"
	"os/exec"
)

var db *sql.DB
var _ = exec.Command

func main() {
	var err error
	if db, err = sql.Open("sqlite", "x.db"); err != nil {
		return
	}
	http.HandleFunc("/one", one)
	http.HandleFunc("/two", two)
}
`

// A correction of one place mends another of its kind in the house's own words, in
// whatever form the text is built there.
func TestHouseStyle(t *testing.T) {
	for _, c := range []struct {
		name       string
		file       string
		more       world.MemTree
		head       string // before and after
		one, after string // one place, and how somebody mended it
		two, want  string // another, and what is to be in its patch
	}{
		{
			name: "python, an f-string after a sum", file: "app.py", head: pyHead + "import house\n",
			more:  world.MemTree{"house.py": []byte("def run(db, query, values):\n    return db.execute(query, values)\n")},
			one:   "@app.route(\"/one\")\ndef one():\n    name = request.args[\"name\"]\n    db.execute(\"DELETE FROM a WHERE n = '\" + name + \"'\")\n    return \"ok\"\n",
			after: "@app.route(\"/one\")\ndef one():\n    name = request.args[\"name\"]\n    house.run(db, \"DELETE FROM a WHERE n = ?\", [name])\n    return \"ok\"\n",
			two:   "@app.route(\"/two\")\ndef two():\n    who, id = request.args[\"who\"], request.args[\"id\"]\n    db.execute(f\"DELETE FROM b WHERE n = '{who}' AND i = '{id}'\")\n    return \"ok\"\n",
			want:  "    house.run(db, \"DELETE FROM b WHERE n = ? AND i = ?\", [who, id])",
		},
		{
			name: "go, a method of theirs", file: "main.go", head: goHead,
			more:  world.MemTree{"go.mod": []byte("module example.org/h\n\ngo 1.24\n"), "safe.go": []byte("package main\n\nimport \"database/sql\"\n\nfunc bound(db *sql.DB, q string, args ...any) {\n\tdb.Exec(q, args...)\n}\n")},
			one:   "func one(w http.ResponseWriter, r *http.Request) {\n\tdb.Exec(\"DELETE FROM a WHERE n = '\" + r.FormValue(\"n\") + \"'\")\n}\n",
			after: "func one(w http.ResponseWriter, r *http.Request) {\n\tbound(db, \"DELETE FROM a WHERE n = ?\", r.FormValue(\"n\"))\n}\n",
			two:   "func two(w http.ResponseWriter, r *http.Request) {\n\tid := r.FormValue(\"id\")\n\tq := \"DELETE FROM b WHERE i = '\" + id + \"'\"\n\tdb.Exec(q)\n}\n",
			want:  "\tbound(db, \"DELETE FROM b WHERE i = ?\", id)",
		},
		{
			name: "go, a value wrapped", file: "main.go", head: goHead,
			more:  world.MemTree{"go.mod": []byte("module example.org/h\n\ngo 1.24\n"), "safe.go": []byte("package main\n\nimport \"strings\"\n\nfunc word(s string) string {\n\treturn \"'\" + strings.ReplaceAll(s, \"'\", `'\\''`) + \"'\"\n}\n")},
			one:   "func one(w http.ResponseWriter, r *http.Request) {\n\tdir := r.FormValue(\"n\")\n\texec.Command(\"sh\", \"-c\", \"ls \"+dir).Run()\n}\n",
			after: "func one(w http.ResponseWriter, r *http.Request) {\n\tdir := r.FormValue(\"n\")\n\texec.Command(\"sh\", \"-c\", \"ls \"+word(dir)).Run()\n}\n",
			two:   "func two(w http.ResponseWriter, r *http.Request) {\n\texec.Command(\"sh\", \"-c\", \"du -s \"+r.FormValue(\"d\")+\" | sort\").Run()\n}\n",
			want:  "\"du -s \"+word(r.FormValue(\"d\"))+\" | sort\"",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := cacheEngine(t)
			e.Strategies = map[string][]fix.Strategy{"go": fixgo.Strategies(), "python": fixpython.Strategies()}
			before, after := maps.Clone(c.more), []byte(c.head+"\n"+c.after+"\n"+c.two)
			before[c.file] = []byte(c.head + "\n" + c.one + "\n" + c.two)
			series, err := e.Weigh(t.Context(), before, map[string][]byte{c.file: after})
			if err != nil || len(series.Patches) != 1 {
				t.Fatalf("%d findings are mended (%v)", len(series.Patches), err)
			}
			p := series.Patches[0]
			style, err := learn.Correction(p.Found.Flow(), p.Found.Program.Lang.Name(), string(after))
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%s: %s", style.Level, style.Text)
			e.Known = []learn.Lesson{{ID: "x", Action: record.LearnFix, Knowledge: record.Knowledge{Rule: p.Found.Rule.ID, Lang: p.Found.Program.Lang.Name(), Fix: &style}}}
			tree := maps.Clone(before)
			tree[c.file] = after
			mended, err := e.Mend(t.Context(), tree)
			if err != nil || len(mended.Patches) == 0 {
				t.Fatalf("%d patches (%v): %v", len(mended.Patches), err, mended.Stuck)
			}
			got := mended.Patches[0]
			if text := string(got.Changes[c.file]); got.Data.Strategy != "house" || !strings.Contains(text, c.want) {
				t.Errorf("the patch, by %s, does not hold %q:\n%s", got.Data.Strategy, c.want, got.Data.Diff)
			}
		})
	}
}

// A style that does not mend is only a proposal: the engine goes on to its own.
func TestHouseStyleRefuted(t *testing.T) {
	e := cacheEngine(t)
	e.Strategies = map[string][]fix.Strategy{"python": fixpython.Strategies()}
	tree := world.MemTree{"app.py": []byte(pyHead + "\n@app.route(\"/one\")\ndef one():\n    name = request.args[\"name\"]\n    db.execute(\"DELETE FROM a WHERE n = '\" + name + \"'\")\n    return \"ok\"\n")}
	for i, text := range []string{"${recv}.execute(${arg0})", "print(${arg0}) or ${recv}.execute(${arg0})", "${recv}.execute(", "${nothing}", "exec(${arg0})"} {
		style := record.Style{Callee: "execute", Level: "call", Count: 1, Text: text}
		e.Known = []learn.Lesson{{ID: record.ID(fmt.Sprint(i)), Action: record.LearnFix, Knowledge: record.Knowledge{Rule: "sql-injection", Lang: "python", Fix: &style}}}
		s, err := e.Mend(t.Context(), tree)
		if err != nil || len(s.Patches) != 1 || s.Patches[0].Data.Strategy == "house" {
			t.Errorf("%s: %d patches, %v", text, len(s.Patches), err)
		}
	}
}

// A way to mend that was turned down is not tried again where it was, and the reason is told.
func TestAvoided(t *testing.T) {
	e := cacheEngine(t)
	e.Strategies = map[string][]fix.Strategy{"python": fixpython.Strategies()}
	tree := world.MemTree{"app.py": []byte(pyHead + "\n@app.route(\"/one\")\ndef one():\n    name = request.args[\"name\"]\n    db.execute(\"DELETE FROM a WHERE n = '\" + name + \"'\")\n    return \"ok\"\n")}
	first, err := e.Mend(t.Context(), tree)
	if err != nil || len(first.Patches) != 1 {
		t.Fatalf("%d patches, %v", len(first.Patches), err)
	}
	p := first.Patches[0]
	key := record.Sum([]byte(p.Found.Finding.Key))
	for _, c := range []struct {
		scope, path string
		key         record.Digest
		avoided     bool
	}{
		{record.ScopeFinding, "", key, true},
		{record.ScopeFinding, "", record.Sum(nil), false},
		{record.ScopePattern, "", "", true},
		{record.ScopePath, "app.*", "", true},
		{record.ScopePath, "../app.py", "", false},
		{record.ScopePath, "other/**", "", false},
	} {
		k, check, err := e.Consider(t.Context(), tree, record.LearnAvoid, record.Knowledge{Scope: record.ScopeFinding, Key: key, Strategy: p.Data.Strategy, Reason: "ours is better"})
		if err != nil || check.Verdict != "agrees" {
			t.Fatal(check, err)
		}
		k.Scope, k.Path, k.Key = c.scope, c.path, c.key
		e.Known = []learn.Lesson{{ID: "x", Action: record.LearnAvoid, Knowledge: k}}
		s, err := e.Mend(t.Context(), tree)
		if err != nil {
			t.Fatal(err)
		}
		avoided := len(s.Patches) == 0 || s.Patches[0].Data.Strategy != p.Data.Strategy
		if avoided != c.avoided || avoided && len(s.Patches) == 0 && !strings.Contains(s.Stuck[p.Found.Finding.Key], "ours is better") {
			t.Errorf("%s %s: avoided is %v, stuck %q", c.scope, c.path, avoided, s.Stuck[p.Found.Finding.Key])
		}
		if len(s.First.Found) != len(first.First.Found) || s.First.Found[0].Held() {
			t.Errorf("%s %s hides a finding", c.scope, c.path)
		}
	}
}
