package javascript

import (
	"fmt"
	"sort"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// Who may call a route is told by what stands between its path and its handler
// (Express, Koa), in its options (Fastify), or by decorators (Nest). Where most routes
// of one router, or of one class, have a guard, one that changes something and has
// none was probably forgotten: what the neighbours say is the evidence, so a router
// that says nothing is not judged.

// deeds are the methods of requests that change something.
var deeds = map[string]bool{"post": true, "put": true, "patch": true, "delete": true, "del": true}

var asks = map[string]bool{"get": true, "head": true, "post": true, "put": true, "patch": true, "delete": true, "del": true}

var (
	guardWords = []string{"auth", "guard", "protect", "ensure", "require", "restrict", "logged", "signedin", "permission", "acl", "admin", "verifytoken", "jwt", "passport", "role", "allow", "owner", "access"}
	plainWords = []string{"valid", "upload", "multer", "limit", "throttle", "parse", "json", "body", "csrf", "cache", "cors", "log", "schema", "sanit", "celebrate", "busboy", "wrap", "compress"}
	openPaths  = []string{"login", "logout", "signin", "signout", "signup", "register", "password", "forgot", "token", "auth", "webhook", "callback", "contact", "newsletter", "refresh", "verify", "confirm", "public", "health", "session", "subscribe", "hook", "search", "graphql", "activate"}
	ownChecks  = []string{"req.user", "request.user", "state.user", "locals.user", "currentuser", "session", "permission", "authoriz", "authoris", "authentic", "login", "logout", "hmac", "signature", "isadmin", "unauthorized", "forbidden", "401", "403"}
)

func hasWord(text string, words []string) bool {
	text = strings.ToLower(text)
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// neighbours are the routes of one router.
type neighbours struct {
	guarded int
	bare    []syntax.Ref
	open    bool // the whole router has a guard, or is not one
}

// unguarded tells of the routes that lack what their neighbours have.
func (l *lowerer) unguarded() {
	if l.stub || l.u.Test {
		return
	}
	t := l.t
	routers := map[string]*neighbours{}
	for i := range t.Nodes {
		switch n := syntax.Ref(i); t.Kind(n) {
		case syntax.Call:
			l.routeCall(n, routers)
		case syntax.ClassDecl:
			l.tell(l.routesOfClass(n), l.text(t.First(n)))
		}
	}
	names := make([]string, 0, len(routers))
	for name := range routers {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		l.tell(routers[name], name)
	}
}

func (l *lowerer) tell(r *neighbours, name string) {
	if r.open || r.guarded < 2 || r.guarded <= len(r.bare) {
		return
	}
	for _, n := range r.bare {
		l.call(n, ir.IntrinsicSink, l.str(n, "unguarded"), l.str(n, fmt.Sprintf("%d other handlers of %s", r.guarded, name)))
	}
}

// routeCall notes "router.post(path, guard, handler)" and "router.route(path).post(guard, handler)".
func (l *lowerer) routeCall(n syntax.Ref, routers map[string]*neighbours) {
	t := l.t
	fn, args := t.First(n), t.Child(n, 1)
	if t.Kind(fn) != syntax.Member {
		return
	}
	method, first := l.text(t.Child(fn, 1)), t.First(args)
	root, path := l.routerOf(t.First(fn))
	if root == "" {
		return
	}
	if path == 0 && asks[method] {
		if t.Kind(first) != syntax.Str || t.Next(first) == 0 {
			return
		}
		path, first = first, t.Next(first)
	}
	if routers[root] == nil {
		routers[root] = &neighbours{}
	}
	r := routers[root]
	switch {
	case method == "use" || method == "addHook" || method == "all":
		r.open = r.open || hasWord(l.text(args), guardWords)
	case !asks[method] || path == 0:
	case l.guards(first):
		r.guarded++
	case deeds[method] && l.plain(first) && !hasWord(t.StringValue(path), openPaths) && !l.checksItself(args):
		r.bare = append(r.bare, n)
	}
}

// routerOf is the name of the router that a method is called of, and the path when
// route(path) stands between.
func (l *lowerer) routerOf(n syntax.Ref) (name string, path syntax.Ref) {
	t := l.t
	for depth := 0; depth < 40; depth++ {
		switch t.Kind(n) {
		case syntax.Name:
			low := strings.ToLower(l.text(n))
			if low == "axios" || strings.Contains(low, "http") || strings.Contains(low, "client") || strings.Contains(low, "request") || strings.Contains(low, "agent") {
				return "", 0
			}
			return l.text(n), path
		case syntax.Call:
			fn := t.First(n)
			if t.Kind(fn) != syntax.Member {
				return "", 0
			}
			if l.text(t.Child(fn, 1)) == "route" {
				path = t.First(t.Child(n, 1))
			}
			n = t.First(fn)
		default:
			return "", 0
		}
	}
	return "", 0
}

// guards tells whether one of the arguments before the handler, or an option, is a guard.
func (l *lowerer) guards(first syntax.Ref) bool {
	for a := first; l.t.Next(a) != 0; a = l.t.Next(a) {
		if !l.isFunction(a) && hasWord(l.text(a), guardWords) {
			return true
		}
	}
	return false
}

// plain tells whether what stands before the handler is known not to ask who calls.
func (l *lowerer) plain(first syntax.Ref) bool {
	for a := first; l.t.Next(a) != 0; a = l.t.Next(a) {
		if l.isFunction(a) || !hasWord(l.text(a), plainWords) {
			return false
		}
	}
	return true
}

// checksItself: the handler asks who calls it, or lies in another file and is named
// as if it did.
func (l *lowerer) checksItself(args syntax.Ref) bool {
	t := l.t
	if hasWord(l.text(args), ownChecks) {
		return true
	}
	for a := range t.Children(args) {
		if t.Kind(a) != syntax.Name {
			continue
		}
		for i := range t.Nodes {
			if d := syntax.Ref(i); (t.Kind(d) == syntax.FuncDecl || t.Kind(d) == syntax.Declarator) && l.text(t.First(d)) == l.text(a) && hasWord(l.text(d), ownChecks) {
				return true
			}
		}
	}
	return false
}

// routesOfClass are the routes of a class of Nest's.
func (l *lowerer) routesOfClass(n syntax.Ref) *neighbours {
	t := l.t
	r := &neighbours{}
	for d := range t.Children(n) {
		r.open = r.open || t.Kind(d) == syntax.Decorator && hasWord(l.text(d), append([]string{"public"}, guardWords...)) && !strings.HasPrefix(l.text(d), "@Controller")
	}
	for m := range t.Children(t.Child(n, 2)) {
		if t.Kind(m) != syntax.Method {
			continue
		}
		method, guard, open := "", false, hasWord(l.text(m), ownChecks)
		for d := range t.Children(m) {
			if t.Kind(d) != syntax.Decorator {
				continue
			}
			name, _, _ := strings.Cut(strings.ToLower(strings.TrimPrefix(l.text(d), "@")), "(")
			switch {
			case asks[name]:
				method, open = name, open || hasWord(l.text(d), openPaths)
			case hasWord(l.text(d), []string{"public", "anonymous", "skip"}):
				open = true
			case hasWord(name, guardWords) || hasWord(name, []string{"roles"}):
				guard = true
			}
		}
		switch {
		case method == "":
		case guard:
			r.guarded++
		case deeds[method] && !open:
			r.bare = append(r.bare, t.First(m))
		}
	}
	return r
}
