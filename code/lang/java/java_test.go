package java_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java"
	"github.com/prunella/prunella/code/lang/langtest"
	"github.com/prunella/prunella/code/ops"
)

const sample = `package shop;
import java.util.*;
import static java.lang.Math.max;
@RestController @RequestMapping("/a")
public class Shop<T> extends Base implements Runnable {
  private static final String[] NAMES = {"a", "b"};
  static int count; int size = 3; final Map<String, List<T>> m = new HashMap<>();
  static { count = NAMES.length; }
  { size++; }
  Shop(int size) { super(size); this.size = size; }
  Shop() { this(4); }
  enum Color { RED("r") { String show() { return "x" + name; } }, GREEN("g"); final String name; Color(String n) { name = n; } String show() { return name; } }
  record Point(int x, int y) { Point { if (x < 0) throw new IllegalArgumentException("x" + x); } int sum() { return x + y; } }
  class Inner { int z = size; int go() { return z + Shop.this.size; } }
  @GetMapping("/{id}") String get(@PathVariable String id, @RequestParam(name = "q", required = false) int q, Form form) {
    String s = "";
    for (int i = 0; i < q; i++) { if (i == 3) continue; s += id + i; }
    outer: for (String n : NAMES) { while (true) { if (n.equals(s)) break outer; else continue outer; } }
    do { q--; } while (q > 0);
    switch (id) { case "a": s = "1"; case "b": s += "2"; break; default: s = null; }
    int v = switch (q) { case 1, 2 -> 5; case 3 -> { yield 6; } default -> throw new RuntimeException(); };
    char c = id.charAt(0); c++; int d = c - '0';
    try (Scanner in = new Scanner(System.in); var w = in) { s = in.nextLine(); } catch (IllegalStateException | NullPointerException e) { throw e; } finally { d = 0; }
    Runnable r = new Runnable() { int k = v; public void run() { System.out.println(id + k + size); } };
    Function<String, Integer> f = x -> { Runnable g = () -> System.out.println(x + id + this.size); g.run(); return x.length(); };
    class Local { String t() { return id; } }
    Object o = new Local().t();
    if (o instanceof String t && t.length() > 2) { s = t; }
    Supplier<List<T>> made = ArrayList::new; Function<String, String> trim = String::trim;
    int[][] grid = new int[3][q]; grid[0][1] = max(d, v);
    Inner inner = this.new Inner();
    return s + f.apply(id) + (char) (d + 1) + grid[0].length + Color.valueOf("RED") + inner.go();
  }
  public static void main(String... args) { new Shop<String>().run(); }
  public void run() { synchronized (this) { assert size > 0; } }
}
interface Base2 { int X = 1; default int y() { return X; } void z(); }
`

func TestLanguage(t *testing.T) {
	langtest.Run(t, java.Language{}, map[string]string{"Shop.java": sample, "Fragment.java": "int x = 1; void f() { x++; } System.out.println(x);"})
}

// Stubs are read without a problem by our own parser, and name only operations and
// intrinsics that exist.
func TestStubsAreSound(t *testing.T) {
	l := java.Language{}
	names, err := fs.Glob(l.Stubs(), "*.java.txt")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	intrinsics := map[string]bool{ir.IntrinsicSource: true, ir.IntrinsicSink: true, ir.IntrinsicOp: true, ir.IntrinsicEntry: true,
		ir.IntrinsicUnknown: true, ir.IntrinsicClean: true, ir.IntrinsicNew: true, ir.IntrinsicEffect: true}
	for _, name := range names {
		text, err := fs.ReadFile(l.Stubs(), name)
		if err != nil {
			t.Fatal(err)
		}
		module := strings.TrimSuffix(name, ".java.txt")
		path := "lib/java/" + name
		if got := l.Modules([]string{path}, func(string) []byte { return text })[path]; got != module {
			t.Errorf("%s says it is package %q", name, got)
		}
		u := l.Lower(path, module, text)
		for _, p := range u.Problems {
			t.Errorf("%s: %s: %.60q", name, p.Text, text[p.Span.Start:])
		}
		for _, f := range append([]*ir.Func{u.Init}, u.Funcs...) {
			calls(f, func(in *ir.Instr) {
				if !intrinsics[in.Name] {
					t.Errorf("%s: %s calls %s", name, f.Name, in.Name)
				}
				if in.Name == ir.IntrinsicOp && len(in.Args) > 0 {
					if op := constantOf(f, in.Args[0]); op != "" {
						if _, ok := ops.Lookup(op); !ok && op != ops.Purpose {
							t.Errorf("%s: %s uses the operation %q, which does not exist", name, f.Name, op)
						}
					}
				}
			})
		}
	}
}

func calls(f *ir.Func, see func(*ir.Instr)) {
	walk(f.Body, func(in *ir.Instr) {
		if in.Op == ir.Call && strings.HasPrefix(in.Name, ir.IntrinsicModule+".") && strings.Count(in.Name, ".") == 1 {
			see(in)
		}
	})
}

func walk(b ir.Block, see func(*ir.Instr)) {
	for i := range b {
		see(&b[i])
		if a := b[i].Aux; a != nil {
			for _, inner := range a.Blocks {
				walk(inner, see)
			}
			for _, h := range a.Handlers {
				walk(h.Body, see)
			}
		}
	}
}

// constantOf finds the text constant that a register holds.
func constantOf(f *ir.Func, reg ir.Reg) string {
	out := ""
	walk(f.Body, func(in *ir.Instr) {
		if in.Op == ir.Const && in.Dst == reg && f.Consts[in.A].Kind == ir.Str {
			out = f.Consts[in.A].Str
		}
	})
	return out
}
