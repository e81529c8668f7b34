package python

import (
	"os"
	"testing"
)

func TestDump(t *testing.T) {
	p := os.Getenv("DUMP")
	if p == "" {
		t.Skip()
	}
	b, _ := os.ReadFile(p)
	u := Language{}.Lower("m.py", "m", b)
	t.Log(u.Init.String(), u.Imports, u.Globals)
	for _, f := range u.Funcs {
		t.Log("\n" + f.String())
	}
	t.Log(u.Problems)
}
