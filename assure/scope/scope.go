// Package scope is rung L8, the negative space: what a patch must not do. It
// must not edit what judges it (tests, CI, build), swallow an error, take a
// feature away, or be bigger than its purpose.
package scope

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code/ir"
)

// How many lines of the program a patch may add and remove: our own are small, those of
// other people often mend what is beside the flaw as well.
const (
	MaxLines   = 120
	MaxForeign = 400
)

// Rung is L8.
type Rung struct{}

// ID is "L8".
func (Rung) ID() string { return "L8" }

// Name is "scope".
func (Rung) Name() string { return "scope" }

// Check looks at the files, the diff, and what the program offers.
func (Rung) Check(_ context.Context, s *assure.Subject) assure.Result {
	parts := assure.Parts(s.Patch.Data.Diff)
	tests, why := tested(s, parts)
	if why != "" {
		return fail("%s", why)
	}
	if f := shadows(s); f != "" {
		return fail("%s takes the place of a library", f)
	}
	added, removed := lines(parts, tests)
	most := MaxLines
	if s.Series.Whole {
		most = MaxForeign
	}
	if n := len(added) + len(removed); n > most {
		return fail("%d changed lines, %d are allowed", n, most)
	}
	if line := swallows(added, removed); line != "" {
		return fail("an error is swallowed: %s", line)
	}
	if file := deafened(s); file != "" {
		return fail("an error is swallowed in %s", file)
	}
	if name := hangs(s, added); name != "" {
		return fail("it depends on the variable %s of the environment, which nobody has set", name)
	}
	if line, why := needless(s.Touched(), added, removed); line != "" {
		return fail("%s: %s", why, line)
	}
	if line := alternates(added); line != "" {
		return fail("a pattern that remembers where it was: %s", line)
	}
	if line := unended(s, added); line != "" {
		return fail("the copy may have no end: %s", line)
	}
	if from := overread(s, added); from != "" {
		return fail("it copies as much as there is room for, which is more than %s has where that is shorter", from)
	}
	if line := unread(s, added); line != "" {
		return fail("a stream that nobody reads does nothing: %s", line)
	}
	if what := lost(s); what != "" {
		return fail("%s is gone", what)
	}
	if s.Patch.Found != nil && (s.InMemory() && emptied(s) && !onlyReleases(s) || gaveUp(s)) { // elsewhere rung L6 knows better what is gone
		return fail("%s does nothing any more", s.Patch.Found.Finding.Where.Func)
	}
	return assure.Result{Status: assure.Passed, Why: fmt.Sprintf("%d lines added, %d removed", len(added), len(removed))}
}

func fail(format string, args ...any) assure.Result {
	return assure.Result{Status: assure.Failed, Why: fmt.Sprintf(format, args...)}
}

// indirect are the words by which programs call what only they know. A remedy that
// needs one is none that a reviewer can follow, nor an analysis.
var indirect = regexp.MustCompile(`\b(getattr|setattr|__import__|__getattribute__|importlib|globals|locals|vars|eval|exec|attrgetter|methodcaller)\s*[(.]|` +
	`\bsys\.(modules|path|meta_path|path_hooks)\b|\b__dict__\b|\b__builtins__\b|\bbuiltins\.|` +
	`\brequire\.cache\b|\bModule\._\w+|` + "//go:linkname|" +
	`\breflect\.|\bunsafe\.|\bClass\.forName|\bgetDeclared\w+\(|\.invoke\(|\bnew Function\(|\bReflect\.|\bdlsym\(|\[["'][\w$]*["'] ?\+`)

// swallows finds an added line that throws an error away.
func swallows(added, removed []string) string {
	unchecked := count(removed, "err != nil") > count(added, "err != nil")
	for i, l := range added {
		t := strings.TrimSpace(l)
		next := ""
		if i+1 < len(added) {
			next = strings.TrimSpace(added[i+1])
		}
		switch {
		case strings.HasPrefix(t, "_ = ") && strings.Contains(t, "err"),
			unchecked && (strings.Contains(t, ", _ := ") || strings.Contains(t, ", _ = ") || strings.HasPrefix(t, "_ = ") && strings.Contains(t, "(")),
			remarked(t, removed),
			strings.Contains(t, "catch") && hearsNothing(t, next),
			strings.HasPrefix(t, "except") && deaf(t, next),
			strings.Contains(t, "recover()") && !strings.Contains(t, "="), strings.Contains(t, "suppress(Exception)"), strings.Contains(t, "suppress(BaseException)"):
			return t
		}
	}
	return ""
}

