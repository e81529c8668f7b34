package twin

import "testing"

func TestQuote(t *testing.T) {
	for in, want := range map[string]string{
		"plain":       "plain",
		"":            "''",
		"a b":         "'a b'",
		"it's":        `'it'\''s'`,
		"$(id)":       "'$(id)'",
		"a\nb":        `$'a\nb'`,
		"\x1b[2J'":    `$'\x1b[2J\''`,
		"back\\slash": `'back\slash'`,
	} {
		if got := Quote(in); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

func TestRequests(t *testing.T) {
	run := func(given map[SourceKey]string) *Run {
		r := &Run{Given: given, Documents: map[string]bool{}}
		for k := range given {
			r.Asked = append(r.Asked, k)
		}
		return r
	}
	for _, c := range []struct {
		entry Entry
		given map[SourceKey]string
		want  string
	}{
		{Entry{Kind: "http", Pattern: "/items/{id}"}, map[SourceKey]string{{"http.path", "id"}: "a b/c"}, "curl --path-as-is http://localhost:8080/items/a%20b%2Fc"},
		{Entry{Kind: "http", Pattern: "/files/<path:name>"}, map[SourceKey]string{{"http.path", "name"}: "../x"}, "curl --path-as-is http://localhost:8080/files/../x"},
		{Entry{Kind: "http", Pattern: "/u/<int:id>", Methods: "POST"}, map[SourceKey]string{{"http.form", "n"}: "x&y"}, "curl --path-as-is -X POST --data-urlencode 'n=x&y' http://localhost:8080/u/1"},
		{Entry{Kind: "http", Pattern: "/"}, map[SourceKey]string{{"http.json", "user.name"}: `a"b`}, `curl --path-as-is -X POST -H 'Content-Type: application/json' --data-binary '{"user":{"name":"a\"b"}}' http://localhost:8080/`},
		{Entry{Kind: "http", Pattern: "/"}, map[SourceKey]string{{"http.cookie", "sid"}: "x"}, "curl --path-as-is -H 'Cookie: sid=x' http://localhost:8080/"},
		{Entry{Kind: "http", Pattern: "/up"}, map[SourceKey]string{{"http.filename", "f"}: `../"x`}, `curl --path-as-is -X POST -F 'f=@-;filename="../\"x"' http://localhost:8080/up`},
	} {
		if got := witness(&c.entry, run(c.given)).Command; got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
	if got := witness(nil, run(map[SourceKey]string{{"env", "A"}: "x y", {"args", "argument"}: "-v"})).Command; got != "A='x y' PROGRAM -v" {
		t.Errorf("command: %s", got)
	}
}
