package written

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/lang/javascript/syntax"
	"github.com/prunella/prunella/code/text"
)

// A step is one replacement of a chain s.replace(a, b).replace(c, d).
type step struct {
	node   syntax.Ref
	re     *text.Pattern // what it looks for
	finds  []string      // the same, when it is some plain texts
	source string        // as it is written
	all    bool          // not only the first one
	to     string
	loops  bool // in a loop
}

// escapes judges what makes a text safe, or takes that back, by replacing (CWE-116):
// only the first of many, backslashes left out, one step undoing another, removals that
// leave what they remove.
func (r *reader) escapes(n syntax.Ref) {
	t := r.t
	switch t.Kind(n) {
	case syntax.FuncDecl, syntax.FuncExpr, syntax.Arrow, syntax.Program:
		r.steps = map[string][]step{}
	case syntax.Assign, syntax.Declarator:
		value := t.Child(n, 1)
		if t.Kind(n) == syntax.Declarator {
			value = t.Child(n, 2)
		}
		if name := t.First(n); t.Kind(name) == syntax.Name {
			steps := r.chain(value)
			r.judge(steps)
			if r.around(syntax.If, syntax.Cond, syntax.Switch) == 0 {
				r.steps[t.Text(name)] = steps
			} else {
				delete(r.steps, t.Text(name))
			}
		}
	case syntax.Call:
		if !r.inner[n] {
			r.judge(r.chain(n))
		}
	}
}

// chain lists the replacements that make a value, the first one first.
func (r *reader) chain(n syntax.Ref) []step {
	of, name, args := r.method(n)
	if r.t.Kind(n) == syntax.Name {
		return r.steps[r.t.Text(n)]
	}
	if name != "replace" && name != "replaceAll" || of == 0 || len(args) != 2 || r.inner[n] {
		return nil
	}
	before := r.chain(of)
	r.inner[n] = true
	s, ok := r.step(n, name, args)
	if !ok {
		return nil
	}
	s.loops = r.around(syntax.While, syntax.DoWhile, syntax.For) != 0
	return append(before[:len(before):len(before)], s)
}

func (r *reader) step(n syntax.Ref, name string, args []syntax.Ref) (step, bool) {
	to, ok := r.str(args[1])
	if !ok {
		return step{}, false
	}
	s := step{node: n, to: to, all: name == "replaceAll", source: r.t.Text(args[0])}
	if plain, ok := r.str(args[0]); ok {
		s.finds = []string{plain}
		s.re, _ = text.Parse(regexp.QuoteMeta(plain), "js")
		return s, s.re != nil
	}
	pattern, flags, ok := r.regex(args[0])
	if !ok {
		return step{}, false
	}
	s.all = s.all || strings.Contains(flags, "g")
	s.finds = alternatives(pattern)
	if strings.Contains(flags, "i") {
		pattern = "(?i)" + pattern
	}
	s.re, _ = text.Parse(pattern, "js")
	return s, s.re != nil
}

// alternatives are the texts that a pattern stands for, when these are few and plain:
// one text, a|b, [ab].
func alternatives(pattern string) []string {
	for strings.HasPrefix(pattern, "(") && strings.HasSuffix(pattern, ")") && strings.Count(pattern, "(") == 1 {
		pattern = strings.TrimPrefix(pattern[1:len(pattern)-1], "?:")
	}
	if strings.HasPrefix(pattern, "[") && strings.HasSuffix(pattern, "]") && !strings.HasPrefix(pattern, "[^") {
		return letters(pattern[1 : len(pattern)-1])
	}
	var out []string
	for _, p := range strings.Split(pattern, "|") {
		s, ok := plain(p)
		if !ok || s == "" {
			return nil
		}
		out = append(out, s)
	}
	return out
}

// letters are those of a class without ranges.
func letters(class string) []string {
	if strings.Contains(strings.Trim(class, "-"), "-") {
		return nil
	}
	all, ok := plain(strings.NewReplacer("(", `\(`, ")", `\)`, "*", `\*`, "+", `\+`, "?", `\?`, "|", `\|`, "{", `\{`, "}", `\}`, "[", `\[`, "$", `\$`, ".", `\.`, `\]`, `\]`, `\\`, `\\`).Replace(class))
	if !ok {
		return nil
	}
	var out []string
	for _, c := range all {
		out = append(out, string(c))
	}
	return out
}

// plain is the text that a pattern without operators stands for.
func plain(pattern string) (string, bool) {
	var out strings.Builder
	for i := 0; i < len(pattern); i++ {
		c := pattern[i]
		if strings.IndexByte(".*+?^$()[]{}|", c) >= 0 {
			return "", false
		}
		if c == '\\' {
			i++
			switch {
			case i == len(pattern):
				return "", false
			case pattern[i] == 'n':
				out.WriteByte('\n')
				continue
			case pattern[i] == 'r':
				out.WriteByte('\r')
				continue
			case pattern[i] == 't':
				out.WriteByte('\t')
				continue
			case pattern[i] >= 'a' && pattern[i] <= 'z' || pattern[i] >= 'A' && pattern[i] <= 'Z' || pattern[i] >= '0' && pattern[i] <= '9':
				return "", false
			}
			c = pattern[i]
		}
		out.WriteByte(c)
	}
	return out.String(), true
}

