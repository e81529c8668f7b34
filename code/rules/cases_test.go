package rules_test

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/fix/fixes"
	"github.com/prunella/prunella/code/lang/langs"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/rules"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/world"
)

// Every case of every rule goes through the whole engine:
//
//   - bad: a comment "want" stands on each line with a finding of the rule, "want
//     RULE" where another rule is meant; there are no other findings. Each is
//     reproduced on the twin unless a comment says "unreplayed: why".
//   - good: no finding of any rule.
//   - fixed: what Mend makes of the bad case of that name, byte for byte; it scans clean.
//   - known: a false answer that we admit. With "want" lines it is a flaw we miss,
//     without one an alarm that is false. The test fails when it comes out right.
func engine(t testing.TB) *code.Engine {
	all, err := rule.Load(rules.Files)
	if err != nil {
		t.Fatal(err)
	}
	return &code.Engine{
		Languages:  langs.All(),
		Rules:      all,
		Demands:    demands.All(),
		Strategies: fixes.All(),
		Options:    code.Options{Jobs: 1},
	}
}

func TestCases(t *testing.T) {
	e := engine(t)
	counts := map[string]*tally{}
	for _, r := range e.Rules {
		programs := r.Programs()
		for _, p := range programs {
			key := r.ID + " " + p.Language()
			if counts[key] == nil {
				counts[key] = &tally{}
			}
			counts[key].add(p)
			t.Run(r.ID+"/"+p.Want+"/"+p.Name, func(t *testing.T) {
				t.Parallel()
				judge(t, e, r, p, programs)
			})
		}
	}
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		t.Logf("%-36s %v", k, counts[k])
	}
}

func judge(t *testing.T, e *code.Engine, r *rule.Rule, p *rule.Program, all []*rule.Program) {
	switch p.Want {
	case "fixed":
		fixed(t, e, p, all)
		return
	case "good":
		if len(wants(r, p)) > 0 {
			t.Error("a good case wants nothing")
		}
	case "bad":
		if len(wants(r, p)) == 0 {
			t.Error("a bad case says what is wanted, and where")
		}
	}
	rep := scan(t, e, p.Files)
	problems := differences(wants(r, p), rep.Found)
	if p.Want == "known" {
		if len(problems) == 0 {
			t.Error("this known false answer is right now: move it to bad or good")
		}
		return
	}
	for _, problem := range problems {
		t.Error(problem)
	}
	if p.Want == "bad" {
		replayed(t, p, rep)
	}
	for _, n := range rep.Notes {
		t.Errorf("%s:%d: %s", n.File, n.Line, n.Text)
	}
}

func scan(t *testing.T, e *code.Engine, files map[string][]byte) *code.Report {
	project, err := e.Load(context.Background(), world.MemTree(files))
	if err != nil {
		t.Fatal(err)
	}
	rep, err := e.Scan(context.Background(), project)
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

var (
	wantComment       = regexp.MustCompile(`(?://|#) want((?: [a-z-]+)*)$`)
	unreplayedComment = regexp.MustCompile(`(?://|#) unreplayed: \S`)
)

// wants lists what the comments say, as "file:line rule", sorted.
func wants(r *rule.Rule, p *rule.Program) []string {
	var out []string
	for name, text := range p.Files {
		for i, line := range strings.Split(string(text), "\n") {
			m := wantComment.FindStringSubmatch(line)
			if m == nil {
				continue
			}
			ids := strings.Fields(m[1])
			if len(ids) == 0 {
				ids = []string{r.ID}
			}
			for _, id := range ids {
				out = append(out, fmt.Sprintf("%s:%d %s", name, i+1, id))
			}
		}
	}
	sort.Strings(out)
	return out
}

// differences tells which wanted findings are missing and which were not wanted.
func differences(want []string, found []*code.Found) []string {
	var out []string
	got := map[string]bool{}
	for _, f := range found {
		w := f.Finding.Where
		k := fmt.Sprintf("%s:%d %s", w.File, w.Line, f.Finding.Rule)
		if !got[k] && !slices.Contains(want, k) {
			out = append(out, fmt.Sprintf("%s: not wanted: %s", k, f.Finding.Claim))
		}
		got[k] = true
	}
	for _, k := range want {
		if !got[k] {
			out = append(out, k+": missed")
		}
	}
	return out
}

func replayed(t *testing.T, p *rule.Program, rep *code.Report) {
	exempt := false
	for _, text := range p.Files {
		exempt = exempt || unreplayedComment.Match(text)
	}
	open := 0
	for _, f := range rep.Found {
		if f.Finding.Level != record.Reproduced {
			open++
			if !exempt {
				t.Errorf("line %d: %s is not reproduced: %s", f.Finding.Where.Line, f.Finding.Rule, f.Replay.Reason)
			}
		}
	}
	if exempt && open == 0 && len(rep.Found) > 0 {
		t.Error("all is reproduced now: remove the comment that says otherwise")
	}
}

// fixed mends the bad case of the same name and compares.
func fixed(t *testing.T, e *code.Engine, want *rule.Program, all []*rule.Program) {
	i := slices.IndexFunc(all, func(p *rule.Program) bool { return p.Want == "bad" && p.Name == want.Name })
	if i < 0 {
		t.Fatal("there is no bad case of this name")
	}
	got, s := mend(t, e, all[i])
	for name, text := range want.Files {
		if string(got[name]) != string(text) {
			t.Errorf("%s is mended to\n%s\nand not to\n%s", name, got[name], text)
		}
	}
	for _, f := range s.Last.Found {
		t.Errorf("line %d: %s is still there: %s", f.Finding.Where.Line, f.Finding.Rule, s.Stuck[f.Finding.Key])
	}
}

func mend(t *testing.T, e *code.Engine, p *rule.Program) (map[string][]byte, *code.Series) {
	s, err := e.Mend(context.Background(), world.MemTree(p.Files))
	if err != nil {
		t.Fatal(err)
	}
	tree := s.Base
	if n := len(s.Patches); n > 0 {
		tree = s.Patches[n-1].After
	}
	got := map[string][]byte{}
	for name := range p.Files {
		if got[name], err = tree.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	return got, s
}

// A tally counts the cases of a rule in one language.
type tally struct{ bad, good, fixed, known, replayed int }

func (n *tally) add(p *rule.Program) {
	switch p.Want {
	case "bad":
		n.bad++
		n.replayed++
		for _, text := range p.Files {
			if unreplayedComment.Match(text) {
				n.replayed--
				break
			}
		}
	case "good":
		n.good++
	case "fixed":
		n.fixed++
	case "known":
		n.known++
	}
}

func (n *tally) String() string {
	return fmt.Sprintf("%d bad (%d reproduced), %d good, %d fixed, %d known", n.bad, n.replayed, n.good, n.fixed, n.known)
}
