package assure

import (
	"path"
	"regexp"

	"github.com/prunella/prunella/world"
)

// A Project is a folder that a build tool governs.
type Project struct {
	Dir  string
	tool buildTool
}

// A buildTool is known by its files, the first that fits governs. Its commands do not
// fetch anything.
type buildTool struct {
	name    string
	markers []string
	compile Command
	test    Command
	// tests are the targets of the marker file by which a project says that it has
	// tests; nil when the tool itself finds them.
	tests *regexp.Regexp
}

var javaTools = []buildTool{
	{name: "maven", markers: []string{"pom.xml"},
		compile: Command{Language: "maven", Argv: []string{"-o", "-B", "-q", "-DskipTests", "compile"}},
		test:    Command{Language: "maven", Argv: []string{"-o", "-B", "-q", "test"}}},
	{name: "gradle", markers: []string{"build.gradle", "build.gradle.kts"},
		compile: Command{Language: "gradle", Argv: []string{"--offline", "--no-daemon", "-q", "classes"}},
		test:    Command{Language: "gradle", Argv: []string{"--offline", "--no-daemon", "-q", "test"}}},
}

var nativeTools = []buildTool{
	{name: "cmake", markers: []string{"CMakeLists.txt"}, tests: regexp.MustCompile(`(?m)^\s*(?i:enable_testing|add_test|include\s*\(\s*CTest)`),
		compile: Command{Language: "cmake", Program: "sh", Argv: []string{"-c", cmakeBuild}, Says: "cmake --build"},
		test:    Command{Language: "cmake", Program: "sh", Argv: []string{"-c", cmakeBuild + " && ctest --test-dir /tmp/build --output-on-failure"}, Says: "ctest"}},
	{name: "make", markers: []string{"Makefile", "makefile", "GNUmakefile"}, tests: regexp.MustCompile(`(?m)^(test|check)\s*:`),
		compile: Command{Language: "make"},
		test:    Command{Language: "make", Program: "sh", Argv: []string{"-c", makeTest}, Says: "make test"}},
}

const (
	cmakeBuild = "cmake -S . -B /tmp/build >/tmp/cmake.log && cmake --build /tmp/build"
	makeTest   = `if make -n test >/dev/null 2>&1; then make test; else make check; fi`
)

// JavaProjects finds the projects of Maven and Gradle that govern the files.
func JavaProjects(tree world.Tree, files []string) []Project { return governed(tree, files, javaTools) }

// NativeProjects finds those of CMake and Make. In a folder that has both, Make's
// file was often made by CMake, which is asked.
func NativeProjects(tree world.Tree, files []string) []Project {
	return governed(tree, files, nativeTools)
}

func governed(tree world.Tree, files []string, tools []buildTool) (out []Project) {
	taken := map[string]bool{}
	for _, t := range tools {
		for _, dir := range Projects(tree, files, t.markers...) {
			if dir = outermost(tree, dir, t.markers); !taken[dir] {
				taken[dir] = true
				out = append(out, Project{Dir: dir, tool: t})
			}
		}
	}
	return out
}

// outermost is the project that a project is a part of: its folders are built from
// the highest one, where what they share is written down.
func outermost(tree world.Tree, dir string, markers []string) string {
	for dir != "." {
		up, ok := nearest(tree, path.Dir(dir), markers)
		if !ok {
			break
		}
		dir = up
	}
	return dir
}

// Compile is the command that builds the project.
func (p Project) Compile() Command { return p.at(p.tool.compile) }

// Test is the command that runs its tests; ok is false where it has none.
func (p Project) Test(tree world.Tree) (c Command, ok bool) {
	if p.tool.tests == nil {
		return p.at(p.tool.test), true
	}
	for _, m := range p.tool.markers {
		if text, err := tree.ReadFile(path.Join(p.Dir, m)); err == nil && p.tool.tests.Match(text) {
			return p.at(p.tool.test), true
		}
	}
	return Command{}, false
}

func (p Project) at(c Command) Command {
	c.Dir = p.Dir
	return c
}
