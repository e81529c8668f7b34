package mutants

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/world"
)

// outside is the place in the program of the expression that gives the value.
func (r *Right) outside() (file string, span ir.Span, text string, ok bool) {
	flow := r.Found.Flow()
	if len(flow.Sources) == 0 {
		return "", span, "", false
	}
	at := flow.Sources[0].At
	if at.Unit == nil || at.Unit.Stub || int(at.Span.End) > len(at.Unit.Text) || at.Span.Start >= at.Span.End {
		return "", span, "", false
	}
	text = string(at.Unit.Text[at.Span.Start:at.Span.End])
	return at.Unit.Path, at.Span, text, r.Language.Outside.MatchString(text)
}

func (r *Right) mutant(kind, detail string, before, after world.MemTree) []Mutant {
	if same(before, after) || same(r.After, after) {
		return nil
	}
	return []Mutant{{Kind: kind, Name: r.Name + ": " + detail, Before: before, After: after}}
}

func guards(r *Right) (out []Mutant) {
	file, span, text, ok := r.outside()
	class, known := classes[r.Found.Rule.ID]
	if !ok || !known {
		return nil
	}
	witness := r.Found.Outcome.Attack
	for _, g := range r.Language.Guards {
		needsWitness := strings.Contains(g.Code, "WITNESS")
		if len(g.Classes) > 0 && !slices.Contains(g.Classes, class) || needsWitness && len(witness) < 4 {
			continue
		}
		g.Code = strings.ReplaceAll(g.Code, "WITNESS", strconv.QuoteToASCII(witness))
		now := splice(r.Before[file], span, cmp.Or(r.Language.Call, "guarded")+"("+text+")")
		if now == nil {
			continue
		}
		out = append(out, r.mutant(g.Kind, class, r.Before, with(r.Before, file, r.Language.Define(now, g)))...)
	}
	return out
}

// line is the line of an offset, with its indentation.
func line(text []byte, at uint32) (start, end int, indent string) {
	start = bytes.LastIndexByte(text[:at], '\n') + 1
	end = len(text)
	if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
		end = int(at) + i
	}
	l := string(text[start:end])
	return start, end, l[:len(l)-len(strings.TrimLeft(l, " \t"))]
}

// afterUse puts the check behind the statement that holds the sink, where that is
// one line.
func afterUse(r *Right) []Mutant {
	_, _, value, ok := r.outside()
	at := r.Found.Flow().At
	if !ok || at.Unit == nil || at.Unit.Stub {
		return nil
	}
	text := r.Before[at.Unit.Path]
	start, end, indent := line(text, at.Span.Start)
	l := strings.TrimSpace(string(text[start:end]))
	if int(at.Span.End) > end || strings.HasSuffix(l, "{") || strings.HasSuffix(l, ":") || strings.HasPrefix(l, "return") || strings.Count(l, "(") != strings.Count(l, ")") {
		return nil
	}
	g := Guard{}
	now := slices.Concat(text[:end], []byte("\n"+r.Language.Reject(indent, value)), text[end:])
	return r.mutant("check after use", at.Unit.Path, r.Before, with(r.Before, at.Unit.Path, r.Language.Define(now, g)))
}

func hidden(r *Right) []Mutant {
	at := r.Found.Flow().At
	if r.Language.Hide == nil || at.Unit == nil || at.Unit.Stub || int(at.Span.End) > len(at.Unit.Text) {
		return nil
	}
	call := string(at.Unit.Text[at.Span.Start:at.Span.End])
	callee, rest, ok := strings.Cut(call, "(")
	if !ok || strings.ContainsAny(callee, " \n\t)") {
		return nil
	}
	now, helper := r.Language.Hide(callee)
	if now == "" {
		return nil
	}
	text := splice(r.Before[at.Unit.Path], at.Span, now+"("+rest)
	return r.mutant("hidden", callee, r.Before, with(r.Before, at.Unit.Path, r.Language.Define(text, helper)))
}

func swapped(r *Right) (out []Mutant) {
	at := r.Found.Flow().At
	if at.Unit == nil || at.Unit.Stub {
		return nil
	}
	text := r.Before[at.Unit.Path]
	for _, s := range r.Language.Swaps {
		if s[0] == r.Found.Rule.ID && bytes.Contains(text, []byte(s[1])) {
			now := bytes.ReplaceAll(text, []byte(s[1]), []byte(s[2]))
			if was, is, ok := strings.Cut(r.Language.Import, "NAME"); ok {
				old, fresh := strings.Split(s[1], ".")[0], strings.Split(s[2], ".")[0]
				now = bytes.ReplaceAll(now, []byte(was+old+is), []byte(was+fresh+", "+old+is))
			}
			out = append(out, r.mutant("weak for weak", s[2], r.Before, with(r.Before, at.Unit.Path, now))...)
		}
	}
	return out
}

// patched is the file of the right patch that holds the sink.
func (r *Right) patched() (string, []byte) {
	at := r.Found.Flow().At
	if at.Unit == nil {
		return "", nil
	}
	return at.Unit.Path, r.After[at.Unit.Path]
}

func swallowed(r *Right) (out []Mutant) {
	file, text := r.patched()
	for i, now := range r.Language.Swallow(text) {
		out = append(out, r.mutant("error swallowed", strconv.Itoa(i+1), r.Before, with(r.After, file, now))...)
	}
	return out
}

