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
	"requirements.txt", "constraints.txt", "pipfile", "pipfile.lock", "poetry.lock", "uv.lock", "pdm.lock", "environment.yml", "pip.conf", ".coveragerc", ".python-version",
	"package.json", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "pnpm-workspace.yaml", "tsconfig.json", "jsconfig.json", "gruntfile.js", "gulpfile.js",
	".npmrc", ".yarnrc", ".yarnrc.yml", ".pnpmfile.cjs", ".babelrc", ".mocharc.json", ".mocharc.yml", ".mocharc.yaml", ".nycrc", ".nvmrc", "bunfig.toml", "deno.json",
	"pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts", "gradle.properties", "gradle-wrapper.properties", "gradle-wrapper.jar",
	"gradle.lockfile", "libs.versions.toml", "local.properties", "gradlew", "gradlew.bat", "mvnw", "mvnw.cmd", "module-info.java", "lombok.config", "junit-platform.properties",
	"testng.xml", "build.xml", "ivy.xml", "build.sbt",
	"configure", "configure.ac", "configure.in", "makefile.am", "makefile.in", "cmakepresets.json", "cmakeuserpresets.json", "conanfile.txt", "vcpkg.json", "meson_options.txt",
	"build.ninja", "build.bazel", "workspace", "module.bazel", ".bazelrc", "justfile", "taskfile.yml", "dockerfile", "containerfile",
	".gitlab-ci.yml", "jenkinsfile", ".travis.yml", "azure-pipelines.yml", "appveyor.yml", ".pre-commit-config.yaml", ".gitattributes", ".gitmodules", ".envrc", ".golangci.yml",
}

// settings are the programs that JavaScript's tools are set with: jest.config.ts,
// .mocharc.cjs.
var settings = regexp.MustCompile(`^[\w.-]+\.config\.[cm]?[jt]s$|^\.[\w-]+rc\.[cm]?[jt]s$`)

// generic are the files that tools of building read whatever they are called: rules of
// make, modules of CMake, scripts of Gradle and Maven, lists of what to install.
var generic = regexp.MustCompile(`\.(mk|mak|cmake|am|gradle|gradle\.kts|bzl|nix|pth|egg-link|versions\.toml)$|^(requirements|constraints)[\w.-]*\.(txt|in)$|^(dockerfile|makefile)\.`)

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
	return slices.Contains(builders, base) || generic.MatchString(base) || slices.Contains(headers, base) || settings.MatchString(base) || isTest(base)
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
