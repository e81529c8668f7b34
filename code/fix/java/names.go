package java

import (
	"strings"

	"github.com/prunella/prunella/code/lang/java/syntax"
)

// use gives the name under which a class can be written in the file, and imports it
// where nothing else has its simple name.
func (s *source) use(class string) string {
	dot := strings.LastIndexByte(class, '.')
	pkg, simple := class[:dot], class[dot+1:]
	if pkg == "java.lang" || s.imports[class] {
		return simple
	}
	if got, ok := s.imported(simple); ok {
		if got == class {
			return simple
		}
		return class
	}
	if s.declares(simple) || s.taken(simple) {
		return class
	}
	for n := s.t.First(s.t.Root); n != 0; n = s.t.Next(n) {
		if s.t.Kind(n) == syntax.Import && s.t.Has(n, syntax.Star) && !s.t.Has(n, syntax.Static) && s.t.Text(s.t.First(n)) == pkg {
			return simple
		}
	}
	s.imports[class] = true
	s.addImport(class)
	return simple
}

// taken: an edit imports another class of the simple name.
func (s *source) taken(simple string) bool {
	for class := range s.imports {
		if strings.HasSuffix(class, "."+simple) {
			return true
		}
	}
	return false
}

// imported is the class that an import binds a simple name to.
func (s *source) imported(simple string) (string, bool) {
	for n := s.t.First(s.t.Root); n != 0; n = s.t.Next(n) {
		if s.t.Kind(n) != syntax.Import || s.t.Has(n, syntax.Static) || s.t.Has(n, syntax.Star) {
			continue
		}
		if class := s.t.Text(s.t.First(n)); strings.HasSuffix(class, "."+simple) {
			return class, true
		}
	}
	return "", false
}

// has: the project imports something whose name begins so, anywhere.
func (s *source) has(prefix string) bool {
	for _, u := range s.in.Program.Units {
		if u.Stub {
			continue
		}
		for _, target := range u.Imports {
			if strings.HasPrefix(target, prefix) {
				return true
			}
		}
		if strings.Contains(string(u.Text), prefix) {
			return true
		}
	}
	return false
}

// declares: the file, or the package, has a class of the name.
func (s *source) declares(simple string) bool {
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		if s.t.Kind(n) == syntax.Class && s.t.Text(s.t.Child(n, syntax.Name)) == simple {
			return true
		}
	}
	for _, u := range s.in.Program.Units {
		if u.Stub || u.Module != s.unit.Module {
			continue
		}
		for _, d := range u.Types {
			if d.Name == simple || strings.HasSuffix(d.Name, "."+simple) {
				return true
			}
		}
	}
	return false
}

// addImport puts the import where the others are, in their order where they have
// one.
func (s *source) addImport(class string) {
	line := "import " + class + ";"
	var last, follows syntax.Ref
	for n := s.t.First(s.t.Root); n != 0; n = s.t.Next(n) {
		if s.t.Kind(n) != syntax.Import || s.t.Has(n, syntax.Static) {
			continue
		}
		last = n
		if s.t.Text(s.t.First(n)) < class {
			follows = n
		}
	}
	nl := s.newline()
	switch pkg := s.t.Child(s.t.Root, syntax.Package); {
	case follows != 0:
		s.insert(s.behind(follows), nl+line)
	case last != 0:
		first := s.t.Child(s.t.Root, syntax.Import)
		s.insert(s.t.Nodes[first].Start, line+nl)
	case pkg != 0:
		s.insert(s.behind(pkg), nl+nl+line)
	default:
		s.insert(s.t.Nodes[s.t.First(s.t.Root)].Start, line+nl+nl)
	}
}

// behind is the place after a declaration and its semicolon.
func (s *source) behind(n syntax.Ref) uint32 {
	end := s.t.Nodes[n].End
	if int(end) < len(s.t.Src) && s.t.Src[end] == ';' && s.t.Src[end-1] != ';' {
		return end + 1
	}
	return end
}

// typeOf is the declared type of an expression as the file writes it, without type
// arguments; "" when it is not known.
func (s *source) typeOf(n syntax.Ref) string {
	switch s.t.Kind(n) {
	case syntax.Paren:
		return s.typeOf(s.t.First(n))
	case syntax.Literal:
		switch s.t.Op(n) {
		case syntax.LitString, syntax.LitText:
			return "String"
		case syntax.LitInt:
			return "int"
		}
	case syntax.New:
		return s.typeText(s.t.Child(n, syntax.Type))
	case syntax.Cast:
		return s.typeText(s.t.Child(n, syntax.Type))
	case syntax.Name:
		typ, value := s.declared(n)
		if typ == "var" && value != 0 {
			return s.typeOf(value)
		}
		return typ
	case syntax.Binary:
		if s.t.Op(n) == syntax.Add && (s.typeOf(s.t.First(n)) == "String" || s.typeOf(s.t.Last(n)) == "String") {
			return "String"
		}
	case syntax.Call:
		return s.resultOf(n)
	}
	return ""
}

// texts are methods that give texts whatever they are called on.
var texts = map[string]bool{
	"getParameter": true, "getHeader": true, "getQueryString": true, "toString": true, "trim": true, "substring": true, "toLowerCase": true,
	"toUpperCase": true, "concat": true, "getProperty": true, "getenv": true, "nextLine": true, "readLine": true, "format": true, "getPathInfo": true, "decode": true, "getName": true, "getRequestURI": true, "getRemoteUser": true, "getHost": true, "getSubmittedFileName": true,
}

