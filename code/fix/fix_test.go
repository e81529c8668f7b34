package fix

import (
	"strings"
	"testing"
)

func TestApply(t *testing.T) {
	read := func(string) ([]byte, error) { return []byte("hello world"), nil }
	for _, c := range []struct {
		name  string
		edits []Edit
		want  string
		err   string
	}{
		{"nothing", nil, "", ""},
		{"replace", []Edit{{"f", 0, 5, "goodbye"}}, "goodbye world", ""},
		{"two insertions in order", []Edit{{"f", 5, 5, ","}, {"f", 5, 5, " dear"}}, "hello, dear world", ""},
		{"out of order", []Edit{{"f", 6, 11, "all"}, {"f", 0, 5, "bye"}}, "bye all", ""},
		{"overlap", []Edit{{"f", 0, 5, "x"}, {"f", 4, 6, "y"}}, "", "overlaps"},
		{"outside", []Edit{{"f", 0, 50, "x"}}, "", "leaves the file"},
		{"backwards", []Edit{{"f", 5, 2, "x"}}, "", "overlaps"},
	} {
		out, err := Apply(c.edits, read)
		if c.err != "" {
			if err == nil || !strings.Contains(err.Error(), c.err) {
				t.Errorf("%s: error %v, want %q", c.name, err, c.err)
			}
			continue
		}
		if err != nil || string(out["f"]) != c.want {
			t.Errorf("%s: %q, %v; want %q", c.name, out["f"], err, c.want)
		}
	}
}
