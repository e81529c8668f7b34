package c

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// releases says by what a resource is given back.
var releases = map[string]string{
	"malloc": "free", "calloc": "free", "realloc": "free", "strdup": "free", "strndup": "free", "wcsdup": "free", "reallocarray": "free", "aligned_alloc": "free",
	"fopen": "fclose", "fdopen": "fclose", "tmpfile": "fclose", "_wfopen": "fclose", "freopen": "fclose", "popen": "pclose", "open": "close", "creat": "close", "socket": "close", "opendir": "closedir",
	"CreateFile": "CloseHandle", "CreateFileA": "CloseHandle", "CreateFileW": "CloseHandle",
}

// releaseOf writes the statement that gives back what an expression made.
func (s *source) releaseOf(made syntax.ID, name string) string {
	made = s.bare(made)
	if s.kind(made) == syntax.New {
		if s.t.Nodes[made].Flags&syntax.FlagArray != 0 {
			return "delete[] " + name + ";"
		}
		return "delete " + name + ";"
	}
	callee, _ := s.call(made)
	release := releases[callee]
	if release == "" && strings.HasPrefix(s.in.Flow.Sink, "leak") {
		release = s.madeBy(made)
	}
	if release == "" {
		return ""
	}
	return release + "(" + name + ");"
}

// held is the variable that the value made at a place is put into.
func (s *source) held(at syntax.ID) (d syntax.ID, made syntax.ID) {
	s.each(at, func(n syntax.ID) {
		if made == 0 && (s.kind(n) == syntax.New || s.kind(n) == syntax.Call && s.releaseOf(n, "x") != "") {
			made = n
		}
	})
	for p := made; p != 0; p = s.up[p] {
		switch s.kind(p) {
		case syntax.Decl:
			return p, made
		case syntax.Assign:
			if target := s.kid(p, 0); s.kind(target) == syntax.Name {
				return s.declaration(target), made
			}
			return 0, made
		case syntax.Expr:
			return 0, made
		}
	}
	return 0, made
}

// releaseOnce gives back what is made at the flow's place wherever its variable ends.
func releaseOnce(in *fix.Input) ([]fix.Candidate, error) {
	var out []fix.Candidate
	for _, w := range []func(*source, syntax.ID, syntax.ID, string) bool{beforeAnother, atEnds, afterLast} {
		s, err := open(in)
		if err != nil {
			return nil, err
		}
		d, made := s.held(s.at())
		if a := s.up[made]; s.kind(a) == syntax.Assign && s.kind(s.kid(a, 0)) == syntax.Member {
			if release := s.releaseOf(made, s.text(s.kid(a, 0))); release != "" && s.withOwner(s.kid(a, 0), release) {
				return s.done("release", "what a structure holds is given back where the structure is"), nil
			}
		}
		if !s.local(d) {
			return nil, fmt.Errorf("what is made has no variable of its own")
		}
		release := s.releaseOf(made, s.name(d))
		if release == "" {
			return nil, fmt.Errorf("how it is given back is not known")
		}
		if w(s, d, made, release) {
			out = append(out, s.done("release", "what the function makes it gives back on every way out")...)
		}
	}
	return out, nil
}

// atEnds releases before each return behind the place, and at the end of the block that
// declares the variable.
func atEnds(s *source, d, made syntax.ID, release string) bool {
	block := s.around(d, syntax.Block)
	last := syntax.ID(0)
	for _, k := range s.t.Kids(block) {
		last = k
	}
	if last == 0 || !s.here(block) {
		return false
	}
	if !strings.HasPrefix(release, "free") && !strings.HasPrefix(release, "delete") && !strings.HasPrefix(release, "close(") && !s.provedThere(block, d, made) {
		release = "if (" + s.name(d) + " != " + map[bool]string{true: "INVALID_HANDLE_VALUE", false: "NULL"}[strings.HasPrefix(release, "CloseHandle")] + ") " + release
	}
	hidden := false // a macro leaves the function: nothing can be put before its return
	s.each(block, func(n syntax.ID) {
		if s.kind(n) == syntax.Return && s.start(n) > s.end(made) && !s.plain(n) {
			hidden = true
		}
	})
	if hidden {
		return false
	}
	s.each(block, func(n syntax.ID) {
		if s.kind(n) == syntax.Throw {
			n = s.up[n]
		} else if s.kind(n) != syntax.Return {
			return
		}
		switch {
		case s.start(n) <= s.end(made) || s.absent(n, d) || s.released(n, d):
		case !s.mentions(n, d):
			s.leave(n, release)
		case s.kind(n) == syntax.Return:
			s.workedOut(n, d, release)
		}
	})
	if k := s.kind(last); k != syntax.Return && k != syntax.Goto && !s.released(last, d) {
		s.after(last, release)
	}
	return len(s.edits) > 0
}

