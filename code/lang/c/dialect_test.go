package c

import (
	"testing"

	"github.com/prunella/prunella/code/lang"
)

func TestDialectOfHeaders(t *testing.T) {
	tree := lang.Tree{Paths: []string{"c/a.c", "c/a.h", "cpp/b.cc", "cpp/b.h", "cpp/include/deep.h", "both/a.c", "both/b.cc", "both/both.h"}}
	for _, c := range []struct {
		path, text string
		cpp        bool
	}{
		{"c/a.h", "int f(void);", false},
		{"c/a.h", "void f(std::string &s);", true},
		{"cpp/b.h", "enum E : T { a };", true},
		{"cpp/include/deep.h", "enum E : T { a };", true},
		{"both/both.h", "int f(void);", false},
		{"cpp/b.cc", "", true},
	} {
		if got := isCpp(c.path, []byte(c.text), tree); got != c.cpp {
			t.Errorf("isCpp(%q, %q) = %v", c.path, c.text, got)
		}
	}
}
