package syntax

import (
	"bytes"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"
)

// check fails the test unless the tree keeps its promises, whatever the input:
// spans lie within the parent's and follow one another, and there are no more
// nodes and errors than the bytes account for. It walks with its own stack.
func check(t testing.TB, tree *Tree) {
	t.Helper()
	if len(tree.Nodes) > 16*len(tree.Src)+16 || len(tree.Errors) > 4*len(tree.Src)+16 {
		t.Fatalf("%d nodes and %d errors for %d bytes", len(tree.Nodes), len(tree.Errors), len(tree.Src))
	}
	type item struct {
		ref   Ref
		depth int
	}
	seen := make([]bool, len(tree.Nodes))
	for todo := []item{{tree.Root, 0}}; len(todo) > 0; {
		it := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[it.ref] {
			t.Fatalf("node %d is reached twice", it.ref)
		}
		seen[it.ref] = true
		if it.depth > 40000 {
			t.Fatal("the tree is too high")
		}
		from, end := tree.Span(it.ref)
		if from > end || end > len(tree.Src) {
			t.Fatalf("kind %d has span %d-%d in %d bytes", tree.Kind(it.ref), from, end, len(tree.Src))
		}
		for c := range tree.Children(it.ref) {
			s, e := tree.Span(c)
			if s < from || e > end {
				t.Fatalf("kind %d at %d-%d leaves kind %d at %d-%d (or its elder sibling, to %d)",
					tree.Kind(c), s, e, tree.Kind(it.ref), tree.Nodes[it.ref].Start, end, from)
			}
			from = e
			todo = append(todo, item{c, it.depth + 1})
			if k := tree.Kind(c); k == Str || k == Bytes || k == FStringText {
				tree.StringValue(c)
			} else if k == FStringField {
				tree.SelfDocText(c)
			}
		}
	}
	for _, e := range tree.Errors {
		if e.Start > e.End || int(e.End) > len(tree.Src) {
			t.Fatalf("error %q at %d-%d in %d bytes", e.Msg, e.Start, e.End, len(tree.Src))
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range snippets(f) {
		f.Add([]byte(s))
	}
	for _, s := range []string{"", "\xef\xbb\xbf", "\\", "f'{", "f\"{a:{b!r}", "x = (\ndef f(): pass", "'''", "\x00", "if x\n\ty\n  z",
		"match x:\n case [a, *_] if b: pass\n", "f'{x!r:{'a':>{3}}}'", "rb'\\\r\n' u''", "\r\r\n\f\t", "@\n", "a[:,*b:c]", "print 1, 2", "{**{**", "\\N{", "f'\\N{", "((\n)]}"} {
		f.Add([]byte(s))
	}
	var tree *Tree
	f.Fuzz(func(t *testing.T, src []byte) {
		tree = Parse(src, tree)
		check(t, tree)
	})
}

// TestDamage damages real files and sees how much of the tree is left, by the
// number of nodes whose kind and text are still there. The floors are modest.
func TestDamage(t *testing.T) {
	for _, d := range []struct {
		name   string
		floor  float64
		damage func(r *rand.Rand, src []byte) []byte
	}{
		{"one byte in 2048 deleted", 0.98, func(r *rand.Rand, src []byte) []byte {
			out := []byte{}
			for len(src) > 0 {
				n := min(2048, len(src))
				i := r.IntN(n)
				out = append(append(out, src[:i]...), src[i+1:n]...)
				src = src[n:]
			}
			return out
		}},
		{"0.5 % of the bytes overwritten", 0.90, func(r *rand.Rand, src []byte) []byte {
			out := bytes.Clone(src)
			for range len(src) / 200 {
				out[r.IntN(len(out))] = byte(' ' + r.IntN(95))
			}
			return out
		}},
		{"cut off at half", 0.45, func(_ *rand.Rand, src []byte) []byte { return src[:len(src)/2] }},
	} {
		t.Run(d.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 2))
			kept, total := 0, 0
			for i, path := range standardLibrary(t) {
				src, err := os.ReadFile(path)
				if i%60 != 0 || err != nil || len(src) < 1000 {
					continue
				}
				before := count(Parse(src, nil))
				damaged := Parse(d.damage(r, src), nil)
				check(t, damaged)
				k := 0
				for key, n := range count(damaged) {
					k += min(n, before[key])
				}
				for _, n := range before {
					total += n
				}
				kept += k
			}
			share := float64(kept) / float64(max(total, 1))
			t.Logf("%.2f %% of %d nodes kept", 100*share, total)
			if share < d.floor {
				t.Errorf("only %.3f of the nodes are kept", share)
			}
		})
	}
}

