package python

import (
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// safeLoader reads YAML without making objects.
func safeLoader(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	fn := s.child(call, 0)
	name := s.dotted(fn)
	if !strings.HasPrefix(name, "yaml.") {
		return nil, shape("the format is not YAML")
	}
	loader := s.argument(call, 1, "Loader")
	switch lastName(name) {
	case "load", "load_all":
		if loader != 0 {
			s.replace(loader, s.use("yaml")+".SafeLoader")
			break
		}
		s.rename(fn, "safe_"+lastName(name))
	case "unsafe_load", "full_load", "unsafe_load_all", "full_load_all":
		s.rename(fn, "safe_load"+strings.TrimPrefix(strings.TrimPrefix(lastName(name), "unsafe_load"), "full_load"))
	default:
		return nil, shape("%s has no safe twin", name)
	}
	return p.one("the safe loader makes plain data only")
}

// rename calls another member of the same module.
func (s *source) rename(fn syntax.Ref, name string) {
	if s.is(fn, syntax.Attribute) {
		s.replace(s.child(fn, 1), name)
		return
	}
	q := s.dotted(fn)
	s.replace(fn, s.useFrom(q[:strings.LastIndexByte(q, '.')], name))
}

// dataFormat reads JSON instead of pickles, and writes JSON where the same data is
// written.
func dataFormat(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	fn := s.child(call, 0)
	module, name := "", lastName(s.dotted(fn))
	for _, m := range []string{"pickle", "cPickle", "_pickle", "marshal", "dill", "cloudpickle"} {
		if s.dotted(fn) == m+"."+name {
			module = m
		}
	}
	if module == "" || name != "loads" && name != "load" || len(s.args(call)) == 0 {
		return nil, shape("the format is not one that JSON can stand for")
	}
	gone := []syntax.Ref{call}
	s.replace(s.child(call, 1), "("+s.text(s.arg(call, 0))+")")
	s.replace(fn, s.use("json")+"."+name)
	writers := p.writers(s, call, module)
	if len(writers) == 0 && name == "loads" && p.anyWriter(module) {
		return nil, shape("it is not clear which of the program's writers belong to this reader")
	}
	for _, w := range writers {
		if err := w.s.toJSON(w.call); err != nil {
			return nil, err
		}
		if w.s == s {
			gone = append(gone, w.call)
		}
	}
	s.dropImport(module, gone...)
	return p.one("data is exchanged as JSON, which makes plain values only; what was stored before must be written anew")
}

type writer struct {
	s    *source
	call syntax.Ref
}

// writers lists the calls that write what a reader reads: in the functions whose
// names say that they are its counterpart, or all when this is the only reader.
func (p *patch) writers(reader *source, call syntax.Ref, module string) []writer {
	var all, matching []writer
	readers := 0
	for _, u := range p.in.Program.Units {
		if u.Stub || u.Test {
			continue
		}
		s := reader
		if u != reader.unit {
			s = newSource(u)
		}
		for i := range s.tree.Nodes {
			n := syntax.Ref(i)
			switch {
			case s.calls(n, module+".loads", module+".load"):
				readers++
			case s.calls(n, module+".dumps", module+".dump"):
				w := writer{s, n}
				if s != reader {
					if o, err := p.open(u); err == nil {
						w.s = o
					}
				}
				all = append(all, w)
				if counterpart(reader.functionName(call), s.functionName(n)) {
					matching = append(matching, w)
				}
			}
		}
	}
	if readers == 1 {
		return all
	}
	return matching
}

func (p *patch) anyWriter(module string) bool {
	for _, u := range p.in.Program.Units {
		if !u.Stub && strings.Contains(string(u.Text), module+".dumps") {
			return true
		}
	}
	return false
}

// counterpart tells by their names whether two functions read and write the same:
// draft_from_text and draft_to_text, unseal and seal, load_x and save_x.
func counterpart(reader, writer string) bool {
	if reader == "" || writer == "" {
		return false
	}
	strip := func(name string) string {
		for _, w := range []string{"decode", "encode", "load", "save", "dump", "read", "write", "from", "to", "un", "parse", "format", "de", "get", "set", "text", "store", "restore"} {
			name = strings.Trim(strings.ReplaceAll("_"+name+"_", "_"+w+"_", "_"), "_")
		}
		return strings.TrimPrefix(strings.TrimPrefix(name, "un"), "de")
	}
	return strip(reader) != "" && strip(reader) == strip(writer)
}

// toJSON rewrites pickle.dumps(x) and pickle.dump(x, file).
func (s *source) toJSON(call syntax.Ref) error {
	value := s.arg(call, 0)
	if value == 0 {
		return shape("what is written is not the first argument")
	}
	if lastName(s.dotted(s.child(call, 0))) == "dumps" {
		s.replace(call, s.use("json")+".dumps("+s.text(value)+").encode()")
		return nil
	}
	file := s.arg(call, 1)
	if file == 0 {
		return shape("the file is not the second argument")
	}
	s.replace(call, s.text(file)+".write("+s.use("json")+".dumps("+s.text(value)+").encode())")
	return nil
}

// noEntities parses XML without external entities.
func noEntities(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	s.each(s.function(call), func(n syntax.Ref) {
		if s.is(n, syntax.Call) {
			s.entitiesOff(n)
		}
	})
	if len(s.edits) == 0 {
		s.each(s.tree.Root, func(n syntax.Ref) {
			if s.is(n, syntax.Call) && strings.HasSuffix(s.dotted(s.child(n, 0)), "XMLParser") {
				s.setAll(n, "False", "resolve_entities", "load_dtd", "huge_tree")
				s.setAll(n, "True", "no_network")
			}
		})
	}
	if len(s.edits) == 0 {
		name := s.dotted(s.child(call, 0))
		if !strings.HasPrefix(name, "lxml.") || s.argument(call, 1, "parser") != 0 {
			return nil, shape("the parser's settings were not found")
		}
		etree := strings.TrimSuffix(s.text(s.child(call, 0)), "."+lastName(name))
		if !s.is(s.child(call, 0), syntax.Attribute) {
			etree = s.useFrom("lxml", "etree")
		}
		s.addArgument(call, "parser="+etree+".XMLParser(resolve_entities=False, no_network=True)")
	}
	return p.one("external entities are not fetched")
}

// entitiesOff turns off what a call turns on.
func (s *source) entitiesOff(call syntax.Ref) {
	switch name := lastName(s.text(s.child(call, 0))); name {
	case "setFeature":
		feature := s.text(s.arg(call, 0))
		if (strings.Contains(feature, "external") || strings.Contains(feature, "feature_external_")) && s.text(s.arg(call, 1)) != "False" {
			s.replace(s.arg(call, 1), "False")
		}
	case "XMLParser", "XMLPullParser", "iterparse", "ETCompatXMLParser":
		if !strings.HasPrefix(s.dotted(s.child(call, 0)), "lxml.") {
			return
		}
		if s.keyword(call, "resolve_entities") != 0 || name != "iterparse" {
			s.setKeyword(call, "resolve_entities", "False")
		}
		for _, flag := range [][2]string{{"load_dtd", "False"}, {"no_network", "True"}, {"huge_tree", "False"}} {
			if k := s.keyword(call, flag[0]); k != 0 && s.text(s.child(k, 1)) != flag[1] {
				s.replace(s.child(k, 1), flag[1])
			}
		}
	}
}
