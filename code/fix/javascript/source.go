package javascript

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// A source is the file in which a flow ends, and the edits made to it.
type source struct {
	in    *fix.Input
	unit  *ir.Unit
	t     *syntax.Tree
	up    []syntax.Ref // parents
	edits []fix.Edit
}

func open(in *fix.Input) (*source, error) {
	u := in.Flow.At.Unit
	if u == nil || u.Stub {
		return nil, fmt.Errorf("the sink is not in the project")
	}
	return openUnit(in, u), nil
}

func openUnit(in *fix.Input, u *ir.Unit) *source {
	s := &source{in: in, unit: u, t: syntax.Parse(string(u.Text), mode(u.Path))}
	s.up = make([]syntax.Ref, len(s.t.Nodes))
	for i := range s.t.Nodes {
		for c := range s.t.Children(syntax.Ref(i)) {
			s.up[c] = syntax.Ref(i)
		}
	}
	return s
}

func (s *source) replace(n syntax.Ref, text string) {
	s.edits = append(s.edits, fix.Edit{File: s.unit.Path, Start: s.t.Nodes[n].Start, End: s.t.Nodes[n].End, New: text})
}

func (s *source) insert(at uint32, text string) {
	s.edits = append(s.edits, fix.Edit{File: s.unit.Path, Start: at, End: at, New: text})
}

func (s *source) done(strategy, why string) []fix.Candidate {
	if len(s.edits) == 0 {
		return nil
	}
	return []fix.Candidate{{Strategy: strategy, Why: why, Edits: s.edits}}
}

// at is the outermost node of the flow's place.
func (s *source) at() syntax.Ref {
	span := s.in.Flow.At.Span
	for i := range s.t.Nodes {
		if n := s.t.Nodes[i]; n.End == span.End && begins(s.t, syntax.Ref(i), span.Start) && n.Kind != syntax.ExprStmt {
			return syntax.Ref(i)
		}
	}
	return 0
}

// call is the flow's place when it is a call; 0 when it is none.
func (s *source) call() syntax.Ref {
	span := s.in.Flow.At.Span
	return find(s.t, syntax.Call, span.Start, span.End)
}

// each visits n and what is in it.
func (s *source) each(n syntax.Ref, visit func(syntax.Ref)) {
	visit(n)
	for c := range s.t.Children(n) {
		s.each(c, visit)
	}
}

// made is the expression that gives a value: of a name, what its declaration before
// the place says.
func (s *source) made(n, before syntax.Ref) syntax.Ref {
	if s.t.Kind(n) == syntax.Name {
		if init := initialiser(s.t, s.t.Text(n), s.t.Nodes[before].Start); init != 0 {
			return init
		}
	}
	return n
}

// carries: an expression holds a station of the flow, or a name that one sets.
func (s *source) carries(n syntax.Ref) bool {
	whole := s.t.Nodes[n]
	names := map[string]bool{}
	for _, st := range s.in.Flow.Path {
		if st.Unit != s.unit {
			continue
		}
		if whole.Start <= st.Span.Start && st.Span.End <= whole.End && st.Span.End > st.Span.Start {
			return true
		}
		if name, ok := strings.CutPrefix(st.Note, "parameter "); ok {
			names[name] = true
		}
		for i := range s.t.Nodes {
			d := syntax.Ref(i)
			if k := s.t.Kind(d); (k == syntax.Declarator || k == syntax.Assign) && s.t.Nodes[d].Start <= st.Span.Start && st.Span.End <= s.t.Nodes[d].End {
				s.each(s.t.First(d), func(n syntax.Ref) {
					if s.t.Kind(n) == syntax.Name {
						names[s.t.Text(n)] = true
					}
				})
			}
		}
	}
	found := false
	s.each(n, func(c syntax.Ref) { found = found || s.t.Kind(c) == syntax.Name && names[s.t.Text(c)] })
	return found
}

// modules: the file has import statements.
func (s *source) modules() bool {
	for c := range s.t.Children(s.t.Root) {
		if k := s.t.Kind(c); k == syntax.Import || k == syntax.ExportDecl || k == syntax.ExportDef {
			return true
		}
	}
	return false
}

// quote is the sign the file writes most of its texts with.
func (s *source) quote() string {
	if strings.Count(s.t.Src, `"`) > strings.Count(s.t.Src, "'") {
		return `"`
	}
	return "'"
}

