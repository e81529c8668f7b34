package xml

import (
	"testing"

	"github.com/prunella/prunella/code/demand/demandtest"
	"github.com/prunella/prunella/code/value"
)

func TestEntities(t *testing.T) {
	on := value.Abs{Kind: value.Bool, Lo: 1, Hi: 1}
	demandtest.Run(t, Demand{}, demandtest.Options{Rest: []value.Abs{on}, Concrete: []any{true}}, []demandtest.Case{
		{"{}", "xml document"},
		{"<p>{-<}</p>", ""},
		{"<p/>", ""},
	})
	off := value.Abs{Kind: value.Bool}
	if vs := (Demand{}).Check([]value.Abs{demandtest.Text("{}"), off}); len(vs) > 0 {
		t.Errorf("entities are off: %v", vs)
	}
}
