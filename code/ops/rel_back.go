package ops

import (
	"path"
	"strings"

	"github.com/prunella/prunella/code/text"
)

// relBack: what a fact about a path as seen from a folder tells about the path, when that
// is absolute and lexically normal. Outside of the folder the relative path is ".." or
// begins with "../"; in it, it is what stands behind the folder's name.
func relBack(f text.Fact, args string) (text.Fact, bool) {
	base, ok := strings.CutPrefix(args, "absolute\x00")
	l, known := language(f)
	if !ok || !known || base == "/" {
		return f, false
	}
	folder := text.Words(base)
	within := folder.Union(text.Starting(base + "/"))
	inside := text.Seqs(text.Words(base+"/"), l)
	if l.Match("") || l.Match(".") {
		inside = inside.Union(folder)
	}
	may, must := inside, inside
	above := text.Starting("../")
	if l.Match("..") || l.Intersects(above) {
		may = may.Union(within.Complement())
	}
	switch {
	case above.Subset(l) && l.Surely(".."):
		must = must.Union(within.Complement())
	case above.Subset(l):
		must = must.Union(within.Union(text.Words(path.Dir(base))).Complement())
	}
	return text.Fact{Kind: text.Matches, Lang: may.Between(must)}, true
}
