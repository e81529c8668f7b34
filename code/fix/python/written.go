package python

import (
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// outside declines a wrapper where the expression holds constant text of the
// program with one of the marks in it, as the source spells them. Escaping the
// markup that the program wrote, or taking the line breaks out of a whole head,
// would silence the finding and break the program.
func outside(marks []string, w wrapper) func(*fix.Input) wrapper {
	return func(in *fix.Input) wrapper {
		return func(s *source, n syntax.Ref, expr string) string {
			if s.writes(in, s.beforeMarkup(n), marks, maxWritten) {
				return ""
			}
			return w(s, n, expr)
		}
	}
}

// maxWritten bounds through how many names and calls constant text is sought.
const maxWritten = 4

// writes reports whether constant text with a mark is part of what an expression
// makes: in itself, in what its names were set to, or in the functions of the
// project that it calls.
func (s *source) writes(in *fix.Input, e syntax.Ref, marks []string, depth int) bool {
	any := func(nodes ...syntax.Ref) bool {
		for _, n := range nodes {
			if n != 0 && s.writes(in, n, marks, depth) {
				return true
			}
		}
		return false
	}
	switch s.kind(e) {
	case syntax.Str, syntax.Bytes, syntax.FStringText:
		return s.marked(e, marks)
	case syntax.FString, syntax.BoolOp, syntax.Tuple, syntax.List:
		return any(s.children(e)...)
	case syntax.FStringField, syntax.ListComp, syntax.GeneratorExp, syntax.Await:
		return any(s.child(e, 0))
	case syntax.BinaryOp:
		return any(s.child(e, 0), s.child(e, 1))
	case syntax.IfExp:
		return any(s.child(e, 0), s.child(e, 2))
	case syntax.Keyword:
		return any(s.child(e, 1))
	case syntax.Name:
		return depth > 0 && s.setTo(in, e, marks, depth-1)
	case syntax.Call:
		return any(s.kept(e)...) || depth > 0 && s.calledWrites(in, e, marks, depth-1)
	}
	return false
}

// kept lists the parts of a call whose text may stay in its result: arguments of
// functions, receivers of methods, what format and join put together, what replace
// puts in.
func (s *source) kept(call syntax.Ref) []syntax.Ref {
	fn, args := s.child(call, 0), s.args(call)
	if !s.is(fn, syntax.Attribute) {
		return args
	}
	out := []syntax.Ref{s.child(fn, 0)}
	switch s.text(s.child(fn, 1)) {
	case "format", "join", "Markup":
		out = append(out, args...)
	case "replace":
		if len(args) > 1 {
			out = append(out, args[1])
		}
	}
	return out
}

func (s *source) marked(n syntax.Ref, marks []string) bool {
	text := s.text(n)
	for _, m := range marks {
		if strings.Contains(text, m) {
			return true
		}
	}
	return false
}

// setTo looks into what a name is set to in its function.
func (s *source) setTo(in *fix.Input, name syntax.Ref, marks []string, depth int) bool {
	found := false
	fn := s.function(name)
	s.each(fn, func(st syntax.Ref) {
		if found || !s.is(st, syntax.Assign, syntax.AugAssign, syntax.AnnAssign) || s.function(st) != fn {
			return
		}
		for _, target := range s.children(st) {
			if target != s.tree.Last(st) && s.is(target, syntax.Name) && s.text(target) == s.text(name) {
				found = s.writes(in, s.tree.Last(st), marks, depth)
			}
		}
	})
	return found
}

// calledWrites looks into what the project's functions of the callee's name give
// back.
func (s *source) calledWrites(in *fix.Input, call syntax.Ref, marks []string, depth int) bool {
	name := lastName(s.text(s.child(call, 0)))
	for _, u := range in.Program.Units {
		if u.Stub || u.Test {
			continue
		}
		for _, f := range u.Funcs {
			if lastName(f.Name) != name {
				continue
			}
			o := s
			if u != s.unit {
				o = newSource(u)
			}
			found := false
			o.each(o.tree.Root, func(n syntax.Ref) {
				if o.is(n, syntax.Return) && o.child(n, 0) != 0 && o.functionName(n) == name && !found {
					found = o.writes(in, o.child(n, 0), marks, depth)
				}
			})
			if found {
				return true
			}
		}
	}
	return false
}

// wrapOutside is wrapValues with a wrapper that stays outside of the program's own
// text.
func wrapOutside(why string, marks []string, w wrapper) func(*fix.Input) ([]fix.Candidate, error) {
	return func(in *fix.Input) ([]fix.Candidate, error) {
		return wrapValues(why, outside(marks, w)(in))(in)
	}
}
