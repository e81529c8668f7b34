package syntax

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const sample = `package a.b;
import static java.lang.Math.*;
import java.util.*;
@Tag(value = {1, 2}, name = "x")
public sealed abstract class A<T extends Comparable<T> & Runnable> extends B<List<? super T>> implements C, D permits E {
  static final int[] xs[] = {{1, 0x1F_FFL, 'c'}, {}}, y = new int[3][];
  { init(); } static { A.<String>m(1); }
  enum K implements C { ONE(1) { void f() {} }, TWO; int v; K(int... v) { this(); } }
  record P(@N int x, String... y) { P { if (x > 1 << 2 >>> 3) throw new X("a" + """
      text "quoted" \
      """); } }
  @interface N { int value() default 3; }
  interface I { default <R> R m(Function<? super T[], R> f) throws IOException, E { return f.apply(null); } }
  int m(final Map.Entry<String, int[]> e, A<T> this2) {
    label: for (int i = 0, j = 1; i < 3; i++, j--) { if (i == 2) continue label; else break; }
    for (var v : (List<String>) e) do { x >>>= 2; } while (!(v instanceof String s && s.length() > 1));
    try (var r = open(); s) { synchronized (this) { assert a : "b"; } } catch (final X | Y ex) { } finally { ; }
    Runnable q = () -> {}, z = (a, b) -> a, w = (int a) -> (b) -> c, u = A::m, nn = int[]::new, t = A<T>.Q::new;
    switch (k) { case 1: case 2: f(); break; default: return (int) -1 + (x) + (T) (y); }
    int r = switch (o) { case P(int x, var y) when x > 1 -> 1; case null, default -> { yield 2; } };
    new Outer().new Inner() { int x; }.go(a ? b : c -> d, A.this.x, Object[].class, super.m());
    class Local {} record R(int a) {}
    return a < b ? 1 : 0;
  }
}
`

func TestSampleHasNoErrors(t *testing.T) {
	for _, e := range Parse([]byte(sample)).Errors {
		t.Errorf("%q: %s", sample[e.Start:min(len(sample), int(e.Start)+30)], e.Text)
	}
}

// Spans nest, siblings are in order, every node is reached once.
func check(t *testing.T, src []byte) {
	t.Helper()
	tree := Parse(src)
	seen := 0
	var visit func(r Ref, depth int)
	visit = func(r Ref, depth int) {
		if seen++; seen > len(tree.Nodes) {
			t.Fatal("a node is reached twice")
		}
		n := tree.Nodes[r]
		if n.Start > n.End || int(n.End) > len(src) {
			t.Fatalf("kind %d: span %d-%d of %d", n.Kind, n.Start, n.End, len(src))
		}
		for c := n.First; c != 0; c = tree.Nodes[c].Next {
			if k := tree.Nodes[c]; k.Start < n.Start || k.End > n.End {
				t.Fatalf("kind %d in %d: span %d-%d is not in %d-%d", k.Kind, n.Kind, k.Start, k.End, n.Start, n.End)
			}
			visit(c, depth+1)
		}
	}
	visit(tree.Root, 0)
}

func TestDamaged(t *testing.T) {
	src := []byte(sample)
	check(t, src)
	for i := range src {
		check(t, src[:i])
		check(t, append(append([]byte(nil), src[:i]...), src[i+1:]...))
		changed := append([]byte(nil), src...)
		changed[i] = "(){}<>;\"'@"[i%10]
		check(t, changed)
	}
}

// What is deep or long costs what it is long. The test would not end otherwise.
func TestDeepAndLong(t *testing.T) {
	for name, src := range map[string]string{
		"parentheses": "int x = " + strings.Repeat("(", 10000) + "1" + strings.Repeat(")", 10000) + ";",
		"open":        strings.Repeat("(a,", 20000),
		"generics":    strings.Repeat("a<", 20000),
		"casts":       "x = " + strings.Repeat("(a)", 20000) + "b;",
		"lambdas":     "x = " + strings.Repeat("a -> ", 20000) + "b;",
		"blocks":      "void f() " + strings.Repeat("{", 10000) + strings.Repeat("}", 10000),
		"classes":     strings.Repeat("class A {", 10000),
		"sums":        "x = 1" + strings.Repeat("+1", 50000) + ";",
		"ifs":         "void f() {" + strings.Repeat("if (a) {} else ", 10000) + "{} }",
		"negations":   "x = " + strings.Repeat("!", 10000) + "y;",
		"ternaries":   "x = " + strings.Repeat("a ? b : ", 10000) + "c;",
		"calls":       "x = a" + strings.Repeat(".b()", 20000) + ";",
		"new":         "x = " + strings.Repeat("new A(", 10000) + ";",
		"arrays":      "int[] x = " + strings.Repeat("{", 10000) + ";",
		"switches":    "x = " + strings.Repeat("switch (a) { case 1 -> ", 5000) + ";",
		"annotations": strings.Repeat("@A(", 10000),
	} {
		start := time.Now()
		check(t, []byte(src))
		t.Logf("%s: %v", name, time.Since(start))
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(sample))
	f.Fuzz(func(t *testing.T, src []byte) { check(t, src) })
}

// BenchmarkParse reads the tree named by PRUNELLA_JAVA, else the sample.
func BenchmarkParse(b *testing.B) {
	texts := [][]byte{[]byte(sample)}
	if root := os.Getenv("PRUNELLA_JAVA"); root != "" {
		texts = nil
		files, _ := filepath.Glob(filepath.Join(root, "*.java"))
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				b.Fatal(err)
			}
			texts = append(texts, text)
		}
	}
	lines := 0
	for _, s := range texts {
		lines += strings.Count(string(s), "\n")
	}
	for b.Loop() {
		for _, s := range texts {
			Parse(s)
		}
	}
	b.ReportMetric(float64(lines*b.N)/b.Elapsed().Seconds(), "lines/s")
}
