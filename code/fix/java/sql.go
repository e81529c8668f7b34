package java

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

const parameterised = "the value is a parameter of the statement and no longer part of its text"

const binder = `
private static %s bind(%s statement, Object... values) throws %s {
	for (int i = 0; i < values.length; i++) {
		statement.setObject(i + 1, values[i]);
	}
	return statement;
}
`

// parameterise makes parameters of the values in a SQL statement.
func parameterise(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.at()
	_, name := s.receiver(call)
	args := s.args(call)
	if len(args) == 0 {
		return nil, fmt.Errorf("the call is none that takes a statement")
	}
	mark := func(int) string { return "?" }
	numbered := strings.HasPrefix(name, "create")
	if numbered {
		mark = func(n int) string { return "?" + strconv.Itoa(n) }
	}
	st, err := s.takenOut(s.made(args[0]), mark)
	if err != nil {
		return nil, err
	}
	switch {
	case name == "prepareStatement" || name == "prepareCall":
		s.edits = append(s.edits, st.edits...)
		err = s.prepared(call, st)
	case numbered:
		s.edits = append(s.edits, st.edits...)
		for _, b := range st.values {
			s.insert(s.t.Nodes[call].End, fmt.Sprintf(".setParameter(%d, %s)", b.index, b.expr))
		}
	case s.springs(call):
		s.edits = append(s.edits, st.edits...)
		err = s.template(call, st)
	default:
		err = s.executed(call, st)
	}
	if err != nil {
		return nil, err
	}
	return s.done("parameterise", parameterised), nil
}

// prepared hands the values to a statement that is prepared already.
func (s *source) prepared(call syntax.Ref, st *statement) error {
	d := s.heldBy(call)
	place := s.statement(call)
	if d == 0 || place == 0 {
		if st.marks > 0 {
			return fmt.Errorf("the statement has parameters that are set elsewhere")
		}
		return s.bindAround(call, st)
	}
	name := s.t.Text(s.t.First(d))
	for _, b := range st.values {
		s.after(place, b.setter(name))
	}
	if st.marks > 0 {
		s.shift(d, st.values)
	}
	return nil
}

// heldBy is the declaration of the variable that a call's result is put into.
func (s *source) heldBy(call syntax.Ref) syntax.Ref {
	switch p := s.up[call]; s.t.Kind(p) {
	case syntax.Declarator:
		return p
	case syntax.Assign:
		if s.t.Op(p) == syntax.NoOp && s.t.Kind(s.t.First(p)) == syntax.Name {
			return s.declaration(s.t.First(p))
		}
	}
	return 0
}

// shift renumbers the parameters that were set before, behind the new ones.
func (s *source) shift(d syntax.Ref, values []bound) {
	for _, u := range s.uses(d) {
		call := s.up[u]
		_, name := s.receiver(call)
		args := s.args(call)
		if s.t.Kind(call) != syntax.Call || !strings.HasPrefix(name, "set") && name != "registerOutParameter" || len(args) < 2 {
			continue
		}
		old, err := strconv.Atoi(s.t.Text(args[0]))
		if err != nil {
			continue
		}
		now := old
		for _, b := range values {
			if b.index <= now {
				now++
			}
		}
		if now != old {
			s.replace(args[0], strconv.Itoa(now))
		}
	}
}

// bindAround hands the values over by a helper, where no statement can be put.
func (s *source) bindAround(n syntax.Ref, st *statement) error {
	if err := s.binder(n); err != nil {
		return err
	}
	s.wrap(n, "bind(", ", "+st.list()+")")
	return nil
}

func (s *source) binder(n syntax.Ref) error {
	typ := s.use("java.sql.PreparedStatement")
	return s.helper(n, "bind", fmt.Sprintf(binder, typ, typ, s.use("java.sql.SQLException")))
}

func (st *statement) list() string {
	var out []string
	for _, b := range st.values {
		out = append(out, b.expr)
	}
	return strings.Join(out, ", ")
}

// springs: the call is one of Spring's JdbcTemplate, by the declared type of what it
// is called on, in this file or where the project declares the field.
func (s *source) springs(call syntax.Ref) bool {
	receiver, name := s.receiver(call)
	if strings.HasPrefix(name, "queryFor") || name == "batchUpdate" {
		return true
	}
	if s.t.Kind(receiver) == syntax.Select || s.t.Kind(receiver) == syntax.Name {
		typ := s.typeOf(receiver)
		if typ == "" {
			typ = s.fieldType(receiver)
		}
		return strings.HasPrefix(typ, "Jdbc")
	}
	return false
}

// fieldType is the type of Class.field or this.field, simple and as declared.
func (s *source) fieldType(n syntax.Ref) string {
	if s.t.Kind(n) != syntax.Select {
		return ""
	}
	class, field := s.typeName(s.t.First(n)), s.t.Text(s.t.Last(n))
	for _, u := range s.in.Program.Units {
		for _, d := range u.Types {
			if u.Stub || d.Name != class && !strings.HasSuffix(d.Name, "."+class) {
				continue
			}
			for _, f := range d.Fields {
				if f.Name == field && f.Type != nil {
					return f.Type.Name[strings.LastIndexByte(f.Type.Name, '.')+1:]
				}
			}
		}
	}
	return ""
}

