package scope

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// judging are folders whose files judge a patch, beside those of tests, or are the work
// of others that the program is built with.
var judging = []string{
	".github", ".gitlab", ".circleci", ".ci", ".husky", ".mvn", "buildsrc",
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

// builds reports files that say how the program is built and tested, and those that it
// is built with. Some file systems do not tell letters by size.
func builds(file string) bool {
	file = strings.ToLower(file)
	for _, part := range strings.Split(path.Dir(file), "/") {
		if slices.Contains(judging, part) {
			return true
		}
	}
	base := path.Base(file)
	return slices.Contains(builders, base) || generic.MatchString(base) || slices.Contains(headers, base) || settings.MatchString(base)
}
