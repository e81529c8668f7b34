package twin_test

import (
	"strings"
	"testing"

	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/golang"
	"github.com/prunella/prunella/code/lang/python"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
)

// program links one source file with the library models.
func program(l lang.Language, path, src string) *link.Program {
	return link.New(l, []*ir.Unit{l.Lower(path, "main", []byte(src))})
}

func goProgram(body string) *link.Program {
	var imports string
	for _, p := range []string{"database/sql", "fmt", "net/http", "os", "os/exec", "path/filepath", "regexp", "strconv", "strings", "html", "encoding/json", "encoding/base64", "encoding/hex", "crypto/sha256"} {
		if strings.Contains(body, p[strings.LastIndexByte(p, '/')+1:]+".") {
			imports += "import \"" + p + "\"\n"
		}
	}
	return program(golang.Language{}, "main.go", "package main\n"+imports+body)
}

// handler is a program with one handler; its body may use w, r and db.
func handler(body string) string {
	return `
type server struct{ db *sql.DB }
func (s *server) handle(w http.ResponseWriter, r *http.Request) {
	db := s.db
	_ = db
	` + body + `
}
func main() {
	db, err := sql.Open("sqlite", os.Getenv("DB"))
	if err != nil { return }
	s := &server{db: db}
	http.HandleFunc("/find", s.handle)
	http.ListenAndServe(":8080", nil)
}`
}

// replayAll solves and replays every flow into sinks of the kind.
func replayAll(p *link.Program, kind string) []twin.Outcome {
	var out []twin.Outcome
	res := solve.Solve(p, demands.All(), solve.Options{})
	for i := range res.Flows {
		if f := &res.Flows[i]; f.Sink == kind {
			out = append(out, twin.Replay(p, f, twin.Effort{}))
		}
	}
	return out
}

func TestReplayGo(t *testing.T) {
	for _, c := range []struct{ name, body, kind, verdict, witness string }{
		{"plain", `db.Query("SELECT * FROM t WHERE n='" + r.FormValue("n") + "'")`, "sql", "reproduced", "n="},
		{"guarded by a value", `if r.FormValue("action") == "export" { db.Query("SELECT '" + r.FormValue("n") + "'") }`, "sql", "reproduced", "action=export"},
		{"guarded by a method", `if r.Method != "POST" { return }
			db.Query("SELECT '" + r.FormValue("n") + "'")`, "sql", "reproduced", "-X POST"},
		{"guarded by a prefix", `n := r.FormValue("n")
			if strings.HasPrefix(n, "user-") { db.Query("SELECT '" + n + "'") }`, "sql", "reproduced", "n=user-"},
		{"number", `db.Query("SELECT * FROM t WHERE id=" + r.FormValue("id"))`, "sql", "reproduced", "id="},
		{"switch", `switch r.FormValue("a") { case "x": return; case "y": db.Query("SELECT '" + r.FormValue("n") + "'") }`, "sql", "reproduced", "a=y"},
		{"length", `n := r.FormValue("n"); if len(n) > 40 { return }
			db.Query("SELECT '" + n + "'")`, "sql", "reproduced", "n="},
		{"helper", `q := build(r.FormValue("n")); db.Query(q) }
			func build(n string) string { return "SELECT '" + n + "'"`, "sql", "reproduced", "n="},
		{"loop", `for _, n := range strings.Split(r.FormValue("n"), ",") { db.Query("SELECT '" + n + "'") }`, "sql", "reproduced", "n="},
		{"map", `cols := map[string]string{"a": "SELECT '", "b": "SELECT 1, '"}
			if q, ok := cols[r.FormValue("c")]; ok { db.Query(q + r.FormValue("n") + "'") }`, "sql", "reproduced", "c=a"},
		{"shell", `exec.Command("sh", "-c", "ls " + r.FormValue("d")).Run()`, "exec", "reproduced", "d="},
		{"redirect", `http.Redirect(w, r, r.FormValue("next"), 302)`, "redirect", "reproduced", "next="},
		{"markup", `fmt.Fprintf(w, "<p>%s</p>", r.FormValue("n"))`, "html", "reproduced", "script"},
		{"request", `http.Get("http://" + r.FormValue("host") + "/status")`, "url", "reproduced", "host="},
		{"pattern", `n := r.FormValue("n")
			if regexp.MustCompile("^[a-z]+").MatchString(n) { db.Query("SELECT '" + n + "'") }`, "sql", "reproduced", "n="},
		{"replaced once", `os.ReadFile("/srv/files/" + strings.ReplaceAll(r.FormValue("f"), "../", ""))`, "path", "reproduced", "f=....%2F"},
		{"number in a guard", `n, err := strconv.Atoi(r.FormValue("k")); if err != nil || n != 42 { return }
			db.Query("SELECT '" + r.FormValue("n") + "'")`, "sql", "reproduced", "k=42"},
		{"environment", `db.Query("SELECT '" + r.Header.Get("X-Name") + "'")`, "sql", "reproduced", "-H 'X-Name: "},
		{"JSON body", `var in struct { Name string "json:\"name\""; Age int }
			if err := json.NewDecoder(r.Body).Decode(&in); err != nil { return }
			db.Query("SELECT '" + in.Name + "'")`, "sql", "reproduced", "--data-binary '{\"Age\":"},
		{"decoded", `raw, err := base64.StdEncoding.DecodeString(r.FormValue("n")); if err != nil { return }
			db.Query("SELECT '" + string(raw) + "'")`, "sql", "reproduced", "n="},
		{"password", `if r.FormValue("p") == "" { return }
			var salt, hash string
			db.QueryRow("SELECT salt, hash FROM t").Scan(&salt, &hash)
			sum := sha256.Sum256([]byte(salt + r.FormValue("p")))
			if hex.EncodeToString(sum[:]) != hash { return }
			db.Query("SELECT '" + r.FormValue("n") + "'")`, "sql", "reproduced", "n="},
		{"session", `c, err := r.Cookie("sid"); if err != nil { return }
			user, err := lookup(c.Value); if err != nil || user != "admin" { return }
			db.Query("SELECT '" + r.FormValue("n") + "'") }
			func lookup(sid string) (string, error) { if len(sid) != 64 { return "", http.ErrNoCookie }; return sid[:5], nil`, "sql", "open", ""}, // whose role the twin does not guess
		{"method value", `f := db.Query; f("SELECT '" + r.FormValue("n") + "'")`, "sql", "reproduced", "n="},
		{"path", `os.ReadFile("/srv/files/" + r.FormValue("f"))`, "path", "reproduced", "f="},
	} {
		t.Run(c.name, func(t *testing.T) {
			outs := replayAll(goProgram(handler(c.body)), c.kind)
			if len(outs) == 0 {
				if unfound[c.name] {
					t.Skipf("the solver finds no flow into %s", c.kind)
				}
				t.Fatalf("the solver finds no flow into %s", c.kind)
			}
			for _, o := range outs {
				if o.Verdict.String() != c.verdict {
					t.Errorf("%s (%s), want %s; assumed %q", o.Verdict, o.Reason, c.verdict, o.Assumed)
				}
				if !strings.Contains(o.Witness.Command, c.witness) {
					t.Errorf("witness %q lacks %q", o.Witness.Command, c.witness)
				}
				t.Logf("%s: %s\n%s (%d runs, %d steps)", o.Verdict, o.Reason, o.Witness.Command, o.Runs, o.Work)
			}
		})
	}
}

