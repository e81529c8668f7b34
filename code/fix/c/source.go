package c

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/ir"
	front "github.com/prunella/prunella/code/lang/c"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// A source is the file in which a flow ends, and the edits made to it.
type source struct {
	in    *fix.Input
	unit  *ir.Unit
	t     *syntax.Tree
	up    []syntax.ID // parents
	edits []fix.Edit
}

func open(in *fix.Input) (*source, error) {
	u := in.Flow.At.Unit
	if u == nil || u.Stub {
		return nil, fmt.Errorf("the flaw is not in the project")
	}
	s := &source{in: in, unit: u, t: front.Parse(u.Path, u.Text)}
	s.up = make([]syntax.ID, len(s.t.Nodes))
	for i := range s.t.Nodes {
		for _, k := range s.t.Kids(syntax.ID(i)) {
			s.up[k] = syntax.ID(i)
		}
	}
	return s, nil
}

func (s *source) kind(n syntax.ID) syntax.Kind { return s.t.Nodes[n].Kind }
func (s *source) name(n syntax.ID) string      { return s.t.Nodes[n].Text }

func (s *source) kid(n syntax.ID, i int) syntax.ID {
	if n == 0 {
		return 0
	}
	return s.t.Kid(n, i)
}

// text is how the author wrote a node.
func (s *source) text(n syntax.ID) string {
	start, end := s.t.Span(n)
	if start > end || int(end) > len(s.unit.Text) {
		return ""
	}
	return string(s.unit.Text[start:end])
}

// plain: what stands in the file at a node is what the parser read, so that its text
// may be edited: no macro made it, though it may be a macro's argument.
func (s *source) plain(n syntax.ID) bool {
	node := s.t.Nodes[n]
	if node.End <= node.Tok || int(node.End) > len(s.t.Toks) {
		return false
	}
	var read strings.Builder
	macro := false
	for _, tok := range s.t.Toks[node.Tok:node.End] {
		if tok.Header {
			return false
		}
		macro = macro || tok.Macro
		read.WriteString(tok.Text)
	}
	return !macro || read.String() == strings.Join(strings.Fields(s.text(n)), "")
}

// here: the node's first and last token stand in this file.
func (s *source) here(n syntax.ID) bool {
	node := s.t.Nodes[n]
	if node.End <= node.Tok || int(node.End) > len(s.t.Toks) {
		return false
	}
	return !s.t.Toks[node.Tok].Header && !s.t.Toks[node.End-1].Header
}

func (s *source) edit(start, end uint32, text string) {
	s.edits = append(s.edits, fix.Edit{File: s.unit.Path, Start: start, End: end, New: text})
}

func (s *source) replace(n syntax.ID, text string) {
	start, end := s.t.Span(n)
	s.edit(start, end, text)
}

func (s *source) insert(at uint32, text string) { s.edit(at, at, text) }

func (s *source) start(n syntax.ID) uint32 { a, _ := s.t.Span(n); return a }
func (s *source) end(n syntax.ID) uint32   { _, b := s.t.Span(n); return b }

func (s *source) done(strategy, why string) []fix.Candidate {
	if len(s.edits) == 0 {
		return nil
	}
	return []fix.Candidate{{Strategy: strategy, Why: why, Edits: s.edits}}
}

// each visits n and what is in it.
func (s *source) each(n syntax.ID, visit func(syntax.ID)) {
	visit(n)
	for _, k := range s.t.Kids(n) {
		s.each(k, visit)
	}
}

// around is the innermost node of one of the kinds that n is in.
func (s *source) around(n syntax.ID, kinds ...syntax.Kind) syntax.ID {
	for p := s.up[n]; p != 0; p = s.up[p] {
		for _, k := range kinds {
			if s.kind(p) == k {
				return p
			}
		}
	}
	return 0
}

func (s *source) within(n, outer syntax.ID) bool {
	for p := n; p != 0; p = s.up[p] {
		if p == outer {
			return true
		}
	}
	return false
}

