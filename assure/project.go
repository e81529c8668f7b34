package assure

import (
	"cmp"
	"context"
	"errors"
	"path"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/prunella/prunella/world"
)

// A Command is one check with a project's own toolchain.
type Command struct {
	Language string // of the toolchain: "go", "python", "maven", as world.FindToolchain knows it
	Program  string // "" for the toolchain's own
	Dir      string // where the project is, below the tree
	Argv     []string
	Says     string // what to call it; the words of Argv when empty
	Keeps    bool   // runs no project code, so caches may remember it
}

// Projects finds the folders of a tree that a toolchain takes as one project, for
// the files given: the nearest folder above each with one of the marker files.
func Projects(tree world.Tree, files []string, markers ...string) []string {
	seen := map[string]bool{}
	for _, f := range files {
		if dir, ok := nearest(tree, path.Dir(f), markers); ok {
			seen[dir] = true
		}
	}
	out := make([]string, 0, len(seen))
	for d := range seen {
		out = append(out, d)
	}
	sort.Strings(out)
	return out
}

func nearest(tree world.Tree, dir string, markers []string) (string, bool) {
	for {
		for _, m := range markers {
			if _, err := tree.ReadFile(path.Join(dir, m)); err == nil {
				return dir, true
			}
		}
		if dir == "." || dir == "/" {
			return "", false
		}
		dir = path.Dir(dir)
	}
}

// TouchedBy lists the files with one of the endings that the series touches.
func (s *Subject) TouchedBy(endings ...string) []string {
	var out []string
	for _, p := range s.Series.Patches {
		for _, f := range p.Data.Files {
			for _, e := range endings {
				if strings.HasSuffix(f.Path, e) {
					out = append(out, f.Path)
				}
			}
		}
	}
	return out
}

// RunAll runs commands in copies of a tree; the first that fails is the result.
// It is NotRun when there is no sandbox or no toolchain, and says why.
func (s *Subject) RunAll(ctx context.Context, tree world.Tree, cache string, commands []Command) Result {
	if s.Runner == nil {
		return Result{Status: NotRun, Why: "project code is not run: " + s.NoRunner}
	}
	ws, err := s.Runner.Workspace(ctx, tree, nil)
	if err != nil {
		return Result{Status: NotRun, Why: err.Error()}
	}
	defer ws.Close()
	var out Result
	var passed []string
	for _, c := range commands {
		if _, out = s.runOne(ctx, ws, cache, c); out.Status != Passed {
			return out
		}
		passed = append(passed, out.Why)
	}
	out.Why = strings.Join(passed, ", ")
	return out
}

// Run runs one command in a copy of a tree, and gives what it printed as well.
func (s *Subject) Run(ctx context.Context, tree world.Tree, cache string, c Command) (world.Result, Result) {
	if s.Runner == nil {
		return world.Result{}, Result{Status: NotRun, Why: "project code is not run: " + s.NoRunner}
	}
	ws, err := s.Runner.Workspace(ctx, tree, nil)
	if err != nil {
		return world.Result{}, Result{Status: NotRun, Why: err.Error()}
	}
	defer ws.Close()
	return s.runOne(ctx, ws, cache, c)
}

func (s *Subject) runOne(ctx context.Context, ws world.Workspace, cache string, c Command) (world.Result, Result) {
	tc, err := s.Shared.toolchain(ctx, c.Language, cache)
	if err != nil {
		return world.Result{}, Result{Status: NotRun, Why: err.Error()}
	}
	if c.Keeps && cache != "" {
		tc = tc.Keep()
	}
	program := cmp.Or(c.Program, tc.Program)
	tc.Env = append(s.asked(), tc.Env...) // what the toolchain sets wins
	cmd := tc.Apply(world.Command{Argv: append([]string{program}, c.Argv...), Dir: c.Dir})
	res, err := ws.Run(ctx, cmd)
	words := c.Says
	if words == "" {
		words = strings.Join(append([]string{c.Language}, c.Argv...), " ")
	}
	switch {
	case errors.Is(err, world.ErrNoSandbox):
		return res, Result{Status: NotRun, Why: err.Error()}
	case err != nil:
		return res, Result{Status: NotRun, Why: words + ": " + err.Error()}
	case !res.OK():
		return res, Result{Status: Failed, Why: words + ": " + lastLines(res), Isolation: res.Isolation}
	}
	return res, Result{Status: Passed, Why: words, Isolation: res.Isolation}
}

var variable = regexp.MustCompile(`(?:Secret\(|environ\[|environ\.get\(|Getenv\(|process\.env\.)["']?([A-Z][A-Z0-9_]{2,60})\b`)

// asked sets the variables of the environment that patches of the series ask for and
// of which tests that are older cannot know. A value of ours is as good as any there.
func (s *Subject) asked() []string {
	var out []string
	for _, p := range s.Series.Patches {
		for _, line := range strings.Split(p.Data.Diff, "\n") {
			if !strings.HasPrefix(line, "+") {
				continue
			}
			for _, m := range variable.FindAllStringSubmatch(line, -1) {
				if v := m[1] + "=of-the-sandbox-" + m[1]; !slices.Contains(out, v) && !strings.HasPrefix(m[1], "LD_") && m[1] != "PATH" && m[1] != "HOME" {
					out = append(out, v)
				}
			}
		}
	}
	sort.Strings(out)
	return out
}

// lastLines is the end of what a command printed, where the reason mostly is.
func lastLines(r world.Result) string {
	text := strings.TrimSpace(string(r.Stdout) + "\n" + string(r.Stderr))
	lines := strings.Split(text, "\n")
	if len(lines) > 6 {
		lines = lines[len(lines)-6:]
	}
	out := strings.Join(lines, " | ")
	if len(out) > 500 {
		out = out[len(out)-500:]
	}
	for _, h := range r.Hit {
		out = "limit " + string(h) + " hit; " + out
	}
	return out
}
