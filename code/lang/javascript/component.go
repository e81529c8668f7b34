package javascript

import (
	"path"
	"strings"

	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// isComponent tells files of markup with scripts in them: Vue's and Svelte's.
func isComponent(file string) bool {
	ext := path.Ext(file)
	return ext == ".vue" || ext == ".svelte"
}

// scripts blanks all of a component but its scripts, so that what is left stands where
// it stood; and tells whether they are TypeScript.
func scripts(src string) (string, syntax.Mode) {
	out := []byte(src)
	mode := syntax.JavaScript
	at := 0
	for {
		begin, open := scriptTag(src, at)
		if begin < 0 {
			blank(out, at, len(out))
			return string(out), mode
		}
		if strings.Contains(open, `lang="ts"`) || strings.Contains(open, `lang='ts'`) || strings.Contains(open, `lang="typescript"`) {
			mode = syntax.TypeScript
		}
		blank(out, at, begin)
		end := strings.Index(src[begin:], "</script")
		if end < 0 {
			return string(out), mode
		}
		at = begin + end
	}
}

// scriptTag finds the next script, where its text begins, and the tag that opens it.
func scriptTag(src string, from int) (begin int, open string) {
	for from < len(src) {
		i := strings.Index(src[from:], "<script")
		if i < 0 {
			return -1, ""
		}
		i += from
		end := strings.IndexByte(src[i:], '>')
		if end < 0 {
			return -1, ""
		}
		if c := src[i+len("<script")]; c == '>' || c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			return i + end + 1, src[i : i+end]
		}
		from = i + end
	}
	return -1, ""
}

func blank(text []byte, from, to int) {
	for i := from; i < to; i++ {
		if text[i] != '\n' {
			text[i] = ' '
		}
	}
}
