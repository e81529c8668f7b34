package javascript

import (
	"path"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// remoteEntries registers what a framework calls by where it stands: Next's server
// actions (the exported functions of a file that says 'use server', which any page may
// call with any arguments) and its route handlers (GET, POST and so on of a route file).
func (l *lowerer) remoteEntries() {
	if l.stub || l.u.Test {
		return
	}
	names, _ := l.exportNames()
	how := ""
	switch {
	case l.directive("use server"):
		how = "prunella_lib.action"
	case path.Base(withoutEnding(l.u.Path)) == "route":
		how = "prunella_lib.route"
	default:
		return
	}
	for _, name := range names {
		if how == "prunella_lib.route" && !methods[name] || !l.isFunc(name) && !l.direct[name] {
			continue
		}
		l.u.Imports["import library"] = "prunella_lib"
		n := l.t.Root
		in := l.at(ir.Call, n)
		in.Span = ir.Span{}
		in.Name, in.Args = how, l.list(l.global(n, l.u.Module+"."+name), l.str(n, name), l.str(n, l.routed()))
		l.do(in)
	}
}

var methods = map[string]bool{"GET": true, "POST": true, "PUT": true, "PATCH": true, "DELETE": true, "HEAD": true, "OPTIONS": true}

// directive tells whether the file begins with it.
func (l *lowerer) directive(text string) bool {
	first := l.t.First(l.t.Root)
	e := l.t.First(first)
	return l.t.Kind(first) == syntax.ExprStmt && l.t.Kind(e) == syntax.Str && l.t.StringValue(e) == text
}

// routed is the path that a route file answers to: its folder below "app", without
// groups in parentheses.
func (l *lowerer) routed() string {
	_, below, _ := strings.Cut("/"+path.Dir(l.u.Path)+"/", "/app/")
	out := ""
	for _, segment := range strings.Split(strings.Trim(below, "/"), "/") {
		if segment != "" && segment[0] != '(' {
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
