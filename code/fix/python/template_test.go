package python_test

import (
	"context"
	"testing"

	"github.com/prunella/prunella/world"
)

// Each hole is mended for the place it stands in.
func TestTemplateContext(t *testing.T) {
	const app = `from flask import Flask, request, render_template
app = Flask(__name__)


@app.route("/")
def index():
    return render_template("page.html", q=request.args.get("q", ""))
`
	for page, want := range map[string]string{
		"<p>{{ q|safe }}</p>":                                  "<p>{{ q }}</p>",
		"<script>f({{ q }});</script>":                         "<script>f({{ q|tojson }});</script>",
		"<script>f('{{ q }}');</script>":                       "<script>f({{ q|tojson }});</script>",
		"<input value={{ q }}>":                                `<input value="{{ q }}">`,
		"{% autoescape false %}{{ q -}}<p>{% endautoescape %}": "{% autoescape false %}{{ q|e -}}<p>{% endautoescape %}",
	} {
		tree := world.MemTree{"app.py": []byte(app), "templates/page.html": []byte(page)}
		s, err := engine(t, "template-context").Mend(context.Background(), tree)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Patches) != 1 {
			t.Errorf("%s: %d patches, stuck: %v", page, len(s.Patches), s.Stuck)
			continue
		}
		if got := string(s.Patches[0].Changes["templates/page.html"]); got != want {
			t.Errorf("%s: got %s, want %s", page, got, want)
		}
	}
}
