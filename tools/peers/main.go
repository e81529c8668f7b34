// Command peers runs analysers over the same files in one run and tells what each
// cost: CPU-seconds (user and system, of the process and of all that it waited
// for), lines for each of them, and how many findings it wrote. For whoever wants
// to check docs/performance.md, or to see it on their own code.
//
//	go run ./tools/peers -dir TREE -ext .go,.py prunella gosec bandit
//	go run ./tools/peers -list
//
// Tools are found on the PATH; one that is not there is said to be missing. Each
// runs as its own documentation shows, on one job where it can be told so, and what
// it prints is counted and thrown away. Runs go in turns (-n rounds), so that a busy
// machine is busy for all; the lowest of each counts.
//
// Limits: CPU-seconds of children that a tool does not wait for are missed. Tools
// differ in what they look for: a rate is a price, not a worth.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// A peer is one analyser: how it is called for a tree, and how its findings are
// told in what it prints.
type peer struct {
	name    string
	args    []string // {dir}, {state} and {rules} are filled in
	exts    []string // the files that it reads
	finding string   // what stands once in its output for each finding
}

func peers() []peer {
	return []peer{
		{"prunella", []string{"scan", "--jobs", "1", "--state", "{state}", "{dir}"}, []string{".go", ".py", ".java", ".js", ".ts", ".c", ".cpp"}, "\n  path\n"},
		{"gosec", []string{"-quiet", "-concurrency", "1", "-fmt", "golint", "{dir}/..."}, []string{".go"}, "[CWE-"},
		{"bandit", []string{"-q", "-r", "-f", "custom", "--msg-template", "@finding {test_id}", "{dir}"}, []string{".py"}, "@finding "},
		{"semgrep", []string{"scan", "--metrics=off", "--disable-version-check", "--no-git-ignore", "-j", "1", "--config", "{rules}", "--emacs", "{dir}"}, []string{".go", ".py", ".java", ".js", ".ts", ".c", ".cpp"}, "\n"},
		{"cppcheck", []string{"-q", "-j", "1", "--enable=warning,portability", "--template=@finding {id}", "{dir}"}, []string{".c", ".cpp"}, "@finding "},
		{"eslint", []string{"--no-config-lookup", "--config", "{rules}", "--format", "json", "{dir}"}, []string{".js", ".ts"}, `"ruleId":"security/`},
	}
}

// options are the flags.
type options struct {
	dir, rules string
	exts       []string
	rounds     int
	limit      time.Duration
}

func main() {
	var o options
	var exts string
	list := flag.Bool("list", false, "list the analysers")
	flag.StringVar(&o.dir, "dir", "", "the tree in `DIR`")
	flag.StringVar(&exts, "ext", ".go,.py,.java,.js,.ts,.c,.cpp", "lines of files with these `ENDINGS` count")
	flag.StringVar(&o.rules, "rules", "", "rules of semgrep, or the configuration of eslint, in `FILE` or folder")
	flag.IntVar(&o.rounds, "n", 3, "`ROUNDS`; the lowest counts")
	flag.DurationVar(&o.limit, "limit", 10*time.Minute, "what one run may take by the clock")
	flag.Parse()
	o.exts = strings.Split(exts, ",")
	if *list {
		for _, p := range peers() {
			fmt.Printf("%-10s %s\n", p.name, strings.Join(p.args, " "))
		}
		return
	}
	if err := o.run(flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "peers: error:", err)
		os.Exit(1)
	}
}

// A cost is what one run of an analyser came to.
type cost struct {
	cpu      time.Duration
	findings int
	err      error
}

func (o *options) run(names []string) error {
	lines, err := count(o.dir)
	if err != nil {
		return err
	}
	best := map[string]cost{}
	for range o.rounds {
		for _, p := range peers() {
			if len(names) > 0 && !slices.Contains(names, p.name) {
				continue
			}
			c := o.measure(p)
			if old, ok := best[p.name]; !ok || c.err == nil && (old.err != nil || c.cpu < old.cpu) {
				best[p.name] = c
			}
		}
	}
	o.show(lines, best)
	return nil
}

func (o *options) show(lines map[string]int, best map[string]cost) {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "analyser\tlines\tCPU-seconds\tlines per CPU-second\tfindings\t")
	for _, p := range peers() {
		c, ran := best[p.name]
		n := 0
		for _, e := range p.exts {
			if slices.Contains(o.exts, e) {
				n += lines[e]
			}
		}
		switch {
		case !ran:
		case c.err != nil:
			fmt.Fprintf(w, "%s\t%v\t\t\t\t\n", p.name, c.err)
		default:
			fmt.Fprintf(w, "%s\t%d\t%.2f\t%.0f\t%d\t\n", p.name, n, c.cpu.Seconds(), float64(n)/c.cpu.Seconds(), c.findings)
		}
	}
	w.Flush()
}

// measure runs an analyser once. Many end with a code of their own when they find
// something; only one that cannot be started or is stopped has failed.
func (o *options) measure(p peer) cost {
	state, err := os.MkdirTemp("", "peers")
	if err != nil {
		return cost{err: err}
	}
	defer os.RemoveAll(state)
	fill := strings.NewReplacer("{dir}", o.dir, "{state}", filepath.Join(state, "s"), "{rules}", o.rules)
	args := make([]string, len(p.args))
	for i, a := range p.args {
		args[i] = fill.Replace(a)
	}
	ctx, stop := context.WithTimeout(context.Background(), o.limit)
	defer stop()
	cmd := exec.CommandContext(ctx, p.name, args...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err = cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return cost{err: errors.New("is not installed")}
	}
	if ctx.Err() != nil {
		return cost{err: fmt.Errorf("took more than %v", o.limit)}
	}
	used := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return cost{cpu: used, findings: strings.Count(out.String(), p.finding)}
}

// count counts the lines of a tree by ending.
func count(dir string) (map[string]int, error) {
	lines := map[string]int{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(name)
		lines[filepath.Ext(name)] += bytes.Count(text, []byte("\n"))
		return err
	})
	return lines, err
}
