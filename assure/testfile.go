package assure

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// testing are the folders of tests and of what they read.
var testing = []string{"tests", "test", "__tests__", "__mocks__", "testdata", "spec", "specs", "e2e", "cypress"}

// IsTest reports a file of a project's tests, by its name or by its folder.
func IsTest(file string) bool {
	if javaTest.MatchString(path.Base(file)) {
		return true
	}
	file = strings.ToLower(file)
	return slices.ContainsFunc(strings.Split(path.Dir(file), "/"), func(part string) bool { return slices.Contains(testing, part) }) || named(path.Base(file))
}

// named reports the names by which runners find tests; base is in small letters.
func named(base string) bool {
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
