package syntax

import (
	"strings"
	"testing"
)

// TestBrokenFunctionHidesNothing puts one broken piece between two functions:
// the second function is parsed as if nothing had happened, and an error is
// listed where the damage is.
func TestBrokenFunctionHidesNothing(t *testing.T) {
	for _, broken := range []string{
		"def f(",
		"def f(a, b\n    return a",
		"def f(a:\n    return [a",
		"def f()\n    x",
		"def :\n    x",
		"def f():",
		"class :",
		"class C(:\n    def m(self): x = (",
		"x = [1, 2",
		"x = {'a': 1,\n     'b': [2, 3,\n     }",
		"x = foo(bar(1, 2)\ny = 2",
		"x = 'abc",
		"x = f'{a",
		"x = f'{a!'",
		"x = f\"{a['b}\"",
		"x = f'''{a\nb",
		"if x\n    y",
		"if x:\ny",
		"  x = 1\n y = 2",
		"else:\n    x",
		"try:\n    x",
		"try:\nexcept:\n",
		"with a as:\n    b",
		"for x y:\n    z",
		"import",
		"from x import (a, b",
		"from x import (a, b\nx = 1",
		"return return",
		"x = = 1",
		"x + ",
		"x.",
		"@",
		"lambda x",
		"print 'x', y",
		"x = $",
		"\x00\x01\x02",
		"x = 1 \\ 2",
		")",
		"]})",
		"match x:\n    case [",
		"match x:\n    case {1:\n    case 2: pass",
		"assert",
		"del",
		"async x",
		"x = (yield",
		"a = b c d",
		"\"\"Docstring with a lost quote.\"\"\"",
		"def f():\n    \"\"Docstring.\n\n    More text here.\n    \"\"\"\n    return 1",
		"def f():\n    \"\"\"Docstring with a lost end.\"\"\n    return 1",
		"x = '''\nabc",
	} {
		for _, indent := range []string{"", "    "} {
			head := "def before(): pass\n"
			if indent != "" {
				head = "class K:\n    def before(): pass\n"
			}
			src := head + indent + strings.ReplaceAll(broken, "\n", "\n"+indent) + "\n" +
				indent + "def after(a, b=1):\n" + indent + "    \"\"\"Doc.\"\"\"\n" + indent + "    return a + b\n"
			tree := Parse([]byte(src), nil)
			check(t, tree)
			if len(tree.Errors) == 0 {
				t.Errorf("%q: no error", src)
			}
			found := false
			for n := range tree.Nodes {
				if r := Ref(n); tree.Kind(r) == FunctionDef && string(tree.Text(tree.First(r))) == "after" {
					body := tree.Last(r)
					found = tree.Count(tree.Child(r, 2)) == 2 && tree.Count(body) == 2 && tree.Kind(tree.Last(body)) == Return
				}
			}
			if !found {
				t.Errorf("%q: the next function is lost", src)
			}
		}
	}
}

// TestValid lists what must be read without an error; the trees are compared
// elsewhere.
func TestValid(t *testing.T) {
	for _, src := range []string{
		"", "\n", "\xef\xbb\xbf", "#", "\f\nx\n\f\n", "x", "x\r", "x\r\ny\r\n", "if x:\r\n\ty\r\n",
		"if x:\n  y\n\n# c\n  z\n", "if x:\n        a\n\tb\n", "x = (\n\n# c\n1\n)\n", "x = (1,\ny\n)\n", "\\\nx\n",
		"if 1:\n    \\\n    x\n    y\n", "class A:\n\n    x = '''\n'''\n    y = 1\n", "x = [\nfor_, if_\n]\n",
		"# coding: latin-1\nn\xe9 = '\xff'\n", "# coding: euc-jp\nx = '\xa4\xa2'\n", "x = 1;", "if x: y;", "f(a)(b)\n(c)",
		"with (a, b) as c: pass", "with (a): pass", "with (a)[0] as b, c: pass", "with (a for a in b): pass", "with (a := b): pass",
		"with (a as b): pass", "with (): pass", "with (*a, b): pass", "with (a, b,): pass", "with (a) as (b): pass",
		"def f(a, *, b): 'x'", "def f(*a: int, **k: str): pass", "lambda *a, **k: 0", "x: int", "x: int = yield", "(x): int", "x.y: int",
		"print", "print(x)", "print >>x, y", "print - 1", "print, exec = 1, 2", "exec(x)", "type(x)", "type = 1", "type X = 1", "type type = type",
		"match(x)", "match.x", "match = 1", "match, x = y", "match[x:y]", "match: int", "case = 1", "x = match if case else _",
		"try: x\nfinally: y", "try: x\nexcept* a: y", "async def f(): return [x async for x in y]", "await x",
		"x = 1if y else 2", "0xfor x", "1_0", "x = yield", "f'{x}'", "f'{x:{y}}'", "f'''{\nx\n}'''", "f'{x,}'", "f'{lambda_}'", "f'{x:=5}'", "f'{(x:=5)}'",
		"f\"{x!r:>{w}}\" \"\" f''", "f'{x:{{}}}'", "rf'\\{x}'", "f'\\N{BULLET}{x}'", "f'{x:\\x41}'",
		"a[b, c:d]", "a[:, 1]", "a[*b]", "a[b:=1]", "{**a, 'b': c}", "{*a, b}", "f(**a, b=c)", "f(*a, b, *c)", "f(a for a in b)", "class A(*b, **c): pass",
		"global a, b", "del a, (b, c), [d]", "del (a), b,", "raise", "raise a from b", "return *a, b", "from . import a", "from .... a import *",
		"x = not a in b", "a is not b", "not not a", "- + ~a", "a ** -b", "(a) = (b) = c", "[a, *b] = c", "*a, = b", "for *a, b in c: d", "for a, in b: c",
		"[x for x in a if b if c for y in d]", "(x for x in y)", "{x: y for x, y in z}", "x if y else lambda: z",
	} {
		tree := Parse([]byte(src), nil)
		check(t, tree)
		for _, e := range tree.Errors {
			t.Errorf("%q: %s at %d", src, e.Msg, e.Start)
		}
	}
}

// TestReuse parses into the arenas of another tree.
func TestReuse(t *testing.T) {
	first := Parse([]byte("x = (1 +\ndef broken("), nil)
	second := Parse([]byte("y = 2\n"), first)
	fresh := Parse([]byte("y = 2\n"), nil)
	if string(dump(second, true)) != string(dump(fresh, true)) || len(second.Errors) != 0 || len(second.Nodes) != len(fresh.Nodes) {
		t.Error("a reused tree differs from a fresh one")
	}
}
