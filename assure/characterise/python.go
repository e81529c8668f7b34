package characterise

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code/ir"
)

type python struct{}

var pyPlain = regexp.MustCompile(`^def (\w+)\((\w+(?:: *str)?(?:, *\w+(?:: *str)?)*)\)(?: *->[^:]*)?:$`)

func (python) plan(s *assure.Subject, f *ir.Func) (plan, error) {
	module, flow := f.Unit.Module, s.Patch.Found.Flow()
	p := plan{file: "test_characterised.py", run: assure.Command{Language: "python", Argv: []string{"-m", "unittest", "-q", "test_characterised"}}}
	switch {
	case flow.Entry != nil && flow.Entry.Kind == "http" && flow.Entry.Pattern != "":
		for _, r := range requests(s) {
			form := "{"
			for _, k := range slices.Sorted(maps.Keys(r.form)) {
				form += pyText(k) + ": " + pyText(r.form.Get(k)) + ", "
			}
			headers := "{"
			for _, k := range slices.Sorted(maps.Keys(r.headers)) {
				headers += pyText(k) + ": " + pyText(r.headers[k]) + ", "
			}
			p.calls = append(p.calls, fmt.Sprintf("ask(%s, %s, %s}, %s})", pyText(r.method), pyText(r.target), strings.TrimSuffix(form, ", "), strings.TrimSuffix(headers, ", ")))
		}
	case flow.Entry == nil && f.Class == "" && pyPlain.MatchString(head(f)) && same(s, f):
		m := pyPlain.FindStringSubmatch(head(f))
		for _, w := range words {
			args := slices.Repeat([]string{pyText(w)}, len(strings.Split(m[2], ",")))
			p.calls = append(p.calls, "repr(program."+m[1]+"("+strings.Join(args, ", ")+"))")
		}
	default:
		return plan{}, errors.New("no function that can be called by itself, with the same parameters before and after")
	}
	p.write = func(answers map[int]string) []byte { return pyFile(module, p.calls, answers) }
	return p, nil
}

const pyHead = `"""Asks for what the program answered before it was changed."""
import importlib
import json
import unittest

program = importlib.import_module(%s)


def ask(method, target, form, headers):
    """Send one request; a server's error is no answer."""
    app = next(v for v in vars(program).values() if hasattr(v, "test_client"))
    answer = app.test_client().open(target, method=method, data=form or None, headers=headers)
    if answer.status_code >= 500:
        raise ValueError(answer.status_code)
    return "%%d %%s %%s" %% (answer.status_code, answer.headers.get("Location", ""), answer.get_data(as_text=True))


class Characterised(unittest.TestCase):
    def test_characterised(self):
`

// pyFile is the test. A call that raises has no answer.
func pyFile(module string, calls []string, answers map[int]string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, pyHead, pyText(module))
	if answers == nil {
		b.WriteString("        for _ in range(2):\n            for n, call in enumerate([\n")
		for _, c := range calls {
			fmt.Fprintf(&b, "                lambda: %s,\n", c)
		}
		b.WriteString("            ]):\n                try:\n                    print(\"\\n" + mark + " \" + json.dumps({\"N\": n, \"Answer\": call()}))\n" +
			"                except Exception as error:\n                    print(type(error).__name__)\n")
	} else {
		for _, n := range slices.Sorted(maps.Keys(answers)) {
			fmt.Fprintf(&b, "        self.assertEqual(%s, %s)\n", calls[n], pyText(answers[n]))
		}
	}
	b.WriteString("\n\nif __name__ == \"__main__\":\n    unittest.main()\n")
	return []byte(b.String())
}

// pyText writes a literal that Go and Python read alike: escapes with \x and \u.
func pyText(s string) string {
	q := fmt.Sprintf("%+q", s)
	return q
}
