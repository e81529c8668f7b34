package python_test

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/world"
)

func TestDebug(t *testing.T) {
	dir := os.Getenv("DEBUGDIR")
	if dir == "" {
		t.Skip()
	}
	e := engine(t, "")
	tree, err := world.OpenTree(dir, world.TreeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	p, _ := e.Load(ctx, tree)
	rep, _ := e.Scan(ctx, p)
	for _, f := range rep.Found {
		if r := os.Getenv("RULE"); r != "" && r != f.Rule.ID {
			continue
		}
		fl := f.Flow()
		fmt.Println("==", f.Finding.Key, "flows", len(f.Flows), f.Finding.Where.Line, "ctx", fl.Violation.Context, "|", fl.Violation.Reason)
		for _, st := range fl.Path {
			fmt.Printf("   step %q [%s] %s\n", st.Unit.Text[st.Span.Start:st.Span.End], st.Note, st.Func)
		}
		for _, st := range fl.Stack {
			fmt.Printf("   stack %q %s\n", st.Unit.Text[st.Span.Start:st.Span.End], st.Callee)
		}
		for _, words := range f.Rule.Fix["python"] {
			for _, s := range e.Strategies["python"] {
				if s.Name != words {
					continue
				}
				cs, err := s.Apply(&fix.Input{Program: f.Program, Flow: fl, Rule: f.Rule})
				fmt.Println(" strategy", words, len(cs), err)
				for _, c := range cs {
					for _, ed := range c.Edits {
						old, _ := tree.ReadFile(ed.File)
						fmt.Printf("    edit %s %q -> %q\n", ed.File, old[ed.Start:ed.End], ed.New)
					}
					ch, err := fix.Apply(c.Edits, tree.ReadFile)
					if err != nil {
						fmt.Println(err)
						continue
					}
					p2, _ := e.Load(ctx, world.Overlay(tree, ch))
					rep2, _ := e.Scan(ctx, p2)
					for _, g := range rep2.Found {
						if g.Rule.ID == f.Rule.ID {
							fmt.Println("      after:", g.Finding.Key, g.Finding.Where.Line, len(g.Flows), g.Flow().Violation.Reason)
						}
					}
				}
			}
		}
	}
}
