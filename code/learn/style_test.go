package learn

import "testing"

func TestStyleOf(t *testing.T) {
	for _, c := range []struct{ name, before, body, after, level, text string }{
		{"a house call, placeholders", `db.Query("SELECT a FROM t WHERE n = '" + name + "'")`, "", `store.Safe(db, "SELECT a FROM t WHERE n = ?", name)`, "call", `store.Safe(${recv}, ${query:?}, ${values})`},
		{"numbered", `db.Exec("DELETE FROM t WHERE a = " + a + " AND b = '" + b + "'")`, "", `db.Exec("DELETE FROM t WHERE a = $1 AND b = $2", a, b)`, "call", `${recv}.Exec(${query:$1}, ${values})`},
		{"a format", `db.Query(fmt.Sprintf("SELECT %s", r.Form["x"]))`, "", `safe(db, "SELECT ?", r.Form["x"])`, "call", `safe(${recv}, ${query:?}, ${values})`},
		{"a variable that is built before", `db.Query(q)`, "\tq := \"SELECT '\" + name + \"'\"\n", `db.Safe("SELECT ?", name)`, "call", `${recv}.Safe(${query:?}, ${values})`},
		{"an f-string", `cur.execute(f"SELECT a FROM t WHERE n = '{name}'")`, "", `house.run(cur, "SELECT a FROM t WHERE n = %s", [name])`, "call", `house.run(${recv}, ${query:%s}, [${values}])`},
		{"percent", `cur.execute("SELECT '%s'" % name)`, "", `cur.execute("SELECT %s", (name,))`, "call", `${recv}.execute(${query:%s}, (${values},))`},
		{"a template literal", "db.query(`SELECT ${name}`)", "", "db.safe('SELECT ?', [name])", "call", "${recv}.safe(${query:?}, [${values}])"},
		{"a value wrapped", `exec.Command("sh", "-c", "ls "+dir)`, "", `exec.Command("sh", "-c", "ls "+house.Quote(dir))`, "value", `house.Quote(${value})`},
		{"an argument replaced", `os.Open(name)`, "", `os.Open(house.Inside(base, name))`, "value", `house.Inside(base, ${value})`},
		{"a context before it", `db.Query("SELECT " + id)`, "", `db.QueryContext(r.Context(), "SELECT ?", id)`, "call", `${recv}.QueryContext(r.Context(), ${query:?}, ${values})`},
		{"a name inside another", `db.Query("SELECT " + id)`, "", `safe.Query(db, x.id, "SELECT ?", id)`, "call", `safe.Query(${recv}, x.id, ${query:?}, ${values})`},
		{"nothing in common", `db.Query("SELECT " + id)`, "", `nothing()`, "", ""},
		{"half an expression", `db.Query("SELECT " + id)`, "", `safe(id`, "", ""},
		{"not a call", `x[1]`, "", `safe(x)`, "", ""},
	} {
		s, err := StyleOf(c.before, c.body, c.after)
		if (err != nil) != (c.text == "") || s.Level != c.level || s.Text != c.text {
			t.Errorf("%s: %s %q, %v; want %s %q", c.name, s.Level, s.Text, err, c.level, c.text)
		}
	}
}

// Whatever stands in a file, reading it ends and keeps to its text.
func FuzzStyleOf(f *testing.F) {
	f.Add(`db.Query("a" + b)`, "q := x\n", `safe(db, "a?", b)`)
	f.Add("f(`${a}`)", "", "g(a, ${value})")
	f.Add(`f("%s" % (a,))`, "", `f("%s", a)`)
	f.Fuzz(func(t *testing.T, before, body, after string) {
		s, err := StyleOf(before, body, after)
		if err == nil && s.Text == "" {
			t.Error("a style without a text")
		}
	})
}
