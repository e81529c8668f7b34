package deserialize

import (
	"testing"

	"github.com/prunella/prunella/code/demand/demandtest"
	"github.com/prunella/prunella/code/value"
)

func TestFormats(t *testing.T) {
	demandtest.Run(t, Demand{}, demandtest.Options{Rest: []value.Abs{demandtest.Text("pickle")}, Concrete: []any{"pickle"}}, []demandtest.Case{
		{"{}", "serialised data"},
		{"{word}", ""},
		{"abc", ""},
	})
	if vs := (Demand{}).Check([]value.Abs{demandtest.Text("{}"), demandtest.Text("json")}); len(vs) > 0 {
		t.Errorf("JSON names no code: %v", vs)
	}
}
