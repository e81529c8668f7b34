package syntax

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// referenceDir is a folder with node_modules in which TypeScript and the packages
// to compare are installed; where the variable is not set, typescript alone is
// installed when npm is there, and compared on its own library.
const referenceDir = "PRUNELLA_NODE_MODULES"

func reference(t testing.TB) (modules string) {
	if dir := os.Getenv(referenceDir); dir != "" {
		return dir
	}
	if testing.Short() {
		t.Skip("-short")
	}
	dir := t.TempDir()
	cmd := exec.Command("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", dir, "typescript@5.9.3", "acorn@8.15.0", "acorn-walk@8.3.4")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("the reference cannot be installed: %s", out)
	}
	return filepath.Join(dir, "node_modules")
}

const maxReferenceFile = 1 << 20

func sources(t testing.TB, root string) []string {
	var files []string
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return nil
		}
		if info, err := e.Info(); err != nil || info.Size() > maxReferenceFile {
			return nil
		}
		switch ext := filepath.Ext(path); {
		case strings.HasSuffix(path, ".d.ts"), strings.HasSuffix(path, ".d.mts"), strings.HasSuffix(path, ".d.cts"):
		case ext == ".js", ext == ".mjs", ext == ".cjs", ext == ".jsx", ext == ".ts", ext == ".mts", ext == ".cts", ext == ".tsx":
			files = append(files, path)
		}
		return nil
	})
	if err != nil || len(files) == 0 {
		t.Skip("there are no files to compare")
	}
	return files
}

func modeOf(path string) Mode {
	switch filepath.Ext(path) {
	case ".ts", ".mts", ".cts":
		return TypeScript
	case ".tsx":
		return TSX
	}
	return JavaScript
}

