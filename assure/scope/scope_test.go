package scope_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/assure/scope"
	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/world"
)

func report(funcs ...string) *code.Report {
	u := &ir.Unit{Path: "a.go"}
	for _, f := range funcs {
		u.Funcs = append(u.Funcs, &ir.Func{Name: f})
	}
	return &code.Report{Programs: []*link.Program{{Lang: java.Language{}, Units: []*ir.Unit{u}}}}
}

// head is that of a diff with one hunk of these lines.
func head(file, lines string) string {
	old, fresh := 0, 0
	for _, l := range strings.Split(strings.TrimSuffix(lines, "\n"), "\n") {
		switch l[0] {
		case '+':
			fresh++
		case '-':
			old++
		default:
			old, fresh = old+1, fresh+1
		}
	}
	return fmt.Sprintf("--- a/%s\n+++ b/%s\n@@ -1,%d +1,%d @@\n", file, file, old, fresh)
}

// TestScope is the table of what a patch must not do.
func TestScope(t *testing.T) {
	for _, c := range []struct {
		name, file, diff string
		after            []string // functions of the program; before there are f and g
		want             string   // in the reason; "" when it may
	}{
		{"a small edit", "a.go", "-x := 1\n+x := 2\n", []string{"f", "g"}, ""},
		{"a new helper", "a.go", "+func h() {}\n", []string{"f", "g", "h"}, ""},
		{"a function is gone", "a.go", "-func g() {}\n", []string{"f"}, "g is gone"},
		{"a Go test", "a_test.go", "+x\n", []string{"f", "g"}, "judges"},
		{"a Python test", "test_a.py", "+x\n", []string{"f", "g"}, "judges"},
		{"a folder of tests", "tests/a.py", "+x\n", []string{"f", "g"}, "judges"},
		{"a fixture", "x/testdata/a.go", "+x\n", []string{"f", "g"}, "judges"},
		{"the build", "go.mod", "+x\n", []string{"f", "g"}, "judges"},
		{"CI", ".github/workflows/ci.yml", "+x\n", []string{"f", "g"}, "judges"},
		{"options of the build", "gradle.properties", "+org.gradle.jvmargs=-javaagent:x.jar\n", []string{"f", "g"}, "judges"},
		{"which Gradle builds", "gradle/wrapper/gradle-wrapper.properties", "+x\n", []string{"f", "g"}, "judges"},
		{"a script of the build by another name", "gradle/publish.gradle.kts", "+x\n", []string{"f", "g"}, "judges"},
		{"rules of make", "build/rules.mk", "+x\n", []string{"f", "g"}, "judges"},
		{"what is installed", "requirements-dev.txt", "+x\n", []string{"f", "g"}, "judges"},
		{"a path file", "x.pth", "+x\n", []string{"f", "g"}, "judges"},
		{"where packages come from", ".npmrc", "+x\n", []string{"f", "g"}, "judges"},
		{"the program's own properties", "src/main/resources/application.properties", "+x\n", []string{"f", "g"}, ""},
		{"a runner of tests in the library's place", "unittest.py", "+x\n", []string{"f", "g"}, "place of a library"},
		{"a package in the library's place", "app/json/__init__.py", "+x\n", []string{"f", "g"}, "place of a library"},
		{"a name like a test's", "contest.go", "+x\n", []string{"f", "g"}, ""},
		{"a test's folder in capitals", "Tests/a.py", "+x\n", []string{"f", "g"}, "judges"},
		{"what others wrote", "vendor/x/x.go", "+x\n", []string{"f", "g"}, "judges"},
		{"a package of others", "node_modules/x/index.js", "+x\n", []string{"f", "g"}, "judges"},
		{"what runs the tests", "jest.config.ts", "+x\n", []string{"f", "g"}, "judges"},
		{"a hidden program of settings", "web/.mocharc.cjs", "+x\n", []string{"f", "g"}, "judges"},
		{"the program's own settings", "config.js", "+x\n", []string{"f", "g"}, ""},
		{"a name that node tests", "cart-test.js", "+x\n", []string{"f", "g"}, "judges"},
		{"tests by another name", "app_tests.py", "+x\n", []string{"f", "g"}, "judges"},
		{"a class of tests", "src/CartTests.java", "+x\n", []string{"f", "g"}, "judges"},
		{"a class that ends like a test", "src/Latest.java", "+x\n", []string{"f", "g"}, ""},
		{"a header in the library's place", "include/stdio.h", "+x\n", []string{"f", "g"}, "judges"},
		{"left out of the build", "a.go", "+//go:build never\n", []string{"f", "g"}, "what the build does"},
		{"a command of the build", "a.go", "+//go:generate sh -c true\n", []string{"f", "g"}, "what the build does"},
		{"options of the compiler", "a.go", "+// #cgo CFLAGS: -fplugin=x.so\n", []string{"f", "g"}, "what the build does"},
		{"a function of the library replaced", "a.c", "+#define strcpy(a, b) strncpy(a, b, sizeof(a))\n", []string{"f", "g"}, "another meaning"},
		{"a constant", "a.c", "+#define NAMES 32\n", []string{"f", "g"}, ""},
		{"an assertion in Python", "a.py", "+    assert name.isalnum()\n", []string{"f", "g"}, "assertion"},
		{"an assertion in Java", "A.java", "+        assert !name.contains(x) : 1;\n", []string{"f", "g"}, "assertion"},
		{"an assertion in C", "a.c", "+    assert(n < 4);\n", []string{"f", "g"}, "assertion"},
		{"Node's assertion stays", "a.js", "+  assert(n < 4);\n", []string{"f", "g"}, ""},
		{"a browser's assertion stops nothing", "a.js", "+  console.assert(n < 4);\n", []string{"f", "g"}, "assertion"},
		{"only where assertions are", "a.py", "+    if __debug__ and bad(name):\n", []string{"f", "g"}, "assertion"},
		{"cleaned beside", "a.go", "+\tgo func() { name = clean(name) }()\n", []string{"f", "g"}, "beside"},
		{"cleaned in a thread", "a.py", "+    threading.Thread(target=clean).start()\n", []string{"f", "g"}, "beside"},
		{"other surroundings", "a.go", "+func init() { os.Setenv(x, y) }\n", []string{"f", "g"}, "surroundings"},
		{"a pattern that passes every other time", "a.js", "+const QUOTE = /'/g;\n+  if (QUOTE.test(name)) {\n", []string{"f", "g"}, "remembers"},
		{"a pattern that is made each time", "a.js", "+  if (/'/g.test(name)) {\n", []string{"f", "g"}, ""},
		{"a pattern to replace by", "a.js", "+const QUOTE = /'/g;\n+  name = name.replace(QUOTE, '');\n", []string{"f", "g"}, ""},
		{"an error thrown away", "a.go", "+\t_ = err\n", []string{"f", "g"}, "swallowed"},
		{"an error thrown away in Python", "a.py", "+except OSError:\n+    pass\n", []string{"f", "g"}, "swallowed"},
		{"a handler that does something", "a.py", "+except OSError:\n+    abort(400)\n", []string{"f", "g"}, ""},
		{"one that was there already", "a.go", " \t_ = err\n+x := 1\n", []string{"f", "g"}, ""},
		{"a panic caught", "a.go", "+\trecover()\n", []string{"f", "g"}, "swallowed"},
		{"any panic caught", "a.go", "+\tdefer func() { recover() }()\n", []string{"f", "g"}, "swallowed"},
		{"a panic told", "a.go", "+\tif r := recover(); r != nil {\n", []string{"f", "g"}, ""},
		{"an error no more checked", "a.go", "-\trows, err := q()\n-\tif err != nil {\n+\trows, _ := q()\n", []string{"f", "g"}, "swallowed"},
		{"every exception is silence", "a.py", "+except Exception as e:\n+    return None\n", []string{"f", "g"}, "swallowed"},
		{"an exception on one line", "a.py", "+except OSError: pass\n", []string{"f", "g"}, "swallowed"},
		{"exceptions suppressed", "a.py", "+with contextlib.suppress(Exception):\n", []string{"f", "g"}, "swallowed"},
		{"one exception means no answer", "a.py", "+except ValueError:\n+    return None\n", []string{"f", "g"}, ""},
		{"a switch that nobody has set", "a.py", "+    if os.environ.get('STRICT') and bad(x):\n", []string{"f", "g"}, "nobody has set"},
		{"a setting read anew", "a.py", "+debug = os.environ.get('DEBUG') == '1'\n", []string{"f", "g"}, ""},
		{"a test made a remark beside a new one", "a.c", "+\tif (b == 0)\n+\t\treturn 1;\n-\tif (!p)\n-\t\treturn 1;\n+\t(void)(!p);\n", []string{"f", "g"}, "swallowed"},
		{"a test made a remark", "a.c", "-\tif (!p)\n-\t\treturn 1;\n+\t(void)(!p);\n", []string{"f", "g"}, "swallowed"},
		{"a call by a name made up", "a.py", "-pickle.loads(x)\n+getattr(pickle, 'lo' + 'ads')(x)\n", []string{"f", "g"}, "cannot be read"},
		{"reflection", "a.go", "+\treflect.ValueOf(f).Call(in)\n", []string{"f", "g"}, "cannot be read"},
		{"an indirect call that was one", "a.py", "-x = getattr(a, name)\n+x = getattr(a, name, None)\n", []string{"f", "g"}, ""},
		{"another module under the name of one", "a.py", "+sys.modules['shlex'] = mine\n", []string{"f", "g"}, "cannot be read"},
		{"modules from elsewhere", "a.py", "+sys.path.insert(0, 'lib')\n", []string{"f", "g"}, "cannot be read"},
		{"what a module holds is replaced", "a.py", "+shlex.__dict__.update(quote=str)\n", []string{"f", "g"}, "cannot be read"},
		{"a body from elsewhere", "a.go", "+//go:linkname clean strings.TrimSpace\n", []string{"f", "g"}, "cannot be read"},
		{"what the build runs", "setup.py", "+x\n", []string{"f", "g"}, "judges"},
		{"an error thrown away behind a counter", "a.go", "-\tn := 1\n+\t_ = err\n+++n\n", []string{"f", "g"}, "swallowed"},
		{"an error thrown away on a line like a file's head", "a.go", "+++\n+++ _ = err\n+\t_ = err\n", []string{"f", "g"}, "swallowed"},
		{"too many lines like a file's head", "a.go", strings.Repeat("+++ b/x\n", scope.MaxLines+1), []string{"f", "g"}, "changed lines"},
		{"too many lines like a file's end", "a.go", strings.Repeat("--- a/x\n", scope.MaxLines+1), []string{"f", "g"}, "changed lines"},
		{"as much as is allowed", "a.go", strings.Repeat("+x\n", scope.MaxLines), []string{"f", "g"}, ""},
		{"more than that", "a.go", strings.Repeat("+x\n", scope.MaxLines+1), []string{"f", "g"}, "changed lines"},
	} {
		p := &code.Patch{
			Data:    record.Patch{Diff: head(c.file, c.diff) + c.diff, Files: []record.PatchFile{{Path: c.file}}},
			Earlier: report("f", "g"), Report: report(c.after...),
		}
		res := scope.Rung{}.Check(t.Context(), &assure.Subject{Patch: p, Series: &code.Series{}})
		want := assure.Passed
		if c.want != "" {
			want = assure.Failed
		}
		if res.Status != want || !strings.Contains(res.Why, c.want) {
			t.Errorf("%s: %s (%s), want %s (%s)", c.name, res.Status, res.Why, want, c.want)
		}
	}
}

