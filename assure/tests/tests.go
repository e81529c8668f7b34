// Package tests is rung L3: the project's own tests pass on the patched project,
// in the sandbox and without a network. Where a project has none, they are made from
// what it did before the patch (package characterise), and offered.
package tests

import (
	"context"
	"encoding/json"
	"path"
	"slices"
	"strings"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/assure/characterise"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/world"
)

// Rung is L3. Cache is as for rung L1.
type Rung struct{ Cache string }

// ID is "L3".
func (Rung) ID() string { return "L3" }

// Name is "tests".
func (Rung) Name() string { return "tests" }

// Check runs the tests of the projects that the series touched.
func (r Rung) Check(ctx context.Context, s *assure.Subject) assure.Result {
	listing, err := s.Series.Base.List(ctx)
	if err != nil {
		return assure.Result{Status: assure.NotRun, Why: err.Error()}
	}
	commands := slices.Concat(goTests(s, listing), pythonTests(s, listing), javaTests(s, listing), nodeTests(s, listing), nativeTests(s))
	if len(commands) == 0 {
		res, suite := characterise.Check(ctx, s, r.Cache)
		if suite != nil {
			res.Offer = &record.Offer{Path: suite.Path, Text: string(suite.Text)}
		}
		return res
	}
	return s.SeriesCheck("test", func(tree world.Tree) assure.Result {
		return s.RunAll(ctx, world.Overlay(tree, asTheyWere(s)), r.Cache, commands)
	})
}

// asTheyWere are the tests that somebody else's patch changes, without its changes: what
// it brings does not judge it.
func asTheyWere(s *assure.Subject) map[string][]byte {
	out := map[string][]byte{}
	if !s.Series.Whole {
		return out // our own patches may not touch tests
	}
	for _, file := range s.TouchedBy("") {
		if !assure.IsTest(file) {
			continue
		}
		old, err := s.Series.Base.ReadFile(file)
		if err != nil {
			old = nil // there was none
		}
		out[file] = old
	}
	return out
}

func goTests(s *assure.Subject, listing world.Listing) []assure.Command {
	var out []assure.Command
	for _, dir := range assure.Projects(s.Series.Base, s.TouchedBy(".go"), "go.mod") {
		if has(listing, dir, func(base string) bool { return strings.HasSuffix(base, "_test.go") }) {
			out = append(out, assure.Command{Language: "go", Dir: dir, Argv: []string{"test", "-count=1", "./..."}})
		}
	}
	return out
}

// pythonTests prefers pytest where the project asks for it and it is there;
// unittest finds the rest.
func pythonTests(s *assure.Subject, listing world.Listing) []assure.Command {
	if len(s.TouchedBy(".py")) == 0 {
		return nil
	}
	isTest := func(base string) bool { return strings.HasPrefix(base, "test_") && strings.HasSuffix(base, ".py") }
	if !has(listing, ".", isTest) {
		return nil
	}
	script := "import importlib.util as u, sys, subprocess\n" +
		"args = ['pytest', '-q', '-x', '-p', 'no:cacheprovider'] if u.find_spec('pytest') else ['unittest', 'discover', '-q']\n" +
		"sys.exit(subprocess.call([sys.executable, '-m', *args]))"
	return []assure.Command{{Language: "python", Argv: []string{"-c", script}, Says: "python -m pytest, or unittest"}}
}

func javaTests(s *assure.Subject, listing world.Listing) (out []assure.Command) {
	for _, p := range assure.JavaProjects(s.Series.Base, s.TouchedBy(".java")) {
		if c, ok := p.Test(s.Series.Base); ok && has(listing, path.Join(p.Dir, "src/test"), func(string) bool { return true }) {
			out = append(out, c)
		}
	}
	return out
}

// nodeTests are the script that a package names, else the files that node's own runner
// would find.
func nodeTests(s *assure.Subject, listing world.Listing) (out []assure.Command) {
	for _, dir := range assure.Projects(s.Series.Base, s.TouchedBy(".js", ".mjs", ".cjs", ".ts", ".tsx"), "package.json") {
		var about struct{ Scripts map[string]string }
		text, err := s.Series.Base.ReadFile(path.Join(dir, "package.json"))
		if err == nil && json.Unmarshal(text, &about) == nil && about.Scripts["test"] != "" && !strings.Contains(about.Scripts["test"], "no test specified") {
			out = append(out, assure.Command{Language: "node", Program: "npm", Dir: dir, Argv: []string{"test", "--silent"}, Says: "npm test"})
		} else if has(listing, dir, nodeTest) {
			out = append(out, assure.Command{Language: "node", Dir: dir, Argv: []string{"--test"}})
		}
	}
	return out
}

func nodeTest(base string) bool {
	name, ok := strings.CutSuffix(base, path.Ext(base))
	return ok && slices.Contains([]string{".js", ".mjs", ".cjs"}, path.Ext(base)) && (strings.HasSuffix(name, ".test") || strings.HasSuffix(name, "-test") || strings.HasSuffix(name, "_test") || strings.HasPrefix(name, "test-") || name == "test")
}

func nativeTests(s *assure.Subject) (out []assure.Command) {
	for _, p := range assure.NativeProjects(s.Series.Base, s.TouchedBy(".c", ".h")) {
		if c, ok := p.Test(s.Series.Base); ok {
			out = append(out, c)
		}
	}
	return out
}

func has(listing world.Listing, dir string, test func(base string) bool) bool {
	for _, f := range listing.Files {
		if (dir == "." || strings.HasPrefix(f.Path, dir+"/")) && test(path.Base(f.Path)) {
			return true
		}
	}
	return false
}
