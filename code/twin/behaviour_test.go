package twin_test

import (
	"testing"

	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/twin"
)

func runOf(t *testing.T, p *link.Program, in twin.Inputs) *twin.Run {
	t.Helper()
	es := twin.Entries(p, twin.Limits{})
	if len(es) != 1 {
		t.Fatalf("%d entries, want 1", len(es))
	}
	return twin.RunEntry(p, es[0], in, twin.Limits{})
}

func TestCompare(t *testing.T) {
	concat := goProgram(handler(`n := r.FormValue("n"); db.Query("SELECT * FROM t WHERE n='" + n + "' AND k=1"); fmt.Fprintf(w, "<p>ok %s", n)`))
	params := goProgram(handler(`n := r.FormValue("n"); db.Query("SELECT * FROM t WHERE n=? AND k=1", n); fmt.Fprintf(w, "<p>ok %s", n)`))
	other := goProgram(handler(`n := r.FormValue("n"); db.Query("SELECT * FROM t WHERE n=? AND k=2", n); fmt.Fprintf(w, "<p>ok %s", n)`))
	silent := goProgram(handler(`n := r.FormValue("n"); db.Query("SELECT * FROM t WHERE n=? AND k=1", n)`))
	before := runOf(t, concat, twin.Inputs{})
	if d := twin.Compare(before, runOf(t, params, twin.Inputs{})); len(d) > 0 {
		t.Errorf("parameters do the same: %q", d)
	}
	for name, p := range map[string]*link.Program{"another number": other, "no answer": silent} {
		if d := twin.Compare(before, runOf(t, p, twin.Inputs{})); len(d) == 0 {
			t.Errorf("%s is no difference?", name)
		}
	}
	if got := before.Response(); got.Status != 200 || got.Body != "<p>ok "+twin.Benign(twin.SourceKey{Kind: "http.query", Name: "n"}) {
		t.Errorf("response %+v", got)
	}
}

func TestCompareCommands(t *testing.T) {
	line := goProgram(handler(`exec.Command("sh", "-c", "ls -l " + r.FormValue("d")).Run()`))
	argv := goProgram(handler(`exec.Command("ls", "-l", r.FormValue("d")).Run()`))
	if d := twin.Compare(runOf(t, line, twin.Inputs{}), runOf(t, argv, twin.Inputs{})); len(d) > 0 {
		t.Errorf("the same words do the same: %q", d)
	}
}
