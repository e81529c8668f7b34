package javascript

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

const confiner = `function inside(folder, name) {
  const file = path.resolve(path.join(folder, name));
  if (!file.startsWith(path.resolve(folder) + path.sep)) throw new Error('the name leaves its folder');
  return file;
}
`

// confinePath keeps a file name below the folder it is joined to. A request is told
// that it may not, where there is one to answer.
func confinePath(in *fix.Input) ([]fix.Candidate, error) {
	var out []fix.Candidate
	for _, way := range []func(*source, syntax.Ref) error{refuse, confined} {
		s, err := open(in)
		if err != nil {
			return nil, err
		}
		join := s.joined()
		if join == 0 {
			return s.wholeInside()
		}
		if way(s, join) == nil {
			out = append(out, s.done("confine-path", "a name that leaves the folder is refused")...)
		}
	}
	return out, nil
}

const insider = `function within(folder, file) {
  const whole = path.resolve(file);
  if (!whole.startsWith(path.resolve(folder) + path.sep)) throw new Error('the name leaves its folder');
  return whole;
}
`

// wholeInside refuses a file name that was put together of a folder and a name, when it
// is not in the folder.
func (s *source) wholeInside() ([]fix.Candidate, error) {
	none := fmt.Errorf("the place where the name joins its folder was not found")
	call := s.call()
	for a := range s.t.Children(s.t.Child(call, 1)) {
		if k := s.t.Kind(a); k == syntax.Arrow || k == syntax.FuncExpr || !s.carries(a) {
			continue
		}
		made := s.made(a, call)
		folder, ok := s.before(pieces(s.t, made, nil))
		if !ok {
			return nil, none
		}
		path, err := s.use("path")
		if err != nil {
			return nil, err
		}
		if err := s.helper("within", strings.ReplaceAll(insider, "path.", path+".")); err != nil {
			return nil, err
		}
		s.replace(made, "within("+folder+", "+s.t.Text(made)+")")
		return s.done("confine-path", "a name that leaves the folder is refused"), nil
	}
	return nil, none
}

// before writes, as the folder that it says, what stands in a name before the first
// value that carries the data. What follows the last "/" is the beginning of the name,
// but for a value that begins with one, as the path of a request does.
func (s *source) before(parts []piece) (folder string, ok bool) {
	text := ""
	for _, p := range parts {
		if p.expr == 0 {
			text += p.text
			continue
		}
		if !s.carries(p.expr) {
			text += "${" + s.t.Text(p.expr) + "}"
			continue
		}
		if at := strings.LastIndexByte(text, '/'); !strings.HasSuffix(strings.TrimRight(s.t.Text(p.expr), ")"), ".url") {
			text = text[:max(at, 0)]
		}
		if strings.Contains(text, "${") {
			return "`" + text + "`", !strings.ContainsAny(text, "\\`")
		}
		return s.quote() + text + s.quote(), text != "" && !strings.ContainsAny(text, "\\'\"")
	}
	return "", false
}

// joined is the call of path.join or path.resolve that the data goes through, or the
// sum of folder and name.
func (s *source) joined() syntax.Ref {
	best := syntax.Ref(0)
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		if s.t.Kind(n) != syntax.Call || s.t.Nodes[n].Start > s.in.Flow.At.Span.End {
			continue
		}
		callee := s.t.First(n)
		if name := s.t.Text(s.t.Child(callee, 1)); s.t.Kind(callee) != syntax.Member || s.unit.Imports[s.t.Text(s.t.First(callee))] != "path" || name != "join" && name != "resolve" {
			continue
		}
		args := s.t.Child(n, 1)
		if s.t.Count(args) >= 2 && !s.carries(s.t.First(args)) && s.carries(args) {
			best = n
		}
	}
	return best
}

// folder is the text of a join's first argument, when it may be said twice.
func (s *source) folder(join syntax.Ref) (string, error) {
	folder := s.t.First(s.t.Child(join, 1))
	switch s.t.Kind(folder) {
	case syntax.Name, syntax.Str, syntax.Member:
		return s.t.Text(folder), nil
	}
	return "", fmt.Errorf("the folder is worked out anew each time")
}

// refuse adds a test behind the declaration of the file's name, in a function that
// has a response to answer with.
func refuse(s *source, join syntax.Ref) error {
	folder, err := s.folder(join)
	if err != nil {
		return err
	}
	d := s.up[join]
	name := s.t.Text(s.t.First(d))
	response := s.response(d)
	if s.t.Kind(d) != syntax.Declarator || s.t.Kind(s.t.First(d)) != syntax.Name || response == "" || s.t.Count(s.up[d]) != 1 {
		return fmt.Errorf("the name is not declared in a handler")
	}
	statement := s.up[d]
	path := s.t.Text(s.t.First(s.t.First(join)))
	if s.t.Text(s.t.Child(s.t.First(join), 1)) == "join" { // an absolute form to compare
		s.replace(join, path+".resolve("+s.t.Text(join)+")")
	}
	test := "if (!" + name + ".startsWith(" + path + ".resolve(" + folder + ") + " + path + ".sep)) return " + response + ".sendStatus(403)"
	end, after := s.t.Nodes[statement].End, "\n"+s.indent(statement)+test
	if strings.HasPrefix(s.t.Src[end:], ";") {
		end, after = end+1, after+";"
	}
	s.insert(end, after)
	return nil
}

// response is the second parameter of the express handler around a node.
func (s *source) response(n syntax.Ref) string {
	for p := s.up[n]; p != 0; p = s.up[p] {
		switch s.t.Kind(p) {
		case syntax.Arrow, syntax.FuncExpr, syntax.FuncDecl:
			second := s.t.First(s.t.Child(s.t.Child(p, 1), 1))
			if name := s.t.Text(second); name == "res" || name == "response" {
				return name
			}
			return ""
		}
	}
	return ""
}

func (s *source) indent(n syntax.Ref) string {
	start := int(s.t.Nodes[n].Start)
	line := s.t.Src[strings.LastIndexByte(s.t.Src[:start], '\n')+1 : start]
	return line[:len(line)-len(strings.TrimLeft(line, " \t"))]
}

// confined joins by a function that refuses.
func confined(s *source, join syntax.Ref) error {
	if s.t.Count(s.t.Child(join, 1)) != 2 {
		return fmt.Errorf("more than a folder and a name are joined")
	}
	path := s.t.Text(s.t.First(s.t.First(join)))
	s.replace(s.t.First(join), "inside")
	return s.helper("inside", strings.ReplaceAll(confiner, "path.", path+"."))
}
