package java

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// filterObjects lets in the class that the program casts to, what its fields are of, and
// the classes of java.lang and java.util (JEP 290).
func filterObjects(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	read := s.at()
	stream, name := s.receiver(read)
	if name != "readObject" && name != "readUnshared" || s.classOf(stream) != "ObjectInputStream" {
		return nil, fmt.Errorf("the format has no filter of classes")
	}
	wanted := s.castTo(read)
	if wanted == 0 {
		return nil, fmt.Errorf("which class is expected is not said here")
	}
	allowed, err := s.allowed(wanted)
	if err != nil {
		return nil, err
	}
	object, place, err := s.named(stream, read, "ObjectInputStream")
	if err != nil {
		return nil, err
	}
	place(object + ".setObjectInputFilter(" + s.use("java.io.ObjectInputFilter") + ".Config.createFilter(" + allowed + "));")
	return s.done("filter-objects", "only the class that is expected, and what it is made of, is let in (Java 9); add what else honest senders send"), nil
}

// castTo is the type that the value of a call is cast to, where that is written.
func (s *source) castTo(call syntax.Ref) syntax.Ref {
	p := s.up[call]
	for s.t.Kind(p) == syntax.Paren {
		p = s.up[p]
	}
	if s.t.Kind(p) == syntax.Cast {
		return s.t.Child(p, syntax.Type)
	}
	if s.t.Kind(p) != syntax.Declarator {
		return 0
	}
	found, kinds := syntax.Ref(0), 0
	for _, u := range s.uses(p) {
		if c := s.up[u]; s.t.Kind(c) == syntax.Cast {
			if found == 0 || s.typeText(s.t.Child(c, syntax.Type)) != s.typeText(found) {
				kinds++
			}
			found = s.t.Child(c, syntax.Type)
		}
	}
	if kinds != 1 {
		return 0
	}
	return found
}

const platform = `java.lang.*;java.util.*;!*"`

// allowed writes the filter's pattern for a class: its name, those of its superclasses
// and of its fields, as far as they are the project's own.
func (s *source) allowed(typ syntax.Ref) (string, error) {
	first := s.typeText(typ)
	if platformClasses[first] {
		return `"` + platform, nil
	}
	if s.classNamed(first) == 0 {
		return "", fmt.Errorf("what objects of %s are made of is not known here", first)
	}
	var names []string
	queue, seen := []string{first}, map[string]bool{first: true}
	for i := 0; i < len(queue); i++ {
		names = append(names, s.binaryName(s.classNamed(queue[i])))
		more, err := s.madeOf(s.classNamed(queue[i]))
		if err != nil {
			return "", err
		}
		for _, m := range more {
			if !seen[m] {
				seen[m] = true
				queue = append(queue, m)
			}
		}
	}
	return `"` + strings.Join(names, ";") + ";" + platform, nil
}

// binaryName is the name of a class as the virtual machine knows it: shop.Basket$Items.
func (s *source) binaryName(class syntax.Ref) string {
	name := s.t.Text(s.t.Child(class, syntax.Name))
	for p := s.around(class, syntax.Class); p != 0; p = s.around(p, syntax.Class) {
		name = s.t.Text(s.t.Child(p, syntax.Name)) + "$" + name
	}
	if pkg := s.t.Child(s.t.Root, syntax.Package); pkg != 0 {
		name = s.t.Text(s.t.First(pkg)) + "." + name
	}
	return name
}

// platformClasses are classes of java.lang and java.util that data are made of.
var platformClasses = map[string]bool{
	"String": true, "Integer": true, "Long": true, "Short": true, "Byte": true, "Character": true, "Boolean": true, "Double": true, "Float": true, "Number": true, "Enum": true,
	"List": true, "ArrayList": true, "LinkedList": true, "Map": true, "HashMap": true, "LinkedHashMap": true, "TreeMap": true, "Set": true, "HashSet": true, "TreeSet": true,
	"LinkedHashSet": true, "Collection": true, "Date": true, "UUID": true, "Locale": true, "Calendar": true, "BitSet": true, "Properties": true, "Serializable": true,
}

// classNamed is the only class of the file with a name.
func (s *source) classNamed(name string) (found syntax.Ref) {
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		if s.t.Kind(n) == syntax.Class && s.t.Text(s.t.Child(n, syntax.Name)) == name {
			if found != 0 {
				return 0
			}
			found = n
		}
	}
	return found
}

// madeOf lists the classes of the file that objects of a class are made of. It is an
// error when there are others than these and the platform's.
func (s *source) madeOf(class syntax.Ref) (out []string, err error) {
	note := func(typ syntax.Ref) {
		s.each(typ, func(n syntax.Ref) {
			name := strings.TrimRight(s.typeText(n), "[]")
			switch {
			case s.t.Kind(n) != syntax.Type || numeric[name] || platformClasses[name] || name == "char" || name == "?":
			case s.classNamed(name) != 0:
				out = append(out, name)
			default:
				err = fmt.Errorf("what objects of %s are made of is not known here", name)
			}
		})
	}
	for _, c := range s.children(class) {
		if s.t.Kind(c) == syntax.Extends {
			for _, t := range s.children(c) {
				note(t)
			}
		}
	}
	for _, m := range s.children(s.t.Child(class, syntax.Body)) {
		if s.t.Kind(m) == syntax.Field && !s.t.Has(m, syntax.Static) {
			note(s.t.Child(m, syntax.Type))
		}
	}
	return out, err
}
