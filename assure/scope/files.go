package scope

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// judging are folders whose files judge a patch, or are the work of others that the
// program is built with.
var judging = []string{
	"tests", "test", "__tests__", "__mocks__", "testdata", "spec", "specs", "e2e", "cypress", ".github", ".gitlab", ".circleci", ".ci", ".husky", ".mvn", "buildsrc",
	"vendor", "node_modules", "third_party", "site-packages", "bower_components",
}

// builders are files that tools of building and testing read, in small letters.
var builders = []string{
	"go.mod", "go.sum", "go.work", "go.work.sum", "magefile.go", "makefile", "gnumakefile", "cmakelists.txt", "conanfile.py", "sconstruct", "wscript", "meson.build",
	"setup.py", "setup.cfg", "noxfile.py", "tox.ini", "pytest.ini", "conftest.py", "pyproject.toml", "sitecustomize.py", "usercustomize.py",
	"package.json", "package-lock.json", "tsconfig.json", "gruntfile.js", "gulpfile.js",
	"pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts", "module-info.java", ".gitlab-ci.yml", "jenkinsfile",
}

// settings are the programs that JavaScript's tools are set with: jest.config.ts,
// .mocharc.cjs.
var settings = regexp.MustCompile(`^[\w.-]+\.config\.[cm]?[jt]s$|^\.[\w-]+rc\.[cm]?[jt]s$`)

// headers are those of the C library: a project's file of the same name takes their
// place wherever the compiler looks there first.
var headers = []string{
	"assert.h", "ctype.h", "errno.h", "inttypes.h", "limits.h", "locale.h", "math.h", "setjmp.h", "signal.h", "stdarg.h", "stdbool.h", "stddef.h", "stdint.h",
	"stdio.h", "stdlib.h", "string.h", "strings.h", "time.h", "unistd.h", "wchar.h",
}

// judges reports files by which a patch is judged: tests, what builds and runs them,
// and what the program is built with. Some file systems do not tell letters by size.
func judges(file string) bool {
	if javaTest.MatchString(path.Base(file)) {
		return true
	}
	file = strings.ToLower(file)
	for _, part := range strings.Split(path.Dir(file), "/") {
		if slices.Contains(judging, part) {
			return true
		}
	}
	base := path.Base(file)
	return slices.Contains(builders, base) || slices.Contains(headers, base) || settings.MatchString(base) || isTest(base)
}

// isTest reports the names by which runners find tests; base is in small letters.
func isTest(base string) bool {
	ext := path.Ext(base)
	name := strings.TrimSuffix(base, ext)
	switch ext {
	case ".go":
		return strings.HasSuffix(name, "_test")
	case ".py":
		return strings.HasPrefix(name, "test_") || strings.HasSuffix(name, "_test") || strings.HasSuffix(name, "_tests") || name == "tests" || name == "conftest"
	case ".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".jsx", ".tsx":
		return name == "test" || strings.HasPrefix(name, "test-") || scriptTest.MatchString(name)
	}
	return strings.HasPrefix(name, "test_") || scriptTest.MatchString(name)
}

var (
	scriptTest = regexp.MustCompile(`[._-](test|tests|spec)$`)
	javaTest   = regexp.MustCompile(`^Test[A-Z]\w*\.java$|(Test|Tests|TestCase|IT)\.java$`) // runners go by the capitals
)
