package rule

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/goccy/go-yaml"
	"golang.org/x/tools/txtar"
)

// Load reads every *.txtar file at the top of fsys, in order of name.
func Load(fsys fs.FS) ([]*Rule, error) {
	names, err := fs.Glob(fsys, "*.txtar")
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	rules := make([]*Rule, 0, len(names))
	for _, name := range names {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("reading rule: %w", err)
		}
		r, err := Parse(name, text)
		if err != nil {
			return nil, err
		}
		rules = append(rules, r)
	}
	return rules, nil
}

// Parse reads one rule. The error names the file, and the line where the YAML
// is at fault.
func Parse(name string, text []byte) (*Rule, error) {
	archive := txtar.Parse(text)
	r := &Rule{Prose: strings.TrimSpace(string(archive.Comment))}
	found := false
	for _, f := range archive.Files {
		if f.Name == "rule.yaml" {
			found = true
			if err := yaml.UnmarshalWithOptions(f.Data, r, yaml.Strict()); err != nil {
				return nil, fmt.Errorf("%s: rule.yaml: %w", name, err)
			}
			continue
		}
		c, err := parseCase(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		r.Cases = append(r.Cases, c)
	}
	if !found {
		return nil, fmt.Errorf("%s: no rule.yaml in the archive", name)
	}
	return r, r.check(name)
}

func parseCase(f txtar.File) (Case, error) {
	want, rest, ok := strings.Cut(f.Name, "/")
	switch want {
	case "bad", "good", "fixed", "known":
		if ok && rest != "" {
			return Case{Want: want, Name: rest, Text: string(f.Data)}, nil
		}
	}
	return Case{}, fmt.Errorf("case %q: want bad/NAME, good/NAME, fixed/NAME or known/NAME", f.Name)
}

func (r *Rule) check(name string) error {
	switch {
	case r.ID != strings.TrimSuffix(path.Base(name), ".txtar"):
		return fmt.Errorf("%s: id %q is not the file's name", name, r.ID)
	case r.Title == "", r.Claim == "", r.Prose == "":
		return fmt.Errorf("%s: title, claim and prose are required", name)
	case len(r.Sink) == 0:
		return fmt.Errorf("%s: sink is required", name)
	case len(r.CWE) == 0:
		return fmt.Errorf("%s: cwe is required", name)
	}
	return nil
}

// Watches reports whether data of the source kind may not break the rule's
// demand; a rule without sources watches everything.
func (r *Rule) Watches(sourceKind string) bool {
	return covered(r.Sources, sourceKind) > 0 || len(r.Sources) == 0
}

// Depth is the length of the longest prefix among the rule's sources that covers a
// kind; 0: none does.
func (r *Rule) Depth(sourceKind string) int { return covered(r.Sources, sourceKind) }

// Watched are the source kinds that the rule watches in programs of a language, what
// stands beside the program among them.
func (r *Rule) Watched(language string) []string {
	out := slices.DeleteFunc(slices.Clone(r.Sources), func(kind string) bool { return slices.Contains(r.Except[language], kind) })
	return append(out, r.Local[language]...)
}

// WatchesLocal reports whether the rule watches a kind in programs of a language
// only as something that stands beside them.
func (r *Rule) WatchesLocal(language, sourceKind string) bool {
	return covered(r.Local[language], sourceKind) > 0
}

func covered(prefixes []string, kind string) int {
	depth := 0
	for _, p := range prefixes {
		if p == kind || strings.HasPrefix(kind, p+".") {
			depth = max(depth, len(p))
		}
	}
	return depth
}
