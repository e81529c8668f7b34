package twin_test

import (
	"strings"
	"testing"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/java"
	"github.com/prunella/prunella/code/lang/javascript"
	"github.com/prunella/prunella/code/lang/python"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/twin"
)

const flaskApp = "import os\nfrom flask import Flask, request\napp = Flask(__name__)\n@app.route('/')\ndef run():\n    os.system(request.args['c'])\n    return ''\n"

// TestStartOfOthers replays an attack on one module of a program of which another one
// does not come to an end when it starts.
func TestStartOfOthers(t *testing.T) {
	express := "const app = require('express')();\nconst { exec } = require('child_process');\napp.get('/', (q, s) => { exec(q.query.c); s.end(); });\napp.listen(1);\n"
	for _, tc := range []struct {
		what        string
		lang        lang.Language
		other, path string
		app         string
	}{
		{"a loop without an end", python.Language{}, "n = 0\nwhile True:\n    n += 1\n", "py", flaskApp},
		{"a function that calls itself", python.Language{}, "def f(n):\n    return f(n + 1)\nf(0)\n", "py", flaskApp},
		{"an exception", python.Language{}, "raise ValueError('no')\n", "py", flaskApp},
		{"a script that goes on page by page", javascript.Language{}, "async function work(page) { console.log(page); await work(page + 1); }\nwork(0);\n", "js", express},
	} {
		t.Run(tc.what, func(t *testing.T) {
			units := []*ir.Unit{
				tc.lang.Lower("a."+tc.path, "a", []byte(tc.other)),
				tc.lang.Lower("b."+tc.path, "b", []byte(tc.app)),
			}
			out := replayAll(link.New(tc.lang, units), "shell")
			if len(out) != 1 || out[0].Verdict != twin.Reproduced {
				t.Errorf("want one attack that succeeds: %+v", out)
			}
		})
	}
}

// TestWhatIsSaidBeforeTheSink: tests that come after a sink do not keep the search from
// those before it.
func TestWhatIsSaidBeforeTheSink(t *testing.T) {
	var after strings.Builder
	for _, w := range []string{"red", "green", "blue", "black", "white", "grey", "pink", "brown"} {
		after.WriteString("    if request.args['colour'] == '" + w + "': return '" + w + "'\n")
	}
	src := strings.Replace(flaskApp, "    os.system(request.args['c'])\n    return ''\n",
		"    c = 'ls'\n    if request.args['really'] == 'yes':\n        c = request.args['c']\n    os.system(c)\n"+after.String()+"    return ''\n", 1)
	out := replayAll(program(python.Language{}, "main.py", src), "shell")
	if len(out) != 1 || out[0].Verdict != twin.Reproduced {
		t.Errorf("want an attack that succeeds: %+v", out)
	}
}

// TestReadersEnd: what comes after a loop over lines is executed.
func TestReadersEnd(t *testing.T) {
	for _, loop := range []string{
		"while ((line = r.readLine()) != null) { n++; }",
		"int c; while ((c = r.read()) != -1) { n++; }",
		"for (line = r.readLine(); line != null; line = r.readLine()) { n++; }",
	} {
		src := "import java.io.*;\nimport javax.servlet.http.*;\npublic class Main extends HttpServlet {\n  public void doGet(HttpServletRequest q, HttpServletResponse s) throws IOException {\n    BufferedReader r = new BufferedReader(new FileReader(\"motd\"));\n    String line; int n = 0;\n    " +
			loop + "\n    Runtime.getRuntime().exec(q.getParameter(\"c\"));\n  }\n}\n"
		out := replayAll(program(java.Language{}, "Main.java", src), "exec")
		if len(out) != 1 || out[0].Verdict != twin.Reproduced || out[0].Work > 20_000 {
			t.Errorf("%s: want an attack that succeeds, soon: %+v", loop, out)
		}
	}
}
