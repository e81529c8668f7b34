package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/prunella/prunella/ledger/tessera"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/world"
)

func TestMain(m *testing.M) {
	world.MaybeChild()
	testscript.Main(m, map[string]func(){"prunella": func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		os.Exit(run(ctx, os.Args[1:]))
	}})
}

// TestScripts runs the stories of testdata/script, in which prunella is this
// program.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:   filepath.Join("..", "..", "testdata", "script"),
		Setup: setUp,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":     exits,
			"records":   records,
			"hold":      hold,
			"repeat":    repeat,
			"bytes":     bytesTo,
			"fifo":      fifo,
			"smalldisk": smallDisk,
			"asnobody":  asNobody,
			"awaits":    awaits,
			"example":   copyExample,
		},
	})
}

// setUp gives a script a home, and git a name.
func setUp(e *testscript.Env) error {
	home := filepath.Join(e.WorkDir, "home")
	e.Values[theTest{}] = e.T()
	e.Setenv("HOME", home)
	if cache, err := os.UserCacheDir(); err == nil {
		e.Setenv("CACHE", cache) // for scripts that build, which takes minutes with an empty one
	}
	e.Setenv("USER", "tester")
	for _, who := range []string{"AUTHOR", "COMMITTER"} {
		e.Setenv("GIT_"+who+"_NAME", "Tester")
		e.Setenv("GIT_"+who+"_EMAIL", "tester@example.org")
	}
	e.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	return os.Mkdir(home, 0o755)
}

// exits CODE COMMAND…: the command ends with the code, and an error has the
// form that every error has.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARGS…")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit code %d, want %s", got, args[0])
	}
	if got != exitError && got != exitUsage {
		return
	}
	stderr := ts.ReadFile("stderr")
	if !strings.Contains(stderr, "prunella: error: ") || !strings.Contains(stderr, "prunella: hint: ") {
		ts.Fatalf("an error without the form of errors")
	}
}

// records FILE: each line is a record, and its id is right.
func records(ts *testscript.TestScript, _ bool, args []string) {
	lines := bufio.NewScanner(strings.NewReader(ts.ReadFile(args[0])))
	lines.Buffer(nil, 4<<20)
	n := 0
	for ; lines.Scan(); n++ {
		var line struct {
			ID        record.ID
			Statement json.RawMessage
		}
		ts.Check(json.Unmarshal(lines.Bytes(), &line))
		s, err := record.Decode(line.Statement)
		ts.Check(err)
		if id, err := s.ID(); err != nil || id != line.ID {
			ts.Fatalf("line %d: id %s, want %s (%v)", n+1, line.ID, id, err)
		}
	}
	ts.Check(lines.Err())
	if n == 0 {
		ts.Fatalf("no records")
	}
}

// hold DIR keeps the ledger in DIR open, as another process would.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	log, err := tessera.Open(context.Background(), ts.MkAbs(args[0]), tessera.Options{})
	ts.Check(err)
	ts.Defer(func() { log.Close() })
}

// repeat FILE N TEXT… appends each text N times to FILE, one after the other.
func repeat(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	ts.Check(err)
	w := bufio.NewWriter(f)
	for _, text := range args[2:] {
		for range n {
			w.WriteString(text)
		}
	}
	ts.Check(errors.Join(w.Flush(), f.Close()))
}

// bytes FILE QUOTED writes what a Go string literal says; FILE may be one too.
func bytesTo(ts *testscript.TestScript, _ bool, args []string) {
	name, err := strconv.Unquote(`"` + args[0] + `"`)
	ts.Check(err)
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text), 0o644))
}

func fifo(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(syscall.Mkfifo(ts.MkAbs(args[0]), 0o644))
}

// skipNow ends a script that this machine has no means for.
func skipNow(ts *testscript.TestScript) {
	ts.Value(theTest{}).(interface{ Skip(...any) }).Skip("this machine has no means for it")
}

// theTest is the key of a script's test among its values.
type theTest struct{}

// smalldisk DIR SIZE mounts a disk that is soon full, or skips the script.
func smallDisk(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o755))
	out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+args[1], "tmpfs", dir).CombinedOutput()
	if err != nil {
		ts.Logf("no small disk here: %s", out)
		skipNow(ts)
	}
	ts.Defer(func() { _ = exec.Command("umount", "-l", dir).Run() })
}

// asnobody CODE ARGS… runs prunella as a user who may not read everything. Root,
// who may, steps down.
func asNobody(ts *testscript.TestScript, _ bool, args []string) {
	self, err := os.Executable()
	ts.Check(err)
	program := ts.MkAbs("prunella")
	if _, err := os.Stat(program); err != nil {
		text, err := os.ReadFile(self)
		ts.Check(err)
		ts.Check(os.WriteFile(program, text, 0o755))
	}
	cmd := exec.Command(program, args[1:]...)
	cmd.Dir = ts.MkAbs(".")
	if os.Getuid() == 0 {
		for d := cmd.Dir; d != filepath.Clean(os.TempDir()) && d != "/"; d = filepath.Dir(d) {
			ts.Check(os.Chmod(d, 0o755))
		}
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	cmd.Env = []string{"HOME=" + ts.MkAbs("."), "PATH=" + os.Getenv("PATH")}
	out, _ := cmd.CombinedOutput()
	ts.Logf("%s", out)
	if got := strconv.Itoa(cmd.ProcessState.ExitCode()); got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs("said"), out, 0o644))
}

// awaits FILE [TEXT] waits until it is there, and holds the text.
func awaits(ts *testscript.TestScript, _ bool, args []string) {
	for range 3000 {
		text, err := os.ReadFile(ts.MkAbs(args[0]))
		if err == nil && (len(args) < 2 || strings.Contains(string(text), args[1])) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	ts.Fatalf("%s never came", args[0])
}

// example NAME copies one of the examples to a folder of its name, without the
// state that somebody may have left there.
func copyExample(ts *testscript.TestScript, _ bool, args []string) {
	from, to := filepath.Join("..", "..", "examples", args[0]), ts.MkAbs(args[0])
	ts.Check(os.CopyFS(to, os.DirFS(from)))
	ts.Check(os.RemoveAll(filepath.Join(to, stateFolder)))
}
