package golang

import (
	"go/ast"
	"go/token"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
)

// A credential in a log is seen by names: what is logged is called so. Before such a
// call stands a call of prunella.sink("clear", what it is, its name), once for each
// name. What a program prints on its console is its answer to who started it.

// logs are the packages whose functions write a line of a log.
var logs = map[string]bool{
	"log": true, "log/slog": true, "github.com/sirupsen/logrus": true, "github.com/golang/glog": true, "k8s.io/klog": true, "k8s.io/klog/v2": true,
	"github.com/rs/zerolog/log": true, "go.uber.org/zap": true, "github.com/charmbracelet/log": true, "github.com/apex/log": true,
}

// recorders are the first words of the functions and methods of logs that are given
// what is written.
var recorders = []string{"Print", "Trace", "Debug", "Info", "Notice", "Warn", "Error", "Critical", "Fatal", "Panic", "Log", "Output", "With"}

// inClear notes the sensitive names among the arguments of a call that logs them.
func (l *lowerer) inClear(e *ast.CallExpr, sel *ast.SelectorExpr) {
	if l.unit.Stub || len(e.Args) == 0 || !l.records(sel) {
		return
	}
	seen := map[string]bool{}
	for _, a := range told(e.Args) {
		l.namesIn(a, 0, func(name string) {
			if what := lang.Sensitive(name); what != "" && !seen[name] {
				seen[name] = true
				l.judge(l.span(e), "clear", what, name)
			}
		})
	}
}

// records reports whether a call writes its arguments to a log: a function of a package
// of logs, or a method of what is called a log.
func (l *lowerer) records(sel *ast.SelectorExpr) bool {
	recorder := false
	for _, r := range recorders {
		recorder = recorder || strings.HasPrefix(sel.Sel.Name, r)
	}
	if !recorder {
		return false
	}
	if p, ok := l.importOf(sel.X); ok {
		return logs[p]
	}
	name := nameOf(sel.X)
	if call, ok := sel.X.(*ast.CallExpr); ok { // log.With(…).Info(…)
		name = nameOf(call.Fun)
		if inner, ok := call.Fun.(*ast.SelectorExpr); ok && l.records(inner) {
			return true
		}
	}
	name = strings.ToLower(name)
	return name == "log" || strings.HasSuffix(name, "logger") || name == "slog" || name == "logf"
}

// told are the arguments that are written as texts: behind a format, those whose verb
// is not one for numbers, truth and types.
func told(args []ast.Expr) []ast.Expr {
	for i, a := range args {
		format := wordOf(a)
		if format == "" {
			continue
		}
		var out []ast.Expr
		rest := args[i+1:]
		for j, part := range strings.Split(strings.ReplaceAll(format, "%%", ""), "%")[1:] {
			verb := strings.TrimLeft(part, "+-# 0123456789.[]")
			if j < len(rest) && verb != "" && !strings.Contains("tTdpxXcbo", verb[:1]) {
				out = append(out, rest[j])
			}
		}
		if len(out) > 0 || strings.Contains(format, "%") {
			return append(out, args[:i]...)
		}
		return args
	}
	return args
}

// maxClear bounds how deep the arguments of a call are looked into.
const maxClear = 12

// namesIn tells the names of the texts that an expression gives as they are.
func (l *lowerer) namesIn(e ast.Expr, depth int, tell func(string)) {
	if depth > maxClear {
		return
	}
	each := func(list ...ast.Expr) {
		for _, x := range list {
			l.namesIn(x, depth+1, tell)
		}
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if at := l.lookup(e.Name); at == noEntry || textual(l.entries[at].typ) {
			tell(e.Name)
		}
	case *ast.SelectorExpr:
		tell(e.Sel.Name)
	case *ast.StarExpr:
		each(e.X)
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			each(e.X)
		}
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			each(e.X, e.Y)
		}
	case *ast.IndexExpr:
		tell(wordOf(e.Index))
	case *ast.CompositeLit: // logrus.Fields{"password": password}
		for _, x := range e.Elts {
			if pair, ok := x.(*ast.KeyValueExpr); ok {
				each(pair.Value)
			}
		}
	case *ast.CallExpr:
		l.namesOfCall(e, each, tell)
	}
}

// textual reports a type whose values are texts, or one that is not known.
func textual(t *ir.Type) bool {
	return t == nil || t.Kind != ir.Named && t.Kind != ir.FuncOf && t.Kind != ir.ChanOf || t.Name == "string" || t.Kind == ir.Named && universe[t.Name] == 0
}

// namesOfCall looks into what passes a text on: conversions, what formats, and the
// attributes of structured logs. The name of a function that gets something is told.
func (l *lowerer) namesOfCall(e *ast.CallExpr, each func(...ast.Expr), tell func(string)) {
	if l.isType(e.Fun) {
		each(e.Args...)
		return
	}
	sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr)
	if !ok {
		return
	}
	name := sel.Sel.Name
	if p, ok := l.importOf(sel.X); ok {
		switch {
		case p == "fmt" && strings.HasPrefix(name, "Sprint"), p == "strings" && (strings.HasPrefix(name, "Trim") || name == "Join" || strings.HasPrefix(name, "To")),
			p == "log/slog", p == "go.uber.org/zap" && (name == "String" || name == "Any" || name == "ByteString" || name == "Stringp"):
			each(e.Args...)
		case p == "os" && name == "Getenv" && len(e.Args) == 1:
			tell(wordOf(e.Args[0]))
		}
		return
	}
	switch {
	case strings.HasPrefix(name, "Get") && len(e.Args) == 0:
		tell(name)
	case len(e.Args) == 1 && (strings.HasPrefix(name, "Get") || name == "FormValue" || name == "PostFormValue" || name == "Query"):
		tell(wordOf(e.Args[0]))
	}
}
