package code_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/c"
	"github.com/prunella/prunella/code/lang/golang"
	"github.com/prunella/prunella/code/lang/java"
	"github.com/prunella/prunella/code/lang/javascript"
	"github.com/prunella/prunella/code/lang/python"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/rules"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/world"
)

// BenchmarkCold reads, lowers and solves a tree from nothing, on one worker:
// PRUNELLA_TREE, or net/http of the installed Go. Whoever has the time names the
// whole of GOROOT/src.
//
//	PRUNELLA_TREE=$(go env GOROOT)/src go test -run - -bench Cold -benchtime 1x ./code
func BenchmarkCold(b *testing.B) {
	dir := os.Getenv("PRUNELLA_TREE")
	if dir == "" {
		root, err := exec.Command("go", "env", "GOROOT").Output()
		if err != nil {
			b.Skip(err)
		}
		dir = filepath.Join(strings.TrimSpace(string(root)), "src", "net", "http")
	}
	all, err := rule.Load(rules.Files)
	if err != nil {
		b.Fatal(err)
	}
	tree, err := world.OpenTree(dir, world.TreeOptions{})
	if err != nil {
		b.Skip(err)
	}
	e := &code.Engine{Languages: []lang.Language{c.Language{}, golang.Language{}, java.Language{}, javascript.Language{}, python.Language{}}, Rules: all, Demands: demands.All()}
	var lines, flows int
	var work int64
	b.ReportAllocs()
	for b.Loop() {
		p, err := e.Load(b.Context(), tree)
		if err != nil {
			b.Fatal(err)
		}
		lines, flows, work = p.Lines, 0, 0
		for _, prog := range p.Programs {
			res := solve.Solve(prog, e.Demands, solve.Options{Jobs: 1, Watch: e.Watch()})
			flows, work = flows+len(res.Flows), work+res.Work
		}
	}
	b.ReportMetric(float64(lines)*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
	b.ReportMetric(float64(work), "instructions")
	b.ReportMetric(float64(flows), "flows")
}
