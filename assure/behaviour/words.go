package behaviour

import (
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/text"
)

// Bounds on the values that are tried.
const (
	maxShown = 8  // of the program's own tests
	maxHints = 6  // of its comparisons
	maxWord  = 80 // bytes of one
)

// words are candidates for benign values of the source: what the program's tests
// give it, what the program compares it with, and what is usual where it ends.
func words(s *assure.Subject, t *trials) []string {
	out := shown(s.Patch.Found.Program, t.key.Name)
	hints := 0
	for _, h := range t.run().Hints {
		if h.Source == t.key && !h.Encoded && len(h.Value) <= maxWord && hints < maxHints {
			out, hints = append(out, h.Value), hints+1
		}
	}
	out = append(out, usual(t.flow, t.key.Kind)...)
	var kept []string
	for _, w := range out {
		w, ok := meant(t.flow, w)
		if t.flow.Sink == "path" && t.key.Kind == "http.url" { // what is asked of a server begins so
			w = "/" + strings.TrimPrefix(w, "/")
		}
		if ok && !slices.Contains(kept, w) {
			kept = append(kept, w)
		}
	}
	return kept
}

// invention is how the twin's own words begin.
var invention = regexp.MustCompile(`^bq[0-9]{4}`)

// invented: a host that begins with a word of the twin's is known to nobody.
func invented(host string) bool { return invention.MatchString(host) }

// chosen: the flow ends where a statement names a column or a table.
func chosen(f *solve.Flow) bool { return f.Violation.Context == "sql identifier" }

// columnName is what a column is chosen by, with or without an order.
var columnName = regexp.MustCompile(`(?i)^([a-z_][a-z0-9_.]*)( (asc|desc))?$`)

var hostName = regexp.MustCompile(`^([a-z0-9-]+\.)+[a-z]{2,}(:[0-9]+)?$`)

// ownAddress is an address of the twin's own.
var ownAddress = regexp.MustCompile(`https?://bq[0-9]{4}[a-z0-9.-]*/?`)

var hostIn = regexp.MustCompile(`(?i)(?:[a-z0-9-]+\.)+` + text.HostEnding + `\b`)

// meant is a value as people would give it where the flow ends: what a program
// compares with may be a part of it, or just what it refuses.
func meant(f *solve.Flow, w string) (string, bool) {
	switch {
	case labels(f):
		return w, label.MatchString(w)
	case numbered(f):
		return w, numeric.MatchString(w)
	case f.Sink == "path":
		return w, filepath.IsLocal(w) && w != "."
	case f.Sink == "written.escape":
		return "", false // the signs that were made safe by half
	case f.Sink == "written.host" || f.Sink == "written.anchor":
		host := hostIn.FindString(ownAddress.ReplaceAllString(w, ""))
		return "https://" + host + "/", host != ""
	case f.Sink == "url" && hostName.MatchString(w):
		return "https://" + w + "/a.png", true
	case f.Sink == "url":
		u, err := url.Parse(w)
		if err == nil && invented(u.Host) && hostName.MatchString(path.Base(u.Path)) {
			return "https://" + path.Base(u.Path) + "/a.png", true // what it looks for in the address
		}
		return w, err == nil && u.IsAbs() && u.Host != "" && !invented(u.Host)
	case chosen(f):
		known, name := selected(f), columnName.FindStringSubmatch(w)
		return w, name != nil && (len(known) == 0 || slices.Contains(known, name[1]))
	case f.Violation.Context == "sql expression": // without quotes a word is no value, and nothing is no statement
		return w, numeric.MatchString(w)
	}
	return w, true
}

// labels: the value is a label in the name of a host whose end the program says.
func labels(f *solve.Flow) bool {
	before := ""
	for i, p := range f.Violation.Seq {
		switch {
		case p.Hole == nil:
			before += p.Text
		case f.Sink != "url" || !withoutHost.MatchString(before) || i+1 == len(f.Violation.Seq):
			return false
		default:
			next := f.Violation.Seq[i+1]
			return next.Hole == nil && strings.HasPrefix(next.Text, ".")
		}
	}
	return false
}

var (
	withoutHost = regexp.MustCompile(`^https?://([a-z0-9-]+[.-])*$`)
	label       = regexp.MustCompile(`^[A-Za-z0-9-]{1,63}$`)
)

var numeric = regexp.MustCompile(`^[-+]?[0-9]+(\.[0-9]+)?$`)

// plain are values that nothing but a text of that kind is asked of.
var plain = []string{"1", "42", "alice", "report-2024.txt", "example.org", "x_y"}

