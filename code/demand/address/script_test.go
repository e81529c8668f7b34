package address

import (
	"testing"

	"github.com/prunella/prunella/code/demand/demandtest"
)

func TestScriptContexts(t *testing.T) {
	demandtest.Run(t, Script{}, demandtest.Options{}, []demandtest.Case{
		{"{}", "url start"},
		{"/go/{}", ""},
		{"https://{}", ""},
		{"{^https://}", ""},
		{"{^/}", ""},
		{"{word}", ""},
	})
}

func TestScriptOracle(t *testing.T) {
	for is, want := range map[string]bool{"javascript:x()": true, " JavaScript:x()": true, "java\tscript:x()": true, "https://javascript:x": false, "/javascript:x": false} {
		if got, _ := (Script{}).Broken([]any{"/a"}, []any{is}, is); got != want {
			t.Errorf("%q: %v, want %v", is, got, want)
		}
	}
}
