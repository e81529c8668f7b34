package golang

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"net/url"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/text"
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

var hostLike = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(:[0-9]+)?$`)

// allowHost refuses addresses whose host the program does not name: hosts that a
// test on the way names, else the package's constants, else an environment
// variable that lists them and by default lists none.
func allowHost(in *fix.Input) ([]fix.Candidate, error) {
	v := look(in)
	hosts := v.testedHosts(in)
	if len(hosts) == 0 {
		hosts = v.constantHosts(in)
	}
	if before, after := around(in); before != "" {
		return v.guardPiece(after)
	}
	var out []fix.Candidate
	for _, p := range v.guardable() {
		out = append(out, v.guardHost(p, hosts)...)
		if len(out) >= maxSpots {
			break
		}
	}
	if len(out) == 0 {
		out = v.hoisted(hosts)
	}
	if len(out) == 0 {
		return nil, shape("no function on the way has the address in a variable and can report an error")
	}
	return out, nil
}

// around is the constant text before and behind the value in the address.
func around(in *fix.Input) (before, after string) {
	seen := false
	for _, p := range in.Flow.Violation.Seq {
		switch {
		case p.Hole != nil:
			seen = true
		case !seen:
			before += p.Text
		case after == "":
			after = p.Text
		}
	}
	return before, after
}

const listedName = `
// NAME reports whether host is one of those that the environment variable
// ALLOWED_HOSTS lists, separated by commas.
func NAME(host string) bool {
	hosts := {pkg strings}.Split({pkg os}.Getenv("ALLOWED_HOSTS"), ",")
	return host != "" && {pkg slices}.Contains(hosts, host)
}`

// guardPiece tests a value that becomes the host's name by the list of those that may be
// called. Of a part of the name only people know which there are.
func (v *view) guardPiece(after string) ([]fix.Candidate, error) {
	const why = "only hosts that the operator lists in ALLOWED_HOSTS are called; none by default"
	if after != "" && !strings.ContainsAny(after[:1], "/?#:") {
		return nil, shape("the value is a part of the host's name: compare it with a list of those that there are")
	}
	var out []fix.Candidate
	for _, p := range v.guardable() {
		s, err := v.open(p.file.unit)
		if err != nil {
			continue
		}
		if c, err := s.refuse(p, "!"+s.helper("knownName", listedName)+"("+p.file.text(p.expr)+")", why); err == nil {
			out = append(out, c...)
		}
	}
	if len(out) == 0 {
		return nil, shape("no function on the way has the host in a variable and can report an error")
	}
	return out, nil
}

// hoisted gives an address that is asked for in the call a name, to test it before.
func (v *view) hoisted(hosts []string) []fix.Candidate {
	for _, p := range v.spots() {
		call, ok := p.expr.(*ast.CallExpr)
		if !ok || !p.certain || !p.file.isString(call) {
			continue
		}
		s, err := v.open(p.file.unit)
		if err != nil {
			continue
		}
		path := s.nodesAt(spanOf(s.file, call.Pos()))
		st := stmtOf(path)
		if st == nil {
			continue
		}
		indent := s.indentOf(st)
		body, err := s.refusal(path, call, indent+"\t")
		if err != nil {
			continue
		}
		name := s.localName("address")
		helper, why := listedHost, "only hosts that the operator lists in ALLOWED_HOSTS are called; none by default"
		if len(hosts) > 0 {
			names := make([]string, len(hosts))
			for i, h := range hosts {
				names[i] = p.file.constantNamed(h)
			}
			helper, why = strings.ReplaceAll(knownHost, "HOSTS", strings.Join(names, ", ")), "only "+strings.Join(hosts, ", ")+" may be called"
		}
		s.insert(s.start(st), name+" := "+s.text(call)+"\n"+indent+"if !"+s.helper("knownHost", helper)+"("+name+") {\n"+body+indent+"}\n"+indent)
		s.replace(call, name)
		if c, err := s.done("%s", why); err == nil {
			return c
		}
	}
	return nil
}

// guardable lists the spots that are variables: those of functions that already
// test the value first, then from the source on, where other callers of what comes
// later are not concerned.
func (v *view) guardable() []spot {
	var own, rest []spot
	for _, p := range v.spots() {
		if _, ok := p.expr.(*ast.Ident); !ok && !isSelector(p.expr) || !p.file.isString(p.expr) || !p.certain {
			continue
		}
		body, typ := funcOf(p.file.nodesAt(spanOf(p.file, p.expr.Pos())))
		if body == nil {
			continue
		}
		s, err := v.open(p.file.unit)
		if err == nil && len(s.refusals(body, typ, p.expr)) > 0 {
			own = append(own, p)
		} else {
			rest = append(rest, p)
		}
	}
	sort.SliceStable(rest, func(i, j int) bool { return rest[i].near > rest[j].near })
	return append(own, rest...)
}

// testedHosts are the hosts that tests on the way speak of.
func (v *view) testedHosts(in *fix.Input) []string {
	seen := map[string]bool{}
	for _, c := range in.Flow.Conditions {
		words := append([]string{c.Fact.Text}, c.Fact.Set...)
		if c.Fact.Kind == text.LenAtMost {
			continue
		}
		for _, w := range words {
			if h := hostOf(w); h != "" {
				seen[h] = true
			}
		}
	}
	return sortedKeys(seen)
}

// hostOf is the host that a text names, or "".
func hostOf(w string) string {
	if u, err := url.Parse(w); err == nil && u.Host != "" {
		w = u.Host
	}
	w = strings.Trim(strings.ToLower(w), "./")
	if hostLike.MatchString(w) {
		return w
	}
	return ""
}

// constantHosts are the hosts in the constants of the sink's package: addresses
// with a scheme, and constants named for a host.
func (v *view) constantHosts(in *fix.Input) []string {
	f, err := v.file(in.Flow.At.Unit)
	if err != nil {
		return nil
	}
	seen := map[string]bool{}
	for _, g := range f.siblings() {
		ast.Inspect(g.tree, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok {
				return true
			}
			if w, err := strconv.Unquote(lit.Value); err == nil && (strings.HasPrefix(w, "https://") || strings.HasPrefix(w, "http://")) {
				if h := hostOf(w); h != "" {
					seen[h] = true
				}
			}
			return true
		})
	}
	return sortedKeys(seen)
}

const knownHost = `
// NAME reports whether address leads to a host that the program has business with.
func NAME(address string) bool {
	u, err := {pkg net/url}.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	switch u.Host {
	case HOSTS:
		return true
	}
	return false
}`

const listedHost = `
// NAME reports whether address leads to one of the hosts that the environment
// variable ALLOWED_HOSTS lists, separated by commas.
func NAME(address string) bool {
	u, err := {pkg net/url}.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	hosts := {pkg strings}.Split({pkg os}.Getenv("ALLOWED_HOSTS"), ",")
	return u.Host != "" && {pkg slices}.Contains(hosts, u.Host)
}`

// guardHost puts a test of the host before the statement of the spot.
func (v *view) guardHost(p spot, hosts []string) []fix.Candidate {
	var out []fix.Candidate
	add := func(test func(s *source) string, why string) {
		s, err := v.open(p.file.unit)
		if err != nil {
			return
		}
		if c, err := s.refuse(p, test(s), why); err == nil {
			out = append(out, c...)
		}
	}
	value := p.file.text(p.expr)
	if len(hosts) == 0 {
		add(func(s *source) string {
			return "!" + s.helper("knownHost", listedHost) + "(" + value + ")"
		}, "only hosts that the operator lists in ALLOWED_HOSTS are called; none by default")
		return out
	}
	names := make([]string, len(hosts))
	for i, h := range hosts {
		names[i] = p.file.constantNamed(h)
	}
	why := "only " + strings.Join(hosts, ", ") + " may be called"
	add(func(s *source) string {
		h := strings.ReplaceAll(knownHost, "HOSTS", strings.Join(names, ", "))
		return "!" + s.helper("knownHost", h) + "(" + value + ")"
	}, why)
	add(func(s *source) string {
		tests := make([]string, len(names))
		for i, n := range names {
			tests[i] = "!" + s.use("strings") + ".HasPrefix(" + value + `, "https://"+` + n + `+"/")`
		}
		return strings.Join(tests, " && ")
	}, why+", by https")
	return out
}

// constantNamed is the name of the package's constant of that text, or the text as
// a literal.
func (f *file) constantNamed(text string) string {
	for _, g := range f.siblings() {
		for _, d := range g.tree.Decls {
			gd, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range gd.Specs {
				vs, ok := spec.(*ast.ValueSpec)
				if !ok || gd.Tok.String() != "const" || len(vs.Names) != 1 || len(vs.Values) != 1 {
					continue
				}
				if isLiteral(vs.Values[0], text) {
					return vs.Names[0].Name
				}
			}
		}
	}
	return strconv.Quote(text)
}
