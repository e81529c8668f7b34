package python_test

import "testing"

// head is a program in which name and sort come from outside.
const head = `import sqlite3
from flask import Flask, request
app = Flask(__name__)
`

// view is a page that runs the lines on a connection db.
func view(lines string) string {
	return head + `@app.get("/")
def view():
    db = sqlite3.connect("x.db")
    name = request.args.get("name", "")
` + lines
}

func TestParameterise(t *testing.T) {
	for _, c := range []struct{ name, before, after, reason string }{
		{"f-string",
			`    db.execute(f"SELECT * FROM t WHERE name = '{name}'")`,
			`    db.execute("SELECT * FROM t WHERE name = ?", (name,))`, ""},
		{"f-string, double quotes kept inside",
			`    db.execute(f'SELECT * FROM t WHERE name = {name}')`,
			`    db.execute('SELECT * FROM t WHERE name = ?', (name,))`, ""},
		{"f-string with another field",
			"    n = 3\n    db.execute(f\"SELECT * FROM t{n} WHERE name = '{name}'\")",
			"    n = 3\n    db.execute(f\"SELECT * FROM t{n} WHERE name = ?\", (name,))", ""},
		{"concatenation",
			`    db.execute("SELECT * FROM t WHERE name = '" + name + "' ORDER BY id")`,
			`    db.execute("SELECT * FROM t WHERE name = ? ORDER BY id", (name,))`, ""},
		{"concatenation at the end",
			`    db.execute("SELECT * FROM t WHERE name = " + name)`,
			`    db.execute("SELECT * FROM t WHERE name = ?", (name,))`, ""},
		{"percent",
			`    db.execute("SELECT * FROM t WHERE name = '%s'" % name)`,
			`    db.execute("SELECT * FROM t WHERE name = ?", (name,))`, ""},
		{"percent with a tuple that stays",
			`    db.execute("SELECT * FROM %s WHERE name = '%s' AND x LIKE 'a%%'" % ("t", name))`,
			`    db.execute("SELECT * FROM %s WHERE name = ? AND x LIKE 'a%%'" % ("t",), (name,))`, ""},
		{"percent that goes",
			`    db.execute("SELECT * FROM t WHERE name = '%s' AND x LIKE 'a%%'" % name)`,
			`    db.execute("SELECT * FROM t WHERE name = ? AND x LIKE 'a%'", (name,))`, ""},
		{"format",
			`    db.execute("SELECT * FROM t WHERE name = '{}'".format(name))`,
			`    db.execute("SELECT * FROM t WHERE name = ?", (name,))`, ""},
		{"format with names",
			`    db.execute("SELECT * FROM t WHERE name = '{n}'".format(n=name))`,
			`    db.execute("SELECT * FROM t WHERE name = ?", (name,))`, ""},
		{"a pattern",
			`    db.execute(f"SELECT * FROM t WHERE name LIKE '%{name}%'")`,
			`    db.execute("SELECT * FROM t WHERE name LIKE ?", (f"%{name}%",))`, ""},
		{"parameters before",
			`    db.execute("SELECT * FROM t WHERE id = ? AND name = '" + name + "'", (3,))`,
			`    db.execute("SELECT * FROM t WHERE id = ? AND name = ?", (3, name))`, ""},
		{"in a variable",
			"    sql = \"SELECT * FROM t WHERE name = '\" + name + \"'\"\n    db.execute(sql)",
			"    sql = \"SELECT * FROM t WHERE name = ?\"\n    db.execute(sql, (name,))", ""},
		{"appended in a branch",
			"    sql = \"SELECT * FROM t WHERE 1 = 1\"\n    if name:\n        sql += \" AND name = '\" + name + \"'\"\n    db.execute(sql)",
			"    sql = \"SELECT * FROM t WHERE 1 = 1\"\n    params = []\n    if name:\n        sql += \" AND name = ?\"\n        params.append(name)\n    db.execute(sql, params)", ""},
		{"a column", `    db.execute("SELECT * FROM t ORDER BY " + name)`, "", "SQL takes no parameter"},
		{"a script", `    db.executescript("DELETE FROM t WHERE name = '" + name + "'")`, "", "takes no parameters"},
	} {
		t.Run(c.name, func(t *testing.T) {
			after := ""
			if c.after != "" {
				after = view(c.after + "\n")
			}
			// An f-string without fields is a plain text all the same.
			s := story{strategy: "parameterise", before: view(c.before + "\n"), after: after, reason: c.reason}
			s.run(t)
		})
	}
}