func (r *reader) judge(steps []step) {
	for i := range steps {
		s := &steps[i]
		if why := cmp.Or(s.first(steps, i), s.bare(steps, i), s.order(steps, i), s.leaves(steps, i)); why != "" && len(r.out[s.node]) == 0 {
			r.fault(s.node, "escape", why)
		}
	}
}

const meta = "'\"\\&<>\n\r\t*|{}[]%$"

var percent = regexp.MustCompile(`^(?:%[0-9A-Fa-f]{2})+$`)

// first: only the first of what means something to whoever reads the text.
func (s *step) first(steps []step, i int) string {
	if s.all || s.loops || len(s.finds) == 0 {
		return ""
	}
	for _, f := range s.finds {
		if f == "/" && strings.EqualFold(s.to, "%2f") { // a name of a package has one: @scope/name
			return ""
		}
		special := len(f) == 1 && strings.Contains(meta, f) || strings.Contains(f, "..") && strings.Trim(f, "./\\") == "" || percent.MatchString(f) || percent.MatchString(s.to)
		if !special || s.to == "" && strings.Trim(f, "\r\n") == "" || unwraps(steps, i) {
			return ""
		}
	}
	return fmt.Sprintf("replaces only the first %s", s.source)
}

// unwraps: an opening and a closing mark are taken off, or one of both of a pair.
func unwraps(steps []step, i int) bool {
	pairs := map[string]string{"[": "]", "{": "}", "<": ">", "(": ")", "\"": "\"", "'": "'"}
	f := steps[i].finds[0]
	for j, o := range steps {
		if j == i || o.all || len(o.finds) != 1 {
			continue
		}
		if pairs[f] == o.finds[0] || pairs[o.finds[0]] == f {
			return true
		}
	}
	return false
}

// bare: marks get a backslash, the backslashes before them do not.
func (s *step) bare(steps []step, i int) string {
	if !s.all || len(s.finds) == 0 {
		return ""
	}
	quotes := false
	for _, f := range s.finds {
		if f == "\\" {
			return ""
		}
		quotes = quotes || len(f) == 1 && strings.Contains("'\"`$|*{}[]<>&;", f)
	}
	escapes := s.to == `\$&` || s.to == `\$1` || len(s.finds) == 1 && s.to == `\`+s.finds[0]
	if !quotes || !escapes {
		return ""
	}
	for _, o := range steps[:i] {
		for _, f := range o.finds {
			if f == `\` {
				return ""
			}
		}
	}
	return fmt.Sprintf("puts a backslash before %s and leaves backslashes that are there", s.source)
}

// order: what one step makes is taken for an escape by a later one, or escaped again.
func (s *step) order(steps []step, i int) string {
	if !s.all || len(s.finds) != 1 || s.to == "" {
		return ""
	}
	made, mark := s.finds[0], s.to
	for _, o := range steps[i+1:] {
		if len(o.finds) != 1 || o.to == "" {
			continue
		}
		if len(mark) == 1 && strings.HasPrefix(made, mark) && strings.HasPrefix(o.finds[0], mark) && o.finds[0] != mark { // &amp; to &, then &lt; to <
			return fmt.Sprintf("makes a %q that a later replacement takes for the beginning of %q", mark, o.finds[0])
		}
		if len(made) == 1 && len(o.finds[0]) == 1 && made != o.finds[0] && strings.HasPrefix(mark, o.finds[0]) && strings.HasPrefix(o.to, o.finds[0]) { // " to &quot;, then & to &amp;
			return fmt.Sprintf("makes a %q that a later replacement escapes again", o.finds[0])
		}
	}
	return ""
}

// dangerous is markup, and ways up the file tree, that removals are for.
var dangerous = []string{"<!--", "<script>", "<script ", "</script>", "<iframe>", "../", "..\\", " onload=", " onclick=a"}

// maxWork bounds one search.
const maxWork = 20_000

// leaves: removing it may put the parts around it together to what was removed.
func (s *step) leaves(steps []step, i int) string {
	if !s.all || s.loops || s.to != "" {
		return ""
	}
	for _, bad := range dangerous {
		at := s.re.Find(text.Search, bad, 0, maxWork)
		if at == nil || at[1]-at[0] < 2 || s.re.Find(text.Search, "<p>ab", 0, maxWork) != nil {
			continue
		}
		m := bad[at[0]:at[1]]
		for k := 1; k < len(m); k++ {
			left := m[:k] + m + m[k:]
			for _, o := range steps[i:] {
				left = o.apply(left)
			}
			if strings.Contains(left, m) {
				return fmt.Sprintf("makes %q of %q", left, m[:k]+m+m[k:])
			}
		}
	}
	return ""
}

// apply is what the step makes of a text.
func (s *step) apply(in string) string {
	var out strings.Builder
	for from := 0; ; {
		at := s.re.Find(text.Search, in, from, maxWork)
		if at == nil || at[1] == at[0] {
			return out.String() + in[from:]
		}
		out.WriteString(in[from:at[0]] + s.to)
		from = at[1]
		if !s.all {
			return out.String() + in[from:]
		}
	}
}
