package java

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// Who may call a handler is told by annotations (Spring Security's "Method Security",
// Jakarta's RolesAllowed). Where most handlers of a class have one, a handler that
// changes something and has none was probably forgotten: what the neighbours say is
// the evidence, so a class that says nothing is not judged.

var (
	guards = []string{"PreAuthorize", "PostAuthorize", "Secured", "RolesAllowed", "RequiresRoles", "RequiresPermissions", "RequiresAuthentication", "SaCheckLogin", "SaCheckPermission", "SaCheckRole"}
	opened = []string{"PermitAll", "DenyAll", "AnonymousAllowed", "ExceptionHandler"}
)

// deeds are the methods of requests that change something.
var deeds = map[string]bool{"POST": true, "PUT": true, "DELETE": true, "PATCH": true}

// unguarded tells of the handlers of a class that lack what their neighbours have.
func (l *lowerer) unguarded(c *class) {
	if _, whole := l.annotation(max(c.node, 1), append(guards, opened...)...); whole {
		return
	}
	guarded := 0
	var bare []syntax.Ref
	for m := l.t.First(c.body); m != 0; m = l.t.Next(m) {
		if l.t.Kind(m) != syntax.Method {
			continue
		}
		a, methods, ok := l.route(m)
		if !ok {
			continue
		}
		if a.name == "RequestMapping" {
			methods = l.element(a, "method")
		}
		if _, has := l.annotation(m, guards...); has {
			guarded++
		} else if deeds[methods] && !l.looksAtUser(m) {
			bare = append(bare, m)
		}
	}
	if guarded < 2 || guarded <= len(bare) {
		return
	}
	for _, m := range bare {
		name := l.t.Child(m, syntax.Name)
		in := l.at(ir.Call, name)
		in.Name = ir.IntrinsicSink
		in.Args = l.list(l.str(name, "unguarded"), l.str(name, fmt.Sprintf("%d other handlers of %s", guarded, c.name)))
		l.do(in, nil)
	}
}

// looksAtUser: the handler is open on purpose, or asks itself who calls it.
func (l *lowerer) looksAtUser(m syntax.Ref) bool {
	if _, ok := l.annotation(m, opened...); ok {
		return true
	}
	text := strings.ToLower(l.text(m))
	for _, word := range []string{"principal", "authentication", "securitycontext", "isuserinrole", "hasrole", "permission", "authoriz", "authoris", "login", "logout", "signup", "register"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}