// absent: a statement is done only when the pointer is null.
func (s *source) absent(n, d syntax.ID) bool {
	for branch := s.around(n, syntax.If); branch != 0; branch = s.around(branch, syntax.If) {
		if s.within(n, s.kid(branch, 1)) && s.testsNull(s.kid(branch, 0), d) {
			return true
		}
	}
	return false
}

// testsNull: a condition holds when the pointer is null.
func (s *source) testsNull(condition, d syntax.ID) bool {
	text, v := strings.Join(strings.Fields(s.text(condition)), ""), s.name(d)
	return text == "!"+v || strings.Contains(text, v+"==NULL") || strings.Contains(text, "NULL=="+v) || strings.Contains(text, v+"==0") || strings.Contains(text, v+"==nullptr") || strings.Contains(text, v+"==INVALID_HANDLE_VALUE") || strings.Contains(text, v+"<0") || strings.Contains(text, v+"==-1")
}

// provedThere: the function ends where the pointer is null, so that it is none later.
func (s *source) provedThere(block, d, made syntax.ID) bool {
	found := false
	s.each(block, func(n syntax.ID) {
		found = found || s.kind(n) == syntax.If && s.start(n) > s.end(made) && s.testsNull(s.kid(n, 0), d)
	})
	return found
}

// released: the memory is freed before a statement, in a block around it.
func (s *source) released(n, d syntax.ID) bool {
	for p := n; p != 0; p = s.up[p] {
		if s.kind(s.up[p]) != syntax.Block {
			continue
		}
		for _, k := range s.t.Kids(s.up[p]) {
			if s.start(k) <= s.start(n) && s.kind(k) == syntax.Expr && s.freed(s.kid(k, 0)) == d {
				return true
			}
		}
	}
	return false
}

// leave does one thing more before a statement that ends the function.
func (s *source) leave(n syntax.ID, release string) {
	if s.kind(s.up[n]) == syntax.Block {
		s.before(n, release)
		return
	}
	s.braced(n, release, s.statementText(n))
}

// braced puts lines, in braces, in the place of the one statement of a branch.
func (s *source) braced(n syntax.ID, lines ...string) {
	branch := s.up[n]
	condition := s.kid(branch, 0)
	if s.kind(branch) == syntax.If && s.kid(branch, 1) == n && s.kid(branch, 2) == 0 && s.here(condition) && s.end(condition) <= s.start(n) {
		if between := string(s.unit.Text[s.end(condition):s.start(n)]); strings.TrimSpace(between) == ")" {
			sep := s.newline() + s.indent(branch)
			inner := sep + s.step()
			s.edit(s.end(condition), s.end(n), ") {"+inner+strings.Join(lines, inner)+sep+"}")
			return
		}
	}
	s.replace(n, "{ "+strings.Join(lines, " ")+" }")
}

// afterLast releases behind the last statement that uses the variable, in the block
// where it was last used.
func afterLast(s *source, d, _ syntax.ID, release string) bool {
	uses := s.uses(d)
	if len(uses) == 0 {
		return false
	}
	st := s.statement(uses[len(uses)-1])
	if st == 0 || s.kind(st) == syntax.Return {
		return false
	}
	s.after(st, release)
	return true
}

func (s *source) mentions(n, d syntax.ID) bool {
	found := false
	s.each(n, func(k syntax.ID) {
		found = found || s.kind(k) == syntax.Name && s.name(k) == s.name(d) && s.declaration(k) == d
	})
	return found
}

