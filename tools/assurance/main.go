// Command assurance tests the proof ladder: it makes right patches and thousands of
// wrong ones out of the cases of the rules, has each climb the ladder, and counts
// what was refused, by which rung, and what the usual gate (it builds, the proof of
// concept is gone) would have let through.
//
//	go run ./tools/assurance            the tables of docs/assurance.md
//	go run ./tools/assurance -passed    and every wrong patch that was certified
//	go run ./tools/assurance -refused   and every right patch that was refused
//	go run ./tools/assurance -every 20  one wrong patch of twenty
//	go run ./tools/assurance -every 20 -offset 7   another one of each twenty
//	go run ./tools/assurance -jobs 1    and how long a verdict takes
//
// It runs no project code. The same tree gives the same tables.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
)

func main() {
	o := options{}
	flag.IntVar(&o.every, "every", 1, "try one wrong patch of `N`")
	flag.IntVar(&o.offset, "offset", 0, "with -every: take the patches whose number, divided by N, leaves `M`")
	flag.IntVar(&o.jobs, "jobs", runtime.GOMAXPROCS(0), "try `N` patches at once")
	flag.StringVar(&o.rule, "rule", "", "only the cases of the rule `ID`")
	flag.StringVar(&o.language, "language", "", "only the cases in the language `NAME`")
	flag.StringVar(&o.kind, "kind", "", "only wrong patches of the kind `NAME`")
	flag.BoolVar(&o.passed, "passed", false, "list the wrong patches that were certified")
	flag.BoolVar(&o.refused, "refused", false, "list the right patches that were refused")
	flag.StringVar(&o.cweval, "cweval", "", "take the tasks of a checkout of CWEval in the folder `DIR` as well")
	flag.StringVar(&o.save, "save", "", "write what was decided wrongly to the folder `DIR`, as trees before and after")
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "assurance: error: no arguments are wanted")
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	res, err := measure(ctx, o)
	if err == nil {
		err = res.write(os.Stdout, o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "assurance: error:", err)
		os.Exit(1)
	}
}
