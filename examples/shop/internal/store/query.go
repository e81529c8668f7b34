package store

import (
	"strconv"
	"strings"
)

// query collects the parts of a SELECT until it is run.
type query struct {
	base   string
	where  []string
	args   []any
	order  string
	limit  int
	offset int
}

func from(base string) *query { return &query{base: base} }

func (q *query) and(cond string, args ...any) *query {
	q.where = append(q.where, cond)
	q.args = append(q.args, args...)
	return q
}

func (q *query) orderBy(expr string) *query {
	q.order = expr
	return q
}

func (q *query) page(limit, number int) *query {
	q.limit = limit
	q.offset = limit * number
	return q
}

func (q *query) text() string {
	var b strings.Builder
	b.WriteString(q.base)
	if len(q.where) > 0 {
		b.WriteString(" WHERE " + strings.Join(q.where, " AND "))
	}
	if q.order != "" {
		b.WriteString(" ORDER BY " + q.order)
	}
	if q.limit > 0 {
		b.WriteString(" LIMIT " + strconv.Itoa(q.limit) + " OFFSET " + strconv.Itoa(q.offset))
	}
	return b.String()
}

// like makes a LIKE pattern literal that finds term anywhere.
func like(term string) string {
	return "'%" + strings.Replace(term, "'", "''", 1) + "%'"
}
