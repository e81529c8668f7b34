package java

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// A source is the file in which a flow ends, and the edits made to it.
type source struct {
	in      *fix.Input
	unit    *ir.Unit
	t       *syntax.Tree
	up      []syntax.Ref // parents
	edits   []fix.Edit
	helpers map[string]bool // declared by an edit
	imports map[string]bool // added by an edit
	tainted map[string]bool // variables of the method that carry the flow's data
	dropped [][2]uint32     // ranges that edits take out
}

func open(in *fix.Input) (*source, error) {
	if u := in.Flow.At.Unit; u == nil || u.Stub {
		return nil, fmt.Errorf("the sink is not in the project")
	}
	return openUnit(in, in.Flow.At.Unit), nil
}

func openUnit(in *fix.Input, u *ir.Unit) *source {
	s := &source{in: in, unit: u, t: syntax.Parse(u.Text), helpers: map[string]bool{}, imports: map[string]bool{}}
	s.up = make([]syntax.Ref, len(s.t.Nodes))
	for i := range s.t.Nodes {
		for c := s.t.First(syntax.Ref(i)); c != 0; c = s.t.Next(c) {
			s.up[c] = syntax.Ref(i)
		}
	}
	return s
}

func (s *source) edit(start, end uint32, text string) {
	s.edits = append(s.edits, fix.Edit{File: s.unit.Path, Start: start, End: end, New: text})
}

func (s *source) replace(n syntax.Ref, text string) {
	start, end := s.t.Span(n)
	s.edit(start, end, text)
}

func (s *source) insert(at uint32, text string) { s.edit(at, at, text) }

func (s *source) wrap(n syntax.Ref, before, after string) {
	start, end := s.t.Span(n)
	s.insert(start, before)
	s.insert(end, after)
}

func (s *source) done(strategy, why string) []fix.Candidate {
	if len(s.edits) == 0 {
		return nil
	}
	return []fix.Candidate{{Strategy: strategy, Why: why, Edits: s.edits}}
}

// at is the call, or the creation of an object, that the flow ends in; 0 when it
// is something else.
func (s *source) at() syntax.Ref { return s.callAt(s.in.Flow.At.Span) }

func (s *source) callAt(span ir.Span) syntax.Ref {
	for i := range s.t.Nodes {
		n := s.t.Nodes[i]
		if n.Start == span.Start && n.End == span.End && (n.Kind == syntax.Call || n.Kind == syntax.New) {
			return syntax.Ref(i)
		}
	}
	return 0
}

// args of a call or a creation.
func (s *source) args(call syntax.Ref) []syntax.Ref {
	return s.children(s.t.Child(call, syntax.Args))
}

func (s *source) children(n syntax.Ref) (out []syntax.Ref) {
	if n == 0 {
		return nil
	}
	for c := s.t.First(n); c != 0; c = s.t.Next(c) {
		out = append(out, c)
	}
	return out
}

// receiver of a call, 0 for none; name is what is called.
func (s *source) receiver(call syntax.Ref) (receiver syntax.Ref, name string) {
	if s.t.Kind(call) != syntax.Call {
		return 0, ""
	}
	first := s.t.First(call)
	second := s.t.Next(first)
	if s.t.Kind(second) == syntax.Name {
		return first, s.t.Text(second)
	}
	return 0, s.t.Text(first)
}

// nameOf is the node of the name that is called.
func (s *source) nameOf(call syntax.Ref) syntax.Ref {
	first := s.t.First(call)
	if second := s.t.Next(first); s.t.Kind(second) == syntax.Name {
		return second
	}
	return first
}

// each visits n and what is in it.
func (s *source) each(n syntax.Ref, visit func(syntax.Ref)) {
	if n == 0 {
		return
	}
	visit(n)
	for c := s.t.First(n); c != 0; c = s.t.Next(c) {
		s.each(c, visit)
	}
}

// around is the innermost node of one of the kinds that n is in.
func (s *source) around(n syntax.Ref, kinds ...syntax.Kind) syntax.Ref {
	for p := s.up[n]; p != 0; p = s.up[p] {
		for _, k := range kinds {
			if s.t.Kind(p) == k {
				return p
			}
		}
	}
	return 0
}

// method is the declaration, initialiser or class body around a node, where names
// are looked for.
func (s *source) method(n syntax.Ref) syntax.Ref {
	return s.around(n, syntax.Method, syntax.Init, syntax.Field)
}

