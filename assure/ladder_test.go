package assure_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/assure/builds"
	"github.com/prunella/prunella/assure/tests"
	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/world"
)

func TestMain(m *testing.M) {
	world.MaybeChild()
	os.Exit(m.Run())
}

// A step is a rung that says what it is told to.
type step struct {
	id  string
	res assure.Result
}

func (s step) ID() string                                               { return s.id }
func (s step) Name() string                                             { return "step" }
func (s step) Check(_ context.Context, _ *assure.Subject) assure.Result { return s.res }

// TestClimb: the ladder stops at the first rung that fails, and says of the rest
// why they were not run.
func TestClimb(t *testing.T) {
	rungs, walls := assure.Climb(t.Context(), []assure.Rung{
		step{"L0", assure.Result{Status: assure.Passed}},
		step{"L1", assure.Result{Status: assure.NotRun, Why: "no toolchain"}},
		step{"L2", assure.Result{Status: assure.Failed, Why: "still there", Isolation: []string{"a wall"}}},
		step{"L3", assure.Result{Status: assure.Passed}},
	}, &assure.Subject{Patch: &code.Patch{}})
	var got []string
	for _, r := range rungs {
		got = append(got, r.Rung+" "+r.Status+" "+r.Why)
	}
	want := []string{"L0 passed ", "L1 not run no toolchain", "L2 failed still there", "L3 not run L2 failed"}
	if !slices.Equal(got, want) || !slices.Equal(walls, []string{"a wall"}) {
		t.Errorf("got %q behind %q, want %q", got, walls, want)
	}
}

// series are patches of one file: the n-th writes the n-th of the contents, after
// the first, which is what was there.
func series(file string, contents ...string) *code.Series {
	s := &code.Series{Base: world.MemTree{file: []byte(contents[0])}}
	before := s.Base
	for _, c := range contents[1:] {
		after := world.Overlay(before, map[string][]byte{file: []byte(c)})
		s.Patches = append(s.Patches, &code.Patch{Before: before, After: after, Data: record.Patch{Files: []record.PatchFile{{Path: file}}}})
		before = after
	}
	return s
}

// TestSeriesCheck tells apart what a patch broke from what was broken.
func TestSeriesCheck(t *testing.T) {
	for _, c := range []struct {
		name     string
		contents []string // of the file; "bad" in it fails the check
		want     []string // of each patch
	}{
		{"all is well", []string{"0", "1", "2"}, []string{"passed", "passed"}},
		{"the second breaks it", []string{"0", "1", "2 bad"}, []string{"passed", "failed"}},
		{"the first breaks it", []string{"0", "1 bad", "2 bad"}, []string{"failed", "not run"}},
		{"it was broken", []string{"0 bad", "1 bad", "2 bad"}, []string{"not run", "not run"}},
		{"it was broken and is not in the end", []string{"0 bad", "1 bad", "2"}, []string{"passed", "passed"}},
		{"one alone", []string{"0", "1 bad"}, []string{"failed"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := series("a.txt", c.contents...)
			ran := 0
			runner := world.FakeRunner{Reply: func(files map[string][]byte, _ world.Command) (world.Result, error) {
				ran++
				if strings.Contains(string(files["a.txt"]), "bad") {
					return world.Result{Exit: 1, Stderr: []byte("it is bad")}, nil
				}
				return world.Result{}, nil
			}}
			shared := &assure.Shared{}
			for i, p := range s.Patches {
				subject := &assure.Subject{Series: s, Patch: p, Runner: runner, Shared: shared}
				res := subject.SeriesCheck("check", func(tree world.Tree) assure.Result {
					return subject.RunAll(t.Context(), tree, "", []assure.Command{{Language: "python", Argv: []string{"x"}}})
				})
				if strings.Contains(res.Why, world.ErrNoToolchain.Error()) {
					t.Skip(res.Why)
				}
				if res.Status != c.want[i] {
					t.Errorf("patch %d: %s (%s), want %s", i+1, res.Status, res.Why, c.want[i])
				}
			}
			if most := len(c.contents); ran > most {
				t.Errorf("%d runs for %d trees", ran, most)
			}
		})
	}
}

