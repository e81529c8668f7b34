package golang

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
)

// seen notes what the letters of the file show by themselves.
func (l *lowerer) seen() {
	if l.unit.Stub {
		return
	}
	for _, s := range lang.Seen(l.unit.Text) {
		l.judge(ir.Span{Start: uint32(s.Start), End: uint32(s.End)}, s.Sink, s.Args...)
	}
}

// judge calls prunella.sink(kind, words…).
func (l *lowerer) judge(sp ir.Span, kind string, words ...string) {
	args := l.args(len(words) + 1)
	args[0] = l.constant(ir.Value{Kind: ir.Str, Str: kind}, sp, ir.NoReg)
	for i, w := range words {
		args[i+1] = l.constant(ir.Value{Kind: ir.Str, Str: w}, sp, ir.NoReg)
	}
	in := l.push(ir.Call, sp)
	in.Name, in.Args = ir.IntrinsicSink, args
}

// compared notes a password that is compared with one written in the source.
func (l *lowerer) compared(b *ast.BinaryExpr) {
	if b.Op != token.EQL && b.Op != token.NEQ || l.unit.Stub {
		return
	}
	for _, pair := range [][2]ast.Expr{{b.X, b.Y}, {b.Y, b.X}} {
		name := nameOf(pair[0])
		if word := wordOf(pair[1]); lang.Compares(name, word) {
			l.judge(l.span(pair[1]), "secret", word, name)
		}
	}
}

// named notes a credential that is written in the source beside its name: in a
// variable, a field, under a key. Digits tell it from words of a language.
func (l *lowerer) named(name string, value ast.Expr) {
	word := wordOf(value)
	if l.unit.Stub || len(word) < 8 || strings.ContainsAny(word, " /%:{}<>\n") || !strings.ContainsAny(word, "0123456789") {
		return
	}
	if lang.Sensitive(name) == "a credential" {
		l.judge(l.span(value), "secret", word, name)
	}
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// wordOf is the text of a literal, "" of anything else.
func wordOf(e ast.Expr) string {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if s, err := strconv.Unquote(lit.Value); err == nil {
			return s
		}
	}
	return ""
}