// statement is the statement of a block that a node is in, 0 where statements stand
// without a block or the node is in a resource.
func (s *source) statement(n syntax.Ref) syntax.Ref {
	for p := n; p != 0; p = s.up[p] {
		switch s.t.Kind(s.up[p]) {
		case syntax.Block:
			return p
		case syntax.Case:
			if k := s.t.Kind(p); k == syntax.ExprStmt || k == syntax.Local || k == syntax.Return || k == syntax.Try {
				return p
			}
		case syntax.Resources, syntax.Lambda, syntax.Body:
			return 0
		case syntax.While, syntax.Do, syntax.For: // conditions run many times
			if s.t.Kind(p) != syntax.Block && s.t.Kind(p) != syntax.ExprStmt {
				return 0
			}
		}
	}
	return 0
}

// indent is the white space before the first sign of the line that n begins in.
func (s *source) indent(n syntax.Ref) string {
	start := s.t.Nodes[n].Start
	line := s.t.Src[bytes.LastIndexByte(s.t.Src[:start], '\n')+1:]
	return string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])
}

// step is one level of indentation as the file writes it.
func (s *source) step() string {
	switch {
	case bytes.Contains(s.t.Src, []byte("\n\t")):
		return "\t"
	case bytes.Contains(s.t.Src, []byte("\n  ")) && !s.deep():
		return "  "
	}
	return "    "
}

// deep: no line is indented by two or three spaces alone.
func (s *source) deep() bool {
	for _, line := range bytes.Split(s.t.Src, []byte("\n")) {
		if n := len(line) - len(bytes.TrimLeft(line, " ")); (n == 2 || n == 3) && n < len(line) && line[n] != '*' {
			return false
		}
	}
	return true
}

// before puts lines in front of a statement; each is indented like it.
func (s *source) before(statement syntax.Ref, lines ...string) {
	indent := s.indent(statement)
	s.insert(s.t.Nodes[statement].Start, strings.Join(lines, s.newline()+indent)+s.newline()+indent)
}

// after puts lines behind a statement.
func (s *source) after(statement syntax.Ref, lines ...string) {
	for _, line := range lines {
		s.insert(s.t.Nodes[statement].End, s.newline()+s.indent(statement)+line)
	}
}

func (s *source) newline() string {
	if bytes.Contains(s.t.Src, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}

// free is a name like the one given that nothing in the file has.
func (s *source) free(name string) string {
	used := map[string]bool{}
	for i := range s.t.Nodes {
		if s.t.Kind(syntax.Ref(i)) == syntax.Name {
			used[s.t.Text(syntax.Ref(i))] = true
		}
	}
	try := name
	for i := 2; used[try]; i++ {
		try = fmt.Sprintf("%s%d", name, i)
	}
	return try
}

// helper adds a method at the end of the outermost class around n, unless the file
// has the very same.
func (s *source) helper(n syntax.Ref, name, text string) error {
	class := syntax.Ref(0)
	for p := s.up[n]; p != 0; p = s.up[p] {
		if s.t.Kind(p) == syntax.Class {
			class = p
		}
	}
	body := s.t.Child(class, syntax.Body)
	if class == 0 || body == 0 || s.t.Op(class) == syntax.SortInterface || s.t.Op(class) == syntax.SortAnnotation {
		return fmt.Errorf("there is no class for a helper method")
	}
	if s.helpers[name] {
		return nil
	}
	text = s.indented(text, s.indent(class)+s.step())
	for i := range s.t.Nodes {
		m := syntax.Ref(i)
		if s.t.Kind(m) == syntax.Method && s.t.Text(s.t.Child(m, syntax.Name)) == name {
			if strings.Contains(text, s.t.Text(m)) {
				return nil
			}
			return fmt.Errorf("the name %s means something else here", name)
		}
	}
	s.helpers[name] = true
	end := s.t.Nodes[body].End - 1
	for end > 0 && (s.t.Src[end-1] == ' ' || s.t.Src[end-1] == '\t') {
		end--
	}
	s.insert(end, s.newline()+text)
	return nil
}

// indented writes a text that is indented by tabs as the file does.
func (s *source) indented(text, indent string) string {
	var out strings.Builder
	for _, line := range strings.Split(strings.Trim(text, "\n"), "\n") {
		depth := len(line) - len(strings.TrimLeft(line, "\t"))
		if line != "" {
			out.WriteString(indent + strings.Repeat(s.step(), depth) + line[depth:])
		}
		out.WriteString(s.newline())
	}
	return out.String()
}
