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
