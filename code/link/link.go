// Package link joins lowered files into one program: it loads the library stubs
// that the files import, follows re-exports, and finds functions, methods and
// types by their qualified names. There is one program per language.
package link

import (
	"io/fs"
	"sort"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
)

// A Program is the linked code of one language. It does not change once made.
type Program struct {
	Lang  lang.Language
	Units []*ir.Unit // the project's files in order of path, then the stubs

	lower   Lowering
	modules map[string][]*ir.Unit
	funcs   map[string]*ir.Func
	types   map[string]*ir.TypeDecl
	globals map[string]*ir.Global
	byName  map[string][]*ir.Func // methods by their bare name, project first
	subs    map[string][]string   // direct subtypes by base
	outlets map[string]*outlet    // what modules hand on of others
	found   *found

	overloads map[*ir.Func][]*ir.Func // see Overloads
}

// A Lowering gives the unit of a stub file, by lowering it or from memory: units
// are read-only once made.
type Lowering func(path, module string, text []byte) *ir.Unit

// New links units, loading stubs for what they import, transitively. Order of
// units does not matter.
func New(l lang.Language, units []*ir.Unit) *Program { return NewWith(l, units, l.Lower) }

// NewWith is New for callers that keep lowered stubs from one program to the next.
func NewWith(l lang.Language, units []*ir.Unit, lower Lowering) *Program {
	p := &Program{
		Lang: l, lower: lower, modules: map[string][]*ir.Unit{}, funcs: map[string]*ir.Func{}, types: map[string]*ir.TypeDecl{},
		globals: map[string]*ir.Global{}, byName: map[string][]*ir.Func{}, subs: map[string][]string{},
		found: &found{},
	}
	own := append([]*ir.Unit(nil), units...)
	sort.SliceStable(own, func(i, j int) bool { return own[i].Path < own[j].Path })
	for _, u := range own {
		p.add(u)
	}
	p.loadStubs(own)
	p.openOutlets()
	p.findOverloads()
	p.found.open(len(p.funcs))
	return p
}

// loadStubs lowers every stub that a loaded file imports, until none is new.
func (p *Program) loadStubs(queue []*ir.Unit) {
	seen := map[string]bool{}
	wanted := []string{p.Lang.Semantics().Builtin}
	for len(queue) > 0 || len(wanted) > 0 {
		for _, u := range queue {
			wanted = append(wanted, Imported(u)...)
		}
		queue = queue[:0]
		for _, module := range wanted {
			queue = append(queue, p.stubsOf(module, seen)...)
		}
		wanted = wanted[:0]
	}
}

func (p *Program) stubsOf(module string, seen map[string]bool) []*ir.Unit {
	if len(p.modules[module]) > 0 {
		return nil // the project brings the module itself
	}
	var out []*ir.Unit
	for _, file := range p.Lang.StubFor(module) {
		text, err := fs.ReadFile(p.Lang.Stubs(), file)
		if err != nil || seen[file] {
			continue
		}
		seen[file] = true
		path := "lib/" + p.Lang.Name() + "/" + file
		stubModule := p.Lang.Modules([]string{path}, func(string) []byte { return text })[path]
		u := p.lower(path, stubModule, text)
		if !u.Stub {
			u.Stub = true
		}
		p.add(u)
		out = append(out, u)
	}
	return out
}

// Imported lists the modules a unit names in its imports, sorted.
func Imported(u *ir.Unit) []string {
	var out []string
	for _, target := range u.Imports {
		out = append(out, target)
	}
	sort.Strings(out)
	return out
}

// Before lists the units whose bodies run before a unit's, in order: those of the
// modules it imports, and of the packages these are in, but for tests. The list is
// the program's own.
func (p *Program) Before(u *ir.Unit) []*ir.Unit {
	return recall(p.found, p.found.before, u, p.before)
}

func (p *Program) before(u *ir.Unit) []*ir.Unit {
	var out []*ir.Unit
	seen := map[string]bool{}
	for _, module := range Imported(u) {
		for cut := module; cut != "" && !seen[cut]; cut = cut[:max(0, strings.LastIndexByte(cut, '.'))] {
			seen[cut] = true
			for _, v := range p.modules[cut] {
				if !v.Test {
					out = append(out, v)
				}
			}
		}
	}
	return out
}

func (p *Program) add(u *ir.Unit) {
	p.Units = append(p.Units, u)
	p.modules[u.Module] = append(p.modules[u.Module], u)
	for _, f := range u.Funcs {
		p.addFunc(f)
	}
	for _, t := range u.Types {
		if _, ok := p.types[t.Name]; !ok {
			p.types[t.Name] = t
		}
		for _, b := range t.Bases {
			p.subs[b.Name] = append(p.subs[b.Name], t.Name)
		}
	}
	for i := range u.Globals {
		name := u.Module + "." + u.Globals[i].Name
		if _, ok := p.globals[name]; !ok {
			p.globals[name] = &u.Globals[i]
		}
	}
}

// addFunc keeps the first function of a name: the project's own come before
// stubs, and files are in order of their paths.
func (p *Program) addFunc(f *ir.Func) {
	if _, ok := p.funcs[f.Name]; !ok {
		p.funcs[f.Name] = f
	}
	if f.Class != "" {
		bare := lastName(f.Name)
		p.byName[bare] = append(p.byName[bare], f)
	}
}
