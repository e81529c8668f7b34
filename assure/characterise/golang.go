package characterise

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code/ir"
)

type golang struct{}

var (
	goHandler = regexp.MustCompile(`^func (\w+)\(\w+ http\.ResponseWriter, \w+ \*http\.Request\) \{`)
	goRoutes  = regexp.MustCompile(`^func (\w+)\(\w+ \*http\.ServeMux\) \{`)
	goPlain   = regexp.MustCompile(`^func (\w+)\(([\w, ]*)\) (\w+|\([\w, ]+\)) \{$`)
	goClause  = regexp.MustCompile(`(?m)^package (\w+)`)
)

func (golang) plan(s *assure.Subject, f *ir.Func) (plan, error) {
	clause := goClause.FindSubmatch(f.Unit.Text)
	dir := path.Dir(f.Unit.Path)
	if clause == nil || len(assure.Projects(s.Patch.Before, []string{f.Unit.Path}, "go.mod")) == 0 {
		return plan{}, errors.New("there is no go.mod")
	}
	p := plan{file: beside(f.Unit, "characterised_test.go"), run: assure.Command{Language: "go", Dir: dir, Argv: []string{"test", "-v", "-count=2", "-run", "^TestCharacterised$", "."}}}
	imports := []string{"encoding/json", "fmt", "testing"}
	helper := ""
	flow := s.Patch.Found.Flow()
	switch h := head(f); {
	case flow.Entry != nil && flow.Entry.By != nil && goRoutes.MatchString(head(flow.Entry.By)) && same(s, flow.Entry.By):
		helper = fmt.Sprintf(goMux, goRoutes.FindStringSubmatch(head(flow.Entry.By))[1]) + goAsk
		p.calls = goRequests(s)
	case flow.Entry != nil && goHandler.MatchString(h) && same(s, f):
		helper = fmt.Sprintf(goDirect, goHandler.FindStringSubmatch(h)[1]) + goAsk
		p.calls = goRequests(s)
	case flow.Entry == nil && goPlain.MatchString(h) && same(s, f):
		calls, err := goCalls(goPlain.FindStringSubmatch(h))
		if err != nil {
			return plan{}, err
		}
		p.calls = calls
	default:
		return plan{}, errors.New("no function that can be called by itself, with the same parameters before and after")
	}
	if helper != "" {
		imports = append(imports, "net/http", "net/http/httptest", "strings")
	}
	slices.Sort(imports)
	p.write = func(answers map[int]string) []byte {
		return goFile(string(clause[1]), imports, helper, p.calls, answers)
	}
	return p, nil
}

const (
	goMux    = "\nvar served = func() http.Handler {\n\tmux := http.NewServeMux()\n\t%s(mux)\n\treturn mux\n}()\n"
	goDirect = "\nvar served = http.HandlerFunc(%s)\n"
	goAsk    = `
// ask sends one request; a server's error is no answer.
func ask(method, target, form string, values ...string) string {
	r := httptest.NewRequest(method, target, strings.NewReader(form))
	if form != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(values); i += 2 {
		r.SetPathValue(values[i], values[i+1])
		r.Header.Set(values[i], values[i+1])
	}
	w := httptest.NewRecorder()
	served.ServeHTTP(w, r)
	if w.Code >= 500 {
		return ""
	}
	return fmt.Sprint(w.Code, " ", w.Header().Get("Location"), " ", w.Body.String())
}
`
)

func goRequests(s *assure.Subject) []string {
	var out []string
	for _, r := range requests(s) {
		call := fmt.Sprintf("ask(%q, %q, %q", r.method, r.target, r.form.Encode())
		for _, values := range []map[string]string{r.path, r.headers} {
			for _, k := range slices.Sorted(maps.Keys(values)) {
				call += fmt.Sprintf(", %q, %q", k, values[k])
			}
		}
		out = append(out, call+")")
	}
	return out
}

// goCalls are calls of a function of plain parameters.
func goCalls(m []string) ([]string, error) {
	var types []string
	unnamed := 0
	for _, part := range strings.Split(m[2], ",") {
		fields := strings.Fields(part)
		if len(fields) < 2 {
			unnamed++
			continue
		}
		for range unnamed + 1 {
			types = append(types, fields[1])
		}
		unnamed = 0
	}
	if len(types) == 0 || unnamed > 0 {
		return nil, errors.New("the function has no parameters")
	}
	var out []string
	for i, w := range words {
		var args []string
		for _, t := range types {
			switch t {
			case "string":
				args = append(args, strconv.Quote(w))
			case "int", "int64", "uint", "float64":
				args = append(args, strconv.Itoa(i))
			case "bool":
				args = append(args, strconv.FormatBool(i%2 == 0))
			default:
				return nil, fmt.Errorf("a parameter is a %s", t)
			}
		}
		out = append(out, "fmt.Sprint("+m[1]+"("+strings.Join(args, ", ")+"))")
	}
	return out, nil
}

// goFile is the test. A call that panics has no answer.
func goFile(pkg string, imports []string, helper string, calls []string, answers map[int]string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "package %s\n\nimport (\n", pkg)
	for _, imp := range imports {
		if answers != nil && imp == "encoding/json" || answers != nil && imp == "fmt" && helper == "" && !strings.Contains(strings.Join(calls, ""), "fmt.") {
			continue
		}
		fmt.Fprintf(&b, "\t%q\n", imp)
	}
	b.WriteString(")\n" + helper)
	if answers == nil {
		b.WriteString("\nfunc answered(n int, call func() string) {\n\tdefer func() { _ = recover() }()\n\tanswer := call()\n\tif answer == \"\" {\n\t\treturn\n\t}\n" +
			"\tline, _ := json.Marshal(map[string]any{\"N\": n, \"Answer\": answer})\n\tfmt.Println(\"\\n" + mark + " \" + string(line))\n}\n\nfunc TestCharacterised(t *testing.T) {\n")
		for i, c := range calls {
			fmt.Fprintf(&b, "\tanswered(%d, func() string { return %s })\n", i, c)
		}
		b.WriteString("}\n")
		return []byte(b.String())
	}
	b.WriteString("\n// TestCharacterised asks for what the program answered before it was changed.\nfunc TestCharacterised(t *testing.T) {\n\tfor _, c := range []struct{ got, want string }{\n")
	for _, n := range slices.Sorted(maps.Keys(answers)) {
		fmt.Fprintf(&b, "\t\t{%s, %q},\n", calls[n], answers[n])
	}
	b.WriteString("\t} {\n\t\tif c.got != c.want {\n\t\t\tt.Errorf(\"got %q, was %q\", c.got, c.want)\n\t\t}\n\t}\n}\n")
	return []byte(b.String())
}
