package c

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// giveBack ends a function that promises a value with one: what its callers take for
// "none", as far as its type and its other results tell.
func giveBack(in *fix.Input) ([]fix.Candidate, error) {
	var out []fix.Candidate
	for i := 0; ; i++ {
		s, err := open(in)
		if err != nil {
			return nil, err
		}
		fn, bare := s.unanswered()
		if fn == 0 {
			return nil, fmt.Errorf("the function was not found")
		}
		values := s.none(fn)
		if i >= len(values) {
			return out, nil
		}
		if bare != 0 {
			s.replace(bare, "return "+values[i]+";")
		} else {
			last := syntax.ID(0)
			for _, k := range s.t.Kids(s.body(fn)) {
				last = k
			}
			if last == 0 || !s.here(last) {
				return nil, fmt.Errorf("the end of the function was not found")
			}
			s.after(last, "return "+values[i]+";")
		}
		out = append(out, s.done("give-back", "the function gives a value on every way; "+values[i]+" is what callers will see where it gave none")...)
	}
}

// unanswered is the function of a flow's place, and the return without a value that is
// there, when it is one.
func (s *source) unanswered() (fn, bare syntax.ID) {
	span := s.in.Flow.At.Span
	for i := range s.t.Nodes {
		n := syntax.ID(i)
		if i == 0 || !s.here(n) {
			continue
		}
		a, b := s.t.Span(n)
		switch {
		case s.kind(n) == syntax.Func && a <= span.Start && span.End <= b && s.body(n) != 0:
			fn = n
		case s.kind(n) == syntax.Return && a <= span.Start && span.Start < b && s.kid(n, 0) == 0:
			bare = n
		}
	}
	return fn, bare
}

// none lists the values that may stand for nothing.
func (s *source) none(fn syntax.ID) []string {
	result := s.kid(s.kid(fn, 0), 0)
	if s.kind(result) == syntax.TPointer {
		return []string{map[bool]string{true: "nullptr", false: "NULL"}[s.plusPlus()]}
	}
	some := false
	s.each(s.body(fn), func(n syntax.ID) {
		some = some || s.kind(n) == syntax.Return && s.kid(n, 0) != 0
	})
	switch name := s.name(result); {
	case name == "bool" || name == "_Bool":
		return []string{"false"}
	case some && (name == "int" || name == "long" || name == "short" || name == "ssize_t"):
		return []string{"-1", "0"}
	}
	return []string{"0"}
}

// plusPlus: the file is C++.
func (s *source) plusPlus() bool { return !strings.HasSuffix(s.unit.Path, ".c") }

// terminate writes the end of a text before it is read as one.
func terminate(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	_, args := s.call(at)
	st := s.statement(at)
	if st == 0 || len(args) == 0 {
		return nil, fmt.Errorf("the place is no call that reads a text")
	}
	for i := len(args) - 1; i >= 0; i-- {
		text := s.bare(args[i])
		elem := ""
		if d := s.declaration(text); s.kind(text) == syntax.Name && (s.isArray(d) || s.isPointer(d)) {
			elem = s.name(s.elementOf(d))
		}
		_, count := s.capacity(text, maxDepth)
		if size, _ := s.capacity(text, maxDepth); count == "" && elem == "char" {
			count = size
		}
		if count == "" || elem != "char" && elem != "wchar_t" || !s.plain(text) {
			continue
		}
		zero := map[bool]string{true: `L'\0'`, false: `'\0'`}[elem == "wchar_t"]
		if elem == "char" {
			count = strings.TrimSuffix(count, " / sizeof("+s.text(text)+"[0])")
		}
		s.before(st, s.text(text)+"["+count+" - 1] = "+zero+";")
		return s.done("terminate", "the text has an end before it is read"), nil
	}
	return nil, fmt.Errorf("how long the text's array is was not found")
}

// keepStart frees the block by where it begins, of a pointer that moved on.
func keepStart(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	d := s.freed(at)
	if d == 0 || !s.isPointer(d) || !s.local(d) {
		return nil, fmt.Errorf("what is freed is no pointer of this function")
	}
	made := syntax.ID(0)
	for _, v := range s.values(d) {
		if s.releaseOf(v, "x") != "" && s.start(v) < s.start(at) {
			made = v
		}
	}
	st := s.statement(made)
	arg := s.kid(at, 0)
	if _, args := s.call(at); len(args) == 1 {
		arg = args[0]
	}
	if made == 0 || st == 0 || !s.inScope(st, at) || !s.plain(arg) || !s.moves(d) {
		return nil, fmt.Errorf("the pointer does not move away from what was allocated here")
	}
	name := "start"
	for strings.Contains(string(s.unit.Text), name) {
		name += "_"
	}
	s.after(st, s.text(s.elementOf(d))+" *"+name+" = "+s.name(d)+";")
	s.replace(arg, name)
	return s.done("keep-start", "the block is freed by where it begins, wherever the pointer is by then"), nil
}

