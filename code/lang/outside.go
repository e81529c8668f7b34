package lang

import "strings"

// Outside gives the name by which project code knows a module. Library models
// are written with pseudo-modules: prunella, prunella_… and builtin. A project's own
// module of such a name, or its import of one, is another thing: else a project
// could tell the engine what is safe.
func Outside(module string) string {
	root := module
	if i := strings.IndexAny(module, "./"); i >= 0 {
		root = module[:i]
	}
	if root == "prunella" || root == "builtin" || strings.HasPrefix(root, "prunella_") {
		return own(module)
	}
	return module
}

func own(module string) string { return "own." + module }

// Claimed is the name of a project's file that would be called module. What the
// language itself brings cannot be replaced by a file of the project, though one
// may carry its name.
func Claimed(l Language, module string) string {
	if len(l.StubFor(module)) > 0 && irreplaceable(l.Name(), module) {
		return own(module)
	}
	return Outside(module)
}

func servlet(module, root string) bool { return module == root || strings.HasPrefix(module, root+".") }

// irreplaceable: an import path of Go's library has no dot in its first part;
// Python imports these before it looks at any file of the project.
func irreplaceable(language, module string) bool {
	switch language {
	case "go":
		root, _, _ := strings.Cut(module, "/")
		return !strings.Contains(root, ".")
	case "java": // the class loader refuses them, and a servlet container its own
		return strings.HasPrefix(module, "java.") || servlet(module, "javax.servlet") || servlet(module, "jakarta.servlet")
	case "python":
		switch module {
		case "os", "os.path", "sys", "io", "codecs", "abc", "time", "marshal":
			return true
		}
	}
	return false
}