// remarked: what a test asked is asked still, and nobody listens: (void)(!p) in place of
// if (!p) return.
func remarked(line string, removed []string) bool {
	asked, ok := strings.CutPrefix(strings.TrimSuffix(line, ";"), "(void)")
	return ok && strings.HasPrefix(asked, "(") && count(removed, "if "+asked) > 0
}

func count(lines []string, words string) int {
	n := 0
	for _, l := range lines {
		n += strings.Count(l, words)
	}
	return n
}

// deaf reports an exception handler that does nothing, or one for every exception
// that only leaves.
func deaf(head, next string) bool {
	what, body, _ := strings.Cut(strings.TrimPrefix(head, "except"), ":")
	if body = strings.TrimSpace(body); body == "" {
		body = next
	}
	class, _, _ := strings.Cut(strings.TrimSpace(what), " ")
	switch body {
	case "pass", "...":
		return true
	case "return", "return None", "continue", "break":
		return class == "" || class == "Exception" || class == "BaseException"
	}
	return false
}

var catches = regexp.MustCompile(`\bcatch\b\s*(\([^)]*\)\s*)?\{\s*(\}|$)|\.catch\(\s*(\(\w*\)|\w+)\s*=>\s*(\{\s*\}|null|undefined)\s*\)`)

// hearsNothing reports a handler with nothing in its braces.
func hearsNothing(line, next string) bool {
	m := catches.FindStringSubmatch(line)
	return m != nil && (m[0] != "" && strings.HasSuffix(m[0], "}") || strings.HasSuffix(m[0], ")") || strings.HasPrefix(next, "}"))
}

// silent matches handlers that hear nothing, whole: the head may be older than the
// patch.
var silent = regexp.MustCompile(`\bcatch\b\s*(\([^)]*\)\s*)?\{(\s|//[^\n]*\n|/\*[^*]*\*/)*\}|\bexcept\b[^:\n]*:\s*(#[^\n]*\n\s*)?(pass|\.\.\.)\s*\n`)

// deafened names a file in which more handlers hear nothing than before.
func deafened(s *assure.Subject) string {
	for _, file := range s.Touched() {
		now, ok := s.Patch.Changes[file]
		if !ok {
			continue
		}
		old, err := s.Patch.Before.ReadFile(file)
		if err == nil && len(silent.FindAll(now, -1)) > len(silent.FindAll(old, -1)) {
			return file // in a new file all lines are added ones
		}
	}
	return ""
}

// emptied: the function of the finding did something, and now nothing is left of it
// but a way out.
func emptied(s *assure.Subject) bool {
	then, now := s.Function()
	return now != nil && works(then.Body) && !works(now.Body)
}

// gaveUp: the function of the finding did something, and now all that it does is to
// refuse, whatever it is given.
func gaveUp(s *assure.Subject) bool {
	if len(s.Patch.Found.Flows) == 0 {
		return false
	}
	then, now := s.Function()
	return now != nil && works(then.Body) && !refuses(then.Body) && refuses(now.Body)
}

// refuses reports a block that throws before it decides anything.
func refuses(b ir.Block) bool {
	for i := range b {
		switch b[i].Op {
		case ir.Throw:
			return true
		case ir.Return, ir.If, ir.Loop, ir.Range, ir.Store, ir.SetField, ir.SetIndex, ir.SetGlobal:
			return false
		}
		if b[i].Aux != nil && len(b[i].Aux.Blocks) > 0 {
			return false
		}
	}
	return false
}

// release is a statement that gives memory back; aside is what compilers do not read.
var (
	release = regexp.MustCompile(`\b(free\(\w+\)|delete(\[\])? \w+);`)
	aside   = regexp.MustCompile(`(?s)//[^\n]*|/\*.*?\*/`)
)