// usual are the shapes of values that are ordinary at a sink. Where the program is
// to talk to or to send people, only the program knows.
func usual(f *solve.Flow, source string) []string {
	if labels(f) {
		return []string{"www", "eu-1", "example"}
	}
	if numbered(f) {
		return []string{"1", "42", someNumber}
	}
	switch f.Sink {
	case "url", "redirect", "jndi":
		return nil
	case "sql":
		if chosen(f) {
			if known := selected(f); len(known) > 0 {
				return known
			}
			return []string{"name", "created_at"}
		}
	case "path":
		if source == "http.filename" || source == "http.path" {
			return append([]string{"Annual report.pdf"}, plain...)
		}
		return append([]string{"2024/06/report.pdf", "Annual report.pdf"}, plain...)
	case "code":
		if calculates.MatchString(strings.Join(sourceNames(f), " ") + " " + source) {
			return append(slices.Clone(formulas), numbers...)
		}
		return numbers
	case "exec", "shell", "header":
		if machines.MatchString(strings.Join(sourceNames(f), " ")) {
			return hosts
		}
		return append([]string{"Bob Smith"}, plain...)
	}
	return append([]string{"", "Bob Smith"}, plain...)
}

// numbered: the program calls the value by what is a number wherever it is said: a port, a
// process, a size. A word of the twin's is nothing that people give for it.
func numbered(f *solve.Flow) bool {
	return len(f.Sources) > 0 && !slices.ContainsFunc(f.Sources, func(s solve.Source) bool {
		return len(s.Names) == 0 || !quantity.MatchString(parameter(f.Root, s.Names[len(s.Names)-1]))
	})
}

// parameter is what a function calls the argument that a source counts; other names are
// as they are.
func parameter(f *ir.Func, name string) string {
	n := 0
	if _, err := fmt.Sscanf(name, "argument %d", &n); err != nil || f == nil || n < 1 || n > len(f.Params) {
		return name
	}
	return f.Params[n-1].Name
}

var quantity = regexp.MustCompile(`(?i:^|[^a-z])(?i:port|pid|uid|gid|count|num|number|size|width|height|limit|offset|year|page)$|[a-z](Port|Pid|Uid|Gid|Count|Num|Number|Size|Width|Height|Limit|Offset|Year|Page)$`)

// someNumber is one that is a port, a process and a size.
const someNumber = "8080"

// machines: somebody calls it a machine; hosts are what those are called.
var (
	machines = regexp.MustCompile(`(?i)host|domain|server|^ip$|\bip|address`)
	hosts    = []string{"example.org", "localhost", "www-2.example.org", "192.0.2.7"}
)

// numbers are code that computes nothing; formulas are what people write where a program
// computes.
var numbers = []string{"1", "42"}

var formulas = []string{"1 + 2", "7 - 2", "3 * 4", "9 / 2", "7 % 4", "(1 + 2) * 3", "-5 + 1"}

// calculates: somebody calls it a formula.
var calculates = regexp.MustCompile(`(?i)expr|formula|calc|comput|arith|equation|math`)

// sourceNames are what the program calls the values of a flow, and the functions that
// they go through.
func sourceNames(f *solve.Flow) []string {
	var out []string
	for _, s := range f.Sources {
		out = append(out, s.Names...)
	}
	for _, st := range f.Path {
		out = append(out, st.Note)
	}
	return out
}

// selected are the names that a statement itself selects: where a name of the
// database is meant, others are errors of the database.
func selected(f *solve.Flow) []string {
	var text strings.Builder
	for _, p := range f.Violation.Seq {
		if p.Hole != nil {
			break
		}
		text.WriteString(p.Text)
	}
	var names []string
	for _, w := range strings.FieldsFunc(text.String(), func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if strings.EqualFold(w, "from") {
			break // what follows are tables
		}
		if w == strings.ToLower(w) && !slices.Contains(names, w) {
			names = append(names, w)
		}
	}
	return names
}

// shown are the values that tests of the program give to what is called name: in
// the query of an address, in a form, in a keyword argument.
func shown(p *link.Program, name string) []string {
	name = name[strings.LastIndexByte(name, '.')+1:]
	if len(name) < 2 {
		return nil
	}
	q := regexp.QuoteMeta(name)
	given := regexp.MustCompile(`[?&]` + q + "=([^&\"'`\\s\\\\]*)|[\"']?\\b" + q + "[\"']?\\s*(?:[:=,]|:=)\\s*\\[?[\"']([^\"'\\n\\\\]*)[\"']")
	var out []string
	for _, u := range p.Units {
		if u.Stub || !u.Test {
			continue
		}
		for _, m := range given.FindAllSubmatch(u.Text, maxShown) {
			w := string(m[1]) + string(m[2])
			if w != "" && len(w) <= maxWord && len(out) < maxShown && !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
	}
	return out
}
