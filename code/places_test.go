package code

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/langs"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/rules"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/world"
)

// TestPlaces writes where flows end, a line each, and says what finding them cost:
//
//	PRUNELLA_TREE=dir PRUNELLA_LANG=go PRUNELLA_PLACES=out go test -run Places -v ./code
func TestPlaces(t *testing.T) {
	dir := os.Getenv("PRUNELLA_TREE")
	if dir == "" {
		t.Skip("PRUNELLA_TREE is not set")
	}
	all, err := rule.Load(rules.Files)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := world.OpenTree(dir, world.TreeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	places := map[string]bool{}
	for _, l := range langs.All() {
		if os.Getenv("PRUNELLA_LANG") != "" && os.Getenv("PRUNELLA_LANG") != l.Name() {
			continue
		}
		e := &Engine{Languages: []lang.Language{l}, Rules: all, Demands: demands.All()}
		e.places(t, tree, places)
	}
	if out := os.Getenv("PRUNELLA_PLACES"); out != "" {
		var lines []string
		for p := range places {
			lines = append(lines, p+"\n")
		}
		sort.Strings(lines)
		if err := os.WriteFile(out, []byte(strings.Join(lines, "")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func (e *Engine) places(t *testing.T, tree world.Tree, places map[string]bool) {
	begin := cpu()
	p, err := e.Load(context.Background(), tree)
	if err != nil {
		t.Fatal(err)
	}
	loaded := cpu() - begin
	for _, prog := range p.Programs {
		if f := os.Getenv("PRUNELLA_PROF"); f != "" {
			w, _ := os.Create(f)
			defer w.Close()
			pprof.StartCPUProfile(w)
			defer pprof.StopCPUProfile()
		}
		begin = cpu()
		res := solver(prog, nil)(prog, e.Demands, solve.Options{Jobs: 1, Watch: e.Watch(prog.Lang.Name())})
		solved := cpu() - begin
		for _, f := range e.group(prog, res) {
			at := f.Flow().At
			line, _ := lineCol(at.Unit.Lines, at.Span.Start)
			places[fmt.Sprintf("%s %s:%d", f.Rule.ID, at.Unit.Path, line)] = true
		}
		cut := 0
		for _, n := range res.Notes {
			if strings.HasPrefix(n.Text, "work budget") {
				cut++
				if os.Getenv("PRUNELLA_NOTES") != "" {
					t.Log(n.Text)
				}
			}
		}
		own, models := instructions(prog.Units)
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		t.Logf("%s %d lines, load %.2f s, solve %.2f s: %.0f lines/s; %d of %d+%d instructions, %.2f us each; %d places, %d cut, %d MB", prog.Lang.Name(),
			p.Lines, loaded, solved, float64(p.Lines)/(loaded+solved), res.Work, own, models, solved*1e6/float64(res.Work), len(places), cut, m.Sys>>20)
	}
}

func instructions(units []*ir.Unit) (own, models int) {
	for _, u := range units {
		n := 0
		if u.Init != nil {
			n += count(u.Init.Body)
		}
		for _, f := range u.Funcs {
			n += count(f.Body)
		}
		if u.Stub {
			models += n
		} else if !u.Test {
			own += n
		}
	}
	return own, models
}

func count(b ir.Block) int {
	n := len(b)
	for i := range b {
		if a := b[i].Aux; a != nil {
			for _, x := range a.Blocks {
				n += count(x)
			}
			for _, h := range a.Handlers {
				n += count(h.Body)
			}
			if a.Fn != nil {
				n += count(a.Fn.Body)
			}
		}
	}
	return n
}

func cpu() float64 {
	text, _ := os.ReadFile("/proc/self/stat")
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return float64(user+system) / 100
}
