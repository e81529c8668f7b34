package javascript

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/prunella/prunella/probe/mutate/mutatetest"
)

const example = `"use strict";
const util = require("util");

// a comment that may go
function handle(req, res) {
  const name = req.query.name; // read
  const kind = req.query["kind"];
  let count = 0;
  let label = "unknown label";
  if (kind === "list") {
    label = "list of names";
    count = String(name).length;
  }
  let text;
  text = greet(name, count);
  res.send("MARK " + label + ": " + text);
}

function greet(name, n) {
  const limit = 3;
  const first = "hello, ";
  for (let i = 0; i < limit; i++) {
    n += i;
  }
  const size = { many: n };
  const key = "many";
  return util.format("%s%s (%s)", first, name, size[key]) + [1, 2].map((x) => x + limit);
}

exports.run = function () {
  const out = [];
  const res = { send: (s) => out.push(s) };
  for (const query of [{ name: "a,b'\"\\\u00e9\0", kind: "list" }, { name: "x" }, {}]) {
    handle({ query }, res);
  }
  return out.join("\n");
};
`

func TestExample(t *testing.T) {
	run := run
	if _, err := exec.LookPath("node"); err != nil || testing.Short() {
		run = nil
	}
	mutatetest.Example(t, Language{}, "sample.js", example, run)
}

// run loads the programs one after the other in one process.
func run(t *testing.T, programs []map[string][]byte) []string {
	dir := t.TempDir()
	for i, files := range programs {
		for name, text := range files {
			file := filepath.Join(dir, fmt.Sprint(i), name)
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, text, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	script := fmt.Sprintf("const out = []; for (let i = 0; i < %d; i++) out.push(require('./' + i + '/sample.js').run()); console.log(JSON.stringify(out));", len(programs))
	cmd := exec.Command("node", "-e", script)
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
