package ops

import (
	"fmt"
	"testing"
)

// A format of Java's takes its arguments by place or by number, and what no verb
// takes it leaves out.
func TestJavaFormat(t *testing.T) {
	for _, c := range []struct {
		format string
		args   []any
		want   string
	}{
		{"%s and %s", []any{"a", "b"}, "a and b"},
		{"%2$s before %1$s", []any{"a", "b"}, "b before a"},
		{"%1$s, %1$s", []any{"a"}, "a, a"},
		{"no verb", []any{"a"}, "no verb"},
		{"100%% of %d%n", []any{int64(7)}, "100% of 7\n"},
		{"cut %", nil, "cut %"},
		{"%,d", []any{int64(12)}, "12"},
	} {
		format, order := javaFormat(c.format)
		if got := fmt.Sprintf(format, javaArgs(c.args, order)...); got != c.want {
			t.Errorf("%q with %v is %q, want %q", c.format, c.args, got, c.want)
		}
	}
}
