package python

import (
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

const calculator = `
def NAME(text):
    """Return the value of an arithmetic expression: numbers, + - * / // % and parentheses."""
    def value(node):
        if isinstance(node, AST.Constant) and isinstance(node.value, (int, float)):
            return node.value
        if isinstance(node, AST.UnaryOp) and isinstance(node.op, (AST.UAdd, AST.USub)):
            operand = value(node.operand)
            return -operand if isinstance(node.op, AST.USub) else operand
        if isinstance(node, AST.BinOp):
            left, right = value(node.left), value(node.right)
            if isinstance(node.op, AST.Add):
                return left + right
            if isinstance(node.op, AST.Sub):
                return left - right
            if isinstance(node.op, AST.Mult):
                return left * right
            if isinstance(node.op, AST.Div):
                return left / right
            if isinstance(node.op, AST.FloorDiv):
                return left // right
            if isinstance(node.op, AST.Mod):
                return left % right
        raise ValueError(text)
    return value(AST.parse(text, mode="eval").body)
`

var calculates = regexp.MustCompile(`(?i)expr|formula|calc|comput|arith|equation`)

// literalEval reads a value instead of running code: a literal, or, where the
// words around speak of formulas, an arithmetic expression.
func literalEval(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	if name := s.dotted(s.child(call, 0)); name != "eval" && name != "builtins.eval" {
		return nil, shape("%s runs more than an expression", name)
	}
	text := s.arg(call, 0)
	if text == 0 || s.is(text, syntax.FString, syntax.BinaryOp, syntax.Str) {
		return nil, shape("the code that is run is more than the value")
	}
	words := s.functionName(call) + " " + s.text(text)
	s.replace(call, s.use("ast")+".literal_eval("+s.text(text)+")")
	literal := p.done("the value is read as a literal; no code is run")
	p = newPatch(in)
	if s, call, err = p.sink(); err != nil {
		return nil, err
	}
	name := s.helper(call, "_calculate", strings.ReplaceAll(calculator, "AST", s.use("ast")))
	s.replace(call, name+"("+s.text(text)+")")
	sum := p.done("the value is calculated as arithmetic; no code is run")
	if calculates.MatchString(words) {
		return []fix.Candidate{sum, literal}, nil
	}
	return []fix.Candidate{literal, sum}, nil
}

// templateData gives values to a template as data instead of making them a part of
// its source.
func templateData(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	switch name := s.dotted(s.child(call, 0)); lastName(name) {
	case "eval", "exec", "compile", "execfile":
		return nil, shape("%s runs code, not a template", name)
	}
	source := s.argument(call, 0, "source")
	if source == 0 {
		return nil, shape("the template is not the first argument of the call")
	}
	render := call
	if name := lastName(s.text(s.child(call, 0))); name == "Template" || name == "from_string" {
		render = 0
		if at := s.up[call]; s.is(at, syntax.Attribute) && s.text(s.child(at, 1)) == "render" && s.is(s.up[at], syntax.Call) {
			render = s.up[at]
		}
	}
	if render == 0 {
		return nil, shape("the template is rendered elsewhere")
	}
	t := s.taint(in.Flow)
	used := map[string]bool{}
	for _, b := range s.built(source) {
		if b.failed != "" {
			return nil, shape("%s", b.failed)
		}
		if err := s.asData(b, t, render, used); err != nil {
			return nil, err
		}
	}
	if len(used) == 0 {
		return nil, shape("the template is made in another function")
	}
	return p.one("the values are data of the template, not part of it")
}

func (s *source) asData(b *building, t *taint, render syntax.Ref, used map[string]bool) error {
	var cuts []cutting
	var gone []syntax.Ref
	for i, p := range b.pieces {
		if p.how == constant || !t.in(p.expr) {
			continue
		}
		if p.spec != "" {
			return shape("a value is formatted on its way")
		}
		name := s.nameOf(p.expr)
		for used[name] || s.keyword(render, name) != 0 && s.text(s.child(s.keyword(render, name), 1)) != s.text(p.expr) {
			name += "_"
		}
		if !used[name] && s.keyword(render, name) == 0 {
			s.addArgument(render, name+"="+s.text(p.expr))
		}
		used[name] = true
		c := b.hole(i)
		c.text = "{{ " + name + " }}"
		if len(b.pieces) == 1 {
			s.replace(p.expr, s.quote()+c.text+s.quote())
			return nil
		}
		cuts, gone = append(cuts, c), append(gone, p.expr)
	}
	if b.dropped = b.drop(gone); b.dropped {
		b.undouble()
	}
	for _, c := range cuts {
		if !b.apply(c) {
			return shape("the template starts with a value")
		}
	}
	return nil
}

// xpathVariable passes values to lxml's xpath as variables.
func xpathVariable(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	if lastName(s.text(s.child(call, 0))) != "xpath" || !s.knows("lxml") {
		return nil, shape("only lxml's xpath takes variables")
	}
	t := s.taint(in.Flow)
	used := map[string]bool{}
	for _, b := range s.built(s.arg(call, 0)) {
		if b.failed != "" {
			return nil, shape("%s", b.failed)
		}
		var cuts []cutting
		var gone []syntax.Ref
		for i, pc := range b.pieces {
			if pc.how == constant || !t.in(pc.expr) {
				continue
			}
			c := b.hole(i)
			before := ""
			if i > 0 {
				before = b.pieces[i-1].value
			}
			if i+1 >= len(b.pieces) || before == "" || b.pieces[i+1].how != constant || !strings.ContainsAny(before[len(before)-1:], `'"`) || b.pieces[i+1].value[0] != before[len(before)-1] {
				return nil, shape("the value is not a quoted text of its own")
			}
			name := s.nameOf(pc.expr)
			for used[name] {
				name += "_"
			}
			used[name] = true
			c.a, c.b, c.text = len(before)-1, 1, "$"+name
			s.addArgument(call, name+"="+s.text(pc.expr))
			cuts, gone = append(cuts, c), append(gone, pc.expr)
		}
		if b.dropped = b.drop(gone); b.dropped {
			b.undouble()
		}
		for _, c := range cuts {
			if !b.apply(c) {
				return nil, shape("the expression starts with a value")
			}
		}
		b.plain(gone)
	}
	if len(used) == 0 {
		return nil, shape("the expression is made in another function")
	}
	return p.one("the value is a variable of the expression")
}

// quoteLog writes the value of a log line as repr does, in which line breaks are
// escaped: %r for %s, {x!r}, repr(x).
func quoteLog(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	t := s.taint(in.Flow)
	args := s.args(call)
	for i, a := range args {
		if s.is(a, syntax.Str) {
			s.quoteVerbs(a, args[i+1:], t)
		}
	}
	if len(args) > 0 {
		for _, b := range s.built(args[0]) {
			for _, pc := range b.pieces {
				if pc.how == constant || pc.spec != "" || !t.in(pc.expr) {
					continue
				}
				switch pc.how {
				case verb:
					if s.between(pc.from, pc.to) == "%s" {
						s.edit(pc.to-1, pc.to, "r")
					}
				case field, braces:
					s.insert(pc.to-1, "!r")
				case added:
					s.replace(pc.expr, "repr("+s.text(pc.expr)+")")
				}
			}
		}
	}
	var out []fix.Candidate
	if len(s.edits) > 0 {
		out = append(out, p.done("the value is quoted, so that it stays one line"))
	}
	// Where the line must read as before, line breaks go.
	if c, ok := stripArguments(in); ok {
		out = append(out, c)
	}
	cs, err := wrapValues("line breaks are removed from the value", plainLine)(in)
	if out = distinct(append(out, cs...)); len(out) > 0 {
		return out, nil
	}
	return nil, err
}

// stripArguments removes line breaks from the arguments of a log call that carry
// the flow.
func stripArguments(in *fix.Input) (fix.Candidate, bool) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return fix.Candidate{}, false
	}
	t := s.taint(in.Flow)
	for i, a := range s.args(call) {
		if i > 0 && !s.is(a, syntax.Keyword, syntax.Starred, syntax.KeywordSpread) && t.in(a) {
			s.replace(a, plainLine(s, a, s.text(a)))
		}
	}
	return p.done("line breaks are removed from the value"), len(s.edits) > 0
}

// quoteVerbs changes the %s of a log format whose argument carries the flow.
func (s *source) quoteVerbs(format syntax.Ref, args []syntax.Ref, t *taint) {
	b := &building{s: s}
	b.literals(s.start(format), s.end(format), false)
	next := 0
	for _, p := range b.pieces {
		for i := 0; i+1 < len(p.value); i++ {
			if p.value[i] != '%' {
				continue
			}
			if p.value[i+1] == '%' {
				i++
				continue
			}
			if p.value[i+1] == 's' && next < len(args) && t.in(args[next]) {
				s.edit(p.offs[i+1], p.offs[i+1]+1, "r")
			}
			next++
		}
	}
}
