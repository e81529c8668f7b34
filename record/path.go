package record

import (
	"io/fs"
	"path"
	"strings"
)

// SafePath reports whether a patch may name a file so: slash-separated, below the
// repository, and not in git's own folder in any spelling that some file system
// takes for it.
func SafePath(name string) bool {
	if !fs.ValidPath(name) || name == "." || strings.ContainsAny(name, "\\:\x00\n") {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		plain := strings.ToLower(strings.TrimRight(strings.Map(visible, part), " ."))
		if plain == ".git" || plain == "git~1" || plain == "" {
			return false
		}
	}
	return path.Clean(name) == name
}

// visible drops characters that HFS+ ignores in names.
func visible(r rune) rune {
	if r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x206f || r == 0xfeff {
		return -1
	}
	return r
}
