// The import lattice and the style of the whole tree, as tests.
package prunella_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/prunella/prunella/"

// A rule forbids imports to folders. Folders are written from the root of the
// module; "code" means code and all below it. Everything of other modules is
// written as it is imported.
type rule struct {
	in     []string // the folders the rule is for; none means all
	except []string // but not these
	deny   []string // what they may not import: folders, or "*" for all of ours
	allow  []string // what is allowed in spite of deny
	why    string
}

var wings = []string{"code", "events", "bom", "probe"}

// The lattice: record < ledger < views < flow < wings < assure < serve < cmd.
var rules = []rule{
	{
		in: []string{"record"}, deny: []string{"*"}, allow: []string{"record"},
		why: "the nouns are what everybody shares: whatever they import, everybody depends on",
	},
	{
		in: []string{"world"}, deny: []string{"*"}, allow: []string{"world"},
		why: "effects are values; a value that knows our nouns would be a part, not an effect",
	},
	{
		in: []string{"ledger"}, deny: []string{"*"}, allow: []string{"ledger", "record"},
		why: "the ledger keeps what is said and must not depend on what is made of it",
	},
	{
		in: []string{"views"}, deny: []string{"*"}, allow: []string{"views", "ledger", "record"},
		why: "a view is a fold over the ledger, deletable; nothing below it may need it",
	},
	{
		in: []string{"flow"}, deny: []string{"*"}, allow: []string{"flow", "views", "ledger", "record"},
		why: "the loop knows verbs, not who performs them",
	},
	{
		in: []string{"code"}, deny: []string{"events", "bom", "probe"},
		why: "wings talk through the record only; else there are not four wings but one knot",
	},
	{in: []string{"events"}, deny: []string{"code", "bom", "probe"}, why: "wings talk through the record only"},
	{in: []string{"bom"}, deny: []string{"code", "events", "probe"}, why: "wings talk through the record only"},
	{in: []string{"probe"}, deny: []string{"code", "events", "bom"}, why: "wings talk through the record only"},
	{
		in: wings, deny: []string{"assure", "govern", "respond", "render"},
		why: "a wing sees and claims; it neither certifies, allows, does nor prints its own claims",
	},
	{
		in: []string{"assure"}, deny: []string{"events", "bom", "probe", "govern", "respond", "render"},
		why: "the ladder runs the code wing's analysis again on the patched program, so code < assure; it decides nothing and does nothing",
	},
	{
		in: []string{"govern"}, deny: []string{"ai", "world", "net"},
		why: "what decides must not be reachable by a model or from a network (law 2)",
	},
	{
		in: []string{"ai"}, deny: []string{"govern", "respond"},
		why: "models propose; the road to deeds is closed to them by what they cannot import (law 1)",
	},
	{
		except: []string{"cmd", "respond"}, deny: []string{"respond"},
		why: "drivers change the world; one place hands them orders, and that place is readable",
	},
	{
		except: []string{"cmd", "serve"}, deny: []string{"serve"},
		why: "doors open on the house, the house does not stand on its doors",
	},
	{except: []string{"cmd"}, deny: []string{"cmd"}, why: "the wiring is the top"},
	{
		in: []string{"render"}, deny: []string{"*"}, allow: []string{"render", "views", "flow", "ledger", "record"},
		why: "a format is a handler of the record stream; what is not on the record cannot be printed",
	},
	{
		except: []string{"world", "respond/driver", "serve"},
		deny:   []string{"os/exec", "net", "syscall", "unsafe", "golang.org/x/sys"},
		// Text of the network without the network.
		allow: []string{"net/url", "net/netip", "net/mail", "net/textproto"},
		why:   "programs, sockets and the raw system are reached in few places, which can be read and faked",
	},
}

// exceptions are single imports that a rule forbids and a written reason allows.
var exceptions = map[[2]string]string{
	{"ledger/tessera", "golang.org/x/sys/unix"}:                "flock: two processes on one ledger would fork its history, so the lock is a part of the format and must not be left to the wiring (docs/adr/ledger-lock.md)",
	{"tools/peers", "os/exec"}:                                 "it measures other programs by running them; nothing imports it",
	{"cmd/prunella", "syscall"}:                                "SIGTERM has no other name",
	{"probe/mutate/c", "code/lang/c/preprocess"}:               "tokens are text, not meaning, as trees are (docs/adr/probe-reads-syntax.md)",
	{"probe/mutate/c", "code/lang/c/syntax"}:                   "trees are text, not meaning, and a second parser would be a second truth (docs/adr/probe-reads-syntax.md)",
	{"probe/mutate/java", "code/lang/java/syntax"}:             "trees are text, not meaning, and a second parser would be a second truth (docs/adr/probe-reads-syntax.md)",
	{"probe/mutate/javascript", "code/lang/javascript/syntax"}: "trees are text, not meaning, and a second parser would be a second truth (docs/adr/probe-reads-syntax.md)",
	{"probe/mutate/python", "code/lang/python/syntax"}:         "trees are text, not meaning, and a second parser would be a second truth (docs/adr/probe-reads-syntax.md)",
}

