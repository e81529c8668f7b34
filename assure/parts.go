package assure

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Part is what a patch does to one file.
type Part struct {
	File           string
	Added, Removed []string
}

// Parts reads a unified diff file by file. The counts of a hunk's head say which lines
// are its own: a line of the program may begin with "++" or "--" and look like a file's
// head.
func Parts(diff string) []Part {
	var out []Part
	old, fresh := 0, 0 // lines of the hunk to come
	last := ""         // the name that a head of lines removed gave
	for _, l := range strings.Split(diff, "\n") {
		switch {
		case old <= 0 && fresh <= 0:
			if name, ok := strings.CutPrefix(l, "--- "); ok {
				last = strings.TrimPrefix(name, "a/")
			} else if name, ok := strings.CutPrefix(l, "+++ "); ok {
				if name != "/dev/null" {
					last = strings.TrimPrefix(name, "b/")
				}
				out = append(out, Part{File: last})
			}
			old, fresh = hunk(l)
		case len(out) == 0: // no file's head: nothing to say whose it is
			out = append(out, Part{})
			fallthrough
		default:
			p := &out[len(out)-1]
			switch {
			case strings.HasPrefix(l, "+"):
				p.Added, fresh = append(p.Added, l[1:]), fresh-1
			case strings.HasPrefix(l, "-"):
				p.Removed, old = append(p.Removed, l[1:]), old-1
			case strings.HasPrefix(l, `\`): // no newline at the end of the file
			default:
				old, fresh = old-1, fresh-1
			}
		}
	}
	return out
}

var (
	proseNames = regexp.MustCompile(`(?i)^(changelog|changes|history|news|releases?|release[_-]notes|readme|authors|contributors|security|license|notice|thanks)(\.(md|txt|rst|adoc))?$|^\.(gitignore|mailmap|editorconfig)$`)
	proseEnds  = []string{".md", ".markdown", ".rst", ".adoc"}
)

// IsProse reports a file that only people read, or their editors and version control.
func IsProse(file string) bool {
	return slices.Contains(proseEnds, strings.ToLower(path.Ext(file))) || proseNames.MatchString(path.Base(file))
}

// said is where a project writes down which version it is.
var said = map[string]*regexp.Regexp{
	"package.json":   regexp.MustCompile(`^(  |\t|    )"version": "[\w.+-]+",?$`),
	"bower.json":     regexp.MustCompile(`^(  |\t|    )"version": "[\w.+-]+",?$`),
	"pyproject.toml": regexp.MustCompile(`^version = "[\w.+-]+"$`),
	"setup.cfg":      regexp.MustCompile(`^version = [\w.+-]+$`),
	"setup.py":       regexp.MustCompile(`^\s*(__version__|version|VERSION) ?= ?['"][\w.+-]+['"],?$`),
}

// Versions: all that is new in a file of the build is which version the project is.
func (p Part) Versions() bool {
	if base := path.Base(p.File); base == "package-lock.json" || base == "npm-shrinkwrap.json" {
		return p.lockVersion()
	}
	is := said[path.Base(p.File)]
	if is == nil || len(p.Added) != 1 || len(p.Removed) != 1 {
		return false
	}
	return is.MatchString(p.Added[0]) && is.MatchString(p.Removed[0])
}

// lockVersion: all that is new in a lock file is the project's own version, which newer
// ones say twice.
func (p Part) lockVersion() bool {
	same := func(lines []string) bool {
		return len(lines) > 0 && len(lines) <= 2 && !slices.ContainsFunc(lines, func(l string) bool {
			return !locked.MatchString(l) || strings.TrimSpace(l) != strings.TrimSpace(lines[0])
		})
	}
	return len(p.Added) == len(p.Removed) && same(p.Added) && same(p.Removed) && said["package.json"].MatchString(p.Added[0])
}

var locked = regexp.MustCompile(`^\s*"version": "[\w.+-]+",$`)

var hunkHead = regexp.MustCompile(`^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@`)

// hunk reads how many lines a hunk has of the old file and of the new one; none
// when the line is not a hunk's head.
func hunk(line string) (old, fresh int) {
	m := hunkHead.FindStringSubmatch(line)
	if m == nil {
		return 0, 0
	}
	count := func(digits string) int {
		n, err := strconv.Atoi(digits)
		if digits == "" || err != nil {
			return 1
		}
		return n
	}
	return count(m[1]), count(m[2])
}
