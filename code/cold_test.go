package code_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/langs"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/rules"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/world"
)

// BenchmarkCold reads, lowers and solves a tree from nothing, on one worker, each
// language for itself: PRUNELLA_TREE, or net/http of the installed Go. Whoever has
// the time names the whole of GOROOT/src.
//
//	PRUNELLA_TREE=$(go env GOROOT)/src go test -run - -bench Cold/go -benchtime 1x ./code
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
	for _, l := range langs.All() {
		e := &code.Engine{Languages: []lang.Language{l}, Rules: all, Demands: demands.All()}
		b.Run(l.Name(), func(b *testing.B) { cold(b, e, tree) })
	}
}

// cold measures one language. A tree without a file of it is skipped.
func cold(b *testing.B, e *code.Engine, tree world.Tree) {
	var lines, flows, cut int
	var work int64
	b.ReportAllocs()
	before := busy()
	for b.Loop() {
		p, err := e.Load(b.Context(), tree)
		if err != nil {
			b.Fatal(err)
		}
		if len(p.Programs) == 0 {
			b.Skip("no such files")
		}
		lines, flows, cut, work = p.Lines, 0, 0, 0
		for _, prog := range p.Programs {
			res := solve.Solve(prog, e.Demands, solve.Options{Jobs: 1, Watch: e.Watch(prog.Lang.Name())})
			flows, work = flows+len(res.Flows), work+res.Work
			for _, n := range res.Notes {
				if strings.HasPrefix(n.Text, "work budget") {
					cut++
				}
			}
		}
	}
	if spent := busy() - before; spent > 0 {
		b.ReportMetric(float64(lines)*float64(b.N)/spent, "lines/cpu-s")
	}
	b.ReportMetric(float64(lines), "lines")
	b.ReportMetric(float64(work), "instructions")
	b.ReportMetric(float64(flows), "flows")
	b.ReportMetric(float64(cut), "cut-off")
}

// busy is the CPU-seconds, user and system, that this process spent so far; 0 where
// the system does not tell (it is Linux that does, in hundredths of a second).
func busy() float64 {
	text, _ := os.ReadFile("/proc/self/stat")
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return float64(user+system) / 100
}
