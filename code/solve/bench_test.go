package solve_test

import (
	"os"
	"testing"

	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
)

// BenchmarkTree solves a tree again and again: this package's own sources, or
// SOLVE_TREE. The figure to watch is lines a second.
func BenchmarkTree(b *testing.B) {
	dir := os.Getenv("SOLVE_TREE")
	if dir == "" {
		dir = "."
	}
	units, lines := tree(b, dir)
	p := link.New(language(), units)
	var work int64
	for b.Loop() {
		work = solve.Solve(p, demands.All(), solve.Options{}).Work
	}
	b.ReportMetric(float64(lines)*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(work)/float64(b.N), "ns/instr")
}
