package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
)

// A baseline is findings that somebody has looked at and lives with, for a while or
// for good. It is read only from a file that the user names, never from one that a
// project brings by itself, and it only says what is shown and counted: the findings
// are made and put on the record as ever.
//
// One line is one finding: the digest of its key, which holds the rule, file,
// function, called function and text of the line, but no line number; then rule and
// place for people, the day until which it holds, and why.
//
//	sha256:5f1c… sql-injection store/find.go:find until 2027-01-31 # behind the VPN
type baseline []*known

// known is one line.
type known struct {
	key         record.Digest
	rule, place string
	until       time.Time // the zero time: for good
	why         string
	met         bool
}

const baselineHead = "# prunella baseline 1: findings that are known; add \"until 2027-01-31\" and \"# why\" to a line\n"

var baselineLine = regexp.MustCompile(`^(sha256:[0-9a-f]{64}) (\S+) (.*?)(?: until (\d{4}-\d{2}-\d{2}))?(?: +# ?(.*))?$`)

// parseBaseline reads a file; every line must be understood, for one that is not
// would silently hide nothing.
func parseBaseline(text []byte) (baseline, error) {
	var out baseline
	s := bufio.NewScanner(bytes.NewReader(text))
	s.Buffer(nil, 1<<20)
	for n := 1; s.Scan(); n++ {
		line := strings.TrimSpace(s.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		m := baselineLine.FindStringSubmatch(line)
		if m == nil {
			return nil, fmt.Errorf("line %d is not \"sha256:… rule place\"", n)
		}
		k := &known{key: record.Digest(m[1]), rule: m[2], place: m[3], why: m[5]}
		if m[4] != "" {
			day, err := time.Parse(time.DateOnly, m[4])
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			k.until = day.AddDate(0, 0, 1)
		}
		out = append(out, k)
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("reading lines: %w", err)
	}
	return out, nil
}

// covers reports whether a finding is known now, and marks what covers it.
func (b baseline) covers(f *record.Finding, now time.Time) bool {
	key, covered := record.Sum([]byte(f.Key)), false
	for _, k := range b {
		if k.key == key && k.rule == f.Rule {
			k.met = true
			covered = covered || k.until.IsZero() || now.Before(k.until)
		}
	}
	return covered
}

// apply takes the known findings out of a run and tells how many.
func (b baseline) apply(r *render.Run, now time.Time, notice func(string)) {
	before := len(r.Cases)
	kept := r.Cases[:0]
	for _, c := range r.Cases {
		if !b.covers(c.Finding().Statement.Body.Finding, now) {
			kept = append(kept, c)
		}
	}
	r.Cases = kept
	expired, gone := 0, 0
	for _, k := range b {
		switch {
		case !k.met:
			gone++
		case !k.until.IsZero() && !now.Before(k.until):
			expired++
		}
	}
	notice(fmt.Sprintf("baseline: %d of %d findings are known; %d entries have expired, %d are no longer found", before-len(kept), before, expired, gone))
}

// String writes the file: sorted, so that two of them compare line by line.
func (b baseline) String() string {
	var lines []string
	for _, k := range b {
		line := fmt.Sprintf("%s %s %s", k.key, k.rule, k.place)
		if !k.until.IsZero() {
			line += " until " + k.until.AddDate(0, 0, -1).Format(time.DateOnly)
		}
		if k.why != "" {
			line += " # " + k.why
		}
		lines = append(lines, line)
	}
	slices.SortFunc(lines, func(a, b string) int { return strings.Compare(a[72:]+a[:72], b[72:]+b[:72]) })
	return baselineHead + strings.Join(append(slices.Compact(lines), ""), "\n")
}

// renew is the baseline of a run: what is found now, with what was said about it.
func (b baseline) renew(r *render.Run) baseline {
	var out baseline
	for _, c := range r.Cases {
		f := c.Finding().Statement.Body.Finding
		k := &known{key: record.Sum([]byte(f.Key)), rule: f.Rule, place: oneWord(f.Where.File + ":" + f.Where.Func)}
		if i := slices.IndexFunc(b, func(old *known) bool { return old.key == k.key }); i >= 0 {
			k.until, k.why = b[i].until, b[i].why
		}
		out = append(out, k)
	}
	return out
}

// oneWord keeps hostile names from being read as more than a name.
func oneWord(s string) string {
	return strings.Map(func(c rune) rune {
		if c <= ' ' || c == '#' || c == 0x7f {
			return '_'
		}
		return c
	}, render.Plain(s))
}

func readBaseline(file string) (baseline, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fail(fmt.Errorf("reading the baseline: %w", err), "--write-baseline FILE makes one")
	}
	b, err := parseBaseline(text)
	if err != nil {
		return nil, fail(fmt.Errorf("the baseline %s: %w", file, err), "--write-baseline FILE makes one anew")
	}
	return b, nil
}

// writeBaseline writes what a run found, and keeps what an older file said of it.
func writeBaseline(file string, r *render.Run) error {
	old, err := readBaseline(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.WriteFile(file, []byte(old.renew(r).String()), 0o644); err != nil {
		return fail(fmt.Errorf("writing the baseline: %w", err), "")
	}
	return nil
}