// typeName is the simple name of the class that a name or this stands for.
func (s *source) typeName(n syntax.Ref) string {
	if s.t.Kind(n) == syntax.This {
		return s.t.Text(s.t.Child(s.around(n, syntax.Class), syntax.Name))
	}
	text := s.t.Text(n)
	return text[strings.LastIndexByte(text, '.')+1:]
}

// template adds the values to a call of Spring's JdbcTemplate.
func (s *source) template(call syntax.Ref, st *statement) error {
	args := s.args(call)
	_, name := s.receiver(call)
	if len(args) > 1 && s.t.Kind(args[1]) == syntax.NewArray {
		init := s.t.Child(args[1], syntax.ArrayInit)
		if st.marks > 0 || init == 0 || s.t.First(init) != 0 {
			return fmt.Errorf("the call has parameters already")
		}
		s.insert(s.t.Nodes[init].Start+1, st.list())
		return nil
	}
	if st.marks > 0 {
		return fmt.Errorf("the call has parameters already")
	}
	switch name {
	case "query", "queryForObject", "queryForList", "queryForMap", "queryForRowSet", "queryForStream", "update":
	case "batchUpdate":
		s.replace(s.nameOf(call), "update")
	case "execute":
		var lines []string
		for _, b := range st.values {
			lines = append(lines, b.setter("statement"))
		}
		typ := s.use("org.springframework.jdbc.core.PreparedStatementCallback")
		s.insert(s.t.Nodes[args[0]].End, ", ("+typ+"<Boolean>) statement -> { "+strings.Join(lines, " ")+" return statement.execute(); }")
		return nil
	default:
		return fmt.Errorf("the call takes no parameters")
	}
	s.insert(s.t.Nodes[args[len(args)-1]].End, ", "+st.list())
	return nil
}

// runs are the methods of a statement that take its text.
var runs = []string{"execute", "executeQuery", "executeUpdate", "executeLargeUpdate", "addBatch"}

// executed turns a java.sql.Statement into one that is prepared.
func (s *source) executed(call syntax.Ref, st *statement) error {
	receiver, name := s.receiver(call)
	if receiver == 0 || !slices.Contains(runs, name) || st.marks > 0 {
		return fmt.Errorf("the call is none of java.sql that takes a statement")
	}
	if s.creates(receiver) {
		return s.chained(call, receiver, st)
	}
	if s.t.Kind(receiver) != syntax.Name {
		return fmt.Errorf("the statement is made elsewhere")
	}
	d := s.declaration(receiver)
	if creation := s.creation(d); creation != 0 && s.runsOnce(d, call) {
		if err := s.remade(call, d, creation, st); err == nil {
			return nil
		}
	}
	return s.beside(call, receiver, d, st)
}

func (s *source) creates(n syntax.Ref) bool {
	_, name := s.receiver(n)
	return name == "createStatement"
}

// creation is the call of createStatement that alone gives a variable its value.
func (s *source) creation(d syntax.Ref) syntax.Ref {
	if s.t.Kind(d) != syntax.Declarator {
		return 0
	}
	values := s.values(d)
	if len(values) == 1 && values[0] != 0 && s.creates(values[0]) {
		return values[0]
	}
	return 0
}

// runsOnce: the statement runs nothing but this.
func (s *source) runsOnce(d, call syntax.Ref) bool {
	for _, u := range s.uses(d) {
		c := s.up[u]
		if receiver, name := s.receiver(c); c != call && receiver == u && slices.Contains(runs, name) {
			return false
		}
	}
	return true
}

// prepare writes the call that prepares the statement, with the options that
// creation and execution have.
func (s *source) prepare(connection, sql string, call, creation syntax.Ref) string {
	words := []string{sql}
	for _, a := range s.args(creation) {
		words = append(words, s.t.Text(a))
	}
	for _, a := range s.args(call)[1:] {
		words = append(words, s.t.Text(a))
	}
	return connection + ".prepareStatement(" + strings.Join(words, ", ") + ")"
}

// dropText takes the statement's text out of the call that runs it.
func (s *source) dropText(call syntax.Ref) {
	start, end := s.t.Span(s.t.Child(call, syntax.Args))
	s.edit(start, end, "()")
}

// chained: connection.createStatement().executeQuery(text).
func (s *source) chained(call, creation syntax.Ref, st *statement) error {
	connection, _ := s.receiver(creation)
	text := s.textFor(call, st)
	made := s.prepare(s.t.Text(connection), text, call, creation)
	place := s.statement(call)
	if place == 0 {
		if err := s.binder(call); err != nil {
			return err
		}
		s.replace(creation, "bind("+made+", "+st.list()+")")
	} else {
		name := s.free("statement")
		s.before(place, append([]string{s.use("java.sql.PreparedStatement") + " " + name + " = " + made + ";"}, st.setters(name)...)...)
		s.replace(creation, name)
	}
	s.dropText(call)
	return nil
}

