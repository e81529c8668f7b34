package scope

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/prunella/prunella/assure"
)

var copied = regexp.MustCompile(`\b(?:strncpy|wcsncpy|stpncpy)\s*\(\s*([\w.>-]+)\s*,.*,\s*(.+)\)\s*;`)

// unended finds an added copy in C that may leave its text without a zero at the end:
// strncpy writes none where the source is as long as the room (C23, 7.26.2.5), so that
// whoever reads the copy reads on.
func unended(s *assure.Subject, added []string) string {
	for _, file := range s.Touched() {
		if !inC(file) {
			continue
		}
		text := string(s.Patch.Changes[file])
		for _, l := range added {
			m := copied.FindStringSubmatch(l)
			if m == nil || !strings.Contains(text, l) {
				continue
			}
			if to := regexp.QuoteMeta(m[1]); !closed(text, to) && (whole(m[2], to) || !cleared(text, to)) {
				return strings.TrimSpace(l)
			}
		}
	}
	return ""
}

func inC(file string) bool {
	return slices.Contains([]string{".c", ".cc", ".cpp", ".cxx", ".h", ".hpp"}, path.Ext(file))
}

var blockCopied = regexp.MustCompile(`\bmem(?:cpy|move)\s*\(\s*([\w.>-]+)\s*,\s*([\w.>-]+)\s*,\s*(.+?)(?:-\s*1\s*)?\)\s*;`)

// overread names what an added copy of a block in C reads beyond: all of the room is
// filled from what was copied as a text before, whose end may come sooner.
func overread(s *assure.Subject, added []string) string {
	for _, file := range s.Touched() {
		if !inC(file) || s.Patch.Before == nil {
			continue
		}
		before, err := s.Patch.Before.ReadFile(file)
		if err != nil {
			continue
		}
		for _, l := range added {
			m := blockCopied.FindStringSubmatch(l)
			if m == nil || !whole(m[3], regexp.QuoteMeta(m[1])) {
				continue
			}
			asText := regexp.MustCompile(`\bstr(?:cpy|cat|ncpy|ncat|len)\s*\((?:[^;]*,)?\s*` + regexp.QuoteMeta(m[2]) + `\s*[,)]`)
			if asText.Match(before) {
				return m[2]
			}
		}
	}
	return ""
}

// closed reports a zero that is written into a text by its place.
func closed(text, name string) bool {
	return regexp.MustCompile(`(?:\b|\W)` + name + `\s*\[[^\]]*\]\s*=\s*L?(?:0|'\\0'|'\\x00'|NUL)\s*[;,)]|\*\s*\(\s*` + name + `\s*\+[^)]*\)\s*=\s*(?:0|'\\0')`).MatchString(text)
}

// whole reports a size that is all of the room.
func whole(size, name string) bool {
	return regexp.MustCompile(`^sizeof\s*\(?\s*` + name + `\s*\)?\s*$`).MatchString(strings.TrimSpace(size))
}

// cleared reports that the room was zero from the start.
func cleared(text, name string) bool {
	return regexp.MustCompile(`\b` + name + `\s*\[[^\]]*\]\s*=\s*(?:\{|"")|\b(?:memset|bzero)\s*\(\s*&?` + name + `\b|\b` + name + `\s*=[^;]*\bcalloc\s*\(|\bstatic\b[^;]*\b` + name + `\s*\[`).MatchString(text)
}
