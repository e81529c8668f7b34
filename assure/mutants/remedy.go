package mutants

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

// A Condition is how a language writes a test in a line of its own.
type Condition struct {
	Line *regexp.Regexp // indentation and words before the condition, the condition, what follows
	Not  string         // for fmt: the condition negated
	And  string
	Or   string
	Set  string // true where an operator has set something that by default is not set
	Uses string // what Set imports
}

// Braced is the test of languages that look like C.
func Braced(set, uses string) *Condition {
	return &Condition{
		Line: regexp.MustCompile(`^(\s*(?:\} )?(?:else )?if )\((.*)\)( ?\{)$`),
		Not:  "!", And: " && ", Or: " || ", Set: set, Uses: uses,
	}
}

// A test is a condition that the right patch brings, with the block below it.
type test struct {
	file       string
	lines      []string // of the whole file, after the patch
	at, end    int      // the line of the condition, and the last one of its block
	head, tail string   // what stands around the condition and its parentheses
	condition  string
	refuses    bool // the block ends what was going on; else it is what is done under the condition
}

var ends = regexp.MustCompile(`^\s*(return( (-1|0|""|\'\'|[Nn]one|nil|null|NULL|false|False|.*[Ee]rr.*))?;?$|break\b|continue\b|throw\b|raise\b|goto\b|panic\(|exit\(|abort\(|_exit\(|http\.Error\(|process\.exit\()`)

// tests lists the conditions that the right patch brings.
func (r *Right) tests() (out []test) {
	how := r.Language.If
	if how == nil {
		return nil
	}
	for _, file := range r.changed() {
		lines := strings.Split(string(r.After[file]), "\n")
		for _, i := range added(r.Before[file], lines) {
			m := how.Line.FindStringSubmatch(lines[i])
			if m == nil || strings.Contains(m[2], ";") || strings.Contains(m[2], " := ") || bytes.Contains(r.Before[file], []byte(m[2])) {
				continue // a test of its own, or one that was there
			}
			t := test{file: file, lines: lines, at: i, end: i, head: m[1], condition: m[2], tail: m[3]}
			deep := indent(lines[i])
			for t.end+1 < len(lines) && (indent(lines[t.end+1]) > deep || lines[t.end+1] == "") {
				t.end++
				t.refuses = t.refuses || ends.MatchString(lines[t.end])
			}
			if next := t.end + 1; next < len(lines) && strings.TrimSpace(lines[next]) == "}" {
				t.end = next
			}
			out = append(out, t)
		}
	}
	return out
}

// changed lists the files that the right patch changes, sorted.
func (r *Right) changed() (out []string) {
	for file, text := range r.After {
		if old, ok := r.Before[file]; ok && !bytes.Equal(old, text) {
			out = append(out, file)
		}
	}
	slices.Sort(out)
	return out
}