func (st *statement) setters(name string) (out []string) {
	for _, b := range st.values {
		out = append(out, b.setter(name))
	}
	return out
}

// textFor is what the prepared statement gets as its text: the variable it was put
// together in, or the text itself.
func (s *source) textFor(call syntax.Ref, st *statement) string {
	arg := s.args(call)[0]
	if s.inline(call, st) {
		return s.edited(arg, st.edits)
	}
	s.edits = append(s.edits, st.edits...)
	return s.t.Text(arg)
}

// inline: the text is put together in the call that runs it.
func (s *source) inline(call syntax.Ref, st *statement) bool {
	start, end := s.t.Span(s.args(call)[0])
	return start <= st.start && st.end <= end
}

// remade prepares the statement where it was created, or where it is run when its
// text is not known earlier.
func (s *source) remade(call, d, creation syntax.Ref, st *statement) error {
	kept := len(s.edits)
	text := s.textFor(call, st)
	early := st.plain
	if !s.inline(call, st) {
		early = st.end <= s.t.Nodes[creation].Start
	}
	connection, _ := s.receiver(creation)
	made := s.prepare(s.t.Text(connection), text, call, creation)
	place, from := s.statement(call), s.statement(creation)
	name := s.t.Text(s.t.First(d))
	var setters []string
	switch {
	case early:
		s.replace(creation, made)
	case place != 0 && from != 0 && s.up[place] == s.up[from] && !s.usedBetween(d, from, place):
		s.dropLine(from)
		line := name + " = " + made + ";"
		if s.t.Kind(from) == syntax.Local {
			line = s.preparedType(s.t.Child(from, syntax.Type)) + " " + line
		}
		setters = append(setters, line)
	default:
		s.edits = s.edits[:kept]
		return fmt.Errorf("the text is not known where the statement is made")
	}
	if typ := s.t.Child(s.up[d], syntax.Type); typ != 0 && s.typeText(typ) == "Statement" && (early || s.t.Kind(from) != syntax.Local) {
		s.replace(typ, s.preparedType(typ))
	}
	if setters = append(setters, st.setters(name)...); place != 0 {
		s.before(place, setters...)
	} else {
		if err := s.binder(call); err != nil {
			s.edits = s.edits[:kept]
			return err
		}
		receiver, _ := s.receiver(call)
		s.replace(receiver, "bind("+name+", "+st.list()+")")
	}
	s.dropText(call)
	return nil
}

func (s *source) preparedType(typ syntax.Ref) string {
	if strings.Contains(s.t.Text(typ), ".") {
		return "java.sql.PreparedStatement"
	}
	return s.use("java.sql.PreparedStatement")
}

// usedBetween: a variable is used between two statements.
func (s *source) usedBetween(d, from, to syntax.Ref) bool {
	for _, u := range s.uses(d) {
		if at := s.t.Nodes[u].Start; at >= s.t.Nodes[from].End && at < s.t.Nodes[to].Start {
			return true
		}
	}
	return false
}

// dropLine takes a statement away, with its line when nothing else stands there.
func (s *source) dropLine(n syntax.Ref) {
	start, end := s.t.Span(n)
	a, b := start, end
	for a > 0 && (s.t.Src[a-1] == ' ' || s.t.Src[a-1] == '\t') {
		a--
	}
	for int(b) < len(s.t.Src) && (s.t.Src[b] == ' ' || s.t.Src[b] == '\t' || s.t.Src[b] == '\r') {
		b++
	}
	if int(b) < len(s.t.Src) && s.t.Src[b] == '\n' && (a == 0 || s.t.Src[a-1] == '\n') {
		s.edit(a, b+1, "")
		return
	}
	s.edit(start, end, "")
}

// beside prepares another statement on the connection of one that was made
// elsewhere, and goes on with that.
func (s *source) beside(call, receiver, d syntax.Ref, st *statement) error {
	place := s.statement(call)
	_, run := s.receiver(call)
	if place == 0 || run == "addBatch" {
		return fmt.Errorf("the statement is made elsewhere")
	}
	text := s.textFor(call, st)
	name := s.free("prepared")
	made := s.prepare(s.t.Text(receiver)+".getConnection()", text, call, 0)
	typ := s.t.Child(s.up[d], syntax.Type)
	s.before(place, append([]string{s.preparedType(typ) + " " + name + " = " + made + ";"}, st.setters(name)...)...)
	s.replace(receiver, name)
	block := s.around(place, syntax.Block, syntax.Case)
	for _, u := range s.uses(d) {
		after := s.t.Nodes[u].Start > s.t.Nodes[call].End
		r, run := s.receiver(s.up[u])
		if after && s.within(u, block) && !(r == u && (run == "close" || slices.Contains(runs, run))) {
			s.replace(u, name)
		}
	}
	s.dropText(call)
	return nil
}
