package link

import (
	"slices"
	"strings"

	"github.com/prunella/prunella/code/ir"
)

// An outlet is what a module hands on of others: names that its files import, and
// modules that they import whole. A package may have thousands of files, and most
// names that are asked for are not there, so it is gathered once.
type outlet struct {
	names map[string]handed // of the first file that imports the name
	whole []starred         // each list once, in the order of the files
}

// A handed name stands for target, by the file of that number in its module.
type handed struct {
	file   int
	target string
}

// A starred list is the modules that a file imports whole, and what these import
// whole, nearest first.
type starred struct {
	file    int
	modules []string
}

// openOutlets gathers what every module hands on.
func (p *Program) openOutlets() {
	stars := map[string][]string{}
	for module, units := range p.modules {
		for _, u := range units {
			stars[module] = append(stars[module], starsOf(u)...)
		}
		stars[module] = distinct(stars[module], nil)
	}
	p.outlets = make(map[string]*outlet, len(p.modules))
	for module, units := range p.modules {
		p.outlets[module] = outletOf(units, stars)
	}
}

func outletOf(units []*ir.Unit, stars map[string][]string) *outlet {
	o := &outlet{names: map[string]handed{}}
	seen := map[string]bool{}
	for i, u := range units {
		for name, target := range u.Imports {
			if _, ok := o.names[name]; !ok {
				o.names[name] = handed{i, target}
			}
		}
		list := starsOf(u)
		if key := strings.Join(list, "\n"); key != "" && !seen[key] {
			seen[key] = true
			o.whole = append(o.whole, starred{i, distinct(list, stars)})
		}
	}
	return o
}

// maxWhole bounds the modules that one file hands on whole: programs under attack hand
// on each other's in long rows.
const maxWhole = 1024

// distinct lists modules once, and those that they import whole, nearest first.
func distinct(list []string, stars map[string][]string) []string {
	var out []string
	seen := map[string]bool{}
	add := func(more []string) {
		for _, m := range more {
			if !seen[m] && len(out) < maxWhole {
				seen[m] = true
				out = append(out, m)
			}
		}
	}
	add(list)
	for i := 0; i < len(out); i++ {
		add(stars[out[i]])
	}
	return out
}

// member is what a name of the module stands for: a file's own import of it, or
// what the first whole import has.
func (p *Program) member(o *outlet, name string) (string, bool) {
	named, ok := o.names[name]
	for _, w := range o.whole {
		if ok && named.file <= w.file {
			break
		}
		if target, found := p.star(w.modules, name); found {
			return target, true
		}
	}
	return named.target, ok
}

// star looks for a name in modules that are imported whole.
func (p *Program) star(modules []string, name string) (string, bool) {
	for _, module := range modules {
		if full := module + "." + name; p.declared(full) {
			return full, true
		}
		if o := p.outlets[module]; o != nil {
			if named, ok := o.names[name]; ok {
				return named.target, true
			}
		}
	}
	return "", false
}

// starsOf lists the modules that a unit imports whole, sorted ("from m import *"
// is kept as the import "*m": "m").
func starsOf(u *ir.Unit) []string {
	var out []string
	for name, module := range u.Imports {
		if strings.HasPrefix(name, "*") {
			out = append(out, module)
		}
	}
	slices.Sort(out)
	return out
}
