package golang_test

import (
	"context"
	"os"
	"testing"

	"github.com/prunella/prunella/world"
)

func TestDump(t *testing.T) {
	e := newEngine(t)
	tree, err := world.OpenTree("../../../examples/shop", world.TreeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := e.Mend(context.Background(), tree)
	if err != nil {
		t.Fatal(err)
	}
	_ = os.Stdout
	for _, f := range s.First.Found {
		fl := f.Flow()
		t.Logf("%s", f.Finding.Key)
		u := fl.At.Unit
		t.Logf("   at %q", u.Text[fl.At.Span.Start:fl.At.Span.End])
		for _, st := range fl.Path {
			t.Logf("   step %s %q  %s", st.Unit.Path, st.Unit.Text[st.Span.Start:st.Span.End], st.Note)
		}
		for _, p := range fl.Violation.Seq {
			tx := ""
			if p.Unit > 0 {
				pu := f.Program.Units[p.Unit-1]
				tx = pu.Path + " " + string(pu.Text[p.Span.Start:p.Span.End])
			}
			if p.Hole == nil {
				t.Logf("   const %q @ %s", p.Text, tx)
			} else {
				t.Logf("   hole %v @ %s", p.Hole.Labels, tx)
			}
		}
		t.Logf("   flows %d", len(f.Flows))
		t.Logf("   ctx %s | %s cond %d", fl.Violation.Context, fl.Violation.Reason, len(fl.Conditions))
		for _, c := range fl.Conditions {
			t.Logf("   cond %v %v", c.Fact, c.Holds)
		}
		t.Logf("   stuck: %s", s.Stuck[f.Finding.Key])
	}
	for _, p := range s.Patches {
		t.Logf("%s\n%s", p.Data.Strategy, p.Data.Diff)
	}
}
