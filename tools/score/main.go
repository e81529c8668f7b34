// Command score holds an analyser's SARIF against a corpus's ground truth: the
// confusion matrix, recall, precision, F1 and Youden's J by class, with exact 95 %
// intervals; or, of two runs, what differs and whether that may be chance.
//
//	go run ./tools/score -list
//	go run ./tools/score -corpus securibench -dir CHECKOUT -subject TREE
//	prunella convert … | any tool that writes SARIF
//	go run ./tools/score -corpus securibench -dir CHECKOUT run.sarif
//	go run ./tools/score -corpus securibench -dir CHECKOUT before.sarif after.sarif
//	go run ./tools/score -labels TWIN/truth.json run.sarif
//
// -subject writes the files to analyse, and only those of the part asked for: a
// corpus that is split keeps its judging half out of sight. A run may cover the
// whole checkout or TREE; paths are matched by their ends. A run may be a folder of
// SARIF files, where each program of a corpus was scanned by itself: the findings of
// NAME.sarif are in the folder NAME.
//
// Exit codes: 0 done, 1 error, 2 usage. A low figure is no error.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/corpus/argotools"
	"github.com/prunella/prunella/tools/score/corpus/benchmarkjava"
	"github.com/prunella/prunella/tools/score/corpus/codeql"
	"github.com/prunella/prunella/tools/score/corpus/cwebenchjava"
	"github.com/prunella/prunella/tools/score/corpus/cweval"
	"github.com/prunella/prunella/tools/score/corpus/gosec"
	"github.com/prunella/prunella/tools/score/corpus/juliet"
	"github.com/prunella/prunella/tools/score/corpus/program"
	"github.com/prunella/prunella/tools/score/corpus/secbenchjs"
	"github.com/prunella/prunella/tools/score/corpus/securibench"
	"github.com/prunella/prunella/tools/score/corpus/vulnerableapp"
	"github.com/prunella/prunella/tools/score/sarif"
	"github.com/prunella/prunella/tools/score/truth"
)

// corpora lists the loaders.
func corpora() []corpus.Corpus {
	return []corpus.Corpus{
		argotools.Corpus, benchmarkjava.Corpus, codeql.Cpp, codeql.Java, codeql.Python, cwebenchjava.Corpus, cweval.Corpus,
		gosec.Corpus, juliet.C, juliet.Java, program.Corpus, secbenchjs.Corpus, securibench.Corpus, vulnerableapp.Corpus,
	}
}

// options are the flags.
type options struct {
	list, json          bool
	wrong, open, right  bool
	corpus, dir, part   string
	subject, by, errata string
	truth, labels       string
	runs                []string
}

func main() {
	var o options
	flag.BoolVar(&o.list, "list", false, "list the corpora")
	flag.BoolVar(&o.json, "json", false, "write JSON")
	flag.BoolVar(&o.wrong, "wrong", false, "list the wrong answers too")
	flag.BoolVar(&o.open, "open", false, "list the right answers without an attack that succeeded too")
	flag.BoolVar(&o.right, "right", false, "list the right answers too")
	flag.StringVar(&o.corpus, "corpus", "", "the corpus's `NAME`")
	flag.StringVar(&o.dir, "dir", "", "the corpus's checkout in `DIR`")
	flag.StringVar(&o.part, "part", "tune", "of a split corpus: tune, judge or all")
	flag.StringVar(&o.subject, "subject", "", "write the files to analyse into `DIR` and stop")
	flag.StringVar(&o.by, "by", "cwe", "rows: cwe, or group for the corpus's own division")
	flag.StringVar(&o.truth, "truth", "", "write the labels into `FILE` and stop")
	flag.StringVar(&o.labels, "labels", "", "take the labels from `FILE` in place of a corpus")
	flag.StringVar(&o.errata, "errata", "", "a `FILE` of labels that are wrong: they are left out")
	flag.Parse()
	o.runs = flag.Args()
	if err := o.run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "score: error:", err)
		var u usage
		if errors.As(err, &u) {
			os.Exit(2)
		}
		os.Exit(1)
	}
}

// usage is an error in what was asked for.
type usage string

func (u usage) Error() string { return string(u) }

