package python_test

import (
	"fmt"
	"sort"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/value"
)

// heard is a demand that notes what reaches a kind of sink: data of somebody, or
// the constants given.
type heard struct{ kind string }

func (h heard) Kind() string                             { return h.kind }
func (heard) Attacks(demand.Violation) []string          { return nil }
func (heard) Broken(_, _ []any, _ string) (bool, string) { return false, "" }
func (h heard) Check(args []value.Abs) []demand.Violation {
	var said []string
	for i, a := range args {
		if a.Labels != 0 && (i == 0 || !beside[h.kind]) {
			return []demand.Violation{{Arg: i, Labels: a.Labels, Context: "value", Reason: "reached"}}
		}
		said = append(said, constant(a))
	}
	if !constants[h.kind] {
		return nil
	}
	return []demand.Violation{{Context: "value", Reason: strings.Join(said, ",")}}
}

// constant writes a constant argument, "?" for others.
func constant(a value.Abs) string {
	if s, ok := a.Str.Exact(); ok && a.Kind&(value.Str|value.Bytes) != 0 {
		return s
	}
	switch {
	case a.Kind == value.Nil:
		return "None"
	case a.Kind == value.Bool && a.Lo == a.Hi:
		return fmt.Sprint(a.Lo == 1)
	case a.Kind == value.Int && a.Lo == a.Hi:
		return fmt.Sprint(a.Lo)
	case a.Kind == value.List:
		var items []string
		for _, it := range a.Items {
			items = append(items, constant(it))
		}
		return "[" + strings.Join(items, " ") + "]"
	}
	return "?"
}

// texts are the sinks whose demands judge texts; of the others the tests see
// what reaches them.
var texts = map[string]bool{"sql": true, "shell": true, "exec": true, "path": true, "html": true}

func allDemands(kinds ...string) []demand.Demand {
	var out []demand.Demand
	for _, d := range demands.All() {
		if texts[d.Kind()] {
			out = append(out, d)
		}
	}
	for _, k := range kinds {
		out = append(out, heard{k})
	}
	return out
}

// beside are the sinks whose further arguments stand beside the text, as data.
var beside = map[string]bool{"template": true, "xpath": true}

// constants are the sinks that are told from the values given, whosesoever.
var constants = map[string]bool{"hash.weak": true, "cipher.weak": true, "key.size": true, "random.weak": true, "tls.verify": true, "tls.version": true,
	"jwt.verify": true, "jwt.alg": true, "cookie": true, "secret": true, "timeout": true, "limit": true, "perm": true, "debug": true}

var otherKinds = []string{"code", "template", "header", "log", "redirect", "url", "ldap", "xpath", "xml", "deserialize", "regex",
	"hash.weak", "cipher.weak", "key.size", "random.weak", "tls.verify", "tls.version", "jwt.verify", "jwt.alg", "cookie", "secret", "timeout",
	"limit", "perm", "debug"}

// program lowers and links files given as name, text, name, text….
func program(t testing.TB, files ...string) *link.Program {
	t.Helper()
	l := python.Language{}
	texts := map[string]string{}
	var paths []string
	for i := 0; i < len(files); i += 2 {
		texts[files[i]] = files[i+1]
		paths = append(paths, files[i])
	}
	mods := l.Modules(paths, func(p string) []byte { return []byte(texts[p]) })
	var units []*ir.Unit
	for _, p := range paths {
		u := l.Lower(p, mods[p], []byte(texts[p]))
		for _, pr := range u.Problems {
			t.Errorf("%s: %s", p, pr.Text)
		}
		units = append(units, u)
	}
	return link.New(l, units)
}

// flows lists what reaches sinks: "sql http.query:q" for data, "hash.weak md5"
// for constants; sorted, without repeats.
func flows(t testing.TB, files ...string) []string {
	t.Helper()
	if len(files) == 1 {
		files = []string{"app.py", files[0]}
	}
	return flowsWith(t, allDemands(otherKinds...), files...)
}

