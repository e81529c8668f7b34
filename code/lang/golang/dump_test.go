package golang

import (
	"os"
	"testing"
)

func TestDump(t *testing.T) {
	name := os.Getenv("DUMP")
	if name == "" {
		t.Skip()
	}
	b, _ := os.ReadFile(name)
	u := Language{}.Lower("x.go", "x", b)
	t.Log(u.Problems)
	t.Log(u.Init.String())
	for _, f := range u.Funcs {
		t.Log("\n" + f.String())
	}
}
