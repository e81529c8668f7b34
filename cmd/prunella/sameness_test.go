package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/assure/rungs"
	wing "github.com/prunella/prunella/code"
	"github.com/prunella/prunella/flow"
	"github.com/prunella/prunella/govern"
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/memory"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render/text"
	"github.com/prunella/prunella/world"
)

// A shuffled tree lists its files in another order each time.
type shuffled struct {
	world.Tree
	random *rand.Rand
}

func (s shuffled) List(ctx context.Context) (world.Listing, error) {
	l, err := s.Tree.List(ctx)
	l.Files = slices.Clone(l.Files)
	s.random.Shuffle(len(l.Files), func(i, j int) { l.Files[i], l.Files[j] = l.Files[j], l.Files[i] })
	return l, err
}

// healed is a heal of a tree without running anything, under a clock and with
// keys that are always the same. So nothing needs to be left out of what is
// compared: the record itself, and the run in every format.
func healed(t *testing.T, tree world.Tree, name string, jobs int) map[string]string {
	t.Helper()
	engine, err := newEngine(jobs)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	log, err := memory.New(memory.Options{Clock: func() time.Time { return at }, Rand: world.SeededRandom(1)})
	if err != nil {
		t.Fatal(err)
	}
	key, err := assure.NewKey(world.SeededRandom(2))
	if err != nil {
		t.Fatal(err)
	}
	policy, err := govern.Default()
	if err != nil {
		t.Fatal(err)
	}
	session := &wing.Session{Engine: engine, Tree: tree, Repo: record.Ref("repo:" + name), Mends: true}
	verifier := &assure.Verifier{By: tool(govern.Certifier), Session: session, Rungs: rungs.All(""), NoRunner: "not here", Key: key}
	var tid record.ID
	loop := flow.Loop{Log: log, Workers: jobs, Steps: []flow.Step{
		flow.Sees(tool("tree"), session), flow.Analyzes(tool("code"), session, wing.TreeEvidence), flow.Plans(tool("fix"), session),
		flow.Verifies(tool(govern.Certifier), verifier), flow.Judges(record.By{Kind: record.Policy, Name: "policy"}, govern.Judge{Policy: policy}),
	}, Events: func(e flow.Event) {
		if e.Said != nil && e.Said.Verb == flow.See {
			tid = e.Said.Entry.ID
		}
	}}
	if err := loop.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return forms(t, log, engine, name, tid)
}

// forms are the record of a run and every format it is shown in.
func forms(t *testing.T, log ledger.Log, engine *wing.Engine, name string, tree record.ID) map[string]string {
	t.Helper()
	var said strings.Builder
	for e, err := range log.Scan(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		text, err := record.Encode(e.Statement)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&said, "%s %d %s\n", e.ID, e.Time.Unix(), text)
	}
	out := map[string]string{"record": said.String()}
	run, err := readRun(t.Context(), &target{root: name, abs: name, log: log}, engine, ran{tree: tree})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range renderers(text.Renderer{}) {
		var b bytes.Buffer
		if err := r.Render(&b, run); err != nil {
			t.Fatal(err)
		}
		out[r.Name()] = b.String()
	}
	return out
}

// exampleTree reads an example into memory, without the state that somebody may
// have left in it.
func exampleTree(t *testing.T, name string) world.MemTree {
	t.Helper()
	disk, err := world.OpenTree(filepath.Join("..", "..", "examples", name), world.TreeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer disk.Close()
	l, err := disk.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	tree := world.MemTree{}
	for _, f := range l.Files {
		if tree[f.Path], err = disk.ReadFile(f.Path); err != nil {
			t.Fatal(err)
		}
	}
	return tree
}

// TestSameness heals both examples with one job on one processor, and with eight
// on two and the files in another order: record and output are the same to the
// byte. PRUNELLA_REPEAT=20 repeats it as often; the small project below is always
// healed twenty times.
func TestSameness(t *testing.T) {
	for _, name := range []string{"shop", "clinic"} {
		t.Run(name, func(t *testing.T) {
			if testing.Short() {
				t.Skip("takes a while")
			}
			tree := exampleTree(t, name)
			procs(t, 1)
			want := healed(t, tree, name, 1)
			if !strings.Contains(want["text"], "certified") {
				t.Fatalf("nothing was mended:\n%s", want["text"])
			}
			for i := range repeats() {
				procs(t, 2-i%2)
				same(t, fmt.Sprintf("repetition %d", i), want, healed(t, shuffled{tree, rand.New(rand.NewPCG(3, uint64(i)))}, name, 8-i%8))
			}
		})
	}
}

// TestSamenessOften heals a small project of both languages twenty times.
func TestSamenessOften(t *testing.T) {
	tree := world.MemTree{
		"main.go": []byte(flawed), "other/main.go": []byte(flawed),
		"bad.go": []byte("package main\nfunc {"), "app.py": []byte(flask), "b.py": []byte("def f(:\n"),
	}
	want := healed(t, tree, "p", 1)
	for i := range 20 {
		procs(t, 1+i%2)
		same(t, fmt.Sprintf("repetition %d", i), want, healed(t, shuffled{tree, rand.New(rand.NewPCG(5, uint64(i)))}, "p", 1+i%8))
	}
}

const flask = `import sqlite3
from flask import Flask, request

app = Flask(__name__)


@app.route("/user")
def user():
    db = sqlite3.connect("users.db")
    name = request.args.get("name", "")
    rows = db.execute("SELECT mail FROM users WHERE name = '" + name + "'").fetchall()
    return {"mails": [r[0] for r in rows]}
`

func repeats() int {
	var n int
	if _, err := fmt.Sscan(os.Getenv("PRUNELLA_REPEAT"), &n); err != nil {
		return 1
	}
	return n
}

func procs(t *testing.T, n int) {
	old := runtime.GOMAXPROCS(n)
	t.Cleanup(func() { runtime.GOMAXPROCS(old) })
}

func same(t *testing.T, when string, want, got map[string]string) {
	t.Helper()
	for _, form := range slices.Sorted(maps.Keys(want)) {
		if got[form] == want[form] {
			continue
		}
		a, b := strings.Split(want[form], "\n"), strings.Split(got[form], "\n")
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Errorf("%s: %s differs in line %d:\n%.600s\nwant\n%.600s", when, form, i+1, b[i], a[i])
				return
			}
		}
		t.Errorf("%s: %s has %d lines, want %d", when, form, len(b), len(a))
		return
	}
}
