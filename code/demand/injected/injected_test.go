package injected

import (
	"testing"

	"github.com/prunella/prunella/code/demand/demandtest"
)

func TestTemplate(t *testing.T) {
	demandtest.Run(t, Template{}, demandtest.Options{}, []demandtest.Case{
		{"{}", "template source"},
		{"<p>{}</p>", "template source"},
		{"<p>{word}</p>", ""},
		{"<p>static</p>", ""},
	})
}

func TestCode(t *testing.T) {
	demandtest.Run(t, Code{}, demandtest.Options{}, []demandtest.Case{
		{"{}", "code"},
		{"f({})", "code"},
		{"f({digits})", ""},
		{"f('{}')", "code string '"},
		{"f('{word}')", ""},
		{"f(1)", ""},
	})
}