// onlyReleases: all that is gone from the function is to free what was never allocated, or
// to free it otherwise; where that was all that it did, nothing is left to do.
func onlyReleases(s *assure.Subject) bool {
	then, now := s.Function()
	if then == nil || now == nil || then.Unit == nil || now.Unit == nil {
		return false
	}
	was, is := aside.ReplaceAllString(text(then), ""), aside.ReplaceAllString(text(now), "")
	squeezed := func(s string) string { return strings.Join(strings.Fields(release.ReplaceAllString(s, "")), " ") }
	return release.MatchString(was) && squeezed(was) == squeezed(is)
}

// text is a function as it is written.
func text(f *ir.Func) string {
	if int(f.Span.End) > len(f.Unit.Text) || f.Span.Start > f.Span.End {
		return ""
	}
	return string(f.Unit.Text[f.Span.Start:f.Span.End])
}

// works reports whether a block calls, computes, decides or writes anything.
func works(b ir.Block) bool {
	for i := range b {
		switch b[i].Op {
		case ir.Return:
			return false // what follows is never done
		case ir.Call, ir.Method, ir.Binary, ir.Unary, ir.If, ir.Loop, ir.Range, ir.Load, ir.Store, ir.SetField, ir.SetIndex, ir.SetGlobal, ir.Throw:
			if !strings.HasPrefix(b[i].Name, "prunella.") {
				return true
			}
		}
		if b[i].Aux != nil && slices.ContainsFunc(b[i].Aux.Blocks, works) {
			return true
		}
	}
	return false
}

var (
	asked     = regexp.MustCompile(`(?:\bos\.environ(?:\.get\(|\[)|\bos\.getenv\(|\bos\.Getenv\(|\bos\.LookupEnv\(|\bSystem\.getenv\(|\bgetenv\(|\bprocess\.env\[)["'](\w+)["']|\bprocess\.env\.(\w+)`)
	condition = regexp.MustCompile(`\b(if|elif|while|and|or|unless)\b|&&|\|\|`)
)

// listed is a test for what a list in the environment names: where that is not set,
// nothing passes.
var listed = regexp.MustCompile(`\bif .* not in os\.(environ\.get|getenv)\([^()]*\)\.split\(`)

// hangs names a variable of the environment that a test of the patch asks for and
// that no touched file knew: where nobody sets it, and nobody does yet, the remedy is off.
func hangs(s *assure.Subject, added []string) string {
	for _, l := range added {
		if !condition.MatchString(l) || listed.MatchString(l) {
			continue
		}
		for _, m := range asked.FindAllStringSubmatch(l, -1) {
			if name := m[1] + m[2]; !known(s, name) {
				return name
			}
		}
	}
	return ""
}

// known reports whether a touched file had a word before the patch.
func known(s *assure.Subject, word string) bool {
	return slices.ContainsFunc(s.Touched(), func(file string) bool {
		if s.Patch.Before == nil {
			return false
		}
		old, err := s.Patch.Before.ReadFile(file)
		return err == nil && strings.Contains(string(old), word)
	})
}

// lost names a function that the program had and has no more, and that is missed.
func lost(s *assure.Subject) string {
	p := s.Patch
	after := map[string]int{}
	for _, f := range p.Report.Functions() {
		after[nameless.ReplaceAllString(f, "<lambda>")]++
	}
	for _, f := range p.Earlier.Functions() {
		if strings.Contains(f, "<anonymous:") {
			continue // what is made where it is used belongs to that
		}
		name := nameless.ReplaceAllString(f, "<lambda>")
		if after[name]--; after[name] < 0 && !(s.Series.Whole && retired(s, f)) {
			return f
		}
	}
	return ""
}

// retired: somebody else's patch moved the function, or did without a helper.
func retired(s *assure.Subject, name string) bool {
	before, after := s.Programs()
	f := before.Func(name)
	return f != nil && assure.Retired(before, after, f)
}

// nameless functions are called by their line, which a patch above them moves.
var nameless = regexp.MustCompile(`<(lambda|template):[\d:]+>`)
