package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// terminal opens a pseudo-terminal 60 columns wide; the returned function closes
// the program's side and gives what a person saw.
func terminal(t *testing.T) (*os.File, func() string) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("no terminal here: ", err)
	}
	fd := int(master.Fd())
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	if err != nil {
		t.Skip("no terminal here: ", err)
	}
	slave, err := os.OpenFile(filepath.Join("/dev/pts", strconv.Itoa(n)), os.O_RDWR|unix.O_NOCTTY, 0)
	if err == nil {
		err = unix.IoctlSetWinsize(int(slave.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: 60})
	}
	if err != nil {
		t.Skip("no terminal here: ", err)
	}
	seen := make(chan string)
	go func() {
		var b bytes.Buffer
		_, _ = io.Copy(&b, master) // ends with an error when the other side is closed
		seen <- b.String()
	}()
	return slave, func() string {
		slave.Close()
		defer master.Close()
		return <-seen
	}
}

// TestTerminal: a person at a terminal sees a live line that goes away, colours
// unless NO_COLOR is set, and prose as wide as the terminal.
func TestTerminal(t *testing.T) {
	for _, c := range []struct {
		noColor string
		colours bool
	}{{"", true}, {"1", false}} {
		t.Run("NO_COLOR="+c.noColor, func(t *testing.T) {
			t.Setenv("NO_COLOR", c.noColor)
			t.Setenv("TERM", "xterm-256color")
			dir := project(t)
			tty, close := terminal(t)
			root := newRoot()
			root.SetArgs([]string{"heal", "--no-run", dir})
			root.SetOut(tty)
			root.SetErr(tty)
			if err := root.ExecuteContext(t.Context()); err != nil {
				t.Fatal(err)
			}
			out := close()
			if !strings.Contains(out, "\r\x1b[Kproving 0/1\r\x1b[Kproving 1/1") {
				t.Errorf("no live line in\n%q", out)
			}
			_, after, _ := strings.Cut(out, "critical")
			if strings.Contains(after, "\x1b[K") {
				t.Error("the live line comes back after the results")
			}
			if got := strings.Contains(out, "\x1b[31m"); got != c.colours {
				t.Errorf("colours: %v, want %v", got, c.colours)
			}
			if !strings.Contains(out, "SQL\r\n  statement") && !strings.Contains(out, "a SQL statement at\r\n  ") {
				t.Errorf("the claim is not wrapped:\n%s", out)
			}
		})
	}
}