func flowsWith(t testing.TB, all []demand.Demand, files ...string) []string {
	t.Helper()
	res := solve.Solve(program(t, files...), all, solve.Options{})
	seen := map[string]bool{}
	var out []string
	for _, f := range res.Flows {
		s := f.Sink
		for _, src := range f.Sources {
			s += " " + src.Kind + ":" + strings.Join(src.Names, ",")
		}
		if testing.Verbose() {
			line := 0
			if f.At.Unit != nil {
				line = 1 + strings.Count(string(f.At.Unit.Text[:f.At.Span.Start]), "\n")
			}
			t.Logf("%s: at %s:%d %s %s %v", s, f.At.Unit.Path, line, f.Violation.Context, f.Violation.Reason, f.Violation.Seq)
		}
		if len(f.Sources) == 0 {
			s += " " + f.Violation.Reason
		}
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	sort.Strings(out)
	if testing.Verbose() {
		for _, n := range res.Notes {
			t.Log("note:", n.Text)
		}
	}
	return out
}

type story struct{ name, code, want string }

func tell(t *testing.T, head string, stories []story) {
	t.Helper()
	for _, s := range stories {
		t.Run(s.name, func(t *testing.T) {
			if got := strings.Join(flows(t, head+s.code), "; "); got != s.want {
				t.Errorf("%s\n got %q\nwant %q", s.code, got, s.want)
			}
		})
	}
}

const flaskHead = `
import os, subprocess, sqlite3, re
from flask import Flask, request, redirect, make_response, render_template_string
from markupsafe import escape, Markup
from werkzeug.utils import secure_filename
app = Flask(__name__)
db = sqlite3.connect("x.db")
def q(): return request.args.get("q")
`

func TestFlask(t *testing.T) {
	view := func(body string) string {
		return "@app.route('/x')\ndef view():\n    " + strings.ReplaceAll(body, "\n", "\n    ") + "\n"
	}
	const bad = "sql http.query:q"
	tell(t, flaskHead, []story{
		{"f-string", view(`db.execute(f"SELECT * FROM t WHERE n = '{q()}'")`), bad},
		{"percent", view(`db.execute("SELECT * FROM t WHERE n = '%s'" % q())`), bad},
		{"percent tuple", view(`db.execute("SELECT * FROM t WHERE n = '%s' LIMIT %d" % (q(), 3))`), bad},
		{"format", view(`db.execute("SELECT * FROM t WHERE n = '{}'".format(q()))`), bad},
		{"format by name", view(`db.execute("SELECT * FROM t WHERE n = '{n}'".format(n=q()))`), bad},
		{"concatenation", view(`db.execute("SELECT * FROM t WHERE n = '" + q() + "'")`), bad},
		{"subscript", view(`db.execute("SELECT * FROM t WHERE n = '" + request.args["q"] + "'")`), bad},
		{"cursor", view(`c = db.cursor()
c.execute("SELECT * FROM t WHERE n = '" + request.form["q"] + "'")`), "sql http.form:q"},
		{"join", view(`db.execute(" ".join(["SELECT", q()]))`), bad},
		{"augmented", view(`s = "SELECT "
s += q()
db.execute(s)`), bad},
		{"a function's connection", "def get_db():\n    return sqlite3.connect('x')\n" + view(`get_db().execute("SELECT '" + q() + "'")`), bad},
		{"a class's connection", "class Repo:\n    def __init__(self):\n        self.db = sqlite3.connect('x')\n    def find(self, n):\n        return self.db.execute(\"SELECT '\" + n + \"'\").fetchall()\n" + view(`Repo().find(q())`), bad},
		{"a connection kept in g", "from flask import g\ndef get_db():\n    if 'db' not in g:\n        g.db = sqlite3.connect('x')\n    return g.db\n" + view(`get_db().execute("SELECT '" + q() + "'")`), bad},
		{"a yielded connection", "from contextlib import contextmanager\n@contextmanager\ndef get_db():\n    c = sqlite3.connect('x')\n    yield c\n" + view(`with get_db() as c:
    c.execute("SELECT '" + q() + "'")`), bad},
		{"parameters", view(`db.execute("SELECT * FROM t WHERE n = ?", (q(),))`), ""},
		{"converted to int", view(`db.execute("SELECT * FROM t WHERE n = %s" % int(q()))`), ""},
		{"typed argument", view(`db.execute("SELECT * FROM t WHERE n = %s" % request.args.get("n", type=int))`), ""},
		{"allow-list", view(`s = q()
if s not in ("a", "b"):
    return "no"
db.execute("SELECT * FROM t ORDER BY " + s)`), ""},
		{"allow-list of a dict", view(`db.execute("SELECT * FROM t ORDER BY " + {"a": "x", "b": "y"}.get(q(), "x"))`), ""},
		{"ASCII digits only", view(`s = q()
if not (s.isascii() and s.isdigit()):
    return "no"
db.execute("SELECT * FROM t WHERE n = " + s)`), ""},
		{"full match", view(`s = q()
if not re.fullmatch(r"[a-z0-9]+", s):
    return "no"
db.execute("SELECT * FROM t WHERE n = '" + s + "'")`), "regex http.query:q"},
		{"quotes doubled", view(`db.execute("SELECT * FROM t WHERE n = '" + q().replace("'", "''") + "'")`), ""},
		{"wrong quotes doubled", view(`db.execute("SELECT * FROM t WHERE n = '" + q().replace('"', '""') + "'")`), bad},
		{"path variable", "@app.route('/u/<name>')\ndef v(name):\n    db.execute(\"SELECT '\" + name + \"'\")\n", "sql http.path:name"},
		{"int path variable", "@app.route('/u/<int:n>')\ndef v(n):\n    db.execute('SELECT %s' % n)\n", ""},
		{"shell", view(`subprocess.run("ls " + q(), shell=True)`), "shell http.query:q"},
		{"os.system", view(`os.system("ls " + q())`), "shell http.query:q"},
		{"list", view(`subprocess.run(["ls", q()])`), ""},
		{"shell of a list", view(`subprocess.run(["sh", "-c", "ls " + q()])`), "exec http.query:q"},
		{"path", view(`return open(os.path.join("/srv/files", q())).read()`), "path http.query:q"},
		{"secure_filename", view(`open(os.path.join("/srv/files", secure_filename(q())))`), ""},
		{"basename", view(`open(os.path.join("/srv/files", os.path.basename(q())))`), ""},
		{"markup", view(`return "<p>" + q()`), "html http.query:q"},
		{"escaped markup", view(`return "<p>" + str(escape(q()))`), ""},
		{"plain text", view(`return q(), 200, {"Content-Type": "text/plain"}`), ""},
		{"json", view(`return {"q": q()}`), ""},
		{"redirect", view(`return redirect(q())`), "redirect http.query:q"},
		{"template source", view(`return render_template_string("<p>" + q())`), "template http.query:q"},
		{"template data", view(`return render_template_string("<p>{{ q }}", q=q())`), ""},
		{"eval", view(`eval(q())`), "code http.query:q"},
	})
}

const fastHead = `
import sqlite3, os
from typing import Annotated
from fastapi import FastAPI, APIRouter, Request, Query, Form, Header, Depends, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, PlainTextResponse, FileResponse
from pydantic import BaseModel
app = FastAPI()
db = sqlite3.connect("x.db")
class Item(BaseModel):
    name: str
    price: float
def get_db():
    c = sqlite3.connect("x.db")
    yield c
`

func TestFastAPI(t *testing.T) {
	tell(t, fastHead, []story{
		{"query parameter", "@app.get('/x')\ndef f(q: str):\n    db.execute(\"SELECT '\" + q + \"'\")\n", "sql http.query:q"},
		{"unannotated", "@app.get('/x')\nasync def f(q):\n    db.execute(\"SELECT '\" + q + \"'\")\n", "sql http.query:q"},
		{"int parameter", "@app.get('/x')\ndef f(q: int):\n    db.execute('SELECT %s' % q)\n", ""},
		{"path parameter", "@app.get('/x/{name}')\ndef f(name: str):\n    db.execute(\"SELECT '\" + name + \"'\")\n", "sql http.path:name"},
		{"path parameter as a file", "@app.get('/x/{name}')\ndef f(name: str):\n    return open('/srv/' + name).read()\n", ""},
		{"whole path as a file", "@app.get('/x/{name:path}')\ndef f(name: str):\n    return open('/srv/' + name).read()\n", "path http.path:name"},
		{"model", "@app.post('/x')\ndef f(item: Item):\n    db.execute(\"SELECT '\" + item.name + \"'\")\n", "sql http.json:body"},
		{"model number", "@app.post('/x')\ndef f(item: Item):\n    db.execute(f'SELECT {item.price}')\n", ""},
		{"form", "@app.post('/x')\ndef f(q: str = Form()):\n    db.execute(\"SELECT '\" + q + \"'\")\n", "sql http.form:q"},
		{"annotated header", "@app.post('/x')\ndef f(q: Annotated[str, Header()]):\n    db.execute(\"SELECT '\" + q + \"'\")\n", "sql http.header:q"},
		{"dependency", "@app.post('/x')\ndef f(q: str, c=Depends(get_db)):\n    c.execute(\"SELECT '\" + q + \"'\")\n", "sql http.query:q"},
		{"request", "@app.post('/x')\nasync def f(request: Request):\n    db.execute(\"SELECT '\" + request.query_params['q'] + \"'\")\n", "sql http.query:q"},
		{"parameters", "@app.get('/x')\ndef f(q: str):\n    db.execute('SELECT ?', (q,))\n", ""},
		{"html", "@app.get('/x', response_class=HTMLResponse)\ndef f(q: str):\n    return '<p>' + q\n", "html http.query:q"},
		{"html response", "@app.get('/x')\ndef f(q: str):\n    return HTMLResponse('<p>' + q)\n", "html http.query:q"},
		{"json", "@app.get('/x')\ndef f(q: str):\n    return '<p>' + q\n", ""},
		{"redirect", "@app.get('/x')\ndef f(q: str):\n    return RedirectResponse(q)\n", "redirect http.query:q"},
		{"router", "r = APIRouter(prefix='/a')\n@r.get('/x')\ndef f(q: str):\n    os.system(q)\napp.include_router(r)\n", "shell http.query:q"},
		{"upload", "@app.post('/x')\ndef f(file: UploadFile):\n    open('/srv/' + file.filename, 'wb')\n", "path http.filename:file"},
	})
}

const djangoHead = `
import os
from django.db import connection, models
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render, redirect
from django.urls import path, re_path
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.views import View
class Thing(models.Model):
    name = models.CharField(max_length=9)
`

func TestDjango(t *testing.T) {
	view := func(body string) string {
		return "def view(request):\n    " + strings.ReplaceAll(body, "\n", "\n    ") + "\nurlpatterns = [path('x/', view)]\n"
	}
	const bad = "sql http.query:q"
	tell(t, djangoHead, []story{
		{"cursor", view(`c = connection.cursor()
c.execute("SELECT '%s'" % request.GET["q"])`), bad},
		{"cursor in a with", view(`with connection.cursor() as c:
    c.execute("SELECT '%s'" % request.GET.get("q"))`), bad},
		{"raw", view(`Thing.objects.raw("SELECT * FROM t WHERE n = '" + request.GET["q"] + "'")`), bad},
		{"raw with parameters", view(`Thing.objects.raw("SELECT * FROM t WHERE n = %s", [request.GET["q"]])`), ""},
		{"filter", view(`Thing.objects.filter(name=request.GET["q"]).first()`), ""},
		{"extra", view(`Thing.objects.extra(where=["n = '" + request.GET["q"] + "'"])`), bad},
		{"response", view(`return HttpResponse("<p>" + request.GET["q"])`), "html http.query:q"},
		{"escaped response", view(`return HttpResponse("<p>" + str(escape(request.GET["q"])))`), ""},
		{"plain response", view(`return HttpResponse(request.GET["q"], content_type="text/plain")`), ""},
		{"json", view(`return JsonResponse({"q": request.GET["q"]})`), ""},
		{"marked safe", view(`return HttpResponse(mark_safe("<p>" + request.GET["q"]))`), "html http.query:q"},
		{"formatted", view(`return HttpResponse(format_html("<p>{}</p>", request.GET["q"]))`), ""},
		{"redirect", view(`return redirect(request.GET["q"])`), "redirect http.query:q"},
		{"render", view(`return render(request, "x.html", {"q": request.GET["q"]})`), ""},
		{"path argument", "def view(request, name):\n    os.system(name)\nurlpatterns = [path('x/<str:name>/', view)]\n", "shell http.path:name"},
		{"int path argument", "def view(request, n):\n    os.system('ls %s' % n)\nurlpatterns = [path('x/<int:n>/', view)]\n", ""},
		{"pattern argument", "def view(request, name):\n    os.system(name)\nurlpatterns = [re_path(r'^x/(?P<name>.*)$', view)]\n", "shell http.path:name"},
		{"class view", "class V(View):\n    def post(self, request):\n        os.system(request.POST['q'])\nurlpatterns = [path('x/', V.as_view())]\n", "shell http.form:q"},
		{"class view's request", "class V(View):\n    def get(self, request):\n        os.system(self.request.GET['q'])\nurlpatterns = [path('x/', V.as_view())]\n", "shell http.query:q"},
	})
}