func (o *options) run(out io.Writer) error {
	if o.list {
		for _, c := range corpora() {
			fmt.Fprintf(out, "%-14s %s\n%14s from %s", c.Name, c.About, "", c.From)
			if c.Split != "" {
				fmt.Fprintf(out, "; open: %s", c.Split)
			}
			fmt.Fprintln(out)
		}
		return nil
	}
	c, t, err := o.load()
	if err != nil {
		return err
	}
	switch {
	case o.truth != "":
		text, err := json.MarshalIndent(t, "", " ")
		if err != nil {
			return err
		}
		return os.WriteFile(o.truth, text, 0o644)
	case o.subject != "":
		return o.write(c, t)
	}
	judged := make([]*truth.Judgement, len(o.runs))
	for i, name := range o.runs {
		findings, err := readRun(name)
		if err != nil {
			return err
		}
		judged[i] = truth.Judge(t, findings)
	}
	switch len(judged) {
	case 1:
		return o.report(out, t, judged[0])
	case 2:
		return o.compare(out, t, judged[0], judged[1])
	}
	return usage("name one SARIF file to score it, two to compare them")
}

func (o *options) load() (corpus.Corpus, *truth.Truth, error) {
	if o.labels != "" {
		return o.readLabels()
	}
	all := corpora()
	i := slices.IndexFunc(all, func(c corpus.Corpus) bool { return c.Name == o.corpus })
	if i < 0 {
		return corpus.Corpus{}, nil, usage(fmt.Sprintf("no corpus is called %q; -list names them", o.corpus))
	}
	part := corpus.Part(o.part)
	if !slices.Contains([]corpus.Part{corpus.Tune, corpus.Judge, corpus.All}, part) {
		return corpus.Corpus{}, nil, usage("-part is tune, judge or all")
	}
	t, err := all[i].Load(os.DirFS(o.dir), part)
	if err != nil {
		return all[i], nil, err
	}
	if o.errata != "" {
		text, err := os.ReadFile(o.errata)
		if err != nil {
			return all[i], nil, fmt.Errorf("reading the errata: %w", err)
		}
		t.LeaveOut(truth.Errata(string(text)))
	}
	return all[i], t, nil
}

// readLabels reads what -truth wrote, or a twin of it.
func (o *options) readLabels() (corpus.Corpus, *truth.Truth, error) {
	text, err := os.ReadFile(o.labels)
	if err != nil {
		return corpus.Corpus{}, nil, fmt.Errorf("reading the labels: %w", err)
	}
	t := &truth.Truth{}
	if err := json.Unmarshal(text, t); err != nil {
		return corpus.Corpus{}, nil, fmt.Errorf("reading the labels: %w", err)
	}
	return corpus.Corpus{Name: t.Corpus}, t, t.Check()
}

// write puts the tree to analyse into a folder.
func (o *options) write(c corpus.Corpus, t *truth.Truth) error {
	tree, err := c.Tree(os.DirFS(o.dir), t)
	if err != nil {
		return err
	}
	for name, text := range tree {
		if !filepath.IsLocal(name) {
			return fmt.Errorf("%q leads out of the folder", name)
		}
		to := filepath.Join(o.subject, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return fmt.Errorf("writing the tree: %w", err)
		}
		if err := os.WriteFile(to, text, 0o644); err != nil {
			return fmt.Errorf("writing the tree: %w", err)
		}
	}
	fmt.Fprintf(os.Stderr, "%d files, %d labels\n", len(tree), len(t.Labels))
	return nil
}

// readRun reads a SARIF file, or a folder of them.
func readRun(name string) ([]truth.Finding, error) {
	parts, err := filepath.Glob(filepath.Join(name, "*.sarif")) // in the order of their names
	if err != nil || len(parts) == 0 {
		return readFile(name)
	}
	var out []truth.Finding
	for _, part := range parts {
		findings, err := readFile(part)
		if err != nil {
			return nil, err
		}
		folder := strings.TrimSuffix(filepath.Base(part), ".sarif")
		for _, f := range findings {
			out = append(out, f.Below(folder))
		}
	}
	return out, nil
}

func readFile(name string) ([]truth.Finding, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("reading the run: %w", err)
	}
	defer f.Close()
	findings, err := sarif.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return findings, nil
}
