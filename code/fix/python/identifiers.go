package python

import (
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// allowIdentifier checks a name that goes into a statement as a column or table
// against the names the program itself knows: those of the table in its CREATE
// TABLE, or those the statement selects. Where none can be read, any identifier
// passes, which is no injection.
func allowIdentifier(in *fix.Input) ([]fix.Candidate, error) {
	if q, ok := strings.CutPrefix(in.Flow.Violation.Context, "sql string "); ok && strings.HasPrefix(q, "'") {
		return nil, shape("the value stands inside quotes, where it is data: names of columns would refuse honest values")
	}
	var out []fix.Candidate
	if names := columns(in); len(names) > 0 {
		cs, err := wrapValues("only columns of the table are accepted", nameCheck(`name not in ("`+strings.Join(names, `", "`)+`")`))(in)
		if err == nil {
			out = append(out, cs...)
		}
	}
	cs, err := wrapValues("only identifiers are accepted", nameCheck("not name.isidentifier()"))(in)
	if out = append(out, cs...); len(out) == 0 {
		return nil, err
	}
	return out, nil
}

func nameCheck(refused string) wrapper {
	return func(s *source, n syntax.Ref, expr string) string {
		name := s.helper(n, "_column", `
def NAME(name):
    """Return name when it may stand in a statement as the name of a column."""
    if `+refused+`:
        raise ValueError(name)
    return name
`)
		return name + "(" + expr + ")"
	}
}

var (
	fromTable   = regexp.MustCompile(`(?i)\b(?:from|update|into|join)\s+([A-Za-z_]\w*)`)
	createTable = regexp.MustCompile(`(?is)create\s+table\s+(?:if\s+not\s+exists\s+)?([A-Za-z_]\w*)\s*\(`)
	wordFirst   = regexp.MustCompile(`^\s*([A-Za-z_]\w*)`)
)

// columns lists the columns of the table that the statement is about, as the
// program's own CREATE TABLE has them.
func columns(in *fix.Input) []string {
	text := ""
	for _, p := range in.Flow.Violation.Seq {
		if p.Hole == nil {
			text += p.Text
		} else {
			text += "?"
		}
	}
	m := fromTable.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	for _, u := range in.Program.Units {
		if u.Stub || !createTable.Match(u.Text) {
			continue
		}
		s := newSource(u)
		for i := range s.tree.Nodes {
			n := syntax.Ref(i)
			if !s.is(n, syntax.Str) {
				continue
			}
			v, _ := s.tree.StringValue(n)
			if cols := columnsIn(string(v), m[1]); cols != nil {
				return cols
			}
		}
	}
	return nil
}

// columnsIn reads the columns of a table out of a CREATE TABLE.
func columnsIn(sql, table string) []string {
	for _, at := range createTable.FindAllStringSubmatchIndex(sql, -1) {
		if !strings.EqualFold(sql[at[2]:at[3]], table) {
			continue
		}
		var cols []string
		depth, from := 0, at[1]
		for i := at[1]; i < len(sql); i++ {
			switch c := sql[i]; {
			case c == '(':
				depth++
			case c == ')' && depth > 0:
				depth--
			case c == ',' && depth == 0, c == ')':
				if m := wordFirst.FindStringSubmatch(sql[from:i]); m != nil && !strings.Contains(" primary unique foreign check constraint ", " "+strings.ToLower(m[1])+" ") {
					cols = append(cols, m[1])
				}
				from = i + 1
				if c == ')' {
					return cols
				}
			}
		}
	}
	return nil
}
