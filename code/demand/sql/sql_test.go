package sql

import (
	"testing"

	"github.com/prunella/prunella/code/demand/demandtest"
)

func TestContexts(t *testing.T) {
	demandtest.Run(t, Demand{}, demandtest.Options{}, []demandtest.Case{
		{"SELECT * FROM t WHERE n = '{}'", "sql string '"},
		{"SELECT * FROM t WHERE n = '{-'}'", ""},
		{"SELECT * FROM t WHERE n LIKE '%{}%'", "sql string '"},
		{"SELECT * FROM t WHERE n = 'it''s {}'", "sql string '"},
		{`SELECT * FROM t WHERE n = "{}"`, `sql string "`},
		{"SELECT * FROM `{}`", "sql string `"},
		{"SELECT * FROM t WHERE id = {}", "sql expression"},
		{"SELECT * FROM t WHERE id = {digits}", ""},
		{"SELECT * FROM t WHERE id IN ({})", "sql expression"},
		{"SELECT * FROM t LIMIT {}", "sql expression"},
		{"SELECT * FROM t LIMIT {digits}", ""},
		{"SELECT * FROM t ORDER BY {}", "sql identifier"},
		{"SELECT * FROM t ORDER BY {word}", ""},
		{"SELECT * FROM t ORDER BY name {}", "sql identifier"},
		{"SELECT * FROM logs_{digits}", ""},
		{"SELECT 1 -- {}\n, 2", "sql comment"},
		{"SELECT 1 /* {} */", "sql comment"},
		{"{}", "sql statement"},
		{"INSERT INTO t VALUES ('{-'}', {})", "sql expression"},
		{"SELECT * FROM t WHERE n = ?", ""},
		{"SELECT * FROM t WHERE n = {=sql.literal}", ""},
		{"SELECT * FROM t WHERE n = {=finite}", ""},
	})
}

func TestOracle(t *testing.T) {
	for _, c := range []struct {
		was, is, input string
		broken         bool
	}{
		{"SELECT 'a'", "SELECT 'b'", "b", false},
		{"SELECT 'a'", "SELECT 'x'' OR 1=1'", "x' OR 1=1", false},
		{"SELECT 'a'", "SELECT 'x' OR 1=1", "x' OR 1=1", true},
		{"SELECT 1 ORDER BY name", "SELECT 1 ORDER BY id", "zz; DROP TABLE t", false}, // a switch chose, not the input
		{"SELECT 'a'", "SELECT '\x00' OR 1'", "\x00' OR 1", true},
		{`SELECT 1 ORDER BY "a"`, `SELECT 1 ORDER BY "b"" -- "`, `b" -- `, false}, // one name
		{`SELECT 1 ORDER BY "a"`, `SELECT 1 ORDER BY """"`, `"`, false},
		{`SELECT 1 ORDER BY "a"`, `SELECT 1 ORDER BY "b" -- "`, `b" -- `, true},
	} {
		got, how := Demand{}.Broken([]any{c.was}, []any{c.is}, c.input)
		if got != c.broken {
			t.Errorf("%q -> %q: %v %s", c.was, c.is, got, how)
		}
	}
}

func FuzzLexers(f *testing.F) {
	f.Add("SELECT 'a' -- x", "' OR 1")
	f.Fuzz(func(t *testing.T, s, input string) {
		(&lexer{}).Feed(s)
		Demand{}.Broken([]any{"SELECT 1"}, []any{s}, input)
	})
}
