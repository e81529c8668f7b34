package ops

import (
	"testing"

	"github.com/prunella/prunella/code/value"
)

// FuzzParsers feeds the readers of formats, URLs, command lines and routes with
// any bytes: they answer or refuse, and do not fail.
func FuzzParsers(f *testing.F) {
	for _, seed := range []string{"%(a)5.2s%%%*d", "{0!r:>5}{a[0].b}{{", "http://u:p@[::1]:8/x?y#z", `a "b\" c" 'd`, "/u/<int:id>/{x:path}/:y/*z", "*^+08,.2f", "%4", "\xff\xfe"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 200 {
			return
		}
		for _, name := range []string{"url.host", "url.path", "shell.split", "route.params", "text.repr", "json.encode", "json.decode", "html.escape",
			"path.secure_filename", "path.clean", "url.unquote", "text.title", "uuid.valid", "mail.headers", "sql.rebind", "template.render", "template.html"} {
			op, _ := Lookup(name)
			op.Concrete([]any{s})
			op.Concrete([]any{s, "python"})
		}
		FormatPercent(s, "x")
		FormatPercent(s, int64(7))
		formatBraces(s, []any{"x", int64(7)}, nil)
		pySpec("x", s)
		pySpec(int64(7), s)
		pySpec(1.5, s)
		AbstractFormatPercent(nil, lit(s), input())
		absFormat(names(), []value.Abs{lit(s), {Kind: value.List, Items: []value.Abs{input()}}})
		AbstractSpec(nil, input(), s)
	})
}