// at is the largest expression at the flow's place, 0 when there is none.
func (s *source) at() syntax.ID {
	span := s.in.Flow.At.Span
	for i := range s.t.Nodes {
		n := syntax.ID(i)
		if i == 0 || !s.here(n) || s.kind(n) == syntax.Expr {
			continue
		}
		if a, b := s.t.Span(n); a == span.Start && b == span.End {
			return n
		}
	}
	return 0
}

// statement is the statement of a block that a node is in; 0 when there is none.
func (s *source) statement(n syntax.ID) syntax.ID {
	for p := n; p != 0; p = s.up[p] {
		if s.kind(s.up[p]) == syntax.Block {
			return p
		}
	}
	return 0
}

func (s *source) function(n syntax.ID) syntax.ID { return s.around(n, syntax.Func) }

// body of a function.
func (s *source) body(fn syntax.ID) syntax.ID {
	for _, k := range s.t.Kids(fn) {
		if s.kind(k) == syntax.Block {
			return k
		}
	}
	return 0
}

// call gives the name that is called and the arguments.
func (s *source) call(n syntax.ID) (name string, args []syntax.ID) {
	if s.kind(n) != syntax.Call {
		return "", nil
	}
	kids := s.t.Kids(n)
	if len(kids) == 0 || s.kind(kids[0]) != syntax.Name {
		return "", nil
	}
	return s.name(kids[0]), kids[1:]
}

// bare is an expression without the casts around it.
func (s *source) bare(n syntax.ID) syntax.ID {
	for s.kind(n) == syntax.Cast {
		n = s.kid(n, 1)
	}
	return n
}

// indent is the white space that the line of n begins with.
func (s *source) indent(n syntax.ID) string {
	start := s.start(n)
	line := s.unit.Text[bytes.LastIndexByte(s.unit.Text[:start], '\n')+1:]
	return string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])
}

func (s *source) step() string {
	if bytes.Contains(s.unit.Text, []byte("\n\t")) {
		return "\t"
	}
	if bytes.Contains(s.unit.Text, []byte("\n  ")) && !bytes.Contains(s.unit.Text, []byte("\n    ")) {
		return "  "
	}
	return "    "
}

func (s *source) newline() string {
	if bytes.Contains(s.unit.Text, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}

// before puts lines in front of a statement.
func (s *source) before(st syntax.ID, lines ...string) {
	sep := s.newline() + s.indent(st)
	s.insert(s.start(st), strings.Join(lines, sep)+sep)
}

// after puts lines behind a statement and the remark that follows it.
func (s *source) after(st syntax.ID, lines ...string) {
	sep, end := s.newline()+s.indent(st), s.end(st)
	if int(end) < len(s.unit.Text) && s.unit.Text[end] == ';' { // a declaration ends before it
		end++
	}
	s.insert(s.remarked(end), sep+strings.Join(lines, sep))
}

// remarked is the end of the remark that follows a place on its line, else the place.
func (s *source) remarked(at uint32) uint32 {
	line, _, _ := bytes.Cut(s.unit.Text[at:], []byte("\n"))
	rest := bytes.TrimRight(line, " \t\r")
	remark := bytes.TrimLeft(rest, " \t")
	whole := bytes.HasPrefix(remark, []byte("//")) || bytes.HasPrefix(remark, []byte("/*")) && bytes.Index(remark, []byte("*/")) == len(remark)-2
	if whole {
		return at + uint32(len(rest))
	}
	return at
}

// guard writes a test with one statement.
func (s *source) guard(test, then string) []string {
	return []string{"if (" + test + ") {", s.step() + then, "}"}
}

// dropLine takes a statement away, with its line when nothing else stands there.
func (s *source) dropLine(n syntax.ID) {
	start, end := s.t.Span(n)
	text := s.unit.Text
	a, b := start, end
	for a > 0 && (text[a-1] == ' ' || text[a-1] == '\t') {
		a--
	}
	for int(b) < len(text) && (text[b] == ' ' || text[b] == '\t' || text[b] == '\r') {
		b++
	}
	if int(b) < len(text) && text[b] == '\n' && (a == 0 || text[a-1] == '\n') {
		s.edit(a, b+1, "")
		return
	}
	s.edit(start, end, "")
}
