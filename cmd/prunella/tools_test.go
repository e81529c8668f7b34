package main

import (
	"os/exec"
	"regexp"
	"testing"
)

// initGit commits all there is in dir.
func initGit(t *testing.T, dir string) {
	t.Helper()
	for _, args := range [][]string{
		{"init", "-q", "-b", "main"}, {"add", "."},
		{"-c", "user.name=Tester", "-c", "user.email=tester@example.org", "commit", "-q", "-m", "first"},
	} {
		cmd := exec.CommandContext(t.Context(), "git", args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Skipf("git %v: %v\n%s", args, err, out)
		}
	}
}

var (
	gaps = regexp.MustCompile(`gap .*[0-9.]+ s|"gapMillis": [0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8} UTC`)
	// Certificates are signed with a key of the state, so their ids differ.
	certificates = regexp.MustCompile(`certificate [0-9a-f]{12}`)
)

// steady leaves out what the clock and the key of the state put into a text.
func steady(text string) string {
	return certificates.ReplaceAllString(gaps.ReplaceAllString(text, "gap"), "certificate")
}