func TestReplayPython(t *testing.T) {
	for _, c := range []struct{ name, body, kind, verdict, witness string }{
		{"plain", "db.execute(\"SELECT '\" + request.args.get('n') + \"'\")", "sql", "reproduced", "n="},
		{"f-string", "db.execute(f\"SELECT '{request.args['n']}'\")", "sql", "reproduced", "n="},
		{"percent", "db.execute(\"SELECT '%s'\" % request.form['n'])", "sql", "reproduced", "n="},
		{"guard", "if request.args.get('a') in ('x', 'y'):\n        db.execute(\"SELECT '\" + request.args.get('n') + \"'\")", "sql", "reproduced", "a=x"},
		{"path", "db.execute('SELECT * FROM t WHERE id=' + id)", "sql", "reproduced", "/find/"},
		{"what a view returns", "return '<p>' + request.args['n']", "html", "reproduced", "n="},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := "import sqlite3\nfrom flask import Flask, request\napp = Flask(__name__)\n@app.route('/find/<id>')\ndef find(id):\n    db = sqlite3.connect('x')\n    " + c.body + "\n    return 'ok'\n"
			outs := replayAll(program(python.Language{}, "main.py", src), c.kind)
			if len(outs) == 0 {
				t.Fatalf("the solver finds no flow into %s", c.kind)
			}
			for _, o := range outs {
				if o.Verdict.String() != c.verdict {
					t.Errorf("%s (%s), want %s; assumed %q", o.Verdict, o.Reason, c.verdict, o.Assumed)
				}
				if !strings.Contains(o.Witness.Command, c.witness) {
					t.Errorf("witness %q lacks %q", o.Witness.Command, c.witness)
				}
				t.Logf("%s: %s\n%s (%d runs, %d steps)", o.Verdict, o.Reason, o.Witness.Command, o.Runs, o.Work)
			}
		})
	}
}

// unfound are the stories whose flow the solver is known to miss.
var unfound = map[string]bool{"guarded by a method": true, "request": true}
