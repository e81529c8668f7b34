package golang

import (
	"strings"
	"testing"

	"github.com/prunella/prunella/code/ir"
)

// What a function makes of the numbers it draws is told by names.
func TestWhatAFunctionMakesOfAResult(t *testing.T) {
	for body, want := range map[string]string{
		"func ResetCode() string { c := make([]byte, 8); for i := range c { c[i] = abc[draw(9)] }; return string(c) }": "c ResetCode i",
		"func wait() { d := 100 + draw(9); sleep(d); other(); header(\"Authorization\") }":                             "d",
		"func login(u *user) { u.Token = draw(9) }":                                                                    "Token u",
		"func login(m map[string]int) { m[\"csrf\"] = draw(9) }":                                                       "m csrf",
		"func pick() { draw(9) }": "",
		"func login() { var sessionKey []byte; draw(sessionKey); send(sessionKey) }": "sessionKey",
	} {
		u := Language{}.Lower("a.go", "a", []byte("package a\n"+body))
		var got string
		for _, f := range u.Funcs {
			if at, ok := callOf(f.Body, "draw"); ok {
				got = f.Purpose(at)
			}
		}
		if got != want {
			t.Errorf("%s\n got %q, want %q", body, got, want)
		}
	}
}

func callOf(b ir.Block, name string) (ir.Span, bool) {
	for _, in := range b {
		if in.Op == ir.Call && strings.HasSuffix(in.Name, "."+name) {
			return in.Span, true
		}
		if in.Aux != nil {
			for _, inner := range in.Aux.Blocks {
				if at, ok := callOf(inner, name); ok {
					return at, true
				}
			}
		}
	}
	return ir.Span{}, false
}
