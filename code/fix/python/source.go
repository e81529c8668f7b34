package python

import (
	"bytes"
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// ErrShape is wrapped by every reason why a strategy does not fit.
var ErrShape = errors.New("does not fit")

func shape(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrShape}, args...)...)
}

// A patch is one candidate in the making: the files it opened, with their edits.
type patch struct {
	in    *fix.Input
	files []*source
}

func newPatch(in *fix.Input) *patch { return &patch{in: in} }

// open parses a file of the project, once per patch.
func (p *patch) open(u *ir.Unit) (*source, error) {
	if u == nil || u.Stub {
		return nil, shape("the code is not the project's own")
	}
	if isTemplate(u) {
		return nil, shape("the code is a template")
	}
	for _, s := range p.files {
		if s.unit == u {
			return s, nil
		}
	}
	s := newSource(u)
	p.files = append(p.files, s)
	return s, nil
}

// sink opens the file of the sink and finds its call.
func (p *patch) sink() (*source, syntax.Ref, error) {
	s, err := p.open(p.in.Flow.At.Unit)
	if err != nil {
		return nil, 0, err
	}
	call := s.callAt(p.in.Flow.At.Span)
	if call == 0 {
		return nil, 0, shape("the sink is not a call")
	}
	return s, call, nil
}

// done adds the imports and helpers asked for and gives the candidate.
func (p *patch) done(why string, args ...any) fix.Candidate {
	c := fix.Candidate{Why: fmt.Sprintf(why, args...)}
	for _, s := range p.files {
		c.Edits = append(c.Edits, s.finish()...)
	}
	return c
}

// one is the result of a strategy that has one way.
func (p *patch) one(why string, args ...any) ([]fix.Candidate, error) {
	return []fix.Candidate{p.done(why, args...)}, nil
}

// A source is one file under the knife: its tree, and the edits collected so far.
type source struct {
	unit    *ir.Unit
	tree    *syntax.Tree
	up      []syntax.Ref // the parent of each node
	names   map[string]string
	edits   []fix.Edit
	imports []wanted
	helpers []helper
}

func newSource(u *ir.Unit) *source {
	s := &source{unit: u, tree: syntax.Parse(u.Text, nil)}
	s.up = make([]syntax.Ref, len(s.tree.Nodes))
	for n := range s.tree.Nodes {
		for c := range s.tree.Children(syntax.Ref(n)) {
			s.up[c] = syntax.Ref(n)
		}
	}
	s.names = s.imported()
	return s
}

func (s *source) kind(n syntax.Ref) syntax.Kind        { return s.tree.Kind(n) }
func (s *source) text(n syntax.Ref) string             { return string(s.tree.Text(n)) }
func (s *source) child(n syntax.Ref, i int) syntax.Ref { return s.tree.Child(n, i) }
func (s *source) start(n syntax.Ref) uint32            { return s.tree.Nodes[n].Start }
func (s *source) end(n syntax.Ref) uint32              { return s.tree.Nodes[n].End }
func (s *source) between(from, to uint32) string       { return string(s.unit.Text[from:to]) }
func (s *source) is(n syntax.Ref, kinds ...syntax.Kind) bool {
	for _, k := range kinds {
		if n != 0 && s.kind(n) == k {
			return true
		}
	}
	return false
}

func (s *source) children(n syntax.Ref) []syntax.Ref {
	var out []syntax.Ref
	for c := range s.tree.Children(n) {
		out = append(out, c)
	}
	return out
}

// each calls f for n and everything below it, in source order.
func (s *source) each(n syntax.Ref, f func(syntax.Ref)) {
	f(n)
	for c := range s.tree.Children(n) {
		s.each(c, f)
	}
}

// edit replaces a stretch of the file.
func (s *source) edit(from, to uint32, text string) {
	s.edits = append(s.edits, fix.Edit{File: s.unit.Path, Start: from, End: to, New: text})
}

