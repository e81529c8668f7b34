package c

import (
	"path"
	"sort"
	"strings"

	"github.com/prunella/prunella/code/lang"
	pp "github.com/prunella/prunella/code/lang/c/preprocess"
)

// reader finds included files in the project: beside the file that includes them,
// at the path as written from the root, or where a path ends in what is written;
// of several, the one nearest to the file.
func reader(tree lang.Tree) pp.Reader {
	if tree.Read == nil {
		return nil
	}
	exists := func(p string) bool {
		i := sort.SearchStrings(tree.Paths, p)
		return i < len(tree.Paths) && tree.Paths[i] == p
	}
	return func(from, name string, angled bool) (string, []byte) {
		name = path.Clean(strings.ReplaceAll(name, "\\", "/"))
		if near := path.Join(path.Dir(from), name); !strings.HasPrefix(near, "..") && exists(near) {
			return near, tree.Read(near)
		}
		if exists(name) {
			return name, tree.Read(name)
		}
		if angled && standard[name] {
			return "", nil
		}
		if p := nearest(tree, from, name); p != "" {
			return p, tree.Read(p)
		}
		return "", nil
	}
}

// standard are headers that a project's file of the same name does not stand for.
var standard = func() map[string]bool {
	m := map[string]bool{}
	for _, h := range strings.Fields(`assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign stdarg stdatomic
		stdbool stddef stdint stdio stdlib stdnoreturn string tgmath threads time uchar wchar wctype unistd fcntl poll pwd grp dirent netdb pthread syslog
		sys/types sys/stat sys/socket sys/time sys/wait sys/mman sys/uio netinet/in arpa/inet windows winsock2 direct io process dlfcn regex`) {
		m[h+".h"] = true
	}
	return m
}()

func nearest(tree lang.Tree, from, name string) string {
	suffix := "/" + strings.TrimLeft(strings.TrimPrefix(name, "../"), "./")
	best, bestLen := "", -1
	for _, p := range byBase(tree, path.Base(name)) {
		if !strings.HasSuffix("/"+p, suffix) {
			continue
		}
		n := 0
		for n < len(p) && n < len(from) && p[n] == from[n] {
			n++
		}
		if n > bestLen || n == bestLen && len(p) < len(best) {
			best, bestLen = p, n
		}
	}
	return best
}

func byBase(tree lang.Tree, base string) []string {
	if tree.ByBase != nil {
		return tree.ByBase(base)
	}
	var out []string
	for _, p := range tree.Paths {
		if path.Base(p) == base {
			out = append(out, p)
		}
	}
	return out
}