// TestReference compares our trees with those of the TypeScript compiler: which
// nodes of the kinds that programs are made of begin, and end, where.
func TestReference(t *testing.T) {
	modules := reference(t)
	files := sources(t, modules)
	cmd := exec.Command("node", "testdata/reference.js")
	cmd.Env = append(os.Environ(), "NODE_PATH="+modules)
	cmd.Stdin, cmd.Stderr = strings.NewReader(strings.Join(files, "\x00")), os.Stderr
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Skip("node is not installed")
	}
	in := bufio.NewReaderSize(pipe, 1<<20)
	same, invalid, lines, failed := 0, 0, 0, 0
	for {
		head, err := in.ReadString('\n')
		if err != nil {
			break
		}
		head = strings.TrimSuffix(head, "\n")
		cut := strings.LastIndexByte(head, ' ')
		path, count := head[:cut], 0
		fmt.Sscan(head[cut+1:], &count)
		want := make([]string, 0, max(count, 0))
		for range max(count, 0) {
			line, _ := in.ReadString('\n')
			want = append(want, strings.TrimSuffix(line, "\n"))
		}
		if count < 0 {
			invalid++
			continue
		}
		if count == 0 {
			in.ReadString('\n')
		}
		if strings.HasSuffix(path, "reply.tst.ts") { // "f<<T>(x: T) => U>()": read as a shift
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		src := strings.TrimPrefix(string(text), "\ufeff")
		tree := Parse(src, modeOf(path))
		lines += strings.Count(src, "\n")
		if diff := compare(tree, want, len(text)-len(src)); diff != "" {
			t.Errorf("%s%s", path, diff)
			failed++
		} else {
			same++
		}
		if failed > 40 {
			t.Fatal("too many differences")
		}
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d files with %d lines have the same tree; TypeScript itself rejects %d", same, lines, invalid)
}

func compare(tree *Tree, want []string, bom int) string {
	if len(tree.Errors) > 0 {
		e := tree.Errors[0]
		return fmt.Sprintf(":%d: valid, but: %s", 1+strings.Count(tree.Src[:e.Start], "\n"), e.Msg)
	}
	got := dump(tree, bom)
	for i := 0; i < len(got) || i < len(want); i++ {
		if i < len(got) && i < len(want) && got[i] == want[i] {
			continue
		}
		g, w := "nothing", "nothing"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		at := 0
		for _, s := range []string{min(g, w)} {
			fmt.Sscanf(s[strings.IndexByte(s, ' ')+1:], "%d", &at)
		}
		at = min(max(at-bom, 0), len(tree.Src))
		return fmt.Sprintf(":%d: got %s, want %s (%d and %d in all) at %.60q", 1+strings.Count(tree.Src[:at], "\n"), g, w, len(got), len(want), tree.Src[at:])
	}
	return ""
}

var dumped = [kindCount]string{
	Call: "Call", New: "New", FuncDecl: "Func", Arrow: "Func", ClassDecl: "Class", ClassExpr: "Class", Member: "Member", Index: "Index",
	Binary: "Binary", Logical: "Binary", Assign: "Binary", Sequence: "Binary", Cond: "Cond", Update: "Unary", If: "If", For: "For",
	ForIn: "For", ForOf: "For", While: "While", DoWhile: "While", Return: "Return", Throw: "Throw", Try: "Try", Switch: "Switch",
	Object: "Object", Array: "Array", Regex: "Regex", Await: "Await", Yield: "Yield", Tagged: "Tagged", JSX: "JSX",
}

// dump lists the nodes as the reference's script does.
func dump(t *Tree, bom int) []string {
	var out []string
	add := func(kind string, n Ref, end bool) {
		e := 0
		if end {
			e = int(t.Nodes[n].End) + bom
		}
		out = append(out, fmt.Sprintf("%s %d %d", kind, int(t.Nodes[n].Start)+bom, e))
	}
	var visit func(n, parent Ref, pattern bool)
	visit = func(n, parent Ref, pattern bool) {
		k := t.Kind(n)
		switch {
		case k == Type || k == Absent || k == ImportEq:
			return
		case k == FuncExpr && (t.Kind(parent) == Method), k == FuncExpr:
			at := n
			if t.Kind(parent) == Method {
				at = parent
			}
			if t.Kind(t.Child(n, 3)) != Absent {
				add("Func", at, false)
			}
		case k == FuncDecl && (t.Kind(t.Child(n, 3)) == Absent || t.Kind(parent) == ExportDecl || t.Kind(parent) == ExportDef):
			if t.Kind(t.Child(n, 3)) != Absent {
				add("Func", parent, false)
			}
		case k == ClassDecl && t.Kind(t.Child(n, 3)) == Decorator:
		case k == ClassDecl && (t.Kind(parent) == ExportDecl || t.Kind(parent) == ExportDef):
			add("Class", parent, false)
		case k == Sequence:
			for i := 1; i < t.Count(n); i++ {
				add("Binary", n, false)
			}
		case k == Unary:
			if op := t.Op(n); op != Typeof && op != Void && op != Delete {
				add("Unary", n, false)
			}
		case k == Template:
			if t.Count(n) > 1 {
				add("Template", n, true)
			}
		case dumped[k] == "" || pattern && (k == Object || k == Array || k == Assign):
		default:
			name := dumped[k]
			switch k {
			case Object, Array, Regex, Await, Yield, Tagged, JSX, Try, Switch:
				add(name, n, true)
			default:
				add(name, n, false)
			}
		}
		i := 0
		for c := range t.Children(n) {
			sub := pattern && (k == Object || k == Array || k == Spread || (k == Property && i == 1) || k == Assign && i == 0) ||
				(k == Declarator || k == Param || k == Catch) && i == 0
			if k == Property && t.Has(n, Shorthand) && (i == 0 || t.Kind(c) == Assign && !pattern) {
				if i == 1 {
					visit(t.Child(c, 1), c, false)
				}
				i++
				continue
			}
			visit(c, n, sub)
			i++
		}
	}
	visit(t.Root, 0, false)
	sort.Strings(out)
	return out
}
