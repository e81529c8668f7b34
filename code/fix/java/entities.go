package java

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// A setting is a call that keeps external entities out of a parser.
type setting struct {
	call  string   // with CLASS where a class is named, and its import
	class string   // for CLASS
	fails []string // checked exceptions that it may throw, where the next call does not
}

const noDoctype = `setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);`

// emptyEntities is for methods that cannot report that a parser does not know a setting.
const emptyEntities = `setEntityResolver((publicId, systemId) -> new SOURCE(new READER("")));`

// closers are the settings, by the class that has them.
var closers = map[string]setting{
	"DocumentBuilderFactory": {call: noDoctype},
	"SAXParserFactory":       {call: noDoctype},
	"SAXBuilder":             {call: noDoctype},
	"SAXReader":              {call: noDoctype, fails: []string{"SAXException"}},
	"XMLReader":              {call: noDoctype},
	"XMLInputFactory":        {call: "setProperty(CLASS.SUPPORT_DTD, false);", class: "javax.xml.stream.XMLInputFactory"},
	"TransformerFactory":     {call: `setAttribute(CLASS.ACCESS_EXTERNAL_DTD, "");`, class: "javax.xml.XMLConstants"},
}

// parts are calls that make a parser from what has the settings.
var parts = map[string]bool{"newDocumentBuilder": true, "newSAXParser": true, "newTransformer": true}

// noEntities turns document types, and with them entities, off before a parser is made
// or used.
func noEntities(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	use := s.at()
	for depth := 0; depth < maxDepth; depth++ {
		receiver, _ := s.receiver(use)
		made := s.made(receiver)
		if _, name := s.receiver(made); !parts[name] {
			break
		}
		use = made
	}
	parser, _ := s.receiver(use)
	if parser == 0 {
		return nil, fmt.Errorf("the parser is made elsewhere")
	}
	class := s.classOf(parser)
	closer, known := closers[class]
	if !known {
		return nil, fmt.Errorf("how entities are turned off in a %q is not known", class)
	}
	if len(closer.fails) > 0 && !s.mayThrow(use, closer.fails...) {
		closer.call = strings.NewReplacer("SOURCE", s.use("org.xml.sax.InputSource"), "READER", s.use("java.io.StringReader")).Replace(emptyEntities)
	}
	name, place, err := s.named(parser, use, class)
	if err != nil {
		return nil, err
	}
	call := closer.call
	if closer.class != "" {
		call = strings.ReplaceAll(call, "CLASS", s.use(closer.class))
	}
	place(name + "." + call)
	return s.done("no-entities", "what a document's entities and types name is not fetched"), nil
}

// classOf is the simple name of the class an object is of: as declared, as created, or
// the class whose newInstance made it.
func (s *source) classOf(n syntax.Ref) string {
	if typ := s.typeOf(n); typ != "" && typ != "var" {
		return typ
	}
	made := s.made(n)
	if s.t.Kind(made) == syntax.New {
		return s.typeText(s.t.Child(made, syntax.Type))
	}
	if receiver, name := s.receiver(made); strings.HasPrefix(name, "new") {
		return bare(s.t.Text(receiver))
	}
	return ""
}

// named gives the name that an object has before it is used, and what puts a line
// there: behind its declaration when that is in the same block, else before the
// statement that uses it. An object without a name gets one.
func (s *source) named(object, use syntax.Ref, class string) (string, func(string), error) {
	statement := s.statement(use)
	if statement == 0 {
		return "", nil, fmt.Errorf("there is no statement to set it before")
	}
	before := func(line string) { s.before(statement, line) }
	switch s.t.Kind(object) {
	case syntax.Name:
		if d := s.declaration(object); s.t.Kind(s.up[d]) == syntax.Local && s.up[s.up[d]] == s.up[statement] && s.made(object) != object {
			return s.t.Text(object), func(line string) { s.after(s.up[d], line) }, nil
		}
		return s.t.Text(object), before, nil
	case syntax.Select:
		return s.t.Text(object), before, nil
	case syntax.New, syntax.Call:
		first, _ := s.receiver(object)
		if typ := s.t.Child(object, syntax.Type); typ != 0 {
			first = typ
		}
		name := s.free(strings.ToLower(class[len(class)-1:]))
		for _, word := range []string{"Factory", "Reader", "Builder", "Stream"} {
			if strings.HasSuffix(class, word) {
				name = s.free(strings.ToLower(word))
			}
		}
		text := s.t.Text(object)
		s.replace(object, name)
		return name, func(line string) { s.before(statement, s.t.Text(first)+" "+name+" = "+text+";", line) }, nil
	}
	return "", nil, fmt.Errorf("the object is made elsewhere")
}
