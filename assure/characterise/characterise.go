// Package characterise makes tests from what a program did before a patch, for
// projects that have none: requests to the entry of the finding, or calls of the
// function where it began, with harmless values. They are run for real, in the
// sandbox: on the old program to write down what it answers, on the new one to ask
// for the same. The tests are files of the project's own language and are offered
// with the patch.
//
// What fails, answers with a server's error, or answers differently the second time
// is left out: without its surroundings (a data base, a service) a program does
// little, and then nothing is characterised.
//
// Limits: Go and Python; handlers of net/http and Flask, and functions whose
// parameters are texts, numbers and truth values.
package characterise

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/world"
)

// changing are the sinks at which a patch is to give another value: what the program
// said before is then no measure.
var changing = []string{"hash.weak", "cipher.weak", "key.size", "random.weak", "secret", "cookie"}

// A Suite is the tests that were made for one patch.
type Suite struct {
	Path string // in the tree
	Text []byte
	N    int // calls that they make
}

// A maker writes the tests of one language.
type maker interface {
	// plan finds what to call; an error says why there is nothing.
	plan(s *assure.Subject, f *ir.Func) (plan, error)
}

// A plan is what is called. Write gives the test file: with no answers it prints
// them, each behind the mark and the number of its call.
type plan struct {
	file  string
	calls []string // expressions of the language, one for each call
	write func(answers map[int]string) []byte
	run   assure.Command
}

// mark begins the lines that a recording prints.
const mark = "characterised"

// Check makes the tests of a patch and runs them before and after it.
func Check(ctx context.Context, s *assure.Subject, cache string) (assure.Result, *Suite) {
	none := func(why string) (assure.Result, *Suite) {
		return assure.Result{Status: assure.NotRun, Why: "the project has no tests, and none were made: " + why}, nil
	}
	if s.Runner == nil || s.Patch.Found == nil || len(s.Patch.Found.Flows) == 0 {
		return none("project code is not run: " + s.NoRunner)
	}
	flow := s.Patch.Found.Flow()
	if slices.Contains(changing, flow.Sink) {
		return none("the patch is to change what the program says")
	}
	root := flow.Root
	if flow.Entry != nil && flow.Entry.Handler != nil {
		root = flow.Entry.Handler
	}
	m, ok := makers[s.Patch.Found.Program.Lang.Name()]
	if !ok || root == nil || root.Unit == nil || root.Unit.Stub {
		return none("no function that can be called by itself")
	}
	p, err := m.plan(s, root)
	if err != nil {
		return none(err.Error())
	}
	answers, res, err := record(ctx, s, cache, p)
	if err != nil {
		return none(err.Error())
	}
	suite := &Suite{Path: p.file, Text: p.write(answers), N: len(answers)}
	_, res = s.Run(ctx, with(s.Patch.After, suite.Path, suite.Text), cache, p.run)
	switch res.Status {
	case assure.Failed:
		res.Why = fmt.Sprintf("%s answers otherwise than before the patch, says a test made for it: %s", root.Name, res.Why)
	case assure.Passed:
		res.Why = fmt.Sprintf("%d calls of %s answer as before the patch, in tests made for it", suite.N, root.Name)
	}
	return res, suite
}

var makers = map[string]maker{"go": golang{}, "python": python{}}

func with(t world.Tree, file string, text []byte) world.Tree {
	return world.Overlay(t, map[string][]byte{file: text})
}

// record runs the calls on the old program, twice, and keeps what is worth asking for.
func record(ctx context.Context, s *assure.Subject, cache string, p plan) (map[int]string, assure.Result, error) {
	if _, err := s.Patch.Before.ReadFile(p.file); err == nil {
		return nil, assure.Result{}, fmt.Errorf("%s is there already", p.file)
	}
	out, res := s.Run(ctx, with(s.Patch.Before, p.file, p.write(nil)), cache, p.run)
	if res.Status != assure.Passed {
		return nil, res, errors.New(res.Why)
	}
	answers, doubtful := map[int]string{}, map[int]bool{}
	lines := bufio.NewScanner(bytes.NewReader(out.Stdout))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		_, said, ok := strings.Cut(lines.Text(), mark+" ")
		var call struct {
			N      int
			Answer string
		}
		if !ok || json.Unmarshal([]byte(said), &call) != nil || call.N < 0 || call.N >= len(p.calls) {
			continue
		}
		if old, twice := answers[call.N]; twice && old != call.Answer || strings.Contains(call.Answer, " at 0x") {
			doubtful[call.N] = true
		}
		answers[call.N] = call.Answer
	}
	for n := range doubtful {
		delete(answers, n)
	}
	if len(answers) == 0 {
		return nil, res, errors.New("nothing that was called worked by itself, and the same way twice")
	}
	return answers, res, nil
}

// words are harmless values.
var words = []string{"alice", "42", "Bob Smith", "report-2024.txt", ""}

// beside is a path next to a unit.
func beside(u *ir.Unit, name string) string { return path.Join(path.Dir(u.Path), name) }

// head is the first line of a function, as written.
func head(f *ir.Func) string {
	if int(f.Span.End) > len(f.Unit.Text) || f.Span.Start > f.Span.End {
		return ""
	}
	line, _, _ := strings.Cut(string(f.Unit.Text[f.Span.Start:f.Span.End]), "\n")
	return line
}

// same reports whether the patched program has the function with the same head.
func same(s *assure.Subject, f *ir.Func) bool {
	_, after := s.Programs()
	if after == nil {
		return false
	}
	now := after.Func(f.Name)
	return now != nil && head(now) == head(f)
}