func TestLattice(t *testing.T) {
	for _, p := range readTree(t) {
		for _, imp := range p.imports {
			if _, ok := exceptions[[2]string{p.dir, imp}]; ok {
				continue
			}
			for _, r := range rules {
				if r.forbids(p.dir, imp) {
					t.Errorf("%s imports %s: %s", p.dir, imp, r.why)
				}
			}
		}
	}
}

// TestRulesBite holds the rules to examples, for a rule that matches nothing
// forbids nothing.
func TestRulesBite(t *testing.T) {
	for _, c := range []struct {
		dir, imp string
		want     bool
	}{
		{"record", "ledger", true},
		{"record", "encoding/json", false},
		{"ledger/memory", "ledger", false},
		{"ledger", "views/cases", true},
		{"flow", "views/cases", false},
		{"code/solve", "bom/part", true},
		{"code/solve", "code/ir", false},
		{"codex", "bom", false},
		{"assure/build", "code/solve", false},
		{"code/solve", "assure", true},
		{"govern/warrant", "ai/llm", true},
		{"govern/warrant", "ledger", false},
		{"flow", "respond/driver/git", true},
		{"cmd/prunella", "respond/driver/git", false},
		{"code/twin", "os/exec", true},
		{"code/twin", "net/http", true},
		{"code/twin", "net/url", false},
		{"respond/driver/git", "os/exec", false},
		{"respond", "os/exec", true},
		{"world", "syscall", false},
		{"render/html", "code/ir", true},
	} {
		got := slices.ContainsFunc(rules, func(r rule) bool { return r.forbids(c.dir, c.imp) })
		if got != c.want {
			t.Errorf("%s importing %s: forbidden is %v, want %v", c.dir, c.imp, got, c.want)
		}
	}
}

func (r rule) forbids(dir, imp string) bool {
	return (len(r.in) == 0 || within(dir, r.in)) && !within(dir, r.except) &&
		(within(imp, r.deny) || slices.Contains(r.deny, "*") && isOurs(imp)) && !within(imp, r.allow)
}

// isOurs says whether an import, without the module's prefix, is a folder here.
func isOurs(imp string) bool {
	info, err := os.Stat(imp)
	return err == nil && info.IsDir()
}

func within(dir string, folders []string) bool {
	return slices.ContainsFunc(folders, func(f string) bool { return dir == f || strings.HasPrefix(dir, f+"/") })
}

// twins stand in for something in tests, and only there.
var twins = map[string]string{
	"ledger/memory": "the in-process twin of ledger/tessera",
}

// TestNoOrphans fails for a package nobody uses: not imported by a package, not
// a program, not a conformance suite (its name ends in "test"), not a twin, not
// a page of documentation (it declares nothing).
func TestNoOrphans(t *testing.T) {
	used := make(map[string]bool)
	tree := readTree(t)
	for _, p := range tree {
		for _, imp := range p.imports {
			used[imp] = true
		}
	}
	for _, p := range tree {
		idle := !used[p.dir] && p.name != "main" && !strings.HasSuffix(p.name, "test")
		if idle && twins[p.dir] == "" && p.declares() {
			t.Errorf("%s is an orphan: nothing that is not a test imports it", p.dir)
		}
	}
}

// A pkg is one package without its tests.
type pkg struct {
	dir, name string
	imports   []string // sorted; ours without the module's prefix
	files     []file
}

// declares says whether there is anything in the package to use.
func (p *pkg) declares() bool {
	return slices.ContainsFunc(p.files, func(f file) bool { return len(f.ast.Decls) > 0 })
}

type file struct {
	path      string
	lines     int
	generated bool
	ast       *ast.File
}

var positions = token.NewFileSet()

// readTree parses the packages of this module, without tests, examples (which
// are programs of their own), testdata and other modules, sorted by folder.
func readTree(t *testing.T) []*pkg {
	t.Helper()
	byDir := make(map[string]*pkg)
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		if d.IsDir() {
			return skip(name)
		}
		if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			return readFile(byDir, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var tree []*pkg
	for _, p := range byDir {
		slices.Sort(p.imports)
		p.imports = slices.Compact(p.imports)
		tree = append(tree, p)
	}
	slices.SortFunc(tree, func(a, b *pkg) int { return strings.Compare(a.dir, b.dir) })
	return tree
}

func skip(dir string) error {
	base := path.Base(dir)
	_, err := os.Stat(path.Join(dir, "go.mod"))
	foreign := dir != "." && err == nil
	if foreign || dir == "examples" || base == "testdata" || dir != "." && strings.ContainsAny(base[:1], "._") {
		return filepath.SkipDir
	}
	return nil
}

func readFile(byDir map[string]*pkg, name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	f, err := parser.ParseFile(positions, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	dir := path.Dir(name)
	p := byDir[dir]
	if p == nil {
		p = &pkg{dir: dir, name: f.Name.Name}
		byDir[dir] = p
	}
	p.files = append(p.files, file{path: name, lines: strings.Count(string(text), "\n"), generated: ast.IsGenerated(f), ast: f})
	for _, imp := range f.Imports {
		if name, err := strconv.Unquote(imp.Path.Value); err == nil {
			p.imports = append(p.imports, strings.TrimPrefix(name, module))
		}
	}
	return nil
}
