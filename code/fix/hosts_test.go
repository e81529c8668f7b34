package fix

import (
	"regexp"
	"testing"
)

// TestHostForm: an address of the host passes, one of another host that holds the text
// does not.
func TestHostForm(t *testing.T) {
	for _, c := range []struct {
		constant string
		alone    bool
		ours     []string
		others   []string
	}{
		{"example.com", false, []string{"https://example.com", "http://www.example.com:8080/a?b"}, []string{"https://evil.test/?example.com", "https://example.com.evil.test/", "https://evilexample.com/", "https://example.com@evil.test/", `https://example.com\@evil.test/`}},
		{"https://example.com", false, []string{"https://example.com/", "https://example.com?x"}, []string{"https://example.com.evil.test", "http://example.com/", "https://example.comx/"}},
		{"//example.com/", false, []string{"//example.com/a", "https://example.com/"}, []string{"//example.com", "https://a.test//example.com/"}},
		{".example.com", false, []string{"https://a.example.com/"}, []string{"https://example.com/", "https://a.test/.example.com"}},
		{"example.com", true, []string{"example.com", "a.b.example.com:443"}, []string{"evilexample.com", "example.com.evil.test"}},
		{".example.com", true, []string{"a.example.com"}, []string{"example.com"}},
	} {
		form, ok := HostForm(c.constant, c.alone)
		if !ok {
			t.Errorf("%q has no form", c.constant)
			continue
		}
		re := regexp.MustCompile("(?i)" + form)
		for _, s := range c.ours {
			if !re.MatchString(s) {
				t.Errorf("%q: %s does not match %q", c.constant, form, s)
			}
		}
		for _, s := range c.others {
			if re.MatchString(s) {
				t.Errorf("%q: %s matches %q", c.constant, form, s)
			}
		}
	}
	for _, constant := range []string{"example", "mailto:example.com", "//.example.com", "https://example.com/path"} {
		if form, ok := HostForm(constant, false); ok {
			t.Errorf("%q is no host, but has the form %s", constant, form)
		}
	}
}

// TestAnchored: expressions for hosts, tied to both ends.
func TestAnchored(t *testing.T) {
	for _, c := range []struct {
		pattern string
		alone   bool
		want    string
	}{
		{`https?://www\.example\.com/`, false, `^https?://www\.example\.com/`},
		{`www\.example\.com`, false, `^https?://(?:[a-z0-9-]+\.)*www\.example\.com(?:[:/?#]|$)`},
		{`^good\.example\.com|beta\.example\.com$`, true, `^(?:good\.example\.com|beta\.example\.com)$`},
		{`example\.com`, true, `^(?:[a-z0-9-]+\.)*example\.com$`},
		{`(https?:)?//example\.com/a`, false, `^(https?:)?//example\.com/a`},
	} {
		if got, ok := Anchored(c.pattern, c.alone); !ok || got != c.want {
			t.Errorf("%s\n is  %s\nwant %s", c.pattern, got, c.want)
		}
	}
	if got, ok := Anchored(`.*\.example\.com`, false); ok {
		t.Errorf("what may begin with anything was tied: %s", got)
	}
}