// resultOf is the type that a call gives: of a method of the file that has the only
// one of its name, or of one that everybody knows.
func (s *source) resultOf(call syntax.Ref) string {
	receiver, name := s.receiver(call)
	if receiver == 0 {
		found := ""
		for i := range s.t.Nodes {
			m := syntax.Ref(i)
			if s.t.Kind(m) != syntax.Method || s.t.Text(s.t.Child(m, syntax.Name)) != name {
				continue
			}
			typ := s.typeText(s.t.Child(m, syntax.Type))
			if found != "" && found != typ {
				return ""
			}
			found = typ
		}
		return found
	}
	if texts[name] {
		return "String"
	}
	switch name {
	case "createStatement":
		return "Statement"
	case "prepareStatement":
		return "PreparedStatement"
	case "parseInt", "length", "size", "indexOf":
		return "int"
	}
	return ""
}

func (s *source) typeText(n syntax.Ref) string {
	if n == 0 {
		return ""
	}
	text, _, _ := strings.Cut(s.t.Text(n), "<")
	return text[strings.LastIndexByte(text, '.')+1:] + strings.Repeat("[]", int(s.t.Nodes[n].Dims))
}

// declared is the type of a variable as it is declared nearest to the place, and its
// initial value, if any.
func (s *source) declared(name syntax.Ref) (typ string, value syntax.Ref) {
	d := s.declaration(name)
	switch s.t.Kind(d) {
	case syntax.Declarator:
		typ = s.typeText(s.t.Child(s.up[d], syntax.Type)) + strings.Repeat("[]", int(s.t.Nodes[d].Dims))
		return typ, s.t.Next(s.t.First(d))
	case syntax.Param:
		return s.typeText(s.t.Child(d, syntax.Type)), 0
	case syntax.Catch:
		return s.typeText(s.t.Child(d, syntax.Type)), 0
	}
	return "", 0
}

// declaration is the Declarator or Param of a variable: the last one before the
// place in the method, else a parameter, else a field.
func (s *source) declaration(name syntax.Ref) syntax.Ref {
	text, at := s.t.Text(name), s.t.Nodes[name].Start
	method := s.method(name)
	var local, field syntax.Ref
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		switch s.t.Kind(n) {
		case syntax.Declarator, syntax.Param:
			if s.t.Text(s.t.Child(n, syntax.Name)) != text {
				continue
			}
			switch {
			case s.t.Kind(s.up[n]) == syntax.Field:
				field = n
			case s.t.Nodes[n].Start <= at && s.within(n, method) && s.inScope(n, name):
				local = n
			}
		}
	}
	if local != 0 {
		return local
	}
	return field
}

// inScope: the block around a declaration is around the name too.
func (s *source) inScope(declaration, name syntax.Ref) bool {
	scope := s.around(declaration, syntax.Block, syntax.For, syntax.ForEach, syntax.Try, syntax.Case, syntax.Lambda, syntax.Method)
	return scope == 0 || s.within(name, scope)
}

func (s *source) within(n, outer syntax.Ref) bool {
	for p := n; p != 0; p = s.up[p] {
		if p == outer {
			return true
		}
	}
	return false
}

// uses lists where a variable's name stands in its method or class.
func (s *source) uses(declaration syntax.Ref) (out []syntax.Ref) {
	name := s.t.Text(s.t.Child(declaration, syntax.Name))
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		if s.t.Kind(n) == syntax.Name && s.t.Text(n) == name && s.variable(n) && s.declaration(n) == declaration {
			out = append(out, n)
		}
	}
	return out
}

// variable: a name in the place of a value, and not of a member, method or type.
func (s *source) variable(n syntax.Ref) bool {
	p := s.up[n]
	switch s.t.Kind(p) {
	case syntax.Select:
		return s.t.First(p) == n
	case syntax.Call:
		return s.t.First(p) == n && s.t.Kind(s.t.Next(n)) == syntax.Name
	case syntax.Type, syntax.Annotation, syntax.Import, syntax.Package, syntax.Method, syntax.Class, syntax.Param, syntax.Catch:
		return false
	case syntax.Declarator, syntax.MethodRef, syntax.Label:
		return s.t.First(p) != n || s.t.Kind(p) == syntax.MethodRef
	}
	return true
}

// made is the expression that gives a value: of a local variable that is set once,
// what it is set to.
func (s *source) made(n syntax.Ref) syntax.Ref {
	for s.t.Kind(n) == syntax.Paren {
		n = s.t.First(n)
	}
	if s.t.Kind(n) != syntax.Name {
		return n
	}
	d := s.declaration(n)
	if s.t.Kind(d) != syntax.Declarator {
		return n
	}
	values := s.values(d)
	if len(values) == 1 && s.t.Kind(values[0]) != syntax.ArrayInit {
		return values[0]
	}
	return n
}

// values lists what a variable is set to, by its declaration and by assignments;
// null, "" and the like at the declaration do not count where another follows.
func (s *source) values(d syntax.Ref) (out []syntax.Ref) {
	if v := s.t.Next(s.t.First(d)); v != 0 {
		out = append(out, v)
	}
	for _, u := range s.uses(d) {
		if p := s.up[u]; s.t.Kind(p) == syntax.Assign && s.t.First(p) == u {
			if len(out) == 1 && s.empty(out[0]) {
				out = out[:0]
			}
			out = append(out, s.t.Last(p))
			if s.t.Op(p) != syntax.NoOp {
				out = append(out, 0) // += : more than one value
			}
		}
	}
	return out
}

func (s *source) empty(n syntax.Ref) bool {
	text := s.t.Text(n)
	return text == "null" || text == `""`
}
