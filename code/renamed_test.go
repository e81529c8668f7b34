package code

import (
	"fmt"
	"testing"
)

// TestFollowed says where each line of a text is after a change, 0 for gone.
func TestFollowed(t *testing.T) {
	for _, c := range []struct{ name, old, now, want string }{
		{"a line changes", "a\nb\nc\n", "a\nB\nc\n", "[1 0 3]"},
		{"the first of two alike is mended", "p(x)\np(x)\nq\n", "p(e(x))\np(x)\nq\n", "[0 2 3]"},
		{"lines come before", "a\nb\n", "new\nnew\na\nb\n", "[3 4]"},
		{"a line is gone", "a\nb\nc\n", "a\nc\n", "[1 0 2]"},
		{"the last line has no end", "a\nb", "x\na\nb", "[2 3]"},
		{"everything is another", "a\nb\n", "c\n", "[0 0]"},
	} {
		n := 0
		for i := range c.old {
			if c.old[i] == '\n' || i == len(c.old)-1 {
				n++
			}
		}
		got := fmt.Sprint(followed(c.old, c.now).forth[1 : n+1])
		if got != c.want {
			t.Errorf("%s: the lines are at %s, want %s", c.name, got, c.want)
		}
	}
}