// moves: a pointer is counted on.
func (s *source) moves(d syntax.ID) bool {
	for _, u := range s.uses(d) {
		switch p := s.up[u]; s.kind(p) {
		case syntax.Postfix:
			return true
		case syntax.Unary:
			if text := s.text(p); strings.HasPrefix(text, "++") || strings.HasPrefix(text, "--") {
				return true
			}
		case syntax.Assign:
			if s.kid(p, 0) == u && s.mentions(s.kid(p, 1), d) || strings.Contains(s.text(p), "+=") {
				return true
			}
		}
	}
	return false
}

// useMoved goes on with the block that realloc gave, and not with the one it took.
func useMoved(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	s.each(at, func(n syntax.ID) {
		d := s.declaration(n)
		if s.kind(n) != syntax.Name || !s.isPointer(d) || len(s.edits) > 0 {
			return
		}
		for _, u := range s.uses(d) {
			call := s.around(u, syntax.Call)
			name, args := s.call(call)
			if name != "realloc" || len(args) == 0 || s.bare(args[0]) != u || s.end(call) > s.start(at) {
				continue
			}
			held := s.around(call, syntax.Assign, syntax.Decl)
			moved := s.kid(held, 0)
			if s.kind(held) == syntax.Decl {
				moved = held
			}
			if name := s.name(moved); name != "" && name != s.name(n) {
				s.replace(n, name)
			}
		}
	})
	if len(s.edits) == 0 {
		return nil, fmt.Errorf("the memory was not moved in this function")
	}
	return s.done("use-moved", "what realloc gave is used, and not what it took"), nil
}

// saveNext reads what follows in a chain before the link is freed.
func saveNext(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	step := syntax.ID(0)
	s.each(at, func(n syntax.ID) {
		if s.kind(n) == syntax.Member && s.kind(s.kid(n, 0)) == syntax.Name && step == 0 {
			step = n
		}
	})
	d := s.declaration(s.kid(step, 0))
	if step == 0 || !s.isPointer(d) || strings.Contains(string(s.unit.Text), "*next") && s.declares("next", at) {
		return nil, fmt.Errorf("no chain is followed here")
	}
	typ := s.text(s.elementOf(d)) + " *"
	if loop := s.up[s.up[step]]; s.kind(s.up[step]) == syntax.Assign && s.kind(loop) == syntax.For && s.kid(loop, 2) == s.up[step] {
		body := s.kid(loop, 3)
		if s.kind(body) != syntax.Expr || s.freed(s.kid(body, 0)) != d {
			return nil, fmt.Errorf("the loop does more than to free")
		}
		sep := s.newline() + s.indent(loop)
		inner := sep + s.step()
		s.edit(s.start(s.up[step]), s.end(body), ") {"+inner+typ+"next = "+s.text(step)+";"+inner+s.statementText(body)+inner+s.name(d)+" = next;"+sep+"}")
		return s.done("save-next", "the next link is read before this one is freed"), nil
	}
	frees := s.earlier(d, at)
	if len(frees) != 1 || s.kind(s.up[frees[0]]) != syntax.Block || s.kind(s.up[step]) != syntax.Assign || s.declaration(s.kid(s.up[step], 0)) != d {
		return nil, fmt.Errorf("the link is freed elsewhere")
	}
	s.before(frees[0], typ+"next = "+s.text(step)+";")
	s.replace(step, "next")
	return s.done("save-next", "the next link is read before this one is freed"), nil
}

// declares: a variable of the name is known at a place.
func (s *source) declares(name string, at syntax.ID) bool {
	for i := range s.t.Nodes {
		d := syntax.ID(i)
		if s.kind(d) == syntax.Decl && s.name(d) == name && s.here(d) && (s.function(d) == 0 && s.around(d, syntax.TStruct) == 0 || s.function(d) == s.function(at)) && s.around(d, syntax.TStruct) == 0 {
			return true
		}
	}
	return false
}
