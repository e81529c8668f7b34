package java

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// A credential that is written down is seen by names: what is logged, stored or sent
// is called so. Loggers are told by theirs; of everything else its model knows
// whether what it is given lies open (prunella.web.Web.holds).

// loggers are the methods of loggers, with those of Android's.
var loggers = map[string]bool{
	"trace": true, "debug": true, "info": true, "warn": true, "warning": true, "error": true, "fatal": true, "severe": true, "config": true, "fine": true, "log": true,
	"v": true, "d": true, "i": true, "w": true, "e": true, "wtf": true,
}

// keepers are methods of what keeps what it is given.
var keepers = map[string]bool{
	"write": true, "append": true, "print": true, "println": true, "printf": true, "format": true, "writeBytes": true, "writeChars": true, "writeUTF": true, "writeString": true,
	"putString": true, "put": true, "putExtra": true, "putCharSequence": true, "putStringArrayListExtra": true, "setValue": true,
	"execSQL": true, "execPerConnectionSQL": true, "compileStatement": true,
}

// recorded notes the sensitive names among the arguments of a call.
func (l *lowerer) recorded(n, recv syntax.Ref, r ir.Reg, name string, args syntax.Ref) {
	logs := loggers[name]
	if l.u.Stub || !logs && !keepers[name] || args == 0 || l.t.First(args) == 0 {
		return
	}
	logs = logs && strings.Contains(strings.ToLower(l.text(recv)), "log")
	if !logs && !keepers[name] {
		return
	}
	what, word := l.sensitive(args)
	switch {
	case what == "":
	case logs || r == ir.NoReg:
		l.call(n, ir.IntrinsicSink, nil, l.str(n, "clear"), l.str(n, what), l.str(n, word))
	default:
		l.needs(web)
		l.call(n, web+".holds", nil, r, l.str(n, what), l.str(n, word))
	}
}

// sensitive is the first sensitive name among what is told as it is.
func (l *lowerer) sensitive(args syntax.Ref) (what, word string) {
	for a := l.t.First(args); a != 0; a = l.t.Next(a) {
		l.namesIn(a, 0, func(name string) {
			if said := lang.Sensitive(name); said != "" && what == "" {
				what, word = said, name
			}
		})
	}
	return what, word
}

// passing are methods that give what they are called on, as a text or its parts.
var passing = map[string]bool{"toString": true, "getBytes": true, "toCharArray": true, "trim": true, "strip": true, "concat": true, "append": true, "toLowerCase": true, "getText": true}

// joining are functions that put texts together.
var joining = map[string]bool{"format": true, "valueOf": true, "join": true, "of": true, "asList": true, "concat": true, "append": true, "formatted": true}

// namesIn tells the names of the values that an expression gives as they are, also
// of those that a local variable was made of.
func (l *lowerer) namesIn(n syntax.Ref, depth int, tell func(string)) {
	if depth > 20 {
		return
	}
	t := l.t
	each := func(c syntax.Ref) {
		for ; c != 0; c = t.Next(c) {
			l.namesIn(c, depth+1, tell)
		}
	}
	switch t.Kind(n) {
	case syntax.Name:
		tell(t.Text(n))
		if of := l.made(t.Text(n)); of != 0 {
			l.namesIn(of, depth+5, tell)
		}
	case syntax.Select:
		tell(t.Text(t.Last(n)))
	case syntax.Binary:
		if t.Op(n) == syntax.Add {
			each(t.First(n))
		}
	case syntax.Ternary:
		each(t.Next(t.First(n)))
	case syntax.Paren, syntax.ArrayInit:
		each(t.First(n))
	case syntax.Cast:
		l.namesIn(t.Last(n), depth+1, tell)
	case syntax.NewArray:
		if init := t.Child(n, syntax.ArrayInit); init != 0 {
			each(t.First(init))
		}
	case syntax.New:
		if typ := t.Child(n, syntax.Type); typ != 0 && l.typeName(typ) == "String" {
			each(t.First(t.Child(n, syntax.Args)))
		}
	case syntax.Call:
		l.namesOfCall(n, each, tell)
	}
}

// namesOfCall tells the name of a method that gets something, and what a method
// that passes on or joins is given.
func (l *lowerer) namesOfCall(n syntax.Ref, each func(syntax.Ref), tell func(string)) {
	t := l.t
	recv, name := syntax.Ref(0), t.First(n)
	if next := t.Next(name); t.Kind(next) == syntax.Name {
		recv, name = name, next
	}
	word := t.Text(name)
	if passing[word] && recv != 0 {
		l.namesIn(recv, 1, tell)
	}
	switch {
	case joining[word]:
		each(t.First(t.Last(n)))
	case strings.HasPrefix(word, "get") || strings.HasPrefix(word, "read") || strings.HasPrefix(word, "load") || strings.HasPrefix(word, "fetch"):
		if !passing[word] {
			tell(word)
		}
	}
}

// made is what a variable of this function is made of, 0 when that is not said.
func (l *lowerer) made(name string) syntax.Ref {
	for i := len(l.vars) - 1; i >= 0; i-- {
		if l.vars[i].name == name {
			return l.vars[i].made
		}
	}
	return 0
}
