package assure_test

import (
	"strings"
	"testing"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/world"
)

// TestRemembers: a guard that counts is seen in every way of writing it, one that only
// looks things up is not, nor what the program kept before.
func TestRemembers(t *testing.T) {
	const head = "from flask import Flask, request\n\napp = Flask(__name__)\nseen = []\nnames = {}\ncount = 0\n\n\n"
	const view = "@app.route('/x')\ndef x():\n    return {'v': guarded(request.args.get('q', ''))}\n"
	const plain = "def guarded(value):\n    return value\n\n\n"
	for _, c := range []struct{ name, before, after, want string }{
		{"append", plain, "def guarded(value):\n    seen.append(value)\n    return value\n\n\n", "seen"},
		{"a counter", plain, "def guarded(value):\n    global count\n    count += 1\n    return value\n\n\n", "count"},
		{"an entry", plain, "def guarded(value):\n    names[value] = 1\n    return value\n\n\n", "names"},
		{"in a branch", plain, "def guarded(value):\n    if value:\n        for c in value:\n            seen.append(c)\n    return value\n\n\n", "seen"},
		{"a lookup", plain, "def guarded(value):\n    return names.get(value, '')\n\n\n", ""},
		{"a list of its own", plain, "def guarded(value):\n    out = []\n    out.append(value)\n    return out[0]\n\n\n", ""},
		{"as before", "def guarded(value):\n    seen.append(value)\n    return value\n\n\n", "def guarded(value):\n    seen.append(value)\n    return value.strip()\n\n\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := engine(t)
			before := scan(t, e, world.MemTree{"app.py": []byte(head + c.before + view)})
			after := scan(t, e, world.MemTree{"app.py": []byte(head + c.after + view)})
			got := assure.Remembers(before.Programs[0], after.Programs[0])
			if c.want == "" && got != "" || !strings.HasSuffix(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
