package python

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/lang"
	front "github.com/prunella/prunella/code/lang/python"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/rules"
	"github.com/prunella/prunella/world"
)

func TestDump(t *testing.T) {
	dir := os.Getenv("DUMP")
	if dir == "" {
		t.Skip()
	}
	all, _ := rule.Load(rules.Files)
	e := &code.Engine{Languages: []lang.Language{front.Language{}}, Rules: all, Demands: demands.All()}
	tree, err := world.OpenTree(dir, world.TreeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := e.Load(context.Background(), tree)
	if err != nil {
		t.Fatal(err)
	}
	rep, err := e.Scan(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range append(rep.Found, rep.Refuted...) {
		fl := f.Flow()
		fmt.Println("==", f.Rule.ID, fl.At.Unit.Path, string(fl.At.Unit.Text[fl.At.Span.Start:fl.At.Span.End]), "callee", fl.At.Callee, "ctx", fl.Violation.Context, fl.Violation.Reason, "arg", fl.Violation.Arg)
		for _, st := range fl.Path {
			fmt.Printf("   step %q [%s]\n", st.Unit.Text[st.Span.Start:st.Span.End], st.Note)
		}
		for _, p := range fl.Violation.Seq {
			where := ""
			if p.Unit > 0 && int(p.Unit) <= len(f.Program.Units) {
				u := f.Program.Units[p.Unit-1]
				where = string(u.Text[p.Span.Start:p.Span.End])
			}
			fmt.Printf("   part %q hole=%v labels=%v at %q\n", p.Text, p.Hole != nil, p.Hole != nil && p.Hole.Labels != 0, where)
		}
	}
	for _, n := range rep.Unknown {
		fmt.Println("unknown", n)
	}
}
