package code

import (
	"bytes"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/prunella/prunella/code/ir"
)

// The text of a finding's line is part of its key, and a count where that repeats. A
// patch may change the line, for its own finding or for another one, and the count when
// it mends one of several. So the findings of two reports are paired by their place.

// renamed pairs the findings of two reports: from the key before to the key after. Those
// on lines that are still there are paired by line, rule and callee; those on lines that
// changed with what is on new lines, for the same rule, function and callee, in order.
func renamed(before, after *Report) map[string]string {
	out, taken := map[string]string{}, map[string]bool{}
	moved := lineMaps(before, after)
	var changed []*Found
	for _, f := range before.Found {
		line, there := moved.to(f)
		if !there {
			changed = append(changed, f)
			continue
		}
		for _, g := range after.Found {
			if !taken[g.Finding.Key] && g.Finding.Where.Line == line && sameSink(f, g) {
				out[f.Finding.Key], taken[g.Finding.Key] = g.Finding.Key, true
				break
			}
		}
	}
	for _, f := range changed {
		for _, g := range after.Found {
			if !taken[g.Finding.Key] && moved.fresh(g) && sameCall(f, g) {
				out[f.Finding.Key], taken[g.Finding.Key] = g.Finding.Key, true
				break
			}
		}
	}
	return out
}

// lines says for the lines of a file before a change where they are after it, counted
// from 1; 0 for those that are not there.
type lines struct {
	forth []int        // by line
	back  map[int]bool // lines after the change that were there before
}

// A lineMap holds the lines of files that changed.
type lineMap map[string]*lines

// lineMaps compares the files that findings of the first report are in.
func lineMaps(before, after *Report) lineMap {
	out := lineMap{}
	for _, f := range before.Found {
		file := f.Finding.Where.File
		if _, known := out[file]; known {
			continue
		}
		out[file] = nil
		if old, now := before.text(file), after.text(file); old != nil && now != nil && !bytes.Equal(now, old) {
			out[file] = followed(string(old), string(now))
		}
	}
	return out
}

// text is what a file of the report's tree says, read once; nil when it cannot be read.
func (r *Report) text(file string) []byte {
	if known, ok := r.texts.Load(file); ok {
		return known.([]byte)
	}
	text, err := r.tree.ReadFile(file)
	if err != nil {
		text = nil
	}
	r.texts.Store(file, text)
	return text
}

// followed compares two texts by lines.
func followed(old, now string) *lines {
	l := &lines{forth: make([]int, strings.Count(old, "\n")+2), back: map[int]bool{}}
	at, line, there := 0, 1, 1
	keep := func(end int) {
		for at < end {
			l.forth[line], l.back[there] = there, true
			line, there = line+1, there+1
			next := strings.IndexByte(old[at:end], '\n')
			if next < 0 {
				at = end
				return
			}
			at += next + 1
		}
	}
	for _, e := range udiff.Lines(old, now) {
		keep(e.Start)
		line += strings.Count(old[e.Start:e.End], "\n")
		there += strings.Count(e.New, "\n")
		at = e.End
	}
	keep(len(old))
	return l
}

// to is the line of a finding after the change.
func (m lineMap) to(f *Found) (line int, there bool) {
	l := m[f.Finding.Where.File]
	if l == nil {
		return f.Finding.Where.Line, true
	}
	if n := f.Finding.Where.Line; n < len(l.forth) && l.forth[n] > 0 {
		return l.forth[n], true
	}
	return 0, false
}

// fresh: a finding of the second report is on a line that was not there.
func (m lineMap) fresh(g *Found) bool {
	l := m[g.Finding.Where.File]
	return l == nil || !l.back[g.Finding.Where.Line]
}

func sameSink(f, g *Found) bool {
	return f.Rule.ID == g.Rule.ID && f.Finding.Where.File == g.Finding.Where.File && f.Path.Sink == g.Path.Sink
}

func sameCall(f, g *Found) bool {
	a, b := f.Finding.Where, g.Finding.Where
	return f.Rule.ID == g.Rule.ID && a.File == b.File && SameFunc(a.Func, b.Func) && f.Path.Sink == g.Path.Sink
}

// Still is the finding of an earlier report in a later one, nil when it is gone.
func Still(earlier, later *Report, key string) *Found {
	if now, ok := renamed(earlier, later)[key]; ok {
		return later.find(now)
	}
	return nil
}

// Brought lists the findings of a later report that an earlier one does not have.
func Brought(earlier, later *Report) []*Found {
	known := map[string]bool{}
	for _, key := range renamed(earlier, later) {
		known[key] = true
	}
	var out []*Found
	for _, f := range later.Found {
		if !known[f.Finding.Key] {
			out = append(out, f)
		}
	}
	return out
}

// follow finds a finding of the first report in the last one, where its key may be
// another, or the patch that ended it.
func (s *Series) follow(key string) (*Found, *Patch) {
	f := s.First.find(key)
	for _, p := range s.Patches {
		if f = Still(p.Earlier, p.Report, key); f == nil {
			return nil, p
		}
		key = f.Finding.Key
	}
	return f, nil
}

// SameFunc reports whether two names, of two versions of a program, may be those of
// one function: where it has no name it is called by its line, which may have moved.
func SameFunc(a, b string) bool { return ir.Unnumbered(a) == ir.Unnumbered(b) }
