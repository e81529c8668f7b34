package python

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// parameterise moves values out of a SQL text into its parameters. It works where
// the text is made in the function that runs it, in a caller that hands parameters
// on as well, and through a collecting method that takes parameters
// (query.where(text, *args)).
func parameterise(in *fix.Input) ([]fix.Candidate, error) {
	style, err := paramStyle(in)
	if err != nil {
		return nil, err
	}
	var out []fix.Candidate
	var last error
	for _, try := range []func(*fix.Input, string) (*fix.Candidate, error){atExecute, atCaller, atCollector} {
		c, err := try(in, style)
		switch {
		case c != nil:
			out = append(out, *c)
		case err != nil && last == nil:
			last = err
		}
	}
	if len(out) == 0 {
		return nil, last
	}
	return out, nil
}

var styles = []struct{ module, mark string }{
	{"sqlite3", "?"}, {"aiosqlite", "?"}, {"pyodbc", "?"}, {"psycopg", "%s"}, {"psycopg2", "%s"}, {"MySQLdb", "%s"}, {"pymysql", "%s"},
	{"mysql.connector", "%s"}, {"django", "%s"}, {"sqlalchemy", ":"}, {"flask_sqlalchemy", ":"},
}

// paramStyle is the driver's mark for a parameter (PEP 249): of the module that
// the sink belongs to, else of the only one that the program imports.
func paramStyle(in *fix.Input) (string, error) {
	for _, st := range styles {
		if strings.HasPrefix(in.Flow.At.Callee, st.module+".") {
			return st.mark, nil
		}
	}
	found := ""
	for _, u := range in.Program.Units {
		if u.Stub || u.Test {
			continue
		}
		for _, q := range u.Imports {
			for _, st := range styles {
				if q != st.module && !strings.HasPrefix(q, st.module+".") {
					continue
				}
				if found != "" && found != st.mark {
					return "", shape("several database drivers with different marks for parameters are in use")
				}
				found = st.mark
			}
		}
	}
	if found == "" {
		return "", shape("the database driver is not known, and so its mark for parameters is not")
	}
	return found, nil
}

// A statementText is a SQL text in the making, with the parameters taken out.
type statementText struct {
	s      *source
	t      *taint
	style  string
	parts  []*building
	params []param
	before int // marks that were in the text before the first new one
	marks  int // marks that were in the text
	names  map[string]bool
	// hadParams is set when the statement was run with parameters before.
	hadParams bool
}

// A param is an expression for one parameter, and the building it came from.
type param struct {
	text string
	from *building
	name string
}

var (
	valueBefore = regexp.MustCompile(`(?i)(=|<|>|\blike|\bglob|\blimit|\boffset|\bbetween|\bbetween\s+(?:\?|%s|:\w+|[\w.']+)\s+and|\bvalues\s*\([^()]*[(,]|\bvalues\s*\(|\bin\s*\((?:[^()]*,)?|\bset\s+[\w\s=?,'%:]*,\s*\w+\s*=)\s*$`)
)

// extract plans the edits that replace values by marks; an error when a value of
// the flow stands where no parameter may.
func (q *statementText) extract() error {
	text := "" // SQL so far, to tell where a value stands
	for _, b := range q.parts {
		if b.failed != "" {
			return shape("%s", b.failed)
		}
		var cuts []cutting
		var gone []syntax.Ref
		for i := 0; i < len(b.pieces); i++ {
			p := b.pieces[i]
			if p.how == constant {
				text += p.value
				continue
			}
			c, used, quoted, err := q.place(b, i, text)
			if err != nil {
				return err
			}
			if c == nil {
				text += "x"
				continue
			}
			if len(q.params) == 0 {
				q.before = strings.Count(text, "?")
			}
			if err := q.take(b, c, used, quoted); err != nil {
				return err
			}
			for _, u := range used {
				if c.marks == "" && b.pieces[u].how != constant {
					gone = append(gone, b.pieces[u].expr)
				}
			}
			cuts = append(cuts, *c)
			if quoted { // the mark stands in the place of the quotes as well
				text = text[:len(text)-len(b.pieces[c.first].value)+c.a]
			}
			text += c.text
			i = c.last - 1
			if c.last < len(b.pieces) && b.pieces[c.last].how == constant {
				text += b.pieces[c.last].value[c.b:]
				i = c.last
			}
		}
		if err := q.write(b, cuts, gone); err != nil {
			return err
		}
	}
	q.marks = strings.Count(text, "?")
	if len(q.params) == 0 {
		return shape("no value of the flow stands where a parameter may")
	}
	return nil
}

