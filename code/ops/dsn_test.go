package ops

import "testing"

func TestPasswordsInNamesOfDatabases(t *testing.T) {
	for dsn, want := range map[string]string{
		"postgresql://app:Sup3r%40@db/app":           "Sup3r@",
		"mysql+pymysql://root:toor@127.0.0.1:3306/x": "toor",
		"root:hunter22@tcp(db:3306)/shop":            "hunter22",
		"host=db user=app password=s3cret dbname=x":  "s3cret",
		"Server=db;Uid=app;Pwd=s3cret;":              "s3cret",
		"host=db password='two words'":               "two words",
		"postgresql://app@db/app":                    "",
		"sqlite:///./app.db":                         "",
		"file:app.db?cache=shared":                   "",
		"redis://:s3cret@cache:6379/0":               "s3cret",
		":memory:":                                   "",
	} {
		if got := dsnPassword(dsn); got != want {
			t.Errorf("%s: %q, want %q", dsn, got, want)
		}
	}
}
