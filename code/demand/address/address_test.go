package address

import (
	"testing"

	"github.com/prunella/prunella/code/demand/demandtest"
)

func TestRedirect(t *testing.T) {
	demandtest.Run(t, Redirect{}, demandtest.Options{}, []demandtest.Case{
		{"{}", "url start"},
		{"{word}", ""},
		{"{=url.local}", ""},
		{"{=url.host=example.org}", ""},
		{"{=url.hostname=example.org}", ""},
		{"/{}", "url start"},
		{"/{-/\\\t}", ""},
		{"/user/{}", ""},
		{"/login?next={}", ""},
		{"?{}", ""},
		{"#{}", ""},
		{"{^?}", ""},
		{"{^#}", ""},
		{"{^/}", "url start"},
		{"{^/user/}", ""},
		{"https://example.org/{}", ""},
		{"https://example.org{}", "url host"},
		{"https://{}.example.org/", "url host"},
		{"//example.org/{}", ""},
		{"{^https://example.org}", "url host"},
		{"{^https://example.org/}", ""},
		{"/home", ""},
	})
}

func TestURL(t *testing.T) {
	demandtest.Run(t, URL{}, demandtest.Options{}, []demandtest.Case{
		{"{}", "url start"},
		{"http://{}", "url host"},
		{"http://{}/status", "url host"},
		{"https://api.example.org/{}", ""},
		{"https://api.example.org?q={}", ""},
		{"https://api.example.org{}", "url host"},
		{"https://api.example.org:{digits}/", ""},
		{"{=url.host=api.example.org}", ""},
		{"https://api.example.org/", ""},
	})
}

func TestPart(t *testing.T) {
	demandtest.Run(t, Part{}, demandtest.Options{}, []demandtest.Case{
		{"https://api.example.org/users/{}", "url path"},
		{"https://api.example.org/users/{}/orders", "url path"},
		{"https://api.example.org/users/{alnum}", ""},
		{"https://api.example.org/users/{-/\\?#}", ""},
		{"https://api.example.org/find?q={}", "url parameter"},
		{"https://api.example.org/find?q={-&#}&n=1", ""},
		{"https://api.example.org/find#{}", ""},
		{"https://{}/users", ""},
		{"{}", ""},
	})
}

func FuzzReadings(f *testing.F) {
	f.Add("https://example.org/", "//x")
	f.Fuzz(func(t *testing.T, s, input string) {
		(&lexer{local: true}).Feed(s)
		Redirect{}.Broken([]any{"/home"}, []any{s}, input)
		URL{}.Broken([]any{"https://example.org/"}, []any{s}, input)
		Part{}.Broken([]any{"https://example.org/x"}, []any{s}, input)
	})
}

// The twin's judge sees where a client or a browser really goes.
func TestBroken(t *testing.T) {
	for _, c := range []struct {
		is   string
		want string
	}{
		{"https://prunella.example/", "the program connects to https://prunella.example"},
		{"https://partner.example@prunella.example/", "the program connects to https://prunella.example"},
		{"https://partner.example:8443/prunella.example", "the program connects to https://partner.example:8443"},
		{"https://partner.example:/prunella.example", ""},
		{"https://partner.example/prunella.example", ""},
		{"file:///etc/prunella.example", "the program connects to file://"},
	} {
		_, got := URL{}.Broken([]any{"https://partner.example/"}, []any{c.is}, "prunella.example")
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.is, got, c.want)
		}
	}
}
