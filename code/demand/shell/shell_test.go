package shell

import (
	"testing"

	"github.com/prunella/prunella/code/demand/demandtest"
)

func TestContexts(t *testing.T) {
	demandtest.Run(t, Demand{}, demandtest.Options{}, []demandtest.Case{
		{"ls {}", "shell word"},
		{"ls {word}", ""},
		{"ls {=shell.word}", ""},
		{"ls '{}'", "shell word '"},
		{"ls '{-'}'", ""},
		{`ls "{}"`, `shell word "`},
		{"ls \"{-\"$`\\}\"", ""},
		{"{}", "shell command"},
		{"{} -l", "shell command"},
		{"ping -c 1 {}", "shell word"},
		{"ls | grep {}", "shell word"},
		{"ls; {}", "shell command"},
		{"echo $(cat {})", "shell word"},
		{"echo \"$(cat '{}')\"", "shell word '"},
		{"ls \\'{}", "shell word"},
		{"ls # {}\nid", "shell comment"},
		{"tar czf /tmp/{word}.tgz /srv", ""},
		{"ls -la", ""},
	})
}

func FuzzLexers(f *testing.F) {
	f.Add("ls \"$(a `b` '", "'")
	f.Fuzz(func(t *testing.T, s, input string) {
		(&lexer{}).Feed(s)
		Demand{}.Broken([]any{"ls x"}, []any{s}, input)
	})
}

func TestSplit(t *testing.T) {
	demandtest.Run(t, Split{}, demandtest.Options{}, []demandtest.Case{
		{"ls {}", "command word"},
		{"ls -l /home/{}", "command word"},
		{"ls 'a{}'", "command word"}, // nobody reads quotes
		{"ls {word}", ""},
		{"kill {digits}", ""},
	})
}
