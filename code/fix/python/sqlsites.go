package python

import (
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

const whySQL = "values are passed as parameters of the statement"

// atExecute is for a text made in the function that runs it.
func atExecute(in *fix.Input, style string) (*fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	name := lastName(s.text(s.child(call, 0)))
	if name == "executescript" || name == "executemany" {
		return nil, shape("%s takes no parameters for one statement", name)
	}
	text := s.argument(call, 0, "sql")
	if text == 0 {
		return nil, shape("the statement is not the first argument of the call")
	}
	target, position := call, 1
	if style == ":" {
		if inner := text; s.is(inner, syntax.Call) && lastName(s.dotted(s.child(inner, 0))) == "text" {
			text = s.arg(inner, 0)
		} else if s.calls(call, "sqlalchemy.text", "sqlalchemy.sql.text") && s.is(s.up[s.up[call]], syntax.Call) {
			target = s.up[s.up[call]]
		} else if s.is(inner, syntax.Name) {
			return nil, shape("the statement is not made by text() at the call")
		}
	}
	q := &statementText{s: s, t: s.taint(in.Flow), style: style, parts: s.built(text), hadParams: len(s.args(target)) > 1}
	if len(q.parts) == 0 {
		return nil, shape("the statement is made in another function")
	}
	if err := q.extract(); err != nil {
		return nil, err
	}
	if err := q.pass(target, position, s.statement(call)); err != nil {
		return nil, err
	}
	c := p.done(whySQL)
	return &c, nil
}

// pass hands the parameters to the call as its argument number i.
func (q *statementText) pass(call syntax.Ref, i int, run syntax.Ref) error {
	s := q.s
	old := s.argument(call, i, "parameters")
	for _, name := range []string{"params", "args", "vars"} {
		if k := s.keyword(call, name); old == 0 && k != 0 {
			old = s.child(k, 1)
		}
	}
	if q.style == ":" {
		return q.passNamed(call, old)
	}
	for _, p := range q.params {
		if p.from.nested {
			return q.collect(call, old, run)
		}
	}
	var texts []string
	for _, p := range q.params {
		texts = append(texts, p.text)
	}
	list := strings.Join(texts, ", ")
	switch {
	case old == 0:
		if len(texts) == 1 {
			list += ","
		}
		s.addArgument(call, "("+list+")")
	case s.is(old, syntax.Tuple, syntax.List):
		items := s.children(old)
		if q.before > len(items) || !q.together() {
			return shape("the statement has parameters already, and their order is not clear")
		}
		switch {
		case len(items) == 0:
			s.replace(old, "("+list+",)")
		case q.before == len(items):
			end := s.outerEnd(items[len(items)-1])
			if strings.TrimSpace(s.between(end, s.end(old)-1)) == "," {
				s.edit(end, s.end(old)-1, "")
			}
			s.insert(end, ", "+list)
		default:
			s.insert(s.outerStart(items[q.before]), list+", ")
		}
	default:
		if !q.together() {
			return shape("the statement has parameters already, and their order is not clear")
		}
		if q.before == 0 {
			s.replace(old, "("+list+", *"+s.primary(old, s.text(old))+")")
		} else {
			s.replace(old, "(*"+s.primary(old, s.text(old))+", "+list+")")
		}
	}
	return nil
}

// together reports whether the new marks follow one another, no old one between.
func (q *statementText) together() bool {
	return q.style != "?" || q.before == 0 || q.marks == q.before+len(q.params) || q.before > 0 && q.marks >= q.before+len(q.params) && len(q.params) == 1
}

func (q *statementText) passNamed(call, old syntax.Ref) error {
	var items []string
	quote := q.s.quote()
	for _, p := range q.params {
		items = append(items, quote+p.name+quote+": "+p.text)
	}
	list := strings.Join(items, ", ")
	switch {
	case old == 0:
		q.s.addArgument(call, "{"+list+"}")
	case q.s.is(old, syntax.Dict) && q.s.tree.Count(old) > 0:
		q.s.insert(q.s.end(q.s.tree.Last(old)), ", "+list)
	default:
		q.s.replace(old, "{**"+q.s.text(old)+", "+list+"}")
	}
	return nil
}

// collect is for texts that grow in branches: a list of parameters grows with
// them.
func (q *statementText) collect(call, old, run syntax.Ref) error {
	s := q.s
	if old != 0 {
		return shape("the statement has parameters already and grows in branches")
	}
	name := "params"
	for s.bound(name) {
		name += "_"
	}
	first := s.statement(q.parts[0].whole)
	var start []string
	for _, b := range q.parts {
		var texts []string
		for _, p := range q.params {
			if p.from == b {
				texts = append(texts, p.text)
			}
		}
		if b == q.parts[0] {
			start = texts
			continue
		}
		st := s.statement(b.whole)
		for i := len(texts) - 1; i >= 0; i-- {
			if s.up[st] == 0 {
				return shape("the text grows in a place that is not a statement")
			}
		}
		for _, text := range texts {
			s.insert(s.end(st), "\n"+s.indent(st)+name+".append("+text+")")
		}
	}
	s.insert(s.end(first), "\n"+s.indent(first)+name+" = ["+strings.Join(start, ", ")+"]")
	s.addArgument(call, name)
	return nil
}

// caller is the project's call into the function the sink is in, with the
// function's declaration.
func caller(in *fix.Input, p *patch) (s *source, call syntax.Ref, fn *ir.Func) {
	stack := in.Flow.Stack
	for i := len(stack) - 1; i >= 0; i-- {
		pl := stack[i]
		if pl.Unit == nil || pl.Unit.Stub || in.Flow.At.Func == nil || pl.Callee != in.Flow.At.Func.Name {
			continue
		}
		s, err := p.open(pl.Unit)
		if err != nil {
			return nil, 0, nil
		}
		return s, s.callAt(pl.Span), in.Flow.At.Func
	}
	return nil, 0, nil
}

// atCaller is for a function that runs statements for others and hands on their
// parameters: def execute(statement, *args): cursor.execute(statement, args).
func atCaller(in *fix.Input, style string) (*fix.Candidate, error) {
	p := newPatch(in)
	sink, run, err := p.sink()
	if err != nil {
		return nil, err
	}
	s, call, fn := caller(in, p)
	if s == nil || call == 0 || style == ":" {
		return nil, shape("the statement is not made by the caller")
	}
	text, values := sink.arg(run, 0), sink.argument(run, 1, "parameters")
	if !sink.is(text, syntax.Name) || !sink.is(values, syntax.Name) {
		return nil, shape("the function that runs the statement does not hand on parameters")
	}
	at, to, spread := -1, -1, false
	for i, par := range fn.Params {
		if fn.Recv {
			i--
		}
		if par.Name == sink.text(text) {
			at = i
		}
		if par.Name == sink.text(values) {
			to, spread = i, par.Variadic
		}
	}
	if at < 0 || to < 0 || s.arg(call, at) == 0 {
		return nil, shape("the function that runs the statement does not hand on parameters")
	}
	q := &statementText{s: s, t: s.taint(in.Flow), style: style, parts: s.built(s.arg(call, at)), hadParams: len(s.args(call)) > 1 || spread}
	if err := q.extract(); err != nil {
		return nil, err
	}
	if spread {
		err = q.passSpread(call)
	} else {
		err = q.pass(call, to, s.statement(call))
	}
	if err != nil {
		return nil, err
	}
	c := p.done(whySQL)
	return &c, nil
}

// passSpread adds the parameters as further arguments.
func (q *statementText) passSpread(call syntax.Ref) error {
	for _, p := range q.params {
		if p.from.nested {
			return shape("the text grows in branches")
		}
	}
	if q.marks > len(q.params) && q.before+len(q.params) != q.marks {
		return shape("the statement has parameters already, and their order is not clear")
	}
	for _, p := range q.params {
		q.s.addArgument(call, p.text)
	}
	return nil
}

// atCollector is for a method that collects parts of a statement with their
// parameters: def where(self, text, *args) … self.args.extend(args), where the
// statement is run with self.args.
func atCollector(in *fix.Input, style string) (*fix.Candidate, error) {
	p := newPatch(in)
	sink, run, err := p.sink()
	if err != nil {
		return nil, err
	}
	values := sink.argument(run, 1, "parameters")
	if !sink.is(values, syntax.Attribute) || style == ":" {
		return nil, shape("the statement is not run with collected parameters")
	}
	for _, spot := range spots(in) {
		s, err := p.open(spot.unit)
		if err != nil {
			continue
		}
		path := s.nodesAt(spot.span)
		for i := len(path) - 1; i >= 0; i-- {
			call := path[i]
			if !s.is(call, syntax.Call) || !s.is(s.child(call, 0), syntax.Attribute) || s.arg(call, 0) == 0 ||
				!collects(in, s.text(s.child(s.child(call, 0), 1)), sink.text(values)) {
				continue
			}
			q := &statementText{s: s, t: s.taint(in.Flow), style: style, parts: s.built(s.arg(call, 0))}
			if err := q.extract(); err != nil {
				return nil, err
			}
			if err := q.passSpread(call); err != nil {
				return nil, err
			}
			c := p.done(whySQL)
			return &c, nil
		}
	}
	return nil, shape("no method collects parts of the statement with their parameters")
}

// collects reports whether a method of the project extends the list of parameters
// by its further arguments.
func collects(in *fix.Input, method, list string) bool {
	for _, u := range in.Program.Units {
		if u.Stub {
			continue
		}
		for _, f := range u.Funcs {
			if f.Class == "" || lastName(f.Name) != method || len(f.Params) == 0 || !f.Params[len(f.Params)-1].Variadic {
				continue
			}
			body, name := string(u.Text[f.Span.Start:f.Span.End]), f.Params[len(f.Params)-1].Name
			if strings.Contains(body, list+".extend("+name+")") || strings.Contains(body, list+" += "+name) {
				return true
			}
		}
	}
	return false
}