// count counts leaves and statements by kind and text; a statement's text is
// its first 20 bytes, so that damage further down does not count twice.
func count(tree *Tree) map[string]int {
	m := map[string]int{}
	for todo := []Ref{tree.Root}; len(todo) > 0; {
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if k := tree.Kind(n); k != Absent && k != Error && k != Module && k != Block {
			text := tree.Text(n)
			m[string(rune(k))+string(text[:min(len(text), 20)])]++
		}
		for c := range tree.Children(n) {
			todo = append(todo, c)
		}
	}
	return m
}

// TestDeep parses what nests too deep in every way there is, and what would
// take quadratic time were it not for the budgets.
func TestDeep(t *testing.T) {
	const n = 20_000
	for _, s := range []string{"(", "[", "{", "((", "(*", "{**", "{1:", "-", "not ", "a.", "a+", "a**", "a<", "a if b else ", "lambda:",
		"lambda x=", "f(", "f(*", "a[", "a[*", "await ", "x:=", "(yield ", "f'{", "f\"{x:{", "f'''{f\"{", "if x: ", "else: ", "try: ",
		"with (", "match (", "match x: case ", "match 0A:", "match x async ", "match x ", "@", "async ", "class A(", "def f(", "def f(a=", "for (", "del (", "x = ",
		"'''", "\"\"\"\n", "f'''\n", "f'''{\n", "(\n", "x(\ny\ndef f(", "[a for a in ", "a[b:", "?", "$a", "\\", ")", "]", "([", "\"{", "f'{'",
		"a, ", "a; ", "print a, ", "x: ", "case ", "`", "f'{(", "f'{a'\n", "import a.", "from . import (", "global a, ", "except a: ", "finally: "} {
		for _, src := range []string{strings.Repeat(s, n), "match x:\n case " + strings.Repeat(s, n), strings.Repeat(s, n) + strings.Repeat(")", n),
			"x = (" + strings.Repeat(s, n) + strings.Repeat("]", n)} {
			start := time.Now()
			tree := Parse([]byte(src), nil)
			check(t, tree)
			if took := time.Since(start); took > 100*time.Millisecond {
				t.Logf("%q: %v for %d bytes", s, took, len(src))
			}
		}
	}
	var deep strings.Builder
	for i := range 10_000 {
		deep.WriteString(strings.Repeat(" ", i) + "if x:\n")
	}
	check(t, Parse([]byte(deep.String()), nil))
}

// TestCombinations repeats random words of the language thousands of times:
// whatever repeats, nests or fails to close in a way nobody thought of.
func TestCombinations(t *testing.T) {
	words := strings.Split("(|)|[|]|{|}|f'|'|f\"|\"|'''|f'''|\"\"\"|\n|\n  |\\|match |case |x|a |:|=|if |else |for |in |async |await |def |class |with |as |"+
		"try|except |finally|@|,|*|**|lambda |yield |print |type |0|!|!r|:=|->|;|.|...|not |is |import |from |return |_|#|$|\t|global |b'|del |\r|while |elif ", "|")
	r := rand.New(rand.NewPCG(3, 4))
	var tree *Tree
	for range 1000 {
		var unit strings.Builder
		for range 1 + r.IntN(6) {
			unit.WriteString(words[r.IntN(len(words))])
		}
		src := words[r.IntN(len(words))] + strings.Repeat(unit.String(), 12_000/unit.Len())
		tree = Parse([]byte(src), tree)
		check(t, tree)
	}
}