func (q *statementText) write(b *building, cuts []cutting, gone []syntax.Ref) error {
	b.dropped = b.drop(gone)
	if b.dropped {
		b.undouble()
	}
	for _, c := range cuts {
		if c.marks != "" {
			b.s.replace(c.expr, c.marks)
			continue
		}
		if !b.apply(c) {
			return shape("the text starts with a value")
		}
	}
	if q.style == "%s" && !q.hadParams && len(q.params) > 0 {
		b.doublePercent(cuts)
	}
	b.plain(gone)
	return nil
}

// doublePercent writes the percent signs of a text as a driver wants them that is
// given parameters.
func (b *building) doublePercent(cuts []cutting) {
	for i, p := range b.pieces {
		if p.how != constant || b.format != 0 && !b.dropped {
			continue
		}
		for j := range p.value {
			if p.value[j] == '%' && !cutOut(cuts, i, j) {
				b.s.insert(p.offs[j], "%")
			}
		}
	}
}

// cutOut reports whether byte j of piece i goes with a cutting.
func cutOut(cuts []cutting, i, j int) bool {
	for _, c := range cuts {
		if c.marks == "" && (i > c.first || i == c.first && j >= c.a) && (i < c.last || i == c.last && j < c.b) {
			return true
		}
	}
	return false
}

// place tells how the expression at piece i stands in the statement: the cutting
// that makes a mark of it, and the pieces that become its value. No cutting and no
// error: it may stay.
func (q *statementText) place(b *building, i int, text string) (*cutting, []int, bool, error) {
	p := b.pieces[i]
	if open := openQuote(text); open >= 0 {
		return q.quoted(b, i, open)
	}
	tainted := q.t.in(p.expr)
	if !valueBefore.MatchString(text) {
		if tainted {
			return nil, nil, false, shape("a value stands where SQL takes no parameter (a column, a table, an order)")
		}
		return nil, nil, false, nil
	}
	if !tainted {
		return nil, nil, false, nil
	}
	c := b.hole(i)
	c.text = "?"
	return &c, []int{i}, false, nil
}

// openQuote is where the quoted literal begins that the text ends in, or -1.
func openQuote(text string) int {
	open := -1
	for i := 0; i < len(text); i++ {
		if text[i] == '\'' {
			if open < 0 {
				open = i
			} else {
				open = -1
			}
		}
	}
	return open
}

// quoted is the cutting of a whole literal, quotes included.
func (q *statementText) quoted(b *building, i, _ int) (*cutting, []int, bool, error) {
	if i == 0 || b.pieces[i-1].how != constant {
		return nil, nil, false, shape("a quoted value begins in another expression")
	}
	a := strings.LastIndexByte(b.pieces[i-1].value, '\'')
	if a < 0 {
		return nil, nil, false, shape("a quoted value begins in another expression")
	}
	used := []int{}
	tainted := false
	for j := i; j < len(b.pieces); j++ {
		p := b.pieces[j]
		if p.how != constant {
			tainted = tainted || q.t.in(p.expr)
			used = append(used, j)
			continue
		}
		if end := strings.IndexByte(p.value, '\''); end >= 0 {
			if !tainted {
				return nil, nil, false, nil
			}
			return &cutting{first: i - 1, last: j, a: a, b: end + 1, text: "?"}, append([]int{i - 1}, append(used, j)...), true, nil
		}
		used = append(used, j)
	}
	return nil, nil, false, shape("a quoted value ends in another expression")
}

// take writes the parameter of a cutting and its mark.
func (q *statementText) take(b *building, c *cutting, used []int, quoted bool) error {
	s := b.s
	if !quoted {
		p := b.pieces[used[0]]
		if p.spec != "" && !strings.HasPrefix(p.spec, "%d") {
			return shape("a value is formatted on its way")
		}
		if list := s.joined(p.expr); list != 0 {
			return q.takeList(b, c, p, list)
		}
		q.add(b, c, s.bare(p.expr, false), p.expr)
		return nil
	}
	var parts []piece
	for _, u := range used {
		p := b.pieces[u]
		if p.how == constant {
			switch {
			case u == c.first:
				p.value = p.value[c.a+1:]
			case u == c.last:
				p.value = p.value[:c.b-1]
			}
			if p.value == "" {
				continue
			}
		} else if p.spec != "" {
			return shape("a value is formatted on its way")
		}
		parts = append(parts, p)
	}
	if len(parts) == 1 {
		q.add(b, c, s.bare(parts[0].expr, true), parts[0].expr)
		return nil
	}
	text, err := s.fstringOf(parts)
	if err != nil {
		return err
	}
	q.add(b, c, text, parts[0].expr)
	return nil
}

func (q *statementText) add(b *building, c *cutting, text string, expr syntax.Ref) {
	p := param{text: text, from: b}
	switch q.style {
	case ":":
		p.name = q.name(expr)
		c.text = ":" + p.name
	case "%s":
		c.text = "%s"
	}
	q.params = append(q.params, p)
}

