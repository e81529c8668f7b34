package golang

import (
	"go/ast"
	"net/url"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/demand/address"
	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/text"
)

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
	if before, after := fix.Around(in); before != "" {
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

// listed is the reason of a test by the operator's list.
const listed = "only hosts that the operator lists in ALLOWED_HOSTS are called; none by default"

// hostTest is the function that lets addresses of hosts through, as the file says their
// names, with the reason: of those that are known, else of those that the operator lists.
func (f *file) hostTest(hosts []string) (helper, why string, names []string) {
	if len(hosts) == 0 {
		return listedHost, listed, nil
	}
	for _, h := range hosts {
		names = append(names, f.constantNamed(h))
	}
	return strings.ReplaceAll(knownHost, "HOSTS", strings.Join(names, ", ")), "only " + strings.Join(hosts, ", ") + " may be called", names
}

const listedName = `
// NAME reports whether host is one of those that the environment variable
// ALLOWED_HOSTS lists, separated by commas.
func NAME(host string) bool {
	hosts := {pkg strings}.Split({pkg os}.Getenv("ALLOWED_HOSTS"), ",")
	return host != "" && {pkg slices}.Contains(hosts, host)
}`

const oneLabel = `
// NAME reports whether a text is one label of a host's name (RFC 1123).
func NAME(label string) bool {
	return {pkg regexp}.MustCompile("^[A-Za-z0-9-]{1,63}$").MatchString(label)
}`

// guardPiece tests a value that becomes the host's name by the list of those that may be
// called, and one that becomes the first label of a name by its letters: which there are
// says the owner of the domain.
func (v *view) guardPiece(after string) ([]fix.Candidate, error) {
	test, name, why := listedName, "knownName", listed
	if after != "" && !strings.ContainsAny(after[:1], "/?#:") {
		if !address.Own(after) {
			return nil, shape("the value is a part of the host's name: compare it with a list of those that there are")
		}
		test, name, why = oneLabel, "hostLabel", "the value is one label of the host's name"
	}
	var out []fix.Candidate
	for _, p := range v.guardable() {
		s, err := v.open(p.file.unit)
		if err != nil {
			continue
		}
		if c, err := s.refuse(p, "!"+s.helper(name, test)+"("+p.file.text(p.expr)+")", why); err == nil {
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
		helper, why, _ := p.file.hostTest(hosts)
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
			e, ok := n.(ast.Expr)
			if !ok {
				return true
			}
			if w := literalText(e); strings.HasPrefix(w, "https://") || strings.HasPrefix(w, "http://") {
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
	helper, why, names := p.file.hostTest(hosts)
	add(func(s *source) string { return "!" + s.helper("knownHost", helper) + "(" + value + ")" }, why)
	if len(names) == 0 {
		return out
	}
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
