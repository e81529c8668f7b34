package java

import (
	"slices"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// Frameworks find handlers by reflection: servlets by the methods they override,
// Spring and JAX-RS by annotations. The front end says the same in code: for each
// handler the unit's body registers a function that makes the object, gets the
// arguments from the request, calls the handler and answers with its result. How is
// said in the stub prunella.web.

// web is the stub that knows frameworks.
const web = "prunella.web.Web"

// An annotation of a declaration.
type annotation struct {
	name string // the last part of it
	node syntax.Ref
}

func (l *lowerer) annotations(decl syntax.Ref) []annotation {
	t := l.t
	mods := t.Child(decl, syntax.Mods)
	if mods == 0 {
		return nil
	}
	var out []annotation
	for a := t.First(mods); a != 0; a = t.Next(a) {
		if t.Kind(a) == syntax.Annotation && t.First(a) != 0 {
			out = append(out, annotation{lastName(strings.Join(strings.Fields(t.Text(t.First(a))), "")), a})
		}
	}
	return out
}

func (l *lowerer) annotation(decl syntax.Ref, names ...string) (annotation, bool) {
	for _, a := range l.annotations(decl) {
		for _, n := range names {
			if a.name == n {
				return a, true
			}
		}
	}
	return annotation{}, false
}

// element is the text of an annotation's element: a literal, the first of several,
// or the words of a constant's name. Keys are tried in order; "value" is also what
// stands alone.
func (l *lowerer) element(a annotation, keys ...string) string {
	for _, k := range keys {
		if v := l.elementNode(a, k); v != 0 {
			return l.constantText(v)
		}
	}
	return ""
}

func (l *lowerer) elementNode(a annotation, key string) syntax.Ref {
	t := l.t
	if a.node == 0 {
		return 0
	}
	args := t.Child(a.node, syntax.Args)
	if args == 0 {
		return 0
	}
	for v := t.First(args); v != 0; v = t.Next(v) {
		if t.Kind(v) == syntax.Assign {
			if t.Text(t.First(v)) == key {
				return t.Next(t.First(v))
			}
		} else if key == "value" {
			return v
		}
	}
	return 0
}

// constantText is what an annotation's value says, as far as it is a literal, a
// sum of literals and constants of this file, or a list of such.
func (l *lowerer) constantText(n syntax.Ref) string {
	t := l.t
	switch t.Kind(n) {
	case syntax.Literal:
		s := strings.Trim(l.text(n), `"`)
		return unescape(s, s)
	case syntax.ArrayInit:
		var parts []string
		for v := t.First(n); v != 0; v = t.Next(v) {
			parts = append(parts, l.constantText(v))
		}
		return strings.Join(parts, ",")
	case syntax.Binary:
		return l.constantText(t.First(n)) + l.constantText(t.Next(t.First(n)))
	case syntax.Paren:
		return l.constantText(t.First(n))
	case syntax.Name:
		if v := l.staticText(t.Text(n)); v != "" {
			return v
		}
		return t.Text(n)
	case syntax.Select:
		return lastName(l.dottedText(n))
	}
	return ""
}

// staticText is the literal that a constant of this class, or one around it, is.
func (l *lowerer) staticText(name string) string {
	t := l.t
	for c := l.class; c != nil; c = c.outer {
		for m := t.First(c.body); m != 0; m = t.Next(m) {
			if t.Kind(m) != syntax.Field {
				continue
			}
			for v := t.First(m); v != 0; v = t.Next(v) {
				if t.Kind(v) == syntax.Declarator && t.Text(t.First(v)) == name && t.Kind(t.Last(v)) == syntax.Literal {
					return l.constantText(t.Last(v))
				}
			}
		}
	}
	return ""
}

// entries registers the handlers of a class.
func (l *lowerer) entries(c *class) {
	t := l.t
	if l.frame != l.init {
		return
	}
	l.unguarded(c)
	l.exported(c)
	l.heirTag(c)
	for m := t.First(c.body); m != 0; m = t.Next(m) {
		if t.Kind(m) != syntax.Method || t.Child(m, syntax.Type) == 0 {
			continue
		}
		name := t.Text(t.Child(m, syntax.Name))
		mods := t.Child(m, syntax.Mods)
		static := mods != 0 && t.Has(mods, syntax.Static)
		switch {
		case static && name == "main" && l.t.Child(m, syntax.Block) != 0:
			l.mainEntry(c, m)
		case t.Child(m, syntax.Block) == 0:
		case static:
			l.routeEntry(c, m)
		case servletMethods[name] != "" && l.takesRequest(m):
			l.servletEntry(c, m, name)
		case tagMethods[name] && len(l.paramNodes(m)) == 0:
			l.tagEntry(c, m, name)
		case l.macro(c, m):
			l.macroEntry(c, m)
		case l.receives(m):
			l.messageEntry(c, m)
		default:
			l.routeEntry(c, m)
		}
	}
}

// servletMethods are overridden to handle requests.
var servletMethods = map[string]string{
	"doGet": "GET", "doPost": "POST", "doPut": "PUT", "doDelete": "DELETE", "doHead": "HEAD", "doOptions": "OPTIONS", "doPatch": "PATCH", "service": "GET,POST",
	"doFilter": "GET,POST", "doFilterInternal": "GET,POST", "_jspService": "GET,POST", "handleRequest": "GET,POST",
}

func (l *lowerer) paramNodes(m syntax.Ref) []syntax.Ref {
	var out []syntax.Ref
	params := l.t.Child(m, syntax.Params)
	if params == 0 {
		return nil
	}
	for p := l.t.First(params); p != 0; p = l.t.Next(p) {
		if l.t.Kind(p) == syntax.Param && l.t.Child(p, syntax.This) == 0 {
			out = append(out, p)
		}
	}
	return out
}

func (l *lowerer) takesRequest(m syntax.Ref) bool {
	for _, p := range l.paramNodes(m) {
		if typ := l.paramType(p); typ != nil && (lastName(typ.Name) == "HttpServletRequest" || lastName(typ.Name) == "ServletRequest") {
			return true
		}
	}
	return false
}

// register emits the call that registers a function made of body.
func (l *lowerer) register(c *class, m syntax.Ref, kind, methods, pattern string, body func()) {
	l.needs(web)
	oldClass, oldStatic := l.class, l.static
	l.frame.class, l.frame.static = c, true
	nameNode := l.t.Child(m, syntax.Name)
	fn := l.closure(m, body)
	made := l.code[len(l.code)-1].Aux.Fn
	made.NameSpan = l.span(nameNode)
	l.frame.class, l.frame.static = oldClass, oldStatic
	in := l.at(ir.Call, nameNode)
	in.Name = ir.IntrinsicEntry
	in.Args = l.list(l.str(m, kind), l.str(m, methods), l.str(m, pattern), fn)
	l.do(in, nil)
}

func (l *lowerer) mainEntry(c *class, m syntax.Ref) {
	params := l.paramNodes(m)
	l.register(c, m, "args", "", "main", func() {
		var args []ir.Reg
		if len(params) == 1 {
			args = append(args, l.call(params[0], web+".arguments", &ir.Type{Kind: ir.ListOf, Elem: stringType}))
		}
		in := l.at(ir.Call, m)
		in.Name, in.Args = c.qualified+".main", l.list(args...)
		l.do(in, nil)
	})
}

// instance makes the object whose method handles a request, with whatever its
// constructor asks for.
func (l *lowerer) instance(c *class, n syntax.Ref) ir.Reg {
	var args []ir.Reg
	if len(c.ctors) > 0 {
		best := c.ctors[0]
		for _, k := range c.ctors {
			if len(l.paramNodes(k)) > len(l.paramNodes(best)) {
				best = k
			}
		}
		for _, p := range l.paramNodes(best) {
			args = append(args, l.make(n, l.paramType(p)))
		}
	}
	in := l.at(ir.Call, n)
	in.Name, in.Args = c.qualified, l.list(args...)
	return l.do(in, &ir.Type{Kind: ir.Named, Name: c.qualified})
}

func (l *lowerer) servletEntry(c *class, m syntax.Ref, name string) {
	pattern := ""
	if a, ok := l.annotation(max(c.node, 1), "WebServlet", "WebFilter"); ok {
		pattern, _, _ = strings.Cut(l.element(a, "value", "urlPatterns"), ",")
	}
	params := l.paramNodes(m)
	l.register(c, m, "http", servletMethods[name], pattern, func() {
		o := l.instance(c, m)
		if init := c.methods["init"]; init != nil && !init.static {
			l.initServlet(c, o)
		}
		var args []ir.Reg
		for _, p := range params {
			args = append(args, l.make(p, l.paramType(p)))
		}
		l.method(m, o, name, nil, args...)
	})
}

// initServlet calls init as the container does.
func (l *lowerer) initServlet(c *class, o ir.Reg) {
	for k := l.t.First(c.body); k != 0; k = l.t.Next(k) {
		if l.t.Kind(k) != syntax.Method || l.t.Text(l.t.Child(k, syntax.Name)) != "init" {
			continue
		}
		var args []ir.Reg
		for _, p := range l.paramNodes(k) {
			args = append(args, l.make(k, l.paramType(p)))
		}
		l.method(k, o, "init", nil, args...)
		return
	}
}

// routes are the annotations of handlers, with the HTTP methods they mean.
var routes = map[string]string{
	"RequestMapping": "", "GetMapping": "GET", "PostMapping": "POST", "PutMapping": "PUT", "DeleteMapping": "DELETE", "PatchMapping": "PATCH",
	"GET": "GET", "POST": "POST", "PUT": "PUT", "DELETE": "DELETE", "PATCH": "PATCH", "HEAD": "HEAD", "MessageMapping": "", "ExceptionHandler": "-",
}

// route finds a handler's annotation.
func (l *lowerer) route(m syntax.Ref) (annotation, string, bool) {
	for _, a := range l.annotations(m) {
		if methods, ok := routes[a.name]; ok && methods != "-" {
			return a, methods, true
		}
		if methods, ok := routes[metaRoute(a.name)]; ok && methods != "-" {
			return a, methods, true
		}
	}
	return annotation{}, "", false
}

// metaRoute: a project's own annotation that is named after the one it stands for.
func metaRoute(name string) string {
	for _, k := range []string{"RequestMapping", "GetMapping", "PostMapping"} {
		if strings.HasSuffix(name, k) {
			return k
		}
	}
	return name
}

func (l *lowerer) routeEntry(c *class, m syntax.Ref) {
	a, methods, ok := l.route(m)
	if !ok {
		return
	}
	if a.name == "RequestMapping" {
		methods = l.element(a, "method")
	}
	class := max(c.node, 1)
	base := ""
	if ca, ok := l.annotation(class, "RequestMapping", "Path", "Controller"); ok && ca.name != "Controller" {
		base = l.element(ca, "value", "path")
	}
	pattern := l.element(a, "value", "path")
	if pa, ok := l.annotation(m, "Path"); ok {
		pattern = l.element(pa, "value")
	}
	jax := l.isJax(c, m, a, methods)
	pattern, _, _ = strings.Cut(pattern, ",")
	pattern = "/" + strings.Trim(strings.TrimSuffix(base, "/")+"/"+strings.TrimPrefix(pattern, "/"), "/")
	params := l.paramNodes(m)
	name := l.t.Text(l.t.Child(m, syntax.Name))
	mods := l.t.Child(m, syntax.Mods)
	static := mods != 0 && l.t.Has(mods, syntax.Static)
	l.register(c, m, "http", methods, pattern, func() {
		o := ir.NoReg
		defer l.asksOnly(m, a, methods)()
		if !static {
			o = l.instance(c, m)
		}
		var args []ir.Reg
		for _, p := range params {
			args = append(args, l.argument(p, pattern, jax))
		}
		if static {
			l.call(m, c.qualified+"."+name, nil, args...)
		} else {
			l.method(m, o, name, nil, args...)
		}
	})
}

// asksOnly judges a handler that also answers requests which only ask (GET, which is
// what links and images of other sites send): it changes nothing that is stored.
func (l *lowerer) asksOnly(m syntax.Ref, a annotation, methods string) func() {
	name := l.t.Child(m, syntax.Name)
	asks := methods == "" && strings.HasSuffix(a.name, "RequestMapping") || slices.Contains(strings.Split(methods, ","), "GET")
	if !asks {
		return func() {}
	}
	l.call(name, "java.lang.Deeds.start", nil)
	return func() { l.call(name, "java.lang.Deeds.judge", nil) }
}

// isJax: the handler is one of JAX-RS.
func (l *lowerer) isJax(c *class, m syntax.Ref, a annotation, methods string) bool {
	_, own := l.annotation(m, "Path")
	_, whole := l.annotation(max(c.node, 1), "Path")
	return own || whole || methods != "" && a.name == methods
}

// answers tells what becomes of what a method gives when it is a handler: it is
// answered with, there where it is given.
func (l *lowerer) answers(c *class, m syntax.Ref) func(n syntax.Ref, v ir.Reg) {
	if l.macro(c, m) {
		return l.markup
	}
	a, methods, ok := l.route(m)
	if !ok || c == nil || l.t.Child(m, syntax.Block) == 0 {
		return nil
	}
	result := l.resultType(m)
	if l.document(result) {
		return nil
	}
	open := result == nil || result == anyType || lastName(result.Name) == "Object"
	jax := l.isJax(c, m, a, methods)
	return func(n syntax.Ref, v ir.Reg) {
		if typ := l.typ(v); !open || typ != nil && (isText(typ) || given(typ)) || jax {
			l.respond(c, m, a, n, v, jax)
		}
	}
}

// respond answers with what a handler gives at n.
func (l *lowerer) respond(c *class, m syntax.Ref, a annotation, n syntax.Ref, v ir.Reg, jax bool) {
	l.needs(web)
	class := max(c.node, 1)
	_, rest := l.annotation(class, "RestController", "ResponseBody")
	if _, body := l.annotation(m, "ResponseBody"); body || jax {
		rest = true
	}
	if strings.HasSuffix(a.name, "RequestMapping") && a.name != "RequestMapping" {
		rest = true
	}
	produces := l.element(a, "produces")
	if ra, ok := l.annotation(class, "RequestMapping"); ok && produces == "" {
		produces = l.element(ra, "produces")
	}
	for _, where := range []syntax.Ref{m, class} {
		if pa, ok := l.annotation(where, "Produces"); ok && produces == "" {
			produces = l.element(pa, "value")
		}
	}
	fn := web + ".view"
	if rest {
		fn = web + ".body"
	}
	l.call(n, fn, nil, v, l.str(n, contentType(produces)), l.boolean(n, jax))
}

// contentType is the media type that a constant's name or literal says.
func contentType(s string) string {
	if up := strings.ToUpper(s); up == s && strings.Contains(s, "_") {
		s, _, _ = strings.Cut(s, "_VALUE")
		s = strings.ToLower(strings.Replace(s, "_", "/", 1))
	}
	return s
}

// bindings are the annotations of parameters, with the kind of source they mean.
var bindings = map[string]string{
	"RequestParam": "http.query", "PathVariable": "http.path", "RequestHeader": "http.header", "CookieValue": "http.cookie", "RequestBody": "http.json", "ModelAttribute": "http.form",
	"MatrixVariable": "http.path", "RequestPart": "http.file", "Payload": "http.body",
	"QueryParam": "http.query", "PathParam": "http.path", "HeaderParam": "http.header", "CookieParam": "http.cookie", "FormParam": "http.form", "MatrixParam": "http.path", "BeanParam": "http.form",
	"FormDataParam": "http.form",
}

// given are types that a framework hands to handlers; everything else comes from
// the request.
func given(typ *ir.Type) bool {
	for _, p := range []string{"org.springframework.", "javax.", "jakarta.", "java.security.Principal", "java.io.", "java.util.Locale"} {
		if strings.HasPrefix(typ.Name, p) {
			return true
		}
	}
	return false
}

// argument is what a handler's parameter gets.
func (l *lowerer) argument(p syntax.Ref, pattern string, jax bool) ir.Reg {
	typ := l.paramType(p)
	name := l.paramName(p)
	kind := ""
	for _, a := range l.annotations(p) {
		if k, ok := bindings[a.name]; ok {
			kind = k
			if n := l.element(a, "value", "name"); n != "" {
				name = n
			}
		}
		if a.name == "Context" || a.name == "AuthenticationPrincipal" || a.name == "Suspended" {
			return l.make(p, typ)
		}
	}
	switch {
	case kind != "":
	case typ != nil && typ.Kind == ir.Named && given(typ):
		return l.make(p, typ)
	case jax:
		kind = "http.body"
	case isText(typ) || isPlain(typ):
		kind = "http.query"
	default:
		kind = "http.form"
	}
	if kind == "http.path" && isText(typ) {
		return l.call(p, web+".segment", stringType, l.str(p, name), l.str(p, pattern))
	}
	if kind == "http.header" && isText(typ) {
		return l.call(p, web+".header", stringType, l.str(p, name))
	}
	if kind == "http.json" && isText(typ) {
		kind = "http.body"
	}
	if v, ok := l.converted(p, typ, kind, name); ok {
		return v
	}
	if typ == nil || typ == anyType {
		typ = stringType
	}
	if typ.Kind == ir.Named && strings.HasPrefix(typ.Name, "org.springframework.") || typ.Kind == ir.Named && strings.HasPrefix(typ.Name, "java.") {
		return l.call(p, web+".container", nil, l.str(p, kind), l.str(p, name), l.global(p, typ.Name))
	}
	return l.call(p, ir.IntrinsicSource, typ, l.str(p, kind), l.str(p, name))
}
