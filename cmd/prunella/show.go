package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"charm.land/fang/v2"

	"github.com/prunella/prunella/render"
)

// showError prints an error in the form every Prunella error has.
func showError(w io.Writer, _ fang.Styles, err error) {
	if errors.Is(err, errFindings) || errors.Is(err, errPartial) || errors.Is(err, errRefused) {
		return
	}
	hint := "prunella --help lists the commands"
	var f *failure
	if errors.As(err, &f) {
		hint = f.hint
	}
	for _, line := range strings.Split(err.Error(), "\n") {
		fmt.Fprintf(w, "prunella: error: %s\n", render.Plain(line))
	}
	if hint != "" {
		fmt.Fprintf(w, "prunella: hint: %s\n", hint)
	}
}
