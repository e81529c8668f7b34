// Package sql is the demand on SQL statements (CWE-89): a value may fill a
// literal or name one identifier, and never become further tokens.
//
// Arguments: the statement; optionally the dialect ("mysql" when backslash
// escapes and double quotes make literals; "postgresql", "sqlite", … otherwise).
//
// Contexts: inside '…', "…" and `…`, an identifier (after FROM, BY, INTO, …), a
// number or other expression, a comment, the start of the statement. Lexical
// rules: ISO 9075-2 5.2 and 5.3; MySQL 8.4 reference manual 11.1.1. Marks that
// the operations leave: "sql.literal" and "sql.identifier" on texts that bring
// their own quotes, "sql.escaped" on texts escaped for a '…' literal.
//
// Limits: PostgreSQL's dollar quotes are read as code; the dialect is taken as
// standard SQL when it is not told.
package sql

import (
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/value"
)

// Demand is the demand on SQL statements.
type Demand struct{}

// Kind is "sql".
func (Demand) Kind() string { return "sql" }

// Check finds holes that can become more than one literal or identifier.
func (Demand) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	mysql := len(args) > 1 && dialectOf(args[1]) == "mysql"
	return lexical.Check(0, args[0], func() lexical.Lexer { return &lexer{mysql: mysql} })
}

func dialectOf(a value.Abs) string {
	s, _ := a.Str.Exact()
	return strings.ToLower(s)
}

// Attacks leave the literal, add a condition, or end the statement.
func (Demand) Attacks(v demand.Violation) []string {
	if q, ok := strings.CutPrefix(v.Context, "sql string "); ok {
		return []string{
			q + " OR " + q + "pr" + q + "=" + q + "pr",
			"x" + q + " OR 1=1 -- ",
			q + " UNION SELECT 7331 -- ",
			"x" + q + ") OR (1=1) -- ",
			q,
			"\\" + q + " OR 1=1 -- ",
			q + "||(SELECT 7331)||" + q,
		}
	}
	switch v.Context {
	case "sql identifier":
		return append([]string{"name; DROP TABLE prunella -- ", "name, (SELECT 7331)", "name -- ", "(SELECT/**/7331)", "1`; --", "name\" -- "}, quoted...)
	case "sql comment":
		return []string{"*/ OR 1=1 /*", "\nOR 1=1 -- "}
	case "sql statement":
		return []string{"DROP TABLE prunella", "SELECT 7331"}
	}
	return append([]string{"1 OR 1=1", "1 UNION SELECT 7331", "1; DROP TABLE prunella -- ", "1/**/OR/**/7331", "7331) OR (1=1"}, quoted...)
}

// quoted attacks are for statements whose parts were joined out of the solver's sight:
// what seems to stand by itself may be in a literal.
var quoted = []string{"' OR 'pr'='pr", "x' OR 1=1 -- ", "\" OR \"pr\"=\"pr"}
