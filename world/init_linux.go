package world

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// initCaps are the capabilities init needs inside its own namespaces.
var initCaps = []uintptr{unix.CAP_SYS_ADMIN, unix.CAP_NET_ADMIN, unix.CAP_SETPCAP, unix.CAP_KILL, unix.CAP_DAC_OVERRIDE, unix.CAP_SYS_CHROOT}

func maybeChild() {
	switch os.Args[0] {
	case initArg0, "/" + initArg0: // bubblewrap names it by its path
		runtime.LockOSThread()
		syscall.Exit(initMain()) // not os.Exit: nothing of the host program's runs here
	case commandArg0:
		runtime.LockOSThread()
		syscall.Exit(commandMain())
	}
}

// initMain is process 1 of the sandbox. The kernel kills all others when it ends.
func initMain() int {
	life, out := os.NewFile(3, "plan"), os.NewFile(4, "report")
	syscall.CloseOnExec(3)
	syscall.CloseOnExec(4)
	rep := initRun(life)
	if err := json.NewEncoder(out).Encode(rep); err != nil {
		return 1
	}
	return 0
}

func initRun(life *os.File) report {
	in := bufio.NewReader(life)
	var p plan
	line, err := in.ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &p)
	}
	if err != nil {
		return report{Failed: "no plan: " + err.Error()}
	}
	go func() { // nobody waits for us any more when the other end closes
		io.Copy(io.Discard, in)
		syscall.Exit(1)
	}()
	build := buildRoot
	if p.Bubblewrap != "" {
		build = settle
	}
	walls, err := build(p)
	if err != nil {
		return report{Failed: err.Error()}
	}
	rep := supervise(p)
	rep.Isolation = append(walls, rep.Isolation...)
	return rep
}

// supervise starts the command and watches over it until nothing is left.
func supervise(p plan) report {
	died := make(chan os.Signal, 16)
	signal.Notify(died, syscall.SIGCHLD)
	// A handler keeps the others from ending init; an ignored signal would be
	// inherited by the command.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP, syscall.SIGPIPE, syscall.SIGUSR1, syscall.SIGUSR2)
	walls, notFound, pid := startCommand(p)
	rep := report{NotFound: notFound, Isolation: walls}
	if pid <= 0 {
		if notFound == "" {
			rep.Failed = strings.Join(walls, "; ")
		}
		return rep
	}
	w := watch{limits: p.Command.Limits, started: time.Now()}
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		ended, status := reap(pid)
		if ended {
			rep.Exit = exitCode(status)
			if status.Signaled() && status.Signal() == syscall.SIGXFSZ {
				w.hit(LimitFileSize)
			}
			break
		}
		if w.look() {
			syscall.Kill(-1, syscall.SIGKILL)
		}
		select {
		case <-died:
		case <-tick.C:
		}
	}
	rep.Orphans = len(processes())
	w.look()
	syscall.Kill(-1, syscall.SIGKILL)
	rep.Hit, rep.CPU = sorted(w.hits), int64(w.cpu)
	return rep
}

// reap collects every process that ended and tells whether pid was among them.
func reap(pid int) (ended bool, status syscall.WaitStatus) {
	for {
		var s syscall.WaitStatus
		got, err := syscall.Wait4(-1, &s, syscall.WNOHANG, nil)
		if err == syscall.EINTR {
			continue
		}
		if got <= 0 {
			return ended, status
		}
		if got == pid {
			ended, status = true, s
		}
	}
}

func exitCode(s syscall.WaitStatus) int {
	if s.Signaled() {
		return 128 + int(s.Signal())
	}
	return s.ExitStatus()
}

// A verdict is what the command's process says before it becomes the command.
// No verdict at all means that it did.
type verdict struct{ Failed, NotFound string }

// startCommand starts this program again as the command. It learns whether the
// command came up from a pipe that closes when it does.
func startCommand(p plan) (walls []string, notFound string, pid int) {
	said, say, err := os.Pipe()
	if err != nil {
		return []string{err.Error()}, "", 0
	}
	planR, planW, err := os.Pipe()
	if err != nil {
		return []string{err.Error()}, "", 0
	}
	caps := initCaps
	if p.Bubblewrap != "" {
		caps = nil // it has none to hand on
	}
	pid, err = syscall.ForkExec("/proc/self/exe", []string{commandArg0}, &syscall.ProcAttr{
		Dir: "/", Env: []string{},
		Files: []uintptr{0, 1, 2, planR.Fd(), say.Fd()},
		Sys:   &syscall.SysProcAttr{Setsid: true, AmbientCaps: caps},
	})
	planR.Close()
	say.Close()
	if err != nil {
		return []string{"start: " + err.Error()}, "", 0
	}
	json.NewEncoder(planW).Encode(p)
	planW.Close()
	var v verdict
	if json.NewDecoder(said).Decode(&v) == nil {
		syscall.Wait4(pid, nil, 0, nil)
		return []string{v.Failed}, v.NotFound, 0
	}
	return hardenings(p.Command), "", pid
}

func sorted(hits []Limit) []Limit {
	slices.Sort(hits)
	return slices.Compact(hits)
}

// wrap names the step that failed, for the reason of ErrNoSandbox.
func wrap(step string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", step, err)
}
