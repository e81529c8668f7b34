package solve_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/golang"
	"github.com/prunella/prunella/code/lang/python"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
)

func solved(l lang.Language, path, module, text string, opt solve.Options) *solve.Result {
	u := l.Lower(path, module, []byte(text))
	return solve.Solve(link.New(l, []*ir.Unit{u}), demands.All(), opt)
}

// A tree of calls that doubles forty times ends quickly, with what lies below it.
func TestCallTreesEnd(t *testing.T) {
	const depth = 40
	var py, gone strings.Builder
	py.WriteString("import sqlite3\nfrom flask import Flask, request\napp = Flask(__name__)\ndb = sqlite3.connect('x')\n")
	gone.WriteString("package m\nimport (\n\"database/sql\"\n\"net/http\"\n)\nvar db *sql.DB\nfunc h(w http.ResponseWriter, r *http.Request) { f1(r.FormValue(\"q\")) }\n")
	for i := 1; i < depth; i++ {
		fmt.Fprintf(&py, "def f%d(q):\n    return f%d(q) + f%d(q)\n", i, i+1, i+1)
		fmt.Fprintf(&gone, "func f%d(q string) int { return f%d(q) + f%d(q) }\n", i, i+1, i+1)
	}
	fmt.Fprintf(&py, "def f%d(q):\n    db.execute(\"select '\" + q + \"'\")\n    return 1\n@app.route('/x')\ndef x():\n    return str(f1(request.args['q']))\n", depth)
	fmt.Fprintf(&gone, "func f%d(q string) int { db.Query(\"select '\" + q + \"'\"); return 1 }\n", depth)
	for _, c := range []struct {
		name string
		res  *solve.Result
	}{
		{"python", solved(python.Language{}, "a.py", "a", py.String(), solve.Options{})},
		{"go", solved(golang.Language{}, "a.go", "m", gone.String(), solve.Options{})},
	} {
		if len(c.res.Flows) == 0 {
			t.Errorf("%s: no flow at the end of the tree", c.name)
		}
		if c.res.Work > 20_000 {
			t.Errorf("%s: %d instructions for %d small functions", c.name, c.res.Work, depth)
		}
	}
}

// A handler is followed though no name in it tells that data comes in.
func TestHandlersAreFollowed(t *testing.T) {
	var text strings.Builder
	text.WriteString("import sqlite3\nfrom flask import Flask, request\napp = Flask(__name__)\ndb = sqlite3.connect('x')\n")
	for i := 1; i < 8; i++ {
		fmt.Fprintf(&text, "def f%d(q):\n    return f%d(q + 'a') + f%d(q + 'b')\n", i, i+1, i+1)
	}
	text.WriteString("def f8(q):\n    return q\n@app.route('/x')\ndef x():\n    db.execute(\"select '\" + f1(request.args['q']) + \"'\")\n    return ''\n")
	if res := solved(python.Language{}, "a.py", "a", text.String(), solve.Options{}); len(res.Flows) == 0 {
		t.Error("the handler was given up")
	}
}

// A budget that runs out is told of, with the names of what it left out.
func TestBudgetsAreNoted(t *testing.T) {
	var body strings.Builder
	body.WriteString("import os\n")
	for i := range 400 {
		fmt.Fprintf(&body, "x%d = os.path.join('a', str(%d))\n", i, i)
	}
	res := solved(python.Language{}, "a.py", "app.conf", body.String(), solve.Options{RootWork: 500})
	if !noted(res, "app.conf.<module>") {
		t.Errorf("the module body that was cut off is not named: %v", res.Notes)
	}
	var funcs strings.Builder
	funcs.WriteString("import hashlib\nimport sys\n")
	for i := range 60 {
		fmt.Fprintf(&funcs, "def weak%d(p):\n    return hashlib.md5(sys.argv[1]).hexdigest()\n", i)
	}
	res = solved(python.Language{}, "b.py", "b", funcs.String(), solve.Options{Work: 1})
	if !noted(res, "b.weak") {
		t.Errorf("functions that were left out are not named: %v", res.Notes)
	}
}

// A call that runs on does not keep what comes after it from being seen; it is told of.
func TestOneCallLeavesSomeForOthers(t *testing.T) {
	var text strings.Builder
	text.WriteString("package m\nimport (\n\"database/sql\"\n\"net/http\"\n)\nvar db *sql.DB\n")
	text.WriteString("func h(w http.ResponseWriter, r *http.Request) { q := r.FormValue(\"q\"); long(q); db.Query(\"select '\" + q + \"'\") }\n")
	text.WriteString("func long(q string) string {\n")
	for i := range 9000 {
		fmt.Fprintf(&text, "if len(q) == %d { q += \"x\" }\n", i)
	}
	text.WriteString("return q\n}\n")
	res := solved(golang.Language{}, "a.go", "m", text.String(), solve.Options{RootWork: 8000})
	if len(res.Flows) == 0 {
		t.Error("what comes after the long call was not seen")
	}
	if !noted(res, "m.long") {
		t.Errorf("the call that ran on is not named: %v", res.Notes)
	}
}

func noted(res *solve.Result, name string) bool {
	for _, n := range res.Notes {
		if strings.HasPrefix(n.Text, "work budget used up") && strings.Contains(n.Text, name) {
			return true
		}
	}
	return false
}
