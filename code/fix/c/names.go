package c

import (
	"strings"

	"github.com/prunella/prunella/code/lang/c/syntax"
)

// declaration of a variable: the last before the place in the function, else a
// parameter, else one of the file.
func (s *source) declaration(n syntax.ID) syntax.ID {
	name, at := s.name(n), s.start(n)
	fn := s.function(n)
	var found, global syntax.ID
	for i := range s.t.Nodes {
		d := syntax.ID(i)
		if s.kind(d) != syntax.Decl || s.name(d) != name || !s.here(d) || s.start(d) > at {
			continue
		}
		switch {
		case s.function(d) == 0:
			global = d
		case s.function(d) == fn && s.inScope(d, n):
			found = d
		}
	}
	if found != 0 {
		return found
	}
	return global
}

func (s *source) inScope(d, n syntax.ID) bool {
	scope := s.around(d, syntax.Block, syntax.For, syntax.Func)
	return scope == 0 || s.within(n, scope)
}

// uses lists where a variable's name stands, in the order of the text.
func (s *source) uses(d syntax.ID) (out []syntax.ID) {
	for i := range s.t.Nodes {
		n := syntax.ID(i)
		if s.kind(n) == syntax.Name && s.name(n) == s.name(d) && s.here(n) && s.declaration(n) == d {
			out = append(out, n)
		}
	}
	return out
}

// typeOf is the type of a declaration: the first child, for a function its result.
func (s *source) typeOf(d syntax.ID) syntax.ID { return s.kid(d, 0) }

func (s *source) isArray(d syntax.ID) bool   { return d != 0 && s.kind(s.typeOf(d)) == syntax.TArray }
func (s *source) isPointer(d syntax.ID) bool { return d != 0 && s.kind(s.typeOf(d)) == syntax.TPointer }

// local: declared inside a function and no parameter.
func (s *source) local(d syntax.ID) bool {
	return d != 0 && s.function(d) != 0 && s.kind(s.up[d]) != syntax.TFunc
}

// unsigned reports a declared type that holds no negative numbers.
func (s *source) unsigned(d syntax.ID) bool {
	name := s.name(s.typeOf(d))
	return strings.Contains(name, "unsigned") || strings.HasPrefix(name, "size_t") || strings.HasPrefix(name, "uint")
}

// values lists what a variable is set to, in the order of the text.
func (s *source) values(d syntax.ID) (out []syntax.ID) {
	if init := s.kid(d, 1); init != 0 {
		out = append(out, init)
	}
	for _, u := range s.uses(d) {
		if p := s.up[u]; s.kind(p) == syntax.Assign && s.kid(p, 0) == u {
			out = append(out, s.kid(p, 1))
		}
	}
	return out
}

// lastValue is the last value a variable is given before a place, null left out.
func (s *source) lastValue(d, before syntax.ID) (found syntax.ID) {
	for _, v := range s.values(d) {
		if s.start(v) < s.start(before) && !s.null(v) {
			found = v
		}
	}
	return found
}

func (s *source) null(n syntax.ID) bool {
	switch text := s.text(s.bare(n)); text {
	case "NULL", "0", "nullptr", "((void *)0)":
		return true
	}
	return s.text(n) == "NULL"
}

// capacity is how many bytes a buffer has, as C, and how many elements; "" when that
// is not known here.
func (s *source) capacity(n syntax.ID, depth int) (size, count string) {
	n = s.bare(n)
	if depth == 0 {
		return "", ""
	}
	if s.kind(n) == syntax.Call {
		switch name, args := s.call(n); {
		case (name == "malloc" || name == "alloca" || name == "__builtin_alloca" || name == "ALLOCA") && len(args) == 1:
			return s.group(args[0]), ""
		case name == "calloc" && len(args) == 2:
			return s.group(args[0]) + " * " + s.group(args[1]), s.group(args[0])
		}
	}
	if s.kind(n) == syntax.New && s.t.Nodes[n].Flags&syntax.FlagArray != 0 {
		count := s.group(s.kid(n, 1))
		return count + " * sizeof(" + s.text(s.kid(n, 0)) + ")", count
	}
	if s.kind(n) == syntax.Member && s.plain(n) {
		return s.memberSize(n)
	}
	if s.kind(n) != syntax.Name {
		return "", ""
	}
	d := s.declaration(n)
	switch {
	case s.isArray(d) && s.kind(s.up[d]) != syntax.TFunc:
		return "sizeof(" + s.name(d) + ")", "sizeof(" + s.name(d) + ") / sizeof(" + s.name(d) + "[0])"
	case s.isPointer(d) && s.local(d):
		if v := s.lastValue(d, n); v != 0 {
			return s.capacity(v, depth-1)
		}
	}
	return "", ""
}

// memberSize: an array in a structure of this file.
func (s *source) memberSize(n syntax.ID) (size, count string) {
	found := 0
	for i := range s.t.Nodes {
		d := syntax.ID(i)
		if s.kind(d) == syntax.Decl && s.name(d) == s.name(n) && s.around(d, syntax.TStruct) != 0 {
			found++
			if !s.isArray(d) {
				return "", ""
			}
		}
	}
	if found != 1 {
		return "", ""
	}
	return "sizeof(" + s.text(n) + ")", "sizeof(" + s.text(n) + ") / sizeof(" + s.text(n) + "[0])"
}

// group writes an expression so that it can stand beside an operator.
func (s *source) group(n syntax.ID) string {
	switch s.kind(n) {
	case syntax.Binary, syntax.Cond, syntax.Assign:
		return "(" + s.text(n) + ")"
	}
	return s.text(n)
}
