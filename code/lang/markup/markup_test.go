package markup

import "testing"

func TestBehind(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{"<p>", "</p>", ""},
		{`<a href="`, `">x</a>`, `">`},
		{"<script>f(", ");</script><p>", ");</script>"},
		{`<b title='`, ``, `'>`},
		{"<!-- ", " --><p>", " -->"},
	} {
		if got := Behind(c.before, c.after); got != c.want {
			t.Errorf("%s…%s: got %q, want %q", c.before, c.after, got, c.want)
		}
	}
}
