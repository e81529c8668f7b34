package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/flow"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
)

// progress tells a person who waits how far the run is: one live line on a
// terminal, plain lines elsewhere, nothing when asked for quiet or records.
type progress struct {
	w     io.Writer
	live  bool
	quiet bool
	open  bool // a live line is on the screen
	first bool // a patch was told of
	total int
	ended int
	verb  flow.Verb
}

func newProgress(w io.Writer, o *options) *progress {
	f, ok := w.(*os.File)
	return &progress{w: w, live: ok && isTerminal(f), quiet: o.quiet || o.json}
}

// stages are what the verbs are called while they run.
var stages = map[flow.Verb]string{
	flow.See: "reading", flow.Analyze: "finding", flow.Plan: "mending", flow.Verify: "proving", flow.Judging: "deciding", flow.Drive: "applying",
}

func (p *progress) event(e flow.Event) {
	switch {
	case p.quiet:
	case e.Stage != nil:
		p.verb, p.total, p.ended = e.Stage.Verb, e.Stage.Work, 0
		p.show()
	case e.Ended != nil:
		p.ended++
		if p.live {
			p.show()
		}
	}
}

func (p *progress) show() {
	if !p.live {
		fmt.Fprintf(p.w, "%s: %d\n", stages[p.verb], p.total)
		return
	}
	fmt.Fprintf(p.w, "\r\x1b[K%s %d/%d", stages[p.verb], p.ended, p.total)
	p.open = true
}

// done takes the live line away.
func (p *progress) done() {
	if p.open {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.open = false
	}
}

// mended tells of the first patch at once, with its text: whoever waits has something to
// read while the others are looked for. What is certified stands in the report.
func (p *progress) mended(patch *code.Patch) {
	if p.quiet || p.first {
		return
	}
	p.first = true
	p.done()
	f := patch.Found.Finding
	fmt.Fprintf(p.w, "the first patch, for %s at %s:%d (%s), passes the rungs that run no project code:\n", f.Rule, render.Plain(f.Where.File), f.Where.Line, patch.Data.Strategy)
	for line := range strings.Lines(patch.Data.Diff) {
		fmt.Fprintln(p.w, "  "+render.Plain(strings.TrimRight(line, "\n")))
	}
}

// notice passes on what the ledger mended when it was opened.
func (p *progress) notice(text string) {
	if !p.quiet {
		p.done()
		fmt.Fprintf(p.w, "note: %s\n", render.Plain(text))
	}
}

// stream writes the records of the run as they are said.
type stream struct {
	w    io.Writer
	on   bool
	tree record.ID
}

func newStream(w io.Writer, on bool) *stream { return &stream{w: w, on: on} }

func (s *stream) event(e flow.Event) {
	if e.Said == nil {
		return
	}
	if e.Said.Verb == flow.See {
		s.tree = e.Said.Entry.ID
	}
	if !s.on {
		return
	}
	if line, err := record.Encode(e.Said.Entry.Statement); err == nil {
		fmt.Fprintf(s.w, "{\"id\":%q,\"statement\":%s}\n", e.Said.Entry.ID, line)
	}
}
