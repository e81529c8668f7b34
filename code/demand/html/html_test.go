package html

import (
	"testing"

	"github.com/prunella/prunella/code/demand/demandtest"
	"github.com/prunella/prunella/code/value"
)

func TestContexts(t *testing.T) {
	page := demandtest.Options{Rest: []value.Abs{demandtest.Text("text/html")}, Concrete: []any{"text/html"}}
	demandtest.Run(t, Demand{}, page, []demandtest.Case{
		{"<p>{}</p>", "html text"},
		{"<p>{-<}</p>", ""},
		{"hello {}", "html text"},
		{`<p class="{}">`, `html attribute "`},
		{`<p class="{-"}">`, ""},
		{`<p class='{}'>`, "html attribute '"},
		{`<p class={}>`, "html attribute"},
		{`<p class={word}>`, ""},
		{`<a href="{-"}">`, "html address"},
		{`<a href="/x?{-"}">`, ""},
		{`<a href="{-":}">`, ""},
		{`<a href="{^https:// -"}">`, ""},
		{`<a onclick="f('{-<>"'}')">`, "html script string"},
		{`<a onclick="f({digits})">`, ""},
		{`<script>var x = '{-<}'</script>`, "html script string"},
		{`<script>var x = '{-<>"'\}'; // it's</script>`, "html script string"},
		{`<script>var x = {}</script>`, "html script"},
		{`<script>var x = {=json -<}</script>`, ""},
		{`<script>var x = 5</script><p>{}`, "html text"},
		{`<style>p { color: {} }</style>`, "html style"},
		{`<!-- {} -->`, "html comment"},
		{`<!-- {word} --><p>{-<}</p>`, ""},
		{`<{}>`, "html tag"},
		{`<title>{}</title>`, "html text"},
		{`<p>{=html.safe}</p>`, ""},
	})
}

func TestContentType(t *testing.T) {
	hole := demandtest.Text("<p>{}")
	for contentType, want := range map[string]int{"text/html; charset=utf-8": 1, "": 1, "application/json": 0, "text/plain; charset=utf-8": 0, "image/svg+xml": 1, "application/xhtml+xml": 1} {
		if got := len(Demand{}.Check([]value.Abs{hole, demandtest.Text(contentType)})); got != want {
			t.Errorf("%q: %d violations, want %d", contentType, got, want)
		}
	}
	first := value.Abs{Kind: value.Bool, Lo: 1, Hi: 1}
	if vs := (Demand{}).Check([]value.Abs{demandtest.Text("Hello, {}"), {Kind: value.Nil}, first}); len(vs) > 0 {
		t.Errorf("a first write that sniffs as plain text is harmless: %v", vs)
	}
}

func FuzzLexers(f *testing.F) {
	f.Add("<a href='x' onclick=\"f('", "<b>")
	f.Fuzz(func(t *testing.T, s, input string) {
		(&lexer{}).Feed(s)
		Demand{}.Broken([]any{"<p>x"}, []any{s}, input)
	})
}

// The twin's judge sees what a page does, not how its text is set.
func TestBroken(t *testing.T) {
	for _, c := range []struct {
		is     string
		broken bool
	}{
		{"<p>a<img src=x onerror=prunella()></p>", true},
		{"<p>a<br>&lt;img src=x onerror=prunella()&gt;</p>", false},
		{"<p>a<br onclick=prunella()></p>", true},
		{"<p>a</p><p>prunella()</p>", false},
		{"<p>a<b>prunella()</b></p>", true},
	} {
		got, why := Demand{}.Broken([]any{"<p>a b</p>"}, []any{c.is}, "prunella()")
		if got != c.broken {
			t.Errorf("%s: %v (%s)", c.is, got, why)
		}
	}
}
