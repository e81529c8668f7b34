package written

import "github.com/prunella/prunella/code/lang/javascript/syntax"

// messages: a page that takes messages of other windows asks whom they are from
// (CWE-346, CWE-940; HTML 9.3.2.1).
func (r *reader) messages(n syntax.Ref) {
	t := r.t
	var handler syntax.Ref
	if of, name, args := r.method(n); name == "addEventListener" && len(args) >= 2 {
		event, _ := r.str(args[0])
		if event != "message" || of != 0 && t.Text(of) != "window" {
			return
		}
		handler = args[1]
	} else if t.Kind(n) == syntax.Assign && t.Text(t.First(n)) == "window.onmessage" {
		handler = t.Child(n, 1)
	} else {
		return
	}
	handler = r.value(handler)
	if !isFunction(t.Kind(handler)) {
		return
	}
	reads, asks := r.eventUse(handler)
	if reads && !asks {
		r.fault(n, "origin", "does not ask for its origin")
	}
}

// eventUse tells what a handler does with its event: reads its data, asks whom it is
// from. One that hands the event on may do both.
func (r *reader) eventUse(f syntax.Ref) (reads, asks bool) {
	t := r.t
	param := t.First(t.First(t.Child(f, 1)))
	switch t.Kind(param) {
	case syntax.Object:
		return r.mentions(param, "data"), r.mentions(param, "origin", "source")
	case syntax.Name:
	default:
		return false, true
	}
	event := t.Text(param)
	var look func(n syntax.Ref)
	look = func(n syntax.Ref) {
		if t.Kind(n) == syntax.Member && t.Text(t.First(n)) == event {
			name := t.Text(t.Child(n, 1))
			reads = reads || name == "data"
			asks = asks || name == "origin" || name == "source" || name == "isTrusted" || name == "ports" || name == "originalEvent"
			return
		}
		if t.Kind(n) == syntax.Name && t.Text(n) == event {
			asks = true
		}
		for c := range t.Children(n) {
			look(c)
		}
	}
	look(t.Child(f, 3))
	return reads, asks
}

// writers take markup: methods of elements and of jQuery.
var writers = map[string]bool{"html": true, "append": true, "prepend": true, "after": true, "before": true, "replaceWith": true, "insertAdjacentHTML": true, "write": true, "writeln": true}

// markup: what a page shows as text, read back and written as markup, is a program for
// whoever filled it in (CWE-79).
func (r *reader) markup(n syntax.Ref) {
	t := r.t
	if t.Kind(n) == syntax.Assign {
		if name := r.lastName(t.First(n)); (name == "innerHTML" || name == "outerHTML") && r.shown(t.Child(n, 1)) {
			r.fault(n, "markup", "takes what the page shows as text for markup")
		}
		return
	}
	of, name, args := r.method(n)
	if of == 0 || !writers[name] || len(args) == 0 {
		return
	}
	if r.shown(args[len(args)-1]) {
		r.fault(n, "markup", "takes what the page shows as text for markup")
	}
}

// shown reports a text of the page, by itself or within a longer one.
func (r *reader) shown(n syntax.Ref) bool {
	t := r.t
	n = r.value(n)
	switch t.Kind(n) {
	case syntax.Binary:
		return t.Op(n) == syntax.Add && (r.shown(t.First(n)) || r.shown(t.Child(n, 1)))
	case syntax.Template:
		for c := range t.Children(n) {
			if r.shown(c) {
				return true
			}
		}
	case syntax.Member:
		return r.lastName(n) == "value" && r.element(t.First(n))
	case syntax.Call:
		of, name, args := r.method(n)
		if of == 0 {
			return false
		}
		reads := len(args) == 0 && (name == "val" || name == "text") || len(args) == 1 && (name == "attr" || name == "getAttribute")
		return reads && r.element(of)
	}
	return false
}

// element reports an expression that looks an element of the page up.
func (r *reader) element(n syntax.Ref) bool {
	of, name, _ := r.method(r.value(n))
	switch name {
	case "$", "jQuery":
		return of == 0
	case "getElementById", "querySelector", "closest", "find", "children", "parent", "first", "next", "prev":
		return true
	}
	return false
}