// added lists the lines that were not there before.
func added(before []byte, lines []string) (out []int) {
	had := map[string]int{}
	for _, l := range strings.Split(string(before), "\n") {
		had[strings.TrimSpace(l)]++
	}
	for i, l := range lines {
		if l = strings.TrimSpace(l); had[l] > 0 {
			had[l]--
			continue
		}
		out = append(out, i)
	}
	return out
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

// matched is the test of a pattern's match.
var matched = regexp.MustCompile(`^!(\w+)\.matches\(\)$`)

// remedies change the tests that the right patch brings.
func remedies(r *Right) (out []Mutant) {
	how := r.Language.If
	for _, t := range r.tests() {
		say := func(kind, condition string) {
			out = append(out, r.rewritten(kind, t, condition)...)
		}
		say("test inverted", how.Not+"("+t.condition+")")
		switch {
		case t.refuses && matched.MatchString(t.condition) && strings.Contains(string(r.After[t.file]), matched.FindStringSubmatch(t.condition)[1]+".group("):
			// what did not match cannot be read either, whatever the test says
		case t.refuses:
			say("one path is left", "("+t.condition+")"+how.And+how.Set)
			if r.shows() {
				say("too strict", "("+t.condition+")"+how.Or+how.Not+"("+how.Set+")")
			}
		default:
			say("one path is left", "("+t.condition+")"+how.Or+how.Set)
			if r.shows() {
				say("too strict", "("+t.condition+")"+how.And+how.Set)
			}
		}
		if r.Language.Sizes && !r.settled() {
			for _, c := range nearly(t.condition, t.refuses, string(r.Before[t.file])) {
				say("off by one", c)
			}
		}
		out = append(out, r.tooLate(t)...)
	}
	return out
}

// rewritten has another condition.
func (r *Right) rewritten(kind string, t test, condition string) []Mutant {
	how, now := r.Language.If, slices.Clone(t.lines)
	if strings.HasPrefix(t.lines[t.at][len(t.head):], "(") {
		now[t.at] = t.head + "(" + condition + ")" + t.tail // as C wants it
	} else {
		now[t.at] = t.head + condition + t.tail
	}
	text := []byte(strings.Join(now, "\n"))
	if how.Uses != "" && strings.Contains(condition, how.Set) {
		text = r.Language.Define(text, Guard{Imports: []string{how.Uses}})
	}
	return r.mutant(kind, strings.TrimSpace(t.condition), r.Before, with(r.After, t.file, text))
}

// tooLate moves the whole test behind the statement that holds the sink.
func (r *Right) tooLate(t test) []Mutant {
	at := r.Found.Flow().At
	if !t.refuses || at.Unit == nil || at.Unit.Stub || at.Unit.Path != t.file {
		return nil
	}
	start, end, _ := line(r.Before[t.file], at.Span.Start)
	sink := string(r.Before[t.file][start:end])
	for i := t.end + 1; i < len(t.lines); i++ {
		if strings.TrimSpace(t.lines[i]) != strings.TrimSpace(sink) || indent(t.lines[i]) != indent(t.lines[t.at]) {
			continue
		}
		if l := strings.TrimSpace(strings.Split(t.lines[i], "//")[0]); !strings.HasSuffix(l, ";") && !strings.HasSuffix(l, ")") {
			return nil
		}
		now := slices.Concat(t.lines[:t.at], t.lines[t.end+1:i+1], t.lines[t.at:t.end+1], t.lines[i+1:])
		return r.mutant("check after use", strings.TrimSpace(t.condition), r.Before, with(r.After, t.file, []byte(strings.Join(now, "\n"))))
	}
	return nil
}

var comparison = regexp.MustCompile(`^(.*[^<>=!-] ?)(<=|>=|<|>|==|!=) ?(.*)$`)

// nearly lists conditions that let one value more through. Where the program itself
// bounded what is compared, that is no other program, and not listed.
func nearly(condition string, refuses bool, program string) (out []string) {
	for _, or := range []string{" || ", " && "} {
		parts := strings.Split(condition, or)
		if len(parts) > 1 {
			for i, p := range parts {
				for _, now := range nearly(p, refuses, program) {
					all := slices.Clone(parts)
					all[i] = now
					out = append(out, strings.Join(all, or))
				}
			}
			return out
		}
	}
	m := comparison.FindStringSubmatch(condition)
	if m == nil || strings.Count(m[3], "(") != strings.Count(m[3], ")") || strings.ContainsAny(m[3], `"'`) {
		return nil
	}
	left, op, right := m[1], m[2], m[3]
	if bounded(program, strings.TrimSpace(left), op, refuses) {
		return nil
	}
	switch {
	case op == ">=" && refuses, op == "<=" && refuses:
		op = op[:1]
	case op == "<" && !refuses, op == ">" && !refuses:
		op += "="
	case op == ">" && refuses, op == "<=":
		right += " + 1"
	case op == "<" && refuses, op == ">=":
		right += " - 1"
	case right == "0":
		right = "1"
	default:
		return nil
	}
	return []string{left + op + " " + right}
}

// bounded reports whether a program bounds a variable on the side of a comparison, by
// a test of its own or as the counter of a loop.
func bounded(program, variable, op string, refuses bool) bool {
	if !regexp.MustCompile(`^\w+$`).MatchString(variable) {
		return false
	}
	upper := strings.HasPrefix(op, ">") == refuses
	tests := `[<]=?`
	if upper {
		tests = `[>]=?`
	}
	v := regexp.QuoteMeta(variable)
	return regexp.MustCompile(`(?m)if \(.*\b` + v + ` ` + tests + ` |for \([^;]*\b` + v + ` = `).MatchString(program)
}
