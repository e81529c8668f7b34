package python

import (
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// confinePath keeps a file name below its folder: a check that the function has
// is completed, else the name is refused where it joins the folder when it is
// absolute or climbs.
func confinePath(in *fix.Input) ([]fix.Candidate, error) {
	var out []fix.Candidate
	for _, try := range []func(*fix.Input) ([]fix.Candidate, error){prefixCheck, nameChecks, joinCheck, dataFilter} {
		cs, err := try(in)
		if err == nil {
			out = append(out, cs...)
		}
	}
	if len(out) == 0 {
		return nil, shape("the place where the name joins its folder was not found")
	}
	return out, nil
}

// dataFilter has tarfile refuse what leads out of the folder (PEP 706).
func dataFilter(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	name := s.text(s.child(call, 0))
	if !strings.HasSuffix(name, ".extractall") && !strings.HasSuffix(name, ".extract") || s.keyword(call, "filter") != 0 {
		return nil, shape("the call extracts nothing")
	}
	s.addArgument(call, `filter="data"`)
	return p.one("members that lead out of the folder are refused")
}

// prefixCheck adds the separator that path.startswith(root) lacks, or compares the
// common path instead.
func prefixCheck(in *fix.Input) ([]fix.Candidate, error) {
	for _, spot := range spots(in) {
		p, q := newPatch(in), newPatch(in)
		s, err := p.open(spot.unit)
		if err != nil {
			continue
		}
		o, _ := q.open(spot.unit)
		t := s.taint(in.Flow)
		path := s.nodesAt(spot.span)
		s.each(s.function(path[len(path)-1]), func(n syntax.Ref) {
			fn := s.child(n, 0)
			if !s.is(n, syntax.Call) || !s.is(fn, syntax.Attribute) || s.text(s.child(fn, 1)) != "startswith" || !t.in(s.child(fn, 0)) {
				return
			}
			root := s.arg(n, 0)
			if !s.is(root, syntax.Name, syntax.Attribute, syntax.Call) || len(s.edits) > 0 {
				return
			}
			s.insert(s.outerEnd(root), " + "+s.use("os")+".sep")
			whole, op := n, " == "
			if s.is(s.up[n], syntax.UnaryOp) {
				whole, op = s.up[n], " != "
			}
			dir := s.text(root)
			o.replace(whole, o.use("os")+".path.commonpath(["+dir+", "+s.text(s.child(fn, 0))+"])"+op+dir)
		})
		if len(s.edits) > 0 {
			return []fix.Candidate{
				p.done("the folder's name ends with a separator, so that no sibling passes"),
				q.done("the path must lie below the folder, so that no sibling passes"),
			}, nil
		}
	}
	return nil, shape("no test of the prefix was found")
}

// nameChecks completes a test that refuses some names: if ".." in name: raise.
func nameChecks(in *fix.Input) ([]fix.Candidate, error) {
	for _, spot := range spots(in) {
		p := newPatch(in)
		s, err := p.open(spot.unit)
		if err != nil {
			continue
		}
		t := s.taint(in.Flow)
		path := s.nodesAt(spot.span)
		s.each(s.function(path[len(path)-1]), func(n syntax.Ref) {
			if s.is(n, syntax.If) && len(s.edits) == 0 && s.leaves1(s.child(n, 1)) {
				s.completeCheck(s.child(n, 0), t)
			}
		})
		if len(s.edits) > 0 {
			return []fix.Candidate{p.done("the check refuses absolute names and names that climb")}, nil
		}
	}
	return nil, shape("no test of the name was found")
}

// leaves1 reports whether a block ends by leaving: raise, return, continue, break.
func (s *source) leaves1(block syntax.Ref) bool {
	return s.is(s.tree.Last(block), syntax.Raise, syntax.Return, syntax.Continue, syntax.Break)
}

// completeCheck adds to a test what it forgets of: starts with a slash, contains
// "..".
func (s *source) completeCheck(test syntax.Ref, t *taint) {
	var name syntax.Ref
	dots, slash := false, false
	s.each(test, func(n syntax.Ref) {
		switch s.kind(n) {
		case syntax.Compare:
			part := s.child(n, 1)
			if v, ok := s.literal(s.child(n, 0)); ok && v == ".." && s.tree.Op(part) == syntax.In && t.in(s.child(part, 0)) {
				name, dots = s.child(part, 0), true
			}
		case syntax.Call:
			fn := s.child(n, 0)
			switch {
			case s.calls(n, "os.path.isabs") && t.in(s.arg(n, 0)):
				name, slash = s.arg(n, 0), true
			case s.is(fn, syntax.Attribute) && s.text(s.child(fn, 1)) == "startswith" && t.in(s.child(fn, 0)):
				if v, ok := s.literal(s.arg(n, 0)); ok && v == "/" {
					name, slash = s.child(fn, 0), true
				}
			}
		}
	})
	if name == 0 || dots == slash || s.is(test, syntax.BoolOp) && s.tree.Op(test) == syntax.And || s.is(test, syntax.UnaryOp) {
		return
	}
	if dots {
		s.insert(s.outerEnd(test), " or "+s.use("os")+".path.isabs("+s.text(name)+")")
		return
	}
	q := s.quoteFor(name)
	s.insert(s.outerEnd(test), " or "+q+".."+q+" in "+s.text(name))
}

// joinCheck refuses bad names where they become part of a path.
func joinCheck(in *fix.Input) ([]fix.Candidate, error) {
	var out []fix.Candidate
	seen := map[string]bool{}
	for _, spot := range spots(in) {
		p := newPatch(in)
		s, err := p.open(spot.unit)
		if err != nil {
			continue
		}
		path := s.nodesAt(spot.span)
		st := s.statement(path[len(path)-1])
		if st == 0 || s.is(st, syntax.FunctionDef, syntax.ClassDef, syntax.Decorated) {
			continue
		}
		t := s.taint(in.Flow)
		s.eachOwn(st, func(n syntax.Ref) {
			for _, part := range s.joinedNames(n) {
				if t.in(part) {
					s.replace(part, s.localName(part)+"("+s.text(part)+")")
				}
			}
		})
		if len(s.edits) == 0 {
			continue
		}
		c := p.done("names that are absolute or climb out of the folder are refused")
		if key := editsKey(c.Edits); !seen[key] {
			seen[key] = true
			out = append(out, c)
		}
	}
	return out, nil
}

// eachOwn walks a statement without the statements in its blocks.
func (s *source) eachOwn(n syntax.Ref, f func(syntax.Ref)) {
	f(n)
	for c := range s.tree.Children(n) {
		if !s.is(c, syntax.Block) {
			s.eachOwn(c, f)
		}
	}
}

// joinedNames lists what an expression joins to a folder: the later arguments of
// os.path.join and joinpath, the right of / and the fields of a text.
func (s *source) joinedNames(n syntax.Ref) []syntax.Ref {
	switch s.kind(n) {
	case syntax.Call:
		args := s.args(n)
		fn := s.child(n, 0)
		switch {
		case s.calls(n, "os.path.join") && len(args) > 1:
			return args[1:]
		case s.is(fn, syntax.Attribute) && s.text(s.child(fn, 1)) == "joinpath":
			return args
		}
	case syntax.BinaryOp:
		if s.tree.Op(n) == syntax.Div {
			return []syntax.Ref{s.child(n, 1)}
		}
		if op := s.tree.Op(n); op != syntax.Add && op != syntax.Mod || s.is(s.up[n], syntax.BinaryOp) {
			return nil
		}
		return s.fields(n)
	case syntax.FString:
		return s.fields(n)
	}
	return nil
}

func (s *source) fields(n syntax.Ref) []syntax.Ref {
	var out []syntax.Ref
	for _, l := range s.leaves(n) {
		if !l.alone {
			out = append(out, l.expr)
		}
	}
	return out
}

// localName is the helper that refuses names, the way the function around does.
func (s *source) localName(n syntax.Ref) string {
	exception := "ValueError"
	s.each(s.function(n), func(r syntax.Ref) {
		if c := s.child(r, 0); s.is(r, syntax.Raise) && s.is(c, syntax.Call) && s.is(s.child(c, 0), syntax.Name) && len(s.args(c)) == 1 {
			exception = s.text(s.child(c, 0))
		}
	})
	return s.helper(n, "_local_name", `
def NAME(name):
    """Return name unless it leads out of the folder that it is joined to."""
    if `+s.use("os")+`.path.isabs(name) or ".." in name:
        raise `+exception+`(name)
    return name
`)
}
