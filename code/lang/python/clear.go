package python

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// A credential in a log is seen by names: what is logged, printed, stored in a cookie
// or written to a file is called so. Before such a call stands a call of
// prunella.sink("clear", what it is, its name), once for each name.

// recorders are methods that write down what they are given, of values whose name
// says that they are logs or open files.
var recorders = map[string]bool{
	"debug": true, "info": true, "warning": true, "warn": true, "error": true, "exception": true, "critical": true, "log": true, "fatal": true,
	"write": true, "writelines": true,
}

// loggers are the methods of logs whose first argument is the message.
var loggers = map[string]bool{"debug": true, "info": true, "warning": true, "error": true, "critical": true}

// inClear notes the sensitive names among the arguments of a call that writes them
// down.
func (l *lowerer) inClear(n, fn syntax.Ref, name string) {
	stores := l.stores(fn)
	if isStubPath(l.u.Path) || !stores && !l.records(n, fn, name) {
		return
	}
	args := l.t.Child(n, 1)
	seen := map[string]bool{}
	for a := l.t.First(args); a != 0; a = l.t.Next(a) {
		l.namesIn(a, func(name string) {
			if what := lang.Sensitive(name); what != "" && !seen[name] && (!stores || lang.Password(name)) {
				seen[name] = true
				l.call(n, ir.IntrinsicSink, l.str(n, "clear"), l.str(n, what), l.str(n, name))
			}
		})
	}
}

// records reports whether a call writes its arguments where others may read them.
func (l *lowerer) records(n, fn syntax.Ref, name string) bool {
	if name == "builtin.print" || strings.HasPrefix(name, "logging.") {
		return true
	}
	if l.t.Kind(fn) != syntax.Attribute {
		return false
	}
	of := l.text(l.t.First(fn))
	method := strings.TrimPrefix(l.text(fn)[len(of):], ".")
	if loggers[method] && l.t.Kind(l.t.First(l.t.Child(n, 1))) == syntax.Str { // whatever the logger is called
		return true
	}
	if !recorders[method] {
		return false
	}
	switch method {
	case "write", "writelines":
		return strings.HasPrefix(of, "sys.std")
	}
	return strings.Contains(strings.ToLower(of), "log")
}

// files are names under which open files go.
var files = map[string]bool{"f": true, "fh": true, "fp": true, "file": true, "out": true, "output": true, "outfile": true, "handle": true}

// stores reports whether a call writes its arguments to a file or into a cookie.
// Programs keep tokens in files that only they read, and sessions are tokens in cookies;
// a password is for neither.
func (l *lowerer) stores(fn syntax.Ref) bool {
	if l.t.Kind(fn) != syntax.Attribute {
		return false
	}
	of := l.text(l.t.First(fn))
	switch strings.TrimPrefix(l.text(fn)[len(of):], ".") {
	case "write_text", "write_bytes", "set_cookie":
		return true
	case "write":
		return files[of] || strings.HasPrefix(of, "open(") || strings.Contains(of, ".open(")
	}
	return false
}

// namesIn tells the names of the values that an expression writes as they are.
func (l *lowerer) namesIn(n syntax.Ref, tell func(string)) {
	switch l.t.Kind(n) {
	case syntax.Name:
		tell(l.text(n))
	case syntax.Attribute:
		of := l.text(l.t.First(n))
		tell(strings.TrimPrefix(l.text(n)[len(of):], "."))
	case syntax.Subscript:
		if key := l.t.Child(n, 1); l.t.Kind(key) == syntax.Str {
			tell(l.literal(key))
		}
	case syntax.Call:
		l.namesOfCall(n, tell)
	case syntax.BinaryOp, syntax.FString, syntax.FStringField, syntax.Tuple, syntax.Keyword:
		for c := l.t.First(n); c != 0; c = l.t.Next(c) {
			l.namesIn(c, tell)
		}
	}
}

// namesOfCall tells the name of a function that gets something, and the arguments of
// what puts texts together.
func (l *lowerer) namesOfCall(n syntax.Ref, tell func(string)) {
	fn := l.t.First(n)
	text := l.text(fn)
	switch last := text[strings.LastIndexByte(text, '.')+1:]; {
	case last == "encode" || last == "strip":
		l.namesIn(l.t.First(fn), tell)
	case last == "format" || last == "str" || last == "repr":
		for a := l.t.First(l.t.Child(n, 1)); a != 0; a = l.t.Next(a) {
			l.namesIn(a, tell)
		}
	case strings.HasPrefix(last, "get") || strings.HasPrefix(last, "read") || strings.HasPrefix(last, "load") || strings.HasPrefix(last, "fetch"):
		tell(last)
	}
}