// name makes a name for a parameter out of what it holds.
func (q *statementText) name(expr syntax.Ref) string {
	if q.names == nil {
		q.names = map[string]bool{}
	}
	name := q.s.nameOf(expr)
	for base, n := name, 2; q.names[name]; n++ {
		name = base + strconv.Itoa(n)
	}
	q.names[name] = true
	return name
}

var identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// nameOf is a name for what an expression holds: a variable's own, the key of a
// lookup, "value" for others.
func (s *source) nameOf(n syntax.Ref) string {
	switch s.kind(n) {
	case syntax.Name:
		return s.text(n)
	case syntax.Attribute:
		return s.text(s.child(n, 1))
	case syntax.Subscript:
		if key, ok := s.literal(s.child(n, 1)); ok && identifier.MatchString(key) {
			return key
		}
	case syntax.Call:
		if key, ok := s.literal(s.arg(n, 0)); ok && identifier.MatchString(key) {
			return key
		}
	}
	return "value"
}

// bare is the text of a value without what only served to splice it: str(x), and
// inside quotes x.replace("'", "”").
func (s *source) bare(n syntax.Ref, quoted bool) string {
	for s.is(n, syntax.Call) {
		fn := s.child(n, 0)
		switch {
		case s.text(fn) == "str" && len(s.args(n)) == 1:
			n = s.arg(n, 0)
			continue
		case quoted && s.is(fn, syntax.Attribute) && s.text(s.child(fn, 1)) == "replace":
			from, _ := s.literal(s.arg(n, 0))
			to, _ := s.literal(s.arg(n, 1))
			if from == "'" && to == "''" {
				n = s.child(fn, 0)
				continue
			}
		}
		break
	}
	return s.text(n)
}

// joined is the list in ", ".join(list), 0 for other expressions.
func (s *source) joined(n syntax.Ref) syntax.Ref {
	if s.is(n, syntax.Call) && s.is(s.child(n, 0), syntax.Attribute) && s.text(s.child(s.child(n, 0), 1)) == "join" {
		return s.arg(n, 0)
	}
	return 0
}

// takeList makes one mark for each value of IN (", ".join(list)); only a list that
// has a name, or str of its elements, can be read twice.
func (q *statementText) takeList(b *building, c *cutting, p piece, list syntax.Ref) error {
	s := b.s
	switch {
	case s.is(list, syntax.Call) && s.text(s.child(list, 0)) == "map" && len(s.args(list)) == 2 && s.text(s.arg(list, 0)) == "str":
		list = s.arg(list, 1)
	case s.is(list, syntax.GeneratorExp, syntax.ListComp) && s.tree.Count(list) == 2 && s.is(s.child(list, 0), syntax.Call) &&
		s.text(s.child(s.child(list, 0), 0)) == "str" && s.text(s.arg(s.child(list, 0), 0)) == s.text(s.child(s.child(list, 1), 0)):
		list = s.child(s.child(list, 1), 1)
	}
	if !s.is(list, syntax.Name, syntax.Attribute) || q.style == ":" {
		return shape("the list of values that is joined into the text has no name")
	}
	quote := s.quoteFor(p.expr)
	c.marks = quote + ", " + quote + ".join(" + quote + q.style + quote + " for _ in " + s.text(list) + ")"
	c.expr = p.expr
	c.text = "?"
	q.params = append(q.params, param{text: "*" + s.text(list), from: b})
	return nil
}

// fstringOf writes pieces as one f-string.
func (s *source) fstringOf(parts []piece) (string, error) {
	q := s.quote()
	all := ""
	for _, p := range parts {
		if p.how != constant {
			all += s.text(p.expr)
		}
	}
	if strings.Contains(all, q) {
		q = map[string]string{`"`: "'", "'": `"`}[q]
	}
	if strings.Contains(all, q) || strings.Contains(all, `\`) {
		return s.concatOf(parts), nil
	}
	out := "f" + q
	for _, p := range parts {
		if p.how != constant {
			out += "{" + s.text(p.expr) + "}"
			continue
		}
		if strings.ContainsAny(p.value, "\\\n"+q) {
			return "", shape("a constant next to a value has quotes")
		}
		out += strings.NewReplacer("{", "{{", "}", "}}").Replace(p.value)
	}
	return out + q, nil
}

// concatOf writes pieces with +; values become text by str.
func (s *source) concatOf(parts []piece) string {
	var out []string
	for _, p := range parts {
		switch {
		case p.how == constant:
			out = append(out, strconv.Quote(p.value))
		case p.how == added:
			out = append(out, s.text(p.expr))
		default:
			out = append(out, "str("+s.text(p.expr)+")")
		}
	}
	return strings.Join(out, " + ")
}
