package sarif

import (
	"net/url"
	"strings"
	"unicode/utf16"

	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
)

// lines are the source lines that a path quotes, by file and number. Records
// count columns in bytes and SARIF in UTF-16 units; the text of the line tells
// one from the other.
type lines map[lineKey]string

type lineKey struct {
	file string
	line int
}

func linesOf(p *record.Path) lines {
	out := lines{}
	if p != nil {
		for _, steps := range append([][]record.PathStep{p.Steps}, p.Others...) {
			for _, s := range steps {
				out[lineKey{s.File, s.Line}] = s.Text
			}
		}
	}
	return out
}

// column converts a column; 0, which says nothing, where the line is not known.
func (l lines) column(file string, line, column int) int {
	text, ok := l[lineKey{file, line}]
	if !ok || column < 1 || column > len(text)+1 || strings.ContainsRune(text[:column-1], '\uFFFD') {
		return 0
	}
	return len(utf16.Encode([]rune(text[:column-1]))) + 1
}

func (l lines) place(p record.Place, note string) place {
	out := place{Physical: physical{
		Artifact: artifact{URI: (&url.URL{Path: p.File}).EscapedPath(), Base: "%SRCROOT%"},
		Region:   l.region(p),
	}}
	if strings.HasPrefix(out.Physical.Artifact.URI, "//") || strings.Contains(strings.SplitN(p.File, "/", 2)[0], ":") {
		out.Physical.Artifact.URI = "./" + out.Physical.Artifact.URI // else it names a scheme or a host
	}
	if note != "" {
		m := say(note)
		out.Message = &m
	}
	if p.Func != "" {
		out.Logical = []logical{{Name: render.Plain(p.Func), Kind: "function"}}
	}
	return out
}

// region leaves out what is not known; an end without its column is the end of
// the line.
func (l lines) region(p record.Place) *region {
	if p.Line < 1 {
		return nil
	}
	r := &region{StartLine: p.Line, StartColumn: l.column(p.File, p.Line, p.Column), EndLine: p.EndLine}
	if r.StartColumn > 0 {
		r.EndColumn = l.column(p.File, p.EndLine, p.EndCol)
	}
	return r
}

func (l lines) flow(steps []record.PathStep) codeFlow {
	var t threadFlow
	for _, s := range steps {
		t.Locations = append(t.Locations, threadLocation{Location: l.place(s.Place, s.Note), Importance: "important"})
	}
	return codeFlow{Threads: []threadFlow{t}}
}