// TestDeafened: the head of a handler may be older than the patch that empties it.
func TestDeafened(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"a.java", "try { f(); } catch (E e) {\n  log(e);\n}\n", "try { f(); } catch (E e) {\n}\n", "swallowed"},
		{"a.java", "try { f(); } catch (E e) {\n  log(e);\n}\n", "try { f(); } catch (E e) {\n  // not now\n}\n", "swallowed"},
		{"a.py", "try:\n    f()\nexcept E as e:\n    log(e)\n", "try:\n    f()\nexcept E as e:\n    pass\n", "swallowed"},
		{"a.java", "try { f(); } catch (E e) {\n}\n", "try { g(); } catch (E e) {\n}\n", ""},
	} {
		p := &code.Patch{
			Data: record.Patch{Files: []record.PatchFile{{Path: c.name}}}, Earlier: report("f"), Report: report("f"),
			Before: world.MemTree{c.name: []byte(c.before)}, Changes: map[string][]byte{c.name: []byte(c.after)},
		}
		res := scope.Rung{}.Check(t.Context(), &assure.Subject{Patch: p, Series: &code.Series{}})
		if (res.Status == assure.Failed) != (c.want != "") || !strings.Contains(res.Why, c.want) {
			t.Errorf("%q: %s (%s), want %q", c.after, res.Status, res.Why, c.want)
		}
	}
}

