package assure_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/assure/builds"
	"github.com/prunella/prunella/assure/tests"
	"github.com/prunella/prunella/world"
)

const (
	goMod  = "module example.org/p\n\ngo 1.21\n"
	goGood = "package p\n\n// Twice doubles.\nfunc Twice(n int) int { return n + n }\n"
	goBad  = "package p\n\n// Twice doubles.\nfunc Twice(n int) int { return n + \"n\" }\n"
	goOff  = "package p\n\n// Twice doubles.\nfunc Twice(n int) int { return n * 3 }\n"
	goTest = "package p\n\nimport \"testing\"\n\nfunc TestTwice(t *testing.T) {\n\tif Twice(2) != 4 {\n\t\tt.Error(\"not twice\")\n\t}\n}\n"
	pyGood = "def twice(n):\n    return n + n\n"
	pyBad  = "def twice(n:\n    return n + n\n"
	pyOff  = "def twice(n):\n    return n * 3\n"
	jsGood = "exports.twice = (n) => n + n;\n"
	jsBad  = "exports.twice = (n => n + n;\n"
	jsOff  = "exports.twice = (n) => n * 3;\n"
	jsTest = "const { twice } = require('./p.js');\nif (twice(2) !== 4) throw new Error('not twice');\n"
	jvGood = "class P {\n    static int twice(int n) { return n + n; }\n}\n"
	jvBad  = "class P {\n    static int twice(int n) { return n + \"n\"; }\n}\n"
	cGood  = "int twice(int n) { return n + n; }\n"
	cBad   = "int twice(int n) { return m + n; }\n"
	cOff   = "int twice(int n) { return n * 3; }\n"
	cTest  = "int twice(int n);\nint main(void) { return twice(2) == 4 ? 0 : 1; }\n"
	cMake  = "p: p.c p_test.c\n\tcc -o p p.c p_test.c\ncheck: p\n\t./p\n"
	cCMake = "cmake_minimum_required(VERSION 3.10)\nproject(p C)\nadd_executable(p p.c p_test.c)\nenable_testing()\nadd_test(NAME p COMMAND p)\n"
	pyTest = "import unittest\nfrom p import twice\n\n\nclass Twice(unittest.TestCase):\n    def test_twice(self):\n        self.assertEqual(twice(2), 4)\n"
)

// TestToolchains builds and tests small projects for real, in the sandbox.
func TestToolchains(t *testing.T) {
	runner, err := world.NewRunner("")
	if err != nil {
		t.Skip("no sandbox: ", err)
	}
	goTree := world.MemTree{"go.mod": []byte(goMod), "p_test.go": []byte(goTest)}
	jsTree := world.MemTree{"package.json": []byte(`{"name":"p","scripts":{"test":"node it.js"}}`), "it.js": []byte(jsTest)}
	bare := world.MemTree{"package.json": []byte(`{"name":"p"}`), "p.test.js": []byte(jsTest)}
	makeTree := world.MemTree{"Makefile": []byte(cMake), "p_test.c": []byte(cTest)}
	cmakeTree := world.MemTree{"CMakeLists.txt": []byte(cCMake), "p_test.c": []byte(cTest)}
	pyTree := world.MemTree{"test_p.py": []byte(pyTest)}
	for _, c := range []struct {
		name, file    string
		tree          world.MemTree
		before, after string
		built, tested string
	}{
		{"go: a good patch", "p.go", goTree, goGood, "// Better.\n\n" + goGood, "passed", "passed"},
		{"go: it does not compile", "p.go", goTree, goGood, goBad, "failed", "failed"},
		{"go: it did not compile", "p.go", goTree, goBad, goBad + "\n", "not run", "not run"},
		{"go: tests fail", "p.go", goTree, goGood, goOff, "passed", "failed"},
		{"go: tests failed before", "p.go", goTree, goOff, goOff + "\n", "passed", "not run"},
		{"python: a good patch", "p.py", pyTree, pyGood, "# Better.\n" + pyGood, "passed", "passed"},
		{"python: it does not compile", "p.py", pyTree, pyGood, pyBad, "failed", "failed"},
		{"python: tests fail", "p.py", pyTree, pyGood, pyOff, "passed", "failed"},
		{"npm: a good patch", "p.js", jsTree, jsGood, "// Better.\n" + jsGood, "passed", "passed"},
		{"npm: it does not parse", "p.js", jsTree, jsGood, jsBad, "failed", "failed"},
		{"npm: tests fail", "p.js", jsTree, jsGood, jsOff, "passed", "failed"},
		{"node: tests without a script", "p.js", bare, jsGood, jsOff, "passed", "failed"},
		{"javac: a good patch", "P.java", nil, jvGood, "// Better.\n" + jvGood, "passed", "not run"},
		{"javac: it does not compile", "P.java", nil, jvGood, jvBad, "failed", "not run"},
		{"maven: without its plug-ins", "src/P.java", world.MemTree{"pom.xml": []byte("<project><modelVersion>4.0.0</modelVersion><groupId>o</groupId><artifactId>p</artifactId><version>1</version></project>")}, jvGood, jvGood + "\n", "not run", "not run"},
		{"cc: a good patch", "p.c", nil, cGood, "// Better.\n" + cGood, "passed", "not run"},
		{"cc: it does not compile", "p.c", nil, cGood, cBad, "failed", "not run"},
		{"make: a good patch", "p.c", makeTree, cGood, "// Better.\n" + cGood, "passed", "passed"},
		{"make: it does not compile", "p.c", makeTree, cGood, cBad, "failed", "failed"},
		{"make: tests fail", "p.c", makeTree, cGood, cOff, "passed", "failed"},
		{"cmake: a good patch", "p.c", cmakeTree, cGood, "// Better.\n" + cGood, "passed", "passed"},
		{"cmake: tests fail", "p.c", cmakeTree, cGood, cOff, "passed", "failed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := series(c.file, c.before, c.after)
			s.Base = world.Overlay(c.tree, map[string][]byte{c.file: []byte(c.before)})
			s.Patches[0].Before, s.Patches[0].After = s.Base, world.Overlay(s.Base, map[string][]byte{c.file: []byte(c.after)})
			subject := &assure.Subject{Series: s, Patch: s.Patches[0], Runner: runner, Shared: &assure.Shared{}}
			for rung, want := range map[assure.Rung]string{builds.Rung{}: c.built, tests.Rung{}: c.tested} {
				res := rung.Check(t.Context(), subject)
				if strings.Contains(res.Why, world.ErrNoToolchain.Error()) || strings.Contains(res.Why, world.ErrNoSandbox.Error()) {
					t.Skip(res.Why)
				}
				if res.Status != want {
					t.Errorf("%s: %s (%s), want %s", rung.Name(), res.Status, res.Why, want)
				}
				if res.Status == assure.Passed && !slices.ContainsFunc(res.Isolation, func(w string) bool { return strings.Contains(w, "network") }) {
					t.Errorf("%s: the walls are %q, and none is about the network", rung.Name(), res.Isolation)
				}
			}
		})
	}
}
