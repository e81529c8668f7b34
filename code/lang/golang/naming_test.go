package golang

import (
	"testing"

	"github.com/prunella/prunella/code/ir"
)

// The names around a hash are handed to its model; a function value has none.
func TestPurpose(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"func avatar(email string) { md5.Sum([]byte(email)) }", "avatar md5.Sum([]byte(email))"},
		{"func (c *cache) key() { h := md5.New(); h.Sum(nil) }", "cache.key"},
		{"func mac(k []byte) { hmac.New(md5.New, k) }", ""},
	} {
		u := Language{}.Lower("a.go", "a", []byte("package a\nimport (\"crypto/md5\"; \"crypto/hmac\")\n"+c.text))
		got := ""
		eachInstr(u, func(f *ir.Func, in *ir.Instr) {
			if in.Op == ir.Const && f.Consts[in.A].Kind == ir.Str {
				got += f.Consts[in.A].Str
			}
		})
		if got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

// A go.mod somewhere in the tree cannot take the place of a library.
func TestANestedModuleIsNoLibrary(t *testing.T) {
	files := map[string]string{"go.mod": "module example.org/shop\n", "decoy/go.mod": "module github.com/gin-gonic/gin\n", "tool/go.mod": "module example.org/tool\n"}
	read := func(path string) []byte { return []byte(files[path]) }
	got := Language{}.Modules([]string{"main.go", "decoy/gin.go", "tool/tool.go"}, read)
	for path, want := range map[string]string{"main.go": "example.org/shop", "decoy/gin.go": "own/decoy", "tool/tool.go": "example.org/tool"} {
		if got[path] != want {
			t.Errorf("%s is of %q, want %q", path, got[path], want)
		}
	}
}
