package twin_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/demand/sql"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/golang"
	"github.com/prunella/prunella/code/lang/python"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/twin"
	"github.com/prunella/prunella/code/value"
)

// suspicious is the demand on SQL as a solver without a string domain has it:
// every hole is a violation. What is safe must then be refuted.
type suspicious struct{ sql.Demand }

func (suspicious) Check(args []value.Abs) []demand.Violation {
	var out []demand.Violation
	for _, seq := range args[0].Str.Alts {
		for _, p := range seq {
			if p.Hole != nil && p.Hole.Labels != 0 {
				out = append(out, demand.Violation{Labels: p.Hole.Labels, Context: "sql string '", Reason: "suspicious", Hole: p.Hole, Seq: text.Seq(seq)})
			}
		}
	}
	return out
}

func TestRefuted(t *testing.T) {
	for _, c := range []struct{ name, body, verdict string }{
		{"escaped", `db.Query("SELECT '" + strings.ReplaceAll(r.FormValue("n"), "'", "''") + "'")`, "refuted"},
		{"stripped", `db.Query("SELECT '" + strings.Map(func(c rune) rune { if c == '\'' { return -1 }; return c }, r.FormValue("n")) + "'")`, "refuted"},
		{"escaped by hand", `out := ""
			for _, c := range r.FormValue("n") { if c == '\'' { out += "''" } else { out += string(c) } }
			db.Query("SELECT '" + out + "'")`, "refuted"},
		{"turned away", `n := r.FormValue("n"); for _, c := range n { if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9') { return } }
			db.Query("SELECT '" + n + "'")`, "open"},
		{"unescaped", `db.Query("SELECT '" + r.FormValue("n") + "'")`, "reproduced"},
		{"nobody's code", `db.Query("SELECT '" + elsewhere.Clean(r.FormValue("n")) + "'")`, "open"},
	} {
		p := goProgram(handler(c.body))
		res := solve.Solve(p, []demand.Demand{suspicious{}}, solve.Options{})
		if len(res.Flows) == 0 {
			t.Logf("%s: no flow", c.name)
			continue
		}
		o := twin.Replay(p, &res.Flows[0], twin.Effort{})
		if o.Verdict.String() != c.verdict {
			t.Errorf("%s: %s (%s), want %s; %q", c.name, o.Verdict, o.Reason, c.verdict, o.Assumed)
		}
		t.Logf("%s: %s, %s", c.name, o.Verdict, o.Reason)
	}
}

func TestSameEveryTime(t *testing.T) {
	src := handler(`if m := map[string]string{"a": "1", "b": "2"}; m[r.FormValue("k")] != "" { db.Query("SELECT '" + r.FormValue("n") + "'") }`)
	var first []twin.Outcome
	for range 5 {
		outs := replayAll(goProgram(src), "sql")
		if first == nil {
			first = outs
		} else if !reflect.DeepEqual(fmt.Sprintf("%+v", first), fmt.Sprintf("%+v", outs)) {
			t.Fatalf("two replays differ:\n%+v\n%+v", first, outs)
		}
	}
}

func TestBudgets(t *testing.T) {
	for name, body := range map[string]string{
		"endless loop": `for { }`,
		"recursion":    `forever(1) } func forever(n int) int { return forever(n + 1) + 1`,
		"memory":       `s := "x"; for i := 0; i < 100; i++ { s = s + s }; db.Query(s)`,
		"lists":        `l := []string{"x"}; for i := 0; i < 100; i++ { l = append(l, l...) }`,
		"maps":         `m := map[int]int{}; for i := 0; ; i++ { m[i] = i }`,
		"nested":       `var f func(int); f = func(n int) { for i := range n { f(i); f(n) } }; f(100)`,
	} {
		p := goProgram(handler(body))
		for _, e := range twin.Entries(p, twin.Limits{}) {
			r := twin.RunEntry(p, e, twin.Inputs{}, twin.Limits{Steps: 100_000, Bytes: 8 << 20})
			if !r.Exhausted && name != "lists" {
				t.Errorf("%s: ends by itself after %d steps (%s)", name, r.Steps, r.Raised)
			}
		}
	}
}

