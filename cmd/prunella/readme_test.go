package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestReadme holds the README to the program: its commands are commands, the
// formats it names are the formats, and the sample is what comes out.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	t.Run("commands", func(t *testing.T) { commandsExist(t, string(readme)) })
	t.Run("sample", func(t *testing.T) {
		if testing.Short() {
			t.Skip("takes a while")
		}
		sampleIsTrue(t, string(readme), healed(t, exampleTree(t, "shop"), "shop", 0)["text"])
	})
}

var quoted = regexp.MustCompile("(?:`prunella |(?m:^    go run \\./cmd/prunella ))([^`\n]+)")

func commandsExist(t *testing.T, readme string) {
	found := quoted.FindAllStringSubmatch(strings.ReplaceAll(readme, `\|`, "|"), -1)
	if len(found) < 7 {
		t.Fatalf("only %d commands found", len(found))
	}
	for _, f := range found {
		args := strings.Fields(f[1])
		for _, alternative := range strings.Split(args[min(1, len(args)-1)], "|") {
			words := append([]string{args[0], alternative}, args[min(2, len(args)):]...)
			c, rest, err := newRoot().Find(words)
			if err != nil || !c.Runnable() || c.Name() == "prunella" {
				t.Errorf("%q is no command: %v", f[1], err)
				continue
			}
			if err := c.ParseFlags(rest); err != nil {
				t.Errorf("%q: %v", f[1], err)
			}
		}
	}
	for _, flag := range regexp.MustCompile("`--([a-z-]+)").FindAllStringSubmatch(readme, -1) {
		if !slices.ContainsFunc(newRoot().Commands(), func(c *cobra.Command) bool { return c.Flags().Lookup(flag[1]) != nil }) {
			t.Errorf("no command has a flag --%s", flag[1])
		}
	}
	if !strings.Contains(readme, "--to "+strings.Join(strings.Split(formats(), ", "), `\|`)) {
		t.Errorf("the formats are %s", formats())
	}
}

// changing are the parts of the output that each run has its own of, or each
// machine: here nothing is built, which costs two grades.
var changing = regexp.MustCompile(`\b[0-9a-f]{12}\b|gap [0-9.]+ s|grade [A-E]`)

// sampleIsTrue looks for the lines of the sample in the output, in their order.
// "…" stands for whatever is there.
func sampleIsTrue(t *testing.T, readme, output string) {
	_, sample, _ := strings.Cut(readme, "\n    critical ")
	sample, _, found := strings.Cut("    critical "+sample, "\n\n")
	if !found {
		t.Fatal("the README has no sample")
	}
	lines := strings.Split(changing.ReplaceAllString(output, ""), "\n")
	for _, want := range strings.Split(changing.ReplaceAllString(sample, ""), "\n") {
		want = strings.TrimPrefix(want, "    ")
		if strings.TrimSpace(want) == "…" {
			continue
		}
		pattern := regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(want), "…", ".*") + "$")
		for len(lines) > 0 && !pattern.MatchString(lines[0]) {
			lines = lines[1:]
		}
		if len(lines) == 0 {
			t.Fatalf("the README shows a line that does not come (here):\n%s", want)
		}
	}
}
