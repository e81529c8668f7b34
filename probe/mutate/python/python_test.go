package python

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/prunella/prunella/probe/mutate/mutatetest"
)

const example = `"""An example."""
import collections


class request:
    args = {}


# a comment that may go
def handle(out):
    name = request.args.get("name", "nobody")
    kind = request.args.get("kind", "")
    count = 0
    label = "unknown label"
    if kind == "list":
        label = "list of names"
        count = len(name)
    text = greet(name, count)
    out.append("MARK " + label + ": " + text)  # shown


def greet(name, n):
    limit = 3
    first = "hello, "
    for i in range(limit):
        n = n + i
    size = {"many": n}
    return f"{first}{name} ({size['many']})"


def run():
    out = []
    for q in ({"name": "a,b'\"\\\u00e9\x00", "kind": "list"}, {"name": "x"}, {}):
        request.args = collections.OrderedDict(q)
        handle(out)
    return "\n".join(out)
`

func TestExample(t *testing.T) {
	run := run
	if _, err := exec.LookPath("python3"); err != nil || testing.Short() {
		run = nil
	}
	mutatetest.Example(t, Language{}, "sample.py", example, run)
}

const driver = `
import importlib, json, sys
out = []
for n in range(int(sys.argv[1])):
    sys.path.insert(0, "p%d" % n)
    for name in [m for m in sys.modules if m.startswith("sample")]:
        del sys.modules[name]
    importlib.invalidate_caches()
    out.append(importlib.import_module("sample").run())
    sys.path.pop(0)
print(json.dumps(out))
`

// run imports the programs one after the other in one interpreter.
func run(t *testing.T, programs []map[string][]byte) []string {
	dir := t.TempDir()
	for i, files := range programs {
		for name, text := range files {
			sub := filepath.Join(dir, "p"+number(i))
			if err := os.MkdirAll(sub, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(sub, name), text, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	cmd := exec.Command("python3", "-B", "-c", driver, number(len(programs)))
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	text, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func number(i int) string {
	b, _ := json.Marshal(i)
	return string(b)
}

func FuzzView(f *testing.F) {
	f.Add(example)
	f.Fuzz(func(t *testing.T, text string) {
		v, ok := Language{}.View([]byte(text))
		if !ok {
			return
		}
		for _, x := range v.Values {
			if x.From < 0 || x.To > len(text) || x.From >= x.To {
				t.Errorf("a value at %v of %d bytes", x.Span, len(text))
			}
		}
	})
}