// freed is the variable that a call or a delete gives back.
func (s *source) freed(n syntax.ID) syntax.ID {
	arg := syntax.ID(0)
	switch s.kind(n) {
	case syntax.Delete:
		arg = s.bare(s.kid(n, 0))
	case syntax.Call:
		if name, args := s.call(n); (name == "free" || name == "CloseHandle" || name == "fclose" || name == "close" || name == "pclose" || name == "closedir") && len(args) == 1 {
			arg = s.bare(args[0])
		}
	}
	if s.kind(arg) != syntax.Name {
		return 0
	}
	return s.declaration(arg)
}

// earlier lists the statements before a place that free a variable.
func (s *source) earlier(d, at syntax.ID) (out []syntax.ID) {
	s.each(s.body(s.function(at)), func(n syntax.ID) {
		if (s.kind(n) == syntax.Call || s.kind(n) == syntax.Delete) && s.freed(n) == d && s.end(n) <= s.start(at) && s.kind(s.up[n]) == syntax.Expr {
			out = append(out, s.up[n])
		}
	})
	return out
}

// forget sets a pointer to NULL where it is freed.
func forget(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	d := s.freed(at)
	if d == 0 {
		return nil, fmt.Errorf("what is freed has no name here")
	}
	frees := s.earlier(d, at)
	if len(frees) == 0 {
		return nil, fmt.Errorf("the memory is freed elsewhere first")
	}
	for _, f := range frees {
		line := s.name(d) + " = NULL;"
		if s.kind(s.up[f]) == syntax.Block {
			s.after(f, line)
		} else {
			s.braced(f, s.statementText(f), line)
		}
	}
	return s.done("forget", "the pointer is NULL once it is freed, and freeing NULL does nothing"), nil
}

// dropRelease takes a release away of what was released already, or never allocated.
func dropRelease(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	st := s.up[at]
	if s.freed(at) == 0 || s.kind(st) != syntax.Expr {
		return nil, fmt.Errorf("what is freed has no name here")
	}
	if s.kind(s.up[st]) != syntax.Block {
		s.replace(st, ";")
	} else {
		s.dropLine(st)
	}
	return s.done("drop-release", "what this call would free is not its to free"), nil
}

// releaseLater frees memory behind the last statement that uses it.
func releaseLater(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	var out []fix.Candidate
	s.each(at, func(n syntax.ID) {
		d := s.declaration(n)
		if s.kind(n) != syntax.Name || d == 0 || !s.isPointer(d) || len(out) > 0 {
			return
		}
		frees := s.earlier(d, at)
		uses := s.uses(d)
		last := s.statement(uses[len(uses)-1])
		if len(frees) != 1 || s.kind(s.up[frees[0]]) != syntax.Block {
			return
		}
		if s.kind(last) == syntax.Return {
			out = s.answered(last, frees[0])
			return
		}
		s.dropLine(frees[0])
		s.after(last, s.statementText(frees[0]))
		out = s.done("release-later", "the memory is freed once nothing uses it any more")
	})
	if len(out) == 0 {
		return nil, fmt.Errorf("where the memory is freed was not found in this function")
	}
	return out, nil
}

// answered works out what is returned before the memory is freed.
func (s *source) answered(ret, free syntax.ID) []fix.Candidate {
	value := s.kid(ret, 0)
	typ := s.kid(s.kid(s.function(ret), 0), 0)
	stars := ""
	for s.kind(typ) == syntax.TPointer {
		stars, typ = stars+"*", s.kid(typ, 0)
	}
	if value == 0 || s.name(typ) == "" || s.name(typ) == "void" && stars == "" || s.kind(s.up[ret]) != syntax.Block {
		return nil
	}
	s.dropLine(free)
	s.before(ret, s.name(typ)+" "+stars+"result = "+s.text(value)+";", s.statementText(free))
	s.replace(value, "result")
	return s.done("release-later", "the memory is freed once nothing uses it any more")
}

