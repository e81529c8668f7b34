package page

import (
	"strings"
	"testing"

	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// holes lists the calls that a script makes, one a line, without what only looks names up.
func holes(s Script) string {
	var out []string
	for _, line := range strings.Split(s.Text, "\n") {
		for _, call := range []string{"prunella_raw(", "prunella_hole(", "prunella_link(", "include("} {
			if strings.HasPrefix(line, call) {
				out = append(out, strings.TrimSuffix(strings.TrimPrefix(line, "prunella_"), ";"))
			}
		}
	}
	return strings.Join(out, "\n")
}

func TestHolesStandInTheirMarkup(t *testing.T) {
	for _, c := range []struct{ kind, text, want string }{
		{".ejs", `<p><%= a %></p>`, `hole("", (a), "")`},
		{".ejs", `<p><%- a.b -%></p>`, `raw("", (a.b), "")`},
		{".ejs", `<a href="<%= u %>">x`, `hole("\u003ca href=\"", (u), "\"\u003e")`},
		{".ejs", `<script>f(<%- x %>)</script>`, `raw("\u003cscript\u003ef(", (x), ")\u003c/script\u003e")`},
		{".ejs", `<%# <%- a %>b`, ``},
		{".ejs", `<%- include('head', {a: 1}) %>`, `include('head', {a: 1})`},
		{".hbs", `<p>{{a.b}}</p>{{!-- {{{x}}} --}}`, `hole("", (prunella_look(prunella_look(c0, "a", prunella_of), "b", prunella_of)), "")`},
		{".hbs", `{{#each xs}}{{{this}}}{{/each}}`, `raw("", (c1), "")`},
		{".hbs", `{{#with a}}{{../b}}{{/with}}`, `hole("", (prunella_look(c0, "b", prunella_of)), "")`},
		{".hbs", `{{{up a "b"}}}`, `raw("", (prunella_helper("up", prunella_look(c0, "a", prunella_of), "b")), "")`},
		{".hbs", `{{> head}}`, `include("head", c0)`},
		{".pug", "p= a\np!= b\n", "hole(\"\", ( a), \"\")\nraw(\"\", ( b), \"\")"},
		{".pug", "a(href=u, class='x')\n  | t #{v} !{w}\n", "hole(\"\\u003ca href=\\\"\", (u), \"\\\"\\u003e\")\nhole(\"\\u003ca class=\\\"\", ('x'), \"\\\"\\u003e\")\nhole(\"\", (v), \"\")\nraw(\"\", (w), \"\")"},
		{".pug", "//- hidden\n  p!= a\nscript.\n  var x = !{y};\n", `raw("\u003cscript\u003e", (y), "\u003c/script\u003e")`},
		{".vue", "<template><p v-html=\"a\"/></template>\n<script setup>\nconst a = 1\n</script>", `raw("", (a), "")`},
		{".vue", "<template><a :href=\"a\">x</a></template>", `link(a)`},
		{".svelte", "{@html a}{b}<!-- {@html c} -->", `raw("", ( a), "")`},
	} {
		if got := holes(Read(c.kind, c.text)); got != c.want {
			t.Errorf("%s %q:\n got %s\nwant %s", c.kind, c.text, got, c.want)
		}
	}
}

func TestPlaceIsInTheTemplate(t *testing.T) {
	for kind, text := range samples {
		s := Read(kind, text)
		for _, part := range s.parts {
			from, to := s.Place(part.at, part.at+part.size)
			if from != part.from || to != part.from+part.length {
				t.Errorf("%s: part at %d is at %d to %d, want %d to %d", kind, part.at, from, to, part.from, part.from+part.length)
			}
		}
	}
}

var samples = map[string]string{
	".ejs":    "<ul><% xs.forEach(x => { %><li class='<%= x.c %>'><%- x.t %></li><% }) %></ul><%- include('a/b') %>",
	".hbs":    "{{#each xs as |x i|}}<b title={{x.a}}>{{{x.b}}}</b>{{else}}{{#if (eq a b)}}{{up @root.z}}{{/if}}{{/each}}{{> p}}",
	".pug":    "mixin m(a)\n  p= a\neach x, i in xs\n  li(class=x.c data-t!=x.t): a(href=x.u) go #{x.n}\n  +m(x)\nif a\n  - var b = 1\nelse\n  include head\n",
	".vue":    "<template>\n<ul><li v-for=\"(x, i) in xs\" :key=\"i\"><b v-html=\"x.t\"></b><br><a :href='x.u'/></li></ul>\n</template>\n<script>\nexport default { data() { return { xs: [] } } }\n</script>",
	".svelte": "<script lang=\"ts\">import { page } from 's'; let xs = $page</script>{#each xs as {t}, i (i)}{@const y = t}{@html y}{/each}{#await p then v}{v}{:catch}{/await}<a href={u}>x</a>",
}

func TestScriptsAreJavaScript(t *testing.T) {
	for kind, text := range samples {
		mode := syntax.JavaScript
		s := Read(kind, text)
		if s.TypeScript {
			mode = syntax.TypeScript
		}
		if tree := syntax.Parse(s.Text, mode); len(tree.Errors) > 0 {
			t.Errorf("%s: %v in\n%s", kind, tree.Errors, s.Text)
		}
	}
}

func FuzzRead(f *testing.F) {
	for kind, text := range samples {
		f.Add(kind, text)
	}
	f.Add(".ejs", "<%%<%=<%-_%>")
	f.Add(".pug", "a(b=(c\n.d: +e(\n")
	f.Add(".hbs", "{{{{{#a}}}{{/}}{{else")
	f.Fuzz(func(t *testing.T, kind, text string) {
		s := Read(kind, text)
		for at := 0; at <= len(s.Text); at += 1 + len(s.Text)/50 {
			from, to := s.Place(at, min(at+3, len(s.Text)))
			if from < 0 || to > len(text) || from > to && to >= 0 {
				t.Fatalf("%d is at %d to %d of %d", at, from, to, len(text))
			}
		}
	})
}