func (s *source) replace(n syntax.Ref, text string) { s.edit(s.start(n), s.end(n), text) }
func (s *source) insert(at uint32, text string)     { s.edit(at, at, text) }
func (s *source) finish() []fix.Edit {
	s.addImports()
	s.addHelpers()
	sort.SliceStable(s.edits, func(i, j int) bool {
		a, b := s.edits[i], s.edits[j]
		return a.Start < b.Start || a.Start == b.Start && a.End == a.Start && b.End > b.Start
	})
	return s.edits
}

// nodesAt lists the nodes around a span, outermost first.
func (s *source) nodesAt(span ir.Span) []syntax.Ref {
	n := s.tree.Root
	path := []syntax.Ref{n}
	for {
		next := syntax.Ref(0)
		for c := range s.tree.Children(n) {
			if s.start(c) <= span.Start && s.end(c) >= span.End && s.kind(c) != syntax.Absent {
				next = c
				break
			}
		}
		if next == 0 {
			return path
		}
		path, n = append(path, next), next
	}
}

// at is the outermost node with exactly that span, or 0.
func (s *source) at(span ir.Span) syntax.Ref {
	for _, n := range s.nodesAt(span) {
		if s.start(n) == span.Start && s.end(n) == span.End {
			return n
		}
	}
	return 0
}

// callAt is the call a span stands for: the innermost that holds it, or the
// first one in it.
func (s *source) callAt(span ir.Span) syntax.Ref {
	path := s.nodesAt(span)
	for i := len(path) - 1; i >= 0; i-- {
		if s.is(path[i], syntax.Call) {
			return path[i]
		}
		if s.isStatement(path[i]) {
			break
		}
	}
	call := syntax.Ref(0)
	s.each(path[len(path)-1], func(n syntax.Ref) {
		if call == 0 && s.is(n, syntax.Call) && s.start(n) >= span.Start && s.end(n) <= span.End {
			call = n
		}
	})
	return call
}

// isStatement reports whether n stands in a block.
func (s *source) isStatement(n syntax.Ref) bool {
	return s.is(s.up[n], syntax.Block, syntax.Module)
}

// statement is the statement around n.
func (s *source) statement(n syntax.Ref) syntax.Ref {
	for n != 0 && !s.isStatement(n) {
		n = s.up[n]
	}
	return n
}

// function is the innermost function (or the module) around n.
func (s *source) function(n syntax.Ref) syntax.Ref {
	for n = s.up[n]; n != 0; n = s.up[n] {
		if s.is(n, syntax.FunctionDef, syntax.Lambda, syntax.Module) {
			return n
		}
	}
	return s.tree.Root
}

// top is the statement of the module around n, decorators included.
func (s *source) top(n syntax.Ref) syntax.Ref {
	for n != 0 && s.up[n] != s.tree.Root {
		n = s.up[n]
	}
	return n
}

// lineStart is where the line of an offset begins.
func (s *source) lineStart(at uint32) uint32 {
	return uint32(bytes.LastIndexByte(s.unit.Text[:at], '\n') + 1)
}

// lineEnd is behind the line break of the line of an offset.
func (s *source) lineEnd(at uint32) uint32 {
	i := bytes.IndexByte(s.unit.Text[at:], '\n')
	if i < 0 {
		return uint32(len(s.unit.Text))
	}
	return at + uint32(i) + 1
}

// indent is the white space before the statement of n.
func (s *source) indent(n syntax.Ref) string {
	line := s.between(s.lineStart(s.start(n)), s.start(n))
	return line[:len(line)-len(strings.TrimLeft(line, " \t"))]
}

// step is one level of the file's indentation.
func (s *source) step() string {
	for n := range s.tree.Nodes {
		b := syntax.Ref(n)
		if s.is(b, syntax.Block) && s.tree.First(b) != 0 {
			in, out := s.indent(s.tree.First(b)), s.indent(s.up[b])
			if len(in) > len(out) && strings.HasPrefix(in, out) {
				return in[len(out):]
			}
		}
	}
	return "    "
}
