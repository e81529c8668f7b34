// Command yield counts what becomes of reproduced findings: how many end with a
// certified patch, and why the others do not.
//
//	go run ./tools/yield                 the bad cases of the rules, each a program
//	go run ./tools/yield -rule sql-injection -lang go
//	go run ./tools/yield DIR...          programs of one's own, each a folder
//	go run ./tools/yield -left           and every finding that is left, with its reason
//	go run ./tools/yield -diffs          and every patch
//
// It runs no project code. The same tree gives the same table.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
)

type options struct {
	rule, lang  string
	jobs        int
	left, diffs bool
	dirs        []string
}

func main() {
	o := options{}
	flag.StringVar(&o.rule, "rule", "", "only findings of the rule `ID`")
	flag.StringVar(&o.lang, "lang", "", "only the language `NAME`")
	flag.IntVar(&o.jobs, "jobs", runtime.GOMAXPROCS(0), "mend `N` programs at once")
	flag.BoolVar(&o.left, "left", false, "list the findings that are left, with the reasons")
	flag.BoolVar(&o.diffs, "diffs", false, "print the patches that are certified")
	flag.Parse()
	o.dirs = flag.Args()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	all, err := measure(ctx, o)
	if err == nil {
		err = write(os.Stdout, all, o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "yield: error:", err)
		os.Exit(1)
	}
}
