package learn

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/record"
)

// ShapeOf is what a flow has in common with others of its pattern. unknown is the
// code without a model that the claim rests on, as the twin says.
func ShapeOf(rule string, f *solve.Flow, unknown []string) record.Shape {
	s := record.Shape{Rule: rule, Sink: f.Sink, Callee: f.At.Callee, Context: f.Violation.Context, Unknown: record.Sorted(unknown)}
	var kinds []string
	for _, src := range f.Sources {
		kinds = append(kinds, src.Kind)
	}
	s.Sources = record.Sorted(kinds)
	for _, fn := range helpers(f) {
		s.Through = append(s.Through, fn.Name)
	}
	return s
}

// Same reports whether two shapes are one pattern.
func Same(a, b record.Shape) bool {
	return a.Rule == b.Rule && a.Sink == b.Sink && a.Callee == b.Callee && a.Context == b.Context &&
		slices.Equal(a.Sources, b.Sources) && slices.Equal(a.Through, b.Through) && slices.Equal(a.Unknown, b.Unknown)
}

// helpers are the project's functions that the data passes through on its way from
// where it enters to where the sink is, each once, in order.
func helpers(f *solve.Flow) []*ir.Func {
	var out []*ir.Func
	first := ""
	for i, s := range f.Path {
		if i == 0 {
			first = s.Func
		}
		if s.Func == first || f.At.Func != nil && s.Func == f.At.Func.Name {
			continue
		}
		fn := functionAt(s.Unit, s.Func)
		if fn != nil && !slices.Contains(out, fn) {
			out = append(out, fn)
		}
	}
	return out
}

// functionAt finds a function of the project's by its name; models are ours.
func functionAt(u *ir.Unit, name string) *ir.Func {
	if u == nil || u.Stub {
		return nil
	}
	for _, fn := range u.Funcs {
		if fn.Name == name {
			return fn
		}
	}
	return nil
}

// Bodies are the functions that a judgement of flows looked at, with the sums of
// their texts: all that the data passes, and all on the stack. A pattern speaks of
// other places too, so only its helpers count there.
func Bodies(flows []*solve.Flow, pattern bool) []record.FuncDigest {
	var fns []*ir.Func
	for _, f := range flows {
		fns = append(fns, helpers(f)...)
		if pattern {
			continue
		}
		for _, s := range f.Path {
			fns = append(fns, functionAt(s.Unit, s.Func))
		}
		for _, p := range f.Stack {
			fns = append(fns, p.Func)
		}
		fns = append(fns, f.At.Func)
	}
	return digests(fns)
}

func digests(fns []*ir.Func) []record.FuncDigest {
	var out []record.FuncDigest
	for _, fn := range fns {
		if fn != nil && fn.Unit != nil && !fn.Unit.Stub {
			out = append(out, record.FuncDigest{Func: fn.Name, Sum: SumOf(fn)})
		}
	}
	slices.SortFunc(out, func(a, b record.FuncDigest) int {
		return cmp.Or(cmp.Compare(a.Func, b.Func), cmp.Compare(a.Sum, b.Sum))
	})
	return slices.Compact(out)
}

// SumOf is the sum of a function's text. A module's body is all of its file.
func SumOf(fn *ir.Func) record.Digest {
	text := fn.Unit.Text
	if int(fn.Span.End) <= len(text) && fn.Span.Start < fn.Span.End {
		text = text[fn.Span.Start:fn.Span.End]
	}
	return record.Sum(text)
}

// MatchPath reports whether a glob covers a file. Both are clean slash-separated
// paths below the root; "*" stays in its folder, "**" stands for any folders. What is
// not clean covers nothing, so that no "../" leads out of a scope.
func MatchPath(glob, file string) bool {
	if !record.SafePath(file) || ValidGlob(glob) != "" {
		return false
	}
	return matchParts(strings.Split(glob, "/"), strings.Split(file, "/"))
}

// ValidGlob says what is wrong with a glob, "" for nothing. A glob names at least one
// folder or file: one for everything is no scope.
func ValidGlob(glob string) string {
	parts := strings.Split(glob, "/")
	named := false
	for _, p := range parts {
		switch {
		case p == "" || p == "." || p == ".." || strings.ContainsAny(p, "\\\x00"):
			return "it is no clean path below the repository"
		case p != "**" && strings.Contains(p, "**"):
			return "** stands alone between slashes"
		}
		if _, err := path.Match(p, "x"); err != nil {
			return "it is no pattern"
		}
		named = named || strings.Trim(p, "*?") != ""
	}
	if !named || len(parts) > maxGlob {
		return "it names no folder and no file"
	}
	return ""
}

// maxGlob bounds the parts of a glob, as matching "**" tries many.
const maxGlob = 24

func matchParts(glob, file []string) bool {
	for len(glob) > 0 {
		if glob[0] == "**" {
			for i := range len(file) + 1 {
				if matchParts(glob[1:], file[i:]) {
					return true
				}
			}
			return false
		}
		if len(file) == 0 {
			return false
		}
		if ok, err := path.Match(glob[0], file[0]); err != nil || !ok {
			return false
		}
		glob, file = glob[1:], file[1:]
	}
	return len(file) == 0
}
