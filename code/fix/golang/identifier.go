package golang

import (
	"go/ast"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
)

// allowIdentifier lets a name through to a SQL text only when it is one of the
// columns that the statement itself or the package's tables name. DESC
// behind the name is kept.
func allowIdentifier(in *fix.Input) ([]fix.Candidate, error) {
	v := look(in)
	names := v.columns(in)
	if len(names) == 0 {
		return nil, shape("no list of the names that are meant was found: the statement selects no plain columns, and no CREATE TABLE is in the package")
	}
	w := func(s *source, _ spot, e string) string {
		quoted := make([]string, len(names))
		for i, n := range names {
			quoted[i] = strconv.Quote(n)
		}
		text := strings.NewReplacer("NAMES", strings.Join(quoted, ", "), "FIRST", quoted[0]).Replace(knownColumn)
		return s.helper("knownColumn", text) + "(" + e + ")"
	}
	why := "only " + strings.Join(names, ", ") + " may be named"
	var out []fix.Candidate
	spots := v.spots()
	sort.SliceStable(spots, func(i, j int) bool {
		a, b := spots[i], spots[j]
		return !a.param && b.param || a.param == b.param && a.near < b.near
	})
	for _, p := range spots {
		if len(out) < maxSpots && p.file.isString(p.expr) && p.certain {
			out = append(out, v.wrap(why, w, p)...)
		}
	}
	if len(out) == 0 {
		return nil, shape("the place where the name enters the statement was not found")
	}
	return out, nil
}

const knownColumn = `
// NAME returns expr when it is the name of a column, with or without DESC behind
// it, else the first column.
func NAME(expr string) string {
	column, descending := {pkg strings}.CutSuffix(expr, " DESC")
	switch column {
	case NAMES:
	default:
		return FIRST
	}
	if descending {
		return column + " DESC"
	}
	return column
}`

var (
	plainColumn = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?$`)
	selectList  = regexp.MustCompile(`(?is)^\s*SELECT\s+(?:DISTINCT\s+)?(.*?)\s+FROM\s`)
	createTable = regexp.MustCompile(`(?is)CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?\S+\s*\((.*?)\)\s*(?:;|$)`)
)

// columns are the names that the statement selects, else those of the tables that
// the package creates.
func (v *view) columns(in *fix.Input) []string {
	var head strings.Builder
	for _, p := range in.Flow.Violation.Seq {
		if p.Hole != nil {
			break
		}
		head.WriteString(p.Text)
	}
	if m := selectList.FindStringSubmatch(head.String() + " "); m != nil {
		if names := plain(strings.Split(m[1], ","), false); len(names) > 0 {
			return names
		}
	}
	f, err := v.file(in.Flow.At.Unit)
	if err != nil {
		return nil
	}
	var out []string
	for _, g := range f.siblings() {
		ast.Inspect(g.tree, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok {
				if text, err := strconv.Unquote(lit.Value); err == nil {
					for _, m := range createTable.FindAllStringSubmatch(text, -1) {
						out = append(out, plain(strings.Split(m[1], ","), true)...)
					}
				}
			}
			return true
		})
	}
	return unique(out)
}

// plain keeps the columns that are plain names: of a list of columns, or of the
// definitions of a table.
func plain(columns []string, defined bool) []string {
	var out []string
	for _, c := range columns {
		words := strings.Fields(c)
		if len(words) == 0 || len(words) > 1 && !defined && !strings.EqualFold(words[len(words)-2], "AS") {
			continue
		}
		name := words[len(words)-1]
		if defined {
			name = words[0]
			switch strings.ToUpper(name) {
			case "PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "CONSTRAINT", "KEY", "INDEX":
				continue
			}
		}
		if plainColumn.MatchString(name) {
			out = append(out, name)
		}
	}
	return unique(out)
}

func unique(names []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, n := range names {
		if !seen[n] {
			seen[n] = true
			out = append(out, n)
		}
	}
	return out
}
