package golang

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"sort"

	"github.com/prunella/prunella/code/fix"
)

const localTarget = `
// NAME returns target when it is a path of this site, else its home page.
func NAME(target string) string {
	if !{pkg strings}.HasPrefix(target, "/") || {pkg strings}.HasPrefix(target, "//") || {pkg strings}.ContainsAny(target, "\\\r\n\t") {
		return "/"
	}
	return target
}`

// localRedirect lets only local paths through: by the function that the package
// itself uses at another call of the same kind, else by a new one.
func localRedirect(in *fix.Input) ([]fix.Candidate, error) {
	v := look(in)
	s, err := v.open(in.Flow.At.Unit)
	if err != nil {
		return nil, err
	}
	call, _ := s.callAt(in.Flow.At.Span)
	if call == nil {
		return nil, shape("the sink is not a call")
	}
	if host := v.redirectHost(in); host != "" {
		return nil, shape("redirects to %s are meant: compare scheme and host of the parsed address with it whole; paths alone would break them", host)
	}
	var out []fix.Candidate
	why := "only paths of this site are redirected to"
	for _, p := range s.peers(call) {
		peer := func(_ *source, _ spot, e string) string { return p + "(" + e + ")" }
		out = append(out, v.wrapArgs(in, peer, why+", as "+p+" says")...)
		out = append(out, v.wrapSet(in, peer, why+", as "+p+" says")...)
	}
	helper := func(s *source, _ spot, e string) string {
		return s.helper("localTarget", localTarget) + "(" + e + ")"
	}
	out = append(out, v.wrapArgs(in, helper, why)...)
	out = append(out, v.wrapSet(in, helper, why)...)
	if len(out) == 0 {
		return nil, shape("the target is not an argument of this call")
	}
	return out, nil
}

// redirectHost is the host that a test in the sink's file compares a text with,
// or part of it: addresses of that host are meant to pass.
func (v *view) redirectHost(in *fix.Input) string {
	hosts := v.testedHosts(in)
	f, err := v.file(in.Flow.At.Unit)
	if err != nil {
		return ""
	}
	note := func(e ast.Expr) {
		tv := f.info().Types[e]
		if tv.Value == nil || tv.Value.Kind() != constant.String {
			return
		}
		if h := hostOf(constant.StringVal(tv.Value)); h != "" {
			hosts = append(hosts, h)
		}
	}
	ast.Inspect(f.tree, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.BinaryExpr:
			if x.Op == token.EQL || x.Op == token.NEQ {
				note(x.X)
				note(x.Y)
			}
		case *ast.CallExpr:
			for _, name := range []string{"HasPrefix", "HasSuffix", "Contains", "EqualFold", "CutPrefix", "CutSuffix"} {
				if f.isCall(x, "strings", name) && len(x.Args) == 2 {
					note(x.Args[1])
				}
			}
		}
		return true
	})
	sort.Strings(hosts)
	if len(hosts) == 0 {
		return ""
	}
	return hosts[0]
}

// wrapArgs wraps one text argument of the sink's call, each a candidate.
func (v *view) wrapArgs(in *fix.Input, w wrapper, why string) []fix.Candidate {
	var out []fix.Candidate
	for _, p := range v.spots() {
		if p.call != nil && p.file.unit == in.Flow.At.Unit && p.file.start(p.call) == in.Flow.At.Span.Start && p.file.end(p.call) == in.Flow.At.Span.End && p.file.isString(p.expr) {
			out = append(out, v.wrap(why, w, p)...)
		}
	}
	return out
}

// wrapSet wraps the value where a variable of the sink's file is set to it.
func (v *view) wrapSet(in *fix.Input, w wrapper, why string) []fix.Candidate {
	var out []fix.Candidate
	for _, p := range v.spots() {
		if p.call == nil && !p.builds && p.certain && p.file.unit == in.Flow.At.Unit {
			out = append(out, v.wrap(why, w, p)...)
		}
	}
	return out
}

// peers are the package's own functions of a text to a text through which other
// calls of the same function pass an argument.
func (f *file) peers(call *ast.CallExpr) []string {
	seen := map[string]bool{}
	for _, g := range f.siblings() {
		ast.Inspect(g.tree, func(n ast.Node) bool {
			c, ok := n.(*ast.CallExpr)
			if !ok || g.text(c.Fun) != f.text(call.Fun) {
				return true
			}
			for _, a := range c.Args {
				inner, ok := a.(*ast.CallExpr)
				if !ok || len(inner.Args) != 1 {
					continue
				}
				if id, ok := inner.Fun.(*ast.Ident); ok && g.ownFilter(id) {
					seen[id.Name] = true
				}
			}
			return true
		})
	}
	return sortedKeys(seen)
}

func (f *file) ownFilter(id *ast.Ident) bool {
	fn, ok := f.object(id).(*types.Func)
	if !ok {
		return false
	}
	sig, ok := fn.Type().(*types.Signature)
	return ok && sig.Params().Len() == 1 && sig.Results().Len() == 1 && isBasicString(sig.Params().At(0).Type()) && isBasicString(sig.Results().At(0).Type())
}

func isBasicString(t types.Type) bool {
	b, ok := t.(*types.Basic)
	return ok && b.Kind() == types.String
}

func sortedKeys(m map[string]bool) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
