package world

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// nobody is who a sandbox's user is outside when Prunella runs as root.
const nobody = 65534

// NewRunner finds the best sandbox of this machine and proves it by running
// nothing in it; scratch is an existing folder for private copies ("" is the
// system's folder for temporary files). The error wraps ErrNoSandbox.
func NewRunner(scratch string) (Runner, error) {
	if scratch == "" {
		scratch = os.TempDir()
	}
	scratch, err := filepath.Abs(scratch)
	if err != nil {
		return nil, err
	}
	own := &hostRunner{scratch: scratch, owner: -1}
	if os.Geteuid() == 0 {
		// A container's root may have no nobody to become; then it goes on as itself.
		if r := (&hostRunner{scratch: scratch, owner: nobody}); r.probe() == nil {
			return r, nil
		}
	}
	if err = own.probe(); err == nil {
		return own, nil
	}
	if program, none := exec.LookPath("bwrap"); none == nil {
		wrapped := &hostRunner{scratch: scratch, owner: -1, bubblewrap: program}
		if wrapped.probe() == nil {
			return wrapped, nil
		}
	}
	return nil, err
}

type hostRunner struct {
	scratch    string
	owner      int    // of the files in workspaces; -1: the caller
	bubblewrap string // the program that builds the walls; "": init itself
}

// probe runs "true", whose absence would not matter: the walls stand before it.
func (r *hostRunner) probe() error {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	w, err := r.Workspace(ctx, MemTree{}, nil)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoSandbox, err)
	}
	defer w.Close()
	_, err = w.Run(ctx, Command{Argv: []string{"true"}})
	if errors.Is(err, exec.ErrNotFound) {
		return nil
	}
	return err
}

// Workspace implements Runner.
func (r *hostRunner) Workspace(ctx context.Context, tree Tree, changes map[string][]byte) (Workspace, error) {
	c, err := newCopy(ctx, r.scratch, r.owner, Overlay(tree, changes))
	if err != nil {
		return nil, err
	}
	return &hostWorkspace{copyDir: c, runner: r}, nil
}

type hostWorkspace struct {
	*copyDir
	runner *hostRunner
}

// Run implements Workspace.
func (w *hostWorkspace) Run(ctx context.Context, c Command) (Result, error) {
	if err := check(c); err != nil {
		return Result{}, err
	}
	c.Limits = c.Limits.fill()
	if err := w.lend(c.Mounts); err != nil {
		return Result{}, err
	}
	return launch(ctx, plan{Command: c, Copy: w.dir, Bubblewrap: w.runner.bubblewrap, Drop: w.owner >= 0})
}

// lend gives writable mounts to the sandbox's user when that is not the caller.
func (w *hostWorkspace) lend(mounts []Mount) error {
	for _, m := range mounts {
		if m.Access == ReadWrite && w.owner >= 0 {
			if err := os.Chown(m.Host, w.owner, w.owner); err != nil {
				return fmt.Errorf("lend %s: %w", m.Host, err)
			}
		}
	}
	return nil
}

// check refuses commands that were put together wrongly. They come from our own
// code; names of a hostile tree may be in them.
func check(c Command) error {
	switch {
	case len(c.Argv) == 0 || c.Argv[0] == "":
		return errors.New("run: no program named")
	case c.Dir != "" && !fs.ValidPath(c.Dir):
		return fmt.Errorf("run: bad folder %q", c.Dir)
	case strings.ContainsRune(strings.Join(slices.Concat(c.Argv, c.Env), ""), 0):
		return errors.New("run: NUL byte in an argument")
	}
	for _, m := range c.Mounts {
		inside := path.Clean(m.Inside)
		if !filepath.IsAbs(m.Host) || !path.IsAbs(inside) || inside == "/" || below(inside, WorkDir) || below(inside, "/proc") || below(inside, "/dev") {
			return fmt.Errorf("run: cannot mount %q at %q", m.Host, m.Inside)
		}
	}
	return nil
}