func emptied(r *Right) []Mutant {
	f := r.Found.Flow().At.Func
	if f == nil || f.Unit.Stub || f == f.Unit.Init || !r.shows() {
		return nil
	}
	now := r.emptied(r.Before[f.Unit.Path], f)
	if now == nil {
		return nil
	}
	left := now[f.Span.Start : int(f.Span.End)+len(now)-len(r.Before[f.Unit.Path])]
	if bytes.Contains(bare(r.After[f.Unit.Path]), bare(left)) {
		return nil // what is wrong was all that the function did
	}
	return r.mutant("feature deleted", f.Name, r.Before, with(r.Before, f.Unit.Path, now))
}

// bare is a text without what stands between words.
func bare(text []byte) []byte { return bytes.Join(bytes.Fields(text), nil) }

func removed(r *Right) []Mutant {
	f := r.Found.Flow().At.Func
	if f == nil || f.Unit.Stub || f == f.Unit.Init || strings.Contains(f.Name, "<") {
		return nil
	}
	now := splice(r.Before[f.Unit.Path], f.Span, "")
	if now == nil {
		return nil
	}
	return r.mutant("function removed", f.Name, r.Before, with(r.Before, f.Unit.Path, now))
}

// pick spreads a choice over cases, the same in every run.
func (r *Right) pick(n int) int {
	sum := 0
	for _, c := range r.Name {
		sum = (sum*31 + int(c)) % 9973
	}
	return sum % n
}

func judged(r *Right) []Mutant {
	name := r.Language.File("test")
	before := with(r.Before, name, []byte(r.Language.Judge[0]))
	return r.mutant("test edited", name, before, with(with(r.After, name, nil), name, []byte(r.Language.Judge[1])))
}

func built(r *Right) []Mutant {
	name, was, now := ".github/workflows/ci.yml", "jobs:\n  test:\n    run: make test\n", "jobs:\n  test:\n    run: true\n"
	if r.pick(2) == 0 {
		name, was, now = "Makefile", "test:\n\trun tests\n", "test:\n\techo ok\n"
	}
	return r.mutant("build edited", name, with(r.Before, name, []byte(was)), with(r.After, name, []byte(now)))
}

func flawed(r *Right) []Mutant {
	i := r.pick(len(r.Language.Flaws))
	name := r.Language.File("added")
	return r.mutant("new flaw", strconv.Itoa(i), r.Before, with(r.After, name, []byte(r.named(r.Language.Flaws[i]))))
}

func weakened(r *Right) []Mutant {
	i := r.pick(len(r.Language.Weak))
	name, w := r.Language.File("settings"), r.Language.Weak[i]
	return r.mutant("weakened elsewhere", strconv.Itoa(i), with(r.Before, name, []byte(r.named(w[0]))), with(r.After, name, []byte(r.named(w[1]))))
}

// named gives a file the package of the program, where the language has such.
func (r *Right) named(text string) string {
	if r.Language.Name != "go" {
		return text
	}
	for file, other := range r.Before {
		if first, _, ok := strings.Cut(string(other), "\n"); ok && strings.HasPrefix(first, "package ") && !strings.Contains(file, "/") {
			return strings.Replace(text, "package p\n", first+"\n", 1)
		}
	}
	return text
}

func twice(r *Right) (out []Mutant) {
	file, text := r.patched()
	for _, name := range r.Language.Twice {
		if bytes.Contains(text, []byte(name+"(")) && !bytes.Contains(r.Before[file], []byte(name+"(")) {
			i := bytes.Index(text, []byte(name+"("))
			end := closing(text, i+len(name))
			if end < 0 {
				continue
			}
			call := string(text[i : end+1])
			now := slices.Concat(text[:i], []byte(name+"("+call+")"), text[end+1:])
			out = append(out, r.mutant("encoded twice", name, r.Before, with(r.After, file, now))...)
		}
	}
	return out
}

// closing finds the parenthesis that closes the one at i, -1 when a quote is in the way.
func closing(text []byte, i int) int {
	depth := 0
	for ; i < len(text) && text[i] != '\n'; i++ {
		switch text[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		case '"', '\'', '`':
			return -1
		}
	}
	return -1
}

func commented(r *Right) []Mutant {
	at := r.Found.Flow().At
	if at.Unit == nil || at.Unit.Stub {
		return nil
	}
	text := r.Before[at.Unit.Path]
	start, _, indent := line(text, at.Span.Start)
	now := slices.Concat(text[:start], []byte(fmt.Sprintf("%s%s\n", indent, r.Language.Note)), text[start:])
	return r.mutant("comment only", at.Unit.Path, r.Before, with(r.Before, at.Unit.Path, now))
}

// emptied is a file in which a function does nothing any more; nil where that cannot be said.
func (r *Right) emptied(file []byte, f *ir.Func) []byte {
	if int(f.Span.End) > len(file) || f.Span.Start >= f.Span.End {
		return nil
	}
	text := r.Language.Empty(string(file[f.Span.Start:f.Span.End]), f)
	if text == "" {
		return nil
	}
	return append(append(bytes.Clone(file[:f.Span.Start]), text...), file[f.Span.End:]...)
}

// Braces is the text of a function between braces with another body; "" when it is none.
func Braces(text, body string) string {
	head, _, ok := strings.Cut(text, "{\n")
	if !ok || !strings.HasSuffix(text, "}") {
		return ""
	}
	return head + body
}

// Behind puts text behind the last match of what, or in front of everything.
func Behind(file []byte, what *regexp.Regexp, text string) []byte {
	at := 0
	if all := what.FindAllIndex(file, -1); len(all) > 0 {
		at = all[len(all)-1][1]
	}
	return append(append(bytes.Clone(file[:at]), text...), file[at:]...)
}
