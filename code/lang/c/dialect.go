package c

import (
	"bytes"
	"path"
	"sort"
	"strings"

	"github.com/prunella/prunella/code/lang"
)

// isCpp tells by the ending; of a header by what is in it, and by the files that
// stand nearest to it.
func isCpp(p string, text []byte, tree lang.Tree) bool {
	switch strings.ToLower(path.Ext(strings.TrimSuffix(p, stubSuffix))) {
	case ".c":
		return false
	case ".h", ".inl":
		return wordsOfCpp(text) || besideCpp(p, tree.Paths)
	}
	return true
}

// wordsOfCpp: what only C++ has, in the text of a header.
func wordsOfCpp(text []byte) bool {
	for _, word := range []string{"class ", "namespace ", "template <", "template<", "public:", "std::", "virtual "} {
		if i := bytes.Index(text, []byte(word)); i >= 0 && (i == 0 || bytes.IndexByte([]byte("\n \t(<,"), text[i-1]) >= 0) {
			return true
		}
	}
	return false
}

// besideCpp: the nearest folder around a header that has sources has them in C++
// alone.
func besideCpp(p string, paths []string) bool {
	for dir := path.Dir(p); ; dir = path.Dir(dir) {
		c, cpp := sourcesBelow(dir, paths)
		if c || cpp {
			return cpp && !c
		}
		if dir == "." || dir == "/" {
			return false
		}
	}
}

// maxBeside bounds how many files are asked what they are.
const maxBeside = 2000

// sourcesBelow tells which kinds of sources a folder of the sorted paths holds.
func sourcesBelow(dir string, paths []string) (c, cpp bool) {
	prefix := dir + "/"
	if dir == "." || dir == "/" {
		prefix = ""
	}
	from := sort.SearchStrings(paths, prefix)
	for i := from; i < min(len(paths), from+maxBeside) && strings.HasPrefix(paths[i], prefix) && !c; i++ {
		switch strings.ToLower(path.Ext(paths[i])) {
		case ".c":
			c = true
		case ".cc", ".cpp", ".cxx", ".c++":
			cpp = true
		}
	}
	return c, cpp
}
