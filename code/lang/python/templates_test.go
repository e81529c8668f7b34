package python_test

import (
	"fmt"
	"sort"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/html"
	"github.com/prunella/prunella/code/solve"
)

const view = `from flask import Flask, request, render_template
app = Flask(__name__)

@app.route("/")
def index():
    return render_template("page.html", q=request.args.get("q"), items=request.args.getlist("i"))
`

// holes lists where data of a request can leave its place: "file:line context".
func holes(t *testing.T, files ...string) []string {
	t.Helper()
	res := solve.Solve(program(t, files...), []demand.Demand{html.Demand{}}, solve.Options{})
	seen := map[string]bool{}
	var out []string
	for _, f := range res.Flows {
		line := 1 + strings.Count(string(f.At.Unit.Text[:f.At.Span.Start]), "\n")
		s := fmt.Sprintf("%s:%d %s", f.At.Unit.Path[strings.LastIndexByte(f.At.Unit.Path, '/')+1:], line, f.Violation.Context)
		if len(f.Sources) > 0 && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	sort.Strings(out)
	return out
}

// One template, given a word q and a list items of a request.
func TestHoles(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"escaped text", `<p>{{ q }}</p>`, ""},
		{"declared safe", `<p>{{ q|safe }}</p>`, "page.html:1 html text"},
		{"safe behind another filter", `<p>{{ q|upper|safe }}</p>`, "page.html:1 html text"},
		{"safe before another filter", `<p>{{ q|safe|trim }}</p>`, "page.html:1 html text"},
		{"escaped although safe", `<p>{{ q|e|safe }}</p>`, ""},
		{"quoted attribute", `<input value="{{ q }}">`, ""},
		{"unquoted attribute", `<input value={{ q }}>`, "page.html:1 html attribute"},
		{"address", `<a href="{{ q }}">x</a>`, "page.html:1 html address"},
		{"path of an address", `<a href="/find?q={{ q|urlencode }}">x</a>`, ""},
		{"behind another value", `<a href="{{ base }}/{{ q }}">x</a>`, ""},
		{"script", `<script>var a = {{ q }};</script>`, "page.html:1 html script"},
		{"script text", `<script>var a = "{{ q|safe }}";</script>`, "page.html:1 html script string"},
		{"script, as JSON", `<script>var a = {{ q|tojson }};</script>`, ""},
		{"event handler", `<b onclick="f('{{ q }}')">`, "page.html:1 html script string"},
		{"JSON in a double-quoted handler", `<b onclick="f({{ q|tojson }})">`, "page.html:1 html attribute \""},
		{"escaping off", `{% autoescape false %}<p>{{ q }}</p>{% endautoescape %}`, "page.html:1 html text"},
		{"escaping on again", `{% autoescape false %}{% autoescape true %}{{ q }}{% endautoescape %}{% endautoescape %}`, ""},
		{"comment", `{# {{ q|safe }} #}`, ""},
		{"raw", `{% raw %}{{ q|safe }}{% endraw %}`, ""},
		{"one of several", "<p>{{ q }}</p>\n<script>f({{ q }})</script>\n{{ q }}", "page.html:2 html script"},
		{"loop", `{% for i in items %}<li>{{ i|safe }}</li>{% endfor %}`, "page.html:1 html text"},
		{"loop, escaped", `{% for i in items %}<li>{{ i }}{{ loop.index }}</li>{% else %}none{% endfor %}`, ""},
		{"branches", "{% if q %}<i>\n{{ q|safe }}{% else %}{{ q|safe }}{% endif %}", "page.html:2 html text"},
		{"a choice", `{% if q in ["a", "b"] %}<b class={{ q }}>{% endif %}`, ""},
		{"conditional expression", `<p>{{ q|safe if q else "" }}</p>`, "page.html:1 html text"},
		{"set", `{% set name = q|safe %}<p>{{ name }}</p>`, "page.html:1 html text"},
		{"with", `{% with a = q %}<p>{{ a|safe }}</p>{% endwith %}`, "page.html:1 html text"},
		{"joined", `<p>{{ ("<b>" ~ q)|safe }}</p>`, "page.html:1 html text"},
		{"macro", "{% macro row(x) %}<td>{{ x|safe }}</td>{% endmacro %}\n{{ row(q) }}", "page.html:1 html text"},
		{"macro, called in a script", "{% macro row(x) %}{{ x }}{% endmacro %}\n<script>{{ row(q) }}</script>", "page.html:1 html script"},
		{"the request itself", `<p>{{ request.args.name|safe }}</p>`, "page.html:1 html text"},
		{"the request, asked", `<p>{{ request.args.get("name")|safe }}</p>`, "page.html:1 html text"},
		{"numbers", `<script>f({{ q|int }}, {{ items|length }})</script>`, ""},
		{"default", `<p>{{ q|default("x")|safe }}</p>`, "page.html:1 html text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := strings.Join(holes(t, "app.py", view, "templates/page.html", c.page), ", ")
			if got != c.want {
				t.Errorf("%s\n got %q\nwant %q", c.page, got, c.want)
			}
		})
	}
}

