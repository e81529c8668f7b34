// Package vulnerableapp loads SasanLabs' VulnerableApp: a Spring application whose
// handlers are levels of weaknesses, told by annotations: @AttackVector names the
// type, Variant.SECURE the level that is mended. A level is judged by findings whose
// path touches its method, for levels share helpers.
package vulnerableapp

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/corpus/braces"
	"github.com/prunella/prunella/tools/score/truth"
)

// Corpus is the loader.
var Corpus = corpus.Corpus{
	Name: "vulnerableapp", About: "VulnerableApp: levels of handlers, secure ones by their annotation",
	From: "SasanLabs/VulnerableApp", Load: load,
}

var (
	kind    = regexp.MustCompile(`VulnerabilityType\.([A-Z0-9_]+)`)
	numbers = regexp.MustCompile(`(?m)^\s*([A-Z][A-Z0-9_]+)\(\s*(\d+)\s*,`)
)

func load(checkout fs.FS, _ corpus.Part) (*truth.Truth, error) {
	t := &truth.Truth{Corpus: "vulnerableapp"}
	files, err := corpus.Walk(checkout, "src/main/java", corpus.HasExt(".java"))
	if err != nil {
		return nil, err
	}
	texts := map[string]string{}
	classes := map[string]int{}
	for _, f := range files {
		text, err := fs.ReadFile(checkout, f)
		if err != nil {
			return nil, fmt.Errorf("reading the corpus: %w", err)
		}
		t.Files = append(t.Files, f)
		texts[f] = string(text)
		if path.Base(f) == "VulnerabilityType.java" {
			for _, m := range numbers.FindAllStringSubmatch(string(text), -1) {
				classes[m[1]], _ = strconv.Atoi(m[2])
			}
		}
	}
	for _, f := range files {
		t.Labels = append(t.Labels, levels(f, texts[f], classes)...)
	}
	return corpus.Finish(t)
}

// levels reads the annotated methods of a file. A secure level seldom names its
// type; it is that of the file's other levels.
func levels(file, text string, classes map[string]int) []truth.Label {
	var out []truth.Label
	var secure []int
	var types []int
	for _, fn := range braces.Functions(text) {
		if !strings.Contains(fn.Header, "VulnerableAppRequestMapping") {
			continue
		}
		l := truth.Label{
			ID: path.Base(file) + "/" + fn.Name, Bad: true, Through: true, Group: path.Base(path.Dir(file)),
			At: []truth.Region{{File: file, From: fn.From, To: fn.To}},
		}
		for _, m := range kind.FindAllStringSubmatch(fn.Header, -1) {
			if n := classOf(m[1], classes); n > 0 && !slices.Contains(l.CWE, n) {
				l.CWE = append(l.CWE, n)
			}
		}
		types = append(types, l.CWE...)
		if strings.Contains(fn.Header, "Variant.SECURE") {
			l.Bad = false
			secure = append(secure, len(out))
		}
		out = append(out, l)
	}
	slices.Sort(types)
	for _, i := range secure {
		out[i].CWE = slices.Compact(slices.Clone(types))
	}
	return slices.DeleteFunc(out, func(l truth.Label) bool { return len(l.CWE) == 0 })
}

// classOf reads a type's number; names of the enum that have digits in them
// ("OPEN_REDIRECT_3XX_STATUS_CODE") are looked up as they are.
func classOf(name string, classes map[string]int) int { return classes[name] }
