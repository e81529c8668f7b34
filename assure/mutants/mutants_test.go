package mutants_test

import (
	"strings"
	"testing"

	"github.com/prunella/prunella/assure/mutants"
	"github.com/prunella/prunella/assure/mutants/c"
	"github.com/prunella/prunella/assure/mutants/golang"
	"github.com/prunella/prunella/assure/mutants/java"
	"github.com/prunella/prunella/assure/mutants/javascript"
	"github.com/prunella/prunella/assure/mutants/python"
	"github.com/prunella/prunella/code/lang"
	langc "github.com/prunella/prunella/code/lang/c"
	langgo "github.com/prunella/prunella/code/lang/golang"
	langjava "github.com/prunella/prunella/code/lang/java"
	langjs "github.com/prunella/prunella/code/lang/javascript"
	langpython "github.com/prunella/prunella/code/lang/python"
)

// spoken are the languages of mutants, with the front end that reads each.
var spoken = []struct {
	mutants *mutants.Language
	reads   lang.Language
	file    string
}{
	{c.Language(), langc.Language{}, "#include <stdio.h>\n\nint f(void)\n{\n\treturn 0;\n}\n"},
	{golang.Language(), langgo.Language{}, "package p\n\nimport \"strings\"\n\nfunc f(s string) string { return strings.TrimSpace(s) }\n"},
	{java.Language(), langjava.Language{}, "package p;\n\npublic class A {\n    String f(String s) {\n        return s.trim();\n    }\n}\n"},
	{javascript.Language(), langjs.Language{}, "const fs = require('fs');\n\nfunction f(s) {\n  return s.trim();\n}\n"},
	{python.Language(), langpython.Language{}, "import os\n\n\ndef f(s):\n    return s.strip()\n"},
}

// TestGuardsAreRead: a wrong patch must be wrong by what it does, not by a mistake in
// how it is written, for which rung L0 would refuse it.
func TestGuardsAreRead(t *testing.T) {
	for _, s := range spoken {
		for i, g := range s.mutants.Guards {
			g.Code = strings.ReplaceAll(g.Code, "WITNESS", `"w"`)
			read(t, s.reads, s.mutants.File("a"), s.mutants.Define([]byte(s.file), g), g.Kind, i)
		}
	}
}

// TestFilesAreRead: the same for whole files that bring a flaw.
func TestFilesAreRead(t *testing.T) {
	for _, s := range spoken {
		for i, text := range s.mutants.Flaws {
			read(t, s.reads, s.mutants.File("added"), []byte(text), "new flaw", i)
		}
		for i, w := range s.mutants.Weak {
			read(t, s.reads, s.mutants.File("settings"), []byte(w[0]), "secure", i)
			read(t, s.reads, s.mutants.File("settings"), []byte(w[1]), "weak", i)
		}
		read(t, s.reads, s.mutants.File("test"), []byte(s.mutants.Judge[0]), "test", 0)
	}
}

func read(t *testing.T, l lang.Language, name string, text []byte, kind string, i int) {
	t.Helper()
	u := l.Lower(name, "p", text)
	if len(u.Problems) > 0 {
		t.Errorf("%s, %s %d: %s\n%s", l.Name(), kind, i, u.Problems[0].Text, text)
	}
	if !strings.Contains(string(text), "guarded") {
		return
	}
	for _, f := range u.Funcs {
		if strings.HasSuffix(f.Name, "guarded") {
			return
		}
	}
	t.Errorf("%s, %s %d: no function guarded in\n%s", l.Name(), kind, i, text)
}
