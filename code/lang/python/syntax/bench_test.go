package syntax

import (
	"bytes"
	"os"
	"testing"
)

// BenchmarkParse parses the standard library of the python3 that is installed,
// or the folder of -corpus, on one core. It measures elapsed time: on a busy
// machine, divide the lines by the user time of the process instead.
func BenchmarkParse(b *testing.B) {
	var files [][]byte
	bytesTotal, lines := 0, 0
	for _, path := range standardLibrary(b) {
		if src, err := os.ReadFile(path); err == nil {
			files = append(files, src)
			bytesTotal += len(src)
			lines += bytes.Count(src, []byte("\n"))
		}
	}
	var tree *Tree
	b.SetBytes(int64(bytesTotal))
	b.ReportAllocs()
	for b.Loop() {
		for _, src := range files {
			tree = Parse(src, tree)
		}
	}
	b.ReportMetric(float64(lines)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mlines/s")
}
