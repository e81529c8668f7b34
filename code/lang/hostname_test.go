package lang

import (
	"strings"
	"testing"
)

func TestHostChecks(t *testing.T) {
	for _, c := range []struct {
		how      HostCheck
		constant string
		says     string
	}{
		{HostAnywhere, "example.com", "anywhere"},
		{HostAnywhere, "https://example.com/", "anywhere"},
		{HostBegins, "https://example.com", "followed"},
		{HostBegins, "https://example.com:8080", "followed"},
		{HostBegins, "https://example.com/", ""},
		{HostEnds, "example.com", "end of another"},
		{HostEnds, ".example.com", ""},
		{HostEnds, "://example.com", ""},
		{HostAnywhere, "index.html", ""},
		{HostAnywhere, "example", ""},
		{HostBegins, "/files/example.com", ""},
	} {
		if got := c.how.Check(c.constant); (got == "") != (c.says == "") || !strings.Contains(got, c.says) {
			t.Errorf("check %d for %q: %q, want %q", c.how, c.constant, got, c.says)
		}
	}
}