// Templates made of several files.
func TestHolesAcross(t *testing.T) {
	for _, c := range []struct {
		name  string
		files []string
		want  string
	}{
		{"block", []string{"page.html", `{% extends "base.html" %}{% block main %}{{ q }}{% endblock %}`,
			"base.html", `<script>{% block main %}{% endblock %}</script>`}, "page.html:1 html script"},
		{"block in text", []string{"page.html", `{% extends "base.html" %}{% block main %}{{ q }}{% endblock %}`,
			"base.html", `<p>{% block main %}{% endblock %}</p>`}, ""},
		{"block of the layout's", []string{"page.html", `{% extends "base.html" %}`,
			"base.html", `<p>{% block main %}{{ q|safe }}{% endblock %}</p>`}, "base.html:1 html text"},
		{"block that is replaced", []string{"page.html", `{% extends "base.html" %}{% block main %}{% endblock %}`,
			"base.html", `<p>{% block main %}{{ q|safe }}{% endblock %}</p>`}, ""},
		{"super", []string{"page.html", `{% extends "base.html" %}{% block main %}{{ super() }}{% endblock %}`,
			"base.html", `<p>{% block main %}{{ q|safe }}{% endblock %}</p>`}, "base.html:1 html text"},
		{"three levels", []string{"page.html", `{% extends "mid.html" %}{% block body %}{{ q|safe }}{% endblock %}`,
			"mid.html", `{% extends "base.html" %}{% block main %}<div>{% block body %}{% endblock %}</div>{% endblock %}`,
			"base.html", `<p>{% block main %}{% endblock %}</p>`}, "page.html:1 html text"},
		{"include", []string{"page.html", `<script>{% include "part.html" %}</script>`, "part.html", `f({{ q }})`}, "part.html:1 html script"},
		{"include in a loop", []string{"page.html", `{% for i in items %}{% include "part.html" %}{% endfor %}`, "part.html", `{{ i|safe }}`}, "part.html:1 html text"},
		{"imported macro", []string{"page.html", `{% import "forms.html" as forms %}{{ forms.field("q", q) }}`,
			"forms.html", `{% macro field(name, value="") %}<input name="{{ name }}" value={{ value }}>{% endmacro %}`}, "forms.html:1 html attribute"},
		{"macro by its name", []string{"page.html", `{% from "forms.html" import field as f %}{{ f("q", value=q) }}`,
			"forms.html", `{% macro field(name, value="") %}<input name="{{ name }}" value="{{ value }}">{{ value|safe }}{% endmacro %}`}, "forms.html:1 html text"},
		{"templates that include each other", []string{"page.html", `{% include "part.html" %}{{ q|safe }}`, "part.html", `{% include "page.html" %}`}, "page.html:1 html text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := []string{"app.py", view}
			for i := 0; i < len(c.files); i += 2 {
				files = append(files, "templates/"+c.files[i], c.files[i+1])
			}
			if got := strings.Join(holes(t, files...), ", "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// What the program says decides whether values are escaped, and where it is told.
func TestRenderers(t *testing.T) {
	const django = "from django.urls import path\nfrom django.shortcuts import render\n"
	for _, c := range []struct {
		name  string
		files []string
		want  string
	}{
		{"text template", []string{"app.py", strings.ReplaceAll(view, "page.html", "mail.txt"), "templates/mail.txt", "Dear {{ q }}"}, ""},
		{"jinja2 escapes nothing by itself", []string{"app.py", `from flask import Flask, request
from jinja2 import Environment, FileSystemLoader
app = Flask(__name__)
env = Environment(loader=FileSystemLoader("templates"))
@app.route("/")
def index():
    return env.get_template("page.html").render(q=request.args.get("q"))
`, "templates/page.html", "<p>{{ q }}</p>"}, "page.html:1 html text"},
		{"jinja2 told to escape", []string{"app.py", `from flask import Flask, request
from jinja2 import Environment, FileSystemLoader, select_autoescape
app = Flask(__name__)
env = Environment(loader=FileSystemLoader("templates"), autoescape=select_autoescape())
@app.route("/")
def index():
    return env.get_template("page.html").render({"q": request.args.get("q")})
`, "templates/page.html", "<p>{{ q }}</p>"}, ""},
		{"jinja2 template text", []string{"app.py", `from flask import Flask, request
from jinja2 import Template
app = Flask(__name__)
@app.route("/")
def index():
    return Template("<p>{{ q }}</p>").render(q=request.args.get("q"))
`}, "app.py:6 html text"},
		{"constant source", []string{"app.py", `from flask import Flask, request, render_template_string
app = Flask(__name__)
PAGE = """<html>
<script>var a = {{ q }};</script>
<p>{{ q }}</p>"""
@app.route("/")
def index():
    return render_template_string(PAGE, q=request.args.get("q"))
`}, "app.py:4 html script"},
		{"a function around", []string{"app.py", `from flask import Flask, request, render_template
app = Flask(__name__)
def render(name, **more):
    return render_template(name, user="x", **more)
@app.route("/")
def index():
    return render("page.html", q=request.args.get("q"))
`, "templates/page.html", "<p>{{ q|safe }}</p>"}, "page.html:1 html text"},
		{"django", []string{"app.py", django + `
def index(request):
    return render(request, "shop/page.html", {"q": request.GET.get("q")})
urlpatterns = [path("", index)]
`, "shop/templates/shop/page.html", "{% load static %}<p title={{ q }}>{{ q|default:\"x\" }}</p>{{ request.GET.z|safe }}"}, "page.html:1 html attribute, page.html:1 html text"},
		{"no such template", []string{"app.py", view}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(holes(t, c.files...), ", "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
