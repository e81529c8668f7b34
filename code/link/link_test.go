package link_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/javascript"
	"github.com/prunella/prunella/code/lang/python"
	"github.com/prunella/prunella/code/link"
)

// project links files by name.
func project(l lang.Language, files map[string]string) *link.Program {
	var paths []string
	for path := range files {
		paths = append(paths, path)
	}
	modules := l.Modules(paths, func(name string) []byte { return []byte(files[name]) })
	var units []*ir.Unit
	for path, text := range files {
		units = append(units, l.Lower(path, modules[path], []byte(text)))
	}
	return link.New(l, units)
}

// Names are followed through imports to where they are declared.
func TestCanonical(t *testing.T) {
	p := project(python.Language{}, map[string]string{
		"app/__init__.py":        "from app.models import db, Base as Root\n",
		"app/models/__init__.py": "from .base import *\nfrom app.models.loop import *\n",
		"app/models/base.py":     "from .more import *\ndef db(): pass\nclass Base:\n    def save(self): pass\n",
		"app/models/more.py":     "def far(): pass\n",
		"app/models/loop.py":     "from app.models import *\n",
		"main.py":                "import app\n",
	})
	for _, c := range []struct{ why, name, want string }{
		{"declared where it is", "app.models.base.db", "app.models.base.db"},
		{"imported by name, from a module that imports all", "app.db", "app.models.base.db"},
		{"under another name", "app.Root", "app.models.base.Base"},
		{"through two modules that are imported whole", "app.models.far", "app.models.more.far"},
		{"modules that import each other whole end", "app.models.nothing", "app.models.nothing"},
		{"a method of an imported class", "app.Root.save", "app.models.base.Base.save"},
	} {
		if got := p.Canonical(c.name); got != c.want {
			t.Errorf("%s: %s is %s, want %s", c.why, c.name, got, c.want)
		}
	}
}

// Modules that hand each other on whole in a long ring take no longer than they are many,
// and names are found as far along it as maxWhole says.
func TestLongRing(t *testing.T) {
	const n = 6000
	files := map[string]string{}
	for i := range n {
		files[fmt.Sprintf("m%d.py", i)] = fmt.Sprintf("from m%d import *\ndef f%d(): pass\n", (i+1)%n, i)
	}
	begin := time.Now()
	p := project(python.Language{}, files)
	if took := time.Since(begin); took > 30*time.Second {
		t.Errorf("took %v", took)
	}
	for name, want := range map[string]string{"m0.f900": "m900.f900", "m5900.f20": "m20.f20", "m0.f3000": "m0.f3000"} {
		if got := p.Canonical(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

// Methods come from the class or its bases, and cycles of bases end.
func TestMethods(t *testing.T) {
	p := project(python.Language{}, map[string]string{
		"a.py": "class A:\n    def run(self): pass\n    def stop(self): pass\nclass B(A):\n    def run(self): pass\nclass C(B): pass\n",
		"z.py": "from a import C\nclass X(Y): pass\nclass Y(X): pass\nclass D(C): pass\n",
	})
	for _, c := range []struct{ class, method, want string }{
		{"a.C", "run", "a.B.run"},
		{"a.C", "stop", "a.A.stop"},
		{"z.D", "stop", "a.A.stop"},
		{"z.X", "run", ""},
	} {
		got := ""
		if f := p.Method(c.class, c.method); f != nil {
			got = f.Name
		}
		if got != c.want {
			t.Errorf("%s of %s is %q, want %q", c.method, c.class, got, c.want)
		}
	}
	if !p.Is("z.D", "a.A") || p.Is("a.A", "z.D") || p.Is("z.X", "a.A") {
		t.Error("kinds: D is an A, A is no D, and a cycle is nobody's kind")
	}
}

// What a CommonJS module is set to is what its name stands for.
func TestModulesThatAreValues(t *testing.T) {
	p := project(javascript.Language{}, map[string]string{
		"lib/one.js": "module.exports = function one() {};\n",
		"lib/two.js": "export default function two() {}\n",
		"main.js":    "const one = require('./lib/one');\nimport two from './lib/two.js';\none(); two();\n",
	})
	for _, c := range []struct{ name, want string }{
		{"./lib/one", "./lib/one.exports"},
		{"./lib/two.default", "./lib/two.two"},
	} {
		if got := p.Canonical(c.name); got != c.want {
			t.Errorf("%s stands for %s, want %s", c.name, got, c.want)
		}
	}
}
