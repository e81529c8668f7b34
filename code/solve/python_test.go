package solve_test

import (
	"io/fs"
	"sort"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
)

// pylab is Python with the same small model of the outside.
type pylab struct{ python.Language }

const pylabStub = `import prunella
def In(name) -> str: return prunella.source("http.query", name)
def JSON(): return prunella.source("http.json")
def SQL(q, *args): prunella.sink("sql", q)
def Hash(name): prunella.sink("hash", name)
def Know() -> bool: return prunella.clean()
class App:
    def route(self, rule, methods=None):
        def register(fn):
            prunella.entry("http", ",".join(methods) if methods else "", rule, fn)
            return fn
        return register
`

func (pylab) StubFor(m string) []string {
	if m == "lab" || strings.HasPrefix(m, "lab.") {
		return []string{"lab.pyi"}
	}
	return python.Language{}.StubFor(m)
}

func (pylab) Stubs() fs.FS {
	return overlay{fstest.MapFS{"lab.pyi": {Data: []byte(pylabStub)}}, python.Language{}.Stubs()}
}

func TestPython(t *testing.T) {
	for _, s := range []story{
		{"an f-string", "def f():\n  lab.SQL(f\"x '{lab.In('q')}'\")", bad},
		{"percent", "def f():\n  lab.SQL(\"x '%s'\" % lab.In('q'))", bad},
		{"percent with a table and a number", "def f():\n  lab.SQL(\"x '%(a)s' %(b)d\" % {'a': 'c', 'b': int(lab.In('q'))})", ""},
		{"a number", "def f():\n  lab.SQL('x %s' % int(lab.In('q')))", ""},
		{"an allow-list", "COLS = {'a', 'b'}\ndef f():\n  c = lab.In('q')\n  if c not in COLS:\n    return\n  lab.SQL(c)", ""},
		{"an allow-list with a default", "COLS = ['a', 'b']\ndef f():\n  c = lab.In('q')\n  lab.SQL(c if c in COLS else 'a')", ""},
		{"a table with a default", "COLS = {'a': 'x', 'b': 'y'}\ndef f():\n  lab.SQL(COLS.get(lab.In('q'), 'a'))", ""},
		{"a raising helper", "def check(v):\n  if v not in ('a', 'b'):\n    raise ValueError('no')\ndef f():\n  v = lab.In('q')\n  check(v)\n  lab.SQL(v)", ""},
		{"a raising helper, caught and left", "def check(v):\n  if v not in ('a', 'b'):\n    raise ValueError('no')\ndef f():\n  v = lab.In('q')\n  try:\n    check(v)\n  except ValueError:\n    return\n  lab.SQL(v)", ""},
		{"a raising helper, caught and forgotten", "def check(v):\n  if v not in ('a', 'b'):\n    raise ValueError('no')\ndef f():\n  v = lab.In('q')\n  try:\n    check(v)\n  except ValueError:\n    pass\n  lab.SQL(v)", bad},
		{"a class variable", "class A:\n  algo = 'md5'\n  def run(self):\n    lab.Hash(self.algo)\ndef f():\n  A().run()", "hash"},
		{"an inherited method", "class A:\n  def __init__(self, s):\n    self.s = s\n  def run(self):\n    lab.SQL(self.s)\nclass B(A):\n  def __init__(self, s):\n    super().__init__('x ' + s)\ndef f():\n  B(lab.In('q')).run()", bad},
		{"a property", "class A:\n  @property\n  def q(self):\n    return lab.In('q')\ndef f():\n  lab.SQL(A().q)", bad},
		{"a decorator", "def deco(fn):\n  def inner(*a, **k):\n    return fn(*a, **k)\n  return inner\n@deco\ndef run(q):\n  lab.SQL(q)\ndef f():\n  run(q=lab.In('q'))", bad},
		{"a handler", "app = lab.App()\n@app.route('/x', methods=['POST'])\ndef f():\n  lab.SQL(lab.In('q'))", bad},
		{"a comprehension", "def f():\n  lab.SQL(','.join([x for x in [lab.In('q'), 'a']]))", bad},
		{"placeholders", "def f():\n  lab.SQL('x IN (' + ','.join('?' for _ in lab.JSON()) + ')')", ""},
		{"a generator", "def g():\n  yield 'a'\n  yield lab.In('q')\ndef f():\n  for x in g():\n    lab.SQL(x)", bad},
		{"json", "def f():\n  d = lab.JSON()\n  lab.SQL(d['a'].strip())", "sql http.json:"},
		{"keyword arguments", "def run(*, a, b='x'):\n  lab.SQL(b)\ndef f():\n  run(a=lab.In('q'))", ""},
		{"with", "class C:\n  def __enter__(self):\n    return self\n  def __exit__(self, *a):\n    pass\n  def run(self, q):\n    lab.SQL(q)\ndef f():\n  with C() as c:\n    c.run(lab.In('q'))", bad},
		{"finally", "def f():\n  q = 'x'\n  try:\n    q = lab.In('q')\n  finally:\n    lab.SQL(q)", bad},
		{"any of", "def f():\n  v = lab.In('q')\n  if any(c in v for c in \"' \"):\n    return\n  lab.SQL(v)", ""},
	} {
		t.Run(s.name, func(t *testing.T) {
			src := "import lab\n" + s.body + "\n"
			u := pylab{}.Lower("app.py", "app", []byte(src))
			res := solve.Solve(link.New(pylab{}, []*ir.Unit{u}), asked, solve.Options{})
			var out []string
			for _, f := range res.Flows {
				line := f.Sink
				for _, src := range f.Sources {
					line += " " + src.Kind + ":" + strings.Join(src.Names, ",")
				}
				out = append(out, line)
			}
			sort.Strings(out)
			if got := strings.Join(out, "; "); got != s.want {
				t.Errorf("%s\n got %q\nwant %q", src, got, s.want)
			}
		})
	}
}
