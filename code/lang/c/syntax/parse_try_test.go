package syntax

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	pp "github.com/prunella/prunella/code/lang/c/preprocess"
)

func TestTry(t *testing.T) {
	dir := os.Getenv("TRY")
	if dir == "" {
		t.Skip()
	}
	lines, probs, files, dirty := 0, 0, 0, 0
	var dur, ppdur time.Duration
	filepath.Walk(dir, func(p string, i os.FileInfo, _ error) error {
		e := filepath.Ext(p)
		if e != ".c" && e != ".cpp" && e != ".h" && e != ".cc" {
			return nil
		}
		b, _ := os.ReadFile(p)
		files++
		lines += strings.Count(string(b), "\n")
		s := time.Now()
		r := pp.Run(p, b, pp.Options{})
		ppdur += time.Since(s)
		s = time.Now()
		tr := Parse(r.Tokens, Options{Cpp: e == ".cpp" || e == ".cc", Types: func(s string) bool { return strings.HasSuffix(s, "_t") || s == "FILE" }})
		dur += time.Since(s)
		if len(tr.Problems) > 0 {
			dirty++
			probs += len(tr.Problems)
			if dirty < 40 {
				q := tr.Problems[0]
				fmt.Println(p, 1+strings.Count(string(b[:q.Start]), "\n"), q.Text)
			}
		}
		return nil
	})
	fmt.Println(files, lines, "dirty", dirty, probs, "pp", ppdur, float64(lines)/ppdur.Seconds()/1e6, "parse", dur, float64(lines)/dur.Seconds()/1e6, "Mlines/s")
}
