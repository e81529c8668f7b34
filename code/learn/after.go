package learn

import (
	"fmt"
	"slices"
	"strings"

	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/record"
)

// Correction reads the style out of somebody's own remedy of a flow: after is the
// content of the flow's file with it.
func Correction(f *solve.Flow, lang, after string) (record.Style, error) {
	before, body, start, ok := siteText(f)
	if !ok {
		return record.Style{}, fmt.Errorf("the sink is not in the project")
	}
	text := string(f.At.Unit.Text)
	head := strings.TrimSpace(text[strings.LastIndexByte(text[:start], '\n')+1 : start])
	end := int(start) + len(before)
	tail, _, _ := strings.Cut(text[end:], "\n")
	tail = strings.TrimSpace(tail)
	added := addedLines(text, after)
	var last error
	for _, region := range added {
		for _, now := range between(region, head, tail) {
			if now == before {
				continue
			}
			st, err := StyleOf(before, body, now)
			if err != nil {
				last = err
				continue
			}
			for _, region := range added {
				for _, line := range region {
					if isImport(lang, line) {
						st.Imports = append(st.Imports, strings.TrimSpace(line))
					}
				}
			}
			return st, nil
		}
	}
	if last == nil {
		last = fmt.Errorf("nothing new stands in the place of the call")
	}
	return record.Style{}, last
}

// addedLines are the runs of lines that only the text after has.
func addedLines(before, after string) [][]string {
	old := map[string]int{}
	for line := range strings.SplitSeq(before, "\n") {
		old[line]++
	}
	var out [][]string
	open := false
	for line := range strings.SplitSeq(after, "\n") {
		if old[line] > 0 {
			old[line]--
			open = false
			continue
		}
		if !open {
			out = append(out, nil)
			open = true
		}
		out[len(out)-1] = append(out[len(out)-1], line)
	}
	return out
}

// maxStatement bounds the lines of one statement.
const maxStatement = 12

// between lists what stands between a head and a tail in a run of lines, the shortest
// first: what may have taken the place of a call in its statement.
func between(lines []string, head, tail string) []string {
	var out []string
	for i := range lines {
		for j := i; j < len(lines) && j < i+maxStatement; j++ {
			text := strings.TrimSpace(strings.Join(lines[i:j+1], "\n"))
			if len(text) < len(head)+len(tail) || !strings.HasPrefix(text, head) || !strings.HasSuffix(text, tail) {
				continue
			}
			now := strings.TrimSpace(text[len(head) : len(text)-len(tail)])
			if now != "" && balanced(now) {
				out = append(out, now)
				break
			}
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return len(a) - len(b) })
	return out
}
