package record_test

import (
	"testing"

	"github.com/prunella/prunella/record"
)

// TestMasked: what is shown of a program does not give its secrets away.
func TestMasked(t *testing.T) {
	for line, want := range map[string]string{
		`KEY = "s3cr3t-Kx9qLmZ"`:                                  `KEY = "…"`,
		`db_password = 'hunter2!'`:                                `db_password = '…'`,
		`connect(host="db", password="pa55word")`:                 `connect(host="db", password="…")`,
		`{"apiKey": "0123456789abcdef"}`:                          `{"apiKey": "…"}`,
		`key := []byte("correct horse")`:                          `key := []byte("correct horse")`,
		`key := []byte("correct-horse")`:                          `key := []byte("…")`,
		`get("https://bob:hunter2@example.org/")`:                 `get("https://bob:…@example.org/")`,
		`get("https://example.org/?token=abc123&page=2")`:         `get("https://example.org/?token=…&page=2")`,
		`get(u, auth=("bob", "pa55word"), timeout=3)`:             `get(u, auth=("bob", "…"), timeout=3)`,
		`use("ghp_abcdefghijklmnopqrstuvwxyz0123456789")`:         `use("ghp_…")`,
		`use("AKIAIOSFODNN7EXAMPLE")`:                             `use("AKIA…")`,
		`setProperty("password", "hunter2")`:                      `setProperty("password", "…")`,
		`name = request.args["name"]`:                             `name = request.args["name"]`,
		`db.execute("SELECT * FROM users WHERE name = '" + name)`: `db.execute("SELECT * FROM users WHERE name = '" + name)`,
		`token = request.headers["X-Token"]`:                      `token = request.headers["X-Token"]`,
		`@app.route("/keys/<key>")`:                               `@app.route("/keys/<key>")`,
		`key = os.environ["SECRET_KEY"]`:                          `key = os.environ["SECRET_KEY"]`,
		`+KEY = os.environ["SECRET_KEY"]`:                         `+KEY = os.environ["SECRET_KEY"]`,
	} {
		if got := record.Masked(line); got != want {
			t.Errorf("%s\nis shown as %s\nwant        %s", line, got, want)
		}
	}
}
