package twin_test

import (
	"strings"
	"testing"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
)

// faulty is a demand with a fault in its oracle.
type faulty struct{ demand.Demand }

func (faulty) Broken(_, _ []any, _ string) (bool, string) { panic("out of range") }

// A fault of the engine's own refutes nothing and ends nothing else.
func TestFaultLeavesOpen(t *testing.T) {
	p := goProgram(handler(`db.Query("SELECT '" + r.FormValue("n") + "'")`))
	for _, f := range solve.Solve(p, demands.All(), solve.Options{}).Flows {
		if f.Sink != "sql" {
			continue
		}
		f.Demand = faulty{f.Demand}
		out := twin.Replay(p, &f, twin.Effort{})
		if out.Verdict != twin.Open || !strings.Contains(out.Reason, "fault") {
			t.Errorf("%v: %s", out.Verdict, out.Reason)
		}
		return
	}
	t.Fatal("no flow to replay")
}
