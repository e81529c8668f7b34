package mutants

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// step matches a statement whose result nobody takes, and one that ends a block.
var step = regexp.MustCompile(`^\s*([\w.>-]+\(.*\)|\w+ = (NULL|null|None|nil));?$`)

// logged is a statement that only tells the operator.
var logged = regexp.MustCompile(`(?i)^\s*(console|logg?(er|ging)?|slog|this\.log(ger)?|system\.err)\.\w+\(|^\s*\w+\.printStackTrace\(\)`)

// halves leave one statement of the right patch out.
func halves(r *Right) (out []Mutant) {
	for _, file := range r.changed() {
		lines := strings.Split(string(r.After[file]), "\n")
		for _, i := range added(r.Before[file], lines) {
			l := lines[i]
			if d := r.Language.Default; d != nil && d.MatchString(l) {
				continue // it is the same without
			}
			if logged.MatchString(l) {
				continue // nobody who was told of it before hears less
			}
			if !step.MatchString(l) || strings.Count(l, "(") != strings.Count(l, ")") || strings.HasPrefix(strings.TrimSpace(l), "if") {
				continue
			}
			now := slices.Concat(lines[:i], lines[i+1:])
			if r.Language.Name == "python" {
				now = slices.Concat(lines[:i], []string{l[:indent(l)] + "pass"}, lines[i+1:])
			}
			out = append(out, r.mutant("half done", fmt.Sprintf("without %q", strings.TrimSpace(l)), r.Before, with(r.After, file, []byte(strings.Join(now, "\n"))))...)
		}
	}
	return out
}

var (
	number = regexp.MustCompile(`\b[1-9]\d{0,6}\b`)
	sizeOf = regexp.MustCompile(`sizeof(?:\(\w+\)| \w+)`)
)

// sizes make what the right patch says of sizes smaller by one, or larger where it is
// the room that a function may use.
func sizes(r *Right) (out []Mutant) {
	if !r.Language.Sizes || !slices.Contains([]string{"stack-overflow", "heap-overflow", "buffer-overread", "dangerous-function"}, r.Found.Rule.ID) {
		return nil
	}
	for _, file := range r.changed() {
		lines := strings.Split(string(r.After[file]), "\n")
		change := func(i int, at []int, now string) {
			all := slices.Clone(lines)
			all[i] = lines[i][:at[0]] + now + lines[i][at[1]:]
			out = append(out, r.mutant("off by one", strings.TrimSpace(all[i]), r.Before, with(r.After, file, []byte(strings.Join(all, "\n"))))...)
		}
		for _, i := range added(r.Before[file], lines) {
			for _, at := range number.FindAllStringIndex(lines[i], -1) {
				n, err := strconv.Atoi(lines[i][at[0]:at[1]])
				if err == nil && !strings.Contains(string(r.Before[file]), lines[i][at[0]:at[1]]) && strings.ContainsAny(lines[i], "([") && !strings.Contains(lines[i], "if (") {
					change(i, at, strconv.Itoa(n-1))
				}
			}
			for _, at := range sizeOf.FindAllStringIndex(lines[i], -1) {
				if at[0] > 1 && lines[i][at[0]-2:at[0]] == ", " {
					change(i, at, lines[i][at[0]:at[1]]+" + 1")
				}
			}
		}
	}
	return out
}
