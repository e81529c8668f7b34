package mutate

import (
	"bytes"
	"maps"
	"slices"
	"strings"
)

// A piece is new text, or a range of the old one.
type piece struct {
	text string
	old  Span
}

// An edit puts pieces in place of a range of a file.
type edit struct {
	Span
	with []piece
}

// insert puts text at an offset.
func insert(at int, text string) edit { return edit{Span{at, at}, []piece{{text: text}}} }

// replace puts text in place of a range.
func replace(s Span, text string) edit { return edit{s, []piece{{text: text}}} }

// around puts text before and after a range.
func around(s Span, before, after string) []edit {
	return []edit{insert(s.From, before), insert(s.To, after)}
}

// rewrite applies edits to a file of the program; marks move with the text they
// stand on. Edits must not overlap; those at one place keep their order.
func (p *Program) rewrite(file string, edits []edit) {
	text := p.Files[file]
	slices.SortStableFunc(edits, func(a, b edit) int { return a.From - b.From })
	var pieces []piece
	last := 0
	for _, e := range edits {
		pieces = append(pieces, piece{old: Span{last, e.From}})
		pieces = append(pieces, e.with...)
		last = e.To
	}
	pieces = append(pieces, piece{old: Span{last, len(text)}})
	starts := lineStarts(text)
	offsets := make([]int, len(p.Marks))
	for i, m := range p.Marks {
		offsets[i] = firstByte(text, starts, m.Line)
	}
	var out bytes.Buffer
	moved := map[int]int{}
	for _, pc := range pieces {
		for i, m := range p.Marks {
			if m.File == file && pc.text == "" && pc.old.From <= offsets[i] && offsets[i] < pc.old.To {
				moved[i] = out.Len() + offsets[i] - pc.old.From
			}
		}
		out.WriteString(pc.text)
		out.Write(text[pc.old.From:pc.old.To])
	}
	now := out.Bytes()
	for i, at := range moved {
		p.Marks[i].Line = 1 + bytes.Count(now[:at], []byte("\n"))
	}
	p.Files[file] = now
}

func lineStarts(text []byte) []int {
	starts := []int{0}
	for i, c := range text {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// firstByte is the offset of the first byte of a line that is not white space.
func firstByte(text []byte, starts []int, line int) int {
	if line < 1 || line > len(starts) {
		return -1
	}
	at := starts[line-1]
	for at < len(text) && (text[at] == ' ' || text[at] == '\t') {
		at++
	}
	return at
}

// clone makes a program that may be changed.
func (p Program) clone() Program {
	p.Files = maps.Clone(p.Files)
	p.Marks = slices.Clone(p.Marks)
	return p
}

// names lists the files in order.
func (p *Program) names() []string { return slices.Sorted(maps.Keys(p.Files)) }

// fresh finds a name that no file of the program holds.
func (p *Program) fresh(rng rng, words ...string) string {
	start := rng.IntN(len(words))
	for round := 0; ; round++ {
		for i := range words {
			name := words[(start+i)%len(words)] + p.Salt + strings.Repeat("x", round)
			if !p.mentions(name) {
				return name
			}
		}
	}
}

func (p *Program) mentions(name string) bool {
	for _, text := range p.Files {
		if bytes.Contains(text, []byte(name)) {
			return true
		}
	}
	return false
}