// everything runs all a program has.
func everything(p *link.Program) {
	limits := twin.Limits{Steps: 20_000, Bytes: 4 << 20}
	for _, e := range twin.Entries(p, limits) {
		twin.RunEntry(p, e, twin.Inputs{}, limits)
	}
	for _, u := range p.Units {
		if u.Stub {
			continue
		}
		for _, f := range u.Funcs {
			r := twin.RunFunc(p, f, twin.Inputs{Flips: map[int]bool{0: true}}, limits)
			twin.Compare(r, r)
		}
	}
}

func TestDamagedSources(t *testing.T) {
	src := "package main\nimport (\"net/http\"; \"database/sql\"; \"fmt\")\n" + handler(`for i, c := range r.FormValue("n") { switch { case i > 3: defer func() { recover() }(); default: fmt.Fprint(w, c, []int{1}[i:]) } }
		x := map[string][]int{"a": {1}}; x["a"][0]++; var p *server; p.db.Query("x"); type T struct{ server; k int }; _ = T{k: 1}.db`)
	for cut := 0; cut < len(src); cut += 7 {
		damaged := src[:cut] + strings.Repeat("}", cut%3) + src[min(cut+cut%11, len(src)):]
		everything(link.New(golang.Language{}, []*ir.Unit{golang.Language{}.Lower("main.go", "main", []byte(damaged))}))
	}
	py := "from flask import Flask, request\napp = Flask('x')\nclass A(Exception):\n    k = 1\n    def __init__(self, x=[]):\n        self.x = [*x, *(y for y in x)]\n    def __len__(self): return len(self)\n    def __getitem__(self, i): return self[i]\n@app.route('/<a>')\ndef f(a, *b, **c):\n    try:\n        with open(a) as g:\n            yield from f(*b, **c)\n    except (A, KeyError) as e:\n        raise A(e) from e\n    finally:\n        del b[0]\n    return f'{a!r:>10}' % (1, A()[2:3], -A(), a ** 5, not a, a in b)\n"
	for cut := 0; cut < len(py); cut += 3 {
		damaged := py[:cut] + py[min(cut+cut%13, len(py)):]
		everything(link.New(python.Language{}, []*ir.Unit{python.Language{}.Lower("main.py", "main", []byte(damaged))}))
	}
}

func FuzzRun(f *testing.F) {
	f.Add([]byte("package main\nfunc main() { x := []int{1}; x[2] = 3; for range x {} }"), true)
	f.Add([]byte("def f(x):\n  return x[1:2] + 'a' * 10 % (x,)\nf('b')\n"), false)
	f.Fuzz(func(t *testing.T, src []byte, isGo bool) {
		if len(src) > 2000 {
			return
		}
		if isGo {
			everything(link.New(golang.Language{}, []*ir.Unit{golang.Language{}.Lower("main.go", "main", src)}))
			return
		}
		everything(link.New(python.Language{}, []*ir.Unit{python.Language{}.Lower("main.py", "main", src)}))
	})
}

func BenchmarkReplay(b *testing.B) {
	p := goProgram(handler(`if r.FormValue("action") == "export" { db.Query("SELECT * FROM t WHERE n='" + r.FormValue("n") + "'") }`))
	res := solve.Solve(p, demands.All(), solve.Options{})
	var flow *solve.Flow
	for i := range res.Flows {
		if res.Flows[i].Sink == "sql" {
			flow = &res.Flows[i]
		}
	}
	if flow == nil {
		b.Skip("no flow")
	}
	b.ResetTimer()
	for range b.N {
		if o := twin.Replay(p, flow, twin.Effort{}); o.Verdict != twin.Reproduced {
			b.Fatal(o.Reason)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "replays/s")
}