// TestSeriesWithout: one patch that fails a check does not keep the others from
// being checked, but those that are made on top of it.
func TestSeriesWithout(t *testing.T) {
	for _, c := range []struct {
		name    string
		patches []string // "file content"; a content with "bad" fails the check
		want    string   // of each patch: p, f or - for not run
		runs    int
	}{
		{"all is well", []string{"a 1", "b 1", "c 1", "d 1"}, "pppp", 1},
		{"the second is bad", []string{"a 1", "b bad", "c 1", "d 1"}, "pfpp", 5},
		{"one is made on top of it", []string{"a 1", "b bad", "c 1", "b 1 bad", "d 1"}, "pfp-p", 6},
		{"two are bad", []string{"a bad", "b 1", "c bad", "d 1"}, "fpfp", 8},
		{"each is bad", []string{"a bad", "b bad", "c bad"}, "fff", 8},
		{"too many are bad", []string{"a bad", "b bad", "c bad", "d bad", "e bad", "f 1"}, "ffff--", 16},
	} {
		t.Run(c.name, func(t *testing.T) {
			base := world.MemTree{"a": []byte("0"), "b": []byte("0"), "c": []byte("0"), "d": []byte("0"), "e": []byte("0"), "f": []byte("0")}
			s := &code.Series{Base: base}
			var before world.Tree = base
			for _, p := range c.patches {
				file, text, _ := strings.Cut(p, " ")
				after := world.Overlay(before, map[string][]byte{file: []byte(text)})
				s.Patches = append(s.Patches, &code.Patch{Before: before, After: after, Data: record.Patch{Files: []record.PatchFile{{Path: file}}}})
				before = after
			}
			runs, got, shared := 0, "", &assure.Shared{}
			for _, p := range s.Patches {
				res := (&assure.Subject{Series: s, Patch: p, Shared: shared}).SeriesCheck("check", func(tree world.Tree) assure.Result {
					runs++
					for file := range base {
						if text, _ := tree.ReadFile(file); strings.Contains(string(text), "bad") {
							return assure.Result{Status: assure.Failed, Why: file + " is bad"}
						}
					}
					return assure.Result{Status: assure.Passed}
				})
				got += map[string]string{assure.Passed: "p", assure.Failed: "f", assure.NotRun: "-"}[res.Status]
			}
			if got != c.want || runs > c.runs {
				t.Errorf("got %s in %d runs, want %s in %d at most", got, runs, c.want, c.runs)
			}
		})
	}
}

// TestSilentToolchains: a check whose toolchain was stopped at a limit has failed,
// and says which; one that says a great deal is told by its end.
func TestSilentToolchains(t *testing.T) {
	if _, err := world.PythonToolchain(t.Context()); err != nil {
		t.Skip(err)
	}
	for _, c := range []struct {
		name   string
		reply  world.Result
		err    error
		status string
		says   string
	}{
		{"it hangs", world.Result{Exit: -1, Hit: []world.Limit{world.LimitWall}}, nil, assure.Failed, "limit " + string(world.LimitWall) + " hit"},
		{"it talks", world.Result{Exit: 1, Stderr: []byte(strings.Repeat("noise\n", 1<<16) + "the last word")}, nil, assure.Failed, "the last word"},
		{"one line without an end", world.Result{Exit: 1, Stdout: []byte(strings.Repeat("x", 1<<20))}, nil, assure.Failed, "xxx"},
		{"it says nothing", world.Result{Exit: 1}, nil, assure.Failed, "python"},
		{"it cannot be started", world.Result{}, errors.New("no such program"), assure.NotRun, "no such program"},
	} {
		for _, rung := range []assure.Rung{builds.Rung{}, tests.Rung{}} {
			s := series("test_a.py", "x = 1\n", "x = 2\n")
			whole := s.Patches[0].After
			runner := world.FakeRunner{Reply: func(files map[string][]byte, _ world.Command) (world.Result, error) {
				want, _ := whole.ReadFile("test_a.py")
				if string(files["test_a.py"]) != string(want) {
					return world.Result{}, nil // without the patch all is well
				}
				return c.reply, c.err
			}}
			res := rung.Check(t.Context(), &assure.Subject{Series: s, Patch: s.Patches[0], Runner: runner, Shared: &assure.Shared{}})
			if res.Status != c.status || !strings.Contains(res.Why, c.says) || len(res.Why) > 700 {
				t.Errorf("%s, %s: %s (%.900s)", c.name, rung.Name(), res.Status, res.Why)
			}
		}
	}
}

// TestNothingRuns: without a sandbox rungs that run code say so, with any error
// of the runner's as well.
func TestNothingRuns(t *testing.T) {
	broken := world.FakeRunner{Reply: func(map[string][]byte, world.Command) (world.Result, error) {
		return world.Result{}, errors.New("the machine is on fire")
	}}
	for _, c := range []struct {
		name   string
		runner world.Runner
	}{{"no runner", nil}, {"no sandbox", world.FakeRunner{}}, {"broken", broken}} {
		for _, rung := range []assure.Rung{builds.Rung{}, tests.Rung{}} {
			s := series("test_a.py", "x = 1\n", "x = 2\n")
			res := rung.Check(t.Context(), &assure.Subject{Series: s, Patch: s.Patches[0], Runner: c.runner, NoRunner: "--no-run", Shared: &assure.Shared{}})
			if res.Status != assure.NotRun || res.Why == "" {
				t.Errorf("%s, %s: %s (%s)", c.name, rung.Name(), res.Status, res.Why)
			}
		}
	}
}