// use gives the name of a module in the file, and imports it when it has none.
func (s *source) use(module string) (string, error) {
	for local, target := range s.unit.Imports {
		if target == module && !strings.Contains(local, " ") && local != "default" && local != "exports" {
			return local, nil
		}
	}
	if s.declares(module) {
		return "", fmt.Errorf("the name %s means something else here", module)
	}
	q := s.quote()
	line := "const " + module + " = require(" + q + module + q + ");\n"
	if s.modules() {
		line = "import " + module + " from " + q + module + q + ";\n"
	}
	at, beside := s.top()
	if !beside {
		line += "\n"
	}
	s.insert(at, line)
	return module, nil
}

// member gives the name under which a member of a module can be called where another
// member is: beside "exec" of {exec}, or of "cp" in cp.exec.
func (s *source) member(callee syntax.Ref, module, name string) error {
	t := s.t
	if t.Kind(callee) == syntax.Member {
		s.replace(t.Child(callee, 1), name)
		return nil
	}
	old := t.Text(callee)
	if t.Kind(callee) != syntax.Name || !strings.HasPrefix(s.unit.Imports[old], module+".") {
		return fmt.Errorf("the function has another name here")
	}
	s.replace(callee, name)
	if s.unit.Imports[name] == module+"."+name {
		return nil
	}
	if s.declares(name) {
		return fmt.Errorf("the name %s means something else here", name)
	}
	for i := range t.Nodes {
		n := syntax.Ref(i)
		switch {
		case t.Kind(n) == syntax.ImportSpec && t.Text(t.Child(n, 1)) == old,
			t.Kind(n) == syntax.Property && t.Kind(s.up[n]) == syntax.Object && t.Kind(s.up[s.up[n]]) == syntax.Declarator && t.Text(t.Child(n, 1)) == old:
			if s.uses(old) > 1 {
				s.insert(t.Nodes[n].End, ", "+name)
			} else {
				s.replace(n, name)
			}
			return nil
		}
	}
	return fmt.Errorf("the import was not found")
}

// uses counts where a name is called.
func (s *source) uses(name string) int {
	k := 0
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		if s.t.Kind(n) == syntax.Name && s.t.Text(n) == name {
			switch s.t.Kind(s.up[n]) {
			case syntax.ImportSpec, syntax.Property:
			case syntax.Member:
				if s.t.First(s.up[n]) == n {
					k++
				}
			default:
				k++
			}
		}
	}
	return k
}

func (s *source) declares(name string) bool {
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		if s.t.Kind(n) != syntax.Name || s.t.Text(n) != name {
			continue
		}
		switch p := s.up[n]; s.t.Kind(p) {
		case syntax.Declarator, syntax.FuncDecl, syntax.ClassDecl, syntax.Param, syntax.ImportSpec:
			if s.t.First(p) == n || s.t.Kind(p) == syntax.ImportSpec {
				return true
			}
		}
	}
	return false
}

// top is where an import goes: before the first import, else before the first
// statement that is no directive.
func (s *source) top() (at uint32, beside bool) {
	t := s.t
	at = uint32(len(t.Src))
	for c := range t.Children(t.Root) {
		if t.Kind(c) == syntax.ExprStmt && t.Kind(t.First(c)) == syntax.Str {
			continue
		}
		at = min(at, t.Nodes[c].Start)
		if t.Kind(c) == syntax.Import || t.Kind(c) == syntax.VarDecl && strings.Contains(t.Text(c), "require(") {
			return t.Nodes[c].Start, true
		}
	}
	return at, false
}

// helper appends a function to the file, unless it has one of the name.
func (s *source) helper(name, text string) error {
	if s.declares(name) {
		if strings.Contains(s.t.Src, text) {
			return nil
		}
		return fmt.Errorf("the name %s means something else here", name)
	}
	before := "\n"
	if !strings.HasSuffix(s.t.Src, "\n") {
		before = "\n\n"
	}
	s.insert(uint32(len(s.t.Src)), before+s.quoted(text))
	return nil
}

// quoted writes our own code with the file's quotes.
func (s *source) quoted(text string) string { return strings.ReplaceAll(text, "'", s.quote()) }
