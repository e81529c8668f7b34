package solve_test

import (
	"strings"
	"testing"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/value"
)

// faulty is a demand with a fault: it cannot bear the word "fault".
type faulty struct{ demand.Demand }

func (faulty) Kind() string { return "hash" }

func (faulty) Check(args []value.Abs) []demand.Violation {
	if word, _ := args[0].Str.Exact(); word == "fault" {
		panic("out of range")
	}
	return []demand.Violation{{Reason: "weak"}}
}

// A fault of the engine's own ends what it happened in, says so, and nothing else.
func TestFaultEndsOneRoot(t *testing.T) {
	const src = "package m\nimport \"lab\"\nfunc A() { lab.Hash(\"a\") }\nfunc B() { lab.Hash(\"fault\") }\nfunc C() { lab.Hash(\"c\") }\n"
	p := link.New(lab{}, []*ir.Unit{lab{}.Lower("m.go", "m", []byte(src))})
	res := solve.Solve(p, []demand.Demand{faulty{}}, solve.Options{Jobs: 2})
	if len(res.Flows) != 2 {
		t.Errorf("%d flows of the functions without a fault, want 2", len(res.Flows))
	}
	for _, n := range res.Notes {
		if n.Partial && strings.Contains(n.Text, "fault") && strings.Contains(n.Text, "m.B") {
			return
		}
	}
	t.Errorf("no note tells of the fault: %v", res.Notes)
}
