package c

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/langtest"
)

func TestTry(t *testing.T) {
	dir := os.Getenv("TRY")
	if dir == "" {
		t.Skip()
	}
	var paths []string
	filepath.Walk(dir, func(p string, i os.FileInfo, _ error) error {
		if (Language{}).Owns(p, nil) {
			paths = append(paths, p)
		}
		return nil
	})
	lines := 0
	var dur time.Duration
	bases := map[string][]string{}
	for _, p := range paths {
		bases[filepath.Base(p)] = append(bases[filepath.Base(p)], p)
	}
	tree := lang.Tree{Paths: paths, Read: func(p string) []byte { b, _ := os.ReadFile(p); return b }, ByBase: func(b string) []string { return bases[b] }}
	bad := 0
	for _, p := range paths {
		b, _ := os.ReadFile(p)
		lines += strings.Count(string(b), "\n")
		s := time.Now()
		u := Language{}.LowerWith(p, "sample", b, tree)
		dur += time.Since(s)
		for _, f := range langtest.Faults(Language{}, u) {
			if bad++; bad < 20 {
				fmt.Println(p, f)
			}
		}
		for i, q := range u.Problems {
			if i < 2 && bad < 50 {
				bad++
				fmt.Println(p, 1+strings.Count(string(b[:q.Span.Start]), "\n"), q.Text)
			}
		}
		if os.Getenv("DUMP") != "" {
			fmt.Println(langtest.Dump(u))
		}
	}
	fmt.Println(len(paths), lines, dur, float64(lines)/dur.Seconds()/1e6)
}
