package world

import (
	"bufio"
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// wrapped names bubblewrap when the tests of the runner are to run in it.
const wrapped = "PRUNELLA_TEST_BUBBLEWRAP"

// TestBubblewrap runs the tests of the runner once more, in the other walls.
func TestBubblewrap(t *testing.T) {
	program, err := exec.LookPath("bwrap")
	if err != nil || os.Getenv(wrapped) != "" {
		t.Skip("bubblewrap is not installed")
	}
	exe, err := os.Executable()
	must(t, err)
	cmd := exec.Command(exe, "-test.run=^TestRun")
	cmd.Env = append(os.Environ(), wrapped+"="+program)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func runner(t *testing.T) Runner {
	t.Helper()
	if program := os.Getenv(wrapped); program != "" {
		return &hostRunner{scratch: t.TempDir(), owner: -1, bubblewrap: program}
	}
	r, err := NewRunner(t.TempDir())
	if errors.Is(err, ErrNoSandbox) {
		t.Skip(err)
	}
	must(t, err)
	return r
}

func workspace(t *testing.T, tree Tree) Workspace {
	t.Helper()
	w, err := runner(t).Workspace(context.Background(), tree, nil)
	must(t, err)
	t.Cleanup(func() { must(t, w.Close()) })
	return w
}

// self mounts this test binary as /self/….
func self(t *testing.T, args ...string) Command {
	t.Helper()
	exe, err := os.Executable()
	must(t, err)
	return Command{
		Argv:   append([]string{"/self/" + filepath.Base(exe), "hostile"}, args...),
		Mounts: []Mount{{Host: filepath.Dir(exe), Inside: "/self"}},
		Env:    []string{"GORACE=atexit_sleep_ms=0"},
		Limits: Limits{Wall: 20 * time.Second, Processes: 200},
	}
}

func run(t *testing.T, w Workspace, c Command) Result {
	t.Helper()
	r, err := w.Run(context.Background(), c)
	must(t, err)
	if strings.Contains(string(r.Stdout), "DONE") {
		t.Logf("stderr: %s", r.Stderr)
	}
	return r
}

func TestRunAnswers(t *testing.T) {
	w := workspace(t, MemTree{"a/x.txt": []byte("hello")})
	r := run(t, w, self(t, "exit", "7"))
	same(t, "exit", r.Exit, 7)
	same(t, "ok", r.OK(), false)
	same(t, "orphans", r.Orphans, 0)
	same(t, "killed", run(t, w, self(t, "die")).Exit, 128+9)

	c := self(t, "cat")
	c.Stdin = []byte("from stdin")
	r = run(t, w, c)
	same(t, "stdout", string(r.Stdout), "from stdin")
	same(t, "ok", r.OK(), true)
	same(t, "hit", r.Hit, []Limit(nil))

	c = self(t, "read", "x.txt")
	c.Dir = "a"
	same(t, "file of the workspace", string(run(t, w, c).Stdout), "x.txt: hello\n")

	must(t, w.Write("a/x.txt", []byte("changed")))
	same(t, "changed file", string(run(t, w, c).Stdout), "x.txt: changed\n")
	must(t, w.Write("a/x.txt", nil))
	same(t, "removed file", string(run(t, w, c).Stdout), "x.txt: refused\n")
	if err := w.Write("../x", []byte("x")); err == nil {
		t.Error("wrote out of the workspace")
	}
}

func TestRunSaysWhatWasNotRun(t *testing.T) {
	w := workspace(t, MemTree{})
	for what, c := range map[string]Command{
		"no such program": {Argv: []string{"no-such-program"}},
		"no such path":    {Argv: []string{"/no/such/program"}},
	} {
		if _, err := w.Run(context.Background(), c); !errors.Is(err, exec.ErrNotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for what, c := range map[string]Command{
		"no argv":          {},
		"folder outside":   {Argv: []string{"true"}, Dir: "../x"},
		"relative mount":   {Argv: []string{"true"}, Mounts: []Mount{{Host: "x", Inside: "/x"}}},
		"mount over work":  {Argv: []string{"true"}, Mounts: []Mount{{Host: "/usr", Inside: "/x/../work"}}},
		"mount over proc":  {Argv: []string{"true"}, Mounts: []Mount{{Host: "/usr", Inside: "/proc"}}},
		"mount over root":  {Argv: []string{"true"}, Mounts: []Mount{{Host: "/usr", Inside: "/"}}},
		"missing mount":    {Argv: []string{"true"}, Mounts: []Mount{{Host: "/no/such/folder", Inside: "/x"}}},
		"missing folder":   {Argv: []string{"true"}, Dir: "none"},
		"NUL in arguments": {Argv: []string{"true", "\x00"}},
	} {
		if _, err := w.Run(context.Background(), c); err == nil {
			t.Errorf("%s: no error", what)
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	if _, err := w.Run(ctx, self(t, "hang")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestRunLimits(t *testing.T) {
	for _, test := range []struct {
		name  string
		args  []string
		limit func(*Limits)
		hit   Limit
	}{
		{"hanging", []string{"hang"}, func(l *Limits) { l.Wall = 300 * time.Millisecond }, LimitWall},
		{"spinning", []string{"spin"}, func(l *Limits) { l.CPU = 300 * time.Millisecond }, LimitCPU},
		{"spinning in many processes", []string{"fork spin"}, func(l *Limits) { l.CPU = 500 * time.Millisecond }, LimitCPU},
		{"fork bomb", []string{"forks"}, func(l *Limits) { l.Processes = 50 }, LimitProcesses},
		{"memory", []string{"memory"}, func(l *Limits) { l.Memory = 200 << 20 }, LimitMemory},
		{"disk, workspace", []string{"disk", "/work"}, func(l *Limits) { l.Disk = 20 << 20 }, LimitDisk},
		{"disk, tmp", []string{"disk", "/tmp"}, func(l *Limits) { l.Disk = 20 << 20 }, LimitDisk},
		{"disk, shared memory", []string{"disk", "/dev/shm"}, func(l *Limits) { l.Disk = 20 << 20 }, LimitDisk},
		{"output", []string{"flood"}, func(l *Limits) { l.Output = 1000 }, LimitOutput},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := self(t, test.args...)
			test.limit(&c.Limits)
			r := run(t, workspace(t, MemTree{}), c)
			if !slices.Contains(r.Hit, test.hit) {
				t.Errorf("hit %v, want %s; exit %d, stderr %.300s", r.Hit, test.hit, r.Exit, r.Stderr)
			}
			same(t, "ok", r.OK(), test.hit == LimitOutput)
			if test.hit == LimitOutput {
				same(t, "kept output", len(r.Stdout), 1000)
			}
		})
	}
}

func TestRunFileSize(t *testing.T) {
	c := self(t, "big file")
	c.Limits.FileSize = 1 << 20
	r := run(t, workspace(t, MemTree{}), c)
	if strings.Contains(string(r.Stdout), "DONE") {
		t.Errorf("wrote 3 MB: %s", r.Stdout)
	}
}

func TestRunKillsOrphans(t *testing.T) {
	r := run(t, workspace(t, MemTree{}), self(t, "orphan"))
	same(t, "stdout", string(r.Stdout), "left three behind\n")
	same(t, "orphans", r.Orphans, 3)
	same(t, "exit", r.Exit, 0)
}

func TestRunSeesNoSecretsAndWritesNothingOutside(t *testing.T) {
	host := t.TempDir() // outside the sandbox
	secret, victim := filepath.Join(host, "id_ed25519"), filepath.Join(host, "victim")
	must(t, os.WriteFile(secret, []byte("s3cret"), 0o644))
	must(t, os.WriteFile(victim, []byte("old"), 0o666))
	t.Setenv("PRUNELLA_TEST_TOKEN", "s3cret")
	w := workspace(t, MemTree{"x": []byte("1")})

	home, _ := os.UserHomeDir()
	r := run(t, w, self(t, "read", secret, "/proc/1/root"+secret, "/etc/shadow", filepath.Join(home, ".profile"), filepath.Join(home, ".ssh/id_rsa"), "/proc/1/environ"))
	for _, line := range strings.Split(strings.TrimSpace(string(r.Stdout)), "\n") {
		if !strings.HasSuffix(line, ": refused") && !strings.HasSuffix(line, "environ:") {
			t.Errorf("read %s", line)
		}
	}
	r = run(t, w, self(t, "env"))
	if strings.Contains(string(r.Stdout), "s3cret") {
		t.Errorf("environment leaks:\n%s", r.Stdout)
	}
	exe, _ := os.Executable()
	r = run(t, w, self(t, "write", victim, "/usr/x", "/etc/passwd", "/x", "/self/"+filepath.Base(exe), "/self/new", "/proc/self/oom_score_adj", "/dev/new"))
	if strings.Contains(string(r.Stdout), "DONE") {
		t.Errorf("wrote outside:\n%s", r.Stdout)
	}
	data, _ := os.ReadFile(victim)
	same(t, "the victim", string(data), "old")

	run(t, w, self(t, "write", "/work/x", "/work/new", "/tmp/new"))
	r = run(t, w, self(t, "read", "/work/x", "/work/new", "/tmp/new"))
	same(t, "the next run", string(r.Stdout), "/work/x: 1\n/work/new: refused\n/tmp/new: refused\n")
	same(t, "own temporary files", string(run(t, w, self(t, "temp")).Stdout), "tmp: DONE\nhome: DONE\nrename: DONE\n")
}

func TestRunHasNoNetwork(t *testing.T) {
	tcp, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer tcp.Close()
	udp, err := net.ListenPacket("udp", "127.0.0.1:0")
	must(t, err)
	defer udp.Close()
	abstract, err := net.Listen("unix", "@prunella-test-"+filepath.Base(t.TempDir()))
	must(t, err)
	defer abstract.Close()
	w := workspace(t, MemTree{})
	targets := []string{"tcp!" + tcp.Addr().String(), "unix!" + abstract.Addr().String()}
	r := run(t, w, self(t, append([]string{"connect"}, targets...)...))
	if strings.Contains(string(r.Stdout), "DONE") {
		t.Errorf("connected:\n%s", r.Stdout)
	}
	run(t, w, self(t, "connect", "udp!"+udp.LocalAddr().String())) // sends into its own loopback
	udp.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
	if n, _, err := udp.ReadFrom(make([]byte, 10)); err == nil {
		t.Errorf("a datagram of %d bytes came out", n)
	}
	same(t, "loopback", string(run(t, w, self(t, "loopback")).Stdout), "own loopback: DONE\n")

	c := self(t, "connect", targets[0])
	c.Network = true
	same(t, "with the host's network", string(run(t, w, c).Stdout), "tcp "+tcp.Addr().String()+": DONE\n")
}

func TestRunCannotEscape(t *testing.T) {
	r := run(t, workspace(t, MemTree{}), self(t, "escape"))
	out := string(r.Stdout)
	t.Log(out)
	if strings.Contains(out, "DONE") || !strings.HasSuffix(out, "capabilities: 0 0\nno new privileges: 1\n") {
		t.Errorf("exit %d:\n%s%s", r.Exit, out, r.Stderr)
	}
	t.Log(r.Isolation)
}

func TestRunMounts(t *testing.T) {
	host := t.TempDir()
	must(t, os.Mkdir(filepath.Join(host, "sub"), 0o755))
	must(t, os.WriteFile(filepath.Join(host, "sub/old"), []byte("old"), 0o644))
	w := workspace(t, MemTree{})
	for access, want := range map[Access]struct{ answer, left string }{
		ReadOnly:  {"/cache/sub/new: refused\n/cache/new: refused\n", ""},
		Scratch:   {"/cache/sub/new: DONE\n/cache/new: DONE\n", ""},
		ReadWrite: {"/cache/sub/new: refused\n/cache/new: DONE\n", "owned"},
	} {
		if w.(*hostWorkspace).owner < 0 { // the caller's own folders are the command's, too
			want.answer = strings.Replace(want.answer, "sub/new: refused\n/cache/new: DONE", "sub/new: DONE\n/cache/new: DONE", 1)
		}
		if access == Scratch && os.Getenv(wrapped) != "" { // starts empty
			want.answer = strings.Replace(want.answer, "sub/new: DONE", "sub/new: refused", 1)
		}
		c := self(t, "write", "/cache/sub/new", "/cache/new")
		c.Mounts = append(c.Mounts, Mount{Host: host, Inside: "/cache", Access: access})
		same(t, "access "+string(access), string(run(t, w, c).Stdout), want.answer)
		data, _ := os.ReadFile(filepath.Join(host, "new"))
		same(t, "left by "+string(access), string(data), want.left)
		os.Remove(filepath.Join(host, "new"))
		os.Remove(filepath.Join(host, "sub/new"))
	}
}

func TestRunsAtOnce(t *testing.T) {
	w := workspace(t, MemTree{"x": []byte("1")})
	c := self(t, "write then read")
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			r, err := w.Run(context.Background(), c)
			if err != nil || string(r.Stdout) != "x: 1\nx: DONE\nx: owned\n" {
				t.Errorf("%v: %s", err, r.Stdout)
			}
		})
	}
	group.Wait()
}

// When Prunella itself is killed, nothing that it ran goes on.
func TestRunEndsWithItsRunner(t *testing.T) {
	runner(t)
	exe, err := os.Executable()
	must(t, err)
	mark := filepath.Base(t.TempDir()) + "-" + strconv.Itoa(os.Getpid())
	cmd := exec.Command(exe, "hostile", "run a hang", mark)
	cmd.Env = append(os.Environ(), "SCRATCH="+t.TempDir())
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	_, err = bufio.NewReader(out).ReadString('\n')
	must(t, err)
	waitFor(t, "the command runs", func() bool { return running(mark) > 1 })
	must(t, cmd.Process.Kill())
	cmd.Wait()
	waitFor(t, "it ended", func() bool { return running(mark) == 0 })
}

// running counts the processes that were started with a word.
func running(word string) (n int) {
	all, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, file := range all {
		if data, err := os.ReadFile(file); err == nil && strings.Contains(string(data), word) {
			n++
		}
	}
	return n
}

func waitFor(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 1000 {
		if ok() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("waited in vain: %s", what)
}

func TestRunLeavesNothingBehind(t *testing.T) {
	scratch := t.TempDir()
	r, err := NewRunner(scratch)
	if errors.Is(err, ErrNoSandbox) {
		t.Skip(err)
	}
	must(t, err)
	w, err := r.Workspace(context.Background(), MemTree{"a": nil}, map[string][]byte{"b": []byte("1"), "a": nil})
	must(t, err)
	run(t, w, self(t, "orphan"))
	must(t, w.Close())
	left, err := os.ReadDir(scratch)
	must(t, err)
	same(t, "files left", len(left), 0)
}
