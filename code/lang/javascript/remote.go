package javascript

import (
	"path"
	"slices"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// remoteEntries registers what a framework calls by where it stands: Next's server
// actions (the exported functions of a file that says 'use server', which any page may
// call with any arguments), its route handlers (GET, POST and so on of a route file),
// its pages, and the functions that give them their properties.
func (l *lowerer) remoteEntries() {
	if l.stub || l.u.Test {
		return
	}
	names, _ := l.exportNames()
	how, path := l.remote()
	for _, name := range names {
		as := how
		switch {
		case how == "":
			return
		case how == "route" && !methods[name] || !l.isFunc(name) && !l.direct[name] && name != "default":
			continue
		case how == "page" && (name == "getServerSideProps" || name == "getStaticProps"):
			l.enter("props", name, path, l.defaultExport(names))
			continue
		case (how == "page" || how == "api") && name != "default":
			continue
		}
		l.enter(as, name, path, ir.NoReg)
	}
}

// remote tells by where a file stands what Next makes of its exports, and the path
// that it answers to: server actions, route handlers, pages of both routers, and
// handlers of the older one.
func (l *lowerer) remote() (how, path string) {
	base := withoutEnding(l.u.Path)
	name := base[strings.LastIndexByte(base, '/')+1:]
	_, inApp, app := strings.Cut("/"+base, "/app/")
	_, inPages, pages := strings.Cut("/"+base, "/pages/")
	switch {
	case l.directive("use server"):
		return "action", routed(inApp)
	case name == "route":
		return "route", routed(inApp)
	case app && name == "page":
		return "view", routed(inApp)
	case pages && strings.HasPrefix(inPages, "api/"):
		return "api", routed(inPages + "/x")
	case pages:
		return "page", routed(inPages + "/x")
	}
	return "", ""
}

// enter makes the call that registers an export; more is a further argument.
func (l *lowerer) enter(how, name, path string, more ir.Reg) {
	l.u.Imports["import library"] = "prunella_lib"
	n := l.t.Root
	in := l.at(ir.Call, n)
	in.Span = ir.Span{}
	if more == ir.NoReg {
		more = l.none(n)
	}
	in.Name, in.Args = "prunella_lib."+how, l.list(l.global(n, l.u.Module+"."+name), l.str(n, name), l.str(n, path), more)
	l.do(in)
}

// defaultExport is the component of a page, which is given what getServerSideProps returns.
func (l *lowerer) defaultExport(names []string) ir.Reg {
	if !slices.Contains(names, "default") {
		return ir.NoReg
	}
	return l.global(l.t.Root, l.u.Module+".default")
}

var methods = map[string]bool{"GET": true, "POST": true, "PUT": true, "PATCH": true, "DELETE": true, "HEAD": true, "OPTIONS": true}

// directive tells whether the file begins with it.
func (l *lowerer) directive(text string) bool {
	first := l.t.First(l.t.Root)
	e := l.t.First(first)
	return l.t.Kind(first) == syntax.ExprStmt && l.t.Kind(e) == syntax.Str && l.t.StringValue(e) == text
}

// routed is the path that a file answers to: its folder below "app" or "pages", without
// groups in parentheses.
func routed(file string) string {
	out := ""
	for _, segment := range strings.Split(path.Dir(file), "/") {
		if segment != "" && segment != "." && segment[0] != '(' {
			if inner := strings.Trim(segment, "[]."); inner != segment {
				segment = "{" + inner + "}"
			}
			out += "/" + segment
		}
	}
	if out == "" {
		return "/"
	}
	return out
}