// launch starts init, feeds it its plan and waits for it to end.
func launch(ctx context.Context, p plan) (Result, error) {
	planR, planW, err := os.Pipe()
	if err != nil {
		return Result{}, err
	}
	defer planW.Close() // init ends everything when this end is closed
	reportR, reportW, err := os.Pipe()
	if err != nil {
		planR.Close()
		return Result{}, err
	}
	defer reportR.Close()
	stdout, stderr := newCapped(p.Command.Limits.Output), newCapped(p.Command.Limits.Output)
	cmd, err := initCommand(ctx, p)
	if err != nil {
		return Result{}, errors.Join(err, planR.Close(), reportW.Close())
	}
	cmd.Env = []string{}
	cmd.Dir = "/"
	cmd.Stdin = bytes.NewReader(p.Command.Stdin)
	cmd.Stdout, cmd.Stderr = stdout, stderr
	cmd.ExtraFiles = []*os.File{planR, reportW}
	cmd.WaitDelay = 2 * time.Second
	err = cmd.Start()
	planR.Close()
	reportW.Close()
	if err != nil {
		return Result{}, fmt.Errorf("%w: this machine allows no user namespaces (%w); a container needs leave for them, "+
			"Ubuntu an AppArmor profile or kernel.apparmor_restrict_unprivileged_userns=0", ErrNoSandbox, err)
	}
	p.Command.Stdin = nil
	go json.NewEncoder(planW).Encode(p) // may block until init reads; fails when init dies
	said, _ := io.ReadAll(io.LimitReader(reportR, 1<<20))
	waited := cmd.Wait()
	if ctx.Err() != nil {
		return Result{}, ctx.Err()
	}
	return result(said, waited, stdout, stderr)
}

// initCommand is this program as init, in the namespaces it needs.
func initCommand(ctx context.Context, p plan) (*exec.Cmd, error) {
	if p.Bubblewrap != "" {
		return bubblewrap(ctx, p)
	}
	cmd := exec.CommandContext(ctx, "/proc/self/exe")
	cmd.Args = []string{initArg0}
	cmd.SysProcAttr = namespaces(p)
	return cmd, nil
}

func result(said []byte, waited error, stdout, stderr *capped) (Result, error) {
	var rep report
	if err := json.Unmarshal(said, &rep); err != nil {
		return Result{}, fmt.Errorf("%w: the sandbox ended without a report (%v): %s", ErrNoSandbox, waited, stderr.buf.String())
	}
	if rep.Failed != "" {
		return Result{}, fmt.Errorf("%w: %s", ErrNoSandbox, rep.Failed)
	}
	if rep.NotFound != "" {
		return Result{}, fmt.Errorf("%w in the sandbox: %s", exec.ErrNotFound, rep.NotFound)
	}
	if stdout.dropped+stderr.dropped > 0 {
		rep.Hit = append(rep.Hit, LimitOutput)
	}
	return Result{Exit: rep.Exit, Stdout: stdout.buf.Bytes(), Stderr: stderr.buf.Bytes(), Hit: sorted(rep.Hit), Orphans: rep.Orphans,
		Isolation: rep.Isolation, CPU: time.Duration(rep.CPU)}, nil
}

// namespaces asks for the namespaces and says who is who in them. As root two
// users are mapped, so that the command can be somebody who owns nothing.
func namespaces(p plan) *syscall.SysProcAttr {
	a := &syscall.SysProcAttr{
		Cloneflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS | syscall.CLONE_NEWPID | syscall.CLONE_NEWIPC | syscall.CLONE_NEWUTS,
		Setsid:     true,
	}
	if !p.Command.Network {
		a.Cloneflags |= syscall.CLONE_NEWNET
	}
	if p.Drop {
		ids := []syscall.SysProcIDMap{{ContainerID: 0, HostID: 0, Size: 1}, {ContainerID: sandboxUser, HostID: nobody, Size: 1}}
		a.UidMappings, a.GidMappings, a.GidMappingsEnableSetgroups = ids, ids, true
		return a
	}
	a.UidMappings = []syscall.SysProcIDMap{{ContainerID: sandboxUser, HostID: os.Geteuid(), Size: 1}}
	a.GidMappings = []syscall.SysProcIDMap{{ContainerID: sandboxUser, HostID: os.Getegid(), Size: 1}}
	a.AmbientCaps = initCaps
	return a
}

// capped keeps the first bytes written to it and counts the rest.
type capped struct {
	buf     bytes.Buffer
	left    int64
	dropped int64
}

func newCapped(limit int64) *capped { return &capped{left: limit} }

func (c *capped) Write(p []byte) (int, error) {
	keep := min(int64(len(p)), c.left)
	c.buf.Write(p[:keep])
	c.left -= keep
	c.dropped += int64(len(p)) - keep
	return len(p), nil
}