// rightRelease frees as was allocated: new by delete, new[] by delete[], malloc by free.
func rightRelease(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	d := s.freed(at)
	if d == 0 {
		return nil, fmt.Errorf("what is freed has no name here")
	}
	value := s.lastValue(d, at)
	release := s.releaseOf(value, s.name(d))
	if release == "" {
		return nil, fmt.Errorf("where it was allocated was not found in this function")
	}
	s.replace(at, strings.TrimSuffix(release, ";"))
	return s.done("right-release", "the memory is given back to where it came from"), nil
}

// initialise gives a variable a value where it is declared.
func initialise(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	var out []fix.Candidate
	s.each(s.at(), func(n syntax.ID) {
		if s.kind(n) != syntax.Name || len(out) > 0 {
			return
		}
		d := s.declaration(n)
		if !s.local(d) || s.kid(d, 1) != 0 || !s.plain(d) {
			return
		}
		value := "0"
		switch typ := s.typeOf(d); {
		case s.kind(typ) == syntax.TPointer:
			value = "NULL"
		case s.kind(typ) == syntax.TArray, s.kind(typ) == syntax.TStruct, s.record(typ):
			value = "{0}"
		}
		out = s.started(in, d, value)
	})
	if len(out) > 0 {
		return out, nil
	}
	if s.clear(s.at(), maxDepth) {
		return s.done("initialise", "what is made is cleared from the beginning"), nil
	}
	return nil, fmt.Errorf("no variable without a value was found here")
}

// started gives a declaration a value; a text may as well be empty as not there.
func (s *source) started(in *fix.Input, d syntax.ID, value string) []fix.Candidate {
	values := []string{value}
	if value == "NULL" && s.name(s.elementOf(d)) == "char" {
		values = append(values, `""`)
	}
	var out []fix.Candidate
	for _, v := range values {
		edit := fix.Edit{File: s.unit.Path, Start: s.end(d), End: s.end(d), New: " = " + v}
		out = append(out, fix.Candidate{Strategy: "initialise", Why: "the variable has a value from the beginning", Edits: []fix.Edit{edit}})
	}
	return out
}

// clear has the memory cleared that the variables of an expression point to: where it
// is allocated, or, of an array that a pointer leads to, where that is declared.
func (s *source) clear(at syntax.ID, depth int) bool {
	if depth == 0 {
		return false
	}
	done := false
	s.each(at, func(n syntax.ID) {
		if done || s.kind(n) != syntax.Name {
			return
		}
		d := s.declaration(n)
		if !s.local(d) || !s.plain(d) {
			return
		}
		values := s.values(d)
		for _, v := range values {
			if v != n && s.start(v) < s.start(n) && (s.clearAllocated(v, d) || s.clear(v, depth-1)) {
				done = true
				return
			}
		}
		if typ := s.typeOf(d); depth < maxDepth && len(values) == 0 && (s.kind(typ) == syntax.TArray || s.record(typ)) {
			s.insert(s.end(d), " = {0}")
			done = true
		}
	})
	return done
}

// clearAllocated clears what an allocation gives.
func (s *source) clearAllocated(v, d syntax.ID) bool {
	made := s.bare(v)
	if !s.plain(made) {
		return false
	}
	switch s.kind(made) {
	case syntax.New:
		if text := s.text(made); !strings.HasSuffix(text, ")") && !strings.HasSuffix(text, "}") {
			s.insert(s.end(made), "()")
			return true
		}
	case syntax.Call:
		name, args := s.call(made)
		switch {
		case name == "malloc" && len(args) == 1:
			s.replace(s.kid(made, 0), "calloc")
			s.insert(s.start(args[0]), "1, ")
			return true
		case name == "alloca" && len(args) == 1 && s.plain(args[0]) && strings.Contains(string(s.unit.Text), "string"):
			s.after(s.statement(made), "memset("+s.name(d)+", 0, "+s.text(args[0])+");")
			return true
		}
	}
	return false
}

// numbers are the names that types of numbers have.
var numbers = []string{"char", "short", "int", "long", "float", "double", "bool", "_Bool", "size_t", "_t", "unsigned", "signed"}

// record: the type is a structure by its name.
func (s *source) record(typ syntax.ID) bool {
	name := s.name(typ)
	for _, n := range numbers {
		if strings.HasSuffix(name, n) || strings.HasPrefix(name, n+" ") {
			return false
		}
	}
	return true
}
