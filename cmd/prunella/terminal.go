package main

import (
	"io"
	"os"

	"github.com/charmbracelet/x/term"

	"github.com/prunella/prunella/render/text"
)

// forTerminal is the text format as it suits what out is.
func forTerminal(out io.Writer, verbose bool) text.Renderer {
	r := text.Renderer{Color: colours(out), Verbose: verbose}
	if f, ok := out.(*os.File); ok && isTerminal(f) {
		r.Width, _, _ = term.GetSize(f.Fd()) // 0 when it does not say
	}
	return r
}

// colours reports whether w is a terminal that wants colours (no-color.org).
func colours(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	return isTerminal(f)
}

func isTerminal(f *os.File) bool { return term.IsTerminal(f.Fd()) }
