package solve_test

import (
	"io/fs"
	"sort"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/golang"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// lab is Go with one more library: package lab, the smallest model there can be
// of the outside.
type lab struct{ golang.Language }

const labStub = `package lab // import "lab"

import "prunella"

func In(name string) string           { return prunella.Source("http.query", name) }
func JSON() any                       { return prunella.Source("http.json") }
func List() []string                  { return prunella.Source("http.form") }
func SQL(q string, args ...any)       { prunella.Sink("sql", q) }
func Query(q string) (*Rows, error)   { prunella.Sink("sql", q); return &Rows{}, nil }
func Hash(name string)                { prunella.Sink("hash", name) }
func Handle(pattern string, f func(name string)) { prunella.Entry("http", "GET", pattern, f, In("entry")) }
func Digits(s string) bool            { return prunella.Op("int.valid", s, 10) }
func Know() bool                      { return prunella.Clean() }
func Num() int                        { return prunella.Clean() }
func Word() string                    { return prunella.Clean() }

type Rows struct{ n int }

type Config struct {
	Verify bool ` + "`prunella:\"sink flag\"`" + `
	Name   string
}
`

func (lab) StubFor(m string) []string {
	if m == "lab" {
		return []string{"lab.go.txt"}
	}
	return golang.Language{}.StubFor(m)
}

func (lab) Stubs() fs.FS {
	return overlay{fstest.MapFS{"lab.go.txt": {Data: []byte(labStub)}}, golang.Language{}.Stubs()}
}

type overlay [2]fs.FS

func (o overlay) Open(name string) (fs.File, error) {
	if f, err := o[0].Open(name); err == nil {
		return f, nil
	}
	return o[1].Open(name)
}

// quoted demands that labelled data stands between quotes and brings none.
type quoted struct{}

func (quoted) Kind() string                               { return "sql" }
func (quoted) Attacks(demand.Violation) []string          { return nil }
func (quoted) Broken(_, _ []any, _ string) (bool, string) { return false, "" }
func (quoted) Check(args []value.Abs) []demand.Violation {
	var out []demand.Violation
	seqs := args[0].Str.Alts
	if len(seqs) == 0 && args[0].Labels != 0 {
		seqs = text.Top(args[0].Labels, 0).Alts
	}
	for _, q := range seqs {
		in := false
		for _, p := range q {
			if p.Hole == nil {
				in = in != (strings.Count(p.Text, "'")%2 == 1)
				continue
			}
			if p.Hole.Labels == 0 || p.Hole.HasMark(text.MarkFinite) {
				continue
			}
			bad := p.Hole.MayContainByte('\'')
			if !in {
				bad = p.Hole.MayContainByte(' ')
			}
			if bad {
				out = append(out, demand.Violation{Labels: p.Hole.Labels, Context: "sql", Reason: "may leave its place", Hole: p.Hole, Seq: q})
			}
		}
	}
	return out
}

// weak demands a value that is none of the program's bad constants.
type weak struct{ kind, bad string }

func (w weak) Kind() string                             { return w.kind }
func (weak) Attacks(demand.Violation) []string          { return nil }
func (weak) Broken(_, _ []any, _ string) (bool, string) { return false, "" }
func (w weak) Check(args []value.Abs) []demand.Violation {
	for _, q := range args[0].Str.Alts {
		if s, ok := q.Exact(); ok && s == w.bad {
			return []demand.Violation{{Context: "value", Reason: "is " + w.bad}}
		}
	}
	if args[0].Kind == value.Bool && args[0].Hi == 0 && w.bad == "false" {
		return []demand.Violation{{Context: "value", Reason: "is false"}}
	}
	return nil
}

var asked = []demand.Demand{quoted{}, weak{"hash", "md5"}, weak{"flag", "false"}}

// program lowers and links files given as name, text, name, text…; a text alone
// is the body of a file of package app that imports lab.
func program(t testing.TB, files ...string) *link.Program {
	t.Helper()
	if len(files) == 1 {
		files = []string{"app/app.go", head(files[0]) + files[0]}
	}
	var l lab
	texts := map[string]string{"go.mod": "module app\n"}
	var paths []string
	for i := 0; i < len(files); i += 2 {
		texts[files[i]] = files[i+1]
		paths = append(paths, files[i])
	}
	sort.Strings(paths)
	mods := l.Modules(paths, func(p string) []byte {
		if s, ok := texts[p]; ok {
			return []byte(s)
		}
		return nil
	})
	var units []*ir.Unit
	for _, p := range paths {
		u := l.Lower(p, mods[p], []byte(texts[p]))
		for _, pr := range u.Problems {
			t.Fatalf("%s: %s", p, pr.Text)
		}
		units = append(units, u)
	}
	return link.New(l, units)
}

// head imports what the body seems to use.
func head(body string) string {
	out := "package app\n"
	for _, m := range []string{"lab", "strconv", "strings", "fmt", "errors", "net/http", "database/sql", "os"} {
		if strings.Contains(body, m[strings.LastIndexByte(m, '/')+1:]+".") {
			out += "import \"" + m + "\"\n"
		}
	}
	return out
}

// flows solves a program and lists "kind: sources" of each flow, sorted.
func flows(t testing.TB, files ...string) []string {
	t.Helper()
	p := program(t, files...)
	res := solve.Solve(p, asked, solve.Options{})
	var out []string
	for _, f := range res.Flows {
		s := f.Sink
		for _, src := range f.Sources {
			s += " " + src.Kind + ":" + strings.Join(src.Names, ",")
		}
		out = append(out, s)
	}
	sort.Strings(out)
	if testing.Verbose() {
		for _, n := range res.Notes {
			t.Log("note:", n.Text)
		}
	}
	return out
}

type story struct{ name, body, want string }

func tell(t *testing.T, stories []story) {
	t.Helper()
	for _, s := range stories {
		t.Run(s.name, func(t *testing.T) {
			if got := strings.Join(flows(t, s.body), "; "); got != s.want {
				t.Errorf("%s:\n%s\n got %q\nwant %q", s.name, s.body, got, s.want)
			}
		})
	}
}

const bad = "sql http.query:q"

func TestTexts(t *testing.T) {
	tell(t, []story{
		{"a quoted hole leaves its quotes", `func f() { lab.SQL("SELECT '" + lab.In("q") + "'") }`, bad},
		{"a constant harms nobody", `func f() { lab.SQL("SELECT '" + "x" + "'") }`, ""},
		{"through variables", `func f() { q := lab.In("q"); s := "SELECT '" + q; s += "'"; lab.SQL(s) }`, bad},
		{"through a function", `func f() { lab.SQL(build(lab.In("q"))) }
func build(s string) string { return "SELECT '" + s + "'" }`, bad},
		{"an unknown parameter is nobody's", `func f(s string) { lab.SQL("SELECT " + s) }`, ""},
		{"a library's users call what it offers", `func F(s string) { lab.SQL("SELECT " + s) }`, "sql lib:s"},
		{"what they choose whole is what it is for", `func F(s string) { lab.SQL(s) }`, ""},
		{"replaced quotes", `func f() { lab.SQL("'" + strings.ReplaceAll(lab.In("q"), "'", "''x") + "'") }`, bad},
		{"removed quotes", `func f() { lab.SQL("'" + strings.ReplaceAll(lab.In("q"), "'", "") + "'") }`, ""},
		{"a number is harmless", `func f() { n, err := strconv.Atoi(lab.In("q")); if err != nil { return }; lab.SQL("SELECT " + strconv.Itoa(n)) }`, ""},
		{"formatted", `func f() { lab.SQL(fmt.Sprintf("SELECT '%s'", lab.In("q"))) }`, bad},
		{"formatted as a number", `func f() { n, _ := strconv.Atoi(lab.In("q")); lab.SQL(fmt.Sprintf("SELECT %d", n)) }`, ""},
		{"constants through calls", `func f() { lab.Hash(algo(true)) }
func algo(old bool) string { if old { return "md5" }; return "sha256" }`, "hash"},
		{"constants through calls, the good one", `func f() { lab.Hash(algo(false)) }
func algo(old bool) string { if old { return "md5" }; return "sha256" }`, ""},
	})
}