// TestWeakened is the table of what somebody else's patch may do to tests.
func TestWeakened(t *testing.T) {
	const old = "class CartTest {\n    @Test\n    public void sums() {\n        assertEquals(3, cart.sum());\n    }\n}\n"
	for _, c := range []struct{ name, now, want string }{
		{"more is asked", strings.Replace(old, "cart.sum());", "cart.sum());\n        assertTrue(cart.open());", 1), ""},
		{"it says why", strings.Replace(old, "cart.sum());", "cart.sum(), \"one and two\");", 1), ""},
		{"another answer is wanted", strings.Replace(old, "3, cart", "4, cart", 1), ""},
		{"nothing is asked", strings.Replace(old, "assertEquals(3, cart.sum())", "assertTrue(true)", 1), "does no more"},
		{"less is asked", strings.Replace(old, "assertEquals(3, cart.sum());", "cart.sum();", 1), "asks less"},
		{"a remark", strings.Replace(old, "        assertEquals", "        // assertEquals", 1), "asks less"},
		{"left out", strings.Replace(old, "    @Test", "    @Disabled @Test", 1), "which tests are run"},
		{"never", strings.Replace(old, "        assertEquals", "        if (false)\n        assertEquals", 1), "which tests are run"},
		{"it ends early", strings.Replace(old, "        assertEquals", "        return;\n        assertEquals", 1), "ends early"},
		{"by another name", strings.Replace(old, "sums()", "adds()", 1), "is gone"},
	} {
		const file = "src/CartTest.java"
		diff := udiff.Unified("a/"+file, "b/"+file, old, c.now)
		p := &code.Patch{
			Data: record.Patch{Diff: diff, Files: []record.PatchFile{{Path: file}}}, Earlier: report("f"), Report: report("f"), Found: &code.Found{Program: &link.Program{Lang: java.Language{}}},
			Before: world.MemTree{file: []byte(old)}, Changes: map[string][]byte{file: []byte(c.now)},
		}
		res := scope.Rung{}.Check(t.Context(), &assure.Subject{Patch: p, Series: &code.Series{Whole: true}})
		if (res.Status == assure.Failed) != (c.want != "") || !strings.Contains(res.Why, c.want) {
			t.Errorf("%s: %s (%s), want %q", c.name, res.Status, res.Why, c.want)
		}
	}
}
